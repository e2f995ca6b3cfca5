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
  const ranks = ranksOf(scores)
  const heap: number[] = []
  let least = 0
  for (let i = 0; i < ranks.length; i++) {
    if ((ranks[i] ?? 0) <= least) continue
    if (heap.length < count) siftUp(heap, i, ranks)
    else siftDown(heap, i, ranks)
    if (heap.length >= count) least = ranks[heap[0] ?? 0] ?? 0
  }
  return heap.sort((a, b) => (isBelow(a, b, ranks) ? 1 : -1))
}

/**
 * Integers in the order of the scores that are above 0: the same bytes, as IEEE 754 has it. Others are at most 0. Comparing integers,
 * even code that is not yet optimised makes no objects for numbers.
 */
const ranksOf = (scores: Float32Array): Int32Array => new Int32Array(scores.buffer, scores.byteOffset, scores.length)

function isBelow(a: number, b: number, ranks: Int32Array): boolean {
  const rank = ranks[a] ?? 0
  const other = ranks[b] ?? 0
  return rank < other || (rank === other && a > b)
}

/** Adds one to a binary heap with the lowest on top. */
function siftUp(heap: number[], added: number, ranks: Int32Array): void {
  let at = heap.length
  heap.push(added)
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent] ?? 0
    if (!isBelow(added, above, ranks)) break
    heap[at] = above
    at = parent
  }
  heap[at] = added
}

/** Puts one in the place of the lowest. */
function siftDown(heap: number[], added: number, ranks: Int32Array): void {
  let at = 0
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    const left = heap[child] ?? 0
    const right = heap[child + 1] ?? left
    const isRight = isBelow(right, left, ranks)
    const lower = isRight ? right : left
    if (!isBelow(lower, added, ranks)) break
    heap[at] = lower
    at = isRight ? child + 1 : child
  }
  heap[at] = added
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
  const { fileOf, flags } = corpus
  const stretches: Stretch[] = []
  const covering = new Map<number, Stretch>()
  /** The stretch that covers a neighbour and may take this passage in. */
  const taking = (passage: number, near: number): Stretch | undefined => {
    const stretch = covering.get(near)
    if (!stretch || fileOf[near] !== fileOf[passage]) return undefined
    const isFull = stretch.last - stretch.first + 1 >= joinAtMost
    return !isFull && (scores[passage] ?? 0) >= joinShare * stretch.score ? stretch : undefined
  }
  for (const passage of ranked) {
    // The lines of a level file have no neighbours.
    const isStatement = ((flags[passage] ?? 0) & FLAG.statement) !== 0
    const neighbour = isStatement ? undefined : (taking(passage, passage - 1) ?? taking(passage, passage + 1))
    if (neighbour) {
      neighbour.first = Math.min(neighbour.first, passage)
      neighbour.last = Math.max(neighbour.last, passage)
      covering.set(passage, neighbour)
    } else {
      const score = scores[passage] ?? 0
      const stretch = { first: passage, last: passage, best: passage, score, place: score }
      stretches.push(stretch)
      covering.set(passage, stretch)
    }
  }
  return stretches
}

/** Greedy: next comes the stretch whose score is highest after the discount for those of its session that are already placed. In place. */
function diversified(stretches: Stretch[], { corpus, options }: Omit<ArrangeContext, 'scores'>): Stretch[] {
  const { sessionDiscount = 0.015 } = options
  const placed = new Map<number, number>()
  for (const stretch of stretches) {
    const file = corpus.fileOf[stretch.best] ?? -1
    const before = placed.get(file) ?? 0
    stretch.place = stretch.score * (1 - sessionDiscount) ** before
    placed.set(file, before + 1)
  }
  return stretches.sort((a, b) => b.place - a.place || a.best - b.best)
}
