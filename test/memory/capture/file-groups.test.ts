import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markOf } from '../../../src/memory/capture/align.ts'
import { fileGroups } from '../../../src/memory/capture/place.ts'

const groupsOf = (sizes: number[], room: number) => {
  const marks = sizes.map((size) => markOf({ speaker: 'User', role: 'user', text: 'x'.repeat(size) }))
  const fresh = sizes.map((_, index) => ({ index, from: 0 }))
  return fileGroups(fresh, { marks, room, fileSize: 10 }).map((group) => group.map(({ index }) => sizes[index] ?? 0))
}

describe('fileGroups', () => {
  it.each<[string, number[], number, number[][]]>([
    ['what fits goes to the last file', [3, 4], 10, [[3, 4]]],
    ['the rest to new ones', [3, 4, 5, 6], 7, [[3, 4], [5], [6]]],
    ['nothing to a full one', [3], 0, [[], [3]]],
    ['a turn larger than a file gets one of its own', [3, 99, 2], 10, [[3], [99], [2]]],
  ])('%s', (_, sizes, room, expected) => {
    expect(groupsOf(sizes, room)).toEqual(expected)
  })

  it('keeps every turn, in order, and overfills a file only by its first turn', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(25)), fc.integer({ min: -5, max: 10 }), (sizes, room) => {
        const groups = groupsOf(sizes, room)
        expect(groups.flat()).toEqual(sizes)
        for (const group of groups.slice(1)) {
          expect(group.length).toBeGreaterThan(0)
          if (group.length > 1) expect(group.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10)
        }
      }),
    )
  })
})
