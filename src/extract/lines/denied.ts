/** What an assistant claimed and its user denied in the next turn is no fact: it is left out, and the correction stands in its place. */
import type { NumberedTurn } from '../../memory/types.ts'
import { contentWords } from '../words.ts'
import { correctedClaim } from './corrections.ts'
import { type Sentence, sentencesWithPasted } from './sentences.ts'
import type { Part } from './speakers.ts'

/** What is left of a turn, and the turn whose claim it corrects. */
export interface Heard {
  sentences: Sentence[]
  corrects?: number
}

const THAT =
  '(?:that|this|it|all (?:of )?(?:that|this)|none of (?:that|this)|that part|your answer|what you (?:said|wrote))'
/** "That's wrong": whatever the assistant claimed. */
const DENIED = new RegExp(
  `\\b${THAT}(?:['’]?s| is| was| are)? (?:(?:just|simply|completely|totally|all) )?(?:wrong|false|incorrect|untrue|nonsense|made up|a mistake|an error)\\b|\\b${THAT}(?:(?:['’]?s| is| was) not|(?: is| was)n['’]t) (?:\\p{L}+ )?(?:correct|right(?! now| away)|true|accurate|so\\b(?! \\p{L})|what I)\\b|\\b${THAT} doesn['’]t exist\\b|\\bI (?:very much |really )?doubt (?:it|that|this)\\b|\\byou(?:['’]re| are) (?:wrong|mistaken)\\b|\\byou (?:made|invented) (?:that|this|it)\\b|^\\W*not (?:true|correct|right)\\b(?! now| away)|\\b(?:das )?stimmt (?:so )?nicht\\b|\\bdas ist (?:falsch|nicht (?:richtig|wahr))\\b`,
  'iu',
)
/** "I never said that": what the assistant claimed of its user. */
const DISOWNED =
  /\bI (?:never|didn['’]t|did not|haven['’]t|have not) (?:\p{L}+ )?(?:say|said|ask|asked|decide|decided|agree|agreed|told|tell|choose|chosen|chose|want|wanted|mean|meant)\b|\bI (?:don['’]t|do not) want (?:any of )?(?:that|this|it|these|those)\b|\bdas habe ich nie gesagt\b/iu
const OF_USER = /\b(?:you|your|we|our|decisions?|decided|du|dein\p{L}*|wir)\b/iu
/** What is wrong of it, or may be: only what the reply names, or puts right. */
const DOUBTED = /\bare you sure\b|\b(?:the|that|your) \p{L}+ (?:is|was|are) (?:wrong|false|incorrect)\b/iu
const BARE =
  /^\W*(?:(?:nope|wrong|incorrect|false|nein|falsch|not quite)\b|no(?=\s*(?:[,.!:;–—-]|$)|\s+(?:it|that|this|I|he|she|they|we|you)\b))(?!,? (?:thanks|thank you|that['’]?s (?:all|fine|it|ok|okay|great|good)|I['’]m (?:good|fine)|danke)\b)/i
/** No words of what is denied. */
const NEGATED = /\b\p{L}+n['’]t\b|\b(?:not|never|yet|no longer)\b/giu
const NEGATION = /\b(?:not|never|no longer)\b|n['’]t\b/i
const OTHER_WAY = /, not /i
/** So much of a reply is looked at: what comes later is about something else. */
const MOST_SENTENCES = 3
/** A bare "no" is about all of a short answer. */
const SHORT_ANSWER = 3
const SAME_SHARE = 0.75
/** A denial that says nothing else. */
const FEW_WORDS = 3

/** Turns of which something is left out or put right, by their number; all others stand as they are. */
export function heardTurns(turns: readonly NumberedTurn[], parts: ReadonlyMap<string, Part>): Map<number, Heard> {
  const heard = new Map<number, Heard>()
  for (const [at, reply] of turns.entries()) {
    const claimed = turns[at - 1]
    if (!claimed || parts.get(claimed.speaker) !== 'assistant' || parts.get(reply.speaker) !== 'user') continue
    if (!MAY_DENY.test(reply.text)) continue
    const sentences = sentencesWithPasted(reply.text)
    const claims = heard.get(claimed.number)?.sentences ?? sentencesWithPasted(claimed.text)
    const denied = deniedBy(sentences, claims)
    if (denied.size === 0) continue
    heard.set(claimed.number, { ...heard.get(claimed.number), sentences: claims.filter((claim) => !denied.has(claim)) })
    const corrected = corrections(sentences, [...denied])
    if (corrected) heard.set(reply.number, { sentences: corrected, corrects: claimed.number })
  }
  return heard
}

const MAY_DENY =
  /\b(?:no|nope|not|never|wrong|false|incorrect|untrue|nonsense|doubt|sure|mistake|mistaken|error|nein|falsch|nicht|nie)\b|n['’]t\b|made up/i

/** The claims that the reply denies. */
function deniedBy(reply: readonly Sentence[], claims: readonly Sentence[]): ReadonlySet<Sentence> {
  const first = reply.slice(0, MOST_SENTENCES)
  const text = first.map((sentence) => sentence.text).join(' ')
  const isBare = BARE.test(text) && !claims.at(-1)?.text.endsWith('?')
  const corrected = claims.filter((claim) => first.some((said) => correctedClaim(claim.text, said.text) !== undefined))
  if (first.some((said) => OTHER_WAY.test(said.text)) && corrected.length > 0) return new Set(corrected)
  const isDenial = DENIED.test(text)
  const ofUser = claims.filter(({ text: claim, form }) => OF_USER.test(claim) || /ticked$/.test(form))
  if (!isDenial && DISOWNED.test(text)) return new Set(corrected.length > 0 ? corrected : ofUser)
  const isDoubt = DOUBTED.test(text)
  if (!isDenial && !isBare && !isDoubt)
    return new Set(claims.filter((claim) => first.some((said) => isOpposite(said.text, claim.text))))
  const words = contentWords(text)
  const named = claims.filter((claim) => sharesWord(words, claim.text))
  const lists = [named.filter((claim) => corrected.includes(claim)), named, corrected]
  const found = lists.find((list) => list.length > 0)
  if (found || isDenial) return new Set(found ?? claims)
  if (!isBare || claims.length > SHORT_ANSWER) return new Set()
  // "No, too expensive" leaves the price as it is.
  return new Set(!/\p{L}/u.test(text.replace(BARE, '')) ? claims : ofUser)
}

function sharesWord(words: ReadonlySet<string>, text: string): boolean {
  for (const word of contentWords(text)) if (words.has(word) && /\p{L}/u.test(word)) return true
  return false
}

/** "The invoice wasn't sent yet": "the invoice was sent". */
function isOpposite(said: string, claim: string): boolean {
  if (!NEGATION.test(said) || NEGATION.test(claim)) return false
  const words = [...contentWords(said.replace(NEGATED, ' '))]
  const known = contentWords(claim)
  const shared = words.filter((word) => known.has(word)).length
  return shared > 1 && shared >= words.length * SAME_SHARE
}

/** The reply with the claims put right in the place of what corrects them; `undefined` where it corrects none. */
function corrections(reply: readonly Sentence[], denied: readonly Sentence[]): Sentence[] | undefined {
  for (const [index, said] of reply.slice(0, MOST_SENTENCES).entries()) {
    const right = denied.flatMap((claim) => correctedClaim(claim.text, said.text) ?? []).at(0)
    if (right !== undefined)
      return reply.flatMap((sentence, at) =>
        at === index ? [{ ...sentence, text: right }] : isOnlyDenial(sentence) ? [] : [sentence],
      )
  }
  return undefined
}

const isOnlyDenial = ({ text }: Sentence): boolean =>
  (DENIED.test(text) || DOUBTED.test(text) || BARE.test(text)) && contentWords(text).size <= FEW_WORDS
