import { describe, expect, it } from 'vitest'
import { statementBudget } from '../../../src/extract/select/budget.ts'

describe('statementBudget', () => {
  it('is the share of a long day', () => {
    expect(statementBudget('daily', { share: 0.2, rawTokens: 5000 })).toBe(1000)
  })
  it('leaves a short dense day most of itself', () => {
    expect(statementBudget('daily', { share: 0.2, rawTokens: 350 })).toBe(240)
  })
  it('gives a short chat of people less', () => {
    expect(statementBudget('daily', { share: 0.2, rawTokens: 350, isChat: true })).toBe(100)
  })
  it('keeps a note of one line', () => {
    expect(statementBudget('daily', { share: 0.2, rawTokens: 9 })).toBe(21)
  })
  it('has room in a week or month of many short days', () => {
    expect(statementBudget('weekly', { share: 0.08, rawTokens: 2000, days: 7 })).toBe(210)
    expect(statementBudget('monthly', { share: 0.03, rawTokens: 6800, days: 19 })).toBe(342)
    expect(statementBudget('monthly', { share: 0.03, rawTokens: 6800, days: 30 })).toBe(400)
    expect(statementBudget('monthly', { share: 0.03, rawTokens: 60_000, days: 30 })).toBe(1800)
  })
  it('never passes what a person reads', () => {
    expect(statementBudget('daily', { share: 0.2, rawTokens: 5_000_000 })).toBe(20_000)
  })
})
