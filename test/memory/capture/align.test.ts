import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grownCandidates, isSameOpening, markOf, newTurns, prefixDigestOf } from '../../../src/memory/capture/align.ts'
import type { Turn } from '../../../src/memory/types.ts'

const say = (text: string, id?: string): Turn => ({ speaker: 'User', role: 'user', text, ...(id && { id }) })
const turns = (...texts: string[]) => texts.map((text) => say(text))

/** Only the texts that the module asks for: a turn it forgets to name would compare as different. */
function digestsOf(held: Turn[], incoming: Turn[]) {
  const wanted = grownCandidates(held.map(markOf), incoming.map(markOf))
  return prefixDigestOf(new Map(wanted.map((index) => [index, incoming[index]?.text ?? ''])))
}

/** The texts that a capture of `incoming` adds to a file that holds `held`. */
function added(held: Turn[], incoming: Turn[]): string[] {
  const fresh = newTurns(held.map(markOf), incoming.map(markOf), { prefixDigest: digestsOf(held, incoming) })
  return fresh.map(({ index, from }) => (incoming[index]?.text ?? '').slice(from))
}

describe('newTurns without ids', () => {
  it.each<[string, string[], string[], string[]]>([
    ['a new session', [], ['a', 'b'], ['a', 'b']],
    ['the same again', ['a', 'b'], ['a', 'b'], []],
    ['a session that went on', ['a', 'b'], ['a', 'b', 'c'], ['c']],
    ['an older, shorter state', ['a', 'b', 'c'], ['a', 'b'], []],
    ['a window that moved on', ['a', 'b', 'c'], ['b', 'c', 'd'], ['d']],
    ['an excerpt of what is held', ['a', 'b', 'c', 'd'], ['b', 'c'], []],
    ['only the new messages', ['a', 'b'], ['c', 'd'], ['c', 'd']],
    ['a rewound session that took another way', ['a', 'b', 'c'], ['a', 'x', 'y'], ['x', 'y']],
    ['the same words said again', ['ok', 'ok'], ['ok', 'ok', 'ok'], ['ok']],
    ['a last message that grew', ['a', 'The answer'], ['a', 'The answer is 42.', 'c'], [' is 42.', 'c']],
    ['a repeating window', ['x', 'a', 'b', 'a'], ['a', 'b', 'a', 'b'], ['b']],
  ])('%s', (_, held, incoming, expected) => {
    expect(added(turns(...held), turns(...incoming))).toEqual(expected)
  })

  it('loses nothing and doubles nothing when a session is captured at any points of its growth', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'ok'), { maxLength: 12 }), fc.array(fc.nat(12)), (texts, cuts) => {
        const file: string[] = []
        for (const cut of [...cuts.sort((a, b) => a - b), texts.length]) {
          file.push(...added(turns(...file), turns(...texts.slice(0, cut))))
        }
        expect(file).toEqual(texts)
      }),
    )
  })
})

describe('newTurns with ids', () => {
  it.each<[string, [string, string][], [string, string][], string[]]>([
    [
      'a session that went on',
      [['1', 'a']],
      [
        ['1', 'a'],
        ['2', 'b'],
      ],
      ['b'],
    ],
    ['a message that grew while the client wrote it', [['1', 'a']], [['1', 'a and b']], [' and b']],
    [
      'the grown message once more',
      [
        ['1', 'a'],
        ['1', ' and b'],
      ],
      [['1', 'a and b']],
      [],
    ],
    ['an older state of a message', [['1', 'a and b']], [['1', 'a']], []],
    ['a message that was replaced', [['1', 'red']], [['1', 'blue']], ['blue']],
    [
      'the replaced message once more',
      [
        ['1', 'red'],
        ['1', 'blue'],
      ],
      [['1', 'blue']],
      [],
    ],
    [
      'another order',
      [
        ['1', 'a'],
        ['2', 'b'],
      ],
      [
        ['2', 'b'],
        ['1', 'a'],
        ['3', 'a'],
      ],
      ['a'],
    ],
    ['an empty message that was filled', [['1', '']], [['1', 'a']], ['a']],
  ])('%s', (_, held, incoming, expected) => {
    const withIds = (list: [string, string][]) => list.map(([id, text]) => say(text, id))
    expect(added(withIds(held), withIds(incoming))).toEqual(expected)
  })
})

describe('isSameOpening', () => {
  it.each<[string, string[], string[], boolean]>([
    ['equal', ['a', 'b'], ['a', 'b'], true],
    ['longer', ['a'], ['a', 'b'], true],
    ['shorter', ['a', 'b'], ['a'], true],
    ['the last turn grew', ['a', 'b'], ['a', 'b and more', 'c'], true],
    ['another way after the greeting', ['hi', 'b'], ['hi', 'c'], false],
  ])('%s', (_, held, incoming, expected) => {
    const list = turns(...incoming)
    const options = { prefixDigest: digestsOf(turns(...held), list) }
    expect(isSameOpening(turns(...held).map(markOf), list.map(markOf), options)).toBe(expected)
  })
})
