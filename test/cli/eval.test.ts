import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMem, scratchFolder } from '../helpers/run-mem.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
const mem = (argv: string[], input?: string) =>
  runMem([...argv, '--dir', join(scratch.path, 'memory')], input === undefined ? {} : { input })

beforeAll(async () => {
  scratch = await scratchFolder()
  await runMem(['init', join(scratch.path, 'memory')])
  const turns = [
    {
      role: 'user',
      name: 'Maya',
      content: 'We decided to move the bookings from SQLite to Postgres.',
      timestamp: '2026-11-09T09:00:00Z',
    },
    {
      role: 'assistant',
      name: 'Assistant',
      content: 'The vet of the dog is Dr. Moreau, in Rua das Flores.',
      timestamp: '2026-11-09T09:01:00Z',
    },
  ]
  expect((await mem(['capture', '--session', 's1'], JSON.stringify(turns))).status).toBe(0)
})
afterAll(() => scratch.dispose())

const question = (query: string, expect: string[]) => `${JSON.stringify({ query, expect })}\n`

describe('mem eval', () => {
  it('scores what is expected as a path, a turn, a session or a text', async () => {
    const questions = [
      question('which database do the bookings use?', ['raw/2026-11-09-session-1.md#turn-1']),
      question('which database do the bookings use?', ['s1']),
      question('who is the vet of the dog?', ['Dr. Moreau']),
    ].join('')
    const { stdout, status } = await mem(['eval', '-', '--json'], questions)
    expect(status).toBe(0)
    const { mean, questions: evaluated } = JSON.parse(stdout)
    expect(mean.mrr).toBe(1)
    expect(evaluated).toHaveLength(3)
  })

  it('keeps ids, and says how many questions a score applies to', async () => {
    const input = `{"id":"q1","query":"who is the vet of the dog?","expect":["Dr. Moreau"]}\n{"id":2,"query":"which database?","expect":["s1"]}\n`
    const { questions, mean, counts } = JSON.parse((await mem(['eval', '-', '--json'], input)).stdout)
    expect(questions.map(({ id }: { id: unknown }) => id)).toEqual(['q1', 2])
    expect(mean['ans@1500t']).toBe(1)
    expect(counts).toMatchObject({ mrr: 2, 'ans@1500t': 1 })
    expect((await mem(['eval', '-'], input)).stdout).toMatch(
      /^2 questions\n {2}mrr +\d+\.\d %\n[\s\S]*\n {2}ans@1500t +100\.0 % {2}of 1 question\n/,
    )
  })

  it('counts a path for what links to it, however it is written', async () => {
    const query = 'which database do the bookings use?'
    const paths = ['raw/2026-11-09-session-1.md', './raw/2026-11-09-session-1.md', 's1']
    const input = paths.map((path) => question(query, [path])).join('')
    const { questions } = JSON.parse((await mem(['eval', '-', '--json'], input)).stdout)
    expect(questions.map(({ hit, missed }: { hit: number; missed: string[] }) => ({ hit, missed }))).toEqual(
      Array(3).fill({ hit: 1, missed: [] }),
    )
  })

  it('names what was not found, and what is nothing in the memory', async () => {
    const input = question('who is the vet of the dog?', ['Dr. Nobody of Nowhere'])
    const { stdout, stderr, status } = await mem(['eval', '-'], input)
    expect(status).toBe(0)
    expect(stdout).toContain('1 question\n')
    expect(stdout).toContain('  missed   who is the vet of the dog?\n')
    expect(stdout).toContain('not among the hits: Dr. Nobody of Nowhere (not in the memory)')
    expect(stderr).toBe(
      'mem: 1 expectation names no file, turn, session or text of this memory and counts as missed: "Dr. Nobody of Nowhere"\n',
    )
    expect((await mem(['eval', '-', '-q'], input)).stderr).toBe('')
    const report = JSON.parse((await mem(['eval', '-', '--json'], input)).stdout)
    expect(report.unknown).toEqual(['Dr. Nobody of Nowhere'])
  })

  it('shows what is typed without obeying it, in lines that fit', async () => {
    const input = question('red \u001b[31m alert and many more words than one line holds', [
      'no \u001b[2J such text at all',
    ])
    const run = await runMem(['eval', '-', '--dir', join(scratch.path, 'memory')], {
      input,
      columns: 40,
      env: { NO_COLOR: '1' },
    })
    const text = run.stdout + run.stderr.replaceAll('\r\u001b[2K', '')
    expect(text).not.toContain('\u001b')
    expect(run.stdout).toContain('  missed   red [31m alert and many more\n           words than one line holds\n')
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(40)
  })

  it('tells the number of a hit from its rank among the sessions', async () => {
    const { stdout } = await mem(
      ['eval', '-'],
      question('which database do the bookings use, and where is the vet?', ['Rua das Flores']),
    )
    expect(stdout).toMatch(
      /\n {2}hit \d+ +which database do the bookings use, and where is the vet\?\n {11}rank \d+; first hit: /,
    )
    expect(stdout).toContain('"hit" is the number that recall gives it.')
  })

  it('compares rankings', async () => {
    const input = question('which database do the bookings use?', ['s1'])
    expect((await mem(['eval', '-', '--preset', 'lexical'], input)).status).toBe(0)
    expect((await mem(['eval', '-', '--preset', 'best'], input)).stderr).toContain(
      '--preset: must be one of default, article, lexical',
    )
  })

  it('passes over a byte order mark', async () => {
    expect((await mem(['eval', '-'], `\uFEFF${question('who is the vet?', ['Moreau'])}`)).status).toBe(0)
  })

  it('makes questions that it can read', async () => {
    const made = await mem(['eval', '--make', '1'])
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' })
    expect(made.stdout.trim().split('\n')).toHaveLength(1)
    expect((await mem(['eval', '-'], made.stdout)).status).toBe(0)
  })

  it('says how many questions could be made', async () => {
    const { stdout, stderr, status } = await mem(['eval', '--make', '1000'])
    const count = stdout.trim().split('\n').length
    expect(status).toBe(0)
    expect(stderr).toMatch(new RegExp(`^mem: no more than ${count} questions? could be made: `))
  })

  it('says that the memory is empty', async () => {
    const dir = join(scratch.path, 'empty')
    await runMem(['init', dir])
    const input = question('anything?', ['raw/2026-11-09-session-1.md'])
    const scored = await runMem(['eval', '-', '--json', '--dir', dir], { input })
    expect(scored.stderr).toBe(
      'mem: The memory is empty. There is nothing to find. Start with: mem capture <transcript>\n',
    )
    expect(JSON.parse(scored.stdout)).toMatchObject({ reason: 'The memory is empty.', mean: { mrr: 0 } })
    const made = await runMem(['eval', '--make', '3', '--dir', dir])
    expect({ stdout: made.stdout, status: made.status }).toEqual({ stdout: '', status: 0 })
    expect(made.stderr).toContain('there is nothing to ask about')
  })

  it.each<[string, string[], string | undefined, string]>([
    ['neither a file nor --make', ['eval'], undefined, 'Give either'],
    [
      'a line that is no question',
      ['eval', '-'],
      '{"query": 1}\n',
      'standard input, line 1 is not a question: query must',
    ],
    ['a line that is no JSON', ['eval', '-'], '\n{"query"', 'standard input, line 2 is not a question: it is no JSON'],
    ['nothing that is expected', ['eval', '-'], '{"query":"x","expect":[]}', 'expect must hold what should be found'],
    ['a field that is none', ['eval', '-'], '{"query":"x","expect":["y"],"asof":""}', 'there is no field "asof"'],
    [
      'a wrong date',
      ['eval', '-'],
      '\n{"query":"x","expect":["y"],"asOf":"soon"}',
      'standard input, line 2: asOf: "soon"',
    ],
    ['an empty file', ['eval', '-'], '', 'standard input holds no questions'],
    ['a ranking where nothing is ranked', ['eval', '--make', '3', '--preset', 'lexical'], undefined, '--preset'],
    ['a number that is none', ['eval', '--make', 'many'], undefined, '--make'],
  ])('explains %s', async (_, argv, input, words) => {
    const outcome = await mem(argv, input)
    expect(outcome.status).toBe(2)
    expect(outcome.stdout).toBe('')
    expect(outcome.stderr).toContain(words)
  })
})
