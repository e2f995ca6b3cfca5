import { describe, expect, it } from 'vitest'
import { nearTopics } from '../../../src/memory/recall/near-topics.ts'

const NAMES = ['billing', 'garden', 'garden-gate', 'kyoto-trip', 'trial-task', 'trial']

describe('nearTopics', () => {
  it.each([
    ['trial-tasks-of-may', ['trial-task', 'trial']],
    ['gardn', ['garden', 'garden-gate']],
    ['kyo', ['kyoto-trip']],
    ['gate', ['garden-gate']],
    ['tokyo', []],
    ['', []],
  ])('%s → %j', (name, near) => expect(nearTopics(name, NAMES)).toEqual(near))

  it('names only a few', () => {
    expect(
      nearTopics(
        'kiln',
        Array.from({ length: 20 }, (_, i) => `kiln-${i}`),
      ),
    ).toHaveLength(5)
  })
})
