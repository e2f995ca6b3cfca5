import { describe, expect, it } from 'vitest'
import { openActions } from '../../../../src/memory/compact/root/sections.ts'
import type { Memory } from '../../../../src/memory/types.ts'

const action = (date: string, text: string, more: Partial<Memory> = {}): Memory => ({
  kind: 'action',
  status: 'open',
  text,
  topics: ['work'],
  date,
  citations: [{ path: `raw/${date}-session-1.md`, turns: [1, 1] }],
  origin: 'machine',
  ...more,
})

const listed = (memories: Memory[]): string[] =>
  openActions([{ topic: 'work', category: 'work', usefulness: 1, memories }]).map(({ text }) => text)

describe('open actions', () => {
  it('come by their day, then without one, then those whose day is past', () => {
    expect(
      listed([
        action('2026-11-02', 'Call the roofer by 9 November.'),
        action('2026-11-03', 'Sort the photos.'),
        action('2026-11-10', 'Delete the file on 16 December 2026.'),
        action('2026-11-12', 'Ask Dana about the contract.'),
        action('2026-11-20', 'Order the cake by Wednesday (2026-11-25).'),
      ]),
    ).toEqual([
      'Order the cake by Wednesday (2026-11-25).',
      'Delete the file on 16 December 2026.',
      'Ask Dana about the contract.',
      'Sort the photos.',
      'Call the roofer by 9 November.',
    ])
  })

  it('are neither done nor replaced', () => {
    expect(
      listed([
        action('2026-11-02', 'Pay the bill.', { status: 'done', closed: '2026-11-03' }),
        action('2026-11-02', 'Write to Ana.', { superseded: '2026-11-04' }),
        action('2026-11-02', 'Water the plants.'),
      ]),
    ).toEqual(['Water the plants.'])
  })
})
