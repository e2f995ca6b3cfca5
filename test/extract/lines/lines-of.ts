/** What is remembered of some talk, with room for all: each line with its kind before it. */
import { extractMemories } from '../../../src/extract/embedded-extractor.ts'
import type { CountTokens } from '../../../src/memory/ports.ts'
import { spoken } from './talk.ts'

const countTokens: CountTokens = (text) => Math.ceil(text.length / 4)

export interface LinesOptions {
  date?: string
  said: readonly (readonly [speaker: string, text: string])[]
}

export const linesOf = ({ said, date = '2026-03-03' }: LinesOptions): string[] =>
  extractMemories(
    { path: 'raw/x.md', turns: spoken(said), context: [], date, knownTopics: [] },
    { countTokens, share: 8 },
  ).map(({ kind, status, text }) => `${kind}${status ? ` ${status}` : ''}: ${text}`)

/** What is remembered of a single message of a user; 2026-03-03 is a Tuesday. */
export const linesOfUser = (text: string, date?: string): string[] =>
  linesOf({ said: [['User', text]], ...(date === undefined ? {} : { date }) })
