/** Brings an index up to date with the files of the folder: only what changed is read, and no unchanged text is embedded again. */
import { type Segment, SegmentBuilder } from '../../rank/segment.ts'
import { packVector } from '../../rank/vectors.ts'
import type { Embedder, MemoryFolder, Reporter } from '../ports.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import type { BrokenFile } from './broken.ts'
import type { FolderDiff, StampedFile } from './diff.ts'
import { type KnownVectors, keyOf, vectorsOf } from './known-vectors.ts'
import { type FilePassages, passagesOfFile } from './passages.ts'
import type { Shelf } from './shelf.ts'
import { type IndexedFile, type IndexState, textHash } from './sidecar.ts'
import { tidySegments } from './tidy.ts'

const EMBED_BATCH = 256

export interface UpdateDeps {
  folder: MemoryFolder
  embedder: Embedder
  reporter: Reporter
  timeZone: string
  /** Where the segments of the index are, and new ones go. */
  shelf: Shelf
  /** An index of the same embedder whose vectors are used again. */
  reuse?: IndexState
  /** So much Markdown becomes one segment: the index of a large folder must not hold all of its text. */
  batchBytes?: number
}

export interface Update {
  state: IndexState
  /** Files whose text changed. */
  files: number
  /** Texts that were embedded. */
  embedded: number
  skipped: BrokenFile[]
}

/** A changed file as it was read: `passages` is missing where its text is the one that is indexed. */
interface ReadFile {
  file: Omit<IndexedFile, 'segment' | 'first' | 'count'>
  old?: IndexedFile
  passages?: FilePassages
}

const BATCH_BYTES = 2_000_000
/** Fewer are read before anyone looks. */
const SHOWN_FROM_FILES = 20

/** The index after the changes. `state` itself stays as it is; its segments stay on the shelf. */
export async function updateIndex(state: IndexState, diff: FolderDiff, deps: UpdateDeps): Promise<Update> {
  const total: Update = { state, files: 0, embedded: 0, skipped: [] }
  const moved = await vectorsOf(state, { files: diff.gone, shelf: deps.shelf })
  const gone = new Set(diff.gone.map(({ path }) => path))
  let done = 0
  for (const changed of batchesOf(diff.changed, deps.batchBytes ?? BATCH_BYTES)) {
    const replaced = new Set(changed.map(({ path }) => path))
    const unchanged = total.state.files.filter(({ path }) => !replaced.has(path) && !gone.has(path))
    const progress = { done, total: diff.changed.length }
    const update = await updateBatch(total.state, { changed, unchanged }, { ...deps, moved, progress })
    total.state = update.state
    total.files += update.files
    total.embedded += update.embedded
    total.skipped.push(...update.skipped)
    done += changed.length
  }
  return total
}

/** At least one batch: files may also only be gone. */
function batchesOf(changed: readonly StampedFile[], batchBytes: number): StampedFile[][] {
  const batches: StampedFile[][] = [[]]
  let bytes = 0
  for (const file of changed) {
    if (bytes > 0 && bytes + file.sizeBytes > batchBytes) {
      batches.push([])
      bytes = 0
    }
    batches.at(-1)?.push(file)
    bytes += file.sizeBytes
  }
  return batches
}

type Batch = Omit<FolderDiff, 'gone'>

interface BatchDeps extends UpdateDeps {
  /** Of files that are gone: they may only have been renamed. */
  moved: KnownVectors
  /** Files before this batch, and in all. */
  progress: { done: number; total: number }
}

async function updateBatch(state: IndexState, batch: Batch, deps: BatchDeps): Promise<Update> {
  const skipped: Update['skipped'] = []
  const read = await readChanged(state, batch, { ...deps, skipped })
  const same = read.flatMap(({ file, old, passages }) => (old && !passages ? [{ ...old, ...file }] : []))
  const renewed = read.filter(({ passages }) => passages !== undefined)
  const known = new Map([...deps.moved, ...(await formerVectors(renewed, deps.reuse ?? state, deps.shelf))])
  const { segment, files, embedded } = await buildSegment(renewed, { known, ...deps })
  const added = files.map((file) => ({ ...file, segment: state.segments.length }))
  const refs = segment.count > 0 ? [await deps.shelf.put(segment)] : []
  const next = { ...state, files: [...batch.unchanged, ...same, ...added], segments: [...state.segments, ...refs] }
  return { state: await tidySegments(next, deps.shelf), files: renewed.length, embedded, skipped }
}

/** The vectors of what stood in these files before. */
function formerVectors(renewed: readonly ReadFile[], former: IndexState, shelf: Shelf): Promise<KnownVectors> {
  const paths = new Set(renewed.map(({ file }) => file.path))
  return vectorsOf(former, { files: former.files.filter(({ path }) => paths.has(path)), shelf })
}

type ReadDeps = BatchDeps & { skipped: Update['skipped'] }

async function readChanged(state: IndexState, { changed }: Batch, deps: ReadDeps): Promise<ReadFile[]> {
  const indexed = new Map(state.files.map((file) => [file.path, file]))
  const { done, total } = deps.progress
  const read: ReadFile[] = []
  for (const [index, stamp] of changed.entries()) {
    if (total > SHOWN_FROM_FILES) deps.reporter.progress('indexing', done + index, total)
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
    const broken = whatIsWrong(error, path)
    deps.skipped.push({ path, reason: broken })
    return { file: { ...stamp, hash: '', broken }, passages: { passages: [] } }
  }
}

function withoutSpan({ segment: _segment, first: _first, count: _count, ...file }: IndexedFile): ReadFile['file'] {
  return file
}

interface BuildDeps extends UpdateDeps {
  known: KnownVectors
}

interface Built {
  segment: Segment
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
  return { segment: builder.build(), files, embedded }
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
