/** `mem recall` as people, programs and prompts read it. Scores are masked: ranking has tests of its own. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIALOGUE, freshMemory, type TestMemory } from '../helpers/memory.ts'

let memory: TestMemory
beforeAll(async () => {
  memory = await freshMemory()
  await memory.mem(['capture', '--session', '0123'], { input: DIALOGUE })
})
afterAll(() => memory.dispose())

const recall = (...args: string[]) => memory.mem(['recall', ...args])
const json = async (...args: string[]) => JSON.parse((await recall('--json', ...args)).stdout)

describe('for people', () => {
  it('every hit has its rank, day, citation and text', async () => {
    const { stdout, stderr, status } = await recall('When is the team stand-up?', '--level', 'raw', '-k', '1')
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toMatch(
      /^1\. 2026-11-20 {2}raw\/2026-11-20-session-1\.md#turn-3.* {2}\d\.\d\d\n {3}Our team stand-up is on Thursday at 9:30\. I prefer short answers without bullets\.\n$/,
    )
  })

  it('lines are broken to the width of a terminal, under the rank', async () => {
    const { stdout } = await memory.mem(['recall', 'team stand-up', '--level', 'raw', '-k', '1'], {
      columns: 44,
      env: { NO_COLOR: '1' },
    })
    expect(stdout).toContain(
      '\n   Our team stand-up is on Thursday at 9:30.\n   I prefer short answers without bullets.\n',
    )
  })

  it('shows at most eight hits unless told otherwise, programs get more', async () => {
    const many = await freshMemory()
    const notes = Array.from(
      { length: 15 },
      (_, i) => `User: The kiln was fired for batch ${i}.\nClaude: Batch ${i} noted.`,
    )
    for (const [i, input] of notes.entries())
      await many.mem(['capture', '--date', `2026-11-${i + 1 < 10 ? '0' : ''}${i + 1}`], { input })
    const hitsOf = (text: string) => text.match(/^\d+\. 2026/gm)?.length ?? 0
    expect(hitsOf((await many.mem(['recall', 'kiln batch'])).stdout)).toBe(8)
    expect(hitsOf((await many.mem(['recall', 'kiln batch', '-k', '3'])).stdout)).toBe(3)
    expect(JSON.parse((await many.mem(['recall', 'kiln batch', '--json'])).stdout).hits.length).toBeGreaterThan(8)
    await many.dispose()
  })

  it('colour only on a terminal, and never with NO_COLOR', async () => {
    const args = ['recall', 'stand-up']
    expect((await memory.mem(args)).stdout).not.toContain('\u001b')
    expect((await memory.mem(args, { columns: 80, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b')
    expect((await memory.mem(args, { columns: 80, env: { TERM: 'dumb' } })).stdout).not.toContain('\u001b')
    expect((await memory.mem(args, { columns: 80 })).stdout).toContain('\u001b[1m1.\u001b[22m')
  })

  it('no hits is an answer, and says why on stderr', async () => {
    const filtered = await recall('stand-up', '--until', '2026-01-01')
    expect(filtered).toEqual({ stdout: '', stderr: 'Nothing relevant is within the filters.\n', status: 0 })
    expect(await recall('stand-up', '--until', '2026-01-01', '-q')).toEqual({ stdout: '', stderr: '', status: 0 })
  })

  it('an empty memory says how to start', async () => {
    const empty = await freshMemory()
    const { stdout, stderr, status } = await empty.mem(['recall', 'anything'])
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
    expect(stderr).toBe('The memory is empty. Start with: mem capture <transcript>\n')
    await empty.dispose()
  })

  it('--explain shows how the question was understood and what each score is made of', async () => {
    const { stdout } = await recall('--explain', 'latest stand-up')
    expect(stdout).toMatch(
      /^terms: .*stand.* dates: .* topics: .*\npreset default: lexical 0\.\d+ .*relevance 1\n\n1\. /,
    )
    for (const signal of ['lexical', 'cosine', 'recency', 'topic'])
      expect(stdout).toMatch(new RegExp(`${signal} \\d\\.\\d{3}`))
    expect(stdout).toMatch(/left out: \d+ over budget, \d+ filtered, \d+ duplicates\n$/)
  })
})

describe('for programs', () => {
  it('has the shape that the design promises', async () => {
    const result = await json('When is the team stand-up?')
    expect(result).toEqual({
      query: 'When is the team stand-up?',
      asOf: '2026-11-22T12:00:00.000Z',
      hits: expect.any(Array),
      omitted: { overBudget: expect.any(Number), filtered: expect.any(Number), duplicate: expect.any(Number) },
      index: { embedder: expect.stringMatching(/^embedded/), stale: false },
    })
    const hit = result.hits.find(({ level }: { level: string }) => level === 'raw')
    expect(Object.keys(hit)).toEqual(
      expect.arrayContaining([
        'score',
        'level',
        'path',
        'session',
        'date',
        'turns',
        'lines',
        'topics',
        'text',
        'signals',
      ]),
    )
    expect(hit).toMatchObject({
      level: 'raw',
      path: 'raw/2026-11-20-session-1.md',
      session: '0123',
      date: '2026-11-20',
    })
    expect(Object.keys(hit.signals).sort()).toEqual(['cosine', 'lexical', 'recency', 'topic'])
    for (const value of [hit.score, ...Object.values(hit.signals)]) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
    }
    for (const [from, to] of [hit.turns, hit.lines]) {
      expect(from).toBeGreaterThanOrEqual(1)
      expect(to).toBeGreaterThanOrEqual(from)
    }
  })

  it('a statement says which raw file its turns are of', async () => {
    const [statement] = (await json('stand-up', '--level', 'daily')).hits
    expect(statement).toMatchObject({ level: 'daily', citedPath: 'raw/2026-11-20-session-1.md', turns: [3, 3] })
    for (const hit of (await json('stand-up', '--level', 'raw')).hits) expect(hit).not.toHaveProperty('citedPath')
  })

  it('--format json is --json', async () => {
    const args = ['recall', 'stand-up']
    expect((await memory.mem([...args, '--format', 'json'])).stdout).toBe(
      (await memory.mem([...args, '--json'])).stdout,
    )
  })

  it('refuses days in the wrong order', async () => {
    const { stdout, stderr, status } = await recall('stand-up', '--since', '2026-11-21', '--until', '2026-11-20')
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
    expect(stderr).toContain('--since 2026-11-21 is after --until 2026-11-20')
  })

  it('filters by day, level and topic, and sees nothing later than --as-of', async () => {
    expect((await json('stand-up', '--since', '2026-11-21', '--level', 'raw')).hits).toEqual([])
    expect((await json('stand-up', '--until', '2026-11-20', '--level', 'raw')).hits).not.toEqual([])
    expect((await json('stand-up', '--as-of', '2026-11-19')).hits).toEqual([])
    const asOf = await json('stand-up', '--as-of', '2026-11-20')
    expect(asOf.asOf).toBe('2026-11-20T23:59:59.999Z')
    expect(asOf.hits).not.toEqual([])
    for (const { level } of (await json('stand-up', '--level', 'daily')).hits) expect(level).toBe('daily')
    const [topic] = (await json('invoices to Postgres')).hits.flatMap(({ topics }: { topics: string[] }) => topics)
    for (const { topics } of (await json('invoices', '--topic', topic)).hits) expect(topics).toContain(topic)
    expect((await json('invoices', '--topic', 'no-such-topic')).hits).toEqual([])
  })

  it('keeps to a budget and counts what did not fit', async () => {
    const tight = await json('stand-up invoices', '--budget', '30')
    expect(tight.omitted.overBudget).toBeGreaterThan(0)
    expect(tight.hits.length).toBeLessThan((await json('stand-up invoices')).hits.length)
  })
})

describe('for prompts', () => {
  it('is one fenced block that names its sources', async () => {
    const { stdout, status } = await recall('--format', 'prompt', 'stand-up', '--level', 'raw')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^<recalled_memories[^>]*>\n[\s\S]*<\/recalled_memories>\n$/)
    expect(stdout).toMatch(/<memory [^>]*source="raw\/2026-11-20-session-1\.md#turn-3"/)
  })

  it('is a block also where nothing is remembered', async () => {
    const { stdout } = await recall('--format', 'prompt', 'stand-up', '--until', '2020-01-01')
    expect(stdout).toMatch(/^<recalled_memories[^>]*>\n[\s\S]*<\/recalled_memories>\n$/)
  })
})

describe('--batch', () => {
  const questions = [
    { id: 'a', query: 'When is the stand-up?' },
    { id: 2, query: 'Where do the invoices go?', asOf: '2026-11-19' },
  ]
  const lines = questions.map((question) => JSON.stringify(question)).join('\n\n')

  it.each<[string, () => Promise<string>]>([
    ['from a pipe', async () => (await memory.mem(['recall', '--batch', '-'], { input: lines })).stdout],
    [
      'from a file',
      async () => {
        await writeFile(join(memory.place, 'q.jsonl'), `${lines}\n`)
        return (await recall('--batch', 'q.jsonl')).stdout
      },
    ],
  ])('%s: a result a question, in order, with its id', async (_, run) => {
    const results = (await run())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(results.map(({ id, query }) => ({ id, query }))).toEqual(questions.map(({ id, query }) => ({ id, query })))
    expect(results[0].hits).not.toEqual([])
    expect(results[1]).toMatchObject({ hits: [], asOf: '2026-11-19T23:59:59.999Z' })
  })

  it('answers as the single question does', async () => {
    const { stdout } = await memory.mem(['recall', '--batch', '-', '-k', '2'], { input: '{"id":1,"query":"stand-up"}' })
    const { id, ...rest } = JSON.parse(stdout)
    expect(id).toBe(1)
    expect(rest).toEqual(await json('stand-up', '-k', '2'))
  })

  it.each<[string, string, RegExp]>([
    ['no JSON', 'what?', /standard input, line 1 is not a question: it is no JSON/],
    ['no object', '[]', /line 1 is not a question: it is no object/],
    ['no question', '{"id":1}', /line 1 is not a question: query must be a text/],
    ['an empty question', '{"id":1,"query":" "}', /line 1 is not a question: query must not be empty/],
    ['a wrong date', '{"id":1,"query":"x","asOf":"2026-02-30"}', /line 1: asOf: "2026-02-30" is not a date/],
    ['a field that is none', '{"query":"x","asof":"2026-11-20"}', /line 1 is not a question: there is no field "asof"/],
  ])('%s: names the line', async (_, input, message) => {
    const { stderr, status } = await memory.mem(['recall', '--batch', '-'], { input })
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })

  it('a wrong question does not lose the answers of the others', async () => {
    const input = '{"id":1,"query":""}\n{"id":2,"query":"stand-up"}\n\n{"query":"stand-up","topic":"team"}\n'
    const { stdout, stderr, status } = await memory.mem(['recall', '--batch', '-'], { input })
    const [empty, answered, unknown] = stdout.split('\n').map((line) => (line === '' ? undefined : JSON.parse(line)))
    expect(empty).toEqual({
      id: 1,
      error: { code: 'input', message: expect.stringContaining('line 1'), hint: expect.stringContaining('"query"') },
    })
    expect(answered).toMatchObject({ id: 2, query: 'stand-up' })
    expect(answered.hits).not.toEqual([])
    expect(unknown).toEqual({ error: expect.objectContaining({ message: expect.stringContaining('line 4') }) })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^mem: 2 of 3 questions were not answered, first: standard input, line 1 is not a question/)
  })

  it('a line that is no JSON ends the run; what was asked before it is answered', async () => {
    const input = '{"id":1,"query":"stand-up"}\n{"id":2,\n{"id":3,"query":"stand-up"}'
    const { stdout, stderr, status } = await memory.mem(['recall', '--batch', '-'], { input })
    expect(JSON.parse(stdout)).toMatchObject({ id: 1 })
    expect(stderr).toContain('standard input, line 2 is not a question: it is no JSON')
    expect(status).toBe(2)
  })

  it('passes over a byte order mark, also between files that were joined', async () => {
    const line = '\uFEFF{"id":1,"query":"stand-up"}\r\n'
    const { stdout, status } = await memory.mem(['recall', '--batch', '-'], { input: line + line })
    expect({ status, lines: stdout.trimEnd().split('\n').length }).toEqual({ status: 0, lines: 2 })
  })

  it('a missing file is named', async () => {
    const { stdout, stderr, status } = await recall('--batch', 'nix.jsonl')
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
    expect(stderr).toContain('nix.jsonl cannot be read: there is no such file.')
  })
})
