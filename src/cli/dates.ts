/** Dates on the command line: a day in the user's time zone, or an ISO time. */
import { MemError } from '../errors.ts'
import { addDays, isDay, localDay, startOfDay } from '../markdown/calendar.ts'

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/
const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/

const HALF_DAY_MS = 12 * 60 * 60 * 1000

interface DateOptions {
  /** Names the flag in the error. */
  flag: string
  timeZone: string
  /** Which instant a bare day stands for: its noon (when something was said), or its last (up to when something is seen). */
  dayMeans?: 'noon' | 'end'
}

/** An instant: the time given, or one of the day given. */
export function parseMoment(text: string, { flag, timeZone, dayMeans = 'noon' }: DateOptions): Date {
  if (isDay(text)) {
    const nextDayMs = startOfDay(addDays(text, 1), timeZone).getTime()
    return new Date(dayMeans === 'end' ? nextDayMs - 1 : startOfDay(text, timeZone).getTime() + HALF_DAY_MS)
  }
  return parseTime(text, flag)
}

/** A real calendar day, `2026-11-22`; of a time, its local day. One without a zone is local. */
export function parseDay(text: string, { flag, timeZone }: Pick<DateOptions, 'flag' | 'timeZone'>): string {
  if (isDay(text)) return text
  const time = parseTime(text, flag)
  return HAS_ZONE.test(text) ? localDay(time, timeZone) : text.slice(0, 'YYYY-MM-DD'.length)
}

function parseTime(text: string, flag: string): Date {
  const time = ISO_TIME.test(text) && isDay(text.slice(0, 'YYYY-MM-DD'.length)) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(time.getTime())) throw invalidDate(text, flag)
  return time
}

const invalidDate = (text: string, flag: string): MemError =>
  new MemError('usage', `${flag}: "${text}" is not a date.`, 'Write it as 2026-11-22 or 2026-11-22T18:30:00Z.')
