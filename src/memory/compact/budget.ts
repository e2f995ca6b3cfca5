/** How many tokens the statements of a level may take. */
import { statementBudget } from '../../extract/select/budget.ts'
import type { SummaryLevel } from '../types.ts'
import type { CompactDeps } from './types.ts'

/** The budget of a daily, weekly or monthly file for raw turns of so many tokens. */
export function levelBudget(
  { budgets }: Pick<CompactDeps, 'budgets'>,
  level: Exclude<SummaryLevel, 'root'>,
  rawTokens: number,
): number {
  const share = { daily: budgets.dailyShare, weekly: budgets.weeklyShare, monthly: budgets.monthlyShare }[level]
  return statementBudget(level, { share, rawTokens })
}
