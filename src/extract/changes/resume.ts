/** A merge that goes on where an earlier one of the same statements stood: yesterday's statements were settled yesterday. */
import { createHash } from 'node:crypto'
import type { Memory } from '../../memory/types.ts'
import { type Known, restored } from './known.ts'
import { linesOf, mergedOf, oldestFirst, settleAll } from './merge.ts'
import { StatementIndex } from './statement-index.ts'

/** How a merge stood after its first statements; plain data. */
export interface MergeState {
  /** Of those statements as they were said, in order. */
  digest: string
  /** One a statement, in their order. */
  statements: StatementState[]
  /** Word → in which of the latest statements it is. */
  places: [string, number[]][]
}

interface StatementState {
  /** What is left of one that is settled, where that is not all of it as it was said. */
  lines?: readonly Written[]
  /** Nothing changes it any more. */
  isSettled?: true
  wordCount?: number
  taskWords?: number
  /** Where it is no longer as it was said. */
  memory?: Written
  replaced?: [part: number, day: string][]
}

/** A line whole, or how it differs from the statement as it was said: most only got a day on which they were replaced. */
type Written = Memory | { changed: Partial<Memory> }

/** A state is worth keeping when it saves so many statements. */
const LEAST_SAVED = 400

/**
 * The same as `mergeMemories`. `state`: how a merge stood that began with the same statements; one that did not is left aside. `kept` is
 * there where a state has become worth keeping: that of all days but the newest, which may still grow.
 */
export function resumeMerge(
  memories: readonly Memory[],
  state: MergeState | undefined,
): { merged: Memory[]; kept?: MergeState } {
  const ordered = oldestFirst(memories)
  const newest = ordered.at(-1)?.date ?? ''
  const before = ordered.findIndex(({ date }) => date === newest)
  const known = state && fits(state, ordered) ? state : undefined
  const start = known?.statements.length ?? 0
  const index = known ? indexOf(known, ordered) : new StatementIndex()
  if (before - start < LEAST_SAVED) {
    settleAll(index, ordered.slice(start))
    return { merged: mergedOf(index) }
  }
  settleAll(index, ordered.slice(start, before))
  const kept = stateOf(index, ordered.slice(0, before))
  settleAll(index, ordered.slice(before))
  return { merged: mergedOf(index), kept }
}

const digestOf = (memories: readonly Memory[]): string =>
  createHash('sha256').update(JSON.stringify(memories)).digest('hex')

const fits = ({ digest, statements }: MergeState, ordered: readonly Memory[]): boolean =>
  statements.length <= ordered.length && digestOf(ordered.slice(0, statements.length)) === digest

function indexOf({ statements, places }: MergeState, said: readonly Memory[]): StatementIndex {
  const known: Known[] = []
  for (const [place, { lines, isSettled, memory, wordCount, taskWords, replaced }] of statements.entries()) {
    const own = said[place]
    if (!own) continue
    known.push(
      isSettled
        ? restored({ ...SETTLED, memory: own, lines: lines?.map((line) => readFrom(line, own)) ?? [own] })
        : restored({
            memory: memory ? readFrom(memory, own) : own,
            wordCount: wordCount ?? 0,
            taskWords,
            replaced: replaced ?? SETTLED.replaced,
          }),
    )
  }
  return new StatementIndex(known, places)
}

/** Nothing asks for the words of what is settled. */
const SETTLED = { wordCount: 0, taskWords: undefined, replaced: [] } as const

const readFrom = (written: Written, said: Memory): Memory =>
  'changed' in written ? { ...said, ...written.changed } : written

function writtenOf(line: Memory, said: Memory | undefined): Written {
  if (!said || Object.keys(said).some((key) => !(key in line))) return line
  const before = new Map<string, unknown>(Object.entries(said))
  const changed = Object.entries(line).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key)),
  )
  return { changed: Object.fromEntries(changed) }
}

/** Written down at once: the index goes on changing. */
const stateOf = ({ statements, places }: StatementIndex, said: readonly Memory[]): MergeState => ({
  digest: digestOf(said),
  statements: statements.map((known, place) => stateOfOne(known, said[place])),
  places: places.map(([word, list]) => [word, [...list]]),
})

function stateOfOne(known: Known, said: Memory | undefined): StatementState {
  const { memory, wordCount, taskWords, isOpen, isReplaced } = known
  if (!isOpen) {
    const lines = linesOf(known)
    const isSaid = lines.length === 1 && lines[0] === said
    return { isSettled: true, ...(!isSaid && { lines: lines.map((line) => writtenOf(line, said)) }) }
  }
  return {
    wordCount,
    ...(taskWords !== undefined && { taskWords }),
    ...(memory !== said && { memory: writtenOf(memory, said) }),
    ...(isReplaced && {
      replaced: known.parts.flatMap(({ replaced }, part): [number, string][] =>
        replaced === undefined ? [] : [[part, replaced]],
      ),
    }),
  }
}
