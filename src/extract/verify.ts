/**
 * Holds a statement against the turns that it cites. Whatever could be wrong without looking wrong (numbers, dates, names, paths, URLs,
 * commands, identifiers, a lost "not") must stand there or follow from the day of the session; invented prose fails by its words.
 */
import { addDays, longDate } from '../markdown/calendar.ts'
import type { NumberedTurn } from '../memory/types.ts'
import { terms } from '../rank/tokenize.ts'
import { STOP_WORDS } from '../rank/words.ts'
import { capitalise } from './clauses.ts'
import { findDates } from './dates.ts'
import { splitSentences } from './sentences.ts'
import { isBaseVerb } from './verbs.ts'
import { isFlat, rarityOf } from './words.ts'

export type Problem =
  | 'number'
  | 'date'
  | 'name'
  | 'path'
  | 'url'
  | 'identifier'
  | 'code'
  | 'negation'
  | 'speaker'
  | 'support'

export type Verdict = { ok: true } | { ok: false; problem: Problem; value: string }

export interface Evidence {
  /** The turns that the statement cites. */
  turns: readonly NumberedTurn[]
  /** The local day on which they were said. */
  date: string
  /** Further names that may stand in a statement: the session's speakers. */
  speakers?: readonly string[]
}

/** Share of a statement's content words that must stand in the cited turns. */
const LEAST_SUPPORT = 0.5

/** The first problem found; the order of the checks is from the most to the least certain. */
export function verifyStatement(statement: string, evidence: Evidence): Verdict {
  const source = readSource(evidence)
  const text = statement.normalize('NFC')
  for (const check of CHECKS) {
    const problem = check(text, source)
    if (problem) return { ok: false, ...problem }
  }
  return { ok: true }
}

interface Source {
  /** The day of the session. */
  date: string
  turns: readonly NumberedTurn[]
  /** All that was said, with the names of who said it. */
  text: string
  lower: string
  words: Set<string>
  numbers: Set<string>
  /** Who takes part. */
  names: Set<string>
  /** ISO days, months and years that the turns speak of, relative ones resolved. */
  dates: Set<string>
  /** Weekdays and months that may be named. */
  calendar: Set<string>
}

type Check = (text: string, source: Source) => { problem: Problem; value: string } | undefined

// --- the source ---

function readSource({ turns, date, speakers = [] }: Evidence): Source {
  const text = [...turns.map(({ speaker, text }) => `${speaker}: ${text}`), ...speakers].join('\n').normalize('NFC')
  const dates = datesIn(turns, date)
  return {
    date,
    turns,
    text,
    lower: text.toLowerCase(),
    words: new Set(terms(text)),
    numbers: new Set(numbersIn(text)),
    names: new Set([...turns.map(({ speaker }) => speaker), ...speakers]),
    dates,
    calendar: calendarNames(text, dates),
  }
}

/** The session's own day, absolute dates in the turns, and what relative ones resolve to, looking either way. */
function datesIn(turns: readonly NumberedTurn[], date: string): Set<string> {
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
  }
  return found
}

const MONTHS = `january february march april may june july august september october november december`.split(' ')
const MONTH_DAY = new RegExp(
  `\\b(?:(${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})\\.? (\\d{1,2})(?:st|nd|rd|th)?|(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}))\\b`,
  'gi',
)

/** "May 7", "the 7th of May" → the day in the years around the session's; bare weekdays → the days around it. */
function namedDays(text: string, date: string): string[] {
  const year = Number(date.slice(0, 4))
  const days: string[] = []
  for (const [, month, day, otherDay, otherMonth] of text.matchAll(MONTH_DAY)) {
    const index = MONTHS.findIndex((name) => name.startsWith((month ?? otherMonth ?? '').toLowerCase().slice(0, 3)))
    for (const near of [year - 1, year, year + 1]) {
      days.push(`${near}-${String(index + 1).padStart(2, '0')}-${(day ?? otherDay ?? '').padStart(2, '0')}`)
    }
  }
  for (const [weekday] of text.toLowerCase().matchAll(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g)) {
    for (let shift = -7; shift <= 7; shift++) {
      const near = addDays(date, shift)
      if (longDate(near).toLowerCase().startsWith(weekday)) days.push(near)
    }
  }
  return days
}

function calendarNames(text: string, dates: ReadonlySet<string>): Set<string> {
  const names = new Set([...text.toLowerCase().matchAll(CALENDAR_NAME)].map(([name]) => name.slice(0, 3)))
  for (const date of dates) {
    if (date.length >= 7) names.add((MONTHS[Number(date.slice(5, 7)) - 1] ?? '').slice(0, 3))
    if (date.length === 10 && isRealDay(date)) names.add(longDate(date).slice(0, 3).toLowerCase())
  }
  return names
}

const isRealDay = (day: string): boolean =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)

const CALENDAR_NAME = new RegExp(
  `\\b(?:${MONTHS.filter((name) => name !== 'may' && name !== 'march').join('|')}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\\b`,
  'g',
)

// --- numbers ---

const NUMBER_WORDS = new Map(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`
    .split(' ')
    .map((word, value) => [word, String(value)]),
)
for (const [word, value] of Object.entries({
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  dozen: 12,
  once: 1,
  twice: 2,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  half: 0.5,
  couple: 2,
})) {
  NUMBER_WORDS.set(word, String(value))
}

/** Numbers as digits: `1,200` → `1200`, `three` → `3`, `15th` → `15`. */
function numbersIn(text: string): string[] {
  const plain = text.toLowerCase().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const digits = [...plain.matchAll(/\d+(?:\.\d+)*/g)].flatMap(([number]) => [
    normal(number),
    ...number.split('.').map(normal),
  ])
  const words = [...plain.matchAll(/[a-z]+/g)].flatMap(([word]) => NUMBER_WORDS.get(word) ?? [])
  return [...digits, ...words]
}

const normal = (number: string): string => number.replace(/^0+(?=\d)/, '')

/** Dates are held against the calendar, not against the numbers: a year that follows from "last year" is no number that was said. */
const DATED = new RegExp(
  `\\d{4}-\\d{2}(?:-\\d{2})?|\\b(?:${MONTHS.join('|')}) \\d{4}\\b|\\b\\d{1,2} (?:${MONTHS.join('|')})(?: \\d{4})?\\b|\\((?:19|20)\\d{2}\\)`,
  'gi',
)

const checkNumbers: Check = (text, { numbers }) => {
  const plain = text
    .replace(DATED, ' ')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  for (const [number] of plain.matchAll(/\d+(?:\.\d+)*/g)) {
    if (!numbers.has(normal(number))) return { problem: 'number', value: number }
  }
  for (const [word] of plain.matchAll(/[a-z]+/g)) {
    const value = NUMBER_WORDS.get(word)
    if (value !== undefined && !VAGUE.has(word) && !numbers.has(value)) return { problem: 'number', value: word }
  }
  return undefined
}

/** Too common in plain prose to mean a number. */
const VAGUE = new Set(['one', 'once', 'first', 'second', 'half', 'couple'])

// --- dates ---

const checkDates: Check = (text, { dates, calendar }) => {
  for (const [day] of text.matchAll(/\d{4}-\d{2}(?:-\d{2})?/g)) {
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
  for (const [phrase] of text.matchAll(DAY_MONTH)) {
    const named = namedDays(phrase, [...dates][0] ?? '')
    const year = /\d{4}$/.exec(phrase)?.[0]
    if (!named.some((day) => dates.has(day) && (year === undefined || day.startsWith(year))))
      return { problem: 'date', value: phrase }
  }
  for (const [name] of text.toLowerCase().matchAll(CALENDAR_NAME)) {
    if (!calendar.has(name.slice(0, 3))) return { problem: 'date', value: name }
  }
  return undefined
}

/** "last Friday (2026-11-20)": what stands in the brackets must be what the words before them meant on the session's day. */
const checkResolved: Check = (text, { date }) => {
  for (const match of text.matchAll(RESOLVED)) {
    const before = text.slice(0, match.index).replace(RESOLVED, '')
    const meant = [true, false, undefined].flatMap((ahead) =>
      findDates(before, { day: date, ahead }).filter(({ end }) => end === before.length),
    )
    const said = match[1] ?? ''
    if (meant.length > 0 && !meant.some(({ absolute }) => absolute === said)) return { problem: 'date', value: said }
    const weekday = /\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/i.exec(before)?.[1]
    if (weekday && isRealDay(said) && !longDate(said).startsWith(capitalise(weekday)))
      return { problem: 'date', value: said }
  }
  return undefined
}

const RESOLVED = new RegExp(
  ` \\(((?:week of )?\\d{4}-\\d{2}-\\d{2}(?: to \\d{4}-\\d{2}-\\d{2})?|(?:${MONTHS.map(capitalise).join('|')}) \\d{4}|\\d{4})\\)`,
  'g',
)

const DAY_MONTH = new RegExp(`\\b\\d{1,2} (?:${MONTHS.join('|')})(?: \\d{4})?\\b`, 'gi')

/** The end of a span whose start the source gives: a weekend's Sunday. */
const isWithin = (text: string, day: string, dates: ReadonlySet<string>): boolean => {
  const span = new RegExp(`(\\d{4}-\\d{2}-\\d{2}) to ${day}`).exec(text)
  return span?.[1] !== undefined && dates.has(span[1]) && isRealDay(day) && addDays(span[1], 1) === day
}

// --- things that are copied, never reworded ---

const checkUrls: Check = (text, { lower }) =>
  missing(text, /\bhttps?:\/\/[^\s)>\]"'`]+[^\s)>\]"'`.,;:!?]/gi, { lower, problem: 'url' })

const checkCode: Check = (text, { lower }) => {
  const squeezed = lower.replace(/\s+/g, ' ')
  for (const [, code = ''] of text.matchAll(/`([^`]+)`/g)) {
    if (!squeezed.includes(code.toLowerCase().replace(/\s+/g, ' ').trim())) return { problem: 'code', value: code }
  }
  return undefined
}

const checkPaths: Check = (text, { lower }) =>
  missing(
    text,
    /(?<![\w/.:-])(?:~|\.{1,2})?\/?(?:[\w.@+-]+\/)+[\w.@+-]*\w|(?<![\w/.:-])[\w-]+(?:\.[\w-]+)*\.[a-z]{1,5}(?![\w/])/gi,
    {
      lower,
      problem: 'path',
      skip: (value) => /^(?:e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|\w\.\w|and\/or|he\/she|either\/or)$/i.test(value),
    },
  )

const checkIdentifiers: Check = (text, { lower }) =>
  missing(
    text,
    /(?<![\w-])(?:--?[a-z][\w-]*\w|[#@][\w-]*\w|\$\w+|\w*_\w+|[a-z]+[A-Z]\w*|[A-Za-z]+\d[\w.-]*\w?|\w+::\w+|v?\d+\.\d+\.\d+\w*|[\w.+-]+@[\w-]+\.\w+)(?![\w-])/g,
    { lower, problem: 'identifier' },
  )

function missing(
  text: string,
  pattern: RegExp,
  { lower, problem, skip = () => false }: { lower: string; problem: Problem; skip?: (value: string) => boolean },
): { problem: Problem; value: string } | undefined {
  for (const [value] of text.matchAll(pattern)) {
    if (!skip(value) && !standsIn(lower, value.toLowerCase())) return { problem, value }
  }
  return undefined
}

/** As a whole: `src/a.ts` does not stand in `src/a.tsx`. */
function standsIn(lower: string, value: string): boolean {
  for (let at = lower.indexOf(value); at >= 0; at = lower.indexOf(value, at + 1)) {
    const before = lower[at - 1] ?? ' '
    const after = lower.slice(at + value.length, at + value.length + 2)
    if (!/\w/.test(before) && !/^(?:\w|[./-]\w)/.test(after)) return true
  }
  return false
}

// --- names ---

const CAPITALISED = /(?<![\p{L}\p{N}_./-])\p{Lu}[\p{L}\p{M}\p{N}’'&-]*/gu

const checkNames: Check = (text, { words, lower }) => {
  for (const match of text.matchAll(CAPITALISED)) {
    const name = match[0].replace(/['’]s?$/, '')
    if (isOrdinary(name, opensSentence(text, match.index))) continue
    const known = terms(name).every((term) => words.has(term)) || lower.includes(name.toLowerCase())
    if (!known) return { problem: 'name', value: name }
  }
  return undefined
}

const opensSentence = (text: string, at: number): boolean => /(?:^|[.!?:;]\s+|["“(]\s*)$/.test(text.slice(0, at))

const isCalendarName = (lower: string): boolean =>
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/.test(lower) || MONTHS.includes(lower)

/** A word that has its capital from its place, or none that a name is told by. */
function isOrdinary(word: string, opening: boolean): boolean {
  const lower = word.toLowerCase()
  if (STOP_WORDS.has(lower) || isCalendarName(lower) || /^(?:i|i['’]\w+|user|assistant|ai)$/i.test(word)) return true
  if (!opening) return false
  if (isBaseVerb(lower) || /(?:ing|ed|ly|tion|ness|ment)$/.test(lower)) return true
  const [term = ''] = terms(word)
  return isFlat(term) || rarityOf(term) !== 'rare'
}

// --- who said it ---

const SUBJECT = /^(\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*)?)(?::| [a-z])/u

/** What a line says of a speaker must stand in that speaker's turns, or in what others said with their name. */
const checkSpeaker: Check = (text, { turns, names }) => {
  const name = SUBJECT.exec(text)?.[1]
  if (name === undefined || !names.has(name)) return undefined
  const said = turns.filter(({ speaker }) => speaker === name)
  const others = turns.filter(({ speaker }) => speaker !== name)
  if (others.length === 0) return undefined
  const own = said.length === 0 ? 0 : supportOf(text, said)
  const about = new RegExp(`\\b(?:${escapePattern(name)}|you|your|you['’]re)\\b`, 'i')
  const mentions = others.flatMap((turn) =>
    splitSentences(turn.text)
      .filter((sentence) => about.test(sentence.text))
      .map((sentence) => ({ ...turn, text: sentence.text })),
  )
  const told = mentions.length > 0 && supportOf(text, mentions) >= 0.6
  return own < 0.5 && !told && supportOf(text, others) > own + 0.25 ? { problem: 'speaker', value: name } : undefined
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function supportOf(text: string, turns: readonly NumberedTurn[]): number {
  const speakers = new Set(turns.flatMap(({ speaker }) => terms(speaker)))
  const wanted = [...new Set(terms(text))].filter((term) => !speakers.has(term) && !/^\d/.test(term))
  if (wanted.length === 0) return 1
  const words = new Set(turns.flatMap((turn) => terms(turn.text)))
  return wanted.filter((term) => words.has(term)).length / wanted.length
}

// --- negation ---

const NEGATION = /\b(?:not|never|no longer|no|none|neither|nor|nobody|nothing|without|cannot|hardly|barely)\b|n['’]t\b/i

/**
 * A clause must be negated where the clause it comes from is, and only there. Clauses are paired by their words; a pair that shares less
 * than half of them decides nothing.
 */
const checkNegation: Check = (text, { turns }) => {
  const clauses = turns.flatMap((turn) => splitSentences(turn.text).flatMap((sentence) => cut(sentence.text)))
  const known = clauses.map((clause) => ({ clause, words: new Set(terms(clause)) }))
  for (const piece of cut(text)) {
    const words = new Set(terms(piece))
    if (NEGATION.test(piece) && isNegatedNowhere(words, known)) return { problem: 'negation', value: piece }
    if (words.size < 2) continue
    const scored = known
      .map((other) => ({ ...other, score: dice(words, other.words) }))
      .sort((a, b) => b.score - a.score)
    const best = scored[0]
    if (!best || best.score < 0.55) continue
    const rivals = scored.filter(({ score }) => score >= best.score - 0.1)
    if (rivals.every(({ clause }) => denies(clause) !== denies(piece))) return { problem: 'negation', value: piece }
  }
  return undefined
}

/** An odd number of negations: "does not pay without" affirms. */
const denies = (clause: string): boolean => (clause.match(NEGATIONS)?.length ?? 0) % 2 === 1
const NEGATIONS = new RegExp(NEGATION.source, 'gi')

/** Clauses of the source speak of the same thing, and none of them denies it. */
function isNegatedNowhere(
  words: ReadonlySet<string>,
  known: readonly { clause: string; words: ReadonlySet<string> }[],
): boolean {
  const related = known.filter((other) => [...words].some((word) => !isFlat(word) && other.words.has(word)))
  return related.length > 0 && related.every(({ clause }) => !NEGATION.test(clause))
}

const cut = (text: string): string[] =>
  text
    .split(/[;.!?]\s+|,? (?:and|but|so|because|'cause|which|while|although|though) | [–—-] /)
    .filter((part) => part.trim() !== '')

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size)
}

// --- words ---

const checkSupport: Check = (text, { words }) => {
  const wanted = [...new Set(terms(text.replace(DATED, ' ')))].filter(
    (term) => !isFlat(term) && term !== 'user' && term !== 'ask',
  )
  const known = wanted.filter((term) => words.has(term)).length
  return wanted.length > 0 && known / wanted.length < LEAST_SUPPORT ? { problem: 'support', value: text } : undefined
}

const CHECKS: readonly Check[] = [
  checkUrls,
  checkCode,
  checkPaths,
  checkIdentifiers,
  checkDates,
  checkResolved,
  checkNumbers,
  checkNames,
  checkSpeaker,
  checkNegation,
  checkSupport,
]
