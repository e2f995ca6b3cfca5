/** Topic names from key phrases; names already in use come first, so that the same thing keeps the same name. */
import { terms } from '../rank/tokenize.ts'
import { isPastForm } from './verbs.ts'
import { isFlat, rarityOf } from './words.ts'

export interface TopicSource {
  turn: number
  text: string
}

export interface TopicIndex {
  /** The topics of a statement, best first; at least one. */
  topicsOf(text: string): string[]
}

const MAX_TOPICS = 1
const MAX_PHRASE_WORDS = 2
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu

interface Phrase {
  name: string
  terms: string[]
  turns: Set<number>
  capitalised: boolean
}

/** Finds the key phrases of a session; `known` are names in use, most used first; `speakers` never become topics. */
export function indexTopics(
  sources: readonly TopicSource[],
  { known, speakers, fallback }: { known: readonly string[]; speakers: readonly string[]; fallback: string },
): TopicIndex {
  const excluded = new Set(speakers.flatMap((speaker) => terms(speaker)))
  const phrases = collect(sources, excluded)
  const scored = new Map([...phrases.values()].map((phrase) => [phrase.name, scoreOf(phrase)]))
  const knownTopics = known
    .map((name) => ({ name, terms: terms(name.replaceAll('-', ' ')) }))
    .filter((topic) => topic.terms.length > 0)
  return {
    topicsOf(text) {
      const has = new Set(terms(text))
      const reused = knownTopics.filter((topic) => topic.terms.every((term) => has.has(term))).map(({ name }) => name)
      const fresh = [...phrases.values()]
        .filter((phrase) => phrase.terms.every((term) => has.has(term)) && (scored.get(phrase.name) ?? 0) > 0)
        .sort((a, b) => (scored.get(b.name) ?? 0) - (scored.get(a.name) ?? 0) || a.name.localeCompare(b.name))
      const names = [...new Set([...reused.slice(0, 1), ...fresh.map(({ name }) => name)])]
      return withoutOverlap(names)
        .slice(0, MAX_TOPICS)
        .concat(names.length === 0 ? [fallback] : [])
    },
  }
}

function collect(sources: readonly TopicSource[], excluded: ReadonlySet<string>): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>()
  for (const { turn, text } of sources) {
    const words = [...text.matchAll(WORD)]
    for (const [index, match] of words.entries()) {
      for (let size = 1; size <= MAX_PHRASE_WORDS; size++) {
        const run = words.slice(index, index + size)
        if (run.length < size || !isTogether(text, run)) break
        addPhrase(
          phrases,
          run.map(([word]) => word),
          { turn, excluded, opening: match.index === 0 },
        )
      }
    }
  }
  return phrases
}

/** Words with only a space between them. */
const isTogether = (text: string, run: readonly RegExpExecArray[]): boolean =>
  run.every(
    (word, index) =>
      index === 0 || text.slice((run[index - 1]?.index ?? 0) + (run[index - 1]?.[0].length ?? 0), word.index) === ' ',
  )

function addPhrase(
  phrases: Map<string, Phrase>,
  words: readonly string[],
  { turn, excluded, opening }: { turn: number; excluded: ReadonlySet<string>; opening: boolean },
): void {
  const parts = words.map((word) => terms(word))
  if (parts.some((part) => part.length !== 1)) return
  const stems = parts.flat()
  if (stems.some((term) => excluded.has(term) || isFlat(term)) || words.some(isNoTopicWord)) return
  const key = stems.join(' ')
  const capitalised = !opening && words.every((word) => /^\p{Lu}/u.test(word))
  const phrase = phrases.get(key) ?? { name: nameOf(words), terms: stems, turns: new Set<number>(), capitalised: false }
  phrase.turns.add(turn)
  phrase.capitalised ||= capitalised
  phrases.set(key, phrase)
}

/** Verbs in the past, adverbs, numbers and fragments do not name a thing. */
const isNoTopicWord = (word: string): boolean =>
  isPastForm(word) || /ly$/.test(word) || /^\d+$/.test(word) || word.length < 3 || /['’]/.test(word.slice(0, -2))

const nameOf = (words: readonly string[]): string =>
  words
    .join('-')
    .toLowerCase()
    .replace(/['’]s?/g, '')
    .replace(/[^\p{L}\p{N}-]/gu, '')

/** Recurring, rare, named and two-word phrases first; a common word said once is no topic. */
function scoreOf({ terms: stems, turns, capitalised, name }: Phrase): number {
  const rarity =
    stems.reduce((sum, term) => sum + { common: 0.2, familiar: 0.7, rare: 1 }[rarityOf(term)], 0) / stems.length
  const recurrence = Math.log2(1 + turns.size)
  const shape = (stems.length === 2 ? 1.5 : 1) * (capitalised ? 1.5 : 1) * (/ing$/.test(name) ? 0.7 : 1)
  const score = rarity * recurrence * shape
  return turns.size === 1 && !capitalised && stems.length === 1 && rarity < 0.7 ? 0 : score
}

/** A phrase whose words a better one holds already adds nothing. */
function withoutOverlap(names: readonly string[]): string[] {
  const kept: string[] = []
  for (const name of names) {
    const parts = name.split('-')
    if (!kept.some((other) => other.split('-').some((part) => parts.includes(part)))) kept.push(name)
  }
  return kept
}
