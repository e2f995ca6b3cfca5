import { describe, expect, it } from 'vitest'
import { meanScores, scoreQuestion } from '../../../src/memory/eval/scores.ts'

const hit = (source: string, text = 'x', turns: string[] = []) => ({ source, text, turns })

describe('scoreQuestion', () => {
  it('ranks distinct sources', () => {
    const scores = scoreQuestion({ sources: new Set(['c']) }, [hit('a'), hit('a'), hit('b'), hit('c')])
    expect(scores).toEqual({ mrr: 1 / 3, 'any@1': 0, 'any@5': 1, 'all@5': 1, 'rec@10': 1 })
  })

  it('tells part of the evidence from all of it', () => {
    const scores = scoreQuestion({ sources: new Set(['a', 'z']) }, [hit('a'), hit('b')])
    expect(scores).toMatchObject({ mrr: 1, 'any@5': 1, 'all@5': 0, 'rec@10': 0.5 })
  })

  it('counts turns and answer words only among the hits that fit 1,500 tokens, up to the first that does not', () => {
    const long = 'word '.repeat(1100)
    const expected = { sources: new Set(['a']), turns: new Set(['1', '2']), answer: 'a red kite' }
    expect(
      scoreQuestion(expected, [hit('a', 'Red kite!', ['1']), hit('b', long), hit('c', long), hit('a', 'x', ['2'])]),
    ).toMatchObject({
      'ev@1500t': 0.5,
      'ans@1500t': 1,
    })
  })

  it('leaves out what it cannot score', () => {
    const long = 'one two three four five six seven eight nine ten eleven twelve thirteen'
    expect(scoreQuestion({ sources: new Set(['a']), turns: new Set(), answer: long }, [])).toEqual({
      mrr: 0,
      'any@1': 0,
      'any@5': 0,
      'all@5': 0,
      'rec@10': 0,
    })
    expect(meanScores([])).toEqual({})
  })
})
