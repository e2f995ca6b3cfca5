import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choice, selectChoices } from '../../../src/extract/select/select.ts'

const worth = (choices: readonly Choice[], kept: readonly number[], values: ReadonlyMap<string, number>) => {
  const words = new Set(kept.flatMap((index) => [...(choices[index]?.words ?? [])]))
  return [...words].reduce((sum, word) => sum + (values.get(word) ?? 0), 0)
}

const cost = (choices: readonly Choice[], kept: readonly number[], openingTokens: number) =>
  kept.reduce((sum, index) => sum + (choices[index]?.costTokens ?? 0), 0) +
  openingTokens * new Set(kept.map((index) => choices[index]?.group)).size

const pool = fc
  .array(
    fc.record({
      costTokens: fc.integer({ min: 1, max: 9 }),
      words: fc.array(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 4 }),
      group: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map((choice, index): Choice => ({ ...choice, trust: 1, ...(index % 3 === 2 && { parent: index - 1 }) })),
  )
const values = new Map([...'abcdefgh'].map((word, index) => [word, 1 + index / 4]))

describe('selectChoices', () => {
  it('stays within the budget and never keeps a piece without what it hangs on', () => {
    fc.assert(
      fc.property(pool, fc.integer({ min: 0, max: 40 }), (choices, budgetTokens) => {
        const kept = selectChoices(choices, { budgetTokens, values, openingTokens: 2 })
        expect(cost(choices, kept, 2)).toBeLessThanOrEqual(budgetTokens)
        for (const index of kept) {
          const parent = choices[index]?.parent
          if (parent !== undefined) expect(kept).toContain(parent)
        }
      }),
    )
  })

  it('comes near the best that any choice could reach', () => {
    fc.assert(
      fc.property(pool, fc.integer({ min: 10, max: 40 }), (choices, budgetTokens) => {
        const flat = choices.map(({ parent: _, ...choice }) => choice)
        let best = 0
        for (let mask = 0; mask < 1 << flat.length; mask++) {
          const kept = flat.map((_, index) => index).filter((index) => mask & (1 << index))
          if (cost(flat, kept, 0) <= budgetTokens) best = Math.max(best, worth(flat, kept, values))
        }
        const kept = selectChoices(flat, { budgetTokens, values, openingTokens: 0 })
        // Greedy by density together with the best single choice: (1 − 1/e) / 2 of the optimum.
        const single = Math.max(
          ...flat.map((choice, index) => (choice.costTokens <= budgetTokens ? worth(flat, [index], values) : 0)),
        )
        expect(Math.max(worth(flat, kept, values), single)).toBeGreaterThanOrEqual(0.316 * best)
      }),
    )
  })

  it('keeps what it must keep, whatever it costs', () => {
    const choices: Choice[] = [{ costTokens: 50, words: ['a'], trust: 1, group: 0 }]
    expect(selectChoices(choices, { budgetTokens: 10, values, openingTokens: 2, kept: [0] })).toEqual([0])
  })
})
