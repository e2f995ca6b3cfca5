/** The encoder that comes with `mem`: a text's vector is the weighted mean of its pieces' vectors, looked up in a table. */
import { readFileSync } from 'node:fs'
import { MemError } from '../../errors.ts'
import type { Embedder } from '../../memory/ports.ts'
import { type EmbeddingTable, readTable } from './table-file.ts'
import { createWordpiece, type Wordpiece } from './wordpiece.ts'

export interface EmbeddedEncoderOptions {
  /** The folder with `embedding.bin` and `vocabulary.txt`, with a trailing slash: `table/` beside this file, or beside the bundle. */
  assets: URL
}

/**
 * Loads its table at the first use of `id`, `dimensions` or `embed`.
 * @throws MemError `damaged` from these three when the table is missing or broken.
 */
export function createEmbeddedEncoder({ assets }: EmbeddedEncoderOptions): Embedder {
  let loaded: { table: EmbeddingTable; wordpiece: Wordpiece } | undefined
  const load = () => {
    if (!loaded) {
      const table = readTable(readAsset(assets, 'embedding.bin'), readAsset(assets, 'vocabulary.txt').toString('utf8'))
      loaded = { table, wordpiece: createWordpiece(table.pieces) }
    }
    return loaded
  }
  return {
    get id() {
      const { table } = load()
      return `embedded-${table.dimensions}-${table.revision}`
    },
    get dimensions() {
      return load().table.dimensions
    },
    async embed(texts, { signal } = {}) {
      const { table, wordpiece } = load()
      return texts.map((text) => {
        signal?.throwIfAborted()
        return meanVector(wordpiece.encode(text), table)
      })
    },
  }
}

function readAsset(assets: URL, name: string): Buffer {
  try {
    return readFileSync(new URL(name, assets))
  } catch (cause) {
    throw new MemError('damaged', `The embedded encoder's ${name} cannot be read.`, 'Install mem again.', { cause })
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
