/** A segment ⇄ JSON: small header fields, and every column as base64. */
import { base64Bytes, fromBase64, toBase64 } from './packing.ts'
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

/** Decodes a segment that {@link isSegmentJson} accepted. */
export function segmentFromJson({ passages, terms, speakers, columns }: SegmentJson): Segment {
  return {
    count: passages,
    postings: {
      terms,
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
    speakerNames: speakers,
    textHashes: new Uint32Array(fromBase64(columns.textHashes)),
    scales: new Float32Array(fromBase64(columns.scales)),
    vectors: columns.vectors,
  }
}

/** Bytes a passage in the columns whose length follows from the number of passages. */
const WIDTHS: Partial<Record<ColumnName, number>> = {
  lengths: 2,
  places: 4,
  starts: 4,
  ends: 4,
  minutes: 4,
  flags: 1,
  speakerNumbers: 2,
  textHashes: 8,
  scales: 4,
}

/**
 * Whether every column is there and as long as it must be for vectors of `rowBytes`, if there are any. Checked by hand, without decoding: a schema
 * library takes longer to load than the whole index.
 */
export function isSegmentJson(json: unknown, { rowBytes }: { rowBytes: number }): json is SegmentJson {
  if (typeof json !== 'object' || json === null) return false
  const passages: unknown = Reflect.get(json, 'passages')
  const speakers: unknown = Reflect.get(json, 'speakers')
  const columns: unknown = Reflect.get(json, 'columns')
  if (typeof passages !== 'number' || !Number.isSafeInteger(passages) || passages < 0) return false
  if (typeof Reflect.get(json, 'terms') !== 'string' || typeof columns !== 'object' || columns === null) return false
  if (!Array.isArray(speakers) || !speakers.every((name) => typeof name === 'string')) return false
  const lists: unknown = Reflect.get(columns, 'postings')
  const offsets: unknown = Reflect.get(columns, 'postingOffsets')
  if (typeof lists !== 'string' || typeof offsets !== 'string' || !areOffsets(offsets, base64Bytes(lists))) return false
  return COLUMNS.every((name) => {
    const text: unknown = Reflect.get(columns, name)
    if (typeof text !== 'string' || text.length % 4 !== 0) return false
    if (name === 'vectors' && text === '') return true
    const width = name === 'vectors' ? rowBytes : WIDTHS[name]
    return width === undefined || base64Bytes(text) === passages * width
  })
}

/** Whether each list begins where the one before it ends, and the last one ends in time. */
function areOffsets(base64: string, bytes: number): boolean {
  if (base64Bytes(base64) % 4 !== 0) return false
  const offsets = new Uint32Array(fromBase64(base64))
  for (let i = 1; i < offsets.length; i++) if ((offsets[i] ?? 0) < (offsets[i - 1] ?? 0)) return false
  return (offsets.at(-1) ?? bytes + 1) <= bytes
}
