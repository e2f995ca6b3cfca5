import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergeDocument, parseDocument, renderDocument } from '../../../src/markdown/document.ts'
import { remember } from '../../../src/memory/chat/remember.ts'
import { openFolder } from '../../../src/store/folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mem-remember-'))
  await mkdir(join(root, 'daily'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const PATH = 'daily/2026-11-22.md'
const keep = (statement: string) =>
  remember(
    {
      folder: openFolder(root),
      redact: (text) => text.replaceAll('hunter2', '[redacted]'),
      now: () => new Date('2026-11-22T23:30:00Z'),
      timeZone: 'UTC',
    },
    statement,
  )
const file = () => readFile(join(root, PATH), 'utf8')
const memories = async () =>
  parseDocument(await file(), PATH).sections.flatMap(({ heading, items }) =>
    items.map(({ memory }) => ({ heading, text: memory.text, origin: memory.origin, topics: memory.topics })),
  )

describe('remember', () => {
  it('makes the day where there is none, as a line by hand', async () => {
    expect(await keep('Leo is allergic to cashews. #family')).toEqual({ path: PATH, day: '2026-11-22' })
    expect(await file()).toContain('\n- Leo is allergic to cashews. #family\n')
    expect(await memories()).toEqual([
      { heading: 'Facts', text: 'Leo is allergic to cashews.', origin: 'human', topics: ['family'] },
    ])
  })

  it('adds to a day that is there, and changes nothing else of it', async () => {
    const before = `---\nkind: daily\ndate: "2026-11-22"\nmood: sunny\n---\n# Sunday\n\n## Pinned\nMine.\n\n## Facts\n- Written by hand.\n\nA paragraph.\n`
    await writeFile(join(root, PATH), before)
    await keep('A second fact.')
    const after = await file()
    for (const kept of [
      'mood: sunny',
      '# Sunday',
      '## Pinned\nMine.',
      '- Written by hand.',
      'A paragraph.',
      '- A second fact.',
    ]) {
      expect(after).toContain(kept)
    }
  })

  it('survives what a run writes later', async () => {
    await keep('My own word.')
    const next = {
      level: 'daily',
      period: '2026-11-22',
      title: 'x',
      front: {},
      intro: '',
      pinned: '',
      sections: [],
    } as const
    const merged = mergeDocument(parseDocument(await file(), PATH), { ...next, sections: [] })
    expect(renderDocument(merged, PATH)).toContain('- My own word.')
  })

  it('keeps an open action under Actions', async () => {
    await keep('[ ] Call Siobhán by 2026-11-25')
    expect(await file()).toContain('## Actions\n- [ ] Call Siobhán by 2026-11-25\n')
  })

  it('does not write the same line twice', async () => {
    await keep('Once.')
    await keep('Once.')
    expect((await file()).match(/Once\./g)).toHaveLength(1)
  })

  it.each([
    ['one\n# two\n- three', '- one # two - three'],
    ['<!-- hide the rest', '- \\<!-- hide the rest'],
    ['the key is hunter2', '- the key is [redacted]'],
  ])('%j becomes %j', async (statement, line) => {
    await keep(statement)
    expect((await file()).split('\n')).toContain(line)
  })

  it('refuses to keep nothing', async () => {
    await expect(keep(' \n ')).rejects.toMatchObject({ code: 'input' })
  })
})
