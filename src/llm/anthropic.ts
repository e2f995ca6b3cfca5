/** Claude through @anthropic-ai/sdk, which is loaded at the first call. */
import type Anthropic from '@anthropic-ai/sdk'
import type { ChatEvent, ChatRequest, StructuredRequest } from '../memory/ports.ts'
import {
  type AnthropicDialect,
  fromMessage,
  fromUsage,
  simplerDialect,
  toChatParams,
  toFailure,
  toStop,
  toStructuredParams,
} from './anthropic-format.ts'
import { MalformedReply, memErrorOf } from './failure.ts'
import { type Dialect, negotiate } from './negotiate.ts'
import type { StructuredReply } from './parse-retry.ts'
import { type AdapterOptions, type Endpoint, endpointOf } from './providers.ts'
import { sdkOptions } from './sdk-options.ts'
import { type Asking, createStructured } from './structured.ts'
import { parseToolInput } from './tool-input.ts'
import type { CallOptions, MeterableChat, MeterableStructured } from './usage.ts'

type Sdk = typeof Anthropic
interface Connection {
  sdk: Sdk
  client: Anthropic
  endpoint: Endpoint
  apiKey: string
}

/** The models of 2026 take a million tokens; 60,000 of ours stay under 100,000 of theirs, where Haiku's price rises fivefold. */
const CONTEXT_TOKENS = 60_000

/** A Claude model to talk to. Base URL and model are checked at once; key and network at the first call. */
export function createAnthropicChat(options: AdapterOptions): MeterableChat {
  const endpoint = endpointOf('anthropic', options)
  const dialect: Dialect<AnthropicDialect> = { current: { effort: true, jsonSchema: true } }
  const ownTurns = new Map<string, Anthropic.ContentBlockParam[]>()
  return {
    id: endpoint.id,
    async *stream(request, callOptions = {}) {
      const connection = await connect(endpoint, options)
      // Thinking must come back with the tool results it led to, and is of no use to the turns after.
      if (request.messages.at(-1)?.role === 'user') ownTurns.clear()
      try {
        yield* streamChat(request, { connection, dialect, ownTurns, callOptions })
      } catch (error) {
        throw translate(error, connection)
      }
    },
  }
}

interface StreamContext {
  connection: Connection
  dialect: Dialect<AnthropicDialect>
  ownTurns: Map<string, Anthropic.ContentBlockParam[]>
  callOptions: CallOptions
}

async function* streamChat(
  request: ChatRequest,
  { connection, dialect, ownTurns, callOptions: { signal, onUsage } }: StreamContext,
): AsyncGenerator<ChatEvent> {
  const { sdk, endpoint } = connection
  const opened = await negotiate(dialect, {
    call: (spoken) =>
      openStream(toChatParams(request, { model: endpoint.model, dialect: spoken, ownTurns }), { connection, signal }),
    simpler: (spoken, error) => simplerDialect(spoken, { error, sdk }),
  })
  const toolInputs = new Map<number, string>()
  let reported = false
  try {
    for await (const event of opened.events) {
      if (event.type !== 'content_block_delta') continue
      const { delta, index } = event
      if (delta.type === 'text_delta' && delta.text) yield { type: 'text', delta: delta.text }
      if (delta.type === 'input_json_delta') toolInputs.set(index, (toolInputs.get(index) ?? '') + delta.partial_json)
    }
    const message = await opened.stream.finalMessage()
    const { stop, usage } = fromMessage(message)
    onUsage?.(usage)
    reported = true
    // A call that was cut off at the limit is no call.
    const calls = stop === 'tool_use' ? toolCalls(message, toolInputs) : []
    if (calls[0]) ownTurns.set(calls[0].call.id, message.content)
    yield* calls
    yield { type: 'done', stop: toStop(stop), usage }
  } finally {
    const begun = opened.stream.currentMessage
    if (!reported && begun) onUsage?.(fromUsage(begun.usage))
    opened.stream.abort()
  }
}

/** A refusal arrives before the first event, in time for another try in a simpler dialect. */
async function openStream(
  params: Anthropic.MessageStreamParams,
  { connection: { client }, signal }: { connection: Connection; signal: AbortSignal | undefined },
) {
  const stream = client.messages.stream(params, { signal })
  const iterator = stream[Symbol.asyncIterator]()
  const first = await iterator.next()
  return { stream, events: resume(first, iterator) }
}

async function* resume<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value
}

function toolCalls(message: Anthropic.Message, inputs: ReadonlyMap<number, string>) {
  return message.content.flatMap((block, index) => {
    if (block.type !== 'tool_use') return []
    const call = { id: block.id, name: block.name, input: parseToolInput(inputs.get(index) ?? '') }
    return [{ type: 'toolCall' as const, call }]
  })
}

/** A Claude model that answers in a given shape, held to it by the API where the model allows. */
export function createAnthropicStructured(
  options: AdapterOptions & { contextTokens?: number | undefined },
): MeterableStructured {
  const endpoint = endpointOf('anthropic', options)
  return createStructured({
    id: endpoint.id,
    contextTokens: options.contextTokens ?? CONTEXT_TOKENS,
    dialect: { current: { effort: true, jsonSchema: true } },
    connect: () => connect(endpoint, options),
    ask: askOnce,
    simpler: simplerDialect,
    translate,
  })
}

async function askOnce(
  request: StructuredRequest<unknown>,
  {
    connection: { client, endpoint },
    dialect,
    messages,
    callOptions: { signal, onUsage },
  }: Asking<AnthropicDialect, Connection>,
): Promise<StructuredReply> {
  const format = await outputFormat(request)
  const params = toStructuredParams(request, { model: endpoint.model, dialect, messages, format })
  const { text, stop, usage } = fromMessage(await client.messages.create(params, { signal }))
  onUsage?.(usage)
  const reason = toStop(stop)
  if (reason === 'tools') throw new MalformedReply('it calls a tool that it was not given')
  return { text, stop: reason, usage }
}

/** `undefined` where the schema cannot be put in the API's terms: it then goes into the prompt. */
async function outputFormat<T>(request: StructuredRequest<T>): Promise<Anthropic.JSONOutputFormat | undefined> {
  const { zodOutputFormat } = await import('@anthropic-ai/sdk/helpers/zod')
  try {
    const { type, schema } = zodOutputFormat(request.schema)
    return { type, schema }
  } catch {
    return undefined
  }
}

async function connect(endpoint: Endpoint, options: AdapterOptions): Promise<Connection> {
  const settings = sdkOptions(endpoint, options)
  const { default: sdk } = await import('@anthropic-ai/sdk')
  return { sdk, client: new sdk(settings), endpoint, apiKey: settings.apiKey }
}

function translate(error: unknown, { sdk, endpoint, apiKey }: Connection): unknown {
  const failure = toFailure(error, sdk)
  return failure ? memErrorOf(failure, { endpoint, apiKey }) : error
}
