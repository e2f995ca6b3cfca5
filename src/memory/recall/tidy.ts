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
  const bySegment = filesBySegment(state)
  const groups = groupsOf(state, bySegment.map(passagesIn))
  if (groups.length === state.segments.length && !groups.some(({ isDue }) => isDue)) return state
  const next: IndexState = { ...state, files: state.files.filter(({ count }) => count === 0), segments: [] }
  for (const group of groups) {
    const files = bySegment.slice(group.first, group.end).flat()
    const tidied = group.isDue
      ? await merged(group, { files, state, shelf })
      : { files, refs: state.segments.slice(group.first, group.end) }
    // A segment is missing: what stood in it is read again once recall notices.
    if (!tidied) return state
    const number = next.segments.length
    // The same file is the same object: whoever writes it down need not do it again.
    next.files.push(...tidied.files.map((file) => (file.segment === number ? file : { ...file, segment: number })))
    next.segments.push(...tidied.refs)
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

/** The files that have passages, in their order, by the segment where those stand. */
function filesBySegment({ files, segments }: IndexState): IndexedFile[][] {
  const bySegment = segments.map((): IndexedFile[] => [])
  for (const file of files) if (file.count > 0) bySegment[file.segment]?.push(file)
  return bySegment
}

const passagesIn = (files: readonly IndexedFile[]): number => files.reduce((sum, { count }) => sum + count, 0)

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

/** `undefined` where a segment cannot be read. */
async function merged(
  group: Group,
  { files, state, shelf }: { files: readonly IndexedFile[]; state: IndexState; shelf: Shelf },
): Promise<Grouped | undefined> {
  const rowBytes = paddedDimensions(state.dimensions)
  const ordered = files.toSorted((a, b) => a.segment - b.segment || a.first - b.first)
  const parts = []
  for (let number = group.first; number < group.end; number++) {
    const ref = state.segments[number]
    const segment = ref && (await shelf.get(ref, state))
    if (!segment) return undefined
    parts.push({ segment, spans: ordered.filter((file) => file.segment === number) })
  }
  const segment = mergeSegments(parts, { rowBytes })
  let first = 0
  const moved = ordered.map((file): IndexedFile => {
    const placed = { ...file, first }
    first += file.count
    return placed
  })
  return { files: moved, refs: segment.count > 0 ? [await shelf.put(segment)] : [] }
}
