/**
 * How likely a word of a session is to be asked for later. A logistic model with a handful of features, fitted on the answers to
 * questions about long chats (which words of a session occur in answers); it scores words, so it carries over to other talk.
 */

import type { NumberedTurn } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { splitSentences } from '../lines/sentences.ts'
import { isLabel } from '../lines/speakers.ts'
import { isFlat, type Rarity, rarityOf } from '../words.ts'
import type { WordMeaning } from './word-direction.ts'

/** Log-odds of each feature; the intercept only scales. */
const WEIGHTS = {
  intercept: -3.2,
  rarity: { common: -1.2, familiar: -0.5, rare: 0.75 } satisfies Record<Rarity, number>,
  capitalised: 2.4,
  number: 1.7,
  /** Times the natural logarithm of the number of turns that use the word. */
  turns: 0.5,
  /** Times the share of its sentences that ask. */
  asked: 0.2,
  /** Times the share of its sentences that end in an exclamation mark. */
  exclaimed: -0.5,
  firstPerson: 0.8,
  adverb: -1.1,
  abstractNoun: 0.35,
  flat: -1,
}

interface Usage {
  turns: Set<number>
  sentences: number
  asked: number
  exclaimed: number
  firstPerson: boolean
  capitalised: boolean
  surface: string
}

export type SpokenTurn = Pick<NumberedTurn, 'number' | 'text' | 'speaker' | 'role'>

/** The value of each content word in these turns: its odds of mattering, 0 to 1. Speakers' names have next to none: they are everywhere. */
export const wordValues = (turns: readonly SpokenTurn[], meaning?: WordMeaning): Map<string, number> =>
  valuesOf(usagesIn(turns), { names: namesOf(turns), meaning })

/** What the use of each word tells, without its meaning; speakers' names are left out. What the direction of meaning is fitted beside. */
export function wordOdds(turns: readonly SpokenTurn[]): { term: string; surface: string; logOdds: number }[] {
  const names = namesOf(turns)
  const words = [...usagesIn(turns)].filter(([term]) => !names.has(term))
  return words.map(([term, usage]) => ({ term, surface: usage.surface, logOdds: logOddsOf(term, usage) }))
}

const namesOf = (turns: readonly SpokenTurn[]): Set<string> => new Set(turns.flatMap(({ speaker }) => terms(speaker)))

function usagesIn(turns: readonly SpokenTurn[]): Map<string, Usage> {
  const usages = new Map<string, Usage>()
  for (const { number, text, speaker, role } of turns) {
    // Whatever a user says to an assistant is their own matter, also without an "I".
    const own = role === 'user' && isLabel(speaker)
    for (const sentence of splitSentences(text)) countSentence(usages, sentence.text, { turn: number, own })
  }
  return usages
}

/** The same for statements, which are all somebody's own; `subjects` are the names that their lines begin with. */
export function statementWordValues(
  statements: readonly { text: string; date: string }[],
  { subjects, meaning }: { subjects: readonly string[]; meaning?: WordMeaning | undefined },
): Map<string, number> {
  const usages = new Map<string, Usage>()
  for (const { text, date } of statements)
    countSentence(usages, text, { turn: Number(date.replaceAll('-', '')), own: true })
  return valuesOf(usages, { names: new Set(subjects.flatMap((name) => terms(name))), meaning })
}

const NAME_VALUE = 0.005

const valuesOf = (
  usages: ReadonlyMap<string, Usage>,
  { names, meaning = () => 0 }: { names: ReadonlySet<string>; meaning?: WordMeaning | undefined },
): Map<string, number> =>
  new Map(
    [...usages].map(([term, usage]) => [
      term,
      names.has(term) ? NAME_VALUE : probabilityOf(logOddsOf(term, usage) + meaning(usage.surface)),
    ]),
  )

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’_./:@#-]*/gu

function countSentence(
  usages: Map<string, Usage>,
  sentence: string,
  { turn, own }: { turn: number; own: boolean },
): void {
  const asked = /\?\W*$/.test(sentence)
  const exclaimed = /!\W*$/.test(sentence)
  const firstPerson = own || /\b(?:I|my|we|our)\b/i.test(sentence)
  for (const match of sentence.matchAll(WORD)) {
    const capitalised =
      match.index > 0 && /^\p{Lu}/u.test(match[0]) && !/[.!?:"“]\s*$/.test(sentence.slice(0, match.index))
    for (const term of terms(match[0])) {
      const usage = usages.get(term) ?? newUsage(match[0])
      usages.set(term, usage)
      usage.turns.add(turn)
      usage.sentences++
      if (asked) usage.asked++
      if (exclaimed) usage.exclaimed++
      usage.firstPerson ||= firstPerson
      usage.capitalised ||= capitalised
    }
  }
}

const newUsage = (surface: string): Usage => ({
  turns: new Set(),
  sentences: 0,
  asked: 0,
  exclaimed: 0,
  firstPerson: false,
  capitalised: false,
  surface: surface.toLowerCase(),
})

function logOddsOf(term: string, usage: Usage): number {
  return (
    WEIGHTS.intercept +
    WEIGHTS.rarity[rarityOf(term)] +
    (usage.capitalised ? WEIGHTS.capitalised : 0) +
    (/\d/.test(term) ? WEIGHTS.number : 0) +
    WEIGHTS.turns * Math.log(usage.turns.size) +
    (WEIGHTS.asked * usage.asked) / usage.sentences +
    (WEIGHTS.exclaimed * usage.exclaimed) / usage.sentences +
    (usage.firstPerson ? WEIGHTS.firstPerson : 0) +
    shapeOf(usage.surface) +
    (isFlat(term) ? WEIGHTS.flat : 0)
  )
}

function shapeOf(surface: string): number {
  if (surface.endsWith('ly')) return WEIGHTS.adverb
  return /(?:tion|ment|ness|ity|ship)s?$/.test(surface) ? WEIGHTS.abstractNoun : 0
}
