/** What a word is in its place, as far as its neighbours and its ending tell: an adjective, a verb, the subject of a sentence. */
import { STOP_WORDS } from '../../rank/words.ts'
import { isBaseVerb, isPastForm, isVerbForm } from '../lines/verbs.ts'
import { ADJECTIVES, PLURAL_MODIFIERS } from '../table/topic-words.ts'

/** By a closed list, by its ending, or as the contrary of one. */
export const isAdjective = (word: string): boolean =>
  ADJECTIVES.has(word) ||
  ADJECTIVES.has(NEGATED.exec(word)?.[1] ?? '') ||
  (word.length > 5 &&
    !NO_SUPERLATIVE.test(word) &&
    /(?:ly|ful|ous|able|ible|less|ish|est|ive|ical|ional|istic|-like)$/.test(word))

const NEGATED = /^(?:un|in|im|il|ir|dis|non-?)(\p{L}{3,})$/u
const NO_SUPERLATIVE = /^(?:manif|requ|inter|for|harv|prot|cont|conqu|arr|inqu|budap|rainfor)est$/

const at = (words: readonly string[], index: number): string => (words[index] ?? '').toLowerCase()
const isFunctionWord = (word: string): boolean => STOP_WORDS.has(word) || word === 'every'
const isWord = (word: string): boolean => /^\p{L}/u.test(word)

/** Verbs that say how somebody or something is; "I'm", "she's", "they're" among them. */
const COPULA =
  /^(?:be|am|is|are|was|were|been|being|feels?|felt|feeling|seems?|seemed|sounds?|sounded|looks?|looked|became|becomes?|gets?|got|getting|stays?|stayed|\p{L}+['’](?:m|re|s))$/u
const DEGREE = /^(?:so|very|too|quite|really|rather|pretty|extremely|more|less|most|as|a bit|still|just|how|all)$/
const MAKES = /^(?:makes?|made|making|keeps?|kept|keeping|leaves?|left|finds?|found)$/
const PERSON = /^(?:me|you|him|her|it|us|them)$/

/**
 * "it feels genuine", "so gullible and pessimistic", "makes me jealous": what stands there without an article, in the singular and at the
 * end of its clause tells how something is, and names nothing.
 */
export function isPredicate(words: readonly string[], index: number): boolean {
  const word = at(words, index)
  if (/^\p{Lu}/u.test(words[index] ?? '') || (word.endsWith('s') && !word.endsWith('ous'))) return false
  if (!endsClause(words, index)) return false
  const before = headBefore(words, index)
  const isMadeSo =
    (PERSON.test(at(words, before)) || /^\p{Lu}/u.test(words[before] ?? '')) && MAKES.test(at(words, before - 1))
  return isMadeSo || COPULA.test(at(words, before))
}

/** Nothing that the word could belong to follows. */
function endsClause(words: readonly string[], index: number): boolean {
  const next = at(words, index + 1)
  return next === '' || !isWord(next) || /^(?:and|or|but|about|than|as|because|when|if|that|to|in|for)$/.test(next)
}

/** What stands before the adjectives and words of degree that end here. */
function headBefore(words: readonly string[], index: number): number {
  let before = index - 1
  while (before >= 0) {
    const word = at(words, before)
    if (!DEGREE.test(word) && word !== 'and' && word !== 'or' && !isAdjective(word)) break
    before--
  }
  return before
}

/** "customers pay by card", "savings stand at 7,400": behind a plural, a verb's base form says what they do, unless a sentence goes on from it. */
export function isVerbBehindPlural(words: readonly string[], index: number): boolean {
  const plural = at(words, index - 1)
  if (!isBaseVerb(at(words, index)) || !/[^sui]s$/.test(plural)) return false
  if (PLURAL_MODIFIERS.has(plural) && LED.test(at(words, index - 2))) return false
  const next = at(words, index + 1)
  if (next === '' || !isWord(next)) return /^\d/.test(next) || !PLURAL_MODIFIERS.has(plural)
  return isFunctionWord(next) && !isVerbForm(next)
}

/** "to relax and unwind": joined to a verb that stands behind "to" or the like. */
export const isJoinedToVerb = (words: readonly string[], index: number): boolean =>
  /^(?:and|or)$/.test(at(words, index - 1)) &&
  /^(?:to|will|would|can|could|should|must|may|might|let['’]?s)$/.test(at(words, index - 3)) &&
  (!isWord(at(words, index + 1)) || isFunctionWord(at(words, index + 1)))

const LED = /^(?:a|an|the|my|your|his|her|its|our|their|this|that|next|last|new|no)$/

/** "Zwieback went down", "Gruyère and Appenzeller", "Postmark sends": the subject of its sentence, or a name that stands alone. */
export function opensAsSubject(words: readonly string[], index: number): boolean {
  const next = words[index + 1]
  if (next === undefined || !isWord(next)) return true
  const lower = next.toLowerCase()
  return (
    /^\p{Lu}/u.test(next) ||
    /^(?:and|or|has|also|just|now|never|already|still|only|always|next|again)$/.test(lower) ||
    isVerbForm(lower) ||
    isPastForm(lower) ||
    // The third person of a verb that is on no list, with something behind it: "Crumb polls every minute".
    (/[^su]s$/.test(lower) && isFunctionWord(at(words, index + 2)))
  )
}
