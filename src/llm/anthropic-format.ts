/** The only translation between our types and Anthropic's: requests, replies, usage and errors. */
import type Anthropic from '@anthropic-ai/sdk'
import * as z from 'zod'
import type { ChatEvent, ChatMessage, ChatRequest, StructuredRequest, ToolCall, ToolSpec } from '../memory/ports.ts'
import type { Usage } from '../memory/types.ts'
import { type Failure, MalformedReply, transportFailure } from './failure.ts'
import { jsonInstruction } from './parse-retry.ts'

/** The features that not every model or gateway takes. */
export interface AnthropicDialect {
  effort: boolean
  jsonSchema: boolean
}

/** What the model itself wrote when it called tools in answer to the latest question, thinking included, by the id of the first call. */
export type OwnTurns = ReadonlyMap<string, Anthropic.ContentBlockParam[]>

// --- requests ---

export function toChatParams(
  request: ChatRequest,
  { model, dialect, ownTurns }: { model: string; dialect: AnthropicDialect; ownTurns: OwnTurns },
): Anthropic.MessageStreamParams {
  return {
    model,
    max_tokens: request.maxTokens,
    ...toSystem(request.system),
    ...(request.tools.length > 0 && { tools: request.tools.map(toTool) }),
    // Thinking counts towards max_tokens and cannot be turned off everywhere: medium leaves room for the answer.
    ...(dialect.effort && { output_config: { effort: 'medium' as const } }),
    messages: toMessages(request.messages, ownTurns),
  }
}

export function toStructuredParams(
  request: StructuredRequest<unknown>,
  {
    model,
    dialect,
    messages,
    format,
  }: {
    model: string
    dialect: AnthropicDialect
    messages: readonly ChatMessage[]
    format: Anthropic.JSONOutputFormat | undefined
  },
): Anthropic.MessageCreateParamsNonStreaming {
  const held = dialect.jsonSchema ? format : undefined
  const system = held ? request.system : `${request.system}\n\n${jsonInstruction(request.schema)}`
  const config = { ...(held && { format: held }), ...(dialect.effort && { effort: 'low' as const }) }
  return {
    model,
    max_tokens: request.maxTokens,
    ...toSystem(system),
    ...(Object.keys(config).length > 0 && { output_config: config }),
    messages: toMessages(messages, new Map()),
  }
}

/** The API refuses blank text blocks, so a blank system prompt is left out. */
const toSystem = (text: string): Pick<Anthropic.MessageCreateParams, 'system'> =>
  text.trim() === ''
    ? {}
    : { system: [{ type: 'text', text: text.toWellFormed(), cache_control: { type: 'ephemeral' } }] }

const inputSchema = z.looseObject({ type: z.literal('object') }).catch({ type: 'object' })

const toTool = ({ name, description, inputSchema: schema }: ToolSpec): Anthropic.Tool => ({
  name,
  description,
  input_schema: inputSchema.parse(schema),
})

/** Blank messages are left out: the API refuses them, and merges neighbours of one role by itself. */
function toMessages(messages: readonly ChatMessage[], ownTurns: OwnTurns): Anthropic.MessageParam[] {
  return messages.flatMap((message): Anthropic.MessageParam[] => {
    const content = toContent(message, ownTurns)
    return content.length > 0 ? [{ role: message.role === 'assistant' ? 'assistant' : 'user', content }] : []
  })
}

function toContent(message: ChatMessage, ownTurns: OwnTurns): Anthropic.ContentBlockParam[] {
  switch (message.role) {
    case 'user':
      return toText(message.text)
    case 'assistant': {
      const first = message.toolCalls[0]
      const written = first && ownTurns.get(first.id)
      return written ?? [...toText(message.text), ...message.toolCalls.map(toToolUse)]
    }
    case 'tool':
      return message.results.map(({ id, text, isError }) => ({
        type: 'tool_result',
        tool_use_id: id,
        content: text.trim() === '' ? '(empty)' : text.toWellFormed(),
        is_error: isError,
      }))
    default:
      return message satisfies never
  }
}

const toText = (text: string): Anthropic.TextBlockParam[] =>
  text.trim() === '' ? [] : [{ type: 'text', text: text.toWellFormed() }]

const toolInput = z.record(z.string(), z.unknown()).catch({})
const toToolUse = ({ id, name, input }: ToolCall): Anthropic.ToolUseBlockParam => ({
  type: 'tool_use',
  id,
  name,
  input: toolInput.parse(input),
})

// --- replies ---

const tokens = z.number().nonnegative().nullish()
const usageSchema = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_read_input_tokens: tokens,
  cache_creation_input_tokens: tokens,
})
const replySchema = z.object({
  stop_reason: z.string().nullish(),
  usage: usageSchema,
  content: z.array(z.looseObject({ type: z.string() })),
})
const textBlock = z.object({ type: z.literal('text'), text: z.string() })

/** `MalformedReply` where a message lacks what every message has. */
export function fromMessage(message: unknown): { text: string; stop: string; usage: Usage } {
  const parsed = replySchema.safeParse(message)
  if (!parsed.success) throw new MalformedReply('it is no message')
  const { content, stop_reason, usage } = parsed.data
  if (!stop_reason) throw new MalformedReply('it has no end')
  const text = content.map((block) => textBlock.safeParse(block).data?.text ?? '').join('')
  return { text, stop: stop_reason, usage: fromUsage(usage) }
}

/** Usage as far as a message has it; Anthropic counts cached input apart from `input_tokens` already. */
export function fromUsage(usage: unknown): Usage {
  const counted = usageSchema.safeParse(usage).data
  return {
    inputTokens: counted?.input_tokens ?? 0,
    outputTokens: counted?.output_tokens ?? 0,
    cacheReadTokens: counted?.cache_read_input_tokens ?? 0,
    cacheWriteTokens: counted?.cache_creation_input_tokens ?? 0,
  }
}

type ChatStop = Extract<ChatEvent, { type: 'done' }>['stop']

export function toStop(reason: string): ChatStop {
  switch (reason) {
    case 'tool_use':
      return 'tools'
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length'
    case 'refusal':
      return 'refused'
    default:
      return 'end'
  }
}

// --- errors ---

type Sdk = typeof Anthropic

/** `undefined` for what is no failure of the call but a bug of ours. */
export function toFailure(error: unknown, sdk: Sdk): Failure | undefined {
  const transport = transportFailure(error, sdk)
  if (transport) return transport
  if (error instanceof sdk.APIError) return fromApiError(error)
  return error instanceof sdk.AnthropicError ? { kind: 'malformed', detail: error.message } : undefined
}

/** An error sent inside a stream has no HTTP status; its type says which it would have been. */
const STATUS_OF_TYPE: Record<string, number> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  overloaded_error: 529,
}

function fromApiError(error: InstanceType<Sdk['APIError']>): Failure {
  const status = error.status ?? STATUS_OF_TYPE[error.type ?? ''] ?? 500
  return { kind: 'status', status, text: error.apiMessage ?? error.message }
}

/** The dialect without the feature that the server refuses by name. */
export function simplerDialect(
  dialect: AnthropicDialect,
  { error, sdk }: { error: unknown; sdk: Sdk },
): AnthropicDialect | undefined {
  if (!(error instanceof sdk.BadRequestError)) return undefined
  const text = error.apiMessage ?? error.message
  if (dialect.effort && /effort/.test(text)) return { ...dialect, effort: false }
  if (dialect.jsonSchema && /output_config|output format|json_schema|structured output/i.test(text)) {
    return { ...dialect, jsonSchema: false }
  }
  return undefined
}
