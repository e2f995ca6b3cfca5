/** What closes a task of an earlier day goes before the budget: left out, the task would stay open for ever. */
import type { OpenTasks } from '../changes/open-tasks.ts'
import type { Unit } from '../lines/units.ts'
import type { Choice } from './select.ts'

/** Closings may take so much of a budget: a day on which much is done says other things too. */
const MOST_OF_BUDGET = 0.5

/** The units that say that one of the tasks is done or given up. */
export const closingUnits = (units: readonly Unit[], tasks: OpenTasks): number[] =>
  units.flatMap((unit, index) =>
    unit.trust > 0 && !(unit.kind === 'action' && unit.status !== 'done') && tasks.isClosedBy(textOf(unit))
      ? [index]
      : [],
  )

const textOf = ({ elided, speaker, text }: Unit): string => (elided ? `${speaker} ${text}` : text)

/** The first of the closings that have room in their share of the budget. */
export function withRoom(closings: readonly number[], choices: readonly Choice[], budgetTokens: number): number[] {
  let leftTokens = budgetTokens * MOST_OF_BUDGET
  return closings.filter((index) => {
    const cost = choices[index]?.costTokens ?? 0
    if (cost > leftTokens) return false
    leftTokens -= cost
    return true
  })
}
