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
