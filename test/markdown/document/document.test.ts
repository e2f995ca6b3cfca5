import { getEncoding } from 'js-tiktoken'
import { describe, expect, it } from 'vitest'
import {
  documentOfPath,
  documentPath,
  documentTitle,
  type LevelDocument,
  mergeDocument,
  parseDocument,
  renderDocument,
} from '../../../src/markdown/document.ts'
import { lineHash } from '../../../src/markdown/items.ts'
import type { Memory, MemoryKind } from '../../../src/memory/types.ts'

const DAILY = 'daily/2026-11-22.md'
const RAW = 'raw/2026-11-22-session-1.md'

function item(kind: MemoryKind, text: string, turn: number, more: Partial<Memory> = {}) {
  const memory: Memory = {
    kind,
    text,
    topics: ['billing'],
    date: '2026-11-22',
    citations: [{ path: RAW, turns: [turn, turn] }],
    ...(kind === 'action' && { status: 'open' as const }),
    origin: 'machine',
    ...more,
  }
  return { memory, line: '' }
}

const INVOICES = item('decision', 'The invoices move to Postgres.', 1)
const SEND = item('action', 'Send the August invoice to Dana.', 2)
const STAND_UP = item('fact', 'The stand-up is on Tuesday.', 3, { topics: ['team'] })
const LUNCH = item('fact', 'Dana eats no fish.', 5, { topics: [] })

const NEXT: LevelDocument = {
  level: 'daily',
  period: '2026-11-22',
  title: 'Sunday, 22 November 2026',
  front: { sources: { [RAW]: 9 }, engine: 'embedded' },
  intro: 'Two sessions.',
  pinned: '',
  sections: [
    { heading: 'Decisions', items: [INVOICES] },
    { heading: 'Actions', items: [SEND] },
    { heading: 'Facts', items: [STAND_UP, LUNCH] },
  ],
}
const FILE = renderDocument(mergeDocument(undefined, NEXT), DAILY)

const run = (text: string, next: LevelDocument = NEXT) =>
  renderDocument(mergeDocument(parseDocument(text, DAILY), next), DAILY)
const bodyOf = (text: string) => text.slice(text.indexOf('\n---\n') + 5)
const memoriesIn = (text: string) => parseDocument(text, DAILY).sections.flatMap(({ items }) => items)
/** The file after an edit, and after the run that follows. */
const rerun = (from: string | RegExp, to: string) => bodyOf(run(FILE.replace(from, to)))

describe('a daily file', () => {
  it('reads well', () => {
    expect(FILE).toBe(`---
kind: daily
date: "2026-11-22"
sources:
  raw/2026-11-22-session-1.md: 9
engine: embedded
lines: "${[...FILE.matchAll(/^(?:- .*|Two sessions\.)$/gm)].map(([line]) => lineHash(line)).join(' ')}"
---
# Sunday, 22 November 2026

Two sessions.

## Pinned

## Decisions
- The invoices move to Postgres. #billing ([1](../raw/2026-11-22-session-1.md#turn-1))

## Actions
- [ ] Send the August invoice to Dana. #billing ([2](../raw/2026-11-22-session-1.md#turn-2))

## Facts
- The stand-up is on Tuesday. #team ([3](../raw/2026-11-22-session-1.md#turn-3))
- Dana eats no fish. ([5](../raw/2026-11-22-session-1.md#turn-5))
`)
  })

  it('does not change when nothing changed', () => {
    expect(run(FILE)).toBe(FILE)
    expect(parseDocument(FILE, DAILY)).toEqual(mergeDocument(undefined, NEXT))
  })

  it('takes up new statements and changed ones in place', () => {
    const done = item('action', 'Send the August invoice to Dana.', 2, { status: 'done', closed: '2026-11-23' })
    const next = { ...NEXT, sections: [{ heading: 'Actions', items: [done, item('action', 'Call Bob.', 8)] }] }
    expect(bodyOf(run(FILE, next))).toContain(`## Actions
- [x] Send the August invoice to Dana. #billing ([2](../raw/2026-11-22-session-1.md#turn-2)) done 2026-11-23
- [ ] Call Bob. #billing ([8](../raw/2026-11-22-session-1.md#turn-8))
`)
  })
})

describe('edits by hand', () => {
  it('an edited line stays as it was edited and counts as the word of the user', () => {
    const text = run(FILE.replace('to Postgres', 'to MySQL'))
    expect(bodyOf(text)).toContain('- The invoices move to MySQL. #billing')
    expect(bodyOf(text)).not.toContain('Postgres')
    const edited = memoriesIn(text)[0]
    expect(edited).toMatchObject({
      hand: true,
      memory: { origin: 'human', kind: 'decision', citations: INVOICES.memory.citations },
    })
  })

  it('a deleted line stays away, also when a later run cites more turns for it', () => {
    const text = run(FILE.replace(/- Dana eats.*\n/, ''))
    const more = item('fact', LUNCH.memory.text, 5, { topics: [], citations: [{ path: RAW, turns: [5, 9] }] })
    const later = run(text, { ...NEXT, sections: [{ heading: 'Facts', items: [STAND_UP, more] }] })
    expect(text).not.toContain('fish')
    expect(later).not.toContain('fish')
    expect(later).toContain('stand-up')
  })

  it('a ticked box is done', () => {
    const text = run(FILE.replace('- [ ] Send', '- [x] Send'))
    expect(bodyOf(text)).toContain('- [x] Send')
    expect(bodyOf(text).match(/Send/g)).toHaveLength(1)
    expect(memoriesIn(text)[1]?.memory).toMatchObject({ status: 'done', origin: 'human' })
  })

  it.each([
    ['a bullet', '- The stand-up', '* I like *tea*.\n- The stand-up', '* I like *tea*.\n- The stand-up'],
    [
      'a bullet of several lines',
      '- Dana',
      '- Trips:\n  - Kyoto\n\n    in May\n- Dana',
      '- Trips:\n  - Kyoto\n\n    in May\n- Dana',
    ],
    ['a paragraph at the end', /$/, '\nWe met\nin Berlin.\n', 'turn-5))\n\nWe met\nin Berlin.\n'],
    ['a paragraph right below a line', '- Dana', 'We met.\n- Dana', 'turn-3))\n\nWe met.\n\n- Dana'],
    ['a heading of their own', '## Facts', '## Ideas\n- Tea?\n\n## Facts', '## Ideas\n- Tea?\n\n## Facts\n'],
    ['an empty heading of their own', '## Facts', '## Ideas\n\n## Facts', '## Ideas\n\n## Facts\n'],
    ['an indented heading of their own', '## Facts', ' ## Ideas\n- Tea?\n\n## Facts', '## Ideas\n- Tea?\n\n## Facts\n'],
    ['a heading in their spelling', '## Facts', '## FACTS', '## FACTS\n- The stand-up'],
    [
      'code',
      '- Dana',
      '```sh\n## no heading\n- no bullet\n```\n- Dana',
      '```sh\n## no heading\n- no bullet\n```\n\n- Dana',
    ],
    ['a table', /$/, '\n| a |\n|---|\n| b |\n', '\n\n| a |\n|---|\n| b |\n'],
    ['a deeper heading', '- Dana', '### More\n- Dana', '\n\n### More\n\n- Dana'],
    [
      'a comment',
      '## Pinned',
      '<!-- mine\n\n- not a line -->\n\n## Pinned',
      '<!-- mine\n\n- not a line -->\n\n## Pinned',
    ],
    ['text above the first heading', '## Pinned', 'My note.\n\n## Pinned', 'Two sessions.\n\nMy note.\n\n## Pinned'],
    ['a title of their own', '# Sunday, 22 November 2026', '# Launch day', '# Launch day\n\nTwo sessions.'],
    [
      'pinned text',
      '## Pinned\n',
      '## Pinned\nI am *vegetarian*.\n\n### Always\n1. Tea\n',
      '## Pinned\nI am *vegetarian*.\n\n### Always\n1. Tea\n\n## D',
    ],
    ['elaboration of a line', '- Dana', '  He said so twice.\n- Dana', 'turn-3))\n  He said so twice.\n- Dana'],
  ])('%s is kept', (_, from, to, expected) => {
    expect(rerun(from, to)).toContain(expected)
  })

  it.each([
    ['above the first heading', '## Pinned', ' ## turn-4\n\n## Pinned'],
    ['between two sections', '## Facts', ' ## Ideas\nTea?\n\n## Facts'],
    ['that is a title', '# Sunday, 22 November 2026', ' # Launch day'],
    ['below a line', '- Dana', ' ## Ideas\n- Dana'],
  ])('an indented heading %s is a heading, and a second run changes nothing', (_, from, to) => {
    const text = run(FILE.replace(from, to))
    expect(run(text)).toBe(text)
    expect(parseDocument(text, DAILY)).toEqual(mergeDocument(parseDocument(text, DAILY), NEXT))
    expect(text).toContain(`\n${(to.split('\n')[0] ?? '').trim()}\n`)
  })

  it('what is pinned is nobody else’s: a line moved there is not written twice', () => {
    const text = FILE.replace(/- Dana.*\n/, '').replace('## Pinned\n', '## Pinned\n- Dana eats no fish.\n')
    expect(bodyOf(run(text)).match(/fish/g)).toHaveLength(1)
  })

  it('a line commented out is deleted', () => {
    const text = run(FILE.replace(/(- Dana.*)\n/, '<!--\n$1\n-->\n'))
    expect(text.match(/fish/g)).toHaveLength(1)
    expect(memoriesIn(text).map(({ memory }) => memory.text)).not.toContain('Dana eats no fish.')
  })

  it('a fence or a comment that is not closed hides nothing from the next run', () => {
    for (const opening of ['```', '~~~', '<!-- open', '<details>']) {
      const text = FILE.replace('- The invoices', `${opening}\n- The invoices`)
      expect(memoriesIn(text).map(({ memory }) => memory.text)).toEqual(
        memoriesIn(FILE).map(({ memory }) => memory.text),
      )
      expect(run(run(text))).toBe(run(text))
    }
  })

  it.each([
    ['in its section', '## Decisions', '## Decisions\n<!-- a comment'],
    ['before one that is read with a section above it', '# Sunday', '## facts\n<!-- a comment\n# Sunday'],
  ])('a comment that nothing closes %s is closed on its line: no run moves its end below it', (_, from, to) => {
    const text = FILE.replace(from, to).replace('## Facts', '## Facts\nends -->\nends -->')
    const next = { ...NEXT, sections: [] }
    const once = run(text, next)
    expect(once).toContain('<!-- a comment -->\n')
    expect(once).toContain('ends -->\nends -->')
    expect(run(once, next)).toBe(once)
  })

  it.each(['```', '~~~~sh', '  ```'])(
    'a fence %j that nothing closes is closed: no run moves its end below it',
    (fence) => {
      const text = FILE.replace('## Actions', `${fence}\n\n## Actions`).replace('- Dana', `${fence}\n- Dana`)
      const next = { ...NEXT, sections: [] }
      const once = run(text, next)
      expect(parseDocument(once, DAILY).sections.map(({ heading }) => heading)).toEqual(['Decisions', 'Facts'])
      expect(run(once, next)).toBe(once)
    },
  )

  it.each([
    ['code that a space and a tab indent', ' \t---\n    code'],
    ['a heading of white space alone', '# \u00a0'],
    ['a second heading of white space alone', '##  \u2003'],
    ['code below a bullet that states nothing', '- mine\n- (2026-11-20)\n# Notes\n\tand a tab'],
    [
      'code below such a bullet in the same section again',
      '## Facts\n- (2026-11-20)\n## Ideas\n- Tea?\n## Facts\n\tand a tab',
    ],
    ['a heading that ends in a line separator', '## Ideas\n## turn-4\u2028'],
  ])('%s is the same when it is read again', (_, lines) => {
    for (const text of [lines, FILE.replace('## Pinned', `${lines}\n\n## Pinned`)]) {
      const once = renderDocument(parseDocument(text, DAILY), DAILY)
      expect(renderDocument(parseDocument(once, DAILY), DAILY)).toBe(once)
      expect(run(run(text))).toBe(run(text))
    }
  })

  it('a fence that a bullet opens ends where the bullet does', () => {
    const text = FILE.replace('## Actions', '- mine\n  ```\n\n## Actions').replace('- Dana', '```\n- Dana')
    const next = { ...NEXT, sections: [] }
    const once = run(text, next)
    expect(memoriesIn(once).map(({ memory }) => memory.text)).toEqual([expect.stringMatching(/^mine/)])
    expect(once).toContain('\n## Facts\n```\n```\n')
    expect(run(once, next)).toBe(once)
  })

  it('a reworded intro stays, a deleted one stays away', () => {
    expect(rerun('Two sessions.', 'Two long sessions.')).toContain('\n\nTwo long sessions.\n\n## Pinned')
    expect(rerun('Two sessions.\n\n', '')).not.toContain('Two sessions')
    expect(bodyOf(run(FILE, { ...NEXT, intro: 'Three sessions.' }))).toContain('\n\nThree sessions.\n\n## Pinned')
  })

  it('front-matter keys that no run knows survive, in their place', () => {
    const text = run(FILE.replace('engine: embedded', 'engine: embedded\ntags: [work]\nmood: 1.10'))
    expect(text).toContain('engine: embedded\ntags:\n  - work\nmood: "1.10"\nlines: ')
  })

  it('line ends of Windows are no edit', () => expect(run(FILE.replaceAll('\n', '\r\n'))).toBe(FILE))

  it('trailing spaces and a tab are no edit', () =>
    expect(run(FILE.replace('to Postgres. #', 'to  Postgres.\t #'))).toBe(FILE))

  it('with the list of lines lost, everything counts as written by hand and nothing is doubled', () => {
    for (const lost of ['', 'lines: 1\n', 'lines: [a, b]\n']) {
      const text = run(FILE.replace(/lines: .*\n/, lost))
      expect(bodyOf(text).match(/Postgres/g)).toHaveLength(1)
      expect(memoriesIn(text).every(({ hand }) => hand)).toBe(true)
    }
  })

  it('a line by hand that shares a hash with one of ours is not overwritten', () => {
    const ours = bodyOf(FILE)
      .split('\n')
      .filter((line) => line.startsWith('- '))
    const taken = new Set(ours.map(lineHash))
    let twin = ''
    for (let n = 0; twin === ''; n += 1) {
      const line = `- The invoices move to Postgres version ${n}. #billing ([1](../raw/2026-11-22-session-1.md#turn-1))`
      if (taken.has(lineHash(line))) twin = line
    }
    expect(rerun('## Actions', `${twin}\n\n## Actions`)).toContain(twin)
  })
})

describe('a file by hand alone', () => {
  const text =
    '# My day\n\nI moved to Berlin.\n\n- [ ] register\n- tea over coffee #food\n\n## Decisions\n- Postgres it is\n'

  it('is all the word of the user', () => {
    const document = parseDocument(text, DAILY)
    expect(document).toMatchObject({ title: 'My day', front: {}, intro: '', pinned: '', removed: [] })
    expect(
      document.sections.map(({ heading, items }) => [heading, items.map(({ memory }) => [memory.kind, memory.text])]),
    ).toEqual([
      [
        '',
        [
          ['fact', 'I moved to Berlin.'],
          ['action', 'register'],
          ['fact', 'tea over coffee #food'],
        ],
      ],
      ['Decisions', [['decision', 'Postgres it is']]],
    ])
    expect(memoriesIn(text).every(({ hand, memory }) => hand && memory.origin === 'human')).toBe(true)
  })

  it('keeps every word when a run adds its own', () => {
    expect(bodyOf(run(text))).toBe(`# My day

Two sessions.

I moved to Berlin.

- [ ] register
- tea over coffee #food

## Pinned

## Decisions
- Postgres it is
- The invoices move to Postgres. #billing ([1](../raw/2026-11-22-session-1.md#turn-1))

## Actions
- [ ] Send the August invoice to Dana. #billing ([2](../raw/2026-11-22-session-1.md#turn-2))

## Facts
- The stand-up is on Tuesday. #team ([3](../raw/2026-11-22-session-1.md#turn-3))
- Dana eats no fish. ([5](../raw/2026-11-22-session-1.md#turn-5))
`)
  })
})

describe('ROOT', () => {
  const category = (heading: string, ...items: LevelDocument['sections'][number]['items']) => ({ heading, items })
  const root = (...sections: LevelDocument['sections']): LevelDocument => ({
    ...NEXT,
    level: 'root',
    period: '',
    title: 'Memory',
    intro: '',
    sections,
  })

  it('regroups, and leaves lines by hand in the category that they stood in', () => {
    const first = renderDocument(
      mergeDocument(undefined, root(category('finance', INVOICES), category('team', STAND_UP))),
      'ROOT.md',
    )
    const mine = first.replace('## team\n', '## team\n- We rotate the chair.\n')
    const regrouped = mergeDocument(parseDocument(mine, 'ROOT.md'), root(category('work', INVOICES, STAND_UP)))
    expect(regrouped.sections.map(({ heading, items }) => [heading, items.map(({ memory }) => memory.text)])).toEqual([
      ['team', ['We rotate the chair.']],
      ['work', ['The invoices move to Postgres.', 'The stand-up is on Tuesday.']],
    ])
  })

  it('a category cannot pass for the pinned section, nor open any other', () => {
    const text = renderDocument(
      mergeDocument(undefined, root(category('Pinned', INVOICES), category('a\n## Pinned\n- b', LUNCH))),
      'ROOT.md',
    )
    expect(parseDocument(text, 'ROOT.md').pinned).toBe('')
    expect(text.match(/^## .*$/gm)).toEqual(['## Pinned', '## Pinned topics', '## a \\## Pinned - b'])
  })

  it('a statement that flows up from a passage by hand is still the word of the user', () => {
    const byHand = item('fact', 'I moved to Berlin.', 1, { citations: [{ path: DAILY }], origin: 'human' })
    const text = renderDocument(mergeDocument(undefined, root(category('home', byHand))), 'ROOT.md')
    expect(text).toContain('- I moved to Berlin. #billing ([2026-11-22](daily/2026-11-22.md))')
    expect(parseDocument(text, 'ROOT.md').sections[0]?.items[0]).toMatchObject({
      hand: false,
      memory: { origin: 'human' },
    })
  })

  it('spends few tokens on knowing its lines', () => {
    const many = Array.from({ length: 80 }, (_, n) => item('fact', `Statement number ${n} about something.`, n + 1))
    const text = renderDocument(mergeDocument(undefined, root(category('work', ...many))), 'ROOT.md')
    const line = /^lines: .*$/m.exec(text)?.[0] ?? ''
    expect(line).toHaveLength('lines: ""'.length + 80 * 5 - 1)
    expect(getEncoding('o200k_base').encode(line).length).toBeLessThan(300)
  })
})

describe('paths and titles', () => {
  it.each([
    ['daily', '2026-11-22', DAILY, 'Sunday, 22 November 2026'],
    ['weekly', '2026-W53', 'weekly/2026-W53.md', 'Week 53 of 2026: 28 December to 3 January'],
    ['monthly', '2026-11', 'monthly/2026-11.md', 'November 2026'],
    ['root', '', 'ROOT.md', 'Memory'],
  ] as const)('%s %s', (level, period, path, title) => {
    expect(documentPath(level, period)).toBe(path)
    expect(documentOfPath(path)).toEqual({ level, period })
    expect(documentTitle(level, period)).toBe(title)
  })

  it.each([
    'daily/notes.md',
    'daily/2026-02-30.md',
    'weekly/2027-W53.md',
    'monthly/2026-13.md',
    'raw/a.md',
    '../ROOT.md',
    'daily/2026-11-22.txt',
  ])('%s is no document', (path) =>
    expect(() => parseDocument('', path)).toThrow(expect.objectContaining({ code: 'damaged' })),
  )

  it('damage names the file', () => {
    expect(() => parseDocument('---\na: [\n---\n', DAILY)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(DAILY) }),
    )
  })

  it('a line by hand has the last day of its period, in ROOT the day of reading', () => {
    const dayOf = (path: string) =>
      parseDocument('- x', path, { today: '2026-12-24' }).sections[0]?.items[0]?.memory.date
    expect(['daily/2026-11-22.md', 'weekly/2026-W47.md', 'monthly/2024-02.md', 'ROOT.md'].map(dayOf)).toEqual([
      '2026-11-22',
      '2026-11-22',
      '2024-02-29',
      '2026-12-24',
    ])
  })
})
