/** The encoder that comes with `mem`: a text's vector is the weighted mean of its pieces' vectors, looked up in a table. */
import type { Embedder } from '../../memory/ports.ts'
import { createRelatedWords, type RelatedWords } from './related-words.ts'
import { type EmbeddingTable, loadTable } from './table-file.ts'
import { createWordpiece, normalise, type Wordpiece } from './wordpiece.ts'

export interface EmbeddedEncoderOptions {
  /** The folder with `embedding.bin`, `vocabulary.txt` and `related.bin`, with a trailing slash: `table/` beside this file, or beside the bundle. */
  assets: URL
}

export interface EmbeddedEncoder extends Embedder {
  /** For widening a query; reads its own file at the first call. */
  related: RelatedWords
  knows(word: string): boolean
  readonly dimensions: number
  /** The vector of one text, at once. */
  vectorOf(text: string): Float32Array
}

/**
 * Loads its table at the first use.
 * @throws MemError `damaged` from any of them when the table is missing or broken.
 */
export function createEmbeddedEncoder({ assets }: EmbeddedEncoderOptions): EmbeddedEncoder {
  let loaded: { table: EmbeddingTable; wordpiece: Wordpiece } | undefined
  let relatedWords: RelatedWords | undefined
  const load = () => {
    if (!loaded) {
      const table = loadTable(assets)
      loaded = { table, wordpiece: createWordpiece(table.pieces) }
    }
    return loaded
  }
  const vectorOf = (text: string): Float32Array => {
    const { table, wordpiece } = load()
    return meanVector(wordpiece.encode(text), table)
  }
  return {
    isLocal: true,
    get id() {
      const { table } = load()
      return `embedded-${table.dimensions}-${table.revision}`
    },
    get dimensions() {
      return load().table.dimensions
    },
    async embed(texts, { signal } = {}) {
      return texts.map((text) => {
        signal?.throwIfAborted()
        return vectorOf(text)
      })
    },
    vectorOf,
    knows(word) {
      const plain = normalise(word)
      return load().table.pieces.find(plain, 0, plain.length) >= 0
    },
    related(word) {
      relatedWords ??= createRelatedWords(assets, load().table.pieces)
      return relatedWords(word)
    },
  }
}

/** The sum of the rows at unit length; the table holds each piece's weight as the length of its row. */
function meanVector(rows: readonly number[], { dimensions, scales, values }: EmbeddingTable): Float32Array {
  const sum = new Float32Array(dimensions)
  for (const row of rows) {
    const scale = scales[row]
    if (scale === undefined) continue // unknown (-1), or a piece without a row
    const start = row * dimensions
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + scale * (values[start + d] ?? 0)
  }
  return toUnitLength(sum)
}

function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0
  for (const x of vector) squares += x * x
  if (squares === 0) return vector
  const factor = 1 / Math.sqrt(squares)
  for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] ?? 0) * factor
  return vector
}
