import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../../src/memory/compact/batches.ts'

describe('batchesOf', () => {
  it('keeps every item in order, and no stretch is too large or needlessly small', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 40 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 120 }), (items, roomTokens) => {
        const batches = batchesOf(items, { roomTokens, tokensOf: (item) => item })
        const total = (batch: readonly number[]) => batch.reduce((sum, item) => sum + item, 0)
        expect(batches.flat()).toEqual(items)
        for (const [index, batch] of batches.entries()) {
          expect(batch.length === 1 || total(batch) <= roomTokens).toBe(true)
          const next = batches[index + 1]?.[0]
          if (next !== undefined) expect(total(batch) + next).toBeGreaterThan(roomTokens)
        }
      }),
    )
  })
})
