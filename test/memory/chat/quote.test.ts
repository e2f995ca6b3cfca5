import { describe, expect, it } from 'vitest'
import { bestPassage, quoteAnswer, saysMoreThan } from '../../../src/memory/chat/quote.ts'

const hit = (text: string, turn = 7) => ({
  path: 'raw/2026-11-16-session-1.md',
  turns: [turn, turn] as const,
  date: '2026-11-16',
  text,
  score: 0.8,
})

describe('quoteAnswer', () => {
  it('quotes word for word, with the place', () => {
    expect(quoteAnswer('which database?', [hit('The database is Postgres 16.')])).toBe(
      '> The database is Postgres 16.\n> — [2026-11-16](raw/2026-11-16-session-1.md#turn-7)',
    )
  })

  it('quotes five at the most, best first', () => {
    const hits = [1, 2, 3, 4, 5, 6, 7].map((n) => hit(`Statement ${n}.`, n))
    expect(quoteAnswer('statement', hits).match(/Statement \d/g)).toEqual([1, 2, 3, 4, 5].map((n) => `Statement ${n}`))
  })

  it('says so where nothing was found', () => {
    expect(quoteAnswer('anything', [])).toBe('Nothing in the memory matches that.')
  })
})

describe('bestPassage', () => {
  it('finds the sentence that shares most with the question, and shows that there is more', () => {
    const filler = 'The weather in Porto was fine and the children went to the beach with the dog. '.repeat(6)
    const text = `${filler}The flights to Kyoto cost €3,412 for the four of us. ${filler}`
    const passage = bestPassage('what did the flights to Kyoto cost?', text)
    expect(passage).toContain('The flights to Kyoto cost €3,412')
    expect(passage).toMatch(/^… [\s\S]* …$/)
    expect(passage.length).toBeLessThan(340)
  })

  it('gives the beginning where nothing is shared', () => {
    expect(bestPassage('zzz', 'First. Second.')).toBe('First. Second.')
  })
})

describe('saysMoreThan', () => {
  it.each([
    ['When is the stand-up?', 'When is the stand-up?', false],
    ['When is the stand-up?', 'the stand-up is when', false],
    ['When is the stand-up?', 'The stand-up is on Thursday.', true],
    ['When is the stand-up?', 'When is the stand-up in Porto? And who leads it?', false],
    ['When is the stand-up?', 'When is the stand-up? On Thursday.', true],
    ['When is the stand-up?', 'Is it on Tuesday?\n\nNo, on Thursday', true],
    ['', 'Anything.', true],
  ])('%j: %j → %s', (question, text, expected) => {
    expect(saysMoreThan(question, text)).toBe(expected)
  })
})
