/** Tokens of model calls, and how adapters report them to whoever meters. */
import type {
  ChatEvent,
  ChatModel,
  ChatRequest,
  Embedder,
  EmbedOptions,
  StructuredModel,
  StructuredRequest,
} from '../memory/ports.ts'
import type { Usage } from '../memory/types.ts'

/**
 * What adapters take beside the signal of the ports. `inputTokens` of a report leave out what was read from or written to a cache;
 * those stand in fields of their own.
 */
export interface CallOptions {
  signal?: AbortSignal
  /** Called once for each request that the provider bills, also where the call fails afterwards. */
  onUsage?: (usage: Usage) => void
}

export type EmbedCallOptions = CallOptions & EmbedOptions

export interface MeterableChat extends ChatModel {
  stream(request: ChatRequest, options?: CallOptions): AsyncIterable<ChatEvent>
}

export interface MeterableStructured extends StructuredModel {
  generate<T>(request: StructuredRequest<T>, options?: CallOptions): Promise<{ value: T; usage: Usage }>
}

export interface MeterableEmbedder extends Embedder {
  embed(texts: readonly string[], options?: EmbedCallOptions): Promise<Float32Array[]>
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }

export const addUsage = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
  cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
})

export const totalTokens = (usage: Usage): number =>
  usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
