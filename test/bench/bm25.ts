/** The baselines of the recall bench: plain BM25, stemmed and without stop words, over turns or over turns with their neighbours. */
import { scoreQuestion } from '../../src/memory/eval/scores.ts'
import { terms } from '../../src/rank/tokenize.ts'
import { answerable, type BenchStore } from './sets.ts'

const K1 = 1.2
const B = 0.75
const HITS = 400

/** Turns on either side of a turn that are searched with it. */
export const BASELINES = { 'plain BM25, turn': 0, 'plain BM25, turn ± 2': 2 } as const

interface Unit {
  session: string
  turn: string
  /** What is read, and counts in a budget. */
  text: string
  /** What is searched. */
  searched: string
}

/** The scores of every answerable question. */
export function scoreBaseline(store: BenchStore, neighbours: number) {
  const units = unitsOf(store, neighbours)
  const search = bm25(units.map(({ searched }) => terms(searched)))
  return answerable(store.questions).map((question) => {
    const hits = search(terms(question.query))
      .flatMap((index) => units[index] ?? [])
      .filter(({ session }) => !question.ignored.has(session))
      .map(({ session, turn, text }) => ({ source: session, turns: [turn], text }))
    return { question, scores: scoreQuestion({ ...question, sources: question.sessions }, hits) }
  })
}

const unitsOf = ({ sessions }: BenchStore, neighbours: number): Unit[] =>
  sessions.flatMap(({ id: session, turns }) => {
    const lines = turns.map(({ speaker, text }) => `${speaker}: ${text}`)
    return turns.map(({ id, text }, at) => {
      const line = lines[at] ?? ''
      const window = lines.slice(Math.max(0, at - neighbours), at + neighbours + 1)
      // Within a window, the turn's own words count for more.
      const searched = neighbours === 0 ? line : [...window, text, text].join(' ')
      return { session, turn: id, text: line, searched }
    })
  })

/** Robertson and Zaragoza 2009, with the idf that is never negative. Gives the best documents' indexes, best first. */
function bm25(documents: readonly (readonly string[])[]): (query: readonly string[]) => number[] {
  const postings = new Map<string, Map<number, number>>()
  for (const [index, words] of documents.entries()) {
    for (const word of words) {
      const list = postings.get(word) ?? new Map<number, number>()
      postings.set(word, list.set(index, (list.get(index) ?? 0) + 1))
    }
  }
  const count = documents.length
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / count
  return (query) => {
    const scores = new Map<number, number>()
    for (const word of new Set(query)) {
      const list = postings.get(word) ?? new Map<number, number>()
      const idf = Math.log(1 + (count - list.size + 0.5) / (list.size + 0.5))
      for (const [index, frequency] of list) {
        const length = (documents[index]?.length ?? 0) / meanLength
        const gain = (idf * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length))
        scores.set(index, (scores.get(index) ?? 0) + gain)
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, HITS)
      .map(([index]) => index)
  }
}
