/** Days, ISO weeks and months as text (`2026-11-22`, `2026-W47`, `2026-11`), and where they lie in a time zone. */
import { MemError } from '../errors.ts'
import { LOCAL_ZONE } from '../memory/types.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Local midnight lies at most 14 hours before and 12 hours after midnight in UTC; two more for zones yet to come. */
const WIDEST_OFFSET_MS = 16 * HOUR_MS

/** January first. */
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

// Making a formatter costs a hundred times as much as using it, and a transcript asks for thousands of times.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  try {
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formatters.set(timeZone, formatter)
    return formatter
  } catch (cause) {
    const hint = 'Use a name such as Europe/Berlin or UTC.'
    throw new MemError('config', `There is no time zone ${JSON.stringify(timeZone)}.`, hint, { cause })
  }
}

function localClock(at: Date | string, timeZone: string): { day: string; time: string } {
  const instant = typeof at === 'string' ? new Date(at) : at
  if (Number.isNaN(instant.getTime())) {
    throw new MemError('input', `${JSON.stringify(String(at))} is not a time.`, 'Write it as 2026-11-22T16:17:34Z.')
  }
  // `Date` knows these two by itself; the first formatter of a process takes longer than a whole question.
  if (timeZone === 'UTC') return isoClock(instant)
  if (timeZone === LOCAL_ZONE) return isoClock(new Date(asIfUtc(instant)))
  const formatter = formatterOf(timeZone)
  const part: Record<string, string> = {}
  for (const { type, value } of formatter.formatToParts(instant)) part[type] = value
  const { year = '', month = '', day = '', hour = '', minute = '' } = part
  return { day: `${year.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` }
}

const isoClock = (instant: Date): { day: string; time: string } => {
  const [day = '', time = ''] = instant.toISOString().split('T')
  return { day, time: time.slice(0, 5) }
}

/** The instant at which UTC clocks show what local ones show at this one. */
const asIfUtc = (instant: Date): number => instant.getTime() - instant.getTimezoneOffset() * MINUTE_MS

/** The local day (`2026-11-22`) of an instant. `MemError('input')` for a time that is none, `MemError('config')` for an unknown zone. */
export const localDay = (at: Date | string, timeZone: string): string => localClock(at, timeZone).day

/** The local time of day (`16:17`) of an instant; errors as for {@link localDay}. */
export const localTime = (at: Date | string, timeZone: string): string => localClock(at, timeZone).time

/** True for a day that exists: `2026-02-30` does not. */
export function isDay(text: string): boolean {
  const monthAndDay = /^\d{4}-(\d{2}-\d{2})$/.exec(text)?.[1]
  if (monthAndDay === undefined) return false
  // Every month has these; the others are asked of the calendar.
  if (/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/.test(monthAndDay)) return true
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** True for a month that exists, `2026-11`. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** True for an ISO week that exists: `2026-W53` does, `2027-W53` does not. */
export function isWeek(text: string): boolean {
  return /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text) && isoWeek(mondayOf(text)) === text
}

function midnightMs(day: string): number {
  if (isDay(day)) return Date.parse(`${day}T00:00:00Z`)
  throw new MemError('input', `${JSON.stringify(day)} is not a day.`, 'Write it as 2026-11-22.')
}

const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The day `days` later; earlier for a negative number. */
export const addDays = (day: string, days: number): string => dayAt(midnightMs(day) + days * DAY_MS)

/** `2026-11` → the month so many later (or, below 0, earlier). */
export function addMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** How many days `to` lies after `from`; negative when before. */
export const daysBetween = (from: string, to: string): number => (midnightMs(to) - midnightMs(from)) / DAY_MS

/** Monday is 0. */
const weekdayIndex = (day: string) => (new Date(midnightMs(day)).getUTCDay() + 6) % 7

const thursdayOf = (day: string) => addDays(day, 3 - weekdayIndex(day))

/** The ISO 8601 week of a day: weeks start on Monday and belong to the year of their Thursday. */
export function isoWeek(day: string): string {
  const thursday = thursdayOf(day)
  const year = thursday.slice(0, 4)
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

function mondayOf(week: string): string {
  // 4 January always lies in week 1.
  const fourth = `${week.slice(0, 4)}-01-04`
  return addDays(fourth, 7 * (Number(week.slice(6)) - 1) - weekdayIndex(fourth))
}

/** Its seven days, Monday first. */
export function daysOfWeek(week: string): string[] {
  if (!isWeek(week)) throw new MemError('input', `${JSON.stringify(week)} is not a week.`, 'Write it as 2026-W47.')
  const monday = mondayOf(week)
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index))
}

/** The month that a week belongs to: that of its Thursday. */
export const monthOfWeek = (week: string): string => thursdayOf(daysOfWeek(week)[0] ?? '').slice(0, 7)

/** The month that the week of a day belongs to. */
export const monthOfDay = (day: string): string => thursdayOf(day).slice(0, 7)

/** The four or five weeks that belong to a month, in order. */
export function weeksOfMonth(month: string): string[] {
  if (!isMonth(month)) throw new MemError('input', `${JSON.stringify(month)} is not a month.`, 'Write it as 2026-11.')
  const first = `${month}-01`
  const weeks: string[] = []
  for (let day = addDays(first, (10 - weekdayIndex(first)) % 7); day.startsWith(month); day = addDays(day, 7)) {
    weeks.push(isoWeek(day))
  }
  return weeks
}

/**
 * The instant at which a local day begins, also where the clocks change at midnight. A day that a zone skipped
 * (`Pacific/Apia`, 2011-12-30) begins and ends at the instant of the skip.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const utcMidnight = midnightMs(day)
  let before = utcMidnight - WIDEST_OFFSET_MS
  let from = utcMidnight + WIDEST_OFFSET_MS
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (localDay(new Date(middle), timeZone) < day) before = middle
    else from = middle
  }
  return new Date(from)
}

/** The instant at which a local day is over: the first of the next one. */
export const endOfDay = (day: string, timeZone: string): Date => startOfDay(addDays(day, 1), timeZone)

/** `Sunday, 22 November 2026`. */
export function longDate(day: string): string {
  const date = new Date(midnightMs(day))
  return `${WEEKDAYS[date.getUTCDay()]}, ${shortDate(day)} ${day.slice(0, 4)}`
}

const shortDate = (day: string) => `${Number(day.slice(8))} ${MONTH_NAMES[Number(day.slice(5, 7)) - 1]}`

/** `Week 47 of 2026: 16 November to 22 November`. */
export function longWeek(week: string): string {
  const [monday = '', sunday = ''] = [daysOfWeek(week)[0], daysOfWeek(week)[6]]
  return `Week ${Number(week.slice(6))} of ${week.slice(0, 4)}: ${shortDate(monday)} to ${shortDate(sunday)}`
}

/** `November 2026`. */
export function longMonth(month: string): string {
  if (!isMonth(month)) throw new MemError('input', `${JSON.stringify(month)} is not a month.`, 'Write it as 2026-11.')
  return `${MONTH_NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}
