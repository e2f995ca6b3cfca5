import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine } from '../../src/markdown/inline.ts'
import { lineHash, normalizeTopic, parseMemory, renderMemory } from '../../src/markdown/items.ts'
import type { Citation, Memory } from '../../src/memory/types.ts'
import { citation, memory, oddText } from './arbitraries.ts'

const DAILY = 'daily/2026-11-22.md'
const FROM = [DAILY, 'weekly/2026-W47.md', 'monthly/2026-11.md', 'ROOT.md']
const stated = memory.filter(({ text }) => oneLine(text) !== '')
const FLIGHTS: Memory = {
  kind: 'action',
  text: 'Book the flights to Kyoto.',
  topics: ['kyoto-trip'],
  date: '2026-11-22',
  citations: [{ path: 'raw/2026-11-22-session-1.md', turns: [7, 9] }],
  status: 'done',
  closed: '2026-11-22',
  origin: 'machine',
}
const read = (line: string, kind: Memory['kind'] = 'fact') =>
  parseMemory(line, { fromPath: DAILY, kind, date: '2026-11-22' })

describe('round trip', () => {
  it('gives back any memory, from any level', () => {
    fc.assert(
      fc.property(stated, fc.constantFrom(...FROM), (one, fromPath) => {
        const line = renderMemory(one, fromPath)
        const found = parseMemory(line, { fromPath, kind: one.kind, date: '1999-12-31' })
        expect(found).toEqual({ ...one, text: oneLine(one.text) })
        expect(renderMemory(found ?? one, fromPath)).toBe(line)
      }),
      { numRuns: 3000 },
    )
  })

  const expectRoundTrip = (one: Memory, fromPath: string) => {
    const line = renderMemory(one, fromPath)
    const found = parseMemory(line, { fromPath, kind: one.kind, date: '1999-12-31' })
    expect(found).toMatchObject({ text: one.text, citations: one.citations })
    expect(found && renderMemory(found, fromPath)).toBe(line)
  }

  it('gives back a statement that ends with a colon, and invents no name behind it', () => {
    fc.assert(
      fc.property(stated, fc.constantFrom(...FROM), (one, fromPath) =>
        expectRoundTrip({ ...one, text: `${oneLine(one.text)}:` }, fromPath),
      ),
      { numRuns: 500 },
    )
  })

  const label = fc.constantFrom(
    'Cello',
    'Cello, TLS',
    'Küche',
    '日本',
    'ROOT of all',
    'the *plan*',
    'snake_case',
    '- x',
  )
  // The label stands where a range would: such a link is to one turn.
  const named = fc.tuple(label, citation).map(([label, { path, turns }]): Citation => {
    return { path, ...(turns && { turns: [turns[0], turns[0]] }), label }
  })

  it('gives back a line that says what its links are called', () => {
    fc.assert(
      fc.property(fc.array(named, { minLength: 1, maxLength: 3 }), fc.constantFrom(...FROM), (citations, fromPath) => {
        fc.pre(citations.every(({ path, turns, label }) => turns || label !== 'ROOT' || path !== 'ROOT.md'))
        const text = `Also: ${citations.map(({ label }) => label).join(', ')}`
        expectRoundTrip({ kind: 'fact', text, topics: [], date: '2026-11-22', citations, origin: 'machine' }, fromPath)
      }),
      { numRuns: 500 },
    )
  })

  it('says the names of links in words where the line does not end with them, or only some have one', () => {
    const links = fc.array(fc.oneof(named, citation), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(stated, links, fc.constantFrom(...FROM), (one, citations, fromPath) => {
        const names = citations.flatMap(({ label }) => label ?? []).join(', ')
        const text = oneLine(`${one.text}: ${names}`)
        const line = renderMemory({ ...one, text, citations }, fromPath)
        const found = parseMemory(line, { fromPath, kind: one.kind, date: '1999-12-31' })
        expect(found?.text).toBe(text)
        expect(found && renderMemory(found, fromPath)).toBe(line)
      }),
      { numRuns: 1000 },
    )
  })

  it('is one line, whatever the statement holds', () => {
    fc.assert(
      fc.property(stated, fc.constantFrom(...FROM), (one, fromPath) => {
        expect(renderMemory(one, fromPath)).toMatch(/^- [^\p{Cc}\u2028\u2029]+$/u)
      }),
    )
  })
})

describe('the line as it reads', () => {
  it.each([
    [{}, '- [x] Book the flights to Kyoto. #kyoto-trip ([7–9](../raw/2026-11-22-session-1.md#turn-7)) done 2026-11-22'],
    [{ status: 'open' }, '- [ ] Book the flights to Kyoto. #kyoto-trip ([7–9](../raw/2026-11-22-session-1.md#turn-7))'],
    [
      { status: 'dropped', closed: '2026-11-23', citations: [] },
      '- [x] ~~Book the flights to Kyoto.~~ #kyoto-trip (2026-11-22) dropped 2026-11-23',
    ],
    [{ kind: 'fact', topics: [] }, '- Book the flights to Kyoto. ([7–9](../raw/2026-11-22-session-1.md#turn-7))'],
    [
      { kind: 'fact', superseded: '2026-11-24', citations: [{ path: 'daily/2026-11-22.md' }] },
      '- ~~Book the flights to Kyoto.~~ #kyoto-trip ([2026-11-22](2026-11-22.md)) superseded 2026-11-24',
    ],
    [{ kind: 'fact', topics: [], date: '2026-11-20', citations: [] }, '- Book the flights to Kyoto. (2026-11-20)'],
  ] as [Partial<Memory>, string][])('%j', (change, line) =>
    expect(renderMemory({ ...FLIGHTS, ...change }, DAILY)).toBe(line),
  )

  it('tells the day where neither the file nor the first citation does', () => {
    expect(renderMemory({ ...FLIGHTS, date: '2026-11-20' }, 'ROOT.md')).toContain('(2026-11-20 [7–9](raw/')
    expect(renderMemory(FLIGHTS, 'ROOT.md')).toContain('([7–9](raw/')
  })
})

describe('bullets by hand', () => {
  it.each([
    ['- I moved to Berlin', { text: 'I moved to Berlin' }],
    [
      '* I **moved** to [Berlin](https://example.com) #home',
      { text: 'I moved to Berlin (https://example.com)', topics: ['home'] },
    ],
    ['1. Renew the domain. #ops #Web-Site', { text: 'Renew the domain.', topics: ['ops', 'web-site'] }],
    ['- Ask about #billing today', { text: 'Ask about #billing today', topics: ['billing'] }],
    ['- Fix #4512', { text: 'Fix #4512' }],
    ['- [ ] Call Bob', { kind: 'action', status: 'open', text: 'Call Bob' }],
    ['- [X] Call Bob', { kind: 'action', status: 'done', text: 'Call Bob' }],
    ['- [-] Call Bob', { kind: 'action', status: 'dropped', text: 'Call Bob' }],
    ['- [ ] ~~Call Bob~~', { kind: 'action', status: 'dropped', text: 'Call Bob' }],
    ['- ~~The stand-up is on Tuesday~~', { superseded: '2026-11-22', text: 'The stand-up is on Tuesday' }],
    ['- The stand-up moved (2026-11-20)', { text: 'The stand-up moved', date: '2026-11-20' }],
    ['- Two things\n  - one\n  - two', { text: 'Two things; one; two' }],
    ['- A long\n  sentence.\n\n  And more.', { text: 'A long sentence. And more.' }],
    ['A paragraph\nof prose.', { text: 'A paragraph of prose.' }],
    ['> A quote\n> of two lines', { text: 'A quote of two lines' }],
    ['- It was done 2026-11-20', { text: 'It was done 2026-11-20' }],
    ['- See (the [docs](https://example.com))', { text: 'See (the docs (https://example.com))' }],
    ['- Kept ([docs](https://example.com))', { text: 'Kept (docs (https://example.com))' }],
    ['- Kept ([1](../../etc/passwd))', { text: 'Kept (1 (../../etc/passwd))' }],
  ] as [string, Partial<Memory>][])('%j', (line, expected) => {
    const plain = { kind: 'fact', topics: [], date: '2026-11-22', citations: [], origin: 'human' }
    expect(read(line)).toEqual({ ...plain, ...expected })
  })

  it('keeps sources that a human left in place, with words after them', () => {
    const found = read('- Dana pays. #billing ([2–4](../raw/2026-11-22-session-1.md#turn-2))\n  In euros.')
    expect(found).toMatchObject({ text: 'Dana pays. In euros.', topics: ['billing'] })
    expect(found?.citations).toEqual([{ path: 'raw/2026-11-22-session-1.md', turns: [2, 4] }])
  })

  it('a bullet under Actions is one, with or without a box', () => {
    expect(read('- Call Bob', 'action')).toMatchObject({ kind: 'action', status: 'open' })
  })

  it('ticking and unticking a box is the word of whoever did it', () => {
    const open = renderMemory({ ...FLIGHTS, status: 'open' }, DAILY)
    const done = renderMemory(FLIGHTS, DAILY)
    expect(read(open.replace('[ ]', '[x]'))).toMatchObject({ status: 'done', text: FLIGHTS.text })
    expect(read(done.replace('[x]', '[ ]'))).toMatchObject({ status: 'open', text: FLIGHTS.text })
    expect(read(done.replace('[x]', '[ ]'))?.closed).toBeUndefined()
  })

  it.each(['', '- ', '- [ ] ', '   ', '- [x]', '- ([1](../raw/2026-11-22-session-1.md#turn-1))'])(
    '%j states nothing',
    (line) => {
      expect(read(line)).toBeUndefined()
    },
  )

  it('any line at all is read without fault', () => {
    fc.assert(
      fc.property(oddText, (line) => {
        const found = read(line)
        if (found) expect(found.text).toBe(oneLine(found.text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('topics', () => {
  it.each([
    ['Kyoto Trip', 'kyoto-trip'],
    ['a](javascript:x) <b>', 'a-javascript-x-b'],
    ['401k', '401k'],
    ['1984', 'topic-1984'],
    ['日本', '日本'],
    ['--- ', ''],
  ])('%s is written #%s', (topic, name) => expect(normalizeTopic(topic)).toBe(name))

  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(oddText, (topic) => {
        expect(normalizeTopic(normalizeTopic(topic))).toBe(normalizeTopic(topic))
      }),
    )
  })
})

describe('lineHash', () => {
  it('is four characters that white space does not change', () => {
    fc.assert(
      fc.property(oddText, (line) => {
        expect(lineHash(line)).toMatch(/^[a-z0-9]{4}$/)
        expect(lineHash(` ${line.replaceAll(' ', ' \n ')}\t`)).toBe(lineHash(line))
      }),
    )
  })

  it('changes with a word, a box, a topic and a source', () => {
    const line = '- [ ] Call Bob. #ops ([1](../raw/a.md#turn-1))'
    const edits = [
      line.replace('Bob', 'Rob'),
      line.replace('[ ]', '[x]'),
      line.replace('#ops', '#web'),
      line.replace('turn-1', 'turn-2'),
    ]
    expect(new Set([line, ...edits].map(lineHash)).size).toBe(5)
  })

  it('spreads: 20,000 lines share few hashes', () => {
    const hashes = new Set(Array.from({ length: 20_000 }, (_, n) => lineHash(`- Line ${n}.`)))
    expect(hashes.size).toBeGreaterThan(19_800)
  })
})
