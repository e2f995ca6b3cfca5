/** Dates: each must be one that the turns speak of, and what stands in brackets what the words before it meant. */
import { addDays, isDay, longDate, MONTH_NAMES } from '../../markdown/calendar.ts'
import { capitalise } from '../lines/clauses.ts'
import { findDates } from '../lines/dates.ts'
import { CALENDAR_NAME, MONTHS, namedDays } from './said-dates.ts'
import type { Check } from './source.ts'

export const checkDates: Check = (text, { date, dates, calendar }) => {
  for (const [day] of text.matchAll(/(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?!\d)/g)) {
    if (!dates.has(day) && !isWithin(text, day, dates)) return { problem: 'date', value: day }
  }
  for (const [phrase, month = '', year = ''] of text.matchAll(/\b([A-Z][a-z]+) (\d{4})\b/g)) {
    const index = MONTHS.indexOf(month.toLowerCase())
    if (index >= 0 && !dates.has(`${year}-${String(index + 1).padStart(2, '0')}`))
      return { problem: 'date', value: phrase }
  }
  for (const [, year = ''] of text.matchAll(/\(((?:19|20)\d{2})\)/g)) {
    if (!dates.has(year)) return { problem: 'date', value: year }
  }
  for (const [phrase, weekday] of text.matchAll(DAY_MONTH)) {
    const named = namedDays(phrase.slice((weekday ?? '').length), date).filter((day) => dates.has(day))
    const falls = (day: string) =>
      isDay(day) && (weekday === undefined || longDate(day).startsWith(capitalise(weekday)))
    if (!named.some(falls)) return { problem: 'date', value: phrase }
  }
  for (const [name] of text.toLowerCase().matchAll(CALENDAR_NAME)) {
    if (!calendar.has(name.slice(0, 3))) return { problem: 'date', value: name }
  }
  return undefined
}

/** "last Friday (2026-11-20)": what stands in the brackets must be what the words before them meant on the session's day. */
export const checkResolved: Check = (text, { date }) => {
  for (const match of text.matchAll(RESOLVED)) {
    const before = text.slice(0, match.index).replace(RESOLVED, '')
    const meant = [true, false, undefined].flatMap((ahead) =>
      findDates(before, { day: date, ahead }).filter(({ end }) => end === before.length),
    )
    const said = match[1] ?? ''
    if (meant.length > 0 && !meant.some(({ absolute }) => absolute === said)) return { problem: 'date', value: said }
    const weekday = /\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/i.exec(before)?.[1]
    if (weekday && isDay(said) && !longDate(said).startsWith(capitalise(weekday)))
      return { problem: 'date', value: said }
  }
  return undefined
}

const RESOLVED = new RegExp(
  ` \\(((?:week of )?\\d{4}-\\d{2}-\\d{2}(?: to \\d{4}-\\d{2}-\\d{2})?|(?:${MONTH_NAMES.join('|')}) \\d{4}|\\d{4})\\)`,
  'g',
)

const DAY_MONTH = new RegExp(
  `\\b(?:((?:mon|tues|wednes|thurs|fri|satur|sun)day),? )?\\d{1,2} (?:${MONTHS.join('|')})(?: \\d{4})?\\b`,
  'gi',
)

/** The end of a span whose start the source gives: a weekend's Sunday. */
const isWithin = (text: string, day: string, dates: ReadonlySet<string>): boolean => {
  const span = new RegExp(`(\\d{4}-\\d{2}-\\d{2}) to ${day}`).exec(text)
  return span?.[1] !== undefined && dates.has(span[1]) && isDay(day) && addDays(span[1], 1) === day
}
