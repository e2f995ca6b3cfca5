/** The use case behind `mem index`, and the last step of every capture: the sidecar matches the Markdown. */
import { diffFolder, isUpToDate } from './diff.ts'
import { readIndex, saveIndex } from './open-index.ts'
import { emptyIndex, type IndexState } from './sidecar.ts'
import type { IndexDeps } from './types.ts'
import { updateIndex } from './update.ts'

/** Each time another process wrote the sidecar in between; the work is then done again on top of it. */
const MAX_ATTEMPTS = 4

export interface IndexReport {
  embedder: string
  files: number
  chunks: number
  /** Files that were read again, and texts that got a vector. */
  changed: number
  embedded: number
  /** Broken files, which recall cannot see. */
  skipped: { path: string; reason: string }[]
  /** Only a check leaves it so: the sidecar does not match the Markdown. */
  stale: boolean
  /** Why the sidecar could not be used as it was. */
  problem?: string
}

export interface IndexOptions {
  /** Only compares; writes nothing. */
  check?: boolean
  /** Reads every file again; vectors of texts that are still there are kept. */
  rebuild?: boolean
}

/** Brings the sidecar up to date. Embeds outside the lock. `MemError('locked')` when another process holds the folder too long. */
export async function indexFolder(deps: IndexDeps, { check, rebuild }: IndexOptions = {}): Promise<IndexReport> {
  if (check) return checkIndex(deps)
  for (let attempt = 1; ; attempt++) {
    const found = await readIndex(deps)
    const diff = await diffFolder(deps.folder, found.state)
    if (!rebuild && !found.problem && isUpToDate(diff)) return reportOf(found.state, {})
    const base = rebuild ? forgotten(found.state) : found.state
    const all = rebuild ? await diffFolder(deps.folder, base) : diff
    const reuse = rebuild ? found.state : undefined
    const { shelf } = found
    const { state, files, embedded, skipped } = await updateIndex(base, all, {
      ...deps,
      shelf,
      ...(reuse && { reuse }),
    })
    for (const { path, reason } of skipped) deps.reporter.notice(`${path} is left out of the index: ${reason}`)
    const saved = (await saveIndex(state, { found, deps })) !== undefined
    const { problem } = found
    if (saved || attempt === MAX_ATTEMPTS) {
      return reportOf(state, { changed: files, embedded, skipped, stale: !saved, ...(problem && { problem }) })
    }
  }
}

const forgotten = ({ embedder, dimensions }: IndexState): IndexState => emptyIndex({ id: embedder, dimensions })

/** Compares every file's stamp, and every segment with its checksum. */
async function checkIndex(deps: IndexDeps): Promise<IndexReport> {
  const { state, shelf, problem } = await readIndex(deps)
  const diff = await diffFolder(deps.folder, state)
  const changed = diff.changed.length + diff.gone.length
  if (problem) return reportOf(state, { changed, stale: true, problem })
  for (const ref of state.segments) {
    if (await shelf.isWhole(ref)) continue
    return reportOf(state, { changed, stale: true, problem: 'The search index was damaged' })
  }
  return reportOf(state, { changed, stale: changed > 0 })
}

function reportOf(state: IndexState, rest: Partial<IndexReport>): IndexReport {
  const chunks = state.files.reduce((sum, { count }) => sum + count, 0)
  const { embedder, files } = state
  return { embedder, files: files.length, chunks, changed: 0, embedded: 0, skipped: [], stale: false, ...rest }
}
