/** Finds the index fit to search: reads the sidecar, brings it up to date, or builds it anew; whatever it had to do, it says. */
import { accountOf } from '../../errors.ts'
import type { Segment } from '../../rank/segment.ts'
import type { FileStamp, Reporter } from '../ports.ts'
import { diffFolder, isUpToDate } from './diff.ts'
import { openShelf, type Shelf } from './shelf.ts'
import {
  emptyIndex,
  type IndexState,
  isOtherLength,
  parseSidecar,
  type ReadSidecar,
  renderSidecar,
  waitingIn,
} from './sidecar.ts'
import type { IndexDeps } from './types.ts'
import type { Update } from './update.ts'

/** Recall does not wait long for a folder that another process writes to: its own index is good enough. */
const BRIEF_WAIT_MS = 250
/** Each time another process replaced the index while it was read. */
const MAX_READS = 3

type Stamp = Omit<FileStamp, 'path'>

/** The sidecar as it was found. `problem` says why its content could not be used. */
export interface FoundIndex {
  state: IndexState
  stamp: Stamp | undefined
  shelf: Shelf
  /** What `state` was read from. */
  read?: ReadSidecar
  problem?: string
}

/** The index as far as its files are there. */
export async function readIndex({ sidecar, embedder }: Pick<IndexDeps, 'sidecar' | 'embedder'>): Promise<FoundIndex> {
  const stamp = await sidecar.stamp()
  const text = stamp && (await sidecar.read())
  const shelf = openShelf(sidecar)
  const none = (problem: string): FoundIndex => ({ state: emptyIndex(embedder), stamp, shelf, problem })
  if (text === undefined) return none('There was no search index')
  const parsed = parseSidecar(text)
  if ('problem' in parsed) return none(PROBLEMS[parsed.problem])
  const { state } = parsed
  if (state.embedder !== embedder.id) return none(`The search index was made with the embedder ${state.embedder}`)
  if (isOtherLength(embedder, state))
    return none(`${embedder.id} gives vectors of ${embedder.dimensions} numbers now, not ${state.dimensions}`)
  const names = new Set(await sidecar.segmentNames())
  const isThere = state.segments.map(({ sum }) => names.has(sum))
  return withSegments({ state, stamp, shelf, read: { text, files: state.files } }, isThere)
}

export const PROBLEMS = {
  damaged: 'The search index was damaged',
  older: 'The search index was made by an older version of mem',
  newer: 'The search index was made by a newer version of mem',
} as const

/** Leaves out the segments that cannot be read: only their files are then read again. */
function withSegments(found: FoundIndex, isReadable: readonly boolean[]): FoundIndex {
  if (isReadable.every(Boolean)) return found
  const { state } = found
  const numbers = isReadable.map((_, index) => isReadable.slice(0, index).filter(Boolean).length)
  const files = state.files
    .filter(({ segment, count }) => count === 0 || isReadable[segment])
    .map((file) => ({ ...file, segment: file.count === 0 ? 0 : (numbers[file.segment] ?? 0) }))
  const segments = state.segments.filter((_, index) => isReadable[index])
  return { ...found, state: { ...state, files, segments }, problem: PROBLEMS.damaged }
}

/** Without the segments that do not hold what was written: what stands in them is made anew, their vectors too. */
export async function withoutDamaged(found: FoundIndex): Promise<FoundIndex> {
  const isWhole: boolean[] = []
  for (const ref of found.state.segments) isWhole.push(await found.shelf.isWhole(ref, found.state))
  return withSegments(found, isWhole)
}

export interface OpenIndex {
  state: IndexState
  /** The sidecar on the disk does not match: it could not be written. */
  isUnsaved: boolean
  /** Passages that are found by words only, until they get their vectors. */
  waiting: number
  /** Of the sidecar that `state` was read from or written to. */
  stamp: Stamp | undefined
}

/** With the segments of `state`, in their order. */
export type LoadedIndex = OpenIndex & { segments: Segment[] }

/** Whether neither the sidecar nor the folder has changed since. */
export async function stillOpen({ stamp, state }: OpenIndex, { sidecar, folder }: IndexDeps): Promise<boolean> {
  return isSame(stamp, await sidecar.stamp()) && isUpToDate(await diffFolder(folder, state))
}

const isSame = (a: Stamp | undefined, b: Stamp | undefined): boolean =>
  a?.sizeBytes === b?.sizeBytes && a?.modifiedMs === b?.modifiedMs

/**
 * The index as the folder is now. Never fails because of the sidecar or the embedder: without vectors, words still find. It waits for no
 * network: what only an embedder beyond it can embed gets its vectors from `indexFolder`.
 */
export async function openIndex(deps: IndexDeps): Promise<LoadedIndex> {
  const { found, segments } = await readWhole(deps)
  const { state, shelf } = found
  const diff = await diffFolder(deps.folder, state)
  if (isUpToDate(diff)) return { state, segments, stamp: found.stamp, isUnsaved: false, waiting: waitingIn(state) }
  const { updateIndex } = await import('./update.ts')
  const { folder, reporter, timeZone, embedder } = deps
  const update = await updateIndex(state, diff, {
    folder,
    reporter,
    timeZone,
    shelf,
    ...(embedder.isLocal && { embedder }),
  })
  announce(update, { problem: found.problem, reporter, saysChanges: !deps.expectsChanges })
  const loaded = await loadSegments(update.state, { shelf, known: segmentsBySum(state, segments) })
  const stamp = await saveBriefly(update.state, { found, deps })
  return {
    state: update.state,
    segments: loaded,
    stamp: stamp ?? found.stamp,
    isUnsaved: stamp === undefined,
    waiting: waitingIn(update.state),
  }
}

/** The sidecar with all its segments. One that another process replaced meanwhile is read again. */
async function readWhole(deps: IndexDeps): Promise<{ found: FoundIndex; segments: Segment[] }> {
  for (let attempt = 1; ; attempt++) {
    const found = await readIndex(deps)
    const segments: (Segment | undefined)[] = []
    for (const ref of found.state.segments) segments.push(await found.shelf.get(ref, found.state))
    const whole = segments.filter((segment) => segment !== undefined)
    const isReplaced = async () => !isSame(found.stamp, await deps.sidecar.stamp())
    if (whole.length === segments.length || attempt === MAX_READS || !(await isReplaced())) {
      return {
        found: withSegments(
          found,
          segments.map((segment) => segment !== undefined),
        ),
        segments: whole,
      }
    }
  }
}

const segmentsBySum = ({ segments }: IndexState, loaded: readonly Segment[]): Map<string, Segment> =>
  new Map(loaded.map((segment, index) => [segments[index]?.sum ?? '', segment]))

interface Loading {
  shelf: Shelf
  known: ReadonlyMap<string, Segment>
}

async function loadSegments(state: IndexState, { shelf, known }: Loading): Promise<Segment[]> {
  const loaded: Segment[] = []
  for (const ref of state.segments) {
    const segment = known.get(ref.sum) ?? (await shelf.get(ref, state))
    if (!segment) throw new Error(`The segment ${ref.sum} is gone just after it was made.`)
    loaded.push(segment)
  }
  return loaded
}

interface Announcing {
  /** Of the index that was found, where the user is to know of it. */
  problem: string | undefined
  reporter: Reporter
  /** Whether files that changed since are news. */
  saysChanges: boolean
}

/** Says what had to be done, and what could not be; whoever shows the index names its broken files. */
export function announce(update: Update, { problem, reporter, saysChanges }: Announcing): void {
  if (update.failure !== undefined) reporter.notice(foundByWords(update))
  // That there is nothing to index yet is no news.
  if (update.files === 0 || update.state.segments.length === 0) return
  const files = update.files === 1 ? 'one file' : `${update.files} files`
  if (problem) reporter.notice(`${problem}: built anew from ${files}.`)
  else if (saysChanges) reporter.notice(`The search index was out of date: ${files} read again.`)
}

function foundByWords({ state, failure }: Update): string {
  const waiting = waitingIn(state)
  const passages = waiting === 1 ? 'One passage is' : `${waiting} passages are`
  return `${passages} found by words only until the embedder is there: ${accountOf(failure)}`
}

/** Saves unless the folder is busy, read-only or full; then the next run does it. */
export async function saveBriefly(
  state: IndexState,
  { found, deps }: { found: FoundIndex; deps: IndexDeps },
): Promise<Stamp | undefined> {
  try {
    return await saveIndex(state, { found, deps, signal: AbortSignal.timeout(BRIEF_WAIT_MS) })
  } catch {
    return undefined
  }
}

interface Saving {
  found: FoundIndex
  deps: Pick<IndexDeps, 'folder' | 'sidecar'>
  signal?: AbortSignal
}

/**
 * Writes the sidecar under the lock, then clears away the segments that it no longer names: whoever makes new ones at this moment
 * finds another sidecar than it read, and starts anew. `undefined` where another process was first, or a segment could not be written.
 */
export async function saveIndex(state: IndexState, { found, deps, signal }: Saving): Promise<Stamp | undefined> {
  const { folder, sidecar } = deps
  return folder.withLock(
    async () => {
      if (!found.shelf.isSaved || !isSame(found.stamp, await sidecar.stamp())) return undefined
      await sidecar.write(renderSidecar(state, found.read))
      await sidecar.keepSegments(state.segments.map(({ sum }) => sum))
      return sidecar.stamp()
    },
    signal ? { signal } : {},
  )
}
