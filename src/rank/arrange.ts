/** Scored passages → an ordered list to show: neighbours joined, and no session filling the list alone. */
import type { Corpus } from './corpus.ts'
import { FLAG } from './segment.ts'

/** Neighbouring passages of one file that are shown as one. */
export interface Stretch {
  /** First and last passage, inclusive. */
  first: number
  last: number
  /** The best of its passages, and that one's score. */
  best: number
  score: number
  /** What orders the stretches: the score, less for those of its session that come before. */
  place: number
}

export interface ArrangeOptions {
  /** Each earlier stretch of the same session takes this share off the next one's place (not off its score). */
  sessionDiscount?: number
  /** A neighbour is joined when it scores at least this share of the stretch's best. */
  joinShare?: number
  /** Most passages of a stretch. */
  joinAtMost?: number
}

/** The passages with the highest scores above 0, best first; of equals the one that comes first in the index. */
export function topPassages(scores: Float32Array, count: number): number[] {
  const threshold = lowestWorthSorting(scores, count)
  const found: number[] = []
  for (let i = 0; i < scores.length; i++) if ((scores[i] ?? 0) > 0 && (scores[i] ?? 0) >= threshold) found.push(i)
  return found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, count)
}

const BUCKETS = 1024

/** A score that at least `count` passages reach, but not many more: sorting all of a large index takes too long. */
function lowestWorthSorting(scores: Float32Array, count: number): number {
  let highest = 0
  for (let i = 0; i < scores.length; i++) highest = Math.max(highest, scores[i] ?? 0)
  if (highest === 0) return 0
  const histogram = new Uint32Array(BUCKETS + 1)
  const scale = BUCKETS / highest
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0
    if (score <= 0) continue
    const bucket = Math.min(BUCKETS, Math.floor(score * scale))
    histogram[bucket] = (histogram[bucket] ?? 0) + 1
  }
  let bucket = BUCKETS
  for (let above = histogram[bucket] ?? 0; above < count && bucket > 0; above += histogram[bucket] ?? 0) bucket -= 1
  return (bucket / BUCKETS) * highest * (1 - 1e-6)
}

/** Joins neighbours and orders the stretches. `ranked` is best first. */
export function arrange(
  ranked: readonly number[],
  { scores, corpus, options = {} }: { scores: Float32Array; corpus: Corpus; options?: ArrangeOptions },
): Stretch[] {
  return diversified(joinNeighbours(ranked, { scores, corpus, options }), { corpus, options })
}

interface ArrangeContext {
  scores: Float32Array
  corpus: Corpus
  options: ArrangeOptions
}

function joinNeighbours(ranked: readonly number[], { scores, corpus, options }: ArrangeContext): Stretch[] {
  const { joinShare = 0.95, joinAtMost = 3 } = options
  const stretches: Stretch[] = []
  const covering = new Map<number, Stretch>()
  for (const passage of ranked) {
    const score = scores[passage] ?? 0
    const neighbour = neighboursOf(passage, corpus)
      .map((near) => covering.get(near))
      .find((near) => near && score >= joinShare * near.score && near.last - near.first + 1 < joinAtMost)
    if (neighbour) {
      neighbour.first = Math.min(neighbour.first, passage)
      neighbour.last = Math.max(neighbour.last, passage)
      covering.set(passage, neighbour)
    } else {
      const stretch = { first: passage, last: passage, best: passage, score, place: score }
      stretches.push(stretch)
      covering.set(passage, stretch)
    }
  }
  return stretches
}

/** The passages before and after in the same conversation; lines of a level file have none. */
function neighboursOf(passage: number, { fileOf, flags }: Corpus): number[] {
  if (((flags[passage] ?? 0) & FLAG.statement) !== 0) return []
  return [passage - 1, passage + 1].filter((near) => near >= 0 && fileOf[near] === fileOf[passage])
}

/** Greedy: next comes the stretch whose score is highest after the discount for those of its session that are already placed. */
function diversified(stretches: readonly Stretch[], { corpus, options }: Omit<ArrangeContext, 'scores'>): Stretch[] {
  const { sessionDiscount = 0.015 } = options
  const queues = new Map<number, Stretch[]>()
  for (const stretch of stretches) {
    const file = corpus.fileOf[stretch.best] ?? -1
    const queue = queues.get(file)
    if (queue) queue.push(stretch)
    else queues.set(file, [stretch])
  }
  const placed = [...queues.values()].flatMap((queue) =>
    queue.map((stretch, before) => ({ ...stretch, place: stretch.score * (1 - sessionDiscount) ** before })),
  )
  return placed.sort((a, b) => b.place - a.place || a.best - b.best)
}
