/** ROOT's lines on what is under no topic: a statement each, the best first, within their share of the room. */
import { standingWorth } from '../../../extract/topics/standing.ts'
import { GENERAL } from '../../../extract/topics/topic-groups.ts'
import { topicTitle } from '../../../extract/topics/topic-index.ts'
import { daysBetween } from '../../../markdown/calendar.ts'
import type { Memory } from '../../types.ts'
import type { CompactDeps } from '../types.ts'
import type { CategorisedEntry } from './categories.ts'
import { firstBeyond, mostWithin, sum } from './room.ts'

/** Of two that are worth the same, the one of long ago counts so much less at most. */
const AGE_SHARE = 0.3
const HALF_LIFE_DAYS = 180

/** All that deserve a line, the best first; the same memories give the same order. */
export function generalLines(entries: readonly CategorisedEntry[]): Memory[] {
  const untagged = entries.filter(({ topic }) => topic === GENERAL).flatMap(({ memories }) => memories)
  const newest = untagged.reduce((day, { date }) => (date > day ? date : day), '')
  const worthOf = (memory: Memory): number =>
    standingWorth(memory) * (1 - AGE_SHARE + AGE_SHARE * 0.5 ** (daysBetween(memory.date, newest) / HALF_LIFE_DAYS))
  return untagged
    .map((memory) => ({ memory, worth: standingWorth(memory) > 0 ? worthOf(memory) : 0 }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || compare(b.memory, a.memory))
    .map(({ memory }) => lineOf(memory))
}

const compare = (a: Memory, b: Memory): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.text < b.text ? 1 : -1

const lineOf = ({ text, date, citations }: Memory): Memory => ({
  kind: 'fact',
  text,
  topics: [],
  date,
  citations: citations.slice(0, 1),
  origin: 'machine',
})

/** How many of the lines fit into the room, and what they take with their heading. */
export function generalWithin(
  { countTokens }: Pick<CompactDeps, 'countTokens'>,
  lines: readonly Memory[],
  { room, costOf }: { room: number; costOf: (line: Memory) => number },
): { count: number; tokens: number } {
  const heading = countTokens(`\n\n## ${topicTitle(GENERAL)}\n`)
  const costs = firstBeyond(room, lines, costOf)
  const count = mostWithin(costs, { room, headings: () => heading })
  return { count, tokens: count === 0 ? 0 : heading + sum(costs.slice(0, count)) }
}
