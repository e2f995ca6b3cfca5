/** What a query asks for, as far as its words tell without a model. */
import type { WeightedTerm } from './lexical.ts'
import { terms } from './tokenize.ts'
import { SHAPING_WORDS } from './words.ts'

/** Whose words the query asks about. */
export type Addressee = 'self' | 'assistant' | 'anyone'

export interface QueryIntent {
  terms: WeightedTerm[]
  addressee: Addressee
  /** It asks how much, how many, when: a passage with a number is more likely to tell. */
  wantsNumber: boolean
  /** The proper names in it, each as its terms: capitalised words that do not begin a sentence. */
  names: string[][]
}

const FIRST_PERSON = /\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself|we|our|us)\b/i
const WANTS_NUMBER =
  /\b(?:how (?:many|much|long|old|often|far|big|tall)|when|what (?:time|date|year|day|month|percentage|age)|number|price|costs?|age|total|amount)\b/i
const SECOND_PERSON = /\b(?:you|your)\b/i
const SPEAKING =
  /\b(?:said|say|told|tell|mention(?:ed)?|suggest(?:ed|ions?)?|recommend(?:ed|ations?)?|provid(?:ed|e)|gave|give|remind|list(?:ed)?|shared?|explain(?:ed)?|wrote|write|advised?|propos(?:ed|e)|(?:previous|last|earlier) (?:conversation|chat|discussion|session))\b/i

/** "Can you suggest a gift for her?" asks for something new: what answers it is what the user told, not what was suggested before. */
const NEW_REQUEST =
  /\b(?:can|could|would|will|might) you (?:please |maybe |perhaps |also )?(?:suggest|recommend|give|provide|list|share|explain|write|advise|propose|tell)\b/gi

/** Words of near meaning, nearest first. */
export type RelatedWords = (word: string) => readonly { word: string; similarity: number }[]

/** Words that shape a question count half: "what kind of", "the total number of", "last time". */
const SHAPING_WEIGHT = 0.5
/** Terms with at least this weight are the query's own, not words of near meaning. */
export const ASKED_WEIGHT = SHAPING_WEIGHT
/** Below this similarity a neighbour is as often the opposite or another member of a class. */
const RELATED_SIMILARITY = 0.65

/** They ask how things stand or stood: what they stand beside is what the query is about. */
const STATE_TERMS = new Set(terms('now nowadays today still current currently latest newest original originally'))

const shapingTerms = new Set([...SHAPING_WORDS].flatMap((word) => terms(word)))

/** "before it moved", "until we changed it": when, but not what; the words would find the change, not what was before it. */
const UNTIL_CHANGED =
  /\b(?:before|until|till|prior to)\s+(?:[\p{L}']+\s+){0,3}?(?:mov|chang|switch|migrat|renam|replac|reschedul|postpon|shift|upgrad)\p{L}*(?:\s+(?:in)?to\s+[\p{L}\p{N}.'-]+)?/iu

/** "before Postgres", "before the Renault": what came after the thing that is asked, which need not be said where that is told. */
const SUCCESSOR = /\b(?:before|prior to)\s+(?:(?:the|a|an|our|my)\s+)?([\p{L}\p{N}][\p{L}\p{N}.#+_-]*)[\s?!.]*$/iu

const NAME = /(?<=[\p{L}\p{N},;:'’"”)] )["“'‘(]?(\p{Lu}[\p{L}\p{N}]+)/gu
const NO_NAME =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/

const namesIn = (query: string): string[][] =>
  [...query.matchAll(NAME)]
    .flatMap(([, name = '']) => (NO_NAME.test(name) ? [] : [terms(name)]))
    .filter((parts) => parts.length > 0)

/** What a query is about, without a clause that only says up to which change. The whole query, where nothing else is left. */
export function subjectOf(query: string): string {
  const rest = query.replace(UNTIL_CHANGED, ' ')
  return terms(rest).length > 0 ? rest : query
}

/** The term that was meant by a word and its term; `undefined` where the word is as it should be. */
export type MeantTerm = (word: string, term: string) => string | undefined

export interface ReadQueryOptions {
  /** Corrects a misspelt word. */
  meant?: MeantTerm | undefined
  related?: RelatedWords | undefined
  /** What a word of near meaning counts beside the one that is asked, in [0, 1]. */
  relatedWeight?: number
}

/** The terms of a query, each once, and what kind of passage answers it. */
export function readQuery(query: string, { meant, related, relatedWeight = 0.3 }: ReadQueryOptions = {}): QueryIntent {
  const weights = new Map(terms(query).map((term) => [term, shapingTerms.has(term) ? SHAPING_WEIGHT : 1]))
  if (meant) correct(query, { meant, weights })
  if (related && relatedWeight > 0) addRelated(query, { related, relatedWeight, weights })
  return {
    terms: [...weights].map(([term, weight]) => ({ term, weight })),
    addressee: addresseeOf(query),
    wantsNumber: WANTS_NUMBER.test(query),
    names: namesIn(query),
  }
}

/** "Yesterday" is another day each time that it is said: where a passage says it, another day is meant. */
const RELATIVE_TIME = /\b(?:yesterday|today|tonight|tomorrow|ago|last|past|previous|this|next)\b/i
/** The day counts by itself: the word for it counts this much beside. */
const TIME_WORD_SHARE = 0.5

/** The query with its words of time counting less, as the days that they name are looked for anyway. `phrases`: what the days were read from. */
export function withDaysApart(query: QueryIntent, phrases: readonly string[]): QueryIntent {
  if (phrases.length === 0) return query
  const shares = new Map<string, number>()
  for (const phrase of phrases)
    for (const term of terms(phrase)) shares.set(term, RELATIVE_TIME.test(phrase) ? 0 : TIME_WORD_SHARE)
  const weighed = query.terms.map(({ term, weight }) => ({ term, weight: weight * (shares.get(term) ?? 1) }))
  return { ...query, terms: weighed.filter(({ weight }) => weight > 0) }
}

/** The terms that say what a query is about: not how it is put, and no words of near meaning. */
export function subjectTerms({ terms: all }: QueryIntent, query: string): Set<string> {
  const aside = new Set([...STATE_TERMS, ...terms(SUCCESSOR.exec(query)?.[1] ?? '')])
  const asked = all.filter(({ term, weight }) => weight > SHAPING_WEIGHT && !aside.has(term))
  return new Set(asked.map(({ term }) => term))
}

/** What nothing holds would only weigh down the rest: the word that was meant takes its place. */
function correct(query: string, { meant, weights }: { meant: MeantTerm; weights: Map<string, number> }): void {
  for (const word of wordsIn(query)) {
    const [term = ''] = terms(word)
    const weight = weights.get(term)
    const other = weight === undefined ? undefined : meant(word, term)
    if (weight === undefined || other === undefined) continue
    weights.delete(term)
    weights.set(other, Math.max(weights.get(other) ?? 0, weight))
  }
}

const wordsIn = (query: string): string[] => query.toLowerCase().match(/\p{L}+/gu) ?? []

/** A passage may say it in another word: such a word counts, less than the query's own. */
function addRelated(
  query: string,
  { related, relatedWeight, weights }: { related: RelatedWords; relatedWeight: number; weights: Map<string, number> },
): void {
  const asked = new Map(weights)
  for (const word of wordsIn(query)) {
    const [term] = terms(word)
    const worth = asked.get(term ?? '')
    if (worth === undefined) continue
    for (const near of related(word)) {
      if (near.similarity < RELATED_SIMILARITY) break
      for (const other of terms(near.word)) {
        if (asked.has(other)) continue
        weights.set(other, Math.max(weights.get(other) ?? 0, worth * relatedWeight * near.similarity))
      }
    }
  }
}

/** "What did you suggest" asks for the assistant's words, "where did I put" and "can you suggest" for the user's own. */
function addresseeOf(query: string): Addressee {
  if (SECOND_PERSON.test(query) && SPEAKING.test(query.replace(NEW_REQUEST, ' '))) return 'assistant'
  return FIRST_PERSON.test(query) ? 'self' : 'anyone'
}

/** The speakers whose whole name stands in the query. */
export function namedSpeakers(query: QueryIntent, speakerNames: readonly string[]): boolean[] {
  const asked = new Set(query.terms.map(({ term }) => term))
  return speakerNames.map((name) => {
    const parts = terms(name)
    return parts.length > 0 && parts.every((part) => asked.has(part))
  })
}
