/** The words that every reader of a transcript shares. */
import type { Turn } from '../memory/types.ts'

/** What `--format` takes. `auto` detects by content; `note` keeps a text whole even where it looks like a dialogue. */
export const FORMATS = [
  'auto',
  'claude-code',
  'codex',
  'gemini-cli',
  'opencode',
  'chatgpt',
  'claude-ai',
  'messages',
  'text',
  'note',
] as const
export type Format = (typeof FORMATS)[number]
/** The formats whose files are JSON or JSONL. */
export type JsonFormat = Exclude<Format, 'auto' | 'text' | 'note'>

/** What a transcript says of one session. */
export interface TranscriptMeta {
  /** The format it was read as. */
  source: Exclude<Format, 'auto'>
  /** The source's own session id; absent where it gives none. */
  session?: string
  /** The folder or project it was held in, where the source says. */
  project?: string
}

/** A `session` event comes before the turns of that session; a file may hold several sessions. */
export type TranscriptEvent = { type: 'session'; meta: TranscriptMeta } | { type: 'turn'; turn: Turn }

export interface ReadOptions {
  format?: Format
  /** IANA zone of times that carry none; the system's where absent. */
  timeZone?: string
  /** Told once for each thing that was skipped, tolerated or left out. */
  onNotice?: (message: string) => void
  /** Applied to tool arguments and output before they are cut, so that no cut can hide half a secret from redaction. */
  beforeCut?: (text: string) => string
}

/** What a reader may use besides the records. */
export interface ReaderContext {
  timeZone: string | undefined
  beforeCut: (text: string) => string
  notice: (message: string) => void
}

/** Reads one format, record by record, in constant memory. Records are untrusted JSON. */
export interface RecordReader {
  /** The fields beside the streamed list, where the file is one JSON object; begins a new session. */
  header(fields: Readonly<Record<string, unknown>>): Iterable<TranscriptEvent>
  record(value: unknown): Iterable<TranscriptEvent>
  /** What was held back until no more records come. */
  end(): Iterable<TranscriptEvent>
}
