/** Reads transcripts from strings, in pieces of a given size, as a pipe would give them. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Turn } from '../../src/memory/types.ts'
import { type ReadOptions, readTranscript, type TranscriptMeta } from '../../src/transcripts/read.ts'

export interface ReadSession {
  meta: TranscriptMeta
  turns: Turn[]
}

export interface ReadResult {
  sessions: ReadSession[]
  turns: Turn[]
  notices: string[]
}

export async function* inPieces(bytes: Uint8Array, pieceBytes = 65_536): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

export async function read(
  input: string | Uint8Array,
  options: ReadOptions & { pieceBytes?: number } = {},
): Promise<ReadResult> {
  const { pieceBytes, ...rest } = options
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const result: ReadResult = { sessions: [], turns: [], notices: [] }
  const onNotice = (message: string) => result.notices.push(message)
  for await (const event of readTranscript(inPieces(bytes, pieceBytes), { timeZone: 'UTC', onNotice, ...rest })) {
    if (event.type === 'session') result.sessions.push({ meta: event.meta, turns: [] })
    else {
      result.turns.push(event.turn)
      result.sessions.at(-1)?.turns.push(event.turn)
    }
  }
  return result
}

export const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../fixtures/transcripts/${name}`, import.meta.url)), 'utf8')

/** `speaker: text` lines, for tables. */
export const spoken = (turns: readonly Turn[]): string[] => turns.map((turn) => `${turn.speaker}: ${turn.text}`)

/** One JSON value a line. */
export const jsonLines = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('')
