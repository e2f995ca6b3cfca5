import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemError } from '../../src/errors.ts'
import { parseFrontMatter, renderFrontMatter } from '../../src/markdown/front-matter.ts'
import { oddText } from './arbitraries.ts'

const ODD = [
  '12:30',
  '2026-11-22',
  '2026-11-22T16:17:34.504Z',
  '00123',
  '1.10',
  '1e10',
  '0x1F',
  '1_000',
  '.inf',
  'yes',
  'No',
  'on',
  'y',
]
const ODDER = [
  'null',
  '~',
  'true',
  '',
  ' ',
  '---',
  '...',
  '- a',
  '? b',
  'a: b',
  'a #b',
  '#b',
  '!!js/function "x"',
  '&a',
  '*a',
  '<<',
  '=',
  '@x',
  '%x',
]
const text = fc.oneof(fc.constantFrom(...ODD, ...ODDER), oddText)
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}))
const key = text.filter((name) => name !== '__proto__')
const data = fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true })

const withoutProto = (input: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(input), (_, inner) => {
    if (inner && typeof inner === 'object') Reflect.deleteProperty(inner, '__proto__')
    return inner
  })

describe('round trip', () => {
  it('keeps any JSON-like data and any body', () => {
    fc.assert(
      fc.property(data, oddText, (front, body) => {
        const rendered = renderFrontMatter(front, body)
        expect(parseFrontMatter(rendered)).toEqual({ data: withoutProto(front), body })
        expect(renderFrontMatter(parseFrontMatter(rendered).data, body)).toBe(
          renderFrontMatter(withoutProto(front), body),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('writes one line a value, quotes what readers could take for something else, and keeps the order', () => {
    const front = {
      kind: 'raw',
      session: '0012',
      at: '2026-11-22',
      t: '12:30',
      note: 'a\nb',
      turns: 2,
      n: 'yes',
      list: ['1.10'],
    }
    expect(renderFrontMatter(front, '# Title\n')).toBe(
      '---\nkind: raw\nsession: "0012"\nat: "2026-11-22"\nt: "12:30"\nnote: "a\\nb"\nturns: 2\n"n": "yes"\nlist:\n  - "1.10"\n---\n# Title\n',
    )
    expect(renderFrontMatter({ long: 'word '.repeat(100) }, '').split('\n')).toHaveLength(4)
  })
})

describe('what people write', () => {
  it('keeps unquoted times, dates and numbers as they stand', () => {
    const front =
      'at: 12:30\nday: 2026-11-22\nid: 00123\nversion: 1.10\nbig: 12345678901234567890\nok: yes\nturns: 12\n'
    expect(parseFrontMatter(`---\n${front}---\nbody`).data).toEqual({
      at: '12:30',
      day: '2026-11-22',
      id: '00123',
      version: '1.10',
      big: '12345678901234567890',
      ok: 'yes',
      turns: 12,
    })
  })

  it.each([
    ['no front matter', '# Title\n'],
    ['nothing', ''],
    ['a rule on top', '---\nhello\n'],
    ['prose between two rules', '---\nHello there\n---\nmore'],
    ['a list between two rules', '---\n- a\n- b\n---\nmore'],
    ['a longer rule', '----\na: 1\n---\n'],
    ['a blank line first', '\n---\na: 1\n---\n'],
  ])('%s is all body', (_, text) => expect(parseFrontMatter(text)).toEqual({ data: {}, body: text }))

  it('reads files of Windows editors: CRLF, byte order mark, spaces after the dashes', () => {
    expect(parseFrontMatter('\uFEFF--- \r\nkind: daily\r\n---\r\n# Title\r\n')).toEqual({
      data: { kind: 'daily' },
      body: '# Title\r\n',
    })
    expect(parseFrontMatter('---yaml\na: 1\n---')).toEqual({ data: { a: 1 }, body: '' })
  })

  it('ends at a line of three dashes only', () => {
    expect(parseFrontMatter('---\na: "x\\n---y"\n---\nb\n---\n')).toEqual({ data: { a: 'x\n---y' }, body: 'b\n---\n' })
  })
})

describe('hostile files', () => {
  const EVIL = 'globalThis.memFrontMatterRan = true'
  const LANGUAGES = [
    'js',
    'JS',
    'Js',
    ' js',
    ' js ',
    '\tjs',
    'javascript',
    'JavaScript',
    'JAVASCRIPT',
    'coffee',
    'cson',
    'CoffeeScript',
  ]
  const OTHERS = [
    'json',
    'toml',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'yaml js',
    'yaml,js',
    'ts',
    'eval',
  ]

  it.each([...LANGUAGES, ...OTHERS])('---%s never runs', (language) => {
    const bodies = [`{ a: (${EVIL}) }`, `(${EVIL})`, `a = ${EVIL}`, `module.exports = (${EVIL})`, `${EVIL}`]
    for (const text of bodies.flatMap((code) => [
      `---${language}\n${code}\n---\nx`,
      `---${language}\r\n${code}\r\n---\r\nx`,
    ])) {
      try {
        const { data, body } = parseFrontMatter(text)
        expect({ data, body }).toEqual({ data: {}, body: text })
        expect(parseFrontMatter(renderFrontMatter({ a: 1 }, text)).body).toBe(text)
      } catch (error) {
        expect(error).toBeInstanceOf(MemError)
      }
    }
    expect(Reflect.get(globalThis, 'memFrontMatterRan')).toBeUndefined()
  })

  it('a body with executable front matter of its own never runs on writing', () => {
    const body = `---js\n{ a: (${EVIL}) }\n---\nx`
    expect(parseFrontMatter(renderFrontMatter({}, body))).toEqual({ data: {}, body })
    expect(Reflect.get(globalThis, 'memFrontMatterRan')).toBeUndefined()
  })

  it.each([
    ['nested brackets', `---\na: ${'['.repeat(20_000)}\n---\n`],
    ['nested maps', `---\n${Array.from({ length: 5000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')}\n---\n`],
    ['a tag that stands for code', '---\na: !!js/function "function () {}"\n---\n'],
    ['a YAML bomb', `---\na: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n---\n`],
    ['an endless value', '---\na: &a\n  b: *a\n---\n'],
    ['malformed YAML', '---\na: "open\n---\n'],
    ['a key twice', '---\na: 1\na: 2\n---\n'],
    ['merge conflict marks', '---\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n---\n'],
    ['a file that was cut off', '---\nkind: daily\ndate: "2026-'],
    ['a line that starts with ---', '---\na: 1\n---x: 2\n---\n'],
    ['thousands of blank lines', `---\na: 1\n${'\n'.repeat(100_000)}---\n`],
    ['megabytes', `---\na: "${'x'.repeat(2_000_000)}"\n---\n`],
    ['a second document', '---\na: 1\n--- # more\nb: 2\n---\n'],
  ])('%s is damage, said in one sentence', (_, text) => {
    expect(() => parseFrontMatter(text)).toThrow(
      expect.objectContaining({ code: 'damaged', message: expect.not.stringContaining('\n') }),
    )
  })

  it('pollutes no prototype', () => {
    const { data } = parseFrontMatter(
      '---\n__proto__:\n  polluted: 1\nconstructor:\n  prototype:\n    polluted: 1\na:\n  __proto__: {polluted: 1}\n---\n',
    )
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Reflect.get(data, 'polluted')).toBeUndefined()
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  })

  it('keeps nothing between calls', () => {
    const text = '---\na: 1\n---\n'
    parseFrontMatter(text).data.a = 2
    expect(parseFrontMatter(text).data).toEqual({ a: 1 })
    expect(() => parseFrontMatter('---\na: [\n---\n')).toThrow(MemError)
    expect(() => parseFrontMatter('---\na: [\n---\n')).toThrow(MemError)
  })
})
