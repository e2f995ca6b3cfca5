import fc from 'fast-check'
import { Tiktoken } from 'js-tiktoken/lite'
import ranks from 'js-tiktoken/ranks/o200k_base'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadTokenCounter } from '../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../src/memory/ports.ts'

describe('loadTokenCounter', () => {
  let count: CountTokens
  const reference = new Tiktoken(ranks)
  beforeAll(async () => {
    count = await loadTokenCounter()
  })

  it.each([
    ['', 0],
    ['hello world', 2],
    ['The invoices move to Postgres. #billing ([1](../raw/2026-11-22-session-1.md#turn-1))', null],
    ['請求書は先月までに移りました。', null],
    ['const x = { a: 1 }\n\n\n  // 42,000.50 €', null],
  ])('counts %j as the vocabulary does', (text, expected) => {
    expect(count(text)).toBe(expected ?? reference.encode(text).length)
  })

  it('takes control marks for plain text', () => {
    for (const mark of ['<|endoftext|>', '<|endofprompt|>', 'x<|endoftext|>y<|im_start|>']) {
      expect(count(mark)).toBeGreaterThan(3)
    }
  })

  it('never throws, and agrees with the vocabulary on text without endless words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(count(text)).toBe(reference.encode(text, [], []).length)
      }),
    )
    for (const odd of ['\ud800', '\udc00x', '\u0000'.repeat(100)]) expect(count(odd)).toBeGreaterThan(0)
  })

  it('agrees with the vocabulary on prose, code and many scripts', () => {
    const words = [
      'The invoices',
      ' moved',
      ' to Postgres',
      '\n\n',
      '  ',
      '42,000.50',
      '€',
      '請求書',
      '漢字',
      ' été',
      '\u0301',
      '🧾',
      '👩‍👩‍👧',
    ]
    const code = [
      'const',
      ' x',
      '=',
      '>{',
      '}\n',
      '\t',
      '../',
      'raw/2026-11-22',
      '#turn-1',
      "'s",
      "DON'T",
      '----',
      '\r\n',
      ' قال',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, ...code), { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        expect(count(text)).toBe(reference.encode(text, [], []).length)
      }),
      { numRuns: 300 },
    )
  })

  it('counts endless words too high at most by a little', () => {
    for (const text of [
      'lorem'.repeat(200),
      '漢字仮名'.repeat(90),
      '-'.repeat(900),
      '\n'.repeat(900),
      '😀'.repeat(150),
    ]) {
      const exact = reference.encode(text).length
      expect(count(text)).toBeGreaterThanOrEqual(exact)
      expect(count(text)).toBeLessThanOrEqual(exact + Math.ceil(Buffer.byteLength(text) / 256))
    }
  })

  // In quadratic time each of these would take minutes, and the test would run out of its own.
  it.each(['a', ' ', '\n', '-', '漢', '😀', 'Aa1'])('counts millions of %j', (unit) => {
    expect(count(unit.repeat(3_000_000))).toBeGreaterThan(10_000)
  })
})
