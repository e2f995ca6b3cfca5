/** Politeness before a statement and a question behind it go; the statement stays. All talk is invented. */
import { beforeAll, describe, expect, it } from 'vitest'
import { extractMemories } from '../../../src/extract/embedded-extractor.ts'
import { loadTokenCounter } from '../../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../../src/memory/ports.ts'
import { spoken } from './talk.ts'

let countTokens: CountTokens
beforeAll(async () => {
  countTokens = await loadTokenCounter()
})

/** What is remembered of one turn; 2026-11-16 is a Monday. */
const kept = (text: string): string =>
  extractMemories(
    {
      path: 'raw/x.md',
      turns: spoken([
        ['Ana', 'The heating works again.'],
        ['Ben', text],
      ]),
      context: [],
      date: '2026-11-16',
      knownTopics: [],
    },
    { countTokens, share: 8 },
  )
    .map((memory) => memory.text)
    .filter((line) => !line.includes('heating'))
    .join(' ')

describe('a statement behind politeness', () => {
  it.each([
    [
      'Long time no see - I adopted a tortoise from a shelter in Graz.',
      'Ben adopted a tortoise from a shelter in Graz.',
    ],
    ["Good luck, I'll call the plumber at 5.", 'Ben will call the plumber at 5.'],
    ["Great idea, except I don't eat mussels.", "Ben doesn't eat mussels."],
    ['Glad you asked, we went to Trieste, check it out!', 'Ben: "We went to Trieste."'],
    ["That's great, I love rye bread.", 'Ben loves rye bread.'],
    [
      "Thanks for asking, they're good – we got another goat named Selma too.",
      'Ben: "We got another goat named Selma."',
    ],
  ])('%s', (text, line) => expect(kept(text)).toBe(line))

  it('takes along no thanks that say why', () => {
    expect(kept('Thanks to my aunt, I found a flat in Linz.')).not.toBe('Ben found a flat in Linz.')
  })

  it('is none where politeness is all', () => {
    expect(kept('Good luck, I believe in you!')).toBe('')
    expect(kept('Congrats, my dear friend!')).toBe('')
  })
})

describe('a statement before a question', () => {
  it.each([
    [
      'We are going to a chess match next Sunday, want to join?',
      'Ben: "We are going to a chess match next Sunday (2026-11-29)."',
    ],
    ['I moved to Villach in May, any tips for good bakeries?', 'Ben moved to Villach in May.'],
  ])('%s', (text, line) => expect(kept(text)).toBe(line))

  it.each([
    'I wonder, do you know the way?',
    'You moved to Villach, right?',
    'We are meeting at the dam, right?',
    'If I come by train, can you fetch me?',
  ])('is none in "%s"', (text) => expect(kept(text)).toBe(''))
})

describe('short statements', () => {
  it('go on with what they name', () => {
    const lines = extractMemories(
      {
        path: 'raw/x.md',
        turns: spoken([['Ben', 'I adopted a hedgehog in Graz. I named it Ned.']]),
        context: [],
        date: '2026-11-16',
        knownTopics: [],
      },
      { countTokens, share: 8 },
    )
    expect(lines.map(({ text }) => text)).toEqual(['Ben adopted a hedgehog in Graz and named it Ned.'])
  })

  it('tell what all of some people did, not what all people do', () => {
    expect(kept('We all baked our own bread.')).toBe('Ben: "We all baked our own bread."')
    expect(kept('We all have bad days.')).toBe('')
    expect(kept('We all need an outlet for our feelings.')).toBe('')
  })
})
