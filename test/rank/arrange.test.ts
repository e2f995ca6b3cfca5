import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange, topPassages } from '../../src/rank/arrange.ts'
import { joinSegments } from '../../src/rank/corpus.ts'
import { SegmentBuilder } from '../../src/rank/segment.ts'
import { packVector } from '../../src/rank/vectors.ts'

/** Sessions of these many passages. */
function corpusOf(...sessions: number[]) {
  const builder = new SegmentBuilder({ dimensions: 1 })
  const spans = sessions.map((count) => {
    const first = builder.count
    for (let place = 1; place <= count; place++) {
      const entry = { place, start: 0, end: 1, terms: [], labels: [], speaker: '', flags: 0, minute: 0 }
      builder.add({ ...entry, textHash: [0, 0] }, packVector(Float32Array.of(1)))
    }
    return { segment: 0, first, count }
  })
  return joinSegments([builder.build()], { spans, dimensions: 1 })
}

describe('topPassages', () => {
  it('is the head of the sorted list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -1, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 20 }),
        (numbers, count) => {
          const scores = Float32Array.from(numbers)
          const sorted = [...scores.keys()].filter((i) => (scores[i] ?? 0) > 0)
          sorted.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
          expect(topPassages(scores, count)).toEqual(sorted.slice(0, count))
        },
      ),
    )
  })
})

describe('arrange', () => {
  const placesOf = (scores: number[], corpus: ReturnType<typeof corpusOf>) => {
    const numbers = Float32Array.from(scores)
    return arrange(topPassages(numbers, 50), { scores: numbers, corpus }).map(({ first, last }) => [first, last])
  }

  it('joins neighbours that score alike, and no others', () => {
    expect(placesOf([0.5, 0.49, 0.1], corpusOf(3))).toEqual([
      [0, 1],
      [2, 2],
    ])
  })

  it('does not join across sessions', () => {
    expect(placesOf([0.5, 0.5], corpusOf(1, 1))).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('lets another session come before the second passage of a chatty one when they score alike', () => {
    const inOrder = placesOf([0.5, 0, 0.499, 0, 0.498, 0.495], corpusOf(5, 1))
    expect(inOrder).toEqual([
      [0, 0],
      [5, 5],
      [2, 2],
      [4, 4],
    ])
  })
})
