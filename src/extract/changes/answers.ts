/** Tasks that wait for somebody's answer: who it is that is to answer, about what, and whether they have. */
import { terms } from '../../rank/tokenize.ts'
import { isFlat } from '../words.ts'

const IF_SILENT =
  /\b(?:if|in case)\b[^.;]{0,30}?\b(?:nothing|no (?:answer|reply|response|word|news)|(?:not|never|nobody) (?:answers?|repl(?:y|ies)|responds?|hear|calls?|writes?)|(?:do|does|did)n['’]t (?:answer|reply|respond|hear|call|write))\b|\bunless [^.;]{0,30}?\b(?:answers?|repl(?:y|ies)|responds?|hear)\b/i
const ANSWERED =
  /\b(?:answered|replied|responded|confirmed|(?:wrote|called|got|rang) back|(?:came|come) back to|(heard (?:back )?from|(?:answer|reply|response) from))\b/i

/** Whether something is only to be done where nobody answers: "call Ana if she does not reply". */
export const isForSilence = (text: string): boolean => IF_SILENT.test(text)

const contentOf = (text: string): string[] => terms(text).filter((term) => !isFlat(term))

/** "if Ana does not answer"; a pronoun stands for who was named before. */
const AWAITED =
  /\b(?:if|in case|unless)\s+(?:(?:the|our|my)\s+)?(?!(?:he|she|they|it|i|we|you|there|nobody|nothing|no|not)\b)(\p{L}[\p{L}’'-]*)/iu

export function awaitedIn(text: string, object: readonly string[]): readonly string[] {
  const named = AWAITED.exec(text)?.[1]
  const awaited = named === undefined ? [] : contentOf(named)
  return awaited.length > 0 ? awaited : object
}

const TOPIC =
  /\b(?:about|regarding|concerning)\s+([^,;.]+?)(?=\s+(?:if|unless|in case|by|before|until|when|on|again)\b|[,;.]|$)/i

/** The words of what a task is about. */
export const topicOf = (text: string): readonly string[] => contentOf(TOPIC.exec(text)?.[1] ?? '')

/** Whether the text says that who is awaited has answered, and not about something else. */
export function hasAnswered(
  { awaited, topic }: { awaited: readonly string[]; topic: readonly string[] },
  text: string,
): boolean {
  const answer = ANSWERED.exec(text)
  if (!answer) return false
  const from = answer[1] === undefined ? text.slice(0, answer.index) : text.slice(answer.index + answer[0].length)
  const who = new Set(terms(from))
  if (!awaited.some((word) => who.has(word))) return false
  const said = new Set(terms(text))
  return topic.length === 0 || topic.some((word) => said.has(word))
}
