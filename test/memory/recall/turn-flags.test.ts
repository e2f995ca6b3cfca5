import { describe, expect, it } from 'vitest'
import { onlyAsks, turnBefore, turnFlags } from '../../../src/memory/recall/turn-flags.ts'
import { FLAG } from '../../../src/rank/segment.ts'
import { terms } from '../../../src/rank/tokenize.ts'

const flagsOf = (text: string, before?: string) =>
  turnFlags({ text, terms: terms(text), role: 'user', before: before === undefined ? undefined : turnBefore(before) })

describe('turnFlags', () => {
  it.each([
    ['Noted: Redis 7.', 'We run the cache on Redis 7 now.', true],
    ['Sounds good!', 'We run the cache on Redis 7 now.', true],
    ['Redis 7 it is.', 'Redis 6 or Redis 7?', false],
    ['Noted: Redis 7 on port 6380.', 'We run the cache on Redis 7 now.', false],
    ['Redis 7?', 'We run the cache on Redis 7 now.', false],
    ['Sounds good!', undefined, false],
  ])('"%s" after "%s" is an echo: %s', (text, before, expected) => {
    expect((flagsOf(text, before) & FLAG.echoes) !== 0).toBe(expected)
  })

  it('knows who speaks, of himself, and of numbers', () => {
    expect(flagsOf('I have two cats.') & (FLAG.self | FLAG.number)).toBe(FLAG.self | FLAG.number)
    expect(flagsOf('Cats sleep a lot.') & (FLAG.self | FLAG.number)).toBe(0)
    const said = turnFlags({ text: 'Cats.', terms: ['cat'], role: 'assistant', before: undefined })
    expect(said & FLAG.roleMask).toBe(FLAG.assistant)
  })
})

describe('onlyAsks', () => {
  it.each([
    ['When do we sail?', true],
    ['Who signs it? And do we need a guarantor?', true],
    ['“Is it open?”', true],
    ['好吗？', true],
    ['We sail on Friday. Is it open?', false],
    ['Is it open? I think so.', false],
    ['Who is this? [a photo of a black dog]', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(onlyAsks(text)).toBe(expected)
  })
})
