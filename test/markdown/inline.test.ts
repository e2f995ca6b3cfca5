import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeInline, oneLine, plainInline } from '../../src/markdown/inline.ts'
import { oddText } from './arbitraries.ts'

describe('oneLine', () => {
  it('leaves no line break, no control character and no outer space', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        const line = oneLine(text)
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]|^ | $| {2}/u)
        expect(oneLine(line)).toBe(line)
      }),
    )
    expect(oneLine(' a\r\n\tb\0\u2028 c ')).toBe('a b c')
    expect([oneLine(''), oneLine(' '), oneLine('\n\n')]).toEqual(['', '', ''])
  })
})

describe('escapeInline', () => {
  it('is undone by plainInline for any line', () => {
    fc.assert(
      fc.property(oddText.map(oneLine), (line) => {
        expect(plainInline(escapeInline(line))).toBe(line)
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    'The invoices move to Postgres (from MySQL), by 2026-11-30: $5 & 3 < 4 > 2.',
    'Run `npm ci && npm run <demo>` in `C:\\new`, see #4512 and snake_case_name, C# or ~5 a * b.',
    "Caroline's trip — “Kyoto” — costs 1,200 € [about 30%]; ask dana@example.com | or https://example.com/a_b?c=d#e",
    '--dry-run stays, -5 °C too; array[0] = x',
  ])('leaves alone what Markdown reads as text: %s', (line) => expect(escapeInline(line)).toBe(line))

  it.each([
    ['[x](javascript:alert(1))', '[x\\](javascript:alert(1))'],
    ['<!-- gone -->', '\\<!-- gone --\\>'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y>'],
    ['*bold* and __this__ and ~~that~~', '\\*bold\\* and \\_\\_this\\_\\_ and \\~\\~that\\~\\~'],
    ['# not a heading', '\\# not a heading'],
    ['> not a quote', '\\> not a quote'],
    ['- not a list', '\\- not a list'],
    ['1. not a list', '1\\. not a list'],
    ['--- ', '\\---'],
    ['[ ] not a box', '\\[ ] not a box'],
    ['&copy; &#35; &', '\\&copy; \\&#35; &'],
    ['an open ` tick', 'an open \\` tick'],
    ['a path\\', 'a path\\\\'],
    ['[[note]] [^1] %%hidden%%', '\\[[note\\]] \\[^1] \\%%hidden\\%%'.replace('\\]]', ']]')],
    ['a #tag of Obsidian', 'a \\#tag of Obsidian'],
    ['```', '\\`\\`\\`'],
  ])('%s is text', (line, markdown) => expect(escapeInline(oneLine(line))).toBe(markdown))
})

describe('plainInline', () => {
  it.each([
    ['**Important:** the _move_ is ~~off~~ on', 'Important: the move is off on'],
    ['see [the docs](https://example.com/x) and <b>', 'see the docs (https://example.com/x) and <b>'],
    ['![](a.png) `**kept**` \\*kept\\*', 'a.png `**kept**` *kept*'],
    ['[https://example.com](https://example.com)', 'https://example.com'],
    ['2 * 3 * 4, snake_case_name, ~5 or ~6', '2 * 3 * 4, snake_case_name, ~5 or ~6'],
    ['***both*** and **un*balanced', 'both and **un*balanced'],
  ])('reads %s', (markdown, text) => expect(plainInline(markdown)).toBe(text))

  it('takes time in proportion to the text, whatever it opens and never closes', () => {
    for (const piece of ['**a ', '`'.repeat(3), '[a', '*_~', '`a``b', '\\']) {
      expect(plainInline(piece.repeat(20_000))).toBeTypeOf('string')
      expect(escapeInline(piece.repeat(20_000))).toBeTypeOf('string')
    }
  })
})
