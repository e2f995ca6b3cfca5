/** What the use cases need from the world. `store` and `llm` implement these; only `context.ts` names the implementations. */
import type { z } from 'zod'
import type { Extraction, Level, Memory, NumberedTurn, Usage } from './types.ts'

/** The time now. Tests pass a fixed one. */
export type Clock = () => Date

/** Where progress and notices go (stderr in the CLI); results never pass through here. */
export interface Reporter {
  /** A sentence that the user should see once, such as a fall-back or a skipped file. */
  notice(message: string): void
  /** How far a long step is; `total` is unknown for streams. */
  progress(label: string, done: number, total?: number): void
}

// --- store ---

export interface FileStamp {
  /** Path in the memory folder, with `/`. */
  path: string
  sizeBytes: number
  modifiedMs: number
}

/** The memory folder. Every path is relative, with `/`, and never leaves the folder: `MemError('damaged')` for one that would. */
export interface MemoryFolder {
  /** Absolute path of the folder, for messages. */
  readonly root: string
  /**
   * The Markdown files of a level, oldest first; the sessions of a day by number. Anything else in the folder is passed over. With
   * `beginning`, only those whose path begins so: the others need not be looked at.
   */
  list(level: Level, options?: { beginning?: string }): Promise<FileStamp[]>
  /** `undefined` where there is no such file. */
  stat(path: string): Promise<FileStamp | undefined>
  /** The whole text, a byte order mark included; `undefined` where there is no such file. `MemError('damaged')` for text that is not UTF-8. */
  read(path: string): Promise<string | undefined>
  /** The text in pieces of about 64 KiB, for files too large to hold. */
  readPieces(path: string): AsyncIterable<string>
  /**
   * Atomic and durable: temporary file in the same folder, fsync, rename, fsync of the folder. New files get 0600, folders 0700; a file keeps
   * its mode. With `ifUnchanged`, the text as it was read before (`null`: there was no such file), a file that a human saved in between is
   * left alone. Resolves to whether the text was written.
   */
  write(path: string, text: string | AsyncIterable<string>, options?: { ifUnchanged?: string | null }): Promise<boolean>
  /** Removes a file that this program made (a spool, a scratch file). */
  remove(path: string): Promise<void>
  /**
   * Runs `work` while no other process holds the folder. `MemError('locked')` when it stays taken, `interrupted` when aborted while it
   * waits. Not re-entrant.
   */
  withLock<T>(work: () => Promise<T>, options?: { signal?: AbortSignal }): Promise<T>
}

export interface LedgerEntry {
  /** ISO 8601 UTC. */
  at: string
  /** `extract`, `compact`, `chat`, `embed`. */
  purpose: string
  /** `anthropic/claude-haiku-4-5`. */
  model: string
  usage: Usage
  /** Estimated cost in US dollars; `null` where the price is unknown. */
  costUsd: number | null
}

/** Append-only record of every model call. */
export interface Ledger {
  record(entry: LedgerEntry): Promise<void>
  /** All entries at or after this time; damaged lines are skipped. */
  since(start: Date): Promise<LedgerEntry[]>
}

/** The search index as it stands on the disk: a JSON text that names its segments, and one for each of them. Machine-made, safe to lose. */
export interface SidecarFile {
  /** `undefined` where there is none. Read whole and fast: recall waits for it. */
  read(): Promise<string | undefined>
  /** Size and time of the file, to notice that another process wrote it; `undefined` where there is none. */
  stamp(): Promise<Omit<FileStamp, 'path'> | undefined>
  /** Atomic. Only while the folder's lock is held. */
  write(text: string): Promise<void>
  /** The names of all segments that are there. */
  segmentNames(): Promise<string[]>
  /** `undefined` where there is none of this name. */
  readSegment(name: string): Promise<string | undefined>
  /** Atomic, at any time: a name stands for one content, so writing it again changes nothing. */
  writeSegment(name: string, text: string): Promise<void>
  /** Removes all other segments. Only while the folder's lock is held. */
  keepSegments(names: readonly string[]): Promise<void>
}

/**
 * What can be worked out again from the Markdown at any time, kept to save that time. Whoever reads it checks that it is whole and fits the
 * Markdown as it is now; reading and writing never fail.
 */
export interface Cache {
  /** The build of the program: what another one has worked out counts for nothing. */
  readonly build: string
  /** `undefined` where there is none of this name. */
  read(name: string): Promise<Uint8Array | undefined>
  /** Atomic, at any time. */
  write(name: string, text: string): Promise<void>
}

// --- models ---

export interface EmbedOptions {
  signal?: AbortSignal
  /** Somebody waits who has another way: one try, and no more than some seconds. */
  isUrgent?: boolean
}

export interface Embedder {
  /** Names the model and its revision: a sidecar made with another id is stale. */
  readonly id: string
  /** The length of its vectors; `undefined` as long as only vectors that it makes can tell. */
  readonly dimensions: number | undefined
  /** Costs neither money nor a network: it may be asked for small things. */
  readonly isLocal?: boolean
  /** One unit-length vector a text, in order; the zero vector (of length 0 while its length is not known) for text it knows nothing of. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>
  /** Whether it knows a word whole, so that the word is no slip of the pen. */
  knows?(word: string): boolean
  /** Words of near meaning with their similarity in (0, 1), nearest first: recall widens a query with them. */
  related?(word: string): readonly { word: string; similarity: number }[]
}

export interface ToolSpec {
  name: string
  description: string
  /** JSON Schema of the input object. */
  inputSchema: Record<string, unknown>
}

export interface ToolCall {
  id: string
  name: string
  /** Untrusted: parse before use. */
  input: unknown
}

export type ChatMessage =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; toolCalls: ToolCall[] }
  | { role: 'tool'; results: { id: string; text: string; isError: boolean }[] }

export interface ChatRequest {
  /** Byte-stable prefix, marked for the provider's prompt cache. */
  system: string
  messages: readonly ChatMessage[]
  tools: readonly ToolSpec[]
  maxTokens: number
}

export type ChatEvent =
  | { type: 'text'; delta: string }
  | { type: 'toolCall'; call: ToolCall }
  | { type: 'done'; stop: 'end' | 'tools' | 'length' | 'refused'; usage: Usage }

/** A chat model. Exactly one `done` ends a stream; failures are thrown as `MemError` (`provider`, `config`), an abort as `interrupted`. */
export interface ChatModel {
  readonly id: string
  stream(request: ChatRequest, options?: { signal?: AbortSignal }): AsyncIterable<ChatEvent>
}

export interface StructuredRequest<T> {
  /** Short name of the schema, `[a-z_]+`. */
  name: string
  system: string
  prompt: string
  schema: z.ZodType<T>
  maxTokens: number
}

/** A model that answers in a given shape. Throws `MemError('provider')` when the reply still fails the schema after one retry with the parse error. */
export interface StructuredModel {
  readonly id: string
  /** How many tokens of input it takes, safely. */
  readonly contextTokens: number
  generate<T>(request: StructuredRequest<T>, options?: { signal?: AbortSignal }): Promise<{ value: T; usage: Usage }>
}

/** Counts tokens for budgets, as a current model would. Exact enough to promise a limit. */
export type CountTokens = (text: string) => number

// --- extraction ---

export interface ExtractRequest {
  /** Path of the raw file that the turns stand in: citations point there. */
  path: string
  /** The turns to extract from. */
  turns: readonly NumberedTurn[]
  /** A few turns before them, to resolve references; nothing is extracted from these. */
  context: readonly NumberedTurn[]
  /** The local day of the turns, `2026-11-22`: what "today" meant. */
  date: string
  /** Topic names already in use, most used first: reuse keeps them steady. */
  knownTopics: readonly string[]
  /** What the days before left to be done: what closes it is not left out, however little it says beside. */
  openActions?: readonly Memory[]
}

/** Turns conversation into curated statements. The embedded one needs no model; one with a model verifies what it gets. */
export interface Extractor {
  readonly id: string
  extract(request: ExtractRequest, options?: { signal?: AbortSignal }): Promise<Extraction>
}
