/** What ROOT says besides its topics: the opening sentence and the months to read on in; and which topics have something to tell. */
import { GENERAL } from '../../../extract/topics/topic-groups.ts'
import { titleOf } from '../../../extract/topics/topic-index.ts'
import { longMonth, monthOfDay } from '../../../markdown/calendar.ts'
import { type DocumentSection, documentPath } from '../../../markdown/document.ts'
import { renderMemory } from '../../../markdown/items.ts'
import type { Memory } from '../../types.ts'
import type { CategorisedEntry } from './categories.ts'
import { ROOT_PATH } from './inputs.ts'

export const sectionOf = (heading: string, memories: readonly Memory[]): DocumentSection => ({
  heading,
  items: memories.map((memory) => ({ memory, line: renderMemory(memory, ROOT_PATH) })),
})

/**
 * The topics that have something to tell: what stands under the open actions is not said again, and what was replaced stands in the days;
 * a topic of which nothing else holds has no line of its own. What is under no topic stands apart.
 */
export function tellingEntries(entries: readonly CategorisedEntry[], open: readonly Memory[]): CategorisedEntry[] {
  const listed = new Set(open)
  return entries.flatMap((entry) => {
    const { topic, memories } = entry
    if (topic === GENERAL || !memories.some((memory) => !listed.has(memory) && memory.superseded === undefined))
      return []
    const own = memories.filter((memory) => listed.has(memory))
    return [{ ...entry, ...(own.length > 0 && { listed: new Set(own) }) }]
  })
}

const MONTHS_SHOWN = 12
const THEMES_A_MONTH = 8

/** Where to read on: the latest months with what they were about. */
export function monthIndex(months: readonly string[], entries: readonly CategorisedEntry[]): DocumentSection[] {
  const monthOf = onceEach(monthOfDay)
  const shown = months.toSorted().slice(-MONTHS_SHOWN)
  const since = shown[0] ?? ''
  const monthsOf = new Map(entries.map((entry) => [entry, monthsSince(since, entry, monthOf)]))
  const lines = shown.reverse().flatMap((month) =>
    monthLine(month, {
      entries: entries.filter((entry) => monthsOf.get(entry)?.has(month)),
      isOfMonth: ({ date }) => monthOf(date) === month,
    }),
  )
  return lines.length > 0 ? [sectionOf('Months', lines)] : []
}

/** The months of a topic's statements, from the newest back to `since`. */
function monthsSince(
  since: string,
  { memories }: CategorisedEntry,
  monthOf: (date: string) => string,
): ReadonlySet<string> {
  const months = new Set<string>()
  for (let at = memories.length - 1; at >= 0; at--) {
    const month = monthOf(memories[at]?.date ?? '')
    if (month < since) break
    months.add(month)
  }
  return months
}

function onceEach(monthOf: (date: string) => string): (date: string) => string {
  const known = new Map<string, string>()
  return (date) => {
    const month = known.get(date) ?? monthOf(date)
    known.set(date, month)
    return month
  }
}

/** Its themes, the newest words on the first of them, and the file to read on in. */
function monthLine(
  month: string,
  { entries, isOfMonth }: { entries: readonly CategorisedEntry[]; isOfMonth: (memory: Memory) => boolean },
): Memory[] {
  const themes = entries.filter(({ topic }) => topic !== GENERAL).slice(0, THEMES_A_MONTH)
  const newest = themes[0]?.memories.findLast(isOfMonth)
  const source = newest?.citations[0]
  if (!newest || !source) return []
  return [
    {
      kind: 'fact',
      text: `${longMonth(month)}: ${themes.map(titleOf).join(', ')}`,
      topics: [],
      date: newest.date,
      citations: [source, { path: documentPath('monthly', month) }],
      origin: 'machine',
    },
  ]
}

const ONLY_BELOW = 'are only in the daily, weekly and monthly files.'

/** How many topics and days there are, and how much had to be shortened or left out. */
export function introOf(
  days: readonly string[],
  { topics, named, left, generalLeft }: { topics: number; named: number; left: number; generalLeft: number },
): string {
  const ordered = days.toSorted()
  const span = ordered.length > 1 ? `${ordered.length} days, ${ordered[0]} to ${ordered.at(-1)}` : `${ordered[0]}`
  const parts = [
    `${topics} ${topics === 1 ? 'topic' : 'topics'} from ${span}. Links lead to the words as they were said.`,
    ...(named > 0
      ? [
          named === 1
            ? '1 topic is shortened to its name and link.'
            : `${named} topics are shortened to their name and link.`,
        ]
      : []),
    ...(left > 0 ? [`${left} more ${ONLY_BELOW}`] : []),
    ...(generalLeft > 0
      ? [
          generalLeft === 1
            ? '1 general statement is only in the daily, weekly and monthly files.'
            : `${generalLeft} general statements ${ONLY_BELOW}`,
        ]
      : []),
  ]
  return parts.join(' ')
}
