/** A segment ⇄ JSON: small header fields, and every column as base64. */
import { fromBase64, toBase64 } from './packing.ts'
import type { Segment } from './segment.ts'

/** A segment as it stands in the sidecar. */
export interface SegmentJson {
  passages: number
  terms: string
  speakers: string[]
  columns: Record<ColumnName, string>
}

const COLUMNS = [
  'postingOffsets',
  'postings',
  'lengths',
  'places',
  'starts',
  'ends',
  'minutes',
  'flags',
  'speakerNumbers',
  'textHashes',
  'scales',
  'vectors',
] as const
type ColumnName = (typeof COLUMNS)[number]

export function segmentToJson(segment: Segment): SegmentJson {
  const { postings } = segment
  return {
    passages: segment.count,
    terms: postings.terms,
    speakers: segment.speakerNames,
    columns: {
      postingOffsets: toBase64(postings.offsets),
      postings: toBase64(postings.lists),
      lengths: toBase64(segment.lengths),
      places: toBase64(segment.places),
      starts: toBase64(segment.starts),
      ends: toBase64(segment.ends),
      minutes: toBase64(segment.minutes),
      flags: toBase64(segment.flags),
      speakerNumbers: toBase64(segment.speakers),
      textHashes: toBase64(segment.textHashes),
      scales: toBase64(segment.scales),
      vectors: segment.vectors,
    },
  }
}

/** Reads a segment; `undefined` where a field is missing or a column has the wrong length for `rowBytes` a vector. */
export function segmentFromJson(json: unknown, { rowBytes }: { rowBytes: number }): Segment | undefined {
  if (!isSegmentJson(json)) return undefined
  const { passages, columns } = json
  try {
    const segment: Segment = {
      count: passages,
      postings: {
        terms: json.terms,
        offsets: new Uint32Array(fromBase64(columns.postingOffsets)),
        lists: new Uint8Array(fromBase64(columns.postings)),
      },
      lengths: new Uint16Array(fromBase64(columns.lengths)),
      places: new Uint32Array(fromBase64(columns.places)),
      starts: new Uint32Array(fromBase64(columns.starts)),
      ends: new Uint32Array(fromBase64(columns.ends)),
      minutes: new Uint32Array(fromBase64(columns.minutes)),
      flags: new Uint8Array(fromBase64(columns.flags)),
      speakers: new Uint16Array(fromBase64(columns.speakerNumbers)),
      speakerNames: json.speakers,
      textHashes: new Uint32Array(fromBase64(columns.textHashes)),
      scales: new Float32Array(fromBase64(columns.scales)),
      vectors: columns.vectors,
    }
    return isWhole(segment, rowBytes) ? segment : undefined
  } catch (error) {
    // A byte length that is no multiple of a column's width.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Checked by hand: a schema library takes longer to load than the whole index. */
function isSegmentJson(json: unknown): json is SegmentJson {
  if (typeof json !== 'object' || json === null) return false
  const { passages, terms, speakers, columns } = json as Partial<Record<keyof SegmentJson, unknown>>
  return (
    typeof passages === 'number' &&
    Number.isInteger(passages) &&
    typeof terms === 'string' &&
    Array.isArray(speakers) &&
    speakers.every((name) => typeof name === 'string') &&
    typeof columns === 'object' &&
    columns !== null &&
    COLUMNS.every((name) => typeof Reflect.get(columns, name) === 'string')
  )
}

function isWhole(segment: Segment, rowBytes: number): boolean {
  const { count, postings } = segment
  const columns = [segment.lengths, segment.places, segment.starts, segment.ends, segment.minutes, segment.flags]
  return (
    [...columns, segment.speakers, segment.scales].every((column) => column.length === count) &&
    segment.textHashes.length === 2 * count &&
    postings.offsets.at(-1) === postings.lists.length &&
    segment.vectors.length === Math.ceil((count * rowBytes) / 3) * 4
  )
}
