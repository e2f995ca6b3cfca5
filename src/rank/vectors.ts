/** Many short integer vectors in one WebAssembly memory, and their cosines with a query: a hundred thousand in a millisecond. */
import { base64Bytes } from './packing.ts'

/**
 * The products of one 16-bit query with many 8-bit vectors that lie one after the other. No build step: the 175 bytes are this module,
 * held against plain arithmetic by the tests.
 * ```wat
 * (module (import "m" "m" (memory 1))
 *   (func (export "f") (param $query i32) (param $queryEnd i32) (param $vector i32) (param $end i32) (param $out i32)
 *     (local $at i32) (local $sum v128) (local $x v128)
 *     (loop $vectors
 *       (local.set $at (local.get $query)) (local.set $sum (i32x4.splat (i32.const 0)))
 *       (loop $blocks
 *         (local.set $x (v128.load (local.get $vector)))
 *         (local.set $sum (i32x4.add (i32x4.add (local.get $sum)
 *           (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)) (v128.load (local.get $at))))
 *           (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x)) (v128.load offset=16 (local.get $at)))))
 *         (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
 *         (br_if $blocks (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $queryEnd))))
 *       (i32.store (local.get $out) (sum of the four lanes of $sum))
 *       (local.set $out (i32.add (local.get $out) (i32.const 4)))
 *       (br_if $vectors (i32.lt_u (local.get $vector) (local.get $end))))))
 * ```
 */
const PROGRAM =
  'AGFzbQEAAAABCQFgBX9/f39/AAIIAQFtAW0CAAEDAgEABwUBAWYAAAqEAQGBAQIBfwJ7A0AgACEFQQD9ESEGA0AgAv0AAAAhByAGIAf9hwEgBf0AAAD9ugH9rgEg' +
  'B/2IASAF/QAAEP26Af2uASEGIAJBEGohAiAFQSBqIgUgAUkNAAsgBCAG/RsAIAb9GwFqIAb9GwJqIAb9GwNqNgIAIARBBGohBCACIANJDQALCw=='

/** Vectors are padded to the width of one SIMD load. */
const BLOCK_DIMENSIONS = 16
const PAGE_BYTES = 65_536
/** A query of unit length at this scale cannot overflow 32 bits against 8-bit vectors: 16,384 × 127 × √dimensions. */
const QUERY_SCALE = 16_384

type Products = (query: number, queryEnd: number, vector: number, end: number, out: number) => void

/** A vector as 8-bit numbers; times `scale` they are the vector again. */
export interface PackedVector {
  values: Int8Array
  scale: number
}

/** Stands in for a vector that is still to be made: near nothing, and known by a scale that no vector of unit length has. */
export const WAITING: PackedVector = { values: new Int8Array(0), scale: 1 }

export const isWaiting = ({ scale }: Pick<PackedVector, 'scale'>): boolean => scale >= WAITING.scale

/** Rounds a vector to 8 bits, its largest component to ±127. */
export function packVector(vector: Float32Array): PackedVector {
  let largest = 0
  for (const x of vector) largest = Math.max(largest, Math.abs(x))
  const scale = largest / 127
  return { values: Int8Array.from(vector, (x) => (scale === 0 ? 0 : Math.round(x / scale))), scale }
}

/** The dot product: of vectors of unit length, their cosine. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** A vector's bytes in the table: its dimensions, padded. */
export const paddedDimensions = (dimensions: number): number =>
  Math.ceil(dimensions / BLOCK_DIMENSIONS) * BLOCK_DIMENSIONS

/** Vectors of one length in consecutive rows; of length 0 where none has been made yet. */
export class VectorTable {
  readonly rows: number
  readonly #dimensions: number
  readonly #memory: WebAssembly.Memory
  readonly #products: Products
  readonly #scales: Float32Array
  readonly #vectorsAt: number
  readonly #outAt: number

  constructor({ rows, dimensions }: { rows: number; dimensions: number }) {
    this.rows = rows
    this.#dimensions = dimensions
    this.#scales = new Float32Array(rows)
    this.#vectorsAt = 2 * this.#rowBytes
    this.#outAt = this.#vectorsAt + rows * this.#rowBytes
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil((this.#outAt + 4 * rows) / PAGE_BYTES) + 1 })
    this.#products = compile(this.#memory)
  }

  get #rowBytes(): number {
    return paddedDimensions(this.#dimensions)
  }

  /** Fills rows from `first` on with packed rows in base64; '' leaves them zero. */
  fill(first: number, { vectors, scales }: { vectors: string; scales: Float32Array }): void {
    const at = this.#vectorsAt + first * this.#rowBytes
    Buffer.from(this.#memory.buffer, at, base64Bytes(vectors)).write(vectors, 'base64')
    this.#scales.set(scales, first)
  }

  /** One row as it is stored. */
  row(index: number): PackedVector {
    const at = this.#vectorsAt + index * this.#rowBytes
    return { values: new Int8Array(this.#memory.buffer, at, this.#rowBytes).slice(), scale: this.#scales[index] ?? 0 }
  }

  /** Whether the row's vector is still to be made. */
  isWaiting(index: number): boolean {
    return isWaiting({ scale: this.#scales[index] ?? 0 })
  }

  /** The cosine of every row with a query of unit length. */
  cosines(query: Float32Array): Float32Array {
    const result = new Float32Array(this.rows)
    if (this.rows === 0 || this.#dimensions === 0) return result
    const packed = new Int16Array(this.#memory.buffer, 0, this.#rowBytes).fill(0)
    for (let d = 0; d < query.length; d++) packed[d] = Math.round((query[d] ?? 0) * QUERY_SCALE)
    this.#products(0, 2 * this.#rowBytes, this.#vectorsAt, this.#outAt, this.#outAt)
    const products = new Int32Array(this.#memory.buffer, this.#outAt, this.rows)
    for (let i = 0; i < this.rows; i++) result[i] = ((products[i] ?? 0) * (this.#scales[i] ?? 0)) / QUERY_SCALE
    return result
  }
}

function compile(memory: WebAssembly.Memory): Products {
  const module = new WebAssembly.Module(Buffer.from(PROGRAM, 'base64'))
  const { f } = new WebAssembly.Instance(module, { m: { m: memory } }).exports
  if (typeof f !== 'function') throw new TypeError('The vector program exports no function.')
  return (query, queryEnd, vector, end, out) => void f(query, queryEnd, vector, end, out)
}
