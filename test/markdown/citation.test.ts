import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCitations, renderCitation } from '../../src/markdown/citation.ts'
import { citation, oddText } from './arbitraries.ts'

const FROM = [
  'ROOT.md',
  'raw/2026-11-22-session-1.md',
  'daily/2026-11-22.md',
  'weekly/2026-W47.md',
  'monthly/2026-11.md',
]

describe('links', () => {
  it.each([
    [[3, 5], 'daily/2026-11-22.md', '[3–5](../raw/2026-11-20-session-12.md#turn-3)'],
    [[7, 7], 'ROOT.md', '[7](raw/2026-11-20-session-12.md#turn-7)'],
    [undefined, 'monthly/2026-11.md', '[2026-11-20-session-12](../raw/2026-11-20-session-12.md)'],
    [[1, 2], 'raw/2026-11-22-session-1.md', '[1–2](2026-11-20-session-12.md#turn-1)'],
  ] as const)('turns %j from %s', (turns, from, link) => {
    const cited = { path: 'raw/2026-11-20-session-12.md', ...(turns && { turns }) }
    expect(renderCitation(cited, from)).toBe(link)
  })

  it('round trip from every level, several in a line', () => {
    fc.assert(
      fc.property(fc.array(citation, { maxLength: 4 }), fc.constantFrom(...FROM), (cited, from) => {
        const line = `- Text ([see](https://example.com), ${cited.map((one) => renderCitation(one, from)).join(', ')})`
        expect(parseCitations(line, from)).toEqual(cited)
      }),
    )
  })

  it('resolve as a browser resolves them', () => {
    fc.assert(
      fc.property(citation, fc.constantFrom(...FROM), (cited, from) => {
        const target = /\]\((.*)\)$/.exec(renderCitation(cited, from))?.[1] ?? ''
        const url = new URL(target, `file:///memory/${from}`)
        expect(decodeURIComponent(url.pathname)).toBe(`/memory/${cited.path}`)
        expect(url.hash).toBe(cited.turns ? `#turn-${cited.turns[0]}` : '')
      }),
    )
  })

  it.each([
    ['[3-5](../raw/a.md#turn-3)', [3, 5]],
    ['[the talk](../raw/a.md#turn-3)', [3, 3]],
    ['[4–5](../raw/a.md#turn-3)', [3, 3]],
    ['[5–3](../raw/a.md#turn-5)', [5, 5]],
    ['[3](./../raw/a.md#turn-3)', [3, 3]],
    ['[3](../daily/../raw/a.md#turn-3)', [3, 3]],
  ])('%s as a human may write it', (link, turns) => {
    expect(parseCitations(link, 'daily/2026-11-22.md')).toEqual([{ path: 'raw/a.md', turns }])
  })
})

describe('hostile paths', () => {
  it.each([
    '../../etc/passwd.md',
    '../../raw/a.md',
    '../raw/../../raw/a.md',
    '/raw/a.md',
    '//host/raw/a.md',
    'file:///raw/a.md',
    'https://example.com/raw/a.md',
    'C:/raw/a.md',
    '..\\raw\\a.md',
    '../raw/..\\..\\a.md',
    '%2e%2e/raw/a.md',
    '..%2fraw%2fa.md',
    '..%5craw%5ca.md',
    '%252e%252e/%252e%252e/a.md',
    '../raw/a%00.md',
    '../raw/%E0%A4.md',
    '../raw/.hidden.md',
    '../raw/deep/a.md',
    '../.mem/ledger.md',
    '../raw/a.txt',
    '../raw/a.md?x',
    '../notes/a.md',
    '../raw/.md',
    '',
    '#turn-3',
  ])('%s is no citation', (target) => {
    for (const from of ['daily/2026-11-22.md', 'weekly/2026-W47.md']) {
      expect(parseCitations(`[3](${target}#turn-3) [3](${target})`, from)).toEqual([])
    }
  })

  it('no text makes one that leaves the folder', () => {
    const target = fc.array(
      fc.constantFrom('..', '.', '/', '\\', '%2e', '%2F', 'raw', 'a.md', '\0', ':', '#turn-1', '~', ' '),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          target.map((parts) => parts.join('')),
          oddText,
        ),
        fc.constantFrom(...FROM),
        (link, from) => {
          for (const { path } of parseCitations(`[1](${link})`, from)) {
            expect(path).toMatch(/^(?:ROOT|(?:raw|daily|weekly|monthly)\/[^./\\%:][^/\\%:]*)\.md$/u)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    '[0](../raw/a.md#turn-0)',
    '[1](../raw/a.md#turn--1)',
    '[1](../raw/a.md#turn-1#turn-2)',
    '[1](../raw/a.md#top)',
  ])('%s cites no turn', (link) => expect(parseCitations(link, 'daily/2026-11-22.md')).toEqual([]))
})
