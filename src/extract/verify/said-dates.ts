/** Which days, months and years a stretch of talk speaks of, relative ones resolved from the day on which it was said. */
import { addDays, addMonths, isDay, longDate, MONTH_NAMES } from '../../markdown/calendar.ts'
import type { NumberedTurn } from '../../memory/types.ts'
import { findDates } from '../lines/dates.ts'

/** Lower-case, January first. */
export const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase())

/** The session's own day, absolute dates in the turns, and what relative ones resolve to, looking either way. */
export function datesIn(turns: readonly NumberedTurn[], date: string): Set<string> {
  const found = new Set<string>([date, date.slice(0, 7), date.slice(0, 4)])
  const add = (text: string) => {
    for (const [day] of text.matchAll(/\d{4}-\d{2}-\d{2}/g)) found.add(day).add(day.slice(0, 7)).add(day.slice(0, 4))
    for (const [, month = '', year = ''] of text.matchAll(/\b([A-Z][a-z]+) (\d{4})\b/g)) {
      const index = MONTHS.indexOf(month.toLowerCase())
      if (index >= 0) found.add(`${year}-${String(index + 1).padStart(2, '0')}`)
      found.add(year)
    }
    for (const [year] of text.matchAll(/\b(?:19|20)\d{2}\b/g)) found.add(year)
  }
  for (const { text } of turns) {
    add(text)
    for (const ahead of [true, false, undefined]) {
      for (const { absolute } of findDates(text, { day: date, ahead })) add(absolute)
    }
    for (const day of namedDays(text, date)) found.add(day).add(day.slice(0, 7)).add(day.slice(0, 4))
    for (const month of namedMonths(text, date)) found.add(month)
  }
  return found
}

/** "by the end of January" → the last January and the next, seen from the session's day. */
function namedMonths(text: string, date: string): string[] {
  return [...text.toLowerCase().matchAll(CALENDAR_NAME)].flatMap(([name]) => {
    const month = twoDigits(MONTHS.indexOf(name) + 1)
    return month === '00' ? [] : nearestYears(month, date).map((year) => `${year}-${month}`)
  })
}

const twoDigits = (number: number | string): string => String(number).padStart(2, '0')

/** The years in which a month, or a day of a month (`11-22`), was last and will be next, seen from a day. */
function nearestYears(place: string, date: string): number[] {
  const year = Number(date.slice(0, 4))
  const own = date.slice(5, 5 + place.length)
  return place === own ? [year] : place > own ? [year - 1, year] : [year, year + 1]
}

const MONTH_DAY = new RegExp(
  `\\b(?:(${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})\\.? (\\d{1,2})(?:st|nd|rd|th)?|(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}))\\b(?:,? ((?:1\\d|20)\\d\\d)\\b)?`,
  'gi',
)

/** "the 28th", with no month behind or before it. */
const BARE_DAY = new RegExp(
  `(?<!(?:${MONTHS.map((name) => `${name.slice(0, 3)}\\w*`).join('|')})\\.? )\\bthe (\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:of )?(?:${MONTHS.map((name) => name.slice(0, 3)).join('|')}))`,
  'gi',
)

/**
 * "May 7", "the 7th of May" → the day in the year named, else the last and the next one, and so for "the 7th"; bare weekdays → the days
 * around the session's.
 */
export function namedDays(text: string, date: string): string[] {
  const days: string[] = []
  for (const [, month, day, otherDay, otherMonth, said] of text.matchAll(MONTH_DAY)) {
    const index = MONTHS.findIndex((name) => name.startsWith((month ?? otherMonth ?? '').toLowerCase().slice(0, 3)))
    const place = `${twoDigits(index + 1)}-${twoDigits(day ?? otherDay ?? '')}`
    for (const year of said === undefined ? nearestYears(place, date) : [said]) days.push(`${year}-${place}`)
  }
  for (const [, bare = ''] of text.matchAll(BARE_DAY)) {
    const day = twoDigits(bare)
    const other = day > date.slice(8) ? -1 : 1
    for (const step of [0, other]) days.push(`${addMonths(date.slice(0, 7), step)}-${day}`)
  }
  for (const [weekday] of text.toLowerCase().matchAll(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g)) {
    for (let shift = -7; shift <= 7; shift++) {
      const near = addDays(date, shift)
      if (longDate(near).toLowerCase().startsWith(weekday)) days.push(near)
    }
  }
  return days
}

export function calendarNames(text: string, dates: ReadonlySet<string>): Set<string> {
  const names = new Set([...text.toLowerCase().matchAll(CALENDAR_NAME)].map(([name]) => name.slice(0, 3)))
  for (const date of dates) {
    if (date.length >= 7) names.add((MONTHS[Number(date.slice(5, 7)) - 1] ?? '').slice(0, 3))
    if (date.length === 10 && isDay(date)) names.add(longDate(date).slice(0, 3).toLowerCase())
  }
  return names
}

export const CALENDAR_NAME = new RegExp(
  `\\b(?:${MONTHS.filter((name) => name !== 'may' && name !== 'march').join('|')}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\\b`,
  'g',
)

/** Dates are held against the calendar, not against the numbers: a year that follows from "last year" is no number that was said. */
export const DATED = new RegExp(
  `(?<![\\d-])\\d{4}-\\d{2}(?:-\\d{2})?(?!\\d)|\\b(?:${MONTHS.join('|')}) \\d{4}\\b|\\b\\d{1,2} (?:${MONTHS.join('|')})(?: \\d{4})?\\b|\\((?:19|20)\\d{2}\\)`,
  'gi',
)
