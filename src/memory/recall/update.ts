/** Brings an index up to date with the files of the folder: only what changed is read, and no unchanged text is embedded again. */
import { messageOf } from '../../errors.ts'
import { fromBase64 } from '../../rank/packing.ts'
import { SegmentBuilder, type TextHash } from '../../rank/segment.ts'
import { segmentToJson } from '../../rank/segment-json.ts'
import { type PackedVector, packVector, paddedDimensions } from '../../rank/vectors.ts'
import type { Embedder, MemoryFolder, Reporter } from '../ports.ts'
import type { FolderDiff, StampedFile } from './diff.ts'
import { type FilePassages, passagesOfFile } from './passages.ts'
import { type IndexedFile, type IndexedSegment, type IndexState, sumOf, textHash } from './sidecar.ts'
import { tidySegments } from './tidy.ts'

const EMBED_BATCH = 256

export interface UpdateDeps {
  folder: MemoryFolder
  embedder: Embedder
  reporter: Reporter
  timeZone: string
  /** An index of the same embedder whose vectors are used again. */
  reuse?: IndexState
  /** So much Markdown is read and embedded at a time: a first index of a large folder must not hold all of its text. */
  batchBytes?: number
}

export interface Update {
  state: IndexState
  /** Files whose text changed. */
  files: number
  /** Texts that were embedded. */
  embedded: number
  skipped: { path: string; reason: string }[]
}

/** A changed file as it was read: `passages` is missing where its text is the one that is indexed. */
interface ReadFile {
  file: Omit<IndexedFile, 'segment' | 'first' | 'count'>
  old?: IndexedFile
  passages?: FilePassages
}

const BATCH_BYTES = 16_000_000

/** The index after the changes. `state` itself stays as it is. */
export async function updateIndex(state: IndexState, diff: FolderDiff, deps: UpdateDeps): Promise<Update> {
  const total: Update = { state, files: 0, embedded: 0, skipped: [] }
  let gone = diff.gone
  for (const changed of batchesOf(diff.changed, deps.batchBytes ?? BATCH_BYTES)) {
    const replaced = new Set([...changed, ...gone].map(({ path }) => path))
    const unchanged = total.state.files.filter(({ path }) => !replaced.has(path))
    const update = await updateBatch(total.state, { changed, unchanged, gone }, deps)
    total.state = update.state
    total.files += update.files
    total.embedded += update.embedded
    total.skipped.push(...update.skipped)
    gone = []
  }
  return total
}

/** At least one batch: files may also only be gone. */
function batchesOf(changed: readonly StampedFile[], batchBytes: number): StampedFile[][] {
  const batches: StampedFile[][] = [[]]
  let bytes = 0
  for (const file of changed) {
    if (bytes > batchBytes) {
      batches.push([])
      bytes = 0
    }
    batches.at(-1)?.push(file)
    bytes += file.sizeBytes
  }
  return batches
}

async function updateBatch(state: IndexState, diff: FolderDiff, deps: UpdateDeps): Promise<Update> {
  const skipped: Update['skipped'] = []
  const read = await readChanged(state, diff, { ...deps, skipped })
  const same = read.flatMap(({ file, old, passages }) => (old && !passages ? [{ ...old, ...file }] : []))
  const renewed = read.filter(({ passages }) => passages !== undefined)
  const known = new Map([
    ...(deps.reuse ? vectorsOf(deps.reuse, deps.reuse.files) : []),
    ...vectorsOf(state, [...diff.gone, ...renewed.flatMap(({ old }) => old ?? [])]),
  ])
  const { segment, files, embedded } = await buildSegment(renewed, { known, ...deps })
  const kept = [...diff.unchanged, ...same]
  const number = state.segments.length
  const added = files.map((file) => ({ ...file, segment: number }))
  const next: IndexState = {
    ...state,
    files: [...kept, ...added],
    segments: segment.passages > 0 ? [...state.segments, segment] : state.segments,
  }
  return { state: tidySegments(next), files: renewed.length, embedded, skipped }
}

type ReadDeps = UpdateDeps & { skipped: Update['skipped'] }

async function readChanged(state: IndexState, { changed }: FolderDiff, deps: ReadDeps): Promise<ReadFile[]> {
  const indexed = new Map(state.files.map((file) => [file.path, file]))
  const read: ReadFile[] = []
  for (const [index, stamp] of changed.entries()) {
    if (changed.length > 20) deps.reporter.progress('indexing', index, changed.length)
    const old = indexed.get(stamp.path)
    const one = await readOne(stamp, { ...deps, old })
    if (one) read.push({ ...one, ...(old && { old }) })
  }
  return read
}

/** A broken file is told of and skipped, with no passages: it is not read again until it changes. */
async function readOne(
  stamp: StampedFile,
  deps: ReadDeps & { old: IndexedFile | undefined },
): Promise<ReadFile | undefined> {
  const { path, level } = stamp
  try {
    const text = await deps.folder.read(path)
    if (text === undefined) return undefined
    const hash = textHash(text)
    if (deps.old?.hash === hash) return { file: { ...withoutSpan(deps.old), ...stamp, hash } }
    const passages = await passagesOfFile({ path, level, text, modifiedMs: stamp.modifiedMs, timeZone: deps.timeZone })
    const { session, cites } = passages
    return {
      file: { ...stamp, hash, ...(session !== undefined && { session }), ...(cites !== undefined && { cites }) },
      passages,
    }
  } catch (error) {
    deps.skipped.push({ path, reason: messageOf(error) })
    return { file: { ...stamp, hash: '' }, passages: { passages: [] } }
  }
}

function withoutSpan({ segment: _segment, first: _first, count: _count, ...file }: IndexedFile): ReadFile['file'] {
  return file
}

// --- vectors ---

const keyOf = ([low, high]: TextHash): string => `${low}.${high}`

/** The vectors of these files' texts. */
function vectorsOf(state: IndexState, files: readonly IndexedFile[]): Map<string, PackedVector> {
  const rowBytes = paddedDimensions(state.dimensions)
  const known = new Map<string, PackedVector>()
  const hashes = new Map<number, Uint32Array>()
  const scales = new Map<number, Float32Array>()
  for (const { segment, first, count } of files) {
    const columns = state.segments[segment]?.columns
    if (!columns || count === 0) continue
    if (!hashes.has(segment)) hashes.set(segment, new Uint32Array(fromBase64(columns.textHashes)))
    if (!scales.has(segment)) scales.set(segment, new Float32Array(fromBase64(columns.scales)))
    const rows = rowsOf(columns.vectors, { from: first * rowBytes, bytes: count * rowBytes })
    for (let i = 0; i < count; i++) {
      const at = 2 * (first + i)
      const key = keyOf([hashes.get(segment)?.[at] ?? 0, hashes.get(segment)?.[at + 1] ?? 0])
      const values = rows.slice(i * rowBytes, (i + 1) * rowBytes)
      known.set(key, { values, scale: scales.get(segment)?.[first + i] ?? 0 })
    }
  }
  return known
}

/** Decodes only these bytes: four characters of base64 stand for three. */
function rowsOf(base64: string, { from, bytes }: { from: number; bytes: number }): Int8Array {
  const firstGroup = Math.floor(from / 3)
  const lastGroup = Math.ceil((from + bytes) / 3)
  const decoded = new Int8Array(fromBase64(base64.slice(firstGroup * 4, lastGroup * 4)))
  return decoded.subarray(from - firstGroup * 3, from - firstGroup * 3 + bytes)
}

interface BuildDeps extends UpdateDeps {
  known: Map<string, PackedVector>
}

interface Built {
  segment: IndexedSegment
  files: Omit<IndexedFile, 'segment'>[]
  embedded: number
}

async function buildSegment(read: readonly ReadFile[], deps: BuildDeps): Promise<Built> {
  const embedded = await embedMissing(read, deps)
  const builder = new SegmentBuilder({ dimensions: deps.embedder.dimensions })
  const files = read.map(({ file, passages }) => {
    const first = builder.count
    for (const { entry } of passages?.passages ?? []) {
      const vector = deps.known.get(keyOf(entry.textHash))
      if (vector) builder.add(entry, vector)
    }
    return { ...file, first, count: builder.count - first }
  })
  const json = segmentToJson(builder.build())
  return { segment: { ...json, sum: sumOf(json) }, files, embedded }
}

/** Adds the vectors of texts that have none yet to `known`. */
async function embedMissing(read: readonly ReadFile[], { known, embedder, reporter }: BuildDeps): Promise<number> {
  const missing = new Map<string, string>()
  for (const { passages } of read) {
    for (const { entry, text } of passages?.passages ?? []) {
      const key = keyOf(entry.textHash)
      if (!known.has(key)) missing.set(key, text)
    }
  }
  const entries = [...missing]
  for (let at = 0; at < entries.length; at += EMBED_BATCH) {
    if (entries.length > 4 * EMBED_BATCH) reporter.progress('embedding', at, entries.length)
    const batch = entries.slice(at, at + EMBED_BATCH)
    const vectors = await embedder.embed(batch.map(([, text]) => text))
    for (const [i, [key]] of batch.entries())
      known.set(key, packVector(vectors[i] ?? new Float32Array(embedder.dimensions)))
  }
  return entries.length
}
