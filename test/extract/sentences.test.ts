import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../src/extract/sentences.ts'

const texts = (text: string) => splitSentences(text).map((sentence) => sentence.text)

describe('splitSentences', () => {
  it.each([
    ['Dr. Weber came at 9 a.m. on Monday. He left.', ['Dr. Weber came at 9 a.m. on Monday.', 'He left.']],
    [
      'Use v1.2.3 of https://example.com/a.b?c=d. It works!',
      ['Use v1.2.3 of https://example.com/a.b?c=d.', 'It works!'],
    ],
    ['We pay 3.50 euros, e.g. for tea. Fine?', ['We pay 3.50 euros, e.g. for tea.', 'Fine?']],
    ['The file src/a.b.ts broke... again. Sad.', ['The file src/a.b.ts broke... again.', 'Sad.']],
    ['Die Rechnung ist bis 15. Dezember fällig. Gut.', ['Die Rechnung ist bis 15. Dezember fällig.', 'Gut.']],
    ['It costs 15. We paid.', ['It costs 15.', 'We paid.']],
    ['Wow!! Really?! Yes.', ['Wow!!', 'Really?!', 'Yes.']],
    ['She said "Stop." Then she left.', ['She said "Stop."', 'Then she left.']],
    ['Run `a. b. c` now. Done.', ['Run `a. b. c` now.', 'Done.']],
    ['今日は晴れ。明日は雨。', ['今日は晴れ。', '明日は雨。']],
    ['It was **really** [good](https://x.io/a(b)).', ['It was really good.']],
  ])('cuts %j', (text, expected) => expect(texts(text)).toEqual(expected))

  it('leaves out code, tables, quotes, headings, tags and shell output', () => {
    const text = [
      '# Plan',
      'We move on Monday.',
      '```ts',
      'const a = 1. Then it breaks.',
      '```',
      '| a | b |',
      '> quoted words.',
      '<details>',
      '    indented code.',
      '$ npm test',
      'const x = {',
      'Then we rest.',
    ].join('\n')
    expect(texts(text)).toEqual(['We move on Monday.', 'Then we rest.'])
  })

  it('an open fence swallows the rest, as it does for a reader', () => {
    expect(texts('Before.\n```\nafter.')).toEqual(['Before.'])
  })

  it('tells list items, boxes and captions', () => {
    const text = '- plain item\n- [ ] send it\n- [x] sent it\n1. first\n[shared image: a photo of a dog]'
    expect(splitSentences(text)).toEqual([
      { text: 'plain item', form: 'item' },
      { text: 'send it', form: 'unticked' },
      { text: 'sent it', form: 'ticked' },
      { text: 'first', form: 'item' },
      { text: 'a photo of a dog', form: 'caption' },
    ])
  })
})
