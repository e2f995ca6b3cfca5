import { describe, expect, it } from 'vitest'
import { onDay, questionFor } from '../../../src/memory/eval/phrase.ts'
import type { Memory, MemoryKind, Role } from '../../../src/memory/types.ts'

const ask = (
  text: string,
  topic: string,
  { kind = 'fact', speaker = 'Ana', role = 'user' }: Partial<{ kind: MemoryKind; speaker: string; role: Role }> = {},
): string | undefined => {
  const memory: Memory = { kind, text, topics: [topic], date: '2026-11-09', citations: [], origin: 'machine' }
  return questionFor(memory, { speaker, role })
}

describe('questionFor', () => {
  it.each([
    ['The team lunch is on Friday at one.', 'lunch', 'When is the team lunch?'],
    ['Our rent is 1,200 euros a month.', 'rent', 'How much is our rent?'],
    ['The vet of the dog is Dr. Moreau.', 'vet', 'Who is the vet of the dog?'],
    ['The new office is in Berlin, near the zoo.', 'office', 'Where is the new office?'],
    ['The tests are green.', 'tests', 'What did Ana say about the tests?'],
  ])('%s → %s: %s', (text, topic, question) => {
    expect(ask(text, topic)).toBe(question)
  })

  it.each([
    ['decision', 'What did Ana decide about the session cache?'],
    ['preference', 'What does Ana like or dislike about the session cache?'],
    ['action', 'What did Ana want to do about the session cache?'],
    ['fact', 'What did Ana say about the session cache?'],
  ] as const)('asks for a %s in its own words', (kind, question) => {
    expect(ask('Ana moves our session cache to Redis.', 'session-cache', { kind })).toBe(question)
  })

  it('asks in the first person for one who has no name, and in the second for the assistant', () => {
    const text = 'User moves the cache to Redis.'
    expect(ask(text, 'redis', { kind: 'decision', speaker: 'User' })).toBe('What did I decide about Redis?')
    const suggested = ask('Assistant: Redis keeps data on disk.', 'redis', { speaker: 'Claude', role: 'assistant' })
    expect(suggested).toBe('What did you tell me about Redis?')
  })

  it('makes none where there is no matter but the speaker', () => {
    expect(ask('Ana is glad to be here.', 'ana')).toBeUndefined()
    expect(ask('Ana is glad to be here.', 'unheard-of')).toBeUndefined()
  })
})

describe('onDay', () => {
  it('asks the same of one day', () => {
    expect(onDay('What did Ana say about Redis?', '2026-11-09')).toBe(
      'What did Ana say about Redis on 9 November 2026?',
    )
  })
})
