/** Questions that a later turn answers: kept only where the answer says nothing without them. */
import type { NumberedTurn } from '../../memory/types.ts'
import { contentWords, isFlat } from '../words.ts'
import { isQuestion } from './classify.ts'
import { capitalise, trimFiller } from './fillers.ts'
import type { Sentence } from './sentences.ts'

export interface Question {
  turn: number
  speaker: string
  /** A sentence that ends with a question mark. */
  text: string
}

const MAX_CHARACTERS = 120
/** What an assistant asks out of politeness. */
const OFFER =
  /^(?:would you like|do you want|do you need|shall i|should i|can i|may i|how (?:can|may|could) i|what can i|is there anything|anything else|any (?:other )?questions|need (?:any )?help|soll ich|möchten sie|¿quieres)\b/i

/** The last question of a turn that says what it is about. */
export function lastQuestionOf(
  { number, speaker }: Pick<NumberedTurn, 'number' | 'speaker'>,
  { sentences, names }: { sentences: readonly Sentence[]; names: readonly string[] },
): Question | undefined {
  const last = sentences.findLast(({ form, text }) => form !== 'caption' && /\?\W*$/.test(text) && isQuestion(text))
  if (last === undefined) return undefined
  const text = `${capitalise(
    trimFiller(last.text, names)
      .replace(/^(?:so|and|but) /i, '')
      .replace(/\W+$/, ''),
  )}?`
  if (OFFER.test(text)) return undefined
  const says = [...contentWords(text)].some((word) => !isFlat(word))
  return says && text.length <= MAX_CHARACTERS ? { turn: number, speaker, text } : undefined
}
