/** When recall says nothing instead of padding: in a memory large enough to tell rare words from common ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecall, type Recall } from '../../../src/memory/recall/recall.ts'
import { type RecallFolder, recallFolder } from './folder.ts'

const DAYS = 40
const NAMES = ['Maya', 'Ben']
const MATTERS = [
  'I painted the kitchen wall green this weekend.',
  'The train to Porto was late again.',
  'My sister brought a lemon cake for the picnic.',
  'We cycled along the river until the rain came.',
  'I finished the second chapter of my novel.',
  'The choir sings at the town hall in spring.',
  'My knee hurts since the marathon.',
  'We adopted a grey cat from the shelter.',
]

let memory: RecallFolder
let recall: Recall
beforeAll(async () => {
  memory = await recallFolder()
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10)
    const turns = MATTERS.map((text, i) => ({
      speaker: NAMES[(i + day) % 2] ?? '',
      text: `${text} That was day ${day}.`,
    }))
    await memory.say(`raw/${date}-session-1.md`, turns, { session: date })
  }
  recall = openRecall(memory.deps)
})
afterAll(() => memory.dispose())

const count = async (query: string) => (await recall({ query })).hits.length

describe('recall', () => {
  it.each([
    'What colour did Maya paint the kitchen wall?',
    'the grey cat from the shelter',
    'Which cake did the sister bring to the picnic?',
    'cat',
  ])('answers "%s"', async (query) => {
    expect(await count(query)).toBeGreaterThan(0)
  })

  it.each([
    'Which volcano erupted in Iceland?',
    'What did Kowalski pay for the second boat?',
    'How do I configure the load balancer of the cluster?',
  ])('is silent on "%s"', async (query) => {
    expect(await count(query)).toBe(0)
  })

  it('never is, where its strictness is 0', async () => {
    const { hits } = await recall({ query: 'What did Kowalski pay for the second boat?', weights: { relevance: 0 } })
    expect(hits.length).toBeGreaterThan(0)
  })
})

describe('in a small memory, a question that shares no word with what was said', () => {
  let small: RecallFolder
  beforeAll(async () => {
    small = await recallFolder()
    const said = [
      'I am on ramipril 5 mg since spring, one in the morning.',
      'Lena is allergic to penicillin.',
      'The puppy chewed up my left slipper.',
      'We painted the nursery pale yellow.',
      'My brother Elias started at the fire brigade.',
      'I had my wisdom tooth out, the jaw hurts.',
      'My daughter plays the cello in the youth orchestra.',
      'The kids start school at eight.',
      'We grilled trout by the lake on Sunday.',
      'I drive a small electric Renault.',
    ]
    await small.say(
      'raw/2026-11-02-session-1.md',
      said.map((text) => ({ speaker: 'Maya', text })),
    )
  })
  afterAll(() => small.dispose())
  const texts = async (query: string) =>
    (await openRecall(small.deps)({ query })).hits.map(({ text }) => text).join('\n')

  // Most of these chose the threshold: they guard it, they do not measure it.
  it.each([
    ['What medication do I take?', 'ramipril'],
    ['What did the dentist do?', 'wisdom tooth'],
    ['Which instrument does my child play?', 'cello'],
    ['What vehicle do I own?', 'Renault'],
    ['Which colour did we choose for the baby room?', 'nursery'],
    ['What did the dog destroy?', 'slipper'],
    ['Which fish did we eat?', 'trout'],
    ['Which car do we have?', 'Renault'],
    ['Who in my family is a firefighter?', 'Elias'],
    ['When do lessons begin?', 'at eight'],
  ])('shows for "%s" the nearest: %s', async (query, expected) => {
    expect(await texts(query)).toContain(expected)
  })

  it.each([
    'Which volcano erupted in Iceland?',
    'How do I configure the load balancer?',
    'What is the capital of Mongolia?',
    'quantum chromodynamics lattice',
    'Who won the chess tournament?',
    'What did the shareholders vote on?',
    'How many moons has Jupiter?',
  ])('is silent on "%s", which is foreign to all of it', async (query) => {
    expect(await texts(query)).toBe('')
  })
})

describe('a question that names nothing but a time', () => {
  it.each([
    ['What happened on 12 October?', '2026-10-12'],
    ['What was decided between 3 October and 5 October?', '2026-10-04'],
  ])('is answered with what was said then: %s', async (query, day) => {
    const { hits } = await recall({ query, asOf: new Date('2026-11-22T10:00:00Z') })
    expect(hits.length).toBeGreaterThan(3)
    expect(Math.abs(Date.parse(hits[0]?.date ?? '') - Date.parse(day))).toBeLessThanOrEqual(86_400_000)
  })

  it('is answered with silence where nothing was said then', async () => {
    expect((await recall({ query: 'What happened in March?', asOf: new Date('2026-11-22T10:00:00Z') })).hits).toEqual(
      [],
    )
  })
})
