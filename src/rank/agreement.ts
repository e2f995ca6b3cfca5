/** A session in which several passages answer is a better source than one where a single passage happens to share words. */
import type { Corpus } from './corpus.ts'
import { FLAG } from './segment.ts'

/** So many of a session's best passages speak for it. */
const VOICES = 3

/** The mean score of the three best passages of each file; 0 for a file of statements, which is no conversation. */
export function agreementOf(scores: Float32Array, { fileStarts, fileEnds, flags }: Corpus): Float32Array {
  const means = new Float32Array(fileStarts.length)
  for (let file = 0; file < fileStarts.length; file++) {
    const [start, end] = [fileStarts[file] ?? 0, fileEnds[file] ?? 0]
    if (((flags[start] ?? 0) & FLAG.statement) === 0) means[file] = meanOfBest(scores, { start, end })
  }
  return means
}

function meanOfBest(scores: Float32Array, { start, end }: { start: number; end: number }): number {
  let [first, second, third] = [0, 0, 0]
  for (let i = start; i < end; i++) {
    const score = scores[i] ?? 0
    if (score <= third) continue
    if (score > first) [first, second, third] = [score, first, second]
    else if (score > second) [second, third] = [score, second]
    else third = score
  }
  return (first + second + third) / VOICES
}
