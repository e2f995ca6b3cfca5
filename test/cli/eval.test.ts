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

  it('names what was not found', async () => {
    const { stdout } = await mem(['eval', '-'], question('who is the vet of the dog?', ['Dr. Nobody of Nowhere']))
    expect(stdout).toContain('1 question\n')
    expect(stdout).toContain('missed')
    expect(stdout).toContain('Dr. Nobody of Nowhere')
  })

  it('makes questions that it can read', async () => {
    const made = await mem(['eval', '--make', '2'])
    expect(made.status).toBe(0)
    const lines = made.stdout.trim().split('\n')
    expect(lines.length).toBeGreaterThan(0)
    expect((await mem(['eval', '-'], made.stdout)).status).toBe(0)
  })

  it.each<[string, string[], string | undefined, string]>([
    ['neither a file nor --make', ['eval'], undefined, 'Give either'],
    ['a line that is no question', ['eval', '-'], '{"query": 1}\n', 'line 1'],
    ['an empty file', ['eval', '-'], '', 'no questions'],
    ['a number that is none', ['eval', '--make', 'many'], undefined, '--make'],
  ])('explains %s', async (_, argv, input, words) => {
    const outcome = await mem(argv, input)
    expect(outcome.status).toBe(2)
    expect(outcome.stdout).toBe('')
    expect(outcome.stderr).toContain(words)
  })
})
