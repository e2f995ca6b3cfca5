/** The "I" that chat leaves out at the start of a sentence: "Gonna study", "Just finished it", "Been busy". */
import { ADVERBS } from './adverbs.ts'
import { hasVerb, isBaseVerb, isPastForm } from './verbs.ts'

const GERUND = /^(?:going|planning|looking|thinking|trying|working|hoping|researching)$/
const NEGATED = /^(?:can't|cannot|couldn't|didn't|haven't|won't)$/
const DEED =
  /^(?:went|got|had|made|did|took|saw|met|found|bought|gave|came|ran|won|tried|started|finished|joined|signed|booked|sent|fixed|added|updated|wrote|moved|switched|decided|used|loved|visited|finally|called|paid|ordered|planned|needed|wanted|read|created|deployed|merged|replaced|renamed|removed|installed|changed|set)$/i

/** The clause with its "I", where only that can be missing. */
export function completeSubject(clause: string): string {
  const [first = '', second = ''] = clause.split(/[ ,]/, 2)
  const word = first.toLowerCase().replace('’', "'")
  if (GERUND.test(word) && !hasFiniteVerb(clause.slice(first.length))) return `I'm ${lowerFirst(clause)}`
  if (/^was (?:\w+ ){0,2}\w+ing\b/i.test(clause)) return `I ${lowerFirst(clause)}`
  if (word === 'been') return `I've ${lowerFirst(clause)}`
  // "Will Smith came", "Will is here": a name.
  if (NEGATED.test(word) || (word === 'will' && isBaseVerb(second) && second === second.toLowerCase()))
    return `I ${lowerFirst(clause)}`
  const verb = ADVERBS.includes(word) ? second : first
  const bare = DEED.test(verb) && (isPastForm(verb) || /^(?:read|set)$/i.test(verb))
  return bare && !isParticiple(clause) ? `I ${lowerFirst(clause)}` : clause
}

const SUBJECT_WITH_VERB =
  /^\S+ (?!(?:that|what|which|who|how|it|this|he|she|they|we|there)\b)(?:[\w'’-]+ ){1,2}(?:is|are|was|were|has|have|had|will|would|can|could|should|must|costs?)\b/i
const PASSIVE = /^(?:made|used|set|found|created|needed|planned|sent|paid) (?:in|by|of|for|from|as)\b|^\S+ by \p{L}/iu

/** "Used cars are cheap", "Made in China", "Called off by the board": the form says what was done to something. */
const isParticiple = (clause: string): boolean => SUBJECT_WITH_VERB.test(clause) || PASSIVE.test(clause)

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z’']/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** A form that only a main verb has: then the words before it are its subject ("Going there is on my list"). */
const hasFiniteVerb = (text: string): boolean =>
  /\b(?:is|are|was|were|has|had|will|can|could|would|should|might|may|does|did)\b|['’]s\b/i.test(text) ||
  (!/\b(?:to|that|which|who)\b/i.test(text) && hasVerb(text) && /\b\w+(?:ed|es)\b/.test(text))
