/** All segments of an index as one row of passages, ready to be scored. Passages of files that are gone or changed count as dead. */
import { type Postings, TermTable } from './postings.ts'
import { FLAG, type Segment } from './segment.ts'
import { VectorTable } from './vectors.ts'

/** Where a file's passages stand. */
export interface FileSpan {
  segment: number
  /** First passage, counted within the segment. */
  first: number
  count: number
}

/** A segment's postings and the number of its first passage in the corpus. */
interface PostingsAt {
  base: number
  table: TermTable
  postings: Postings
}

export interface Corpus {
  /** Passages, dead ones included. */
  count: number
  /** Passages that belong to a file. */
  live: number
  postings: PostingsAt[]
  /** The file of each passage: an index into the spans, or -1 for a dead one. */
  fileOf: Int32Array
  /** First passage of each file, and the one after its last. */
  fileStarts: Uint32Array
  fileEnds: Uint32Array
  lengths: Uint16Array
  places: Uint32Array
  starts: Uint32Array
  ends: Uint32Array
  minutes: Uint32Array
  flags: Uint8Array
  speakers: Uint16Array
  speakerNames: string[]
  vectors: VectorTable
  /** When the last passage was said. */
  lastMinute: number
  statistics: Statistics
}

/**
 * What BM25 sets lengths and counts against: the conversations alone. Statements repeat what was said there, and would make the words
 * of important things look common. Only in a memory without conversations do they count themselves.
 */
interface Statistics {
  /** By file: whether it counts. */
  counted: Uint8Array
  passages: number
  files: number
  meanLength: number
  /** Window length of each passage: see `windowWeights`. */
  windowLengths: Float32Array
  meanWindowLength: number
  fileLengths: Float32Array
  meanFileLength: number
}

/** What an occurrence counts in a passage's window, by its distance: the passage's own words most. */
export const WINDOW_WEIGHTS = [3, 1, 1] as const
export const WINDOW_REACH = WINDOW_WEIGHTS.length - 1

/** Joins the segments; `spans` says which passages belong to which file. */
export function joinSegments(
  segments: readonly Segment[],
  { spans, dimensions }: { spans: readonly FileSpan[]; dimensions: number },
): Corpus {
  const bases = basesOf(segments)
  const count = bases.at(-1) ?? 0
  const vectors = new VectorTable({ rows: count, dimensions })
  const fileOf = new Int32Array(count).fill(-1)
  const fileStarts = Uint32Array.from(spans, ({ segment, first }) => (bases[segment] ?? 0) + first)
  const fileEnds = Uint32Array.from(spans, (span, file) => (fileStarts[file] ?? 0) + span.count)
  for (const file of spans.keys()) fileOf.fill(file, fileStarts[file], fileEnds[file])
  for (const [index, segment] of segments.entries()) vectors.fill(bases[index] ?? 0, segment)
  const columns = {
    lengths: joined(
      Uint16Array,
      segments.map(({ lengths }) => lengths),
      count,
    ),
    flags: joined(
      Uint8Array,
      segments.map(({ flags }) => flags),
      count,
    ),
  }
  return {
    count,
    live: spans.reduce((sum, span) => sum + span.count, 0),
    postings: segments.map(({ postings }, index) => ({
      base: bases[index] ?? 0,
      table: new TermTable(postings),
      postings,
    })),
    fileOf,
    fileStarts,
    fileEnds,
    ...columns,
    places: joined(
      Uint32Array,
      segments.map(({ places }) => places),
      count,
    ),
    starts: joined(
      Uint32Array,
      segments.map(({ starts }) => starts),
      count,
    ),
    ends: joined(
      Uint32Array,
      segments.map(({ ends }) => ends),
      count,
    ),
    minutes: joined(
      Uint32Array,
      segments.map(({ minutes }) => minutes),
      count,
    ),
    ...joinSpeakers(segments, count),
    vectors,
    lastMinute: segments.reduce((last, { minutes }) => minutes.reduce((a, b) => Math.max(a, b), last), 0),
    statistics: measure({ ...columns, fileStarts, fileEnds }),
  }
}

/** The number of each segment's first passage, and the number of all passages. */
function basesOf(segments: readonly Segment[]): number[] {
  const bases = [0]
  for (const { count } of segments) bases.push((bases.at(-1) ?? 0) + count)
  return bases
}

function joined<T extends Uint8Array | Uint16Array | Uint32Array>(
  type: new (length: number) => T,
  parts: readonly T[],
  length: number,
): T {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const result = new type(length)
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}

function joinSpeakers(segments: readonly Segment[], count: number): { speakers: Uint16Array; speakerNames: string[] } {
  const numbers = new Map<string, number>()
  const speakers = new Uint16Array(count)
  let at = 0
  for (const segment of segments) {
    const mapped = segment.speakerNames.map((name) => {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      return number
    })
    for (const speaker of segment.speakers) speakers[at++] = mapped[speaker] ?? 0
  }
  return { speakers, speakerNames: [...numbers.keys()] }
}

type Measured = Pick<Corpus, 'lengths' | 'flags' | 'fileStarts' | 'fileEnds'>

function measure(measured: Measured): Statistics {
  const { lengths, fileStarts, fileEnds } = measured
  const windowLengths = new Float32Array(lengths.length)
  const fileLengths = new Float32Array(fileStarts.length)
  const counted = countedFiles(measured)
  let files = 0
  let passages = 0
  let total = 0
  let windowTotal = 0
  for (let file = 0; file < fileStarts.length; file++) {
    const [first, end] = [fileStarts[file] ?? 0, fileEnds[file] ?? 0]
    const place = { lengths, flags: measured.flags, first, end }
    let windows = 0
    for (let i = first; i < end; i++) {
      windowLengths[i] = windowLengthAt(i, place)
      windows += windowLengths[i] ?? 0
      fileLengths[file] = (fileLengths[file] ?? 0) + (lengths[i] ?? 0)
    }
    if (!counted[file]) continue
    files += 1
    passages += end - first
    total += fileLengths[file] ?? 0
    windowTotal += windows
  }
  return {
    counted,
    passages,
    files,
    meanLength: total / Math.max(1, passages),
    windowLengths,
    meanWindowLength: windowTotal / Math.max(1, passages),
    fileLengths,
    meanFileLength: total / Math.max(1, files),
  }
}

function countedFiles({ fileStarts, fileEnds, flags }: Measured): Uint8Array {
  const conversations = Uint8Array.from(fileStarts, (first, file) => {
    const isEmpty = first >= (fileEnds[file] ?? 0)
    return isEmpty || ((flags[first] ?? 0) & FLAG.statement) !== 0 ? 0 : 1
  })
  return conversations.includes(1) ? conversations : conversations.fill(1)
}

interface WindowPlace {
  lengths: Uint16Array
  flags: Uint8Array
  first: number
  end: number
}

function windowLengthAt(passage: number, { lengths, flags, first, end }: WindowPlace): number {
  // The lines of a level file stand for themselves: their neighbours may be about anything.
  const reach = ((flags[passage] ?? 0) & FLAG.statement) !== 0 ? 0 : WINDOW_REACH
  const last = Math.min(end - 1, passage + reach)
  let length = 0
  for (let near = Math.max(first, passage - reach); near <= last; near++) {
    length += (WINDOW_WEIGHTS[Math.abs(near - passage)] ?? 0) * (lengths[near] ?? 0)
  }
  return length
}
