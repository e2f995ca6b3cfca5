/** The only translation between our types and OpenAI's: requests, replies, usage and errors. */
import type OpenAI from 'openai'
import * as z from 'zod'
import type { ChatEvent, ChatMessage, ChatRequest, CountTokens, StructuredRequest, ToolCall } from '../memory/ports.ts'
import type { Usage } from '../memory/types.ts'
import { type Failure, MalformedReply, transportFailure } from './failure.ts'
import { type OpenAIDialect, withoutRefused } from './openai-dialect.ts'
import { jsonInstruction } from './parse-retry.ts'

// --- requests ---

type Message = OpenAI.ChatCompletionMessageParam

export const toChatParams = (
  { system, messages, tools, maxTokens }: ChatRequest,
  { model, dialect }: { model: string; dialect: OpenAIDialect },
): OpenAI.ChatCompletionCreateParamsStreaming => ({
  model,
  messages: [...toSystem(system), ...messages.flatMap(toMessages)],
  stream: true,
  ...(dialect.streamUsage && { stream_options: { include_usage: true } }),
  ...(dialect.tools && tools.length > 0 && { tools: tools.map(toTool) }),
  ...limits(maxTokens, dialect),
})

export function toStructuredParams(
  { system, maxTokens, schema }: StructuredRequest<unknown>,
  {
    model,
    dialect,
    messages,
    format,
  }: {
    model: string
    dialect: OpenAIDialect
    messages: readonly ChatMessage[]
    format: OpenAI.ResponseFormatJSONSchema
  },
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const rules = dialect.jsonSchema ? system : `${system}\n\n${jsonInstruction(schema)}`
  return {
    model,
    messages: [...toSystem(rules), ...messages.flatMap(toMessages)],
    ...(dialect.jsonSchema && { response_format: format }),
    ...limits(maxTokens, dialect),
  }
}

const limits = (maxTokens: number, { outputLimit, effort }: OpenAIDialect) => ({
  [outputLimit]: maxTokens,
  ...(effort !== null && { reasoning_effort: effort }),
})

const toSystem = (text: string): Message[] =>
  text.trim() === '' ? [] : [{ role: 'system', content: text.toWellFormed() }]

const toTool = ({ name, description, inputSchema }: ChatRequest['tools'][number]): OpenAI.ChatCompletionTool => ({
  type: 'function',
  function: { name, description, parameters: inputSchema },
})

function toMessages(message: ChatMessage): Message[] {
  switch (message.role) {
    case 'user':
      return [{ role: 'user', content: message.text.toWellFormed() }]
    case 'assistant':
      return [toAssistant(message)]
    case 'tool':
      return message.results.map(({ id, text, isError }) => ({
        role: 'tool',
        tool_call_id: id,
        content: `${isError ? 'Error: ' : ''}${text}`.toWellFormed(),
      }))
    default:
      return message satisfies never
  }
}

const toAssistant = ({ text, toolCalls }: Extract<ChatMessage, { role: 'assistant' }>): Message => ({
  role: 'assistant',
  content: text.toWellFormed(),
  ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toToolCall) }),
})

const toToolCall = ({ id, name, input }: ToolCall): OpenAI.ChatCompletionMessageFunctionToolCall => ({
  id,
  type: 'function',
  function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input ?? {}) },
})

// --- replies ---

const tokens = z.number().nonnegative().nullish().catch(null)
const usageSchema = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_tokens_details: z.object({ cached_tokens: tokens, cache_write_tokens: tokens }).nullish().catch(null),
})

/** OpenAI counts cached tokens within the prompt; ours stand apart. `undefined` where a server reports none. */
export function fromUsage(usage: unknown): Usage | undefined {
  const counted = usageSchema.safeParse(usage).data
  if (counted?.prompt_tokens == null) return undefined
  const cacheReadTokens = counted.prompt_tokens_details?.cached_tokens ?? 0
  const cacheWriteTokens = counted.prompt_tokens_details?.cache_write_tokens ?? 0
  return {
    inputTokens: Math.max(0, counted.prompt_tokens - cacheReadTokens - cacheWriteTokens),
    outputTokens: counted.completion_tokens ?? 0,
    cacheReadTokens,
    cacheWriteTokens,
  }
}

/** For servers that report no usage: counted here, so that the daily cap holds for them as well. */
export const countUsage = (
  params: { messages: unknown; tools?: unknown },
  output: string,
  count: CountTokens,
): Usage => ({
  inputTokens: count(JSON.stringify([params.messages, params.tools ?? []])),
  outputTokens: count(output),
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
})

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.unknown().optional(),
})

/** `MalformedReply` where this is no completion. */
export function fromCompletion(completion: unknown) {
  const parsed = completionSchema.safeParse(completion)
  const choice = parsed.data?.choices[0]
  if (!parsed.success || !choice) throw new MalformedReply('it is no chat completion')
  const { message, finish_reason: reason } = choice
  const refused = Boolean(message.refusal) || reason === 'content_filter'
  const stop = refused ? ('refused' as const) : reason === 'length' ? ('length' as const) : ('end' as const)
  return { text: message.content ?? '', stop, usage: fromUsage(parsed.data.usage) }
}

const callPiece = z.object({
  index: z.number().int().nonnegative().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
})
export type CallPiece = z.infer<typeof callPiece>

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z.array(callPiece).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.unknown().optional(),
})

export interface ChatPiece {
  text: string
  refusal: string
  calls: CallPiece[]
  reason: string | undefined
  usage: Usage | undefined
}

/** `MalformedReply` where this is no chunk of a chat completion. */
export function fromChunk(chunk: unknown): ChatPiece {
  const parsed = chunkSchema.safeParse(chunk)
  if (!parsed.success) throw new MalformedReply('a piece of the stream is no part of a chat completion')
  const choice = parsed.data.choices?.[0]
  return {
    text: choice?.delta?.content ?? '',
    refusal: choice?.delta?.refusal ?? '',
    calls: choice?.delta?.tool_calls ?? [],
    reason: choice?.finish_reason ?? undefined,
    usage: fromUsage(parsed.data.usage),
  }
}

/** Local servers say `stop` after a tool call as well. */
export function toStop(
  reason: string,
  { calls, refused }: { calls: number; refused: boolean },
): Extract<ChatEvent, { type: 'done' }>['stop'] {
  if (refused || reason === 'content_filter') return 'refused'
  if (reason === 'length') return 'length'
  return calls > 0 ? 'tools' : 'end'
}

// --- errors ---

type Sdk = typeof OpenAI

/** `undefined` for what is no failure of the call but a bug of ours. */
export function toFailure(error: unknown, sdk: Sdk): Failure | undefined {
  const transport = transportFailure(error, sdk)
  if (transport) return transport
  if (error instanceof sdk.APIError) {
    // The SDK puts the status before the message; llama.cpp and OpenAI put the name of some errors into the code alone.
    const said = error.message.replace(/^\d{3} /, '')
    return { kind: 'status', status: error.status ?? 500, text: error.code ? `${said} (${error.code})` : said }
  }
  return error instanceof sdk.OpenAIError ? { kind: 'malformed', detail: error.message } : undefined
}

/** Servers refuse what they do not know with 400, or as 422 or 501; llama.cpp says 500 of tools that it was not started for. */
const REFUSING = [400, 422, 500, 501]

export function simplerDialect(
  dialect: OpenAIDialect,
  { error, sdk }: { error: unknown; sdk: Sdk },
): OpenAIDialect | undefined {
  if (!(error instanceof sdk.APIError) || !REFUSING.includes(error.status ?? 0)) return undefined
  return withoutRefused(dialect, error.message)
}
