import { describe, expect, it } from 'vitest'
import { openActions } from '../../../../src/memory/compact/root/actions.ts'
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

const open = (memories: Memory[]): { pending: string[]; overdue: string[] } => {
  const { pending, overdue } = openActions([{ topic: 'work', category: 'work', usefulness: 1, memories }])
  return { pending: pending.map(({ text }) => text), overdue: overdue.map(({ text }) => text) }
}

const listed = (memories: Memory[]): string[] => open(memories).pending

describe('open actions', () => {
  it('come by their day, then without one; those whose day is past stand apart', () => {
    expect(
      open([
        action('2026-11-02', 'Call the roofer by 9 November.'),
        action('2026-11-03', 'Sort the photos.'),
        action('2026-03-02', 'Renew the permit before the end of March.'),
        action('2026-11-10', 'Delete the file on 16 December 2026.'),
        action('2026-11-12', 'Ask Dana about the contract.'),
        action('2026-11-12', 'Renew the passports before the end of January.'),
        action('2026-11-14', 'Book the hall by Wednesday the 25th.'),
        action('2026-11-20', 'Order the cake by Wednesday (2026-11-25).'),
      ]),
    ).toEqual({
      pending: [
        'Book the hall by Wednesday the 25th.',
        'Order the cake by Wednesday (2026-11-25).',
        'Delete the file on 16 December 2026.',
        'Renew the passports before the end of January.',
        'Ask Dana about the contract.',
        'Sort the photos.',
      ],
      overdue: ['Call the roofer by 9 November.', 'Renew the permit before the end of March.'],
    })
  })

  it('are said once, by the fuller name', () => {
    expect(
      listed([
        action('2026-11-11', 'Call Mara if I hear nothing by 25 November.'),
        action('2026-11-11', 'Call Mara Lindt if there is no answer by 25 November 2026.'),
        action('2026-11-11', 'Call Olaf by 25 November.'),
      ]),
    ).toEqual(['Call Mara Lindt if there is no answer by 25 November 2026.', 'Call Olaf by 25 November.'])
  })

  it('are done where the same was done in other words', () => {
    expect(
      listed([
        action('2026-11-11', 'Order the cake by 25 November.', { status: 'done', closed: '2026-11-21' }),
        action('2026-11-11', 'Order the nut-free cake by 25 November 2026.'),
        action('2026-11-11', 'Order the cake by 25 December.'),
      ]),
    ).toEqual(['Order the cake by 25 December.'])
  })

  it('are things to do: no goals, no headings', () => {
    expect(
      listed([
        action('2026-11-11', 'Goal: churn under 5% by the end of January.'),
        action('2026-11-11', 'Nils Berg, photographer.'),
        action('2026-11-11', 'Vera buys the lamp before Christmas.'),
      ]),
    ).toEqual(['Vera buys the lamp before Christmas.'])
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
