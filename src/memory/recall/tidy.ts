/** Keeps the segments few, of a size that is quickly read and written, and without much dead weight, at a cost that is spread over many additions. */
import { mergeSegments } from '../../rank/merge.ts'
import { paddedDimensions } from '../../rank/vectors.ts'
import type { Shelf } from './shelf.ts'
import type { IndexedFile, IndexState, SegmentRef } from './sidecar.ts'

/** A segment is merged into the one before it once it is more than this share of its size. */
const MERGE_SHARE = 0.25
/** Dead passages are dropped once they are more than this share of a segment. */
const DEAD_SHARE = 0.3
/** A segment with so many passages (some 3 MB) is merged no more: an addition to a large index stays small. */
const FULL_PASSAGES = 5000

/** The same passages in fewer segments, if that is due. */
export async function tidySegments(state: IndexState, shelf: Shelf): Promise<IndexState> {
  const live = livePerSegment(state)
  const groups = groupsOf(state, live)
  if (groups.length === state.segments.length && !groups.some(({ isDue }) => isDue)) return state
  const next: IndexState = { ...state, files: state.files.filter(({ count }) => count === 0), segments: [] }
  for (const group of groups) {
    const tidied = group.isDue ? await merged(group, { state, shelf }) : kept(group, state)
    // A segment is missing: what stood in it is read again once recall notices.
    if (!tidied) return state
    const { files, refs } = tidied
    const number = next.segments.length
    next.files.push(...files.map((file) => ({ ...file, segment: number })))
    next.segments.push(...refs)
  }
  return next
}

/** Neighbouring segments that are to become one, or one that is to lose its dead passages; not due: one that stays as it is. */
interface Group {
  first: number
  end: number
  isDue: boolean
}

interface Grouped {
  files: IndexedFile[]
  refs: SegmentRef[]
}

function livePerSegment({ files, segments }: IndexState): number[] {
  const live = segments.map(() => 0)
  for (const { segment, count } of files) live[segment] = (live[segment] ?? 0) + count
  return live
}

function groupsOf({ segments }: IndexState, live: readonly number[]): Group[] {
  const from = firstOfTail(live)
  const alone = segments.slice(0, from).map(({ passages }, index): Group => {
    const isDue = passages - (live[index] ?? 0) > DEAD_SHARE * passages
    return { first: index, end: index + 1, isDue }
  })
  if (from === segments.length) return alone
  const tail = { first: from, end: segments.length, isDue: true }
  return [...alone, tail]
}

/** The first segment of the tail that is to become one; the number of segments where nothing is due. */
function firstOfTail(live: readonly number[]): number {
  let from = live.length
  let tail = 0
  for (let i = live.length - 1; i >= 0 && (live[i] ?? 0) < FULL_PASSAGES; i--) {
    if (i < live.length - 1 && tail > MERGE_SHARE * (live[i] ?? 0)) from = i
    tail += live[i] ?? 0
  }
  return from
}

const filesOf = ({ first, end }: Group, { files }: IndexState): IndexedFile[] =>
  files.filter(({ segment, count }) => count > 0 && segment >= first && segment < end)

const kept = (group: Group, state: IndexState): Grouped => ({
  files: filesOf(group, state),
  refs: state.segments.slice(group.first, group.end),
})

/** `undefined` where a segment cannot be read. */
async function merged(
  group: Group,
  { state, shelf }: { state: IndexState; shelf: Shelf },
): Promise<Grouped | undefined> {
  const rowBytes = paddedDimensions(state.dimensions)
  const files = filesOf(group, state).sort((a, b) => a.segment - b.segment || a.first - b.first)
  const parts = []
  for (let number = group.first; number < group.end; number++) {
    const ref = state.segments[number]
    const segment = ref && (await shelf.get(ref))
    if (!segment) return undefined
    parts.push({ segment, spans: files.filter((file) => file.segment === number) })
  }
  const segment = mergeSegments(parts, { rowBytes })
  let first = 0
  const moved = files.map((file): IndexedFile => {
    const placed = { ...file, first }
    first += file.count
    return placed
  })
  return { files: moved, refs: segment.count > 0 ? [await shelf.put(segment)] : [] }
}
