/** Topics → categories, by the words of the statements and by their meaning together; what is not clear is "other". */
import { terms } from '../../rank/tokenize.ts'
import { CATEGORY_WORDS } from '../table/category-words.ts'

export const OTHER_CATEGORY = 'other'

/** The categories by name with a line that describes each, for placing by meaning. */
export const categoryDescriptions = (): { name: string; text: string }[] =>
  Object.entries(CATEGORY_WORDS).map(([name, { about }]) => ({ name, text: about }))

/** A word that has other meanings as well. */
const SOFT_WEIGHT = 0.4

/** Term → the categories that it speaks for, and how loudly. */
const votesOf = new Map<string, Map<string, number>>()
for (const [category, { words }] of Object.entries(CATEGORY_WORDS)) {
  for (const word of `${words} ${category}`.split(/\s+/)) {
    const weight = word.endsWith('?') ? SOFT_WEIGHT : 1
    const [term = '', ...more] = terms(word.replace('?', ''))
    // Of a word of several parts, only the whole speaks: `pull-request`.
    if (more.length > 0 && !word.includes('-')) continue
    const votes = votesOf.get(term) ?? new Map<string, number>()
    votesOf.set(term, votes.set(category, Math.max(weight, votes.get(category) ?? 0)))
  }
}

/** Whether a category's word list holds the term. */
export const isCategoryTerm = (term: string): boolean => votesOf.has(term)

/** A topic's name speaks louder than the statements, and its last word loudest: car insurance is an insurance. */
const NAME_WEIGHT = 1.5
const HEAD_WEIGHT = 2.5

/** How strongly each category speaks in a topic's name and, on average, in its statements. */
export function categoryVotes(topic: string, texts: readonly string[]): Map<string, number> {
  const total = new Map<string, number>()
  const vote = (term: string, weight: number) => {
    const votes = votesOf.get(term) ?? new Map<string, number>()
    for (const [category, strength] of votes)
      total.set(category, (total.get(category) ?? 0) + (weight * strength) / votes.size)
  }
  const name = new Set([...terms(topic), ...terms(topic.replaceAll('-', ' '))])
  const head = terms(topic.split('-').at(-1) ?? '')
  for (const term of name) vote(term, head.includes(term) || term.includes('-') ? HEAD_WEIGHT : NAME_WEIGHT)
  const measures: string[] = []
  for (const text of texts) {
    const words = terms(text)
    const pairs = words.slice(1).map((word, at) => `${words[at]}-${word}`)
    for (const term of new Set([...words, ...pairs])) {
      if (name.has(term)) continue
      if (MONEY.has(term)) measures.push(term)
      else vote(term, 1 / Math.sqrt(texts.length))
    }
  }
  if (total.size === 0) for (const term of measures) vote(term, 1 / Math.sqrt(texts.length))
  return total
}

/** Whatever it is about, it may cost something: in a statement these speak only where nothing else does. */
const MONEY = new Set(terms('budget price cost costs euro dollar money pay payment fee fees expense expenses afford'))

/** So much at least must speak for a category; softer words alone do not decide. */
const LEAST_VOTES = 0.7
/** The best must be ahead of the next by so much of it, or meaning decides. */
const CLEAR_LEAD = 0.2
/** What a cosine above the least one is worth beside the votes. */
const MEANING_WEIGHT = 6
const LEAST_COSINE = 0.2

/**
 * The category of a topic; `undefined` where nothing is clear. `nearness`: the cosine of the topic to each category's description, where
 * an embedder is there.
 */
export function categoryOf(
  topic: string,
  texts: readonly string[],
  nearness?: ReadonlyMap<string, number>,
): string | undefined {
  const votes = categoryVotes(topic, texts)
  for (const [category, cosine] of nearness ?? [])
    votes.set(category, (votes.get(category) ?? 0) + Math.max(0, cosine - LEAST_COSINE) * MEANING_WEIGHT)
  const [best, next] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (!best || best[1] < LEAST_VOTES) return undefined
  const isClear = !next || best[1] - next[1] >= best[1] * CLEAR_LEAD
  return isClear || nearness ? best[0] : undefined
}
