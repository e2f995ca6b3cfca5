import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSegments } from '../../src/rank/corpus.ts'
import { SegmentBuilder } from '../../src/rank/segment.ts'
import { meantTerm } from '../../src/rank/spelling.ts'
import { packVector } from '../../src/rank/vectors.ts'

/** One file of passages of terms. */
function corpusOf(passages: readonly (readonly string[])[]) {
  const builder = new SegmentBuilder({ dimensions: 2 })
  for (const terms of passages) {
    const entry = { place: 1, start: 0, end: 1, terms, labels: [], speaker: '', flags: 0, minute: 0 }
    builder.add({ ...entry, textHash: [0, 0] }, packVector(new Float32Array(2)))
  }
  const spans = [{ segment: 0, first: 0, count: passages.length }]
  return joinSegments([builder.build()], { spans, dimensions: 2 })
}

const MEMORY = corpusOf([
  ['kyoto', 'flight'],
  ['kyoto'],
  ['restaur'],
  ['postgr'],
  ['plant'],
  ['plane'],
  ['plane'],
  ['cat'],
])

describe('meantTerm', () => {
  it.each<[term: string, meant: string | undefined, why: string]>([
    ['kyotto', 'kyoto', 'a letter too many'],
    ['kyto', undefined, 'too short'],
    ['resaur', 'restaur', 'a letter missing'],
    ['retsaur', 'restaur', 'two letters exchanged'],
    ['restour', 'restaur', 'a wrong letter'],
    ['postg', 'postgr', 'the last letter missing'],
    ['plann', 'plane', 'the one that more passages hold'],
    ['plant', undefined, 'held itself'],
    ['qyoto', undefined, 'another first letter'],
    ['kiotto', undefined, 'two slips'],
    ['cats1', undefined, 'no plain word'],
    ['elephant', undefined, 'nothing near'],
  ])('%s → %s: %s', (term, expected) => {
    expect(meantTerm(term, MEMORY)).toBe(expected)
  })

  it('finds every word of the memory again after one slip behind the first letter', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        letter,
        fc.constantFrom('drop', 'put', 'turn', 'set'),
        (at, other, slip) => {
          const word = 'thermometer'
          const [before, after] = [word.slice(0, at), word.slice(at)]
          const misspelt = {
            drop: before + after.slice(1),
            put: before + other + after,
            turn: before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
            set: at < word.length ? before + other + after.slice(1) : word,
          }[slip]
          expect(meantTerm(misspelt, corpusOf([[word]]))).toBe(misspelt === word ? undefined : word)
        },
      ),
    )
  })
})
