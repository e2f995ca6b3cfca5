import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeMemories } from '../../../src/extract/changes/merge.ts'
import { type ActionSet, HELD, HELD_ACTIONS, type Pair, type PairSet, TUNED, TUNED_ACTIONS } from './changes.ts'
import { isKept, isMarked, memory, told } from './told.ts'

describe('statements that change', () => {
  it.each(TUNED.changed)('%j is superseded by %j', (before, after) => {
    expect(told([before, after])).toMatchObject([{ text: before, superseded: '2026-11-09' }, { text: after }])
  })

  it('reads quoted words as what they say', () => {
    expect(isMarked(['The stand-up is on Tuesdays at 9:30.', 'Ana: "The stand-up moved to Thursday."'])).toBe(true)
    expect(
      isMarked(['The lease of the cache is 30 minutes.', 'User: "The lease of the cache is 60 minutes now."']),
    ).toBe(true)
  })

  it.each(TUNED.unchanged)('%j stands beside %j', (before, after) => {
    expect(isKept([before, after])).toBe(true)
  })

  it('finds changes that it was not written for, and takes nothing else for one', () => {
    const score = ({ changed, unchanged }: PairSet) => {
      const found = changed.filter(isMarked).length
      const wrong = unchanged.filter((pair) => !isKept(pair)).length
      return { recall: found / changed.length, precision: found / (found + wrong) }
    }
    const { recall, precision } = score(HELD)
    expect(recall).toBeGreaterThanOrEqual(0.8)
    expect(precision).toBeGreaterThanOrEqual(0.97)
  })

  it('never marks what was said last', () => {
    for (const [before, after] of TUNED.changed) {
      const merged = mergeMemories([memory('2026-11-09', before), memory('2026-11-03', after)])
      expect(merged.at(-1)).toMatchObject({ text: before })
      expect(merged.at(-1)?.superseded).toBeUndefined()
    }
  })

  it('is idempotent and loses no statement, in any company', () => {
    const all = [...TUNED.changed, ...TUNED.unchanged, ...HELD.changed].flat()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...all), fc.integer({ min: 1, max: 28 })), { maxLength: 12 }),
        (said) => {
          const memories = said.map(([text, day]) => memory(`2026-11-${String(day).padStart(2, '0')}`, text))
          const once = mergeMemories(memories)
          expect(mergeMemories(once)).toEqual(once)
          const cited = new Set(once.flatMap(({ citations }) => citations.map(({ path }) => path)))
          for (const { text, citations } of memories)
            expect(once.some((kept) => kept.text === text) || cited.has(citations[0]?.path ?? '')).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

const outcome = ([action, later]: Pair) =>
  mergeMemories([memory('2026-11-03', action, { kind: 'action', status: 'open' }), memory('2026-11-09', later)])[0]

describe('action items', () => {
  it.each(TUNED_ACTIONS.done)('%j is done: %j', (action, later) => {
    expect(outcome([action, later])).toMatchObject({ status: 'done', closed: '2026-11-09', citations: [{}, {}] })
  })

  it.each(TUNED_ACTIONS.dropped)('%j is dropped: %j', (action, later) => {
    expect(outcome([action, later])).toMatchObject({ status: 'dropped', closed: '2026-11-09', citations: [{}, {}] })
  })

  it.each(TUNED_ACTIONS.open)('%j stays open: %j', (action, later) => {
    expect(outcome([action, later])).toMatchObject({ status: 'open' })
  })

  it('follows actions that it was not written for', () => {
    const right = (set: ActionSet) =>
      (['done', 'dropped', 'open'] as const).flatMap((status) =>
        set[status].map((pair) => outcome(pair)?.status === status),
      )
    const held = right(HELD_ACTIONS)
    expect(held.filter(Boolean).length / held.length).toBeGreaterThanOrEqual(0.88)
  })
})
