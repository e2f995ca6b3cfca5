/** Joins segments into one and leaves out their dead passages: what keeps an index that grows by a session at a time small and fast. */
import { fromBase64, toBase64 } from './packing.ts'
import { PostingsBuilder, readList, TermTable } from './postings.ts'
import type { Segment } from './segment.ts'

/** Passages to keep, counted within their segment; in ascending order, without overlap. */
export interface KeptSpan {
  first: number
  count: number
}

export interface MergePart {
  segment: Segment
  spans: readonly KeptSpan[]
}

/** The new segment holds the kept passages in the order of the parts. */
export function mergeSegments(parts: readonly MergePart[], { rowBytes }: { rowBytes: number }): Segment {
  const builder = new PostingsBuilder()
  let base = 0
  for (const part of parts) {
    copyPostings(part, { base, builder })
    base += keptCount(part)
  }
  const { speakers, speakerNames } = mergeSpeakers(parts, base)
  const column = <T extends Column>(type: new (length: number) => T, read: (segment: Segment) => T, width = 1): T =>
    mergeColumn(parts, { into: new type(base * width), read, width })
  return {
    count: base,
    postings: builder.build(),
    lengths: column(Uint16Array, ({ lengths }) => lengths),
    places: column(Uint32Array, ({ places }) => places),
    starts: column(Uint32Array, ({ starts }) => starts),
    ends: column(Uint32Array, ({ ends }) => ends),
    minutes: column(Uint32Array, ({ minutes }) => minutes),
    flags: column(Uint8Array, ({ flags }) => flags),
    textHashes: column(Uint32Array, ({ textHashes }) => textHashes, 2),
    scales: column(Float32Array, ({ scales }) => scales),
    speakers,
    speakerNames,
    vectors: parts.every(({ segment }) => segment.vectors === '')
      ? ''
      : toBase64(column(Uint8Array, ({ vectors }) => new Uint8Array(fromBase64(vectors)), rowBytes)),
  }
}

const keptCount = ({ spans }: MergePart): number => spans.reduce((sum, { count }) => sum + count, 0)

function copyPostings(
  { segment, spans }: MergePart,
  { base, builder }: { base: number; builder: PostingsBuilder },
): void {
  const renumbered = new Int32Array(segment.count).fill(-1)
  let next = base
  for (const { first, count } of spans) for (let i = first; i < first + count; i++) renumbered[i] = next++
  const table = new TermTable(segment.postings)
  for (let index = 0; index < table.count; index++) {
    const term = table.term(index)
    const { length, passages, counts } = readList(segment.postings, index)
    for (let at = 0; at < length; at++) {
      const kept = renumbered[passages[at] ?? 0] ?? -1
      if (kept >= 0) builder.addEntry(term, { passage: kept, count: counts[at] ?? 1 })
    }
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array

interface ColumnMerge<T extends Column> {
  into: T
  read: (segment: Segment) => T
  /** Numbers a passage. */
  width: number
}

function mergeColumn<T extends Column>(parts: readonly MergePart[], { into, read, width }: ColumnMerge<T>): T {
  let at = 0
  for (const { segment, spans } of parts) {
    const column = read(segment)
    for (const { first, count } of spans) {
      into.set(column.subarray(first * width, (first + count) * width), at)
      at += count * width
    }
  }
  return into
}

function mergeSpeakers(parts: readonly MergePart[], count: number): Pick<Segment, 'speakers' | 'speakerNames'> {
  const numbers = new Map<string, number>()
  const speakers = new Uint16Array(count)
  let at = 0
  for (const { segment, spans } of parts) {
    for (const span of spans) {
      for (const speaker of segment.speakers.subarray(span.first, span.first + span.count)) {
        const name = segment.speakerNames[speaker] ?? ''
        const number = numbers.get(name) ?? numbers.size
        numbers.set(name, number)
        speakers[at++] = number
      }
    }
  }
  return { speakers, speakerNames: [...numbers.keys()] }
}
