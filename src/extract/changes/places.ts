/** To whom, for whom, about what, where: what tells one mail to somebody from the next. */

import { terms } from '../../rank/tokenize.ts'
import { isBaseVerb } from '../lines/verbs.ts'
import { isFlat } from '../words.ts'

/** The words behind each preposition. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>

const PHRASE =
  /\b(about|regarding|to|for|with|from|of|in|at)\s+((?:(?!(?:about|regarding|to|for|with|from|of|in|at|on|by|before|after|until|because|if|when|so|then|but|who|which|that|is|are|was|were|has|have)\b)[\p{L}\d][\p{L}\p{M}\d'’-]*\s*){1,5})/giu
/** Spans and times say when, not which. */
const WHEN =
  /\b(?:today|tonight|tomorrow|yesterday|now|this|next|last|morning|afternoon|evening|noon|night|week|weekend|month|year|hours?|days?|minutes?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|\d\S*)\b/gi
/** "Bug in the invoices" and "in src/invoice.ts" may be one place; two names are not. */
const NAMED_ONLY = /^(?:in|at)$/i

/** The places of a sentence, by their prepositions. */
export function placesIn(text: string): Places {
  const places = new Map<string, Set<string>>()
  for (const [, preposition = '', phrase = ''] of text.matchAll(PHRASE)) {
    const words = phrase.trim()
    const key = preposition.toLowerCase() === 'regarding' ? 'about' : preposition.toLowerCase()
    if (key === 'to' && isBaseVerb(words.split(/\s/)[0] ?? '')) continue
    if (NAMED_ONLY.test(key) && !/^(?:the )?\p{Lu}/u.test(words)) continue
    const content = terms(words.replace(WHEN, ' ')).filter((term) => !isFlat(term))
    if (content.length > 0) places.set(key, new Set([...(places.get(key) ?? []), ...content]))
  }
  return places
}

/** Whether some preposition has other words in the one than in the other. */
export const areApart = (a: Places, b: Places): boolean =>
  [...a].some(([preposition, words]) => {
    const others = b.get(preposition)
    return others !== undefined && ![...words].some((word) => others.has(word))
  })
