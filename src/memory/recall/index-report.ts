/** What is told of the index after it was brought up to date, or checked. */
import { type BrokenFile, brokenIn } from './broken.ts'
import { type IndexState, waitingIn } from './sidecar.ts'

export interface IndexReport {
  embedder: string
  files: number
  chunks: number
  /** Files that were read again (a check: that are out of date), and texts that got a vector. */
  changed: number
  embedded: number
  /** Passages that words find, and meaning not yet: they have no vectors. */
  waiting: number
  /** Broken files, which recall cannot see. */
  skipped: BrokenFile[]
  /** Only a check leaves it so: the sidecar does not match the Markdown. */
  stale: boolean
  /** Why the sidecar could not be used as it was. */
  problem?: string
  /** Only of a check: the damage does not show when recall reads the sidecar. */
  needsRebuild?: boolean
  /** Only of a check: how many files the index does not know as they are. */
  outdated?: Outdated
}

export interface Outdated {
  added: number
  edited: number
  gone: number
}

export function reportOf(state: IndexState, rest: Partial<IndexReport>): IndexReport {
  const { embedder, files } = state
  const chunks = files.reduce((sum, { count }) => sum + count, 0)
  const skipped = brokenIn(files)
  const waiting = waitingIn(state)
  return { embedder, files: files.length, chunks, changed: 0, embedded: 0, waiting, skipped, stale: false, ...rest }
}
