/** Gets a value of a given shape out of a model: one reply, one more with the parse error shown, then an error. */
import * as z from 'zod'
import { MemError } from '../errors.ts'
import type { ChatMessage, StructuredRequest } from '../memory/ports.ts'
import type { Usage } from '../memory/types.ts'
import { addUsage } from './usage.ts'

export interface StructuredReply {
  text: string
  stop: 'end' | 'length' | 'refused'
  usage: Usage
}

interface ParseRetryOptions {
  /** Names the model in errors. */
  modelId: string
  ask: (messages: readonly ChatMessage[]) => Promise<StructuredReply>
}

type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

/** `MemError('provider')` where the second reply fails as well, or the model declines. */
export async function parseWithRetry<T>(
  request: StructuredRequest<T>,
  { modelId, ask }: ParseRetryOptions,
): Promise<{ value: T; usage: Usage }> {
  const question: ChatMessage = { role: 'user', text: request.prompt }
  const first = await ask([question])
  const parsed = parseReply(first, { request, modelId })
  if (parsed.ok) return { value: parsed.value, usage: first.usage }

  const second = await ask([question, answer(first), { role: 'user', text: correction(parsed.problem) }])
  const reparsed = parseReply(second, { request, modelId })
  if (reparsed.ok) return { value: reparsed.value, usage: addUsage(first.usage, second.usage) }
  throw new MemError(
    'provider',
    `${modelId} twice gave no usable ${request.name}: ${reparsed.problem.split('\n')[0]}`,
    'Try a larger model; without a model, --provider embedded works offline.',
  )
}

function parseReply<T>(
  { text, stop }: StructuredReply,
  { request, modelId }: { request: StructuredRequest<T>; modelId: string },
): Parsed<T> {
  if (stop === 'refused') {
    throw new MemError(
      'provider',
      `${modelId} declined to answer.`,
      'Name another model in config.json; without a model, --provider embedded works offline.',
    )
  }
  const json = parseJson(text)
  if (json === undefined) return { ok: false, problem: notJson(stop, request.maxTokens) }
  const checked = request.schema.safeParse(json)
  return checked.success ? { ok: true, value: checked.data } : { ok: false, problem: describe(checked.error) }
}

const notJson = (stop: 'end' | 'length', maxTokens: number): string =>
  stop === 'length' ? `the reply was cut off at ${maxTokens} tokens.` : 'the reply is not JSON.'

const MAX_PROBLEM_CHARS = 1_000
const describe = (error: z.ZodError): string => z.prettifyError(error).slice(0, MAX_PROBLEM_CHARS)

const THOUGHTS = /^\s*<think>.*?<\/think>/s

/** The JSON of a reply: all of it, or what stands between the outermost braces; local models think aloud before it. */
function parseJson(reply: string): unknown {
  const text = reply.replace(THOUGHTS, '')
  const candidates = [text, text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)]
  for (const candidate of candidates) {
    try {
      return JSON.parse(candidate)
    } catch {
      // The next candidate may do; with none left the reply is not JSON, which the caller reports.
    }
  }
  return undefined
}

const MAX_SHOWN_CHARS = 8_000
const answer = ({ text }: StructuredReply): ChatMessage => ({
  role: 'assistant',
  text: text.slice(0, MAX_SHOWN_CHARS).toWellFormed(),
  toolCalls: [],
})

const correction = (problem: string): string =>
  `That reply cannot be used: ${problem}\nAnswer again, with the corrected JSON and nothing else. Be brief enough to finish.`

/** A schema in JSON Schema's own words, for servers that take or must be told it so. */
export const plainSchema = (schema: z.ZodType): Record<string, unknown> =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' })

/** For servers that cannot be held to a schema: the demand in words, to stand after the system prompt. */
export const jsonInstruction = (schema: z.ZodType): string =>
  `Answer with one JSON value and nothing else: no explanation, no code fence. It must match this JSON Schema:\n${JSON.stringify(plainSchema(schema))}`
