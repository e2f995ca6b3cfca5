/** Our scores against the ones that the project's benchmarks are published with, where those are at hand. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanScores, scoreQuestion } from '../../../src/memory/eval/scores.ts'

const SHARED = resolve(import.meta.dirname, '../../../../shared/eval/sets.mjs')

describe.runIf(existsSync(SHARED))('scores', () => {
  it('are those of the shared evaluation', async () => {
    const { Scores } = await import(pathToFileURL(SHARED).href)
    const source = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l')
    const hit = fc.record({
      source,
      turns: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
      text: fc
        .tuple(fc.constantFrom('red', 'kites', 'flying'), fc.integer({ min: 1, max: 400 }))
        .map(([word, times]) => `${word} `.repeat(times)),
    })
    const sources = fc.uniqueArray(source, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 15 }), sources, (hits, expected) => {
        const shared = new Scores()
        const question = {
          sessions: new Set(expected),
          turns: new Set(['1', '2']),
          ignore: new Set(),
          answer: 'red kite',
        }
        shared.add(
          question,
          hits.map(({ source: session, ...rest }) => ({ session, ...rest })),
        )
        const ours = meanScores([
          scoreQuestion({ sources: question.sessions, turns: question.turns, answer: question.answer }, hits),
        ])
        const theirs = String(shared)
        for (const [name, value] of Object.entries(ours)) {
          const shown = new RegExp(`${name === 'mrr' ? 'MRR' : name} ([\\d.]+)`).exec(theirs)?.[1]
          expect(Number(shown), name).toBeCloseTo(100 * value, 0)
        }
      }),
    )
  })
})
