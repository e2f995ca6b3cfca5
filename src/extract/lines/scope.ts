/**
 * Doubt, fear, hope, dream, condition and hearsay: what a sentence says behind such words is not said to be so, however many clauses it
 * has. It stays with the words that say so, and is nobody's decision, task or preference.
 */

/** What is not so at all: it governs its sentence to the end. */
const UNREAL = String.raw`\b(?:dream(?:t|ed)|(?:dream|nightmare) (?:that|in which|where)|imagin(?:e|ed|ing)|suppos(?:e|ing)|pretend(?:ed|ing)?|hypothetically|what if|if only|(?:not|isn['’]t|wasn['’]t|never) true)\b`

/** What may be so: it governs its sentence until a "but". */
const DOUBTFUL = [
  String.raw`\b(?:maybe|perhaps|possibly|presumably|apparently|supposedly|allegedly|reportedly|hopefully|potentially|rumou?rs?|gossip)\b`,
  String.raw`\b(?:wish(?:es|ed|ing)?|hop(?:e|es|ed|ing)|fear(?:s|ed|ing)?|doubt(?:s|ed|ing)?|suspect(?:s|ed)?|guess(?:es|ed)?|worr(?:y|ies|ied|ying)|afraid|scared|terrified|anxious|concerned)(?! (?:about|of|for|by|what)\b)\b`,
  String.raw`\b(?:claim(?:s|ed)?|heard (?=(?:that|the|my|our|he|she|they|we|I)\b)|(?<!\b(?:I|we) )(?:thinks|thought|believes|believed))\b`,
  String.raw`\b(?:not|never|n['’]t|hardly) (?:(?:quite|so|too|really) )?(?:sure|certain|clear|know|believe|think|say|mean|decided)\b|\b(?:unsure|uncertain|unclear)\b`,
  String.raw`\b(?:(?:worst|best)[ -]case|in (?:the|that) case|(?:chance|risk|danger|possibility|odds|likelihood) (?:that|of)|possible that|likely that|might|(?<!\b(?:in|of|by|this|next|last|since|until|till|from|on|late|early|mid) )may(?= [a-z])(?!be\b))\b`,
].join('|')

/** What is so only together with something else, or is asked. */
const CONDITION = String.raw`\b(?:if|unless|in case|whether|assuming|provided (?:that)?|as long as|so long as|otherwise|would (?:be|have|love|like) .{1,60} if)\b`

const UNREAL_WORD = new RegExp(UNREAL, 'i')
const DOUBT_WORD = new RegExp(DOUBTFUL, 'i')
const GOVERNS = new RegExp(`${DOUBTFUL}|${CONDITION}`, 'i')
const CONTRAST = /\b(?:but|yet|however|though|although)\b|;/i
/** Behind a "but" stands what is so, unless it still lies ahead. */
const LIES_AHEAD = /\b(?:will|would|could|might|must|should|have to|has to|need to|going to)\b|['’](?:ll|d)\b/i

/** What binds somebody; doubt that comes only behind it leaves it as it is: "we decided to go, maybe on Friday". */
const BINDS =
  /\b(?:decided|agreed|chose|picked|switched|cancel(?:l)?ed|postponed|prefers?|loves?|likes?|enjoys?|hates?|must|ha(?:ve|s) to|needs? to|will|going to|remind|deadline|due)\b|['’]ll\b/i

export interface ScopeOptions {
  /** The sentence up to the clause. */
  before: string
  joint: string
}

/** Whether doubt, a dream or a condition that stands before the clause holds for it as well. */
export function isGoverned(clause: string, { before, joint }: ScopeOptions): boolean {
  if (UNREAL_WORD.test(before)) return true
  return GOVERNS.test(before) && !(CONTRAST.test(joint) && !LIES_AHEAD.test(clause))
}

/** Whether the clause says itself that it may not be so. */
export function isDoubtful(clause: string): boolean {
  if (UNREAL_WORD.test(clause)) return true
  const doubt = DOUBT_WORD.exec(clause)
  if (doubt === null) return false
  const binds = BINDS.exec(clause)
  return binds === null || doubt.index < binds.index
}
