import { describe, expect, it } from 'vitest'
import { mergeMemories } from '../../../src/extract/changes/merge.ts'
import type { ActionSet, Pair } from './changes.ts'
import { ALIKE, ENDINGS, HELD_ALIKE, HELD_ENDINGS, RIVALS } from './endings.ts'
import { isMarked, memory, told } from './told.ts'

const task = (text: string, turn = 1) =>
  memory('2026-11-03', text, {
    kind: 'action',
    status: 'open',
    citations: [{ path: 'raw/2026-11-03-session-1.md', turns: [turn, turn] }],
  })

const statusOf = ([action, later]: Pair) => mergeMemories([task(action), memory('2026-11-09', later)])[0]?.status

describe('what is off, was a mistake, or is not so any more', () => {
  it.each(ENDINGS.changed)('%j is superseded by %j', (before, after) => {
    expect(told([before, after])).toMatchObject([{ text: before, superseded: '2026-11-09' }, { text: after }])
  })

  it.each(ENDINGS.unchanged)('%j stands beside %j', (before, after) => {
    expect(told([before, after]).map(({ superseded }) => superseded)).toEqual([undefined, undefined])
  })

  it('holds for pairs that it was not written for', () => {
    expect(HELD_ENDINGS.changed.filter(isMarked).length / HELD_ENDINGS.changed.length).toBeGreaterThanOrEqual(0.6)
    expect(HELD_ENDINGS.unchanged.filter(isMarked)).toEqual([])
  })
})

const STATUSES = ['done', 'dropped', 'open'] as const

describe('tasks that look alike', () => {
  it.each(STATUSES.flatMap((status) => ALIKE[status].map((pair) => [...pair, status] as const)))(
    '%j, then %j: %s',
    (action, later, status) => {
      expect(statusOf([action, later])).toBe(status)
    },
  )

  it('are told apart where the rules were not written for them', () => {
    const wrong = (set: ActionSet) =>
      STATUSES.flatMap((status) => set[status].filter((pair) => statusOf(pair) !== status))
    expect(wrong(HELD_ALIKE).length).toBeLessThanOrEqual(2)
    expect(HELD_ALIKE.open.map(statusOf)).toEqual(HELD_ALIKE.open.map(() => 'open'))
  })

  it.each(RIVALS)('%j and %j: %j closes %j', (one, other, later, closes) => {
    const merged = mergeMemories([task(one, 1), task(other, 9), memory('2026-11-09', later)])
    expect(merged.flatMap(({ status }, place) => (status === 'done' ? [place] : []))).toEqual(closes)
  })

  it('two tellings of one task are closed together', () => {
    const merged = mergeMemories([
      task('Book the flights to Osaka.', 1),
      task('User needs to book the flights to Osaka by Friday.', 40),
      memory('2026-11-09', 'User booked the flights to Osaka.'),
    ])
    expect(merged.filter(({ status }) => status === 'open')).toEqual([])
  })
})
