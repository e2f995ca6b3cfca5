/** Whether what a statement says can have one value at a time: a rent is one sum, while one swims on Mondays and on Thursdays. */
import type { Claim } from './claims.ts'
import { headOf } from './tense.ts'

/** "Also on Thursdays" comes on top. */
const ADDS = /\b(?:also|as well|additionally|in addition|on top of that|besides)\b|\btoo(?=[.,;!]|$)/i
const IS = /^(?:is|are|was|were|['’]s|['’]re)\b(?!\s+(?:(?:now|also|currently|still) )?\p{Ll}+ing\b)/iu
/** One may have many of these at a time. */
const IS_ONE_OF_MANY =
  /^\S+\s+(?:friends|an? (?:fan|member|friend)|allergic|interested|afraid|related|fond|good at|into)\b/i
const STAYS =
  /^(?:liv|resid|cost|mov|meet|tak(?:es?|ing|en)? place|start|begin|end|clos|open|run|listen|expir|leav|arriv|depart|weigh|measur|earn|belong|stand|sits?\b|lies?\b|stay|last|go|come|work|sleep|host|stor|keep|kept|rotat|renew|land|sail|fl(?:y|ies))/i
const DECIDED = /^(?:(?:has|have|had)\s+)?(?:decided|agreed|planned|settled|chose|chosen|scheduled)\b/i
const DONE = /^(?:(?:has|have|had)\s+)?(?:booked|reserved|registered|subscribed|enrolled|signed up|joined|hired)\b/i
const TIMES = new Set(['weekday', 'time', 'date', 'month'])
/** Where the user or somebody is, and works: one at a time, also without a thing that is there. */
const OWN = /^(?:liv|resid|mov|stay|work|sleep|weigh|earn)/i

/** Whether another value of this kind takes the place of the one before, where nothing says that anything changed. */
export function isSingleValued(kind: string, claim: Claim): boolean {
  const verb = claim.text.slice(headOf(claim.text).length).trimStart()
  if (ADDS.test(claim.text) || DONE.test(verb)) return false
  if (DECIDED.test(verb)) return kind !== 'name' && !TIMES.has(kind)
  if (kind !== 'name' && !TIMES.has(kind)) return true
  if (IS.test(verb)) return kind !== 'name' || !IS_ONE_OF_MANY.test(verb)
  if (isSomebody(claim)) return OWN.test(verb)
  return TIMES.has(kind) || STAYS.test(verb)
}

/** What comes on top of what was said before. */
export const isAddition = ({ text }: Claim): boolean => ADDS.test(text)

/** Whether the subject is somebody, "we" among them, and no thing. */
const isSomebody = ({ head, holder }: Claim): boolean => head.size === 0 || holder?.role !== undefined

/** Both subjects have a name in them, and not the same: the meeting with Kai, the meeting with Lea. */
export function isOtherThing(a: Claim, b: Claim): boolean {
  const [one, other] = [a.headNames, b.headNames]
  return one.size > 0 && other.size > 0 && ![...one].some((name) => other.has(name))
}
