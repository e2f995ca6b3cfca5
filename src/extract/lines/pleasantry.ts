/** What a sentence says besides being polite: the statement behind a pleasantry, and the one before a question that only ends the sentence. */
import { isTalk } from './talk.ts'
import { hasVerb } from './verbs.ts'

/** A joint behind which the speaker begins to tell of themselves. */
const OWN_WORDS =
  /(?:,? +[–—-]+ *|[–—-]+ +|[,:;] +)(?:(?:and|but|so|plus|except|except that) )?(?=(?:I|we|my|our)\b(?!-)(?! (?:guess|mean|think|know|bet|agree|hope|believe)\b))/g

/** "Thanks to Ana" says why, "Thanks for asking" is polite. */
const SAYS_WHY = /^thanks to\b/i

/** Nobody is polite for longer. */
const LONGEST_PLEASANTRY = 60

/** "Good luck, I'll call at 5" → "I'll call at 5": a pleasantry must not take what is said behind it along. */
export function withoutPleasantry(sentence: string): string {
  for (const { index, 0: joint } of sentence.slice(0, 2 * LONGEST_PLEASANTRY).matchAll(OWN_WORDS)) {
    const before = sentence.slice(0, index)
    const rest = sentence.slice(index + joint.length)
    if (index > LONGEST_PLEASANTRY) break
    if (isTalk(before) && !SAYS_WHY.test(before) && hasVerb(rest)) return rest
  }
  return sentence
}

const ENDS_IN_QUESTION =
  /^((?:I|We|My|Our|She|He|They)\b(?! (?:wonder|was wondering|guess|mean|bet)\b)[^?]{8,}?), (?:(?:so|and) )?(?:want|wanna|care to|any|what|how|interested|are you|do you|would you|have you|can you|could you)\b[^,?]*\?$/

/** "We go to a match on Sunday, want to join?" → "We go to a match on Sunday"; `undefined` where no statement stands before the question. */
export function statementBeforeQuestion(sentence: string): string | undefined {
  const statement = ENDS_IN_QUESTION.exec(sentence)?.[1]
  return statement !== undefined && hasVerb(statement) ? statement : undefined
}
