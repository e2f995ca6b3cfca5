/** Whether a clause can be told in the third person without guessing: it is English, and behind every "I" stands an English verb. */
import { ADVERB } from './adverbs.ts'
import { isSurelyEnglish } from './language.ts'
import { hasVerb, isSureVerb } from './verbs.ts'

/** "I", a contraction, adverbs, and the word that has to be the verb. */
export const I_AND_VERB = new RegExp(
  `\\bI(?:['’](m|ve|ll|d've|d))?(?![\\p{L}\\p{N}'’-])((?:,? ${ADVERB}\\b(?: \\(\\d[\\d a-z-]*\\))?,?)*)(?: (?!${ADVERB}\\b)(\\p{L}+(?:['’]t)?))?`,
  'gu',
)

/** Whether all that `voiceOf` would change is sure to stay true and English. */
export const isSureToTell = (text: string): boolean =>
  (isSurelyEnglish(text) || hasVerb(text)) && !ME_AS_SUBJECT.test(text) && verbsAreSure(text)

/** "me and Tom were invited": neither "them" nor a name is right. */
const ME_AS_SUBJECT = /(?:^|[,;:] |\b(?:and|but|because) )me (?:and|or)\b|^Me\b/

function verbsAreSure(text: string): boolean {
  for (const match of text.matchAll(I_AND_VERB)) {
    const [whole, short, , verb] = match
    const before = text.slice(0, match.index)
    if (IS_NUMERAL.test(before)) return false
    if (short !== undefined) continue
    if (verb === undefined ? !ENDS.test(text.slice(match.index + whole.length)) : !isSureVerb(verb)) return false
    if (verb !== undefined && INVERTED.test(before)) return false
  }
  return true
}

/** "World War I": a numeral. */
const IS_NUMERAL =
  /\b(?:War|Phase|Type|Part|Chapter|Class|Grade|Stage|Level|Volume|Act|Section|Article|Appendix|Elizabeth|Category|Level|Tier|Schedule) $/
/** Nothing follows that could be a verb: "taller than I". */
const ENDS = /^(?:$|[.;:!?)\]"”])/
/** "Only then did I notice": the verb behind "I" is an infinitive. */
const INVERTED = /\b(?:do|does|did|am|was|have|has|had|can|could|will|would|should|may|might|must|shall)(?:n['’]t)? $/i
