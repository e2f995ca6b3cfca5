import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRaw, parseRawHead, parseRawTurns, renderRawHead, renderTurn } from '../../src/markdown/raw.ts'
import type { NumberedTurn, SessionHeader } from '../../src/memory/types.ts'
import { instant, oddText, turns } from './arbitraries.ts'

const TIME_ZONE = 'Europe/Berlin'
const PATH = 'raw/2026-11-22-session-1.md'
const HEADER: SessionHeader = {
  source: 'claude-code',
  session: 'a6ba2c5a-3c0f',
  derived: false,
  started: '2026-11-22T16:17:34.504Z',
  ended: '2026-11-22T16:19:02.120Z',
  project: '/home/user/project',
}

const renderTurns = (all: readonly NumberedTurn[]) =>
  all.map((turn) => renderTurn(turn, { timeZone: TIME_ZONE })).join('')
const rawFile = (all: readonly NumberedTurn[], header = HEADER) =>
  renderRawHead(header, { turns: all.length, timeZone: TIME_ZONE }) + renderTurns(all)

/** Cuts a text into pieces at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const bounds = [0, ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return bounds.slice(1).map((end, index) => text.slice(bounds[index], end))
}

async function stream(pieces: readonly string[]) {
  const source = async function* () {
    yield* pieces
  }
  const found = []
  for await (const turn of parseRawTurns(source())) found.push(turn)
  return found
}

describe('round trip', () => {
  it('gives back any turns', () => {
    fc.assert(
      fc.property(turns, (all) => {
        expect(parseRaw(rawFile(all), PATH)).toEqual({ path: PATH, header: HEADER, turns: all })
      }),
      { numRuns: 1000 },
    )
  })

  it('gives back any header and keys that this program does not know', () => {
    const header = fc.record(
      { source: oddText, session: oddText, derived: fc.boolean(), started: instant, ended: instant, project: oddText },
      { requiredKeys: ['source', 'session', 'derived', 'started', 'ended'] },
    )
    const filled = header.filter(({ source, session }) => source !== '' && session !== '')
    const extra = fc.dictionary(fc.constantFrom('tags', 'note', 'x y', '1'), oddText, { noNullPrototype: true })
    fc.assert(
      fc.property(filled, extra, fc.nat(1000), (front, extra, count) => {
        const head = renderRawHead(front, { turns: count, extra, timeZone: TIME_ZONE })
        expect(parseRawHead(head)).toEqual({ header: front, turns: count, extra })
        expect(parseRawHead(`${head}## turn-1\n**Us`).turns).toBe(count)
      }),
    )
  })

  it('does not let extra keys stand in for known ones', () => {
    const head = renderRawHead(HEADER, {
      turns: 1,
      extra: { turns: 99, kind: 'daily', mood: 'fine' },
      timeZone: TIME_ZONE,
    })
    expect(parseRawHead(head)).toEqual({ header: HEADER, turns: 1, extra: { mood: 'fine' } })
  })

  it('streams the same turns as it reads whole, wherever the pieces are cut, and knows their lines', async () => {
    await fc.assert(
      fc.asyncProperty(turns, fc.array(fc.nat(5000), { maxLength: 12 }), async (all, places) => {
        const text = rawFile(all)
        const found = await stream(cut(text, places))
        expect(found.map(({ lines: _, ...turn }) => turn)).toEqual(all)
        const lines = text.split('\n')
        for (const {
          number,
          text: said,
          lines: [first, last],
        } of found) {
          expect(lines[first - 1]).toBe(`## turn-${number}`)
          expect(lines.slice(first + 2, last)).toEqual(
            said.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)),
          )
          expect(lines[last]).toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('lets nothing in a turn open a block of the document', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const body = renderTurns(all).split('\n')
        const structure = body.filter((line) => line !== '' && !line.startsWith('>'))
        expect(structure).toHaveLength(2 * all.length)
        for (const [index, turn] of all.entries()) {
          expect(structure[2 * index]).toBe(`## turn-${turn.number}`)
          const comment = structure[2 * index + 1] ?? ''
          expect(comment).toMatch(/^\*\*[^\n\r]* <!-- \{[^<>]*\} -->$/u)
          expect(comment.slice(comment.lastIndexOf('<!--') + 4, -3)).not.toMatch(/--|[<>]/)
        }
      }),
    )
  })
})

describe('the file as it reads', () => {
  it('shows who spoke and when, and quotes what was said', () => {
    const first = { number: 1, speaker: 'Caroline', role: 'user' as const, at: HEADER.started, id: '2ae7' }
    const text = 'We moved the invoices to Postgres today.\n\nIt took two hours.'
    expect(renderTurn({ ...first, text }, { timeZone: 'UTC' })).toBe(
      '## turn-1\n**Caroline** · 16:17 <!-- {"role":"user","at":"2026-11-22T16:17:34.504Z","id":"2ae7"} -->\n\n' +
        '> We moved the invoices to Postgres today.\n>\n> It took two hours.\n\n',
    )
    expect(renderRawHead(HEADER, { turns: 2, timeZone: 'UTC' })).toBe(
      '---\nkind: raw\nsource: claude-code\nsession: "a6ba2c5a-3c0f"\nstarted: "2026-11-22T16:17:34.504Z"\n' +
        'ended: "2026-11-22T16:19:02.120Z"\nproject: "/home/user/project"\nturns: 2\n---\n# Session of 2026-11-22\n\n',
    )
  })

  it('shows the date of a turn on another day', () => {
    const turn = { number: 9, speaker: 'User', role: 'user' as const, at: '2026-11-22T23:30:00Z', text: '' }
    expect(renderTurn(turn, { timeZone: TIME_ZONE, day: '2026-11-22' })).toContain('**User** · 2026-11-23 00:30 <!--')
    expect(renderTurn(turn, { timeZone: TIME_ZONE, day: '2026-11-23' })).toContain('**User** · 00:30 <!--')
  })
})

describe('files that something else touched', () => {
  const two: NumberedTurn[] = [
    { number: 1, speaker: 'User', role: 'user', text: 'a\n\nb' },
    { number: 2, speaker: 'Assistant', role: 'assistant', text: 'c' },
  ]
  const file = rawFile(two)

  it('reads a file whose line ends were converted', async () => {
    const converted = file.replaceAll('\n', '\r\n')
    expect(parseRaw(converted, PATH).turns).toEqual(two)
    expect((await stream(cut(converted, [7, 80, 200]))).map(({ text }) => text)).toEqual(['a\n\nb', 'c'])
  })

  it('reads a file without its last blank lines, and one with remarks between the turns', () => {
    expect(parseRaw(file.trimEnd(), PATH).turns).toEqual(two)
    expect(parseRaw(file.replace('## turn-2', 'A remark.\n\n## turn-2'), PATH).turns).toEqual(two)
  })

  it.each([
    ['no front matter', file.slice(file.indexOf('# Session'))],
    ['another kind', file.replace('kind: raw', 'kind: daily')],
    ['no session', file.replace(/session: .*\n/, '')],
    ['a time that is none', file.replace(/started: .*/, 'started: "soon"')],
    ['a turn less than it says', rawFile(two).replace('turns: 2', 'turns: 3')],
    ['a turn more than it says', rawFile(two).replace('turns: 2', 'turns: 1')],
    ['cut off in a heading', file.slice(0, file.indexOf('turn-2') + 2)],
    ['cut off after a heading', file.slice(0, file.indexOf('turn-2') + 6)],
    ['cut off in a comment', file.slice(0, file.lastIndexOf('role') + 3)],
    ['cut off before the text', file.slice(0, file.lastIndexOf('> c'))],
    ['a comment that is no JSON', file.replace('{"role":"user"}', '{role}')],
    ['an unknown role', file.replace('"user"', '"root"')],
    ['turns out of order', file.replace('turn-2', 'turn-1')],
    ['text that is no longer quoted', file.replace('> c', '> c\nd')],
    ['text torn in two', file.replace('>\n> b', '\n> b')],
    ['text of no turn', file.replace('## turn-1', '> stray\n\n## turn-1')],
    ['executable front matter', file.replace('---\n', '---js\n')],
  ])('%s is damage, with the file named', (_, broken) => {
    expect(() => parseRaw(broken, PATH)).toThrow(
      expect.objectContaining({
        code: 'damaged',
        message: expect.stringContaining(PATH),
        hint: expect.stringMatching(/\w/),
      }),
    )
  })
})
