/** What a query asks for, as far as its words tell without a model. */
import type { WeightedTerm } from './lexical.ts'
import { terms } from './tokenize.ts'

/** Whose words the query asks about. */
export type Addressee = 'self' | 'assistant' | 'anyone'

export interface QueryIntent {
  terms: WeightedTerm[]
  addressee: Addressee
}

const FIRST_PERSON = /\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself|we|our|us)\b/i
const SECOND_PERSON = /\b(?:you|your)\b/i
const SPEAKING =
  /\b(?:said|say|told|tell|mention(?:ed)?|suggest(?:ed|ions?)?|recommend(?:ed|ations?)?|provid(?:ed|e)|gave|give|remind|list(?:ed)?|shared?|explain(?:ed)?|wrote|write|advised?|propos(?:ed|e)|(?:previous|last|earlier) (?:conversation|chat|discussion|session))\b/i

/** The terms of a query, each once, and whose words it asks about. */
export function readQuery(query: string): QueryIntent {
  return {
    terms: [...new Set(terms(query))].map((term) => ({ term, weight: 1 })),
    addressee: addresseeOf(query),
  }
}

/** "What did you suggest" asks for the assistant's words, "where did I put" for the user's own. */
function addresseeOf(query: string): Addressee {
  if (SECOND_PERSON.test(query) && SPEAKING.test(query)) return 'assistant'
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
