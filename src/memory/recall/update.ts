/** Brings an index up to date with the files of the folder: only what changed is read, and no unchanged text is embedded again. Without vectors, words find. */
import { type Segment, SegmentBuilder } from '../../rank/segment.ts'
import { WAITING } from '../../rank/vectors.ts'
import type { Embedder, MemoryFolder, Reporter } from '../ports.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import type { BrokenFile } from './broken.ts'
import type { FolderDiff, StampedFile } from './diff.ts'
import { type Embedded, embedTexts } from './embed-texts.ts'
import { type KnownVectors, keyOf, vectorsOf } from './known-vectors.ts'
import { type FilePassages, passagesOfFile } from './passages.ts'
import type { Shelf } from './shelf.ts'
import { type IndexedFile, type IndexState, textHash } from './sidecar.ts'
import { tidySegments } from './tidy.ts'

export interface UpdateDeps {
  folder: MemoryFolder
  /** Absent: new passages wait for their vectors. */
  embedder?: Embedder
  reporter: Reporter
  timeZone: string
  /** Where the segments of the index are, and new ones go. */
  shelf: Shelf
  /** An index of the same embedder whose vectors are used again. */
  reuse?: IndexState
  /** Vectors that this run has made so far; it gains those that are made. */
  made?: KnownVectors
  /** So much Markdown becomes one segment: the index of a large folder must not hold all of its text. */
  batchBytes?: number
  /** Called with what is done so far, before it goes on. */
  onBatch?: (state: IndexState) => Promise<void>
}

export interface Update {
  state: IndexState
  /** Files whose text changed. */
  files: number
  /** Texts that were embedded. */
  embedded: number
  /** Why the embedder made no more: the passages that are left wait for their vectors. */
  failure?: unknown
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

/**
 * The index after the changes. `state` itself stays as it is; its segments stay on the shelf. Throws `OtherDimensions` where the embedder
 * makes vectors that do not go with those of the index.
 */
export async function updateIndex(state: IndexState, diff: FolderDiff, deps: UpdateDeps): Promise<Update> {
  const total: Update = { state, files: 0, embedded: 0, skipped: [] }
  const moved = await vectorsOf(state, { files: diff.gone, shelf: deps.shelf })
  const gone = new Set(diff.gone.map(({ path }) => path))
  let done = 0
  for (const changed of batchesOf(diff.changed, deps.batchBytes ?? BATCH_BYTES)) {
    if (done > 0) await deps.onBatch?.(total.state)
    const replaced = new Set(changed.map(({ path }) => path))
    const unchanged = total.state.files.filter(({ path }) => !replaced.has(path) && !gone.has(path))
    const progress = { done, total: diff.changed.length }
    const { embedder, ...others } = deps
    // What has failed once is not asked again for each batch.
    const batchDeps = { ...others, ...(embedder && total.failure === undefined && { embedder }), moved, progress }
    const update = await updateBatch(total.state, { changed, unchanged }, batchDeps)
    total.state = update.state
    total.files += update.files
    total.embedded += update.embedded
    total.failure ??= update.failure
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
  const former = await formerVectors(renewed, deps.reuse ?? state, deps.shelf)
  const known = new Map([...deps.moved, ...former])
  const { dimensions: soFar } = state
  const made: KnownVectors = deps.made ?? new Map()
  const built = await buildSegment(renewed, { ...deps, known, made, dimensions: soFar })
  const { segment, files, dimensions, count, failure } = built
  const added = files.map((file) => ({ ...file, segment: state.segments.length }))
  const refs = segment.count > 0 ? [await deps.shelf.put(segment)] : []
  const next = {
    ...state,
    dimensions,
    files: [...batch.unchanged, ...same, ...added],
    segments: [...state.segments, ...refs],
  }
  return { state: await tidySegments(next, deps.shelf), files: renewed.length, embedded: count, skipped, failure }
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
    const isComplete = !deps.old?.waiting || deps.embedder === undefined
    if (deps.old?.hash === hash && isComplete) return { file: { ...withoutSpan(deps.old), ...stamp, hash } }
    const passages = await passagesOfFile({ path, level, text, modifiedMs: stamp.modifiedMs, timeZone: deps.timeZone })
    const { session, cites } = passages
    return {
      file: { ...stamp, hash, ...(session !== undefined && { session }), ...(cites !== undefined && { cites }) },
      passages,
    }
  } catch (error) {
    const broken = whatIsWrong(error, path)
    deps.skipped.push({ path, reason: broken })
    // What the system refused it may give the next time, though the file stays the same: its stamp then is that of no file.
    const modifiedMs = isRefused(error) ? 0 : stamp.modifiedMs
    return { file: { ...stamp, modifiedMs, hash: '', broken }, passages: { passages: [] } }
  }
}

/** Permission, disk: not what stands in the file. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause

function withoutSpan({ segment: _segment, first: _first, count: _count, ...file }: IndexedFile): ReadFile['file'] {
  return file
}

interface BuildDeps extends UpdateDeps {
  /** From the index. */
  known: KnownVectors
  made: KnownVectors
  /** Of the index so far. */
  dimensions: number
}

interface Built extends Embedded {
  segment: Segment
  files: Omit<IndexedFile, 'segment'>[]
  dimensions: number
}

async function buildSegment(read: readonly ReadFile[], deps: BuildDeps): Promise<Built> {
  const embedded = await embedMissing(read, deps)
  const dimensions = deps.dimensions || deps.embedder?.dimensions || 0
  const builder = new SegmentBuilder({ dimensions })
  const files = read.map(({ file, passages }) => {
    const first = builder.count
    let waiting = 0
    for (const { entry } of passages?.passages ?? []) {
      const key = keyOf(entry.textHash)
      const vector = deps.known.get(key) ?? deps.made.get(key)
      if (!vector) waiting++
      builder.add(entry, vector ?? WAITING)
    }
    return { ...file, first, count: builder.count - first, ...(waiting > 0 && { waiting }) }
  })
  return { ...embedded, segment: builder.build(), files, dimensions }
}

/** Adds the vectors of texts that have none yet to `made`, as far as they can be had. */
async function embedMissing(read: readonly ReadFile[], deps: BuildDeps): Promise<Embedded> {
  const { known, made, embedder, reporter, dimensions } = deps
  if (!embedder) return { count: 0 }
  const missing = new Map<string, string>()
  for (const { passages } of read) {
    for (const { entry, text } of passages?.passages ?? []) {
      const key = keyOf(entry.textHash)
      if (!known.has(key) && !made.has(key)) missing.set(key, text)
    }
  }
  return embedTexts(missing, { embedder, reporter, made, dimensions })
}
