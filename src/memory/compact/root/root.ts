/** ROOT.md: every topic by category, one line each, never above its budget. Pinned and hand-written lines come first and stay whole. */
import { groupByTopic } from '../../../extract/topics/topic-groups.ts'
import { readTarget, writeDocument } from '../documents.ts'
import type { CompactDeps, FileResult } from '../types.ts'
import { categorise } from './categories.ts'
import { isFresh, ROOT_PATH, readRootDigest, readRootInputs } from './inputs.ts'
import { fitLayout, fitRoot, mostLines } from './layout.ts'
import { mergeOfAllDays } from './merged.ts'
import { tellTopics } from './topic-lines.ts'

export interface RootOptions {
  /** Makes every line anew, also where nothing has changed. */
  force?: boolean
  /** Asks a model for the topics that the limit of an earlier day left, also where nothing has changed. */
  unfinished?: boolean
  signal?: AbortSignal
}

/** Brings ROOT.md up to date with the days. A model is asked without the lock. */
export async function updateRoot(
  deps: CompactDeps,
  { force = false, unfinished = false, signal }: RootOptions = {},
): Promise<FileResult> {
  const result: FileResult = { path: ROOT_PATH, written: false, rejected: 0, fellBack: false, capped: false }
  // Before the folder: whoever writes it from more than is read here is then seen to have done so.
  const before = await readTarget(deps, ROOT_PATH)
  const inputs = await readRootInputs(deps)
  if (inputs.days.length === 0) return result
  if (!force && !unfinished && isFresh(deps, before, inputs.digest)) return result
  const entries = await categorise(groupByTopic(await mergeOfAllDays(deps, inputs)), {
    embedder: deps.embedder,
    most: mostLines(deps),
  })
  const told = await tellTopics(deps, {
    entries,
    existing: before?.document,
    force,
    signal,
    layoutOf: (known) => fitLayout(deps, { ...known, inputs, existing: before?.document }),
  })
  Object.assign(result, { rejected: told.rejected, fellBack: told.fellBack, capped: told.capped })
  // What stands there stays unfinished, and is tried again.
  if (unfinished && told.fellBack && !told.capped) return result
  result.written = await deps.folder.withLock(async () => {
    const existing = (await deps.folder.read(ROOT_PATH)) === before?.text ? before : await readTarget(deps, ROOT_PATH)
    // It was replaced since it was read: if the folder has changed too, what stands there may know more, and stays.
    if (existing !== before && (await readRootDigest(deps)) !== inputs.digest) return false
    return writeDocument(deps, fitRoot(deps, { ...told, inputs, existing: existing?.document }), existing)
  })
  return result
}
