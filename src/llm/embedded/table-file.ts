/** The layout of the files in `table/`, which `make_table.py` writes. */
import { MemError } from '../../errors.ts'
import { readAsset } from './asset.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

const MAGIC = 'MEMTABLE'
const HEADER_BYTES = 48

export interface EmbeddingTable {
  /** Hash of all that follows the header and of the vocabulary: another table is another embedder. */
  readonly revision: string
  readonly dimensions: number
  /** One factor a row: a row's vector is `scale · values`. */
  readonly scales: Float32Array
  /** Row after row, `dimensions` values each. */
  readonly values: Int8Array
  /** Piece → row. Pieces past the last row are known to the tokenizer and have no vector. */
  readonly pieces: Vocabulary
}

/** The table in a folder. @throws MemError `damaged` when it is missing or broken. */
export const loadTable = (assets: URL): EmbeddingTable =>
  readTable(readAsset(assets, 'embedding.bin'), readAsset(assets, 'vocabulary.txt').toString('utf8'))

/**
 * Views of the binary file; nothing is copied or built. Little-endian: `MEMTABLE`, u32 rows, dimensions, pieces, slots, longest piece, four
 * zero bytes, 16 bytes of revision (ASCII), f32 scales[rows], u32 offsets[pieces + 1], u16 slots[slots], i8 values[rows · dimensions].
 * `vocabulary` holds the pieces without anything between them.
 * @throws MemError `damaged` when the sizes do not fit.
 */
export function readTable(file: Uint8Array, vocabulary: string): EmbeddingTable {
  const binary = aligned(file)
  const text = (from: number, to: number) => String.fromCharCode(...binary.subarray(from, to))
  if (binary.byteLength < HEADER_BYTES || text(0, MAGIC.length) !== MAGIC) throw damaged('it is not an embedding table')
  const header = new DataView(binary.buffer, binary.byteOffset, HEADER_BYTES)
  const number = (field: number) => header.getUint32(MAGIC.length + 4 * field, true)
  const [rows, dimensions, pieces, slots, longestPiece] = [number(0), number(1), number(2), number(3), number(4)]

  const scalesAt = HEADER_BYTES
  const offsetsAt = scalesAt + 4 * rows
  const slotsAt = offsetsAt + 4 * (pieces + 1)
  const valuesAt = slotsAt + 2 * slots
  if (binary.byteLength !== valuesAt + rows * dimensions) throw damaged('its length does not fit its header')
  const at = (byte: number) => binary.byteOffset + byte
  const offsets = new Uint32Array(binary.buffer, at(offsetsAt), pieces + 1)
  if (offsets[pieces] !== vocabulary.length) throw damaged('it was made with another vocabulary')
  return {
    revision: text(32, HEADER_BYTES),
    dimensions,
    scales: new Float32Array(binary.buffer, at(scalesAt), rows),
    values: new Int8Array(binary.buffer, at(valuesAt), rows * dimensions),
    pieces: createVocabulary({
      text: vocabulary,
      offsets,
      slots: new Uint16Array(binary.buffer, at(slotsAt), slots),
      longestPiece,
    }),
  }
}

/** Typed arrays of 32 bits need an aligned start. Node runs on little-endian machines only, but for s390x, which is told so. */
function aligned(file: Uint8Array): Uint8Array {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) throw damaged('this machine is big-endian')
  return file.byteOffset % 4 === 0 ? file : Uint8Array.from(file)
}

const damaged = (why: string) =>
  new MemError('damaged', `The embedded encoder's table cannot be used: ${why}.`, 'Install mem again.')
