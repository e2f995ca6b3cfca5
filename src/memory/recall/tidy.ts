/** Keeps the segments few and without much dead weight, at a cost that is spread over many additions. */
import { mergeSegments } from '../../rank/merge.ts'
import { segmentFromJson, segmentToJson } from '../../rank/segment-json.ts'
import { paddedDimensions } from '../../rank/vectors.ts'
import { type IndexedFile, type IndexState, sumOf } from './sidecar.ts'

/** A segment is merged into the one before it once it is more than this share of its size. */
const MERGE_SHARE = 0.25
/** Dead passages are dropped once they are more than this share of a segment. */
const DEAD_SHARE = 0.3

/** The same passages in fewer segments, if that is due. */
export function tidySegments(state: IndexState): IndexState {
  const live = livePerSegment(state)
  const from = firstToMerge(state, live)
  return from < state.segments.length ? mergeFrom(from, state) : state
}

function livePerSegment({ files, segments }: IndexState): number[] {
  const live = segments.map(() => 0)
  for (const { segment, count } of files) live[segment] = (live[segment] ?? 0) + count
  return live
}

/** The first segment of the tail that is to become one; the number of segments where nothing is due. */
function firstToMerge({ segments }: IndexState, live: readonly number[]): number {
  let from = segments.length
  let tail = 0
  for (let i = segments.length - 1; i >= 0; i--) {
    const passages = segments[i]?.passages ?? 0
    const dead = passages - (live[i] ?? 0)
    const isDue = dead > DEAD_SHARE * passages || (i < segments.length - 1 && tail > MERGE_SHARE * passages)
    if (isDue) from = i
    tail += live[i] ?? 0
  }
  return from
}

function mergeFrom(from: number, state: IndexState): IndexState {
  const rowBytes = paddedDimensions(state.dimensions)
  const kept = state.files.filter(({ segment }) => segment < from)
  const moved = state.files
    .filter(({ segment }) => segment >= from)
    .sort((a, b) => a.segment - b.segment || a.first - b.first)
  const parts = state.segments.slice(from).map((json, index) => ({
    segment: segmentFromJson(json),
    spans: moved.filter((file) => file.segment === from + index),
  }))
  const merged = segmentToJson(mergeSegments(parts, { rowBytes }))
  let first = 0
  const files = moved.map((file): IndexedFile => {
    const placed = { ...file, segment: from, first }
    first += file.count
    return placed
  })
  const segments = [...state.segments.slice(0, from), { ...merged, sum: sumOf(merged) }]
  return { ...state, files: [...kept, ...files], segments: merged.passages > 0 ? segments : segments.slice(0, from) }
}
