/** What closes a task is kept on a day that says much else. All talk is invented. */
import { describe, expect, it } from 'vitest'
import { compact, planCompaction } from '../../../src/memory/compact/compact.ts'
import { testFolder } from './folder.ts'

const BUDGETS = { dailyShare: 0.1, weeklyShare: 0.3, monthlyShare: 0.3, rootTokens: 3000 }

/** A dense day: every line of it is worth more by its words than "The invoice went out." */
const MUCH = Array.from({ length: 60 }, (_, n): [string, string] => {
  const place = ['Tallinn', 'Bergamo', 'Zagreb', 'Malmö', 'Porto', 'Graz'][n % 6]
  const thing = ['turbine', 'sextant', 'harmonium', 'kiln', 'seismograph'][n % 5]
  return [
    'User',
    `We decided on ${(n % 12) + 1} May to buy the ${thing} number ${400 + n} from ${place} for ${1200 + 37 * n} euros.`,
  ]
})

const CASES: readonly (readonly [task: string, closing: string])[] = [
  ['I need to send the August invoice to Dana.', 'The August invoice went out, I sent it to Dana.'],
  ['I have to renew the parking permit by Friday.', 'I renewed the parking permit.'],
  ['I need to book the ferry to Texel.', 'We decided against the ferry to Texel.'],
  ['I must return the library books.', 'The library books are returned.'],
]

const stateOf = async (task: string, closing: string) => {
  const test = await testFolder({ budgets: BUDGETS })
  await test.session('raw/2026-11-03-session-1.md', '2026-11-03T09:00:00Z', [['User', task]])
  await test.session('raw/2026-11-10-session-1.md', '2026-11-10T09:00:00Z', [
    ...MUCH.slice(0, 30),
    ['User', closing],
    ...MUCH.slice(30),
  ])
  await compact(test.deps, await planCompaction(test.deps))
  return test
}

describe('a statement that closes a task', () => {
  it.each(CASES)('has its place before the budget of its day: %j, %j', async (task, closing) => {
    const test = await stateOf(task, closing)
    const root = await test.read('ROOT.md')
    expect(await test.read('daily/2026-11-03.md')).toContain('- [ ] ')
    expect(root).not.toContain('- [ ] ')
    expect(await test.read('monthly/2026-11.md')).toMatch(/- \[x\] .* (?:done|dropped) 2026-11-10/)
  })

  it('keeps the day within its budget, and a second run writes nothing', async () => {
    const task = 'I have to renew the parking permit by Friday.'
    const closed = await stateOf(task, 'I renewed the parking permit.')
    const other = await stateOf(task, 'The sky is grey today.')
    const [one, two] = [await closed.read('daily/2026-11-10.md'), await other.read('daily/2026-11-10.md')]
    expect(one.length).toBeLessThan(two.length * 1.2)
    expect(one).toContain('renewed the parking permit')
    expect((await planCompaction(closed.deps)).steps).toEqual([])
    const before = await closed.files()
    await compact(closed.deps, await planCompaction(closed.deps, { force: true }))
    expect(await closed.files()).toEqual(before)
  })
})
