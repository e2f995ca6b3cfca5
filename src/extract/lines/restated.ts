/** Turns that say again, or in part, what a statement says already: they are cited beside it, so that there is a way to them too. */
import type { Statement } from './compose.ts'
import type { Unit } from './units.ts'

/** The share of what a unit's words are worth that a statement must have for the two to say the same. */
const RESTATED_SHARE = 0.6
/** Further apart, the same words are about something else. */
const MAX_TURNS_APART = 12
/** With the turns that a statement was made from, no more citations than a line can bear. */
const MAX_RESTATED = 2

/** The turns to cite beside those that each statement was made from, ascending; statements without such turns are left out. */
export function restatedTurns(
  statements: readonly Statement[],
  { units, values }: { units: readonly Unit[]; values: ReadonlyMap<string, number> },
): Map<Statement, number[]> {
  const cited = new Set(statements.flatMap(({ turns: [first, last] }) => range(first, last)))
  const restated = new Map<Statement, number[]>()
  for (const unit of units) {
    if (cited.has(unit.turn)) continue
    const found = nearest(unit, { statements, values })
    const turns = found ? (restated.get(found) ?? []) : []
    if (!found || turns.length >= MAX_RESTATED) continue
    restated.set(found, [...turns, unit.turn])
    cited.add(unit.turn)
  }
  return restated
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** The statement that says most of what the unit says, if one says enough of it. */
function nearest(
  { turn, words }: Unit,
  { statements, values }: { statements: readonly Statement[]; values: ReadonlyMap<string, number> },
): Statement | undefined {
  const worth = (some: Iterable<string>) => [...some].reduce((sum, word) => sum + (values.get(word) ?? 0), 0)
  const all = worth(words)
  let best: Statement | undefined
  let bestShare = RESTATED_SHARE
  for (const statement of statements) {
    if (all === 0 || Math.abs(statement.turns[0] - turn) > MAX_TURNS_APART) continue
    const share = worth([...words].filter((word) => statement.words.has(word))) / all
    if (share >= bestShare) [best, bestShare] = [statement, share]
  }
  return best
}
