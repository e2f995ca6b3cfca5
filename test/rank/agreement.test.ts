import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreementOf } from '../../src/rank/agreement.ts'
import { joinSegments } from '../../src/rank/corpus.ts'
import { FLAG, SegmentBuilder } from '../../src/rank/segment.ts'
import { packVector } from '../../src/rank/vectors.ts'

/** Files of these many passages. */
function corpusOf(files: readonly number[], flags = 0) {
  const builder = new SegmentBuilder({ dimensions: 1 })
  const spans = files.map((count) => {
    const first = builder.count
    for (let place = 1; place <= count; place++) {
      const entry = { place, start: 0, end: 1, terms: [], labels: [], speaker: '', flags, minute: 0 }
      builder.add({ ...entry, textHash: [0, 0] }, packVector(Float32Array.of(1)))
    }
    return { segment: 0, first, count }
  })
  return joinSegments([builder.build()], { spans, dimensions: 1 })
}

describe('agreementOf', () => {
  it('is the mean of the three best of each session', () => {
    const score = fc.float({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.array(score, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        (files) => {
          const scores = Float32Array.from(files.flat())
          const means = agreementOf(scores, corpusOf(files.map(({ length }) => length)))
          for (const [file, own] of files.entries()) {
            const best = own.toSorted((a, b) => b - a).slice(0, 3)
            expect(means[file]).toBeCloseTo(best.reduce((sum, x) => sum + x, 0) / 3, 5)
          }
        },
      ),
    )
  })

  it('leaves statements alone: their file is no conversation', () => {
    expect([...agreementOf(Float32Array.of(1, 1, 1), corpusOf([3], FLAG.statement))]).toEqual([0])
  })
})
