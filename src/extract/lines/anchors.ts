/** Where a clause points at something that was said before it, so that it must not stand alone. */

import { STOP_WORDS } from '../../rank/words.ts'
import { ADVERBS } from './adverbs.ts'
import { isVerbForm } from './verbs.ts'

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu
const POINTER = /^(?:it|its|they|them|their|theirs|he|she|him|his|her|hers)(?:['’](?:s|re|d|ll|ve))?$/i
const DEMONSTRATIVE = /^(?:this|that|these|those)(?:['’](?:s|re|d|ll))?$/i
const SUBJECT = /^(?:I|we|you|me|my|us|our|your)(?:['’]\w+)?$/i

/** "It's raining", "it's important to rest", "it took two hours": the word stands for nothing. */
const EMPTY_IT =
  /^it(?:['’]s| is| was|['’]ll be| will be| has been|['’]s been)? (?:(?:so|really|very|too|quite|pretty|been|not|always|still) )*(?:raining|snowing|cold|hot|warm|sunny|dark|late|early|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d+|\w+ (?:o['’]clock|degrees|weeks?|days?|months?|years?)|my (?:birthday|first)|(?:important|hard|easy|great|good|nice|fun|tough|time|possible|impossible|difficult|better|best|clear|true|likely|worth) (?:to|that|for|when|if))\b|^it (?:takes?|took|rains?|snows?|rained|snowed|turns? out|turned out|seems? (?:that|like)|looks like|helps to|depends)\b/i

/** "gave me one", "I started on Monday": what was given or started stands before. */
const MISSING_OBJECT =
  /\b(?:me|us|him|her) (?:one|some)\b(?! of\b)|\b(?:got|have|had|bought|want|need|made|found|booked|ordered) (?:one|some|both)(?:$|[,.;]| (?:when|for|in|on|at|last|too)\b)|^I (?:(?:have|['’]ve|just|already|only) )*(?:started|finished|stopped|began|did)(?:$| (?:on|in|last|yesterday|today|this|two|three|a|when)\b)/i

/**
 * Whether the clause leans on what came before: it opens with "it", "that" or "the blue ones", or such a word stands in it with no noun
 * before that it could mean ("I chose them", "I made this in March").
 */
export function leansBack(clause: string): boolean {
  if (EMPTY_IT.test(clause.replace(/^(?:if|when|because|since|although|while|and|but|so) /i, ''))) return false
  if (
    /^(?:the |both )?(?:\w+ )?ones?\b(?! of\b| (?:day|thing|time|year|week|month|person|hour|question|reason|more)\b)/i.test(
      clause,
    ) &&
    !/^\w+ one\b/i.test(clause.replace(/^the /i, 'x '))
  )
    return true
  if (MISSING_OBJECT.test(clause)) return true
  let nouns = 0
  let before: string | undefined
  const words = [...clause.matchAll(WORD)].map(([word]) => word)
  for (const [at, word] of words.entries()) {
    if (POINTER.test(word) && nouns === 0) return true
    if (DEMONSTRATIVE.test(word) && nouns === 0 && isPronoun(words, at)) return true
    if (
      /^(?:one|ones|some|both|there|so|either|neither|another)$/i.test(word) &&
      nouns === 0 &&
      at > 0 &&
      endsPhrase(words, at)
    )
      return true
    if (isNoun(word, before)) nouns++
    before = word
  }
  return false
}

/** "that" before a verb or at the end is a pronoun; before a noun, or after a verb of saying, it is not. */
function isPronoun(words: readonly string[], at: number): boolean {
  const word = words[at] ?? ''
  if (/['’]/.test(word)) return true
  const next = words[at + 1]
  if (next === undefined) return true
  // "I hope that", "the thing that": a conjunction.
  if (/^that$/i.test(word) && at > 0)
    return /^(?:and|but|because|so|in|on|at|with|for|to|yet|soon|again|too)$/i.test(next)
  return isVerbForm(next) || STOP_WORDS.has(next.toLowerCase()) || ADVERBS.includes(next.toLowerCase())
}

/** "gave me one when she …", "we bought some": nothing follows that it could belong to. */
const endsPhrase = (words: readonly string[], at: number): boolean => {
  const word = (words[at] ?? '').toLowerCase()
  const next = words[at + 1]
  if (word === 'there' || word === 'so' || word === 'both' || word === 'either' || word === 'neither')
    return next === undefined && word !== 'so' && word !== 'there'
  return next === undefined || /^(?:and|but|because|so|when|while|since|for|from|in|at|on|with|to)$/i.test(next)
}

const isNoun = (word: string, before: string | undefined): boolean => {
  const lower = word.toLowerCase()
  if (STOP_WORDS.has(lower) || SUBJECT.test(word) || ADVERBS.includes(lower) || /['’](?:ve|ll|m|re|d|t)$/.test(lower))
    return false
  if (/^\p{N}/u.test(word)) return true
  return !isVerbForm(word, before) && !/(?:ly|ful|ous)$/.test(lower) && !FEELINGS.has(lower)
}

/** Adjectives that stand behind "is" with a pronoun after them: "I'm lucky to have them". */
const FEELINGS = new Set(
  `lucky happy glad proud sad excited grateful thankful ready able sure afraid scared keen fond tired sick nervous worried aware
  interested passionate thrilled pleased surprised amazed blessed good great bad new old first last far away together hard`.split(
    /\s+/,
  ),
)
