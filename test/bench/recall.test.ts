/** The way of the recall bench through the public commands, on an invented store. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, askAndScore } from './ask.ts'
import { type CapturedStore, captureStore, configure, discard } from './captured.ts'
import { assertEvalAgrees } from './eval-agreement.ts'
import { memoriesIn } from './levels.ts'
import type { BenchQuestion, BenchStore } from './sets.ts'

const session = (id: string, { day, talk }: { day: string; talk: readonly (readonly [string, string])[] }) => ({
  id,
  dateMs: Date.parse(`${day}T09:00:00Z`),
  turns: talk.map(([speaker, text], index) => ({ id: `${id}:${index}`, speaker, text })),
})
const question = (query: string, turns: readonly string[], answer: string): BenchQuestion => ({
  id: query,
  query,
  answer,
  category: 'single-hop',
  asOf: '2026-03-01',
  turns: new Set(turns),
  sessions: new Set(turns.map((turn) => turn.split(':')[0] ?? '')),
  ignored: new Set(),
  abstain: false,
})
const store: BenchStore = {
  name: 'invented',
  sessions: [
    session('x/1', {
      day: '2026-02-03',
      talk: [
        ['Tomas', 'I moved to Utrecht last week, and the rent is 1,250 euros.'],
        ['Ines', 'I have been learning Portuguese, because my grandmother lives in Porto.'],
      ],
    }),
    session('x/2', {
      day: '2026-02-04',
      talk: [
        ['user', 'We decided to move the invoices to Postgres.'],
        ['assistant', 'I will write the migration script by Friday.'],
      ],
    }),
  ],
  questions: [
    question('Why does Ines learn Portuguese?', ['x/1:1'], 'grandmother in Porto'),
    question('Where did the invoices move?', ['x/2:0'], 'Postgres'),
    // Deliberately wrong: both ways of scoring must miss it alike.
    question('Who wrote the migration script?', ['x/1:0'], 'Tomas'),
  ],
}

let captured: CapturedStore
beforeAll(() => {
  captured = captureStore(store)
})
afterAll(() => discard(captured))

describe('a captured store', () => {
  it('has the sessions under their own ids, with the speakers and the days', () => {
    expect([...captured.paths]).toEqual([
      ['x/1', 'raw/2026-02-03-session-1.md'],
      ['x/2', 'raw/2026-02-04-session-1.md'],
    ])
    const raw = readFileSync(join(captured.root, captured.paths.get('x/1') ?? ''), 'utf8')
    expect(raw).toContain('**Ines**')
    expect(memoriesIn(captured.root, 'daily/2026-02-04.md').length).toBeGreaterThan(0)
  })

  it('is refused where a turn was lost', () => {
    const blank = {
      ...store,
      sessions: [
        session('x/3', {
          day: '2026-02-05',
          talk: [
            ['Ines', ' '],
            ['Tomas', 'Hi.'],
          ],
        }),
      ],
    }
    expect(() => captureStore(blank)).toThrow('1 of 2 turns of x/3 landed')
  })
})

describe('scores', () => {
  it('are those of the evidence', () => {
    const [first, second, wrong] = askAndScore(captured)
    expect(first?.scores).toMatchObject({ mrr: 1, 'any@1': 1, 'ev@1500t': 1, 'ans@1500t': 1 })
    expect(second?.scores).toMatchObject({ mrr: 1, 'any@1': 1, 'ev@1500t': 1, 'ans@1500t': 1 })
    expect(wrong?.scores.mrr).toBeLessThan(1)
  })

  it('are the ones that `mem eval` gives', () => {
    expect(assertEvalAgrees(captured)).toContain('every one of the 3 questions of invented')
  })

  it('follow the settings of the folder, which a preset overrides', () => {
    configure(captured.root, { recall: { weights: { lexical: 0, cosine: 0, recency: 0, topic: 0 } } })
    const [silent] = ask(captured.root, store.questions.slice(0, 1))
    const [found] = ask(captured.root, store.questions.slice(0, 1), { preset: 'default' })
    configure(captured.root)
    expect(silent?.hits).toEqual([])
    expect(found?.hits[0]?.session).toBe('x/1')
  })

  it('fail where the settings are not the program’s', () => {
    writeFileSync(join(captured.root, 'config.json'), '{"recall":{"weights":{"unheard":0}}}')
    expect(() => ask(captured.root, store.questions)).toThrow('config.json')
    configure(captured.root)
  })
})
