/** Makes true summary lines false in one place, the same way in every run: what verification is measured with, in tests and in the bench. */
import { MONTH_NAMES } from '../../src/markdown/calendar.ts'
import type { NumberedTurn } from '../../src/memory/types.ts'

export const CORRUPTION_KINDS = ['number', 'date', 'name', 'path', 'negation'] as const
export type CorruptionKind = (typeof CORRUPTION_KINDS)[number]

/** A true line with what `verifyStatement` holds it against. */
export interface TrueLine {
  text: string
  /** The turns that it cites. */
  turns: readonly NumberedTurn[]
  /** The local day on which they were said. */
  date: string
  speakers: readonly string[]
}

export interface Random {
  /** In [0, 1). */
  next(): number
  pick<T>(list: readonly T[]): T
}

/** Numerical Recipes' linear congruential generator. */
export function seeded(seed: number): Random {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T }
}

/** The line with one thing of this kind changed; `undefined` where it has nothing of the kind. */
export function corrupt(line: TrueLine, kind: CorruptionKind, random: Random): string | undefined {
  const changed = CORRUPTIONS[kind](line.text, random)
  return changed === undefined || changed === line.text ? undefined : changed
}

/** `count` corruptions of this kind, from lines picked by chance; fewer where the lines have too little of it. */
export function corruptions(
  lines: readonly TrueLine[],
  { kind, count, random }: { kind: CorruptionKind; count: number; random: Random },
): { line: TrueLine; corrupted: string }[] {
  const made: { line: TrueLine; corrupted: string }[] = []
  for (let tries = 0; lines.length > 0 && made.length < count && tries < count * 200; tries++) {
    const line = random.pick(lines)
    const corrupted = corrupt(line, kind, random)
    if (corrupted !== undefined) made.push({ line, corrupted })
  }
  return made
}

/** Replaces one match of the pattern, picked by chance. */
function replaceOne(
  text: string,
  pattern: RegExp,
  { random, by }: { random: Random; by: (found: string) => string },
): string | undefined {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return undefined
  const { 0: found, index } = random.pick(matches)
  return text.slice(0, index) + by(found) + text.slice(index + found.length)
}

type Corruption = (text: string, random: Random) => string | undefined

const OTHER_NAMES = ['Jessica', 'Marcus', 'Oslo', 'Boston', 'Wilhelmina', 'Nintendo', 'Priscilla', 'Toyota']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const SMALL_NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven']
const DAY_MS = 86_400_000

/** A number that is no part of a date, a version, a time or a name; or one in words. */
const NUMBER = new RegExp(
  `(?<![\\w.:/-])\\d[\\d,]*(?![\\d,]*[-.:]\\d)(?![\\w/])|\\b(?:${SMALL_NUMBERS.join('|')})\\b`,
  'g',
)

const corruptNumber: Corruption = (text, random) =>
  replaceOne(text, NUMBER, {
    random,
    by: (found) =>
      /\d/.test(found)
        ? String(Number(found.replaceAll(',', '')) + 1 + Math.floor(random.next() * 50))
        : random.pick(SMALL_NUMBERS.filter((word) => word !== found)),
  })

const DATE = new RegExp(
  `\\d{4}-\\d\\d-\\d\\d|(?:${MONTH_NAMES.join('|')}) \\d{4}|\\b(?:${DAYS.join('|')})\\b|(?<=\\()\\d{4}(?=\\))`,
  'g',
)

const corruptDate: Corruption = (text, random) =>
  replaceOne(text, DATE, {
    random,
    by: (found) => {
      if (/^\d{4}-/.test(found)) return daysLater(found, 1 + Math.floor(random.next() * 30))
      if (/^\d{4}$/.test(found)) return String(Number(found) + 1 + Math.floor(random.next() * 4))
      const [month = '', year] = found.split(' ')
      if (year !== undefined) return `${random.pick(MONTH_NAMES.filter((name) => name !== month))} ${year}`
      return random.pick(DAYS.filter((day) => day !== found))
    },
  })

const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** A capital within the sentence, or the word that says who speaks; calendar names are dates. */
const NAME = new RegExp(
  `(?<=[\\p{L}\\p{N},;] )(?!(?:I|${[...DAYS, ...MONTH_NAMES].join('|')})\\b)\\p{Lu}\\p{Ll}{2,}(?![\\p{L}\\p{N}.-])|^(?!(?:We|He|She|It|They|The|This|That|User|Assistant)\\b)\\p{Lu}\\p{Ll}{2,}(?= (?:is|has|was|had|went|likes|loves|needs|wants|does|plans|will)\\b)`,
  'gu',
)

const corruptName: Corruption = (text, random) => replaceOne(text, NAME, { random, by: () => random.pick(OTHER_NAMES) })

const PATH = /(?<![\w/.:-])(?:[\w.-]+\/)+[\w.-]*\w|https?:\/\/[^\s)`]*\w/g
const PATH_PART = /(?<![\w.])[\w-]+(?![\w:])/g

/** Another folder, file or ending; the site and the file name of an address alike. */
const corruptPath: Corruption = (text, random) =>
  replaceOne(text, PATH, {
    random,
    by: (found) => {
      if (/\.[a-z]{2,4}$/.test(found) && random.next() < 0.25)
        return found.replace(/[a-z]+$/, random.pick(['bak', 'old', 'rs']))
      const changed = replaceOne(found.replace(/^https?:\/\//, ''), PATH_PART, {
        random,
        by: (part) => `${part}${random.pick(['s', '-old', '2', 'x'])}`,
      })
      return `${/^https?:\/\//.exec(found)?.[0] ?? ''}${changed ?? `${found}x`}`
    },
  })

/** A "not" taken out where there is one, else put in. */
const corruptNegation: Corruption = (text, random) =>
  /n['’]t\b|\bnot\b|\bnever\b/.test(text)
    ? text.replace(/ (?:doesn['’]t|does not|don['’]t)|\bnever |\bnot |(?<=\w)n['’]t\b/, '')
    : replaceOne(text, /\b(?:is|has|was|goes|needs|lives|love|loves|moved|booked|likes|wants|plans|went|works)\b/g, {
        random,
        by: (found) => (/^(?:is|has|was)$/.test(found) ? `${found} not` : `never ${found}`),
      })

const CORRUPTIONS: Record<CorruptionKind, Corruption> = {
  number: corruptNumber,
  date: corruptDate,
  name: corruptName,
  path: corruptPath,
  negation: corruptNegation,
}
