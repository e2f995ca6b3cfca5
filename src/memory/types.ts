/** The words of the domain (see the glossary in src/README.md). Plain data: no behaviour, no effects. */

export const SUMMARY_LEVELS = ['daily', 'weekly', 'monthly', 'root'] as const
/** A level of the compaction tree above the raw transcripts. */
export type SummaryLevel = (typeof SUMMARY_LEVELS)[number]
/** A level of the compaction tree, raw transcripts included. */
export type Level = 'raw' | SummaryLevel

export type Role = 'user' | 'assistant' | 'system' | 'tool'

/** One message of a session. A tool call and its result are one turn with role `tool` and the tool's name as speaker. */
export interface Turn {
  /** Who speaks, as the source names them: `User`, `Assistant`, `Caroline`, `Bash`. One line, never empty. */
  speaker: string
  role: Role
  /** Well-formed Unicode, otherwise verbatim (after redaction). */
  text: string
  /** When it was said: ISO 8601 in UTC (`2026-11-22T16:17:34.504Z`). Absent where the source has no time. */
  at?: string
  /** The source's own id of this message, where it has one. */
  id?: string
}

/** A turn at its place in the raw file: `number` counts from 1. */
export interface NumberedTurn extends Turn {
  number: number
}

/** What is known of a session besides its turns: the front matter of its raw file. */
export interface SessionHeader {
  /** The client or format it came from: `claude-code`, `codex`, `messages`, `text`, `note`, `chat`, … */
  source: string
  /** The source's own session id, or one derived from the content (see `derived`). */
  session: string
  /** True where the source gave no id: the same session is then known by its opening turns. */
  derived: boolean
  /** ISO 8601 UTC times of the first and last turn. */
  started: string
  ended: string
  project?: string
}

/** A raw file as it is found in the folder. */
export interface RawSession {
  /** Path in the memory folder, with `/`: `raw/2026-11-22-session-1.md`. */
  path: string
  header: SessionHeader
  turns: NumberedTurn[]
}

/** Points a statement at what it came from: a link to a raw file and its turns, or to a file a human wrote in. */
export interface Citation {
  /** Path in the memory folder, with `/`. */
  path: string
  /** First and last turn, inclusive, from 1; absent where the source is a hand-written passage. */
  turns?: readonly [number, number]
  /** What the link says instead of its turns: names without brackets. Where it stands, the statement's text ends with these. */
  label?: string
}

export const MEMORY_KINDS = ['decision', 'fact', 'preference', 'action'] as const
export type MemoryKind = (typeof MEMORY_KINDS)[number]

export type ActionStatus = 'open' | 'done' | 'dropped'

/** One curated statement. The unit that is extracted from turns, written in daily files and travels upward whole. */
export interface Memory {
  kind: MemoryKind
  /** One self-contained statement on one line: names instead of pronouns, absolute dates beside relative ones. */
  text: string
  /** Steady topic names, lower-case words joined by `-`: `billing`, `kyoto-trip`. The first is the main one. */
  topics: string[]
  /** The local day on which it was said: `2026-11-22`. */
  date: string
  citations: Citation[]
  /** Only for actions. */
  status?: ActionStatus
  /** For an action that is done or dropped: the day that happened. */
  closed?: string
  /** Set on a statement that a later one replaced: the day of the later one. */
  superseded?: string
  /** `human`: written or edited by hand, the user's word. */
  origin: 'machine' | 'human'
}

/** Curated statements of one stretch of turns, as an extractor returns them. */
export interface Extraction {
  memories: Memory[]
  /** Statements that failed verification against their turns and were replaced or left out. */
  rejected: number
  /** The engine that made them: `embedded`, `anthropic/…`. */
  engine: string
  /** Whether the embedded engine took over because the day's limit for models was reached. */
  capped?: boolean
}

export interface Usage {
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
}

/** Stands in place of an IANA name for the zone of this process: asking for its name takes longer than a question. */
export const LOCAL_ZONE = 'local'
