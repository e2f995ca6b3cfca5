import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readTable } from '../../../src/llm/embedded/table-file.ts'
import { createWordpiece, normalise, type PieceIndex, splitWords } from '../../../src/llm/embedded/wordpiece.ts'

const TABLE = new URL('../../../src/llm/embedded/table/', import.meta.url)
const FIXTURE = new URL('../../fixtures/wordpiece.json', import.meta.url)

const { pieces } = readTable(
  readFileSync(new URL('embedding.bin', TABLE)),
  readFileSync(new URL('vocabulary.txt', TABLE), 'utf8'),
)
const cases = z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(readFileSync(FIXTURE, 'utf8')))

const idOf = (piece: string): number => {
  if (piece === '[UNK]') return -1
  const id = piece.startsWith('##')
    ? pieces.find(`_${piece.slice(2)}`, 1, piece.length - 1)
    : pieces.find(piece, 0, piece.length)
  expect(id, `the vocabulary lacks ${piece}`).toBeGreaterThanOrEqual(0)
  return id
}

/** A vocabulary for tests: the ids are the places in the list. */
const indexOf = (list: readonly string[]): PieceIndex => ({
  longestPiece: Math.max(...list.map((piece) => piece.replace('##', '').length)),
  find: (word, start, end) => list.indexOf((start === 0 ? '' : '##') + word.slice(start, end)),
})

describe('the reference tokenizer', () => {
  it('cuts a thousand odd strings the same', () => {
    expect(cases.length).toBeGreaterThanOrEqual(1000)
    const { encode } = createWordpiece(pieces)
    for (const [text, expected] of cases) {
      expect(encode(text), JSON.stringify(text)).toEqual(expected.split(' ').filter(Boolean).map(idOf))
    }
  })
})

describe('normalise', () => {
  it.each([
    ['Crème Brûlée', 'creme brulee'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İstanbul', 'istanbul'],
    ['a\u200bb\u0000c', 'abc'],
    ['東京tower', ' 東  京 tower'],
    ['tab\tand\u00a0space', 'tab and space'],
  ])('%j becomes %j', (text, expected) => expect(normalise(text)).toBe(expected))

  it('gives ASCII text the same as the full way', () => {
    const ascii = fc.string({
      unit: fc.constantFrom(...'\t\n\r', ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))),
    })
    fc.assert(
      fc.property(ascii, (text) => {
        expect(splitWords(text)).toEqual(splitWords(`${text}\u200b`))
      }),
    )
  })
})

describe('encode', () => {
  it('takes the longest piece at each place, also where a shorter one would have led on', () => {
    const { encode } = createWordpiece(indexOf(['un', 'una', '##aff', '##able', '##ffable']))
    expect(encode('unaffable un')).toEqual([1, 4, 0])
    expect(encode('unable')).toEqual([-1])
  })

  it('knows nothing of a word with a gap, and of words past a hundred letters', () => {
    const { encode } = createWordpiece(indexOf(['a', '##a', '##b']))
    expect(encode('ab axb b')).toEqual([0, 2, -1, -1])
    expect(encode('a'.repeat(100))).toHaveLength(100)
    expect(encode('a'.repeat(101))).toEqual([-1])
  })

  it('does not depend on what was cut before', () => {
    const shared = createWordpiece(pieces)
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        for (const text of texts) expect(shared.encode(text)).toEqual(createWordpiece(pieces).encode(text))
      }),
    )
  })

  it('survives any string, also with lone surrogates', () => {
    const { encode } = createWordpiece(pieces)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => encode(`${text}\ud800`).every(Number.isInteger)))
  })
})
