/** How many tokens the statements of a level may take. */
import { statementBudget } from '../../extract/select/budget.ts'
import type { SummaryLevel } from '../types.ts'
import type { CompactDeps } from './types.ts'

export interface Below {
  /** Tokens of the raw turns that the file stands for. */
  rawTokens: number
  /** On how many days they were said. */
  days?: number
}

/** The budget of a daily, weekly or monthly file. */
export function levelBudget(
  { budgets }: Pick<CompactDeps, 'budgets'>,
  level: Exclude<SummaryLevel, 'root'>,
  { rawTokens, days = 1 }: Below,
): number {
  const share = { daily: budgets.dailyShare, weekly: budgets.weeklyShare, monthly: budgets.monthlyShare }[level]
  return statementBudget(level, { share, rawTokens, days })
}
