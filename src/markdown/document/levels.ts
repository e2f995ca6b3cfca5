/** What the levels of the tree are called: their paths, titles, period keys and sections. */
import { MemError } from '../../errors.ts'
import type { MemoryKind, SummaryLevel } from '../../memory/types.ts'
import { addDays, daysOfWeek, isDay, isMonth, isWeek, longDate, longMonth, longWeek } from '../calendar.ts'

/** The sections of daily, weekly and monthly files, in order. In ROOT the headings are categories. */
export const SECTION_HEADINGS: Readonly<Record<MemoryKind, string>> = {
  decision: 'Decisions',
  action: 'Actions',
  preference: 'Preferences',
  fact: 'Facts',
}

/** What a bullet without a checkbox is under this heading: a fact, unless the heading is one of the four. */
export function kindOfHeading(heading: string): MemoryKind {
  switch (heading.toLowerCase()) {
    case 'decisions':
      return 'decision'
    case 'actions':
      return 'action'
    case 'preferences':
      return 'preference'
    default:
      return 'fact'
  }
}

/** The front-matter key that holds the period. */
export const PERIOD_KEYS = { daily: 'date', weekly: 'week', monthly: 'month', root: undefined } as const

/** The path of a document: `daily/2026-11-22.md`, `weekly/2026-W47.md`, `monthly/2026-11.md`, `ROOT.md`. */
export const documentPath = (level: SummaryLevel, period: string): string =>
  level === 'root' ? 'ROOT.md' : `${level}/${period}.md`

/** The level and period that a path stands for. `MemError('damaged')` for any other path. */
export function documentOfPath(path: string): { level: SummaryLevel; period: string } {
  if (path === 'ROOT.md') return { level: 'root', period: '' }
  const [, level, period = ''] = /^(daily|weekly|monthly)\/([^/]+)\.md$/.exec(path) ?? []
  if (level === 'daily' && isDay(period)) return { level, period }
  if (level === 'weekly' && isWeek(period)) return { level, period }
  if (level === 'monthly' && isMonth(period)) return { level, period }
  const hint = 'Name it as daily/2026-11-22.md, weekly/2026-W47.md or monthly/2026-11.md, or move it out of the folder.'
  throw new MemError('damaged', `${path} is named after no day, week or month.`, hint)
}

/** The title that a run gives a file. */
export function documentTitle(level: SummaryLevel, period: string): string {
  switch (level) {
    case 'daily':
      return longDate(period)
    case 'weekly':
      return longWeek(period)
    case 'monthly':
      return longMonth(period)
    case 'root':
      return 'Memory'
    default:
      return level satisfies never
  }
}

/** The day of a line by hand that tells none: the last of its period; `undefined` for ROOT, which has no period. */
export function lastDayOf(level: SummaryLevel, period: string): string | undefined {
  switch (level) {
    case 'daily':
      return period
    case 'weekly':
      return daysOfWeek(period)[6]
    case 'monthly':
      return addDays(addDays(`${period}-28`, 4).slice(0, 7).concat('-01'), -1)
    case 'root':
      return undefined
    default:
      return level satisfies never
  }
}
