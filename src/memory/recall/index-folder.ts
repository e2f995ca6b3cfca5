/** The use case behind `mem index`, and the last step of every capture: the sidecar matches the Markdown. */
import { sayBroken } from './broken.ts'
import { checkIndex } from './check-index.ts'
import { diffFolder, type FolderDiff, isUpToDate, withWaiting } from './diff.ts'
import { OtherDimensions } from './embed-texts.ts'
import { type IndexReport, reportOf } from './index-report.ts'
import type { KnownVectors } from './known-vectors.ts'
import { announce, type FoundIndex, readIndex, saveBriefly, saveIndex, withoutDamaged } from './open-index.ts'
import { emptyIndex, type IndexState } from './sidecar.ts'
import type { IndexDeps } from './types.ts'
import { type Update, updateIndex } from './update.ts'

/** Each time another process wrote the sidecar in between; the work is then done again on top of it. */
const MAX_ATTEMPTS = 4

/** Of Markdown: what an embedder beyond this process has made of it is kept before it is asked for more. */
const KEPT_BYTES = 250_000

export interface IndexOptions {
  /** Only compares; writes nothing. */
  check?: boolean
  /** Reads every file again; vectors of texts that are still there are kept. */
  rebuild?: boolean
  /** The caller names the broken files itself. */
  namesBroken?: boolean
}

/**
 * Brings the sidecar up to date, with the vectors of all passages as far as the embedder makes them; what it does not, is said. Embeds
 * outside the lock. `MemError('locked')` when another process holds the folder too long.
 */
export async function indexFolder(
  deps: IndexDeps,
  { check, rebuild = false, namesBroken }: IndexOptions = {},
): Promise<IndexReport> {
  if (check) return checkIndex(deps)
  // What another process has made worthless meanwhile is done again, but for the vectors that were paid for.
  const made: KnownVectors = new Map()
  for (let attempt = 1; ; attempt++) {
    const read = await readIndex(deps)
    const found = rebuild ? await withoutDamaged(read) : read
    const diff = withWaiting(await diffFolder(deps.folder, found.state))
    if (!rebuild && !found.problem && isUpToDate(diff)) return reportOf(found.state, {})
    const update = await updateFound(found, { diff, rebuild, made, deps })
    const saved = update && (await saveIndex(update.state, { found: update.found, deps })) !== undefined
    if (!update || (!saved && attempt < MAX_ATTEMPTS)) continue
    const { state, files, embedded, skipped } = update
    if (!namesBroken) for (const broken of skipped) sayBroken(broken, deps.reporter)
    const { problem } = found
    announce(update, {
      // That there was none is no news.
      problem: found.stamp && problem,
      reporter: deps.reporter,
      saysChanges: false,
    })
    return reportOf(state, { changed: files, embedded, stale: !saved, ...(problem && { problem }) })
  }
}

interface Updating {
  diff: FolderDiff
  rebuild: boolean
  made: KnownVectors
  deps: IndexDeps
}

/**
 * The update, with the sidecar that it goes on from. `undefined` where the embedder turned out to be another one than the index was made
 * with: to be read anew.
 */
async function updateFound(
  found: FoundIndex,
  { diff, rebuild, made, deps }: Updating,
): Promise<(Update & { found: FoundIndex }) | undefined> {
  const { state, shelf } = found
  const base = rebuild ? forgotten(state) : state
  const all = rebuild ? await diffFolder(deps.folder, base) : diff
  // Saving clears away the segments whose vectors a rebuild still takes over.
  const reuse = rebuild && state.segments.length > 0 ? { reuse: state } : undefined
  let kept = found
  const keep = async (next: IndexState) => {
    const stamp = await saveBriefly(next, { found: kept, deps })
    if (stamp) kept = { ...kept, stamp }
  }
  const sparing = deps.embedder.isLocal ? {} : { made, ...(!reuse && { batchBytes: KEPT_BYTES, onBatch: keep }) }
  try {
    const update = await updateIndex(base, all, { ...deps, ...sparing, ...reuse, shelf })
    return { ...update, found: kept }
  } catch (error) {
    if (error instanceof OtherDimensions) return undefined
    throw error
  }
}

const forgotten = ({ embedder, dimensions }: IndexState): IndexState => emptyIndex({ id: embedder, dimensions })
