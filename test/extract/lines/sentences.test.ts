import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../../src/extract/lines/sentences.ts'

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
    ['Wir wohnen im 3. Stock links. Gut.', ['Wir wohnen im 3. Stock links.', 'Gut.']],
    ['Das gilt z. B. hier, bzw. dort. Gut.', ['Das gilt z. B. hier, bzw. dort.', 'Gut.']],
    ['It costs 15. We paid.', ['It costs 15.', 'We paid.']],
    ['Wow!! Really?! Yes.', ['Wow!!', 'Really?!', 'Yes.']],
    ['She said "Stop." Then she left.', ['She said "Stop."', 'Then she left.']],
    ['Run `a. b. c` now. Done.', ['Run `a. b. c` now.', 'Done.']],
    ['今日は晴れ。明日は雨。', ['今日は晴れ。', '明日は雨。']],
    ['It was **really** [good](https://x.io/a(b)).', ['It was really good.']],
  ])('cuts %j', (text, expected) => expect(texts(text)).toEqual(expected))

  it('a line goes on with the one before only where that was wrapped', () => {
    expect(texts('Rent: 900 euros\nParking is extra')).toEqual(['Rent: 900 euros', 'Parking is extra'])
    expect(texts('The rent of the flat in Linz that we looked at on Friday goes up\nto 900 euros.')).toEqual([
      'The rent of the flat in Linz that we looked at on Friday goes up to 900 euros.',
    ])
    expect(texts('- pay the bill\nThe cellar is ours.\n- call\n  the landlord')).toEqual([
      'pay the bill',
      'The cellar is ours.',
      'call the landlord',
    ])
  })

  it('knows what introduces a list and what its items call themselves', () => {
    const text = 'Open points:\n- **Boiler**: he repairs it\n\n**Kyoto (May 3)**\n1. Gion - walk at night'
    expect(splitSentences(text).map(({ list }) => list)).toEqual([
      undefined,
      { index: 0, lead: 'Open points', label: 'Boiler' },
      { index: 1, lead: 'Kyoto (May 3)', label: 'Gion' },
    ])
  })

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
      { text: 'plain item', form: 'item', list: { index: 0 } },
      { text: 'send it', form: 'unticked', list: { index: 0 } },
      { text: 'sent it', form: 'ticked', list: { index: 0 } },
      { text: 'first', form: 'item', list: { index: 0 } },
      { text: 'a photo of a dog', form: 'caption' },
    ])
  })
})
