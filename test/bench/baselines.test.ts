/** The baselines and the verdicts of the bench's tables. */
import { describe, expect, it } from 'vitest'
import { scoreBaseline } from './bm25.ts'
import { greedyCoverage, wordValues } from './greedy.ts'
import { rawText } from './levels.ts'
import type { BenchStore } from './sets.ts'
import { atLeast, atMost, meanOf } from './targets.ts'

const session = (id: string, texts: readonly string[]) => ({
  id,
  dateMs: 0,
  turns: texts.map((text, index) => ({ id: `${id}/${index}`, speaker: 'Ines', text })),
})
const question = (id: string, query: string, { turn, answer = '' }: { turn: string; answer?: string }) => ({
  id,
  query,
  answer,
  category: 'single-hop',
  asOf: '2026-01-01',
  turns: new Set([turn]),
  sessions: new Set([turn.split('/')[0] ?? '']),
  ignored: new Set<string>(),
  abstain: false,
})
const store: BenchStore = {
  name: 'made up',
  sessions: [
    session('a', ['The sailing boat lies in Kiel. It needs paint.', 'Fine.', 'We talked about boats.']),
    session('b', ['My tutor is named Beatriz.', 'Fine, and she teaches Portuguese.']),
  ],
  questions: [
    question('1', 'Where is the sailing boat?', { turn: 'a/0', answer: 'Kiel' }),
    question('2', 'What does Beatriz teach?', { turn: 'b/1', answer: 'Portuguese' }),
  ],
}

describe('plain BM25', () => {
  it('ranks the turn with the rare words first', () => {
    const [first] = scoreBaseline(store, 0)
    expect(first?.scores).toMatchObject({ mrr: 1, 'any@1': 1, 'ev@1500t': 1, 'ans@1500t': 1 })
  })

  it('finds a turn by its neighbours', () => {
    const evidence = (neighbours: number) => scoreBaseline(store, neighbours)[1]?.scores['ev@1500t']
    expect([evidence(0), evidence(2)]).toEqual([1, 1])
    const silent = { ...store, questions: [question('3', 'Tell me of Kiel', { turn: 'a/1' })] }
    expect(scoreBaseline(silent, 0)[0]?.scores['ev@1500t']).toBe(0)
    expect(scoreBaseline(silent, 2)[0]?.scores['ev@1500t']).toBe(1)
  })
})

describe('greedy coverage', () => {
  const wordValue = wordValues(store)
  const all = rawText(store.sessions)

  it.each([0.1, 0.3, 0.6])('keeps whole sentences within %d of the text', (share) => {
    const text = greedyCoverage(store.sessions, { share, wordValue })
    expect(text.length).toBeLessThanOrEqual(all.length * share)
    for (const line of text.split('\n').filter(Boolean)) expect(all).toContain(line)
  })

  it('takes the sentence first that tells most for its length, and nothing that tells nothing new', () => {
    const taken = greedyCoverage(store.sessions, { share: 1, wordValue }).split('\n')
    expect(taken[0]).toBe('It needs paint.')
    expect(taken.filter((line) => line === 'Fine.').length).toBeLessThanOrEqual(1)
  })
})

describe('verdicts', () => {
  it.each([
    [atLeast(85.26, 84), '85.3 ≥ 84'],
    [atLeast(94.46, 94.5), '94.5 < 94.5 missed'],
    [atLeast(0.5, undefined, { digits: 2 }), '0.50'],
    [atMost(0.257, 0.26, { digits: 3 }), '0.257 ≤ 0.26'],
    [atMost(2.26, 1, { digits: 2, unit: ' s' }), '2.26 s > 1 missed'],
  ])('%s', (shown, expected) => expect(shown).toBe(expected))

  it('average numbers and yes or no alike', () => {
    expect([meanOf([1, 2]), meanOf([true, false, false, true]), meanOf([])]).toEqual([1.5, 0.5, 0])
  })
})
