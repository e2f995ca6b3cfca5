import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Corpus, joinSegments } from '../../src/rank/corpus.ts'
import { scoreLexical } from '../../src/rank/lexical.ts'
import { FLAG, type Segment, SegmentBuilder } from '../../src/rank/segment.ts'
import { packVector } from '../../src/rank/vectors.ts'

const DIMENSIONS = 4
const entry = (terms: readonly string[], flags = 0) => ({
  place: 1,
  start: 0,
  end: 1,
  terms,
  labels: [],
  speaker: '',
  flags,
  minute: 0,
  textHash: [0, 0] as const,
})

/** Files of passages of terms, each file a session; `perSegment` files a segment. */
function corpusOf(
  files: readonly (readonly (readonly string[])[])[],
  { perSegment = files.length, flags = 0 } = {},
): Corpus {
  const segments: Segment[] = []
  const spans: { segment: number; first: number; count: number }[] = []
  for (let at = 0; at < files.length; at += Math.max(1, perSegment)) {
    const builder = new SegmentBuilder({ dimensions: DIMENSIONS })
    for (const file of files.slice(at, at + Math.max(1, perSegment))) {
      spans.push({ segment: segments.length, first: builder.count, count: file.length })
      for (const terms of file) builder.add(entry(terms, flags), packVector(new Float32Array(DIMENSIONS)))
    }
    segments.push(builder.build())
  }
  return joinSegments(segments, { spans, dimensions: DIMENSIONS })
}

const query = (...terms: string[]) => terms.map((term) => ({ term, weight: 1 }))

/** BM25 by its definition, over texts as lists of terms. */
function plainBm25(
  texts: readonly (readonly string[])[],
  asked: readonly string[],
  holding: readonly (readonly string[])[],
) {
  const [k1, b] = [1.2, 0.75]
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length || 1
  const idf = (term: string) => {
    const df = holding.filter((text) => text.includes(term)).length
    return Math.log(1 + (holding.length - df + 0.5) / (df + 0.5))
  }
  const best = asked.reduce((sum, term) => sum + idf(term) * (k1 + 1), 0)
  return texts.map((text) => {
    const score = asked.reduce((sum, term) => {
      const tf = text.filter((word) => word === term).length
      return sum + (idf(term) * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * text.length) / mean))
    }, 0)
    return best === 0 ? 0 : score / best
  })
}

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const filesOfWords = fc.array(
  fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
  {
    minLength: 1,
    maxLength: 5,
  },
)

describe('scoreLexical', () => {
  it('is BM25 of the passage, of its window and of its session, as a share of the best possible', () => {
    fc.assert(
      fc.property(
        filesOfWords,
        fc.uniqueArray(word, { minLength: 1 }),
        fc.integer({ min: 1, max: 3 }),
        (files, asked, perSegment) => {
          const corpus = corpusOf(files, { perSegment })
          const passages = files.flat()
          const windows = files.flatMap((file) =>
            file.map((own, i) => [own, own, own, ...file.filter((_, j) => j !== i && Math.abs(i - j) <= 2)].flat()),
          )
          const scores = scoreLexical(query(...asked), corpus)
          const expectClose = (actual: Float32Array, expected: readonly number[]) => {
            for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 4)
          }
          expectClose(scores.own, plainBm25(passages, asked, passages))
          expectClose(scores.window, plainBm25(windows, asked, passages))
          const sessions = files.map((file) => file.flat())
          expectClose(scores.session, plainBm25(sessions, asked, sessions))
        },
      ),
    )
  })

  it('stays within [0, 1]', () => {
    fc.assert(
      fc.property(filesOfWords, fc.uniqueArray(word), (files, asked) => {
        const { own, window, session } = scoreLexical(query(...asked), corpusOf(files))
        for (const score of [...own, ...window, ...session]) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('does not count statements into how common a word is, and gives them no neighbours', () => {
    const statements = corpusOf([[['x'], ['y']]], { flags: FLAG.statement })
    const { window } = scoreLexical(query('x'), statements)
    expect(window[0]).toBeGreaterThan(0)
    expect(window[1]).toBe(0)
  })
})
