/** Times as clients write them → ISO 8601 in UTC. */
import { LOCAL_ZONE } from '../memory/types.ts'

const SECONDS_UNTIL_MS = 1e11
const MS_UNTIL_US = 1e14
const FIRST_MS = Date.UTC(1970, 0, 1)
const LAST_MS = Date.UTC(9999, 11, 31)

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
/** As chat programs export it: `22/11/2026, 10:00`, `11/22/26, 9:05:12 PM`. */
const EXPORTED =
  /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2}),?\s(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([AaPp])\.?[Mm]\.?)?$/
const RFC_2822 = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/

export interface TimeOptions {
  /** IANA zone of a time without one; the system's where it is absent or `LOCAL_ZONE`. */
  timeZone?: string | undefined
  /** The month comes first in `11/12/2026, 10:00`. */
  isMonthFirst?: boolean | undefined
}

/** `undefined` for what is no time between 1970 and 9999. Numbers are seconds, milliseconds or microseconds since 1970. */
export function parseTime(value: unknown, { timeZone, isMonthFirst }: TimeOptions = {}): string | undefined {
  if (typeof value === 'number') return isoOf(epochMs(value))
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d{9,16}(\.\d+)?$/.test(text)) return isoOf(epochMs(Number(text)))
  if (RFC_2822.test(text)) return isoOf(Date.parse(text))
  const exported = EXPORTED.exec(text)
  const match = ISO.exec(exported ? isoText(exported, isMonthFirst === true) : text)
  return match ? isoOf(isoMs(match, timeZone)) : undefined
}

export const isExportedTime = (time: string | undefined): boolean => time !== undefined && EXPORTED.test(time)

/** Whether these exported times have the month first: told by a number above 12, else by a clock of twelve hours. */
export function isMonthFirstIn(times: readonly string[]): boolean {
  const parts = times.flatMap((time) => {
    const match = EXPORTED.exec(time)
    return match ? [{ first: Number(match[1]), second: Number(match[2]), hasHalves: match[7] !== undefined }] : []
  })
  if (parts.some(({ first }) => first > 12)) return false
  return parts.length > 0 && (parts.some(({ second }) => second > 12) || parts.every(({ hasHalves }) => hasHalves))
}

function isoText(
  [, first = '', second = '', year = '', hour = '', minute, seconds, half]: RegExpExecArray,
  isMonthFirst: boolean,
): string {
  const [month, day] = isMonthFirst ? [first, second] : [second, first]
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
  const two = (part: string | number) => String(part).padStart(2, '0')
  return `${year.padStart(4, '20')}-${two(month)}-${two(day)} ${two(hours)}:${minute}:${seconds ?? '00'}`
}

function epochMs(value: number): number {
  if (value <= 0) return Number.NaN
  if (value < SECONDS_UNTIL_MS) return Math.round(value * 1000)
  return value < MS_UNTIL_US ? Math.round(value) : Math.round(value / 1000)
}

function isoOf(ms: number): string | undefined {
  return ms >= FIRST_MS && ms <= LAST_MS ? new Date(ms).toISOString() : undefined
}

function isoMs(match: RegExpExecArray, timeZone: string | undefined): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  // Date.UTC rolls over what does not exist (31 February, 25 o'clock): that is a damaged time, not another day.
  const date = new Date(wall)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour
  if (!exists || minute > 59 || second > 60) return Number.NaN
  const zone = match[8]
  if (zone === undefined) return zonedMs(wall, timeZone)
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (!offset) return wall
  const minutes = Number(offset[2]) * 60 + Number(offset[3])
  return wall - (offset[1] === '-' ? -minutes : minutes) * 60_000
}

/** The instant at which the clocks of this zone show this wall time (given as if it were UTC). */
function zonedMs(wall: number, timeZone: string | undefined): number {
  const guess = wall - offsetMs(wall, timeZone)
  return wall - offsetMs(guess, timeZone)
}

function offsetMs(instant: number, timeZone: string | undefined): number {
  if (timeZone === undefined || timeZone === LOCAL_ZONE) return -new Date(instant).getTimezoneOffset() * 60_000
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((found) => found.type === type)?.value ?? 0)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(instant / 1000) * 1000
}
