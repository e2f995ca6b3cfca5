import fc from 'fast-check'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { renderFrontMatter } from '../../src/markdown/front-matter.ts'
import { readPlainHead } from '../../src/markdown/plain-head.ts'

const headOf = (data: Record<string, unknown>) => renderFrontMatter(data, '').slice('---\n'.length, -'---\n'.length)

const DAILY = {
  kind: 'daily',
  date: '2026-11-22',
  sources: { 'raw/2026-11-22-session-1.md': 2, 'raw/2026-11-22-session-2.md': 14 },
  rawTokens: 1756,
  engine: 'embedded, local/some-model',
  capped: true,
  lines: 'k3f9 x02a',
}

/** Lines that look like front matter, or nearly so. */
const word = fc.constantFrom(
  'kind',
  'raw',
  'null',
  'True',
  '__proto__',
  'a/b',
  'x.md',
  '12',
  '007',
  '1.5',
  'yes',
  '"q"',
  '"a\\u0041"',
  '"\\x41"',
)
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('kind', 'raw', 'a/b', 'x.md', 'key'), word)
      .map(([key, value]) => `${key}: ${value}`),
  },
  { weight: 2, arbitrary: fc.tuple(word, word).map(([key, value]) => `  ${key}: ${value}`) },
  { weight: 1, arbitrary: word.map((key) => `${key}:`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '# a comment',
      '- a',
      '  - a',
      'a: [1]',
      'a: {b: 1}',
      'a: |',
      '   a: 1',
      '	a: 1',
      'a: b # c',
      'a: b: c',
      '&x a: 1',
      'a: "open',
    ),
  },
)

const yamlOf = (source: string): unknown => {
  try {
    return load(source, { schema: CORE_SCHEMA })
  } catch {
    return 'no YAML'
  }
}

describe('readPlainHead', () => {
  it('reads what this program writes', () => {
    expect(readPlainHead(headOf(DAILY))).toEqual(DAILY)
  })

  it.each([
    ['a list', 'a:\n- b'],
    ['a comment', 'a: b # c'],
    ['a null', 'a: null'],
    ['a missing value', 'a:\nb: c'],
    ['a missing value at the end', 'a:'],
    ['a double key', 'a: b\na: c'],
    ['prose', 'This is: not YAML, is it'],
    ['another escape', 'a: "\\x41"'],
    ['a date', 'a: 2026-11-22'],
    ['deeper indentation', 'a:\n    b: c'],
    ['a dangerous key', '__proto__: b'],
  ])('leaves %s to the parser', (_, source) => {
    expect(readPlainHead(source)).toBeUndefined()
  })

  it('never disagrees with a YAML parser', () => {
    let read = 0
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const source = `${lines.join('\n')}\n`
        const plain = readPlainHead(source)
        if (plain === undefined) return
        read++
        expect(plain).toEqual(yamlOf(source))
      }),
      { numRuns: 5_000 },
    )
    expect(read).toBeGreaterThan(100)
  })
})
