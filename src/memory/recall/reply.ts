/** A question that was asked before says little without what was answered: at the top of the list, it brings its reply. */
import { sentencesOf } from '../../markdown/chunk.ts'
import { echoOf, type FoundHit } from './pick.ts'
import { endsInQuestion } from './turn-flags.ts'

/** A question as people type it in a chat, without its mark: "and whats the max number of parameters". */
const ASKS =
  /^(?:(?:and|but|so|ok|okay|also|hey|hi|then|well)[\s,]+)*(?:who|what|when|where|why|how|which|can|could|should|would|do|does|did|is|are|was|were|will|has|have)(?:['’]?s)?\s+\S.*[^.!…:;,\s]\s*$/iu

export interface ReplyOptions {
  question: string
  /** The hit with the beginning of the turn after it. */
  withNext: (first: FoundHit) => Promise<FoundHit>
}

/** Only the first, as further down the room is better used for other hits; and not where it is the very question that is asked now. */
export async function* replyWithFirst(
  found: AsyncIterable<FoundHit>,
  { question, withNext }: ReplyOptions,
): AsyncGenerator<FoundHit> {
  const isEcho = echoOf(question)
  let isFirst = true
  for await (const one of found) {
    const { level, text } = one.hit
    yield isFirst && level === 'raw' && asks(text) && !isEcho(text) ? await withNext(one) : one
    isFirst = false
  }
}

/** Whether a text closes with a question, be it without its mark. */
export const asks = (text: string): boolean => endsInQuestion(text) || ASKS.test(sentencesOf(text).at(-1) ?? '')
