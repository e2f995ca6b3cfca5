/** What a passage of a turn is, told from its words: who speaks, whether of himself, whether it tells a number or only echoes. */
import { sentencesOf } from '../../markdown/chunk.ts'
import { FLAG } from '../../rank/segment.ts'
import { terms } from '../../rank/tokenize.ts'
import type { Role } from '../types.ts'

const ROLE_FLAGS: Record<Role, number> = {
  user: FLAG.user,
  assistant: FLAG.assistant,
  system: FLAG.system,
  tool: FLAG.tool,
}

const NUMBER = /\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twice|once|half|dozen|hundred|thousand)\b/iu
const FIRST_PERSON = /\b(?:I|I'm|I've|I'd|my|we|our)\b/
/** A note in brackets behind it, as of an image, does not count. */
const QUESTION_END = /[?？]["'”’)\]]*\s*(?:\[[^\]]*\]\s*)?$/
/** What one says to show that one has heard. */
const ACKNOWLEDGING = new Set(
  terms(`noted ok okay sure great good nice cool wow awesome perfect amazing wonderful lovely fine right alright yes yeah yep agreed
  exactly absolutely definitely indeed sounds got understood gotcha thanks thank welcome glad hear know remember saved recorded updated
  keep mind makes sense love congrats congratulations`),
)
/** Who says more than this also adds something. */
const MAX_ECHO_TERMS = 12

/** The turn before, as far as an echo is told from it. */
export interface TurnBefore {
  text: string
  terms: ReadonlySet<string>
}

export const turnBefore = (text: string): TurnBefore => ({ text, terms: new Set(terms(text)) })

/** The bit of {@link FLAG.number}, where a text tells a number. */
export const numberFlag = (text: string): number => (NUMBER.test(text) ? FLAG.number : 0)

/** Whether a text closes with a question. */
export const endsInQuestion = (text: string): boolean => QUESTION_END.test(text)

/** Whether a text is nothing but questions: what a note tells of an image is said too. */
export const onlyAsks = (text: string): boolean => endsInQuestion(text) && sentencesOf(text).every(endsInQuestion)

/** "I", "my", "we". */
export const speaksOfSelf = (text: string): boolean => FIRST_PERSON.test(text)

export interface TurnPassage {
  text: string
  terms: readonly string[]
  role: Role
  before: TurnBefore | undefined
}

/** All bits of a passage of a turn. */
export function turnFlags({ text, terms: words, role, before }: TurnPassage): number {
  return (
    ROLE_FLAGS[role] |
    (speaksOfSelf(text) ? FLAG.self : 0) |
    (!endsInQuestion(text) && before && isEcho(words, before) ? FLAG.echoes : 0) |
    numberFlag(text)
  )
}

/** "Noted: Redis 7." says nothing that the turn before did not say. After a question the same words are an answer. */
function isEcho(words: readonly string[], before: TurnBefore): boolean {
  if (words.length > MAX_ECHO_TERMS || endsInQuestion(before.text)) return false
  return words.every((word) => ACKNOWLEDGING.has(word) || before.terms.has(word))
}
