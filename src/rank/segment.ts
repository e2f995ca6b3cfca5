/** One stretch of the index: columns over passages, postings and vectors. Built once, then only read. */
import { toBase64 } from './packing.ts'
import { type Postings, PostingsBuilder } from './postings.ts'
import { type PackedVector, paddedDimensions } from './vectors.ts'

/** What a passage is, as bits of its `flags`. */
export const FLAG = {
  /** Who speaks: the two lowest bits. */
  roleMask: 3,
  user: 0,
  assistant: 1,
  system: 2,
  tool: 3,
  /** Its speaker speaks of himself: "I", "my", "we". */
  self: 4,
  /** A curated statement or other text of a level file, not a passage of a turn. */
  statement: 8,
  /** Of a statement: a later one replaced it. */
  superseded: 16,
  /** It holds a number, in digits or in words. */
  number: 32,
  /** Of a statement: it cites the turns it was made from. */
  derived: 64,
  /** Of a passage of a turn: it only acknowledges the turn before. */
  echoes: 64,
  /** Of a statement: it is still to do. */
  toDo: 128,
} as const

/** `flags` is below this. */
export const FLAG_VALUES = 256

export type TextHash = readonly [number, number]

/** A passage to be indexed. */
export interface PassageEntry {
  /** Number of the turn (raw) or of the line (levels above) it stands in. */
  place: number
  /** UTF-16 offsets of the passage in its turn, the end exclusive. For a statement: its last line, and its length. */
  start: number
  end: number
  terms: readonly string[]
  /** Terms that can be searched but are no text of the passage: its speaker, its topics. They do not count into its length. */
  labels: readonly string[]
  speaker: string
  flags: number
  /** When it was said, in minutes since the epoch. */
  minute: number
  /** 64 bits that stand for the embedded text: equal texts share a vector. */
  textHash: TextHash
}

export interface Segment {
  count: number
  postings: Postings
  /** Index terms of each passage, labels left out. */
  lengths: Uint16Array
  places: Uint32Array
  starts: Uint32Array
  ends: Uint32Array
  minutes: Uint32Array
  flags: Uint8Array
  speakers: Uint16Array
  speakerNames: string[]
  /** 64 bits of each text's hash, as pairs. */
  textHashes: Uint32Array
  scales: Float32Array
  /** Padded rows of 8-bit numbers, in base64: they are decoded straight into the memory that scores them. '' while no passage has a vector. */
  vectors: string
}

/** A passage can be no longer than a column's numbers: longer ones count as this long. */
const MAX_LENGTH = 65_535

/** Collects passages in order. */
export class SegmentBuilder {
  readonly #dimensions: number
  readonly #postings = new PostingsBuilder()
  readonly #columns = {
    lengths: [] as number[],
    places: [] as number[],
    starts: [] as number[],
    ends: [] as number[],
    minutes: [] as number[],
    flags: [] as number[],
    speakers: [] as number[],
    textHashes: [] as number[],
    scales: [] as number[],
  }
  readonly #speakers = new Map<string, number>()
  readonly #vectors: Int8Array[] = []

  constructor({ dimensions }: { dimensions: number }) {
    this.#dimensions = dimensions
  }

  get count(): number {
    return this.#vectors.length
  }

  add(entry: PassageEntry, vector: PackedVector): void {
    this.#postings.add(this.count, entry.terms)
    this.#postings.add(this.count, entry.labels)
    const columns = this.#columns
    columns.lengths.push(Math.min(entry.terms.length, MAX_LENGTH))
    columns.places.push(entry.place)
    columns.starts.push(entry.start)
    columns.ends.push(entry.end)
    columns.minutes.push(entry.minute)
    columns.flags.push(entry.flags)
    columns.speakers.push(this.#speakerNumber(entry.speaker))
    columns.textHashes.push(...entry.textHash)
    columns.scales.push(vector.scale)
    this.#vectors.push(vector.values)
  }

  build(): Segment {
    const columns = this.#columns
    return {
      count: this.count,
      postings: this.#postings.build(),
      lengths: Uint16Array.from(columns.lengths),
      places: Uint32Array.from(columns.places),
      starts: Uint32Array.from(columns.starts),
      ends: Uint32Array.from(columns.ends),
      minutes: Uint32Array.from(columns.minutes),
      flags: Uint8Array.from(columns.flags),
      speakers: Uint16Array.from(columns.speakers),
      speakerNames: [...this.#speakers.keys()],
      textHashes: Uint32Array.from(columns.textHashes),
      scales: Float32Array.from(columns.scales),
      vectors: this.#vectors.every((values) => values.length === 0) ? '' : toBase64(this.#rows()),
    }
  }

  #rows(): Int8Array {
    const rowBytes = paddedDimensions(this.#dimensions)
    const rows = new Int8Array(this.count * rowBytes)
    for (const [row, values] of this.#vectors.entries()) rows.set(values, row * rowBytes)
    return rows
  }

  #speakerNumber(name: string): number {
    const known = this.#speakers.get(name)
    if (known !== undefined) return known
    const number = Math.min(this.#speakers.size, MAX_LENGTH)
    if (this.#speakers.size < MAX_LENGTH) this.#speakers.set(name, number)
    return number
  }
}
