/**
 * BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75) three times over: a passage by itself, with its neighbours in the conversation,
 * and the whole session. Each is given as a share of the best that a query could reach, so it lies in [0, 1] for any query.
 */
import { type Corpus, WINDOW } from './corpus.ts'
import { readList } from './postings.ts'
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
}

/** A term of the query; its `weight` scales what it is worth. */
export interface WeightedTerm {
  term: string
  weight: number
}

/** Passages that hold a term and how often, in ascending order; dead ones left out. */
export interface Occurrences {
  passages: number[]
  counts: number[]
}

export function occurrencesOf(term: string, corpus: Corpus): Occurrences {
  const found: Occurrences = { passages: [], counts: [] }
  for (const { base, table, postings } of corpus.postings) {
    const index = table.find(term)
    if (index < 0) continue
    readList(postings, index, (passage, count) => {
      if ((corpus.fileOf[base + passage] ?? -1) < 0) return
      found.passages.push(base + passage)
      found.counts.push(count)
    })
  }
  return found
}

export function scoreLexical(query: readonly WeightedTerm[], corpus: Corpus): LexicalScores {
  const scores: LexicalScores = {
    own: new Float32Array(corpus.count),
    window: new Float32Array(corpus.count),
    session: new Float32Array(corpus.fileStarts.length),
  }
  const scratch = new Float32Array(corpus.count)
  let best = 0
  let bestSession = 0
  for (const { term, weight } of query) {
    const found = occurrencesOf(term, corpus)
    const { statistics } = corpus
    const worth = weight * idf(statistics.passages, countedPassages(found, corpus))
    const files = countByFile(found, corpus)
    const sessionWorth = weight * idf(statistics.files, countedFiles(files, corpus))
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

const idf = (total: number, holding: number): number =>
  Math.log(1 + (Math.max(total, holding) - holding + 0.5) / (holding + 0.5))

/** What `count` occurrences in a text are worth: more for a rare term, less for a text that is longer than the mean. */
const bm25 = (count: number, { worth, relativeLength }: { worth: number; relativeLength: number }): number =>
  (worth * count * (K1 + 1)) / (count + K1 * (1 - B + B * relativeLength))

interface Adding {
  worth: number
  corpus: Corpus
  scores: Float32Array
}

function addOwn({ passages, counts }: Occurrences, { worth, corpus, scores }: Adding): void {
  const { lengths, statistics } = corpus
  for (const [at, passage] of passages.entries()) {
    const relativeLength = (lengths[passage] ?? 0) / (statistics.meanLength || 1)
    scores[passage] = (scores[passage] ?? 0) + bm25(counts[at] ?? 0, { worth, relativeLength })
  }
}

/** Each occurrence counts for the passage it stands in and, less, for its neighbours; then the sums are scored. */
function addWindow(found: Occurrences, { worth, corpus, scores, scratch }: Adding & { scratch: Float32Array }): void {
  const touched = spread(found, { corpus, scratch })
  const { windowLengths, meanWindowLength } = corpus.statistics
  for (const passage of touched) {
    const relativeLength = (windowLengths[passage] ?? 0) / (meanWindowLength || 1)
    scores[passage] = (scores[passage] ?? 0) + bm25(scratch[passage] ?? 0, { worth, relativeLength })
    scratch[passage] = 0
  }
}

function spread(
  { passages, counts }: Occurrences,
  { corpus, scratch }: { corpus: Corpus; scratch: Float32Array },
): number[] {
  const { fileOf, fileStarts, fileEnds, flags } = corpus
  const touched: number[] = []
  const add = (passage: number, count: number): void => {
    if (scratch[passage] === 0) touched.push(passage)
    scratch[passage] = (scratch[passage] ?? 0) + count
  }
  for (const [at, passage] of passages.entries()) {
    const count = counts[at] ?? 0
    add(passage, WINDOW.own * count)
    if (((flags[passage] ?? 0) & FLAG.statement) !== 0) continue
    const file = fileOf[passage] ?? 0
    const first = fileStarts[file] ?? 0
    const end = fileEnds[file] ?? 0
    for (let index = 0; index < WINDOW.neighbours.length; index++) {
      const weight = WINDOW.neighbours[index] ?? 0
      if (passage - index - 1 >= first) add(passage - index - 1, weight * count)
      if (passage + index + 1 < end) add(passage + index + 1, weight * count)
    }
  }
  return touched
}

const countedPassages = ({ passages }: Occurrences, { fileOf, statistics }: Corpus): number =>
  passages.reduce((sum, passage) => sum + (statistics.counted[fileOf[passage] ?? 0] ?? 0), 0)

function countedFiles(files: ReadonlyMap<number, number>, { statistics }: Corpus): number {
  let count = 0
  for (const file of files.keys()) count += statistics.counted[file] ?? 0
  return count
}

function countByFile({ passages, counts }: Occurrences, { fileOf }: Corpus): Map<number, number> {
  const files = new Map<number, number>()
  for (const [at, passage] of passages.entries()) {
    const file = fileOf[passage] ?? 0
    files.set(file, (files.get(file) ?? 0) + (counts[at] ?? 0))
  }
  return files
}

function addSession(files: ReadonlyMap<number, number>, { worth, corpus, scores }: Adding): void {
  const { fileLengths, meanFileLength } = corpus.statistics
  for (const [file, count] of files) {
    const relativeLength = (fileLengths[file] ?? 0) / (meanFileLength || 1)
    scores[file] = (scores[file] ?? 0) + bm25(count, { worth, relativeLength })
  }
}

function scale(scores: Float32Array, best: number): void {
  if (best > 0) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) / best
}
