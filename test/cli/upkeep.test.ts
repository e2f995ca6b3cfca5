/** `mem compact`, `index` and `status`: what they do, and that they do nothing more. */
import { appendFile, cp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DIALOGUE, filesOf, freshMemory, type TestMemory } from '../helpers/memory.ts'

let memory: TestMemory
beforeEach(async () => {
  memory = await freshMemory()
  await memory.mem(['capture'], { input: DIALOGUE })
})
afterEach(() => memory.dispose())

const RAW = 'raw/2026-11-20-session-1.md'
const file = (path: string) => join(memory.dir, path)

describe('compact', () => {
  it('names the files it wrote; a second run says nothing and changes no byte', async () => {
    const first = await memory.mem(['compact'])
    expect(first).toMatchObject({ stderr: '', status: 0 })
    expect(first.stdout.split('\n')).toEqual(expect.arrayContaining(['weekly/2026-W47.md', 'monthly/2026-11.md']))
    const before = await filesOf(memory.dir)
    expect(Object.keys(before)).toContain('.mem/embeddings.json')
    expect(await memory.mem(['compact'])).toEqual({ stdout: '', stderr: '', status: 0 })
    expect(await filesOf(memory.dir)).toEqual(before)
  })

  it('--force makes the same again', async () => {
    await memory.mem(['compact'])
    const markdown = async () => Object.entries(await filesOf(memory.dir)).filter(([name]) => !name.startsWith('.mem'))
    const before = await markdown()
    expect(await memory.mem(['compact', '--force'])).toMatchObject({ stderr: '', status: 0 })
    expect(await markdown()).toEqual(before)
  })

  it('tells a person at a terminal that nothing is due, but not cron', async () => {
    await memory.mem(['compact'])
    expect((await memory.mem(['compact'], { columns: 80 })).stderr).toContain('Nothing is due.')
    expect((await memory.mem(['compact', '--quiet'], { columns: 80 })).stderr).toBe('')
  })

  it('--dry-run writes nothing and says what it would cost', async () => {
    const before = await filesOf(memory.dir)
    const { stdout, status } = await memory.mem(['compact', '--dry-run'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^weekly\/2026-W47\.md {2}new\nmonthly\/2026-11\.md {2}new\n/)
    expect(stdout).toMatch(/No model is needed: it costs nothing\.\n$/)
    const plan = JSON.parse((await memory.mem(['compact', '--dry-run', '--json'])).stdout)
    expect(Object.keys(plan).sort()).toEqual(['costUsd', 'inputTokens', 'outputTokens', 'steps', 'waiting'])
    expect(plan.steps[0]).toEqual({
      level: 'weekly',
      period: '2026-W47',
      path: 'weekly/2026-W47.md',
      reason: 'new',
      inputTokens: 0,
      outputTokens: 0,
      costUsd: 0,
    })
    expect(await filesOf(memory.dir)).toEqual(before)
  })

  it('--force --dry-run says what is forced and what has changed', async () => {
    await memory.mem(['compact'])
    const { stdout } = await memory.mem(['compact', '--force', '--dry-run'])
    expect(stdout).toBe(
      [
        'daily/2026-11-20.md  forced',
        'weekly/2026-W47.md  forced',
        'monthly/2026-11.md  forced',
        'ROOT.md  forced',
        'No model is needed: it costs nothing.\n',
      ].join('\n'),
    )
  })

  it('--level does only that level', async () => {
    const { stdout } = await memory.mem(['compact', '--level', 'weekly'])
    expect(stdout).toBe('weekly/2026-W47.md\n')
  })

  it('--json reports what was written and what was left', async () => {
    const report = JSON.parse((await memory.mem(['compact', '--json'])).stdout)
    expect(Object.keys(report).sort()).toEqual([
      'capped',
      'failed',
      'fellBack',
      'left',
      'rejected',
      'unchanged',
      'written',
    ])
    expect(report).toMatchObject({ rejected: 0, fellBack: [], capped: [], failed: [], left: [] })
    expect(report.written).toContain('weekly/2026-W47.md')
  })

  it('makes again what was deleted', async () => {
    await memory.mem(['compact'])
    const before = await readFile(file('weekly/2026-W47.md'), 'utf8')
    await rm(file('weekly/2026-W47.md'))
    await rm(file('ROOT.md'))
    expect((await memory.mem(['compact'])).stdout).toBe('weekly/2026-W47.md\nROOT.md\n')
    expect(await readFile(file('weekly/2026-W47.md'), 'utf8')).toBe(before)
    expect(await readFile(file('ROOT.md'), 'utf8')).toContain('to move the invoices from SQLite to Postgres')
  })

  it('keeps what a person wrote', async () => {
    await memory.mem(['compact'])
    const line = '- Never call the bank before ten. #bank'
    const text = await readFile(file('daily/2026-11-20.md'), 'utf8')
    await writeFile(file('daily/2026-11-20.md'), `${text.trimEnd()}\n${line}\n`)
    await memory.mem(['compact', '--force'])
    expect(await readFile(file('daily/2026-11-20.md'), 'utf8')).toContain('Never call the bank before ten.')
    expect(await readFile(file('weekly/2026-W47.md'), 'utf8')).toContain('Never call the bank before ten.')
  })

  it('stopped before it began leaves everything for the next run', async () => {
    const stop = new AbortController()
    stop.abort()
    const { stderr, status } = await memory.mem(['compact'], { signal: stop.signal })
    expect(status).toBe(130)
    expect(stderr).toMatch(
      /^mem: Stopped\. \d files left to do\.\n {5}Run `mem compact` again: it goes on from there\.\n$/,
    )
  })
})

describe('compact --check', () => {
  it('is content with a whole folder', async () => {
    await memory.mem(['compact'])
    expect(await memory.mem(['compact', '--check'])).toEqual({
      stdout: 'Everything is in order.\n',
      stderr: '',
      status: 0,
    })
    expect(JSON.parse((await memory.mem(['compact', '--check', '--json'])).stdout)).toEqual({ damages: [] })
  })

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'a link to a turn that does not exist',
      () => appendFile(file('daily/2026-11-20.md'), '- It rained. ([99](../raw/2026-11-20-session-1.md#turn-99))\n'),
      /^daily\/2026-11-20\.md: raw\/2026-11-20-session-1\.md, turn 99, does not exist$/m,
    ],
    ['a deleted raw file', () => rm(file(RAW)), /^daily\/2026-11-20\.md: .*does not exist$/m],
    [
      'a raw file without its head',
      async () => writeFile(file(RAW), (await readFile(file(RAW), 'utf8')).replace('kind: raw', 'kind: cooked')),
      /^raw\/2026-11-20-session-1\.md: /m,
    ],
    [
      'a daily file with a broken head',
      () => writeFile(file('daily/2026-11-20.md'), '---\nkind: [daily\n---\n\nwords\n'),
      /^daily\/2026-11-20\.md: /m,
    ],
  ])('finds %s: status 6, and nothing is changed', async (_, damage, message) => {
    await memory.mem(['compact'])
    await damage()
    const before = await filesOf(memory.dir)
    const { stdout, stderr, status } = await memory.mem(['compact', '--check'])
    expect(status).toBe(6)
    expect(stdout).toMatch(message)
    expect(stderr).toMatch(/^mem: \d+ problems? found in .*\.\n {5}.*\n$/)
    expect(await filesOf(memory.dir)).toEqual(before)
  })
})

describe('index', () => {
  it('rebuilds the sidecar from the Markdown alone, byte for byte', async () => {
    const { '.mem/embeddings.json': before } = await filesOf(memory.dir)
    await rm(file('.mem'), { recursive: true })
    const { stdout, stderr, status } = await memory.mem(['index'])
    expect(stdout).toMatch(/^\d+ passages of 3 files, embedder embedded\S+\n$/)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect((await filesOf(memory.dir))['.mem/embeddings.json']).toBe(before)
  })

  it('--json has the numbers', async () => {
    const report = JSON.parse((await memory.mem(['index', '--json'])).stdout)
    expect(report).toMatchObject({ files: 3, stale: false, skipped: [] })
    expect(report.chunks).toBeGreaterThan(0)
  })

  it('--check notices a file that was edited by hand, and a command later all is well', async () => {
    expect(await memory.mem(['index', '--check'])).toMatchObject({ stderr: '', status: 0 })
    await appendFile(file('daily/2026-11-20.md'), '\n- The kiln is in the shed. #kiln\n')
    const before = await filesOf(memory.dir)
    expect(await memory.mem(['index', '--check'])).toEqual({
      stdout: '',
      stderr:
        'mem: The index is out of date: 1 changed file.\n     Run `mem index` to rebuild it; `mem recall` mends it too.\n',
      status: 6,
    })
    expect(await filesOf(memory.dir)).toEqual(before)
    expect((await memory.mem(['recall', 'where is the kiln'])).stdout).toContain('The kiln is in the shed.')
    expect((await memory.mem(['index', '--check'])).status).toBe(0)
  })

  it('--check tells new, changed and deleted files apart', async () => {
    await memory.mem(['capture', '--date', '2026-11-21'], { input: 'A second session, about the glaze.' })
    await memory.mem(['compact'])
    await rm(file('monthly/2026-11.md'))
    await appendFile(file('daily/2026-11-20.md'), '\n- The kiln is in the shed. #kiln\n')
    await appendFile(file('daily/2026-11-21.md'), '\n- The kiln is hot. #kiln\n')
    await writeFile(file('daily/2026-11-19.md'), '# A day\n\n- The kiln was bought. #kiln\n')
    const { stderr, status } = await memory.mem(['index', '--check'])
    expect(stderr).toContain('mem: The index is out of date: 1 new file, 2 changed files, 1 deleted file.\n')
    expect(status).toBe(6)
    expect(JSON.parse((await memory.mem(['index', '--check', '--json'])).stdout)).toMatchObject({
      stale: true,
      changed: 4,
      outdated: { added: 1, edited: 2, gone: 1 },
    })
  })

  it('--check is content with files that were only touched, as in a copy of the folder', async () => {
    await memory.mem(['compact'])
    await memory.mem(['index'])
    const copy = join(memory.place, 'copy')
    await cp(memory.dir, copy, { recursive: true })
    await utimes(join(copy, RAW), new Date(), new Date(Date.now() - 60_000))
    expect(await memory.mem(['index', '--check', '--dir', copy])).toMatchObject({ stderr: '', status: 0 })
  })

  it('a flipped bit in a segment is mended by a rebuild, as the message says', async () => {
    const [name = ''] = await readdir(file('.mem/segments'))
    const segment = join('.mem/segments', name)
    const text = await readFile(file(segment), 'latin1')
    const at = text.indexOf('"vectors":"') + 40
    await writeFile(file(segment), `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`)
    const damaged = {
      stdout: '',
      stderr: 'mem: The search index was damaged.\n     Run `mem index` to rebuild it.\n',
      status: 6,
    }
    expect(await memory.mem(['index', '--check'])).toEqual(damaged)
    expect((await memory.mem(['recall', 'stand-up'])).stdout).toContain('Thursday')
    expect(await memory.mem(['index', '--check'])).toEqual(damaged)
    await memory.mem(['index'])
    expect((await memory.mem(['index', '--check'])).status).toBe(0)
    expect(await readFile(file(segment), 'latin1')).toBe(text)
  })

  it.each<[string, string]>([
    ['cut off', '{"version":1,'],
    ['empty', ''],
    ['of another program', '{"hello":"world"}'],
  ])('a sidecar that is %s is noticed, and recall answers all the same', async (_, text) => {
    await writeFile(file('.mem/embeddings.json'), text)
    const check = await memory.mem(['index', '--check'])
    expect(check.status).toBe(6)
    expect(check.stderr).toMatch(/^mem: \S.*\n {5}\S.*\n$/)
    const { stdout, status } = await memory.mem(['recall', 'stand-up'])
    expect(status).toBe(0)
    expect(stdout).toContain('stand-up is on Thursday')
  })
})

describe('status', () => {
  it('of an empty memory says how to start', async () => {
    const empty = await freshMemory()
    const { stdout, stderr, status } = await empty.mem(['status'])
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout.replace(empty.dir, '<dir>')).toMatchInlineSnapshot(`
      "<dir>  empty: start with \`mem capture <transcript>\`
        sessions       0        0 KB
        days           0        0 KB
        weeks          0        0 KB
        months         0        0 KB
        ROOT.md                 1 KB
      due
        nothing
      models
        chat, extract, compact, embed: embedded (built in, offline, free)
      spent
        today     nothing (of $2 or 2,000,000 tokens a day)
        in all    nothing
      "
    `)
    await empty.dispose()
  })

  it('shows what is kept and what is due', async () => {
    const { stdout } = await memory.mem(['status'])
    expect(stdout.replace(memory.dir, '<dir>').replaceAll(/ +\d+ KB/g, '  # KB')).toMatchInlineSnapshot(`
      "<dir>  2026-11-20
        sessions       1  # KB
        days           1  # KB
        weeks          0  # KB
        months         0  # KB
        ROOT.md  # KB
      due
        weekly/2026-W47.md
        monthly/2026-11.md
        ROOT.md
        Run \`mem compact\`.
      models
        chat, extract, compact, embed: embedded (built in, offline, free)
      spent
        today     nothing (of $2 or 2,000,000 tokens a day)
        in all    nothing
      "
    `)
  })

  it('as JSON has the same and more', async () => {
    const status = JSON.parse((await memory.mem(['status', '--json'])).stdout)
    expect(status).toMatchObject({
      dir: memory.dir,
      timeZone: 'UTC',
      files: { raw: 1, daily: 1, weekly: 0, monthly: 0, root: 1 },
      first: '2026-11-20',
      last: '2026-11-20',
      spent: { today: { calls: 0, tokens: 0, usd: 0 }, total: { calls: 0, tokens: 0, usd: 0 } },
      models: { chat: { provider: 'embedded' } },
      cap: { dailyTokens: 2_000_000, dailyUsd: 2 },
    })
    expect(status.due).toContain('weekly/2026-W47.md')
  })

  it('changes nothing', async () => {
    const before = await filesOf(memory.dir)
    await memory.mem(['status'])
    expect(await filesOf(memory.dir)).toEqual(before)
  })
})
