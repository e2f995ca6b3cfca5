/** Topics → categories, by the words of the statements and by their meaning together; what is not clear is "other". */
import { terms } from '../../rank/tokenize.ts'
import { CATEGORY_WORDS } from '../table/category-words.ts'
import { SOFT_WEIGHT, votesOf, votingTerms } from './category-terms.ts'

export const OTHER_CATEGORY = 'other'

/** The categories by name with a line that describes each, for placing by meaning. */
export const categoryDescriptions = (): { name: string; text: string }[] =>
  Object.entries(CATEGORY_WORDS).map(([name, { about }]) => ({ name, text: about }))

/** A topic's name speaks louder than the statements, and its last word loudest: car insurance is an insurance. */
const NAME_WEIGHT = 1.5
const HEAD_WEIGHT = 2.5

/** How strongly each category speaks where a topic was talked about: its share, in [0, 1]. */
export type Company = ReadonlyMap<string, number>

/**
 * How strongly each category speaks in a topic's name and, on average, in its statements. With `company`, what a name does not say clearly
 * counts in full only for a category that was talked about beside it: a table of a database is no furniture.
 */
export function categoryVotes(topic: string, texts: readonly string[], company?: Company): Map<string, number> {
  const total = new Map<string, number>()
  const vote = (term: string, weight: number, isClear = false) => {
    const votes = votesOf(term)
    for (const [category, strength] of votes) {
      const trust = isClear && strength > SOFT_WEIGHT ? 1 : trustIn(category, company)
      total.set(category, (total.get(category) ?? 0) + (weight * strength * trust) / votes.size)
    }
  }
  const name = new Set([...votingTerms(topic), ...votingTerms(topic.replaceAll('-', ' '))])
  const head = votingTerms(topic.split('-').at(-1) ?? '')
  for (const term of name) vote(term, head.includes(term) || term.includes('-') ? HEAD_WEIGHT : NAME_WEIGHT, true)
  const measures: string[] = []
  for (const text of texts) {
    const weights = termWeights(text)
    for (const [term, weight] of weights) {
      if (name.has(term)) continue
      if (MONEY.has(term)) measures.push(term)
      else vote(term, weight / Math.sqrt(texts.length))
    }
  }
  if (total.size === 0) for (const term of measures) vote(term, 1 / Math.sqrt(texts.length))
  return total
}

/** What no company speaks for counts so much. */
const ALONE_TRUST = 0.5
/** A category that makes up such a share of the talk is trusted in full. */
const FULL_SHARE = 1 / 3

const trustIn = (category: string, company: Company | undefined): number =>
  company ? ALONE_TRUST + (1 - ALONE_TRUST) * Math.min(1, (company.get(category) ?? 0) / FULL_SHARE) : 1

/** "Onda Surf School" wrote: words in the name of somebody or something say less of what it is about. */
const NAME_OF_SEVERAL = /(?<=[\p{L}\p{N},] )\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)+/gu

/** Every term and pair of terms of a text, and how loudly it may speak. */
function termWeights(text: string): Map<string, number> {
  const words = votingTerms(text.replace(NAME_OF_SEVERAL, ' '))
  const pairs = words.slice(1).map((word, at) => `${words[at]}-${word}`)
  const inNames = (text.match(NAME_OF_SEVERAL) ?? []).flatMap(votingTerms)
  return new Map([
    ...inNames.map((term) => [term, SOFT_WEIGHT] as const),
    ...[...words, ...pairs].map((term) => [term, 1] as const),
  ])
}

/** Of what is said, the share that speaks for each category. */
export function companyIn(texts: readonly string[]): Company {
  const counts = new Map<string, number>()
  let sum = 0
  for (const term of texts.flatMap((text) =>
    [...termWeights(text)].flatMap(([each, weight]) => (weight === 1 ? each : [])),
  )) {
    const votes = votesOf(term)
    for (const [category, strength] of votes) {
      counts.set(category, (counts.get(category) ?? 0) + strength / votes.size)
      sum += strength / votes.size
    }
  }
  return new Map([...counts].map(([category, count]) => [category, count / sum]))
}

/** Whatever it is about, it may cost something: in a statement these speak only where nothing else does. */
const MONEY = new Set(terms('budget price cost costs euro dollar money pay payment fee fees expense expenses afford'))

/** Whether the name alone speaks clearly for the category. */
export const isNamedFor = (topic: string, category: string): boolean =>
  (categoryVotes(topic, []).get(category) ?? 0) >= NAME_WEIGHT

/** So much at least must speak for a category; softer words alone do not decide. */
const LEAST_VOTES = 0.7
/** The best must be ahead of the next by so much of it, or meaning decides. */
const CLEAR_LEAD = 0.2
/** What a cosine above the least one is worth beside the votes. */
const MEANING_WEIGHT = 6
const LEAST_COSINE = 0.2

export interface CategoryHints {
  /** The cosine of the topic to each category's description, where an embedder is there. */
  nearness?: ReadonlyMap<string, number> | undefined
  company?: Company | undefined
}

/** The category of a topic; `undefined` where nothing is clear. */
export function categoryOf(
  topic: string,
  texts: readonly string[],
  { nearness, company }: CategoryHints = {},
): string | undefined {
  const votes = categoryVotes(topic, texts, company)
  for (const [category, cosine] of nearness ?? [])
    votes.set(
      category,
      (votes.get(category) ?? 0) + Math.max(0, cosine - LEAST_COSINE) * MEANING_WEIGHT * trustIn(category, company),
    )
  const [best, next] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (!best || best[1] < LEAST_VOTES) return undefined
  const isClear = !next || best[1] - next[1] >= best[1] * CLEAR_LEAD
  return isClear || nearness ? best[0] : undefined
}
