import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSegments } from '../../src/rank/corpus.ts'
import { mergeSegments } from '../../src/rank/merge.ts'
import { ByteWriter, base64Bytes, fromBase64, toBase64 } from '../../src/rank/packing.ts'
import { PostingsBuilder, readList, TermTable } from '../../src/rank/postings.ts'
import { SegmentBuilder } from '../../src/rank/segment.ts'
import { isSegmentJson, segmentFromJson, segmentToJson } from '../../src/rank/segment-json.ts'
import { type PackedVector, packVector, paddedDimensions, VectorTable, WAITING } from '../../src/rank/vectors.ts'

const term = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter((text) => !text.includes('\n'))

describe('postings', () => {
  it('give back which passages hold a term and how often', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.array(term, { maxLength: 6 }))), (steps) => {
        const builder = new PostingsBuilder()
        const expected = new Map<string, Map<number, number>>()
        let passage = -1
        for (const [step, terms] of steps) {
          passage += step
          builder.add(passage, terms)
          for (const one of terms) {
            const counts = expected.get(one) ?? new Map<number, number>()
            counts.set(passage, (counts.get(passage) ?? 0) + 1)
            expected.set(one, counts)
          }
        }
        const postings = builder.build()
        const table = new TermTable(postings)
        expect(table.count).toBe(expected.size)
        for (const [one, counts] of expected) {
          const { length, passages, counts: read } = readList(postings, table.find(one))
          const found = Array.from({ length }, (_, i) => [passages[i], read[i]])
          expect(found).toEqual([...counts])
        }
        expect(table.find('not there at all')).toBe(-1)
      }),
    )
  })

  it('write large numbers in groups of seven bits', () => {
    const writer = new ByteWriter()
    for (const value of [0, 127, 128, 16_384, 4_294_967_295]) writer.writeNumber(value)
    expect([...writer.bytes()]).toEqual([0, 127, 128, 1, 128, 128, 1, 255, 255, 255, 255, 15])
  })

  it('survive base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = toBase64(bytes)
        expect(base64Bytes(text)).toBe(bytes.length)
        expect(new Uint8Array(fromBase64(text))).toEqual(bytes)
      }),
    )
  })
})

const vectorOf = (dimensions: number) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimensions, maxLength: dimensions })
    .map((numbers) => {
      const length = Math.hypot(...numbers) || 1
      return Float32Array.from(numbers, (x) => x / length)
    })

describe('VectorTable', () => {
  it.each([1, 16, 33, 256])('gives the cosines that plain arithmetic gives, at %i dimensions', (dimensions) => {
    fc.assert(
      fc.property(fc.array(vectorOf(dimensions), { maxLength: 9 }), vectorOf(dimensions), (vectors, query) => {
        const table = new VectorTable({ rows: vectors.length, dimensions })
        const rowBytes = paddedDimensions(dimensions)
        const bytes = new Int8Array(vectors.length * rowBytes)
        const packed = vectors.map(packVector)
        for (const [row, { values }] of packed.entries()) bytes.set(values, row * rowBytes)
        table.fill(0, { vectors: toBase64(bytes), scales: Float32Array.from(packed, ({ scale }) => scale) })
        const cosines = table.cosines(query)
        for (const [row, vector] of vectors.entries()) {
          const exact = vector.reduce((sum, x, d) => sum + x * (query[d] ?? 0), 0)
          expect(Math.abs((cosines[row] ?? 0) - exact)).toBeLessThan(0.02)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('keeps the zero vector at cosine 0', () => {
    expect(packVector(new Float32Array(8)).scale).toBe(0)
  })
})

/** A segment whose passages hold these terms. */
function segmentOf(passages: readonly (readonly string[])[], speaker = 'Ann') {
  const builder = new SegmentBuilder({ dimensions: 3 })
  for (const [index, terms] of passages.entries()) {
    const entry = {
      place: index + 1,
      start: index,
      end: index + 9,
      terms,
      labels: ['=t'],
      speaker,
      flags: 4,
      minute: index * 7,
    }
    builder.add({ ...entry, textHash: [index, 99] }, packVector(Float32Array.of(1, index, 0)))
  }
  return builder.build()
}

describe('segments', () => {
  it('come back from JSON as they were', () => {
    const segment = segmentOf([['a', 'b', 'a'], [], ['日本', 'b']])
    const json: unknown = JSON.parse(JSON.stringify(segmentToJson(segment)))
    expect(isSegmentJson(json, { rowBytes: 16 })).toBe(true)
    if (isSegmentJson(json, { rowBytes: 16 })) expect(segmentFromJson(json)).toEqual(segment)
  })

  it.each(['vectors', 'places', 'postings', 'scales', 'textHashes'])('are not whole without all of `%s`', (column) => {
    const json = JSON.parse(JSON.stringify(segmentToJson(segmentOf([['a'], ['b']]))))
    json.columns[column] = column === 'postings' ? 7 : json.columns[column].slice(4)
    expect(isSegmentJson(json, { rowBytes: 16 })).toBe(false)
  })

  it('merge into what one build of the kept passages gives', () => {
    const passages = [['a'], ['b', 'c'], ['c'], ['a', 'd'], ['e']]
    const merged = mergeSegments(
      [
        { segment: segmentOf(passages.slice(0, 3)), spans: [{ first: 1, count: 2 }] },
        { segment: segmentOf(passages.slice(3), 'Bo'), spans: [{ first: 0, count: 1 }] },
      ],
      { rowBytes: 16 },
    )
    expect(merged.count).toBe(3)
    expect(merged.speakerNames).toEqual(['Ann', 'Bo'])
    expect([...merged.speakers]).toEqual([0, 0, 1])
    expect([...merged.places]).toEqual([2, 3, 1])
    expect([...merged.textHashes]).toEqual([1, 99, 2, 99, 0, 99])
    const table = new TermTable(merged.postings)
    const passagesWith = (one: string) => {
      const { length, passages: found } = readList(merged.postings, table.find(one))
      return [...found.subarray(0, length)]
    }
    expect([passagesWith('c'), passagesWith('a'), passagesWith('=t')]).toEqual([[0, 1], [2], [0, 1, 2]])
    expect(table.find('e')).toBe(-1)
    const corpus = joinSegments([merged], { spans: [{ segment: 0, first: 0, count: 3 }], dimensions: 3 })
    expect(corpus.vectors.cosines(Float32Array.of(1, 0, 0))[2]).toBeCloseTo(1, 2)
  })

  it('have no vectors while all of their passages wait for one, and join those that have', () => {
    const segmentOf = (word: string, vector: PackedVector) => {
      const builder = new SegmentBuilder({ dimensions: vector === WAITING ? 0 : 3 })
      const place = { place: 1, start: 0, end: 1, labels: [], speaker: '', flags: 0, minute: 0 }
      builder.add({ ...place, terms: [word], textHash: [1, 2] }, vector)
      return builder.build()
    }
    const parts = [segmentOf('tea', WAITING), segmentOf('milk', packVector(new Float32Array([1, 0, 0])))]
    const rowBytes = paddedDimensions(3)
    expect(parts[0]?.vectors).toBe('')
    for (const part of parts) expect(isSegmentJson(segmentToJson(part), { rowBytes })).toBe(true)
    const merged = mergeSegments(
      parts.map((segment) => ({ segment, spans: [{ first: 0, count: 1 }] })),
      { rowBytes },
    )
    const spans = [0, 1].map((segment) => ({ segment, first: 0, count: 1 }))
    for (const { vectors } of [
      joinSegments(parts, { spans, dimensions: 3 }),
      joinSegments([merged], { spans: [{ segment: 0, first: 0, count: 2 }], dimensions: 3 }),
    ]) {
      const [tea, milk] = vectors.cosines(new Float32Array([1, 0, 0]))
      expect([tea, vectors.isWaiting(0), vectors.isWaiting(1)]).toEqual([0, true, false])
      expect(milk).toBeCloseTo(1, 2)
    }
    const unread = joinSegments(parts.slice(0, 1), { spans: spans.slice(0, 1), dimensions: 0 })
    expect([...unread.vectors.cosines(new Float32Array([1, 0, 0]))]).toEqual([0])
  })
})
