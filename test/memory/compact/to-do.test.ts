import { describe, expect, it } from 'vitest'
import { compact, planCompaction } from '../../../src/memory/compact/compact.ts'
import { withTasksOnce } from '../../../src/memory/compact/to-do.ts'
import type { Memory } from '../../../src/memory/types.ts'
import { testFolder } from './folder.ts'

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
  withTasksOnce(memories).map(({ kind, status, text }) => `${kind} ${status ?? ''}: ${text}`)

describe('the actions of a week', () => {
  it('are things to do; a goal and a name are facts, and nothing is lost', () => {
    expect(
      listed([
        action('2026-11-11', 'Goal: churn under 5% by the end of January.'),
        action('2026-11-11', 'Nils Berg, photographer.'),
        action('2026-11-11', 'Vera buys the lamp before Christmas.'),
        action('2026-11-11', 'Water the plants.'),
      ]),
    ).toEqual([
      'fact : Goal: churn under 5% by the end of January.',
      'fact : Nils Berg, photographer.',
      'action open: Vera buys the lamp before Christmas.',
      'action open: Water the plants.',
    ])
  })

  it('stand there once, done where one of the two tellings is done', () => {
    expect(
      listed([
        action('2026-11-11', 'Order the cake by 25 November.', { status: 'done', closed: '2026-11-13' }),
        action('2026-11-11', 'Order the nut-free cake by 25 November 2026.'),
        action('2026-11-11', 'Order the cake by 25 December.'),
      ]),
    ).toEqual(['action done: Order the cake by 25 November.', 'action open: Order the cake by 25 December.'])
  })

  it('leave a human’s line and what was replaced as they are', () => {
    const memories = [
      action('2026-11-11', 'Goal: run ten kilometres.', { origin: 'human' }),
      action('2026-11-11', 'Nils Berg, photographer.', { superseded: '2026-11-12' }),
    ]
    expect(withTasksOnce(memories)).toEqual(memories)
  })

  it('are no heading in the file either', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.9, weeklyShare: 0.9, monthlyShare: 0.9, rootTokens: 3000 },
    })
    await test.session('raw/2026-11-03-session-1.md', '2026-11-03T09:00:00Z', [
      ['User', 'I need to send the offer to Vera by Friday. Our target: churn under 5% by the end of January.'],
    ])
    await compact(test.deps, await planCompaction(test.deps))
    expect((await test.read('daily/2026-11-03.md')).match(/- \[ \]/g)).toHaveLength(2)
    for (const path of ['weekly/2026-W45.md', 'monthly/2026-11.md']) {
      const text = await test.read(path)
      expect(text).toContain('- [ ] User needs to send the offer to Vera')
      expect(text).toMatch(/^- (?!\[).*target: churn under 5%/m)
      expect(text.match(/- \[ \]/g)).toHaveLength(1)
    }
    expect((await planCompaction(test.deps)).steps).toEqual([])
  })
})
