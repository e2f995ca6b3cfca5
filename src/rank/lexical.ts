/**
 * BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75) three times over: a passage by itself, with its neighbours in the conversation,
 * and the whole session. Each is given as a share of the best that a query could reach, so it lies in [0, 1] for any query.
 */
import { type Corpus, WINDOW_REACH, WINDOW_WEIGHTS } from './corpus.ts'
import { type PostingList, readList } from './postings.ts'
import { FLAG } from './segment.ts'

const K1 = 1.2
const B = 0.75

export interface LexicalScores {
  /** By passage. */
  own: Float32Array
  /** By passage: it and its neighbours as one text. */
  window: Float32Array
  /** By file: the whole session as one text. */
  session: Float32Array
  /** What each term of the query is worth: its weight times how rare it is. */
  worths: Map<string, number>
}

/** A term of the query; its `weight` scales what it is worth. */
export interface WeightedTerm {
  term: string
  weight: number
}

/** Whether any segment holds a term, be it in a passage that is gone. */
export const hasTerm = (term: string, { postings }: Corpus): boolean =>
  postings.some(({ table }) => table.find(term) >= 0)

/** The living passages of all segments that hold a term. */
export function occurrencesOf(term: string, corpus: Corpus): PostingList {
  const lists = corpus.postings.flatMap(({ base, table, postings }) => {
    const index = table.find(term)
    return index < 0 ? [] : [shifted(readList(postings, index), base)]
  })
  const [only] = lists
  const all = lists.length === 1 && only ? only : concatenated(lists)
  return corpus.live === corpus.count ? all : withoutDead(all, corpus)
}

function shifted(list: PostingList, base: number): PostingList {
  if (base > 0) for (let at = 0; at < list.length; at++) list.passages[at] = (list.passages[at] ?? 0) + base
  return list
}

function concatenated(lists: readonly PostingList[]): PostingList {
  const length = lists.reduce((sum, list) => sum + list.length, 0)
  const all = { length, passages: new Int32Array(length), counts: new Int32Array(length) }
  let at = 0
  for (const list of lists) {
    all.passages.set(list.passages.subarray(0, list.length), at)
    all.counts.set(list.counts.subarray(0, list.length), at)
    at += list.length
  }
  return all
}

/** In place. */
function withoutDead(list: PostingList, { fileOf }: Corpus): PostingList {
  let kept = 0
  for (let at = 0; at < list.length; at++) {
    const passage = list.passages[at] ?? 0
    if ((fileOf[passage] ?? -1) < 0) continue
    list.passages[kept] = passage
    list.counts[kept] = list.counts[at] ?? 0
    kept += 1
  }
  return { ...list, length: kept }
}

export function scoreLexical(query: readonly WeightedTerm[], corpus: Corpus): LexicalScores {
  const scores: LexicalScores = {
    own: new Float32Array(corpus.count),
    window: new Float32Array(corpus.count),
    session: new Float32Array(corpus.fileStarts.length),
    worths: new Map(),
  }
  const scratch = { sums: new Float32Array(corpus.count), touched: new Int32Array(corpus.count) }
  const { statistics } = corpus
  let best = 0
  let bestSession = 0
  for (const { term, weight } of query) {
    const found = occurrencesOf(term, corpus)
    const files = byFile(found, corpus)
    const worth = weight * idf(statistics.passages, countedPassages(found, corpus))
    const sessionWorth = weight * idf(statistics.files, countedFiles(files, corpus))
    scores.worths.set(term, worth)
    best += worth * (K1 + 1)
    bestSession += sessionWorth * (K1 + 1)
    addOwn(found, { worth, corpus, scores: scores.own })
    addWindow(found, { worth, corpus, scores: scores.window, scratch })
    addSession(files, { worth: sessionWorth, corpus, scores: scores.session })
  }
  scale(scores.own, best)
  scale(scores.window, best)
  scale(scores.session, bestSession)
  return scores
}

/** `holding` may be more than `total` for a term that only statements use. */
const idf = (total: number, holding: number): number =>
  Math.log(1 + (Math.max(total, holding) - holding + 0.5) / (holding + 0.5))

/** BM25's length norm, and what a count is worth under it. */
const lengthNorm = (length: number, mean: number): number => K1 * (1 - B + (B * length) / (mean || 1))
const saturated = (count: number, norm: number): number => (count * (K1 + 1)) / (count + norm)

interface Adding {
  worth: number
  corpus: Corpus
  scores: Float32Array
}

function addOwn({ length, passages, counts }: PostingList, { worth, corpus, scores }: Adding): void {
  const { lengths, statistics } = corpus
  for (let at = 0; at < length; at++) {
    const passage = passages[at] ?? 0
    const norm = lengthNorm(lengths[passage] ?? 0, statistics.meanLength)
    scores[passage] = (scores[passage] ?? 0) + worth * saturated(counts[at] ?? 0, norm)
  }
}

interface Scratch {
  /** All 0 between uses. */
  sums: Float32Array
  touched: Int32Array
}

/** Each occurrence counts for the passage it stands in and, less, for its neighbours; then the sums are scored. */
function addWindow(found: PostingList, { worth, corpus, scores, scratch }: Adding & { scratch: Scratch }): void {
  const { sums, touched } = scratch
  const { windowLengths, meanWindowLength } = corpus.statistics
  const count = spread(found, { corpus, scratch })
  for (let at = 0; at < count; at++) {
    const passage = touched[at] ?? 0
    const norm = lengthNorm(windowLengths[passage] ?? 0, meanWindowLength)
    scores[passage] = (scores[passage] ?? 0) + worth * saturated(sums[passage] ?? 0, norm)
    sums[passage] = 0
  }
}

/** Returns how many passages were touched. */
function spread(
  { length, passages, counts }: PostingList,
  { corpus, scratch }: { corpus: Corpus; scratch: Scratch },
): number {
  const { fileOf, fileStarts, fileEnds, flags } = corpus
  const { sums, touched } = scratch
  let touchedCount = 0
  for (let at = 0; at < length; at++) {
    const passage = passages[at] ?? 0
    const file = fileOf[passage] ?? 0
    const reach = ((flags[passage] ?? 0) & FLAG.statement) !== 0 ? 0 : WINDOW_REACH
    const first = Math.max(fileStarts[file] ?? 0, passage - reach)
    const last = Math.min((fileEnds[file] ?? 0) - 1, passage + reach)
    for (let near = first; near <= last; near++) {
      const sum = sums[near] ?? 0
      if (sum === 0) touched[touchedCount++] = near
      sums[near] = sum + (WINDOW_WEIGHTS[Math.abs(near - passage)] ?? 0) * (counts[at] ?? 0)
    }
  }
  return touchedCount
}

/** The files of a list and how often each holds the term. A file's passages lie together, so its entries do. */
function byFile({ length, passages, counts }: PostingList, { fileOf }: Corpus): PostingList {
  const files = { length: 0, passages: new Int32Array(length), counts: new Int32Array(length) }
  for (let at = 0; at < length; at++) {
    const file = fileOf[passages[at] ?? 0] ?? 0
    if (files.length === 0 || files.passages[files.length - 1] !== file) files.passages[files.length++] = file
    const last = files.length - 1
    files.counts[last] = (files.counts[last] ?? 0) + (counts[at] ?? 0)
  }
  return files
}

/** How many entries belong to files that the statistics count. */
function countedPassages({ length, passages }: PostingList, { fileOf, statistics }: Corpus): number {
  let count = 0
  for (let at = 0; at < length; at++) count += statistics.counted[fileOf[passages[at] ?? 0] ?? 0] ?? 0
  return count
}

function countedFiles({ length, passages: files }: PostingList, { statistics }: Corpus): number {
  let count = 0
  for (let at = 0; at < length; at++) count += statistics.counted[files[at] ?? 0] ?? 0
  return count
}

function addSession({ length, passages: files, counts }: PostingList, { worth, corpus, scores }: Adding): void {
  const { fileLengths, meanFileLength } = corpus.statistics
  for (let at = 0; at < length; at++) {
    const file = files[at] ?? 0
    const norm = lengthNorm(fileLengths[file] ?? 0, meanFileLength)
    scores[file] = (scores[file] ?? 0) + worth * saturated(counts[at] ?? 0, norm)
  }
}

function scale(scores: Float32Array, best: number): void {
  if (best > 0) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) / best
}
