import { describe, expect, it } from 'vitest'
import { mergeMemories } from '../../../src/extract/changes/merge.ts'
import type { Pair } from './changes.ts'
import { ADDITIVE, HELD_DEEDS, HELD_HOLDERS, HOLDERS, OTHERS_DEEDS, UNREAL } from './holders.ts'
import { isKept, isMarked, memory, told } from './told.ts'

describe.each([
  ['whose matter it is', HOLDERS],
  ['what was only asked, proposed or refused', UNREAL],
  ['what goes on beside the other', ADDITIVE],
])('%s', (_, { changed, unchanged }) => {
  it.each(changed)('%j is superseded by %j', (before, after) => {
    expect(told([before, after])).toMatchObject([{ text: before, superseded: '2026-11-09' }, { text: after }])
  })

  it.each(unchanged)('%j stands beside %j', (before, after) => {
    expect(isKept([before, after])).toBe(true)
  })
})

const outcome = ([action, later]: Pair) =>
  mergeMemories([memory('2026-11-03', action, { kind: 'action', status: 'open' }), memory('2026-11-09', later)])[0]
    ?.status

describe('whose deed it is', () => {
  it.each(['done', 'dropped', 'open'] as const)('leaves what is %s', (status) => {
    const wrong = OTHERS_DEEDS[status].filter((pair) => outcome(pair) !== status)
    expect(wrong).toEqual([])
  })
})

describe('statements that the rules were not written for', () => {
  it('finds most changes, and hardly takes anything else for one', () => {
    expect(HELD_HOLDERS.changed.filter(isMarked).length).toBeGreaterThanOrEqual(6)
    expect(HELD_HOLDERS.unchanged.filter(isKept).length).toBeGreaterThanOrEqual(9)
  })

  it('follows most tasks', () => {
    const right = (['done', 'open'] as const).flatMap((status) =>
      HELD_DEEDS[status].map((pair) => outcome(pair) === status),
    )
    expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(6)
  })
})

describe('restatements', () => {
  it('are of one and the same holder', () => {
    const merged = mergeMemories([
      memory('2026-11-03', 'User is allergic to penicillin, walnuts, birch pollen and strong bleach.'),
      memory('2026-11-09', "User's son is allergic to penicillin, walnuts, birch pollen and strong bleach."),
    ])
    expect(merged).toHaveLength(2)
  })
})
