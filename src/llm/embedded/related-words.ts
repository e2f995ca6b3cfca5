/** Words of near meaning, found once from the table when it was made, so that a query can look them up for nothing. */
import { MemError } from '../../errors.ts'
import { readAsset } from './asset.ts'
import type { Vocabulary } from './vocabulary.ts'
import { normalise } from './wordpiece.ts'

export interface RelatedWord {
  /** Lower case, not stemmed. */
  word: string
  /** Cosine of the two words' vectors, in (0, 1). */
  similarity: number
}

/** The words nearest to a word, nearest first, at most eight; none for a word that the table does not hold whole. */
export type RelatedWords = (word: string) => readonly RelatedWord[]

const MAGIC = 'MEMWORDS'
const HEADER_BYTES = 16

/**
 * Reads `related.bin` beside the table. Little-endian: `MEMWORDS`, u32 rows, u32 entries, u16 ids[entries], u8 counts[rows],
 * u8 similarities[entries] (of 255). The entries of one row follow those of the row before.
 * @throws MemError `damaged` when a file is missing or broken.
 */
export function createRelatedWords(assets: URL, pieces: Vocabulary): RelatedWords {
  const file = Uint8Array.from(readAsset(assets, 'related.bin')) // a copy begins aligned
  const header = new DataView(file.buffer)
  const isOurs = file.byteLength >= HEADER_BYTES && String.fromCharCode(...file.subarray(0, 8)) === MAGIC
  const [rows, entries] = isOurs ? [header.getUint32(8, true), header.getUint32(12, true)] : [0, -1]
  const countsAt = HEADER_BYTES + 2 * entries
  if (file.byteLength !== countsAt + rows + entries) {
    throw new MemError('damaged', 'The embedded table of related words cannot be used.', 'Install mem again.')
  }
  const ids = new Uint16Array(file.buffer, HEADER_BYTES, entries)
  const counts = file.subarray(countsAt, countsAt + rows)
  const similarities = file.subarray(countsAt + rows)
  const starts = runningSums(counts)

  return (word) => {
    const plain = normalise(word)
    const id = pieces.find(plain, 0, plain.length)
    const start = starts[id] ?? 0
    return Array.from({ length: counts[id] ?? 0 }, (_, i) => ({
      word: pieces.textOf(ids[start + i] ?? 0),
      similarity: (similarities[start + i] ?? 0) / 255,
    }))
  }
}

/** Where each row's entries begin. */
function runningSums(counts: Uint8Array): Uint32Array {
  const starts = new Uint32Array(counts.length)
  let sum = 0
  for (let row = 0; row < counts.length; row++) {
    starts[row] = sum
    sum += counts[row] ?? 0
  }
  return starts
}
