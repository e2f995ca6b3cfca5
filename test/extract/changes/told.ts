/** Statements of two days, and what became of the first when the second was said. */
import { mergeMemories } from '../../../src/extract/changes/merge.ts'
import type { Memory } from '../../../src/memory/types.ts'
import type { Pair } from './changes.ts'

export const memory = (date: string, text: string, more: Partial<Memory> = {}): Memory => ({
  kind: 'fact',
  text,
  topics: ['topic'],
  date,
  citations: [{ path: `raw/${date}-session-1.md`, turns: [1, 1] }],
  origin: 'machine',
  ...more,
})

export const told = ([before, after]: Pair) =>
  mergeMemories([memory('2026-11-03', before), memory('2026-11-09', after)])
export const isMarked = (pair: Pair) => told(pair).some(({ superseded }) => superseded !== undefined)
export const isKept = (pair: Pair) => told(pair).length === 2 && !isMarked(pair)
