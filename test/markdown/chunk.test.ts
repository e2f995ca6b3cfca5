import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passagesOf, sentencesOf } from '../../src/markdown/chunk.ts'

const cutAt = (text: string, maxCharacters: number) =>
  passagesOf(text, { maxCharacters }).map(({ start, end }) => text.slice(start, end))

describe('passagesOf', () => {
  it.each([
    ['  short  ', 20, ['short']],
    ['', 20, []],
    ['one two. three four. five', 20, ['one two. three four.', 'five']],
    ['First.\n\nSecond one is here.\n\nThird.', 22, ['First.', 'Second one is here.', 'Third.']],
    ['我们搬了。数据库很好。是的。', 8, ['我们搬了。', '数据库很好。', '是的。']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['aaa😀😀', 4, ['aaa', '😀😀']],
  ])('%j at %i', (text, max, expected) => {
    expect(cutAt(text, max)).toEqual(expected)
  })

  it('covers everything but white space, in order, with pieces that are small enough and whole characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 4, max: 50 }),
        (text, maxCharacters) => {
          let last = 0
          for (const { start, end } of passagesOf(text, { maxCharacters })) {
            expect(text.slice(last, start).trim()).toBe('')
            expect(end - start).toBeLessThanOrEqual(maxCharacters)
            expect(end).toBeGreaterThan(start)
            if (text.isWellFormed()) expect(text.slice(start, end).isWellFormed()).toBe(true)
            last = end
          }
          expect(text.slice(last).trim()).toBe('')
        },
      ),
    )
  })
})

describe('sentencesOf', () => {
  it.each([
    ['One. Two? "Three!" four', ['One.', 'Two?', '"Three!"', 'four']],
    ['A line\nand one.\n\n  A paragraph, long.', ['A line', 'and one.', 'A paragraph, long.']],
    ['搬了。好吗？是的', ['搬了。', '好吗？', '是的']],
    ['他说“好吗？”我们搬了。', ['他说“好吗？”', '我们搬了。']],
    ['See auth_v2.ts, 3.5 of it', ['See auth_v2.ts, 3.5 of it']],
    [' \n ', []],
  ])('%j', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected)
  })

  it('is the same as cutting at paragraphs, then at lines, then at the ends of sentences', () => {
    const text = fc
      .array(fc.constantFrom('word', '3.5', '.', '?', '。', '"', ')', ' ', '  ', '\n', '\n \n', '\t'))
      .map((parts) => parts.join(''))
    const cutBy = (pattern: RegExp) => (part: string) => part.split(pattern).map((piece) => piece.trim())
    fc.assert(
      fc.property(text, (whole) => {
        const sentences = [whole]
          .flatMap(cutBy(/\n\s*\n+/))
          .flatMap(cutBy(/\n/))
          .flatMap(cutBy(/(?<=[.!?…。！？]["'”’)\]]*)\s+|(?<=[。！？]["'”’)\]]*)(?!["'”’)\]])/))
        expect(sentencesOf(whole)).toEqual(sentences.filter((piece) => piece !== ''))
      }),
    )
  })
})
