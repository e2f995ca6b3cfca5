import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSegments } from '../../src/rank/corpus.ts'
import { SegmentBuilder } from '../../src/rank/segment.ts'
import { isOneSlip, meantTerm, termOfMeantWord } from '../../src/rank/spelling.ts'
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
  ['salin'],
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
})

describe('termOfMeantWord', () => {
  it.each<[word: string, term: string | undefined, why: string]>([
    ['salinty', 'salin', 'a letter missing in an ending: its own stem would be two slips away'],
    ['restuarants', 'restaur', 'two letters exchanged'],
    ['flightss', 'flight', 'a letter too many at the end'],
    ['plani', 'plane', 'the one that more passages hold'],
    ['qyoto', undefined, 'another first letter'],
    ['kyto', undefined, 'too short'],
    ['elephant', undefined, 'nothing near'],
    ['kyoto-2', undefined, 'no plain word'],
  ])('%s → %s: %s', (word, expected) => {
    expect(termOfMeantWord(word, MEMORY)).toBe(expected)
  })
})

/** Damerau's distance in its restricted form (optimal string alignment), by its recurrence. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => i || j))
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
      ;(rows[i] ?? [])[j] = isExchange ? Math.min(least, at(i - 2, j - 2) + 1) : least
    }
  return at(a.length, b.length)
}

describe('isOneSlip', () => {
  it('is a distance of one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneSlip(a, b)).toBe(distance(a, b) === 1)
      }),
      { numRuns: 2000 },
    )
  })
})
