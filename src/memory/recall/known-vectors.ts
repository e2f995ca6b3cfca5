/** Vectors that an index has already: no unchanged text is embedded again. */
import { fromBase64 } from '../../rank/packing.ts'
import type { Segment, TextHash } from '../../rank/segment.ts'
import { isWaiting, type PackedVector, paddedDimensions } from '../../rank/vectors.ts'
import type { Shelf } from './shelf.ts'
import type { IndexedFile, IndexState } from './sidecar.ts'

/** By {@link keyOf} of their texts. */
export type KnownVectors = Map<string, PackedVector>

export const keyOf = ([low, high]: TextHash): string => `${low}.${high}`

/** The vectors that these files' texts have. Reads one segment after the other. */
export async function vectorsOf(
  { segments, dimensions }: IndexState,
  { files, shelf }: { files: readonly IndexedFile[]; shelf: Shelf },
): Promise<KnownVectors> {
  const known: KnownVectors = new Map()
  for (const [number, ref] of segments.entries()) {
    const spans = files.filter(({ segment, count }) => segment === number && count > 0)
    const segment = spans.length > 0 ? await shelf.get(ref, { dimensions }) : undefined
    if (segment && segment.vectors !== '')
      for (const span of spans) addSpan(known, { segment, span, rowBytes: paddedDimensions(dimensions) })
  }
  return known
}

interface Span {
  segment: Segment
  span: IndexedFile
  rowBytes: number
}

function addSpan(known: KnownVectors, { segment, span, rowBytes }: Span): void {
  const { first, count } = span
  const rows = rowsOf(segment.vectors, { from: first * rowBytes, bytes: count * rowBytes })
  for (let i = 0; i < count; i++) {
    const scale = segment.scales[first + i] ?? 0
    if (isWaiting({ scale })) continue
    const at = 2 * (first + i)
    const key = keyOf([segment.textHashes[at] ?? 0, segment.textHashes[at + 1] ?? 0])
    known.set(key, { values: rows.slice(i * rowBytes, (i + 1) * rowBytes), scale })
  }
}

/** Decodes only these bytes: four characters of base64 stand for three. */
function rowsOf(base64: string, { from, bytes }: { from: number; bytes: number }): Int8Array {
  const firstGroup = Math.floor(from / 3)
  const lastGroup = Math.ceil((from + bytes) / 3)
  const decoded = new Int8Array(fromBase64(base64.slice(firstGroup * 4, lastGroup * 4)))
  return decoded.subarray(from - firstGroup * 3, from - firstGroup * 3 + bytes)
}
