/** What a query says about time: whether it asks for the newest or the past, and the days it names, as soft preferences. */
import { addDays, isDay, localDay, localTime, MONTH_NAMES, startOfDay } from '../markdown/calendar.ts'

/** Days that a query prefers. `null` leaves that side open. Instants are in milliseconds since the epoch. */
export interface DatePreference {
  /** The words of the query that it was read from. */
  phrase: string
  fromMs: number | null
  /** Exclusive. */
  untilMs: number | null
  /** How far outside the days a memory still counts half. */
  slackMs: number
}

export interface TimeIntent {
  /** The query asks for the newest ("latest", "currently", "now"). */
  wantsRecent: boolean
  /** The query asks for what used to be ("formerly", "at first"): superseded statements are then as good as others. */
  wantsPast: boolean
  /** The query asks how things stand: nothing in it points to the past or to a date. */
  wantsPresent: boolean
  dates: DatePreference[]
}

const DAY_MS = 86_400_000

const RECENT =
  /\b(?:latest|newest|most recent(?:ly)?|recent(?:ly)?|lately|current(?:ly)?|now(?:adays)?|these days|at the moment|so far|up to date|still|today)\b/i
const PAST =
  /\b(?:used to|previous(?:ly)?|former(?:ly)?|original(?:ly)?|initial(?:ly)?|at first|back then|in the past|earlier|before|(?:the|our|my|his|her|their|['’]s) old(?:er)?|old(?:er)? (?:plan|decision|version|value)|changed?|history)\b/i
const PAST_TENSE = /\b(?:was|were|did|had|ago|yesterday)\b|n['’]t\b(?<=(?:was|were|did|had)n['’]t)/i
const SMELLS_OF_TIME =
  /\b(?:ago|yesterday|today|tonight|tomorrow|last|past|previous|this|next|since|until|between|during|early|late|mid|week|weekend|month|year|days?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|spring|summer|autumn|fall|winter|christmas|(?:19|20)\d\d)\b|\d[/.-]\d/i

/** Abbreviations and months that are more often a plain word ("the sun", "we march"); "now" asks how things stand, not what was said today. */
const MORE_OFTEN_A_WORD = /^(?:sun|sat|wed|mon|mar|march|may|second|(?:[Rr]ight )?[Nn]ow)$/

/** The seasons of the northern half, as first month and number of months. */
const SEASONS: Record<string, number> = { spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 }

export interface TimeOptions {
  asOf: Date
  timeZone: string
}

/** Reads the times in a query. The date parser is loaded only for a query that smells of time. */
export async function readTimeIntent(query: string, { asOf, timeZone }: TimeOptions): Promise<TimeIntent> {
  const dates = SMELLS_OF_TIME.test(query) ? await readDates(query, { asOf, timeZone }) : []
  const wantsPast = PAST.test(query)
  return {
    wantsRecent: RECENT.test(query),
    wantsPast,
    wantsPresent: !wantsPast && dates.length === 0 && !PAST_TENSE.test(query),
    dates,
  }
}

/** A stretch of local days, the last one included. */
interface Days {
  first: string
  last: string
  slackDays: number
}

async function readDates(query: string, { asOf, timeZone }: TimeOptions): Promise<DatePreference[]> {
  const today = localDay(asOf, timeZone)
  const found = [
    ...readSpansOfMonths(query, today),
    ...(await readWithChrono(query, { today, clock: localTime(asOf, timeZone) })),
    ...readMonthsAndQuarters(query),
    ...readSeasonsAndYears(query, today),
  ]
  return found
    .filter(({ phrase }, index) => !found.some((other, at) => at < index && other.phrase.includes(phrase)))
    .map(({ phrase, before, days }) => preference(phrase, { side: sideOf(before), days, timeZone }))
}

interface Reading {
  phrase: string
  /** What stands in front of the phrase. */
  before: string
  days: Days
}

type Side = 'within' | 'before' | 'after'

function sideOf(before: string): Side {
  if (/\b(?:before|until|till|prior to|earlier than)\s+(?:the\s+)?$/i.test(before)) return 'before'
  return /\b(?:after|since|later than|from)\s+(?:the\s+)?$/i.test(before) ? 'after' : 'within'
}

function preference(
  phrase: string,
  { side, days, timeZone }: { side: Side; days: Days; timeZone: string },
): DatePreference {
  const start = (day: string) => startOfDay(day, timeZone).getTime()
  const slackMs = days.slackDays * DAY_MS
  switch (side) {
    case 'before':
      return { phrase, fromMs: null, untilMs: start(days.first), slackMs }
    case 'after':
      return { phrase, fromMs: start(days.first), untilMs: null, slackMs }
    case 'within':
      return { phrase, fromMs: start(days.first), untilMs: start(addDays(days.last, 1)), slackMs }
    default:
      return side satisfies never
  }
}

async function readWithChrono(query: string, { today, clock }: { today: string; clock: string }): Promise<Reading[]> {
  const en = await import('chrono-node/en')
  // The local wall clock is written as if it were UTC: all arithmetic is then on local days, and no clock change can shift one.
  const instant = new Date(`${today}T${clock}:00Z`)
  const readings = en.GB.parse(query, { instant, timezone: 0 }).flatMap(({ text, index, start, end }) => {
    const certain = (['day', 'weekday', 'month', 'year'] as const).filter((unit) => start.isCertain(unit))
    if (certain.length === 0 || MORE_OFTEN_A_WORD.test(text)) return []
    const said = start.date().toISOString().slice(0, 10)
    const bare = end || certain.includes('day') ? undefined : bareDay(text, { month: said.slice(5, 7), today })
    const day = bare ?? said
    const known = bare ? ['month', 'day'] : certain
    const days = end
      ? { first: day, last: end.date().toISOString().slice(0, 10), slackDays: 2 }
      : daysMeant(text.toLowerCase(), { day, today, knows: (unit) => known.includes(unit) })
    return [{ phrase: text, before: query.slice(0, index), days }]
  })
  return joinBetween(readings)
}

/** "May 30": chrono takes what can be a year for one. */
function bareDay(text: string, { month, today }: { month: string; today: string }): string | undefined {
  const number = /^\p{L}+ (\d{1,2})$/u.exec(text)?.[1]
  const day = `${today.slice(0, 4)}-${month}-${number?.padStart(2, '0')}`
  return number !== undefined && isDay(day) ? day : undefined
}

/** "between 3 April and 5 May", "between Monday and Wednesday": chrono reads two times. */
function joinBetween(readings: readonly Reading[]): Reading[] {
  const [from, to, ...more] = readings
  if (!from || !to) return [...readings]
  const upTo = `${from.before}${from.phrase}`
  const isBetween = /\bbetween (?:the )?$/i.test(from.before) && /^ and (?:the )?$/i.test(to.before.slice(upTo.length))
  const first = lastBefore(from.days.first, to.days.first)
  if (!isBetween || first === undefined) return [from, ...joinBetween([to, ...more])]
  const days = { first, last: to.days.last, slackDays: Math.max(from.days.slackDays, to.days.slackDays) }
  return [{ phrase: `${from.phrase} and ${to.phrase}`, before: from.before, days }, ...joinBetween(more)]
}

/** A day that comes after another goes back to before it, by a week or by years; `undefined` where there is no such day. */
function lastBefore(day: string, other: string): string | undefined {
  if (day <= other) return day
  if (day <= addDays(other, 7)) return addDays(day, -7)
  const years = [0, 1].map((ago) => `${Number(other.slice(0, 4)) - ago}${day.slice(4)}`)
  return years.find((earlier) => earlier <= other && isDay(earlier))
}

interface DayReading {
  day: string
  today: string
  knows: (unit: 'day' | 'weekday' | 'month' | 'year') => boolean
}

/** A memory knows of days to come, but not of many: a day without a year that is further ahead is that of the last year. */
const MOST_AHEAD_DAYS = 90

const yearBefore = (day: string): string => {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return isDay(before) ? before : addDays(day, -365)
}

/** The stretch that a phrase means: "two weeks ago" is a week or so, "in May" the whole month, "last Saturday" a day. */
function daysMeant(phrase: string, { day, today, knows }: DayReading): Days {
  if (/\b(?:last|past|previous)\b.*\b(?:days|(?:week|month|year)s?)$/.test(phrase))
    return { first: day, last: today, slackDays: 3 }
  const unit = /\b(day|week|month|year)s?\b(?=.*\bago\b|$)/.exec(phrase)?.[1]
  if (unit === 'week') return around(day, 3)
  if (unit === 'month') return around(day, 10)
  if (unit === 'year') return around(day, 90)
  if (/\bweekend\b/.test(phrase))
    return latestPast({ first: addDays(day, -1), last: addDays(day, 1), slackDays: 2 }, { today, stepDays: 7 })
  if (knows('weekday') && !knows('day'))
    return latestPast({ first: day, last: day, slackDays: 1 }, { today, stepDays: 7 })
  if (knows('day')) {
    const meant = knows('year') || day <= addDays(today, MOST_AHEAD_DAYS) ? day : yearBefore(day)
    return { first: meant, last: meant, slackDays: 2 }
  }
  if (!knows('month')) return { first: `${day.slice(0, 4)}-01-01`, last: `${day.slice(0, 4)}-12-31`, slackDays: 30 }
  return wholeMonth(knows('year') || day <= today ? day : yearBefore(day))
}

const around = (day: string, days: number): Days => ({
  first: addDays(day, -days),
  last: addDays(day, days),
  slackDays: days,
})

/** Memories lie in the past: a bare weekday means the last one. */
const latestPast = (days: Days, { today, stepDays }: { today: string; stepDays: number }): Days =>
  days.first <= today ? days : { ...days, first: addDays(days.first, -stepDays), last: addDays(days.last, -stepDays) }

const wholeMonth = (day: string): Days => ({ ...monthsFrom(day.slice(0, 7), 1), slackDays: 7 })

function monthsFrom(month: string, months: number): { first: string; last: string } {
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + months, 1))
  return { first: `${month}-01`, last: addDays(next.toISOString().slice(0, 10), -1) }
}

const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase())
const SPAN_OF_MONTHS = new RegExp(
  `\\b(?:between|from) (?:early |late )?(${MONTHS.join('|')})(?: (?:of )?((?:19|20)\\d\\d))? (?:and|to|until|till|through) (?:early |late )?(${MONTHS.join('|')})\\b(?! \\d{1,2}\\b)(?: (?:of )?((?:19|20)\\d\\d))?`,
  'gi',
)

/** "between March and May", "from November 2022 to January": a year that is said once goes with the second month, and none means the last such stretch. */
function readSpansOfMonths(query: string, today: string): Reading[] {
  return [...query.matchAll(SPAN_OF_MONTHS)].map(
    ({ 0: phrase, 1: from = '', 2: fromYear, 3: to = '', 4: toYear, index }) => {
      const [first, last] = [from, to].map((name) => String(MONTHS.indexOf(name.toLowerCase()) + 1).padStart(2, '0'))
      const start = fromYear && `${fromYear}-${first}`
      const endYear = toYear ?? (start ? yearFrom(start, `${last}`) : yearUpTo(today, `${last}`))
      const startYear = fromYear ?? (`${first}` <= `${last}` ? endYear : `${Number(endYear) - 1}`)
      const days = { first: `${startYear}-${first}-01`, last: monthsFrom(`${endYear}-${last}`, 1).last, slackDays: 7 }
      return { phrase, before: query.slice(0, index), days }
    },
  )
}

/** The year of the last such month that has begun. */
const yearUpTo = (today: string, month: string): string =>
  month <= today.slice(5, 7) ? today.slice(0, 4) : `${Number(today.slice(0, 4)) - 1}`

/** The year of the first such month from another on. */
const yearFrom = (start: string, month: string): string =>
  month >= start.slice(5, 7) ? start.slice(0, 4) : `${Number(start.slice(0, 4)) + 1}`

/** What chrono does not read: "in 2024-03", "in Q1 2024". */
function readMonthsAndQuarters(query: string): Reading[] {
  return [
    ...query.matchAll(/\b(?:((?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?![-\d])|q([1-4]) (?:of )?((?:19|20)\d\d))\b/gi),
  ].map(({ 0: phrase, 1: month, 2: quarter, 3: year, index }) => ({
    phrase,
    before: query.slice(0, index),
    days: month
      ? wholeMonth(`${month}-01`)
      : { ...monthsFrom(`${year}-${String(3 * Number(quarter) - 2).padStart(2, '0')}`, 3), slackDays: 14 },
  }))
}

/** What chrono does not read: "in 2022", "the summer of 2023", "last winter". */
function readSeasonsAndYears(query: string, today: string): Reading[] {
  const readings: Reading[] = []
  for (const match of query.matchAll(
    /\b(?:(spring|summer|autumn|fall|winter)\b(?:\s+(?:of\s+)?)?)?\b((?:19|20)\d\d)?\b/gi,
  )) {
    const [phrase, season, year] = match
    if (!season && !year) continue
    const days = season ? seasonDays(season.toLowerCase(), { year, today }) : yearDays(year ?? '')
    readings.push({ phrase: phrase.trim(), before: query.slice(0, match.index), days })
  }
  return readings
}

const yearDays = (year: string): Days => ({ first: `${year}-01-01`, last: `${year}-12-31`, slackDays: 30 })

function seasonDays(season: string, { year, today }: { year: string | undefined; today: string }): Days {
  const month = `${year ?? today.slice(0, 4)}-${String(SEASONS[season]).padStart(2, '0')}`
  const days = { ...monthsFrom(month, 3), slackDays: 14 }
  return year ? days : latestPast(days, { today, stepDays: 365 })
}

/** How well an instant fits the days a query prefers, in [0, 1]: 1 inside, falling by half for each stretch of slack outside. */
export function dateFit(atMs: number, dates: readonly DatePreference[]): number {
  let best = 0
  for (const { fromMs, untilMs, slackMs } of dates) {
    const outsideMs = Math.max(0, (fromMs ?? atMs) - atMs, atMs - (untilMs ?? atMs))
    best = Math.max(best, 0.5 ** (outsideMs / slackMs))
  }
  return best
}

/** The article's recency: 1 on the day itself, 1/2 a day later, 1/(days + 1) in general. */
export const articleRecency = (ageMs: number): number => 1 / (Math.max(0, ageMs) / DAY_MS + 1)

/** Recency for queries that ask for it: halves every `halfLifeDays`. */
export const halvingRecency = (ageMs: number, halfLifeDays: number): number =>
  0.5 ** (Math.max(0, ageMs) / DAY_MS / halfLifeDays)
