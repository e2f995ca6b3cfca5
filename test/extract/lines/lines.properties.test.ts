/** What must hold of every line, whatever is said: it says nothing that was not said, speaks in one voice, and stands on its own. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { extractMemories } from '../../../src/extract/embedded-extractor.ts'
import { verifyStatement } from '../../../src/extract/verify.ts'
import { loadTokenCounter } from '../../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../../src/memory/ports.ts'
import { terms } from '../../../src/rank/tokenize.ts'
import { CHAT_DAY, chatTurns, spoken, workTurns } from './talk.ts'

let countTokens: CountTokens
beforeAll(async () => {
  countTokens = await loadTokenCounter()
})

const PEOPLE = ['Ines', 'Tomas', 'Okoro'] as const
const SUBJECTS = ['I', 'My sister', 'We', 'The workshop', 'Beatriz', 'It', 'They']
const PAST = [
  'moved to Porto',
  'bought a kiln',
  'painted the cellar',
  'met Femke',
  "didn't like the soup",
  'sold 14 chairs',
]
const TAILS = [
  '',
  ' last Friday',
  ' because I was tired',
  ' with my aunt',
  ', and I loved it',
  ' two years ago',
  ' - so cool!',
]
const CHATTER = [
  "That's awesome!",
  'Haha, same here.',
  'Take care!',
  'What do you think?',
  "You're so kind.",
  'Wow, congrats!',
]

const sentence = fc.oneof(
  fc
    .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...PAST), fc.constantFrom(...TAILS))
    .map(([subject, verb, tail]) => `${subject} ${verb}${tail}.`),
  fc.constantFrom(...CHATTER),
)
const talk = fc
  .array(fc.tuple(fc.constantFrom(...PEOPLE), fc.array(sentence, { minLength: 1, maxLength: 3 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((turns) => spoken(turns.map(([speaker, sentences]) => [speaker, sentences.join(' ')] as const)))

const linesOf = (turns: ReturnType<typeof spoken>, share = 1) =>
  extractMemories(
    { path: 'raw/x.md', turns, context: [], date: CHAT_DAY, knownTopics: [] },
    { countTokens, share },
  ).map(({ text, citations }) => {
    const [first, last] = citations[0]?.turns ?? [0, 0]
    return { text, cited: turns.filter(({ number }) => number >= first && number <= last) }
  })

const QUOTED = /"[^"]*"/g
const withoutDates = (text: string) => text.replace(/ \((?:week of )?(?:\d{4}|[A-Z][a-z]+ \d{4})[^()]*\)/g, '')
/** Words that the third person and the frame of a quotation bring in. */
const FRAME = new Set(terms('shared asked is are was were has have does not they them their an image of'))

describe('every line', () => {
  const holds = (check: (line: ReturnType<typeof linesOf>[number], all: ReturnType<typeof spoken>) => void) =>
    fc.assert(
      fc.property(talk, (turns) => {
        for (const line of linesOf(turns)) check(line, turns)
      }),
      { numRuns: 300 },
    )

  it('has only words that stand in the turns it cites, names of speakers and resolved dates', () => {
    holds(({ text, cited }, all) => {
      const said = new Set(terms([...cited.map((turn) => turn.text), ...all.map(({ speaker }) => speaker)].join('\n')))
      expect(terms(withoutDates(text)).filter((word) => !said.has(word) && !FRAME.has(word))).toEqual([])
    })
  })

  it('has no first person outside quotation marks, and no name of its speaker as subject within them', () => {
    holds(({ text }) => {
      expect(text.replace(QUOTED, '')).not.toMatch(/\b(?:I|me|my|we|us|our)\b/i)
      const [, speaker, said] = /^(\w+): "([^"]*)"$/.exec(text) ?? []
      if (speaker && said) expect(said).not.toMatch(new RegExp(`\\b${speaker}\\b`))
    })
  })

  it('opens with nothing that points at what is not there', () => {
    holds(({ text }) =>
      expect(text.replace(/^\w+: "/, '')).not.toMatch(/^(?:it|they|them|he|she|that|this|these|those)\b/i),
    )
  })

  it('is one sentence or a few, with a capital and a full stop', () => {
    holds(({ text }) => {
      expect(text).toMatch(/^[\p{Lu}\d"`].*[.!?…]["'”’)\]]*$/u)
      expect(text).not.toMatch(/; |\.\.|\s{2}|\n/)
    })
  })

  it('stands the test that lines of a model have to stand', () => {
    holds(({ text, cited }, all) => {
      const speakers = all.map(({ speaker }) => speaker)
      expect({ text, ...verifyStatement(text, { turns: cited, date: CHAT_DAY, speakers }) }).toEqual({ text, ok: true })
    })
  })

  it('holds for whole conversations, at any share', () => {
    for (const turns of [chatTurns, workTurns]) {
      for (const share of [0.1, 0.3, 1, 3]) {
        for (const { text, cited } of linesOf(turns, share)) {
          const speakers = turns.map(({ speaker }) => speaker)
          expect({ text, ...verifyStatement(text, { turns: cited, date: CHAT_DAY, speakers }) }).toMatchObject({
            ok: true,
          })
        }
      }
    }
  })
})
