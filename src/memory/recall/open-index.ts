/** Finds the index fit to search: reads the sidecar, brings it up to date, or builds it anew; whatever it had to do, it says. */
import { messageOf } from '../../errors.ts'
import type { Embedder, FileStamp } from '../ports.ts'
import { diffFolder, type FolderDiff, isUpToDate } from './diff.ts'
import { emptyIndex, type IndexState, parseSidecar, renderSidecar } from './sidecar.ts'
import type { IndexDeps } from './types.ts'
import type { Update } from './update.ts'

/** Recall does not wait long for a folder that another process writes to: its own index is good enough. */
const BRIEF_WAIT_MS = 250

/** The sidecar as it was found. `problem` says why its content could not be used. */
export interface FoundIndex {
  state: IndexState
  stamp: Omit<FileStamp, 'path'> | undefined
  problem?: string
}

export async function readIndex({ sidecar, embedder }: Pick<IndexDeps, 'sidecar' | 'embedder'>): Promise<FoundIndex> {
  const stamp = await sidecar.stamp()
  const text = stamp && (await sidecar.read())
  const none = (problem: string): FoundIndex => ({ state: emptyIndex(embedder), stamp, problem })
  if (text === undefined) return none('There was no search index')
  const parsed = parseSidecar(text)
  if ('problem' in parsed) return none(PROBLEMS[parsed.problem])
  const { state } = parsed
  if (state.embedder === embedder.id && state.dimensions === embedder.dimensions) return { state, stamp }
  return none(`The search index was made with the embedder ${state.embedder}`)
}

const PROBLEMS = {
  damaged: 'The search index was damaged',
  older: 'The search index was made by an older version of mem',
  newer: 'The search index was made by a newer version of mem',
} as const

export interface OpenIndex {
  state: IndexState
  /** The sidecar on the disk does not match: it could not be written. */
  stale: boolean
}

/** The index as the folder is now. Never fails because of the sidecar or the embedder: without vectors, words still find. */
export async function openIndex(deps: IndexDeps): Promise<OpenIndex> {
  const found = await readIndex(deps)
  const diff = await diffFolder(deps.folder, found.state)
  if (isUpToDate(diff)) return { state: found.state, stale: false }
  const { update, complete } = await updateOrWithoutVectors(found.state, { diff, deps })
  announce(found, { update, deps })
  const saved = complete && (await saveBriefly(update.state, { found, deps }))
  return { state: update.state, stale: !saved }
}

interface Updating {
  diff: FolderDiff
  deps: IndexDeps
}

async function updateOrWithoutVectors(
  state: IndexState,
  { diff, deps }: Updating,
): Promise<{ update: Update; complete: boolean }> {
  const { updateIndex } = await import('./update.ts')
  try {
    return { update: await updateIndex(state, diff, deps), complete: true }
  } catch (error) {
    deps.reporter.notice(`New memories are found by their words only, as the embedder failed: ${messageOf(error)}`)
    return {
      update: await updateIndex(state, diff, { ...deps, embedder: withoutMeaning(deps.embedder) }),
      complete: false,
    }
  }
}

const withoutMeaning = ({ id, dimensions }: Embedder): Embedder => ({
  id,
  dimensions,
  embed: async (texts) => texts.map(() => new Float32Array(dimensions)),
})

function announce({ problem }: FoundIndex, { update, deps }: { update: Update; deps: IndexDeps }): void {
  const { reporter, expectsChanges } = deps
  for (const { path, reason } of update.skipped) reporter.notice(`${path} is left out of the index: ${reason}`)
  const files = update.files === 1 ? 'one file' : `${update.files} files`
  if (problem && update.files > 0) reporter.notice(`${problem}: built anew from ${files}.`)
  else if (update.files > 0 && !expectsChanges)
    reporter.notice(`The search index was out of date: ${files} read again.`)
}

/** Saves unless the folder is busy, read-only or full; then the next run does it. */
async function saveBriefly(
  state: IndexState,
  { found, deps }: { found: FoundIndex; deps: IndexDeps },
): Promise<boolean> {
  try {
    return await saveIndex(state, { found, deps, signal: AbortSignal.timeout(BRIEF_WAIT_MS) })
  } catch {
    return false
  }
}

interface Saving {
  found: FoundIndex
  deps: Pick<IndexDeps, 'folder' | 'sidecar'>
  signal?: AbortSignal
}

/** Writes the sidecar under the lock; `false` where another process has written it since it was read. */
export async function saveIndex(state: IndexState, { found, deps, signal }: Saving): Promise<boolean> {
  const { folder, sidecar } = deps
  return folder.withLock(
    async () => {
      const now = await sidecar.stamp()
      if (now?.sizeBytes !== found.stamp?.sizeBytes || now?.modifiedMs !== found.stamp?.modifiedMs) return false
      await sidecar.write(renderSidecar(state))
      return true
    },
    signal ? { signal } : {},
  )
}
