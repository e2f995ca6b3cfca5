/** Chat and structured answers through OpenAI's chat completions, as OpenAI, Ollama, LM Studio, llama.cpp and others serve them. */
import type OpenAI from 'openai'
import type { ChatEvent, ChatRequest, StructuredRequest, ToolCall } from '../memory/ports.ts'
import type { Usage } from '../memory/types.ts'
import { loadTokenCounter } from './embedded/tokens.ts'
import { MalformedReply } from './failure.ts'
import { type Dialect, negotiate } from './negotiate.ts'
import { connectOpenAI, type OpenAIConnection, translateOpenAI } from './openai-client.ts'
import { initialDialect, type OpenAIDialect } from './openai-dialect.ts'
import {
  type CallPiece,
  countUsage,
  fromChunk,
  fromCompletion,
  simplerDialect,
  toChatParams,
  toStop,
  toStructuredParams,
} from './openai-format.ts'
import { plainSchema, type StructuredReply } from './parse-retry.ts'
import { type AdapterOptions, type Endpoint, endpointOf } from './providers.ts'
import { type Asking, createStructured } from './structured.ts'
import { parseToolInput } from './tool-input.ts'
import type { CallOptions, MeterableChat, MeterableStructured } from './usage.ts'

/**
 * Safe for every current model of OpenAI's. Local servers start with 4,096 tokens for prompt and answer unless told otherwise, and
 * Ollama cuts what is longer without a word.
 */
const contextTokensOf = ({ kind }: Endpoint): number => (kind === 'local' ? 3_000 : 60_000)

/** A chat model behind any OpenAI-compatible server. Base URL and model are checked at once; key and network at the first call. */
export function createOpenAIChat(options: AdapterOptions): MeterableChat {
  const endpoint = endpointOf('openai', options)
  const dialect: Dialect<OpenAIDialect> = { current: initialDialect(endpoint, 'chat') }
  return {
    id: endpoint.id,
    async *stream(request, callOptions = {}) {
      const connection = await connectOpenAI(endpoint, options)
      try {
        yield* streamChat(request, { connection, dialect, callOptions })
      } catch (error) {
        throw translateOpenAI(error, connection)
      }
    },
  }
}

interface StreamContext {
  connection: OpenAIConnection
  dialect: Dialect<OpenAIDialect>
  callOptions: CallOptions
}

async function* streamChat(
  request: ChatRequest,
  { connection: { sdk, client, endpoint }, dialect, callOptions: { signal, onUsage } }: StreamContext,
): AsyncGenerator<ChatEvent> {
  const { params, stream } = await negotiate(dialect, {
    call: async (spoken) => {
      const params = toChatParams(request, { model: endpoint.model, dialect: spoken })
      return { params, stream: await client.chat.completions.create(params, { signal }) }
    },
    simpler: (spoken, error) => simplerDialect(spoken, { error, sdk }),
  })
  const answer = new Answer()
  let usage: Usage | undefined
  try {
    for await (const chunk of stream) {
      const delta = answer.add(chunk)
      if (delta) yield { type: 'text', delta }
    }
    if (signal?.aborted) throw new sdk.APIUserAbortError()
    const stop = answer.stop()
    usage = await answer.usage(params)
    onUsage?.(usage)
    if (stop === 'tools') yield* answer.calls().map((call) => ({ type: 'toolCall' as const, call }))
    yield { type: 'done', stop, usage }
  } finally {
    stream.controller.abort()
    if (!usage && answer.begun) onUsage?.(await answer.usage(params))
  }
}

/** What a stream has brought so far. */
class Answer {
  begun = false
  private text = ''
  private refused = false
  private reason: string | undefined
  private reported: Usage | undefined
  private readonly pieces: { id: string; name: string; json: string; index: number }[] = []

  /** Takes a chunk in; gives the text that it adds. */
  add(chunk: unknown): string {
    const piece = fromChunk(chunk)
    this.begun = true
    this.reason = piece.reason ?? this.reason
    this.reported = piece.usage ?? this.reported
    if (piece.refusal) this.refused = true
    for (const call of piece.calls) this.addCall(call)
    this.text += piece.text + piece.refusal
    return piece.text + piece.refusal
  }

  /** Pieces of a call share its index; where a server leaves that out, a new id begins a new call. */
  private addCall({ index, id, function: called }: CallPiece): void {
    const last = this.pieces.at(-1)
    const at = index ?? (last && (!id || id === last.id) ? last.index : this.pieces.length)
    let call = this.pieces.find((each) => each.index === at)
    if (!call) {
      call = { id: id || `call_${at}`, name: '', json: '', index: at }
      this.pieces.push(call)
    }
    call.name ||= called?.name ?? ''
    call.json += called?.arguments ?? ''
  }

  stop() {
    if (this.reason === undefined) throw new MalformedReply(this.begun ? 'it breaks off' : 'it is empty')
    return toStop(this.reason, { calls: this.pieces.length, refused: this.refused })
  }

  calls(): ToolCall[] {
    return this.pieces.map(({ id, name, json }) => ({ id, name, input: parseToolInput(json) }))
  }

  async usage(params: OpenAI.ChatCompletionCreateParams): Promise<Usage> {
    const output = this.text + this.pieces.map(({ name, json }) => name + json).join('')
    return this.reported ?? countUsage(params, output, await loadTokenCounter())
  }
}

/** A model that answers in a given shape: held to it by the server, or by words in the prompt where the server cannot. */
export function createOpenAIStructured(
  options: AdapterOptions & { contextTokens?: number | undefined },
): MeterableStructured {
  const endpoint = endpointOf('openai', options)
  return createStructured({
    id: endpoint.id,
    contextTokens: options.contextTokens ?? contextTokensOf(endpoint),
    dialect: { current: initialDialect(endpoint, 'structured') },
    connect: () => connectOpenAI(endpoint, options),
    ask: askOnce,
    simpler: simplerDialect,
    translate: translateOpenAI,
  })
}

async function askOnce(
  request: StructuredRequest<unknown>,
  {
    connection: { client, endpoint },
    dialect,
    messages,
    callOptions: { signal, onUsage },
  }: Asking<OpenAIDialect, OpenAIConnection>,
): Promise<StructuredReply> {
  const format = await responseFormat(request)
  const params = toStructuredParams(request, { model: endpoint.model, dialect, messages, format })
  const { text, stop, usage: reported } = fromCompletion(await client.chat.completions.create(params, { signal }))
  const usage = reported ?? countUsage(params, text, await loadTokenCounter())
  onUsage?.(usage)
  return { text, stop, usage }
}

/** Strict where the schema allows; strict mode refuses optional fields, among others. */
async function responseFormat<T>({ name, schema }: StructuredRequest<T>): Promise<OpenAI.ResponseFormatJSONSchema> {
  const { zodResponseFormat } = await import('openai/helpers/zod')
  try {
    const { type, json_schema } = zodResponseFormat(schema, name)
    return { type, json_schema }
  } catch {
    return { type: 'json_schema', json_schema: { name, schema: plainSchema(schema) } }
  }
}
