/** What follows every change of raw: the days it touches, ROOT.md and the index are brought up to date. */
import { accountOf, MemError } from '../errors.ts'
import { compact, planCompaction } from './compact/compact.ts'
import { memoriesOfDay, readLevelFile } from './compact/documents.ts'
import type { CompactDeps } from './compact/types.ts'
import { indexFolder } from './recall/index-folder.ts'
import type { IndexDeps } from './recall/types.ts'

export interface RefreshReport {
  /** The local days asked for. */
  days: string[]
  /** Statements that these days hold now. */
  memories: number
  /** Files that changed, besides raw. */
  written: string[]
}

/** Brings everything above raw up to date after turns of these days have landed. */
export type Refresh = (days: readonly string[]) => Promise<RefreshReport>

export interface RefreshDeps {
  compact: CompactDeps
  /** Called when it is needed: whatever is wrong with the embedder must not keep the memories from being made. */
  index: () => Promise<IndexDeps>
  signal?: AbortSignal
}

/**
 * Days that an earlier run left behind are done too. What fails is said and left to the next run: the turns themselves have landed.
 * Weeks and months wait for `mem compact`, and so does what a day's limit for models has left.
 */
export const createRefresh =
  (deps: RefreshDeps): Refresh =>
  async (days) => {
    const written: string[] = []
    const orLater = laterOf(deps, { isKept: days.length > 0 })
    await orLater('the memories', async () => {
      const plan = await planCompaction(deps.compact, { levels: ['daily', 'root'], redo: false })
      if (plan.steps.length === 0) return
      const report = await compact(deps.compact, plan, deps.signal && { signal: deps.signal })
      written.push(...report.written)
    })
    // Recall brings the index up to date itself: whoever stops the run need not wait for it.
    if (!deps.signal?.aborted)
      await orLater('the search index', async () => void (await indexFolder(await deps.index())))
    return { days: [...days], memories: await countMemories(deps.compact, days), written }
  }

/** What fails is said: that the turns are kept, where there are any. */
const laterOf =
  ({ compact: { reporter } }: RefreshDeps, { isKept }: { isKept: boolean }) =>
  async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof MemError)) throw error
      const kept = isKept ? 'the transcript is kept, but ' : ''
      reporter.notice(`${kept}${what} could not be brought up to date: ${accountOf(error)} The next run does it.`)
    }
  }

async function countMemories(deps: CompactDeps, days: readonly string[]): Promise<number> {
  let count = 0
  for (const day of days) {
    const file = await readLevelFile(deps, `daily/${day}.md`)
    if (file) count += memoriesOfDay(file).length
  }
  return count
}
