/** The words that speak for a category, as index terms. */
import { terms } from '../../rank/tokenize.ts'
import { CATEGORY_WORDS } from '../table/category-words.ts'
import { NEVER_TOPIC, WEAK_TOPIC } from '../table/topic-words.ts'

/** A word that has other meanings as well. */
export const SOFT_WEIGHT = 0.4

const LISTED = Object.entries(CATEGORY_WORDS).flatMap(([category, { words }]) =>
  `${words} ${category}`.split(/\s+/).map((word) => ({
    category,
    word: word.replace('?', ''),
    weight: word.endsWith('?') ? SOFT_WEIGHT : 1,
  })),
)

/** "dating" is no date, and "meeting" nothing that one meets: where the stem is everyday, only this form speaks. */
const OWN_FORMS = new Set(
  LISTED.map(({ word }) => word).filter((word) => {
    const [stem = ''] = terms(word)
    return word.endsWith('ing') && stem !== word && (WEAK_TOPIC.has(stem) || NEVER_TOPIC.has(stem))
  }),
)

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu

/** The index terms of a text; of a word that speaks in its own form only, that form. */
export const votingTerms = (text: string): string[] =>
  (text.toLowerCase().match(WORD) ?? []).flatMap((word) => (OWN_FORMS.has(word) ? [word] : terms(word)))

/** Term → the categories that it speaks for, and how loudly. */
const votesByTerm = new Map<string, Map<string, number>>()
for (const { category, word, weight } of LISTED) {
  const [term = '', ...more] = votingTerms(word)
  // Of a word of several parts, only the whole speaks: `pull-request`.
  if (more.length > 0 && !word.includes('-')) continue
  const votes = votesByTerm.get(term) ?? new Map<string, number>()
  votesByTerm.set(term, votes.set(category, Math.max(weight, votes.get(category) ?? 0)))
}

const NO_VOTES: ReadonlyMap<string, number> = new Map()

export const votesOf = (term: string): ReadonlyMap<string, number> => votesByTerm.get(term) ?? NO_VOTES

/** Whether a category's word list holds the term. */
export const isCategoryTerm = (term: string): boolean => votesByTerm.has(term)
