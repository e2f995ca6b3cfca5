/** A session in which several passages answer is a better source than one where a single passage happens to share words. */
import type { Corpus } from './corpus.ts'
import { FLAG } from './segment.ts'

/** So many of a session's best passages speak for it. */
const VOICES = 3

/** The mean score of the three best passages of each file; 0 for a file of statements, which is no conversation. */
export function agreementOf(scores: Float32Array, { fileStarts, fileEnds, flags }: Corpus): Float32Array {
  const means = new Float32Array(fileStarts.length)
  for (let file = 0; file < fileStarts.length; file++) {
    const start = fileStarts[file] ?? 0
    if (((flags[start] ?? 0) & FLAG.statement) === 0)
      means[file] = meanOfBest(scores, { start, end: fileEnds[file] ?? 0 })
  }
  return means
}

function meanOfBest(scores: Float32Array, { start, end }: { start: number; end: number }): number {
  let first = 0
  let second = 0
  let third = 0
  for (let i = start; i < end; i++) {
    const score = scores[i] ?? 0
    if (score <= third) continue
    third = Math.min(score, second)
    second = Math.max(Math.min(score, first), second)
    first = Math.max(score, first)
  }
  return (first + second + third) / VOICES
}
