/** The vector of a question, where the embedder gives one in time: without it, words still find. */
import { accountOf } from '../../errors.ts'
import type { RecallDeps } from './types.ts'

/** After a failure the next questions do without, so that many of them do not each wait for an embedder that is off. */
const PAUSE_MS = 15_000

/** `undefined` where there is none: the user has been told why. */
export type VectorOf = (question: string) => Promise<Float32Array | undefined>

/** Remembers the last question. */
export function questionEmbedder({
  embedder,
  reporter,
  now,
}: Pick<RecallDeps, 'embedder' | 'reporter' | 'now'>): VectorOf {
  let last: { question: string; vector: Float32Array | undefined } | undefined
  let failedMs: number | undefined
  return async (question) => {
    if (last?.question === question) return last.vector
    if (failedMs !== undefined && Math.abs(now().getTime() - failedMs) < PAUSE_MS) return undefined
    try {
      const [vector] = await embedder.embed([question], { isUrgent: true })
      last = { question, vector: vector?.length ? vector : undefined }
      return last.vector
    } catch (error) {
      failedMs = now().getTime()
      reporter.notice(`Searching by words only: ${accountOf(error)}`)
      return undefined
    }
  }
}
