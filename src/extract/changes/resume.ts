/** A merge that goes on where an earlier one of the same statements stood: yesterday's statements were settled yesterday. */
import { createHash } from 'node:crypto'
import type { Memory } from '../../memory/types.ts'
import { type Known, restored } from './known.ts'
import { linesOf, mergedOf, oldestFirst, settleAll } from './merge.ts'
import { StatementIndex } from './statement-index.ts'

/** How a merge stood after its first statements; plain data. */
export interface MergeState {
  /** Of what those statements were read from, in order. */
  digest: string
  /** One a statement, in their order. */
  statements: StatementState[]
  /** Word → in which of the latest statements it is. */
  places: [string, number[]][]
}

/** What is left of one that nothing changes any more, or an open one. */
type StatementState = readonly Written[] | OpenState

interface OpenState {
  leastWords: number
  taskWords?: number
  /** Where it is no longer as it was said. */
  memory?: Written
  replaced?: [part: number, day: string][]
}

/** A line as it was said, with the day on which it was replaced ('' for none), as most are; or how it differs; or whole. */
type Written = string | { changed: Partial<Memory> } | Memory

/** A state is worth keeping when it saves so many statements. */
const LEAST_SAVED = 150

/** Names what a statement was read from: one name, one text, and always the same statements in the same order. */
export type SourceOf = (memory: Memory) => string | undefined

/**
 * The same as `mergeMemories`. `state`: how a merge stood that began with the same statements; one that did not is left aside. `kept` is
 * there where a state has become worth keeping: that of all days but the newest, which may still grow. With `sourceOf`, statements need
 * not be compared word by word.
 */
export function resumeMerge(
  memories: readonly Memory[],
  state: MergeState | undefined,
  sourceOf: SourceOf = () => undefined,
): { merged: Memory[]; kept?: MergeState } {
  const ordered = oldestFirst(memories)
  const newest = ordered.at(-1)?.date ?? ''
  const before = ordered.findIndex(({ date }) => date === newest)
  const digestOf = (count: number): string => digestOfStatements(ordered.slice(0, count), sourceOf)
  const known =
    state && state.statements.length <= ordered.length && digestOf(state.statements.length) === state.digest
      ? state
      : undefined
  const start = known?.statements.length ?? 0
  const index = known ? indexOf(known, ordered) : new StatementIndex()
  if (before - start < LEAST_SAVED) {
    settleAll(index, ordered.slice(start))
    return { merged: mergedOf(index) }
  }
  settleAll(index, ordered.slice(start, before))
  const kept = stateOf(index, { said: ordered.slice(0, before), digest: digestOf(before) })
  settleAll(index, ordered.slice(before))
  return { merged: mergedOf(index), kept }
}

/** Of how many statements of which sources there are, in their order; of one without a source, of all that it says. */
function digestOfStatements(memories: readonly Memory[], sourceOf: SourceOf): string {
  const runs: { from: string | Memory; count: number }[] = []
  for (const memory of memories) {
    const from = sourceOf(memory) ?? memory
    const last = runs.at(-1)
    if (last?.from === from) last.count++
    else runs.push({ from, count: 1 })
  }
  return createHash('sha256').update(JSON.stringify(runs)).digest('hex')
}

function indexOf({ statements, places }: MergeState, said: readonly Memory[]): StatementIndex {
  const known: Known[] = []
  for (const [place, state] of statements.entries()) {
    const own = said[place]
    if (own) known.push(isSettled(state) ? settledFrom(state, own) : openFrom(state, own))
  }
  return new StatementIndex(known, places)
}

const isSettled = (state: StatementState): state is readonly Written[] => Array.isArray(state)

/** Nothing asks for the words of what is settled. */
const settledFrom = (lines: readonly Written[], memory: Memory): Known =>
  restored({
    memory,
    leastWords: 0,
    taskWords: undefined,
    replaced: NONE,
    lines: lines.map((line) => readFrom(line, memory)),
  })

const openFrom = ({ memory, leastWords, taskWords, replaced = NONE }: OpenState, said: Memory): Known =>
  restored({ memory: memory === undefined ? said : readFrom(memory, said), leastWords, taskWords, replaced })

const NONE: [] = []

function readFrom(written: Written, said: Memory): Memory {
  if (typeof written === 'string') return written === '' ? said : { ...said, superseded: written }
  return 'changed' in written ? { ...said, ...written.changed } : written
}

function writtenOf(line: Memory, said: Memory | undefined): Written {
  if (line === said) return ''
  if (!said || Object.keys(said).some((key) => !(key in line))) return line
  const before = new Map<string, unknown>(Object.entries(said))
  const changed = Object.entries(line).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key)),
  )
  const isOnlyReplaced = changed.length === 1 && line.superseded !== said.superseded
  return isOnlyReplaced && line.superseded ? line.superseded : { changed: Object.fromEntries(changed) }
}

/** Written down at once: the index goes on changing. */
const stateOf = (
  { statements, places }: StatementIndex,
  { said, digest }: { said: readonly Memory[]; digest: string },
): MergeState => ({
  digest,
  statements: statements.map((known, place) => stateOfOne(known, said[place])),
  places: places.map(([word, list]) => [word, [...list]]),
})

function stateOfOne(known: Known, said: Memory | undefined): StatementState {
  const { memory, leastWords, taskWords, isOpen, isReplaced } = known
  if (!isOpen) return linesOf(known).map((line) => writtenOf(line, said))
  return {
    leastWords,
    ...(taskWords !== undefined && { taskWords }),
    ...(memory !== said && { memory: writtenOf(memory, said) }),
    ...(isReplaced && {
      replaced: known.parts.flatMap(({ replaced }, part): [number, string][] =>
        replaced === undefined ? [] : [[part, replaced]],
      ),
    }),
  }
}
