/** The words of a chat: what goes in, what comes out, and what it needs from the rest of the program. */

import type { MemError } from '../../errors.ts'
import type { Asked } from '../../redaction/asking.ts'
import type { ChatModel, Clock, CountTokens, MemoryFolder } from '../ports.ts'
import type { SeenTurns } from '../recall/types.ts'
import type { Turn, Usage } from '../types.ts'

/** A passage found for a turn. */
export interface ChatHit {
  /** Folder-relative path of the file that it stands in. */
  path: string
  /** First and last turn, inclusive, where the file is a raw session. */
  turns?: readonly [number, number]
  /** The local day it is about. */
  date: string
  /** Verbatim. */
  text: string
  /** Who speaks in the turns. */
  speakers?: string[]
  score: number
}

export interface ChatQuery {
  query: string
  k?: number
  budgetTokens?: number
  /** Local days, inclusive. */
  since?: string
  until?: string
  /** Turns that the model sees as messages: they are no hits. */
  exclude?: readonly SeenTurns[]
}

/** Recall as the chat uses it: ranked, within the budget. */
export type ChatRecall = (query: ChatQuery) => Promise<ChatHit[]>

export interface KeptSession {
  /** The raw file in which it begins. */
  path: string
  turns: number
  /** The files in which it stands, in order, and how many of its turns each holds. */
  parts: readonly { path: string; turns: number }[]
}

/** Where a conversation is kept: every turn is durable when `append` returns. */
export interface ChatHistory {
  /** Adds turns to the session; returns where it begins and ends, and how many turns it holds now. */
  append(turns: readonly Turn[]): Promise<KeptSession>
}

/** Keeps what of an answer has been said so far, for the case that the process dies before the answer is whole. */
export interface AnswerDraft {
  save(draft: { rawPath: string; turn: Turn }): Promise<void>
  discard(rawPath: string): Promise<void>
}

export interface ChatDeps {
  folder: Pick<MemoryFolder, 'read' | 'readPieces' | 'stat'>
  recall: ChatRecall
  history: ChatHistory
  draft: AnswerDraft
  /** Absent: answers are quotes from the memory. `MemError('cap')` from it past the day's limit; its calls are in the ledger. */
  model?: ChatModel
  /** Estimated cost in US dollars of a call of `model`; `null` where its price is unknown. */
  costUsd: (usage: Usage) => number | null
  /** Nothing unredacted reaches the disk or a provider. `asked`: what was asked for before it was said. */
  redact: (text: string, asked?: Asked) => string
  countTokens: CountTokens
  now: Clock
  timeZone: string
  limits?: Partial<ChatLimits>
}

export interface ChatLimits {
  /** Most that a request may hold besides the system prompt. */
  contextTokens: number
  /** Memories given with a turn. */
  recallTokens: number
  recallHits: number
  /** All tool results of one turn. */
  toolTokens: number
  /** Rounds of tool calls in one turn. */
  toolRounds: number
  answerTokens: number
}

export const DEFAULT_LIMITS: ChatLimits = {
  contextTokens: 60_000,
  recallTokens: 1500,
  recallHits: 8,
  toolTokens: 6000,
  toolRounds: 6,
  answerTokens: 8192,
}

/** One message of the user. */
export interface ChatInput {
  text: string
  /** Text piped in beside the message: data, not a request. */
  piped?: string
}

export interface ChatAnswer {
  text: string
  /** The model's id, or `embedded`. */
  engine: string
  stop: 'end' | 'length' | 'refused' | 'stopped'
  usage: Usage
  /** Estimated; `null` where a price is unknown. */
  costUsd: number | null
  /** Everything that was recalled for it, by the turn and by tools. */
  recalled: ChatHit[]
}

export type ChatOutput =
  | { type: 'recalled'; hits: readonly ChatHit[] }
  | { type: 'tool'; label: string }
  | { type: 'text'; delta: string }
  | { type: 'notice'; message: string }
  /** What is said is not kept, and why. */
  | { type: 'unkept'; error: MemError }
  /** Ends every turn that did not fail. */
  | { type: 'answer'; answer: ChatAnswer }

/** Where a reader finds a hit: `raw/2026-11-16-session-1.md#turn-7`. */
export const citationOf = ({ path, turns }: Pick<ChatHit, 'path' | 'turns'>): string =>
  turns ? `${path}#turn-${turns[0]}` : path
