import { describe, expect, it } from 'vitest'
import { checkFolder } from '../../../src/memory/compact/check.ts'
import { compact, planCompaction, updateDaily } from '../../../src/memory/compact/compact.ts'
import { terms } from '../../../src/rank/tokenize.ts'
import { fillWithWork, type TestFolder, testFolder } from './folder.ts'

const run = async ({ deps }: TestFolder, options = {}) => compact(deps, await planCompaction(deps, options))
const statements = (text: string) => text.split('\n').filter((line) => /^[-*] /.test(line))

describe('compact', () => {
  it('builds every level, oldest first, and a second run writes no byte', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    const report = await run(test)
    expect(report.written).toEqual([
      'daily/2026-11-03.md',
      'daily/2026-11-05.md',
      'daily/2026-11-20.md',
      'weekly/2026-W45.md',
      'weekly/2026-W47.md',
      'monthly/2026-11.md',
      'ROOT.md',
    ])
    const before = await test.files()
    expect((await planCompaction(test.deps)).steps).toEqual([])
    expect((await run(test, { force: true })).written).toEqual([])
    expect(await test.files()).toEqual(before)
    expect(await checkFolder(test.deps)).toEqual([])
    expect(test.notices).toEqual([])
  })

  it('every line of every level cites raw turns, and no line has an open end', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    await run(test)
    for (const [path, text] of Object.entries(await test.files())) {
      for (const line of statements(text)) expect(`${path} ${line}`).toMatch(/\]\((?:\.\.\/)?raw\/[^)]*#turn-\d+\)/)
    }
  })

  it('follows what changed and what was done across days', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.9, weeklyShare: 0.9, monthlyShare: 0.9, rootTokens: 3000 },
    })
    await fillWithWork(test)
    await run(test)
    const week = await test.read('weekly/2026-W45.md')
    expect(week).toMatch(/- ~~.*stand-up is on Tuesday.*~~.* superseded 2026-11-05/)
    expect(week).toMatch(
      /- \[x\] User needs to send the August invoice to Dana by Friday \(2026-11-06\)\..* done 2026-11-05/,
    )
    expect(await test.read('ROOT.md')).not.toContain('## Open actions')
  })

  it('names a topic in a week or month only where the line does not say it', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.9, weeklyShare: 0.9, monthlyShare: 0.9, rootTokens: 3000 },
    })
    await fillWithWork(test)
    await run(test)
    const taggedIn = async (path: string) =>
      statements(await test.read(path)).flatMap((line) => {
        const [, text = '', topic] = /^(.*?) #(\S+)/.exec(line) ?? []
        return topic === undefined ? [] : [{ words: terms(text), topic: terms(topic.replaceAll('-', ' ')) }]
      })
    const isSaid = ({ words, topic }: { words: string[]; topic: string[] }) =>
      topic.every((word) => words.includes(word))
    expect((await taggedIn('daily/2026-11-03.md')).some(isSaid)).toBe(true)
    for (const path of ['weekly/2026-W45.md', 'monthly/2026-11.md'])
      expect((await taggedIn(path)).filter(isSaid)).toEqual([])
  })

  it('a late session touches only its day, week, month and ROOT', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    await run(test)
    const before = await test.files()
    await test.session('raw/2026-11-04-session-1.md', '2026-11-04T09:00:00Z', [
      ['User', 'We decided to rent the office in Utrecht for 900 euros a month.'],
    ])
    const plan = await planCompaction(test.deps)
    expect(plan.steps.map(({ path }) => path)).toEqual([
      'daily/2026-11-04.md',
      'weekly/2026-W45.md',
      'monthly/2026-11.md',
      'ROOT.md',
    ])
    await compact(test.deps, plan)
    const after = await test.files()
    for (const path of ['daily/2026-11-03.md', 'daily/2026-11-05.md', 'daily/2026-11-20.md', 'weekly/2026-W47.md'])
      expect(after[path]).toBe(before[path])
    expect(after['ROOT.md']).toContain('Utrecht')
  })

  it('obeys --level and --date', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    expect((await run(test, { levels: ['daily'], date: '2026-11-05' })).written).toEqual(['daily/2026-11-05.md'])
    expect((await run(test, { levels: ['weekly'], date: '2026-11-03' })).written).toEqual(['weekly/2026-W45.md'])
    expect((await planCompaction(test.deps)).steps.map(({ path }) => path)).toEqual([
      'daily/2026-11-03.md',
      'daily/2026-11-20.md',
      'weekly/2026-W45.md',
      'weekly/2026-W47.md',
      'monthly/2026-11.md',
      'ROOT.md',
    ])
  })

  it('leaves the rest for the next run when it is interrupted', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    const stop = new AbortController()
    const deps = {
      ...test.deps,
      reporter: { notice: () => {}, progress: (_: string, done: number) => done === 2 && stop.abort() },
    }
    const plan = await planCompaction(deps)
    const report = await compact(
      { ...deps, reporter: { ...deps.reporter, progress: (label, done) => void deps.reporter.progress(label, done) } },
      plan,
      { signal: stop.signal },
    )
    expect(report.written).toEqual(['daily/2026-11-03.md', 'daily/2026-11-05.md', 'daily/2026-11-20.md'])
    expect(report.left).toEqual(['weekly/2026-W45.md', 'weekly/2026-W47.md', 'monthly/2026-11.md', 'ROOT.md'])
    expect((await run(test)).written).toEqual(report.left)
    expect(await checkFolder(test.deps)).toEqual([])
  })

  it('skips a damaged raw file, never overwrites a damaged daily file, and says so', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    await test.deps.folder.write('raw/2026-11-06-session-1.md', '---\nkind: raw\nturns: [\n---\nbroken')
    await test.deps.folder.write('daily/2026-11-05.md', '---\nlines: "a\n---\n- my own note')
    const report = await run(test)
    expect(report.failed.map(({ path }) => path)).toEqual(['daily/2026-11-05.md'])
    expect(await test.read('daily/2026-11-05.md')).toContain('- my own note')
    expect(report.written).toContain('ROOT.md')
    expect(test.notices.join('\n')).toMatch(/raw\/2026-11-06-session-1\.md/)
    expect((await checkFolder(test.deps)).map(({ path, kind }) => `${kind} ${path}`)).toEqual(
      expect.arrayContaining(['unreadable raw/2026-11-06-session-1.md', 'unreadable daily/2026-11-05.md']),
    )
  })
})

describe('updateDaily', () => {
  it('reads only new turns of a resumed session and splits one that spans midnight', async () => {
    const test = await testFolder({ timeZone: 'Europe/Berlin' })
    const turns = [
      ['User', 'We decided to use Postgres 16 for the invoices.', '2026-11-03T20:00:00Z'],
      ['User', 'I booked the flights to Kyoto for 1,140 euros.', '2026-11-03T23:30:00Z'],
    ] as const
    await test.session('raw/2026-11-03-session-1.md', '2026-11-03T20:00:00Z', turns)
    await run(test)
    expect(await test.read('daily/2026-11-03.md')).toContain('Postgres 16')
    expect(await test.read('daily/2026-11-03.md')).not.toContain('Kyoto')
    expect(await test.read('daily/2026-11-04.md')).toContain('Kyoto')
    const asked: number[] = []
    const extractor = {
      ...test.deps.extractor,
      extract: (request: Parameters<typeof test.deps.extractor.extract>[0]) => {
        asked.push(...request.turns.map(({ number }) => number))
        return test.deps.extractor.extract(request)
      },
    }
    await test.session('raw/2026-11-03-session-1.md', '2026-11-03T20:00:00Z', [
      ...turns,
      ['User', 'My wife is allergic to peanuts.', '2026-11-03T23:40:00Z'],
    ])
    await updateDaily({ ...test.deps, extractor }, '2026-11-04')
    expect(asked).toEqual([3])
    expect(await test.read('daily/2026-11-04.md')).toMatch(/Kyoto[\s\S]*allergic to peanuts/)
  })

  it('keeps what a human pinned, wrote, edited, ticked and deleted, and lets it flow upward', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.6, weeklyShare: 0.5, monthlyShare: 0.5, rootTokens: 3000 },
    })
    await fillWithWork(test)
    await run(test)
    const path = 'daily/2026-11-03.md'
    await test.edit(path, (text) =>
      text
        .replace('## Pinned\n', '## Pinned\n- Never deploy on the 24th.\n')
        .replace('- [ ] User needs', '- [x] User needs')
        .replace(
          /- .*We decided to move them to Postgres 16\..*\n/,
          '- The invoices move to Postgres 17, not 16. #postgres\n',
        )
        .replace(/- .*stand-up is on Tuesday.*\n/, ''),
    )
    await run(test)
    const check = async () => {
      const day = await test.read(path)
      expect(day).toContain('- Never deploy on the 24th.')
      expect(day).toContain('- [x] User needs to send the August invoice')
      expect(day).toContain('- The invoices move to Postgres 17, not 16. #postgres\n')
      expect(day).not.toContain('We decided to move them')
      expect(day).not.toContain('stand-up is on Tuesday')
    }
    await check()
    const week = await test.read('weekly/2026-W45.md')
    expect(week).toContain('The invoices move to Postgres 17, not 16.')
    expect(week).toContain('Never deploy on the 24th.')
    expect(await test.read('ROOT.md')).toContain('Postgres 17')
    expect((await planCompaction(test.deps)).steps).toEqual([])
    await test.session('raw/2026-11-03-session-2.md', '2026-11-03T15:00:00Z', [
      ['User', 'My wife is allergic to peanuts.'],
    ])
    await run(test)
    await check()
    expect(await test.read(path)).toContain('allergic to peanuts')
  })

  it('a line that a human adds pushes no other line out', async () => {
    const test = await testFolder()
    await test.session('raw/2026-11-20-session-1.md', '2026-11-20T09:00:00Z', [
      ['Maya', 'Ben will migrate the session cache by 27 November.'],
      ['Maya', 'We decided to use Redis 7 instead of Memcached for the sessions.'],
      ['Maya', 'The dentist is on 3 March at 9:00 in Rua das Flores.'],
    ])
    await compact(test.deps, await planCompaction(test.deps))
    const before = statements(await test.read('daily/2026-11-20.md'))
    const mine =
      '- The spare key is at the baker, behind the second drawer, in the blue tin that Ana painted last summer.'
    await test.edit('daily/2026-11-20.md', (text) => `${text}\n## Facts\n${mine}\n`)
    await compact(test.deps, await planCompaction(test.deps, { force: true }))
    const after = statements(await test.read('daily/2026-11-20.md'))
    expect(after).toEqual(expect.arrayContaining([...before, mine]))
  })

  it('two processes at once cover every turn once', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.9, weeklyShare: 0.5, monthlyShare: 0.5, rootTokens: 3000 },
    })
    await fillWithWork(test)
    await Promise.all([
      updateDaily(test.deps, '2026-11-03'),
      updateDaily(test.deps, '2026-11-03'),
      updateDaily(test.deps, '2026-11-03'),
    ])
    const alone = await testFolder({ budgets: test.deps.budgets })
    await fillWithWork(alone)
    await updateDaily(alone.deps, '2026-11-03')
    expect(await test.read('daily/2026-11-03.md')).toBe(await alone.read('daily/2026-11-03.md'))
  })

  it('calls the extractor without the lock', async () => {
    const test = await testFolder()
    await fillWithWork(test)
    let free = false
    const extractor = {
      ...test.deps.extractor,
      extract: async (request: Parameters<typeof test.deps.extractor.extract>[0]) => {
        free = await test.deps.folder.withLock(async () => true)
        return test.deps.extractor.extract(request)
      },
    }
    await updateDaily({ ...test.deps, extractor }, '2026-11-03')
    expect(free).toBe(true)
  })
})
