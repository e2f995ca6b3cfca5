/**
 * "yesterday", "last Friday", "in two weeks" → the day, week, month or year they meant, seen from the day they were said. Weeks start on
 * Monday: "next Friday" is the Friday of the week after this one. Expressions that could mean two days are left alone.
 */
import { addDays, addMonths, longMonth, MONTH_NAMES } from '../../markdown/calendar.ts'
import { outsideQuotes } from './quotes.ts'
import { directionAt } from './tense.ts'

export interface DateMention {
  /** Where the expression ends in the text. */
  end: number
  /** `2026-11-27`, `2026-11-27 to 2026-11-29`, `week of 2026-11-23`, `December 2026`, `2025`. */
  absolute: string
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

const DAY_NAME = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const MONTH_NAME = MONTH_NAMES.join('|')
const COUNT = '(?:\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
const EXPRESSION = new RegExp(
  [
    '(?<simple>the day before yesterday|the day after tomorrow|yesterday|tomorrow|today|tonight|last night|this (?:morning|afternoon|evening))',
    `(?<which>last|past|this|next|coming|previous) (?<unit>week-?end|week|month|year|summer|winter|spring|fall|autumn|${DAY_NAME}|${MONTH_NAME})`,
    `(?<ago>${COUNT}) (?<agoUnit>day|week|month|year)s? ago`,
    `in (?<ahead>${COUNT}) (?<aheadUnit>day|week|month|year)s?(?=$|[\\s.,;!?)])(?! or)`,
    `(?:on|by|until|till|before|due) (?<named>${DAY_NAME})`,
  ].join('|'),
  'gi',
)

/** What already says which day it is: `(2026-…`, `the 22nd`, `, 14 November`, `Nov 3`; and the genitive of `today's`. */
const IS_DATED = new RegExp(
  `^(?:\\s*\\(\\d{4}|['’]s\\b|,? ?\\(?(?:the )?\\d{1,2}(?:st|nd|rd|th)\\b|,? ?\\(?(?:the )?\\d{1,2}\\.? (?:of )?(?:${MONTH_NAME})|,? ?\\(?(?:${MONTH_NAME.replace(/([A-Z]\w\w)\w+/g, '$1\\w*')})\\.? \\d{1,2}\\b|,? \\(?\\d{4}-\\d{2}-\\d{2})`,
  'i',
)

/** Whether any expression may stand in the text: a cheap test before the real one. */
const HINT =
  /\b(?:yesterday|tomorrow|to(?:day|night)|last|past|this|next|coming|previous|ago|in|on|by|until|till|before|due)\b/i

export interface DateOptions {
  /** When the text was said. */
  day: string
  /** Which way bare weekday names look, for all or for the one at this place; without it they are left alone. */
  ahead?: boolean | ((at: number) => boolean | undefined) | undefined
}

/** The relative dates in a text said on `day`; bare weekday names only where the tense (`ahead`) tells which one is meant. */
export function findDates(text: string, { day, ahead }: DateOptions): DateMention[] {
  if (!HINT.test(text)) return []
  const found: DateMention[] = []
  for (const match of text.matchAll(EXPRESSION)) {
    const before = text[match.index - 1]
    const end = match.index + match[0].length
    if ((before !== undefined && /[\p{L}\p{N}]/u.test(before)) || /^[\p{L}\p{N}]/u.test(text.slice(end))) continue
    if (IS_DATED.test(text.slice(end))) continue
    const groups = match.groups ?? {}
    const direction = groups.named !== undefined && typeof ahead === 'function' ? ahead(match.index) : ahead
    const absolute = resolve(groups, { day, ahead: typeof direction === 'function' ? undefined : direction })
    if (absolute !== undefined) found.push({ end, absolute })
  }
  return found
}

/** The text with the absolute date in brackets behind each relative one. */
export function withAbsoluteDates(text: string, options: DateOptions): string {
  let written = ''
  let from = 0
  for (const { end, absolute } of findDates(text, options)) {
    written += `${text.slice(from, end)} (${absolute})`
    from = end
  }
  return written + text.slice(from)
}

/** The same, with weekdays where the verb that they belong to tells which way they look; what is quoted may be of any day. */
export const datedByTense = (text: string, day: string): string =>
  outsideQuotes(text, (said, restore) =>
    restore(withAbsoluteDates(said, { day, ahead: (at) => directionAt(said, at) })),
  )

type Groups = Record<string, string | undefined>

function resolve(groups: Groups, { day, ahead }: { day: string; ahead?: boolean | undefined }): string | undefined {
  if (groups.simple) return simple(groups.simple.toLowerCase(), day)
  if (groups.which && groups.unit) return relative(groups.which.toLowerCase(), groups.unit.toLowerCase(), day)
  if (groups.ago && groups.agoUnit) return shifted(day, -countOf(groups.ago), groups.agoUnit)
  if (groups.ahead && groups.aheadUnit) return shifted(day, countOf(groups.ahead), groups.aheadUnit)
  if (groups.named && ahead !== undefined) return nearestWeekday(groups.named.toLowerCase(), day, ahead)
  return undefined
}

function simple(expression: string, day: string): string {
  const shift: Record<string, number> = {
    'the day before yesterday': -2,
    yesterday: -1,
    'last night': -1,
    tomorrow: 1,
    'the day after tomorrow': 2,
  }
  return addDays(day, shift[expression] ?? 0)
}

const countOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : /^an?$/i.test(word) ? 1 : NUMBERS.indexOf(word.toLowerCase())

/** Days are exact; weeks, months and years as vague as they were said. */
function shifted(day: string, count: number, unit: string): string {
  switch (unit.toLowerCase()) {
    case 'day':
      return addDays(day, count)
    case 'week':
      return `week of ${mondayOf(addDays(day, 7 * count))}`
    case 'month':
      return monthName(day, count)
    default:
      return String(Number(day.slice(0, 4)) + count)
  }
}

const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
const mondayOf = (day: string): string => addDays(day, -weekdayOf(day))

const monthName = (day: string, shift: number): string => longMonth(addMonths(day.slice(0, 7), shift))

function relative(which: string, unit: string, day: string): string | undefined {
  const step = which === 'next' || which === 'coming' ? 1 : which === 'this' ? 0 : -1
  const year = Number(day.slice(0, 4))
  switch (unit) {
    case 'week':
      return `week of ${mondayOf(addDays(day, 7 * step))}`
    case 'month':
      return monthName(day, step)
    case 'year':
      return String(year + step)
    case 'weekend':
    case 'week-end':
      return weekend(day, step)
    default:
      if (WEEKDAYS.includes(unit)) return weekday(unit, day, step)
      return step === 0 ? undefined : monthOrSeason(unit, { day, step })
  }
}

/** "last weekend" said on a Sunday is the one before; on any other day the latest that is over. */
function weekend(day: string, step: number): string {
  const saturday = addDays(mondayOf(day), 5 + 7 * step)
  return `${saturday} to ${addDays(saturday, 1)}`
}

function weekday(name: string, day: string, step: number): string {
  const index = WEEKDAYS.indexOf(name)
  if (step > 0) return addDays(mondayOf(day), 7 + index)
  if (step < 0) return nearestWeekday(name, day, false)
  return addDays(mondayOf(day), index)
}

/** The next (or, looking back, the latest) day of that name, never the day itself. */
function nearestWeekday(name: string, day: string, ahead: boolean): string {
  const distance = (WEEKDAYS.indexOf(name) - weekdayOf(day) + 7) % 7 || 7
  return addDays(day, ahead ? distance : distance - 7 || -7)
}

/** "last May" is the latest May that is over; "last summer" is left to the reader: it depends on where they live. */
function monthOrSeason(unit: string, { day, step }: { day: string; step: number }): string | undefined {
  const month = MONTH_NAMES.findIndex((name) => name.toLowerCase() === unit)
  if (month < 0) return undefined
  const now = Number(day.slice(5, 7)) - 1
  const year = Number(day.slice(0, 4))
  if (step < 0) return `${MONTH_NAMES[month]} ${month < now ? year : year - 1}`
  return `${MONTH_NAMES[month]} ${month > now ? year : year + 1}`
}
