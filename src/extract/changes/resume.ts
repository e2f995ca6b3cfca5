/** A merge that goes on where an earlier one of the same statements stood: yesterday's statements were settled yesterday. */
import { createHash } from 'node:crypto'
import type { Memory } from '../../memory/types.ts'
import { type Known, restored } from './known.ts'
import { linesOf, mergedOf, orderOf, settleAll } from './merge.ts'
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

type StatementState = Settled | OpenState

/** What is left of a statement that nothing changes any more. */
type Settled = readonly Written[]

interface OpenState {
  /** With spaces between them. */
  words: string
  leastWords: number
  taskWords?: number
  /** Where it is no longer as it was said. */
  memory?: Written
  replaced?: [part: number, day: string][]
}

/** A line as it was said, with the day on which it was replaced ('' for none), as most are; or how it differs; or whole. */
type Written = string | { changed: Partial<Memory> } | Memory

/** A state is worth keeping when it saves so many statements. */
const LEAST_SAVED = 75

/**
 * The same as `mergeMemories`. `state`: how a merge stood that began with the same statements; one that did not is left aside. `kept` is
 * there where a state has become worth keeping: that of all days but the newest, which may still grow. `sources` names what each of the
 * memories was read from (one name, one text, and always the same statements in the same order): those need not be compared word by word.
 */
export function resumeMerge(
  memories: readonly Memory[],
  state: MergeState | undefined,
  sources: readonly (string | undefined)[] = [],
): { merged: Memory[]; kept?: MergeState } {
  const order = orderOf(memories)
  const ordered = order.flatMap((place) => memories[place] ?? [])
  const newest = ordered.at(-1)?.date ?? ''
  const before = ordered.findLastIndex(({ date }) => date !== newest) + 1
  const digestOf = digestsOf(ordered.map((memory, place) => sources[order[place] ?? -1] ?? memory))
  const isSame =
    state && state.statements.length <= ordered.length && digestOf(state.statements.length) === state.digest
  const earlier = isSame ? state : NOTHING
  const start = earlier.statements.length
  const index = indexOf(earlier, ordered)
  const settledAt = (place: number): readonly Memory[] => linesLeft(earlier.statements[place], ordered[place])
  if (before - start < LEAST_SAVED) {
    settleAll(index, ordered.slice(start))
    return { merged: mergedOf(index, settledAt) }
  }
  settleAll(index, ordered.slice(start, before))
  const kept = stateOf(index, { earlier, said: ordered, digest: digestOf(before) })
  settleAll(index, ordered.slice(before))
  return { merged: mergedOf(index, settledAt), kept }
}

const NOTHING: MergeState = { digest: '', statements: [], places: [] }

/** Names the first so many: how many of which sources there are, in their order; of one without a source, all that it says. */
function digestsOf(sources: readonly (string | Memory)[]): (count: number) => string {
  const runs: { from: string | Memory; count: number }[] = []
  for (const from of sources) {
    const last = runs.at(-1)
    if (last?.from === from) last.count++
    else runs.push({ from, count: 1 })
  }
  return (count) => {
    const first: typeof runs = []
    let left = count
    for (const run of runs) {
      if (left <= 0) break
      first.push({ ...run, count: Math.min(run.count, left) })
      left -= run.count
    }
    return createHash('sha256').update(JSON.stringify(first)).digest('hex')
  }
}

const indexOf = ({ statements, places }: MergeState, said: readonly Memory[]): StatementIndex =>
  new StatementIndex(
    statements.map((statement, place) => openAt(statement, said[place])),
    places,
  )

const isSettled = (state: StatementState): state is Settled => Array.isArray(state)

/** The statement as it stood; `undefined` for what is settled: nothing asks for its words any more. */
function openAt(state: StatementState, said: Memory | undefined): Known | undefined {
  if (said === undefined || isSettled(state)) return undefined
  const { memory, words, leastWords, taskWords, replaced = NONE } = state
  const now = memory === undefined ? said : readFrom(memory, said)
  return restored({ memory: now, words, leastWords, taskWords, replaced })
}

function linesLeft(state: StatementState | undefined, said: Memory | undefined): readonly Memory[] {
  if (!state || !said || !isSettled(state) || state.length === 0) return NONE
  return state.map((line) => readFrom(line, said))
}

const NONE: [] = []

function readFrom(written: Written, said: Memory): Memory {
  if (typeof written === 'string') return written === '' ? said : { ...said, superseded: written }
  return 'changed' in written ? { ...said, ...written.changed } : written
}

function writtenOf(line: Memory, said: Memory | undefined): Written {
  if (line === said) return ''
  if (!said || Object.keys(said).some((key) => !(key in line))) return line
  const before: Readonly<Record<string, unknown>> = { ...said }
  const changed = Object.entries(line).filter(
    ([key, value]) => value !== before[key] && JSON.stringify(value) !== JSON.stringify(before[key]),
  )
  const isOnlyReplaced = changed.length === 1 && line.superseded !== said.superseded
  return isOnlyReplaced && line.superseded ? line.superseded : { changed: Object.fromEntries(changed) }
}

/** Written down at once: the index goes on changing. `earlier`: how the first of them stood before. */
const stateOf = (
  { statements, places }: StatementIndex,
  { earlier, said, digest }: { earlier: MergeState; said: readonly Memory[]; digest: string },
): MergeState => ({
  digest,
  statements: statements.map((statement, place) =>
    statement ? stateOfOne(statement, said[place]) : (earlier.statements[place] ?? []),
  ),
  places: places.map(([word, list]) => [word, [...list]]),
})

function stateOfOne(known: Known, said: Memory | undefined): StatementState {
  const { memory, words, leastWords, taskWords, isOpen, isReplaced } = known
  if (!isOpen) return linesOf(known).map((line) => writtenOf(line, said))
  return {
    words: [...words].join(' '),
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
