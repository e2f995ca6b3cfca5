import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutMiddle, type Exchange, trimExchanges } from '../../../src/memory/chat/window.ts'

const exchange = (tokens: number, firstTurn = 1): Exchange => ({
  messages: [{ role: 'user', text: String(tokens) }],
  tokens,
  firstTurn,
  hits: [],
})
const total = (exchanges: readonly Exchange[]) => exchanges.reduce((sum, { tokens }) => sum + tokens, 0)

describe('trimExchanges', () => {
  it('returns the same list while everything fits', () => {
    const exchanges = [exchange(40), exchange(60)]
    expect(trimExchanges(exchanges, { budgetTokens: 100 })).toBe(exchanges)
  })

  it('leaves out the oldest, and enough of them that the next turns need no cut', () => {
    const exchanges = [30, 30, 30, 30].map((tokens) => exchange(tokens))
    expect(trimExchanges(exchanges, { budgetTokens: 100 })).toEqual(exchanges.slice(2))
  })

  it('keeps an unbroken end of the list within the budget', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), fc.nat(5000), (sizes, budgetTokens) => {
        const exchanges = sizes.map((tokens, i) => exchange(tokens, i))
        const kept = trimExchanges(exchanges, { budgetTokens })
        expect(kept).toEqual(exchanges.slice(exchanges.length - kept.length))
        expect(total(kept)).toBeLessThanOrEqual(budgetTokens)
      }),
    )
  })
})

describe('cutMiddle', () => {
  const countTokens = (text: string) => Math.ceil(text.length / 4)

  it('leaves a text that fits alone', () => {
    expect(cutMiddle('short', { budgetTokens: 10, countTokens })).toBe('short')
  })

  it('keeps beginning and end around a visible mark', () => {
    const cut = cutMiddle(`START${'x'.repeat(10_000)}END`, { budgetTokens: 100, countTokens })
    expect(cut).toMatch(/^START[\s\S]*\[… 9,\d{3} characters left out here …\][\s\S]*END$/)
    expect(countTokens(cut)).toBeLessThan(120)
  })

  it('never leaves half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 20 }), (text) => {
        expect(cutMiddle(text, { budgetTokens: 3, countTokens }).isWellFormed()).toBe(true)
      }),
    )
  })
})
