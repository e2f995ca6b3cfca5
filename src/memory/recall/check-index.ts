/** The use case behind `mem index --check`: whether the sidecar is whole and matches the Markdown. Writes nothing. */
import { type BrokenFile, brokenIn, sayBroken } from './broken.ts'
import { compareFile } from './compare-files.ts'
import { diffFolder, type FolderDiff } from './diff.ts'
import { type IndexReport, type Outdated, reportOf } from './index-report.ts'
import { PROBLEMS, readIndex } from './open-index.ts'
import type { Shelf } from './shelf.ts'
import type { IndexState } from './sidecar.ts'
import type { IndexDeps } from './types.ts'

/** Compares every file, by its content where its size or time has changed, and every segment with its checksum. */
export async function checkIndex(deps: IndexDeps): Promise<IndexReport> {
  const { state, shelf, problem } = await readIndex(deps)
  const { outdated, skipped } = await compareFiles(await diffFolder(deps.folder, state), { state, deps })
  for (const broken of skipped) sayBroken(broken, deps.reporter)
  const changed = outdated.added + outdated.edited + outdated.gone
  const report = { changed, outdated, skipped }
  if (problem) return reportOf(state, { ...report, stale: true, problem })
  if (!(await isWhole(state, shelf)))
    return reportOf(state, { ...report, stale: true, problem: PROBLEMS.damaged, needsRebuild: true })
  return reportOf(state, { ...report, stale: changed > 0 })
}

async function compareFiles(
  { changed, unchanged, gone }: FolderDiff,
  { state, deps }: { state: IndexState; deps: IndexDeps },
): Promise<{ outdated: Outdated; skipped: BrokenFile[] }> {
  const indexed = new Map(state.files.map((file) => [file.path, file]))
  const outdated = { added: 0, edited: 0, gone: gone.length }
  const skipped = brokenIn(unchanged)
  for (const [index, stamp] of changed.entries()) {
    deps.reporter.progress('comparing', index, changed.length)
    const { change, reason } = await compareFile(stamp, { old: indexed.get(stamp.path), folder: deps.folder })
    if (change) outdated[change] += 1
    if (reason !== undefined) skipped.push({ path: stamp.path, reason })
  }
  return { outdated, skipped }
}

async function isWhole(state: IndexState, shelf: Shelf): Promise<boolean> {
  for (const ref of state.segments) if (!(await shelf.isWhole(ref, state))) return false
  return true
}
