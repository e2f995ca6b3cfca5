/** The use case behind `mem index`, and the last step of every capture: the sidecar matches the Markdown. */
import { sayBroken } from './broken.ts'
import { checkIndex } from './check-index.ts'
import { diffFolder, isUpToDate } from './diff.ts'
import { type IndexReport, reportOf } from './index-report.ts'
import { readIndex, saveIndex, withoutDamaged } from './open-index.ts'
import { emptyIndex, type IndexState } from './sidecar.ts'
import type { IndexDeps } from './types.ts'
import { updateIndex } from './update.ts'

/** Each time another process wrote the sidecar in between; the work is then done again on top of it. */
const MAX_ATTEMPTS = 4

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
    const read = await readIndex(deps)
    const found = rebuild ? await withoutDamaged(read) : read
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
    for (const broken of skipped) sayBroken(broken, deps.reporter)
    const saved = (await saveIndex(state, { found, deps })) !== undefined
    const { problem } = found
    if (saved || attempt === MAX_ATTEMPTS) {
      return reportOf(state, { changed: files, embedded, stale: !saved, ...(problem && { problem }) })
    }
  }
}

const forgotten = ({ embedder, dimensions }: IndexState): IndexState => emptyIndex({ id: embedder, dimensions })
