import { describe, expect, it } from 'vitest'
import type { Statement } from '../../../src/extract/lines/compose.ts'
import { restatedTurns } from '../../../src/extract/lines/restated.ts'
import { unitsOf } from '../../../src/extract/lines/units.ts'

const VALUES = new Map([
  ['boiler', 0.5],
  ['leak', 0.4],
  ['kitchen', 0.3],
  ['plumber', 0.5],
])
const statement = (text: string, turn: number, words: string[]): Statement => ({
  kind: 'fact',
  text,
  turns: [turn, turn],
  words: new Set(words),
})
const LEAK = statement('The boiler leaks in the kitchen.', 1, ['boiler', 'leak', 'kitchen'])
const unitsIn = (lines: readonly [turn: number, text: string][]) =>
  unitsOf(
    lines.map(([number, text]) => ({ number, speaker: 'Ana', role: 'user' as const, text })),
    { context: [], day: '2026-11-22' },
  )
const restatedBy = (lines: readonly [turn: number, text: string][]) =>
  restatedTurns([LEAK], { units: unitsIn(lines), values: VALUES }).get(LEAK) ?? []

describe('turns that restate a statement', () => {
  it.each<[string, [number, string][], number[]]>([
    ['the same again', [[4, 'The boiler in the kitchen has a leak.']], [4]],
    ['another matter', [[4, 'The plumber repaired the bicycle.']], []],
    ['mostly another matter', [[4, 'The plumber charged for the kitchen.']], []],
    ['the turn that it was made from', [[1, 'The boiler leaks in the kitchen.']], []],
    ['too far apart', [[40, 'The boiler in the kitchen has a leak.']], []],
    [
      'no more than a line can bear',
      [
        [3, 'The boiler in the kitchen has a leak.'],
        [5, 'The kitchen has a boiler with a leak.'],
        [7, 'The leak of the boiler ruined the kitchen.'],
      ],
      [3, 5],
    ],
  ])('%s', (_, lines, turns) => expect(restatedBy(lines)).toEqual(turns))
})
