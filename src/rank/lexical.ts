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
  const { statistics } = corpus
  const terms = query.map(({ term, weight }) => {
    const saturation = saturationOf(term, corpus)
    const { passages, files } = saturation.counted
    return {
      term,
      saturation,
      worth: weight * idf(statistics.passages, passages),
      sessionWorth: weight * idf(statistics.files, files),
    }
  })
  const best = (K1 + 1) * terms.reduce((sum, { worth }) => sum + worth, 0) || 1
  const bestSession = (K1 + 1) * terms.reduce((sum, { sessionWorth }) => sum + sessionWorth, 0) || 1
  const own = new Float32Array(corpus.count)
  const window = new Float32Array(corpus.count)
  const session = new Float32Array(corpus.fileStarts.length)
  for (const { saturation, worth, sessionWorth } of terms) {
    add(saturation.own, worth / best, own)
    add(saturation.window, worth / best, window)
    add(saturation.session, sessionWorth / bestSession, session)
  }
  return { own, window, session, worths: new Map(terms.map(({ term, worth }) => [term, worth])) }
}

/** Numbers other than 0 by their place. */
interface Sparse {
  places: Int32Array
  values: Float32Array
}

function add({ places, values }: Sparse, worth: number, scores: Float32Array): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0
    scores[place] = (scores[place] ?? 0) + worth * (values[i] ?? 0)
  }
}

/** What the occurrences of a term count under BM25, whatever the query; in how many passages and files they stand that the statistics count. */
interface Saturation {
  /** By passage. */
  own: Sparse
  /** By passage. */
  window: Sparse
  /** By file. */
  session: Sparse
  counted: { passages: number; files: number }
}

/** The words of one question come again in the next, the frequent ones most, and they take the longest: so many numbers are kept. */
const KEPT_NUMBERS = 4_000_000
const kept = new WeakMap<Corpus, { terms: Map<string, Saturation>; numbers: number }>()

function saturationOf(term: string, corpus: Corpus): Saturation {
  let known = kept.get(corpus)
  if (!known || known.numbers > KEPT_NUMBERS) {
    known = { terms: new Map(), numbers: 0 }
    kept.set(corpus, known)
  }
  let saturation = known.terms.get(term)
  if (!saturation) {
    saturation = saturate(term, corpus)
    const { own, window, session } = saturation
    known.terms.set(term, saturation)
    known.numbers += own.places.length + window.places.length + session.places.length
  }
  return saturation
}

function saturate(term: string, corpus: Corpus): Saturation {
  const found = occurrencesOf(term, corpus)
  const files = byFile(found, corpus)
  const { lengths, statistics } = corpus
  const { windowLengths, meanWindowLength, fileLengths, meanFileLength } = statistics
  return {
    own: saturatedIn(found, { lengths, mean: statistics.meanLength }),
    window: saturatedIn(spread(found, corpus), { lengths: windowLengths, mean: meanWindowLength }),
    session: saturatedIn(files, { lengths: fileLengths, mean: meanFileLength }),
    counted: { passages: countedPassages(found, corpus), files: countedFiles(files, corpus) },
  }
}

/** `holding` may be more than `total` for a term that only statements use. */
const idf = (total: number, holding: number): number =>
  Math.log(1 + (Math.max(total, holding) - holding + 0.5) / (holding + 0.5))

/** Each count under BM25's length norm. */
function saturatedIn(
  { length, passages, counts }: PostingList,
  { lengths, mean }: { lengths: ArrayLike<number>; mean: number },
): Sparse {
  const values = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const norm = K1 * (1 - B + (B * (lengths[passages[i] ?? 0] ?? 0)) / (mean || 1))
    const count = counts[i] ?? 0
    values[i] = (count * (K1 + 1)) / (count + norm)
  }
  return { places: passages.subarray(0, length), values }
}

/** Each occurrence counts for the passage it stands in and, less, for its neighbours. */
function spread({ length, passages, counts }: PostingList, corpus: Corpus): PostingList {
  const { count, fileOf, fileStarts, fileEnds, flags } = corpus
  const sums = zeroed(count)
  const touched = new Int32Array(Math.min(count, length * (2 * WINDOW_REACH + 1)))
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
  const places = touched.slice(0, touchedCount)
  const totals = places.map((passage) => sums[passage] ?? 0)
  for (const passage of places) sums[passage] = 0
  return { length: touchedCount, passages: places, counts: totals }
}

let zeros = new Int32Array(0)

/** Of at least this length. Whoever takes it leaves it zeroed: a new one for every term of a large memory takes longer than what it is for. */
function zeroed(length: number): Int32Array {
  if (zeros.length < length) zeros = new Int32Array(length)
  return zeros
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
