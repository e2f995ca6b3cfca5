/**
 * How likely a word of a session is to be asked for later. A logistic model with a handful of features, fitted on the answers to
 * questions about long chats (which words of a session occur in answers); it scores words, so it carries over to other talk.
 */
import { terms } from '../rank/tokenize.ts'
import { splitSentences } from './sentences.ts'
import { isFlat, type Rarity, rarityOf } from './words.ts'

/** Log-odds of each feature; the intercept only scales. */
const WEIGHTS = {
  intercept: -3.2,
  rarity: { common: -0.7, familiar: 0, rare: 0.75 } satisfies Record<Rarity, number>,
  capitalised: 1.9,
  number: 1.7,
  /** Times the natural logarithm of the number of turns that use the word. */
  turns: 0.5,
  /** Times the share of its sentences that ask. */
  asked: -0.3,
  /** Times the share of its sentences that end in an exclamation mark. */
  exclaimed: -0.5,
  firstPerson: 0.8,
  adverb: -1.1,
  pastVerb: -0.5,
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

/** The value of each content word in these turns, about its odds of mattering (0.01 to 1). */
export function wordValues(turns: readonly { number: number; text: string; speaker: string }[]): Map<string, number> {
  const usages = new Map<string, Usage>()
  for (const turn of turns) for (const { text } of splitSentences(turn.text)) countSentence(usages, text, turn.number)
  const speakers = new Set(turns.flatMap(({ speaker }) => terms(speaker)))
  const values = new Map<string, number>()
  for (const [term, usage] of usages) values.set(term, speakers.has(term) ? 0.01 : oddsOf(term, usage))
  return values
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’_./:@#-]*/gu

function countSentence(usages: Map<string, Usage>, sentence: string, turn: number): void {
  const asked = /\?\W*$/.test(sentence)
  const exclaimed = /!\W*$/.test(sentence)
  const firstPerson = /\b(?:I|my|we|our)\b/i.test(sentence)
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

function oddsOf(term: string, usage: Usage): number {
  const logOdds =
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
  return 1 / (1 + Math.exp(-logOdds))
}

function shapeOf(surface: string): number {
  if (surface.endsWith('ly')) return WEIGHTS.adverb
  if (surface.endsWith('ed')) return WEIGHTS.pastVerb
  return /(?:tion|ment|ness|ity|ship)s?$/.test(surface) ? WEIGHTS.abstractNoun : 0
}
