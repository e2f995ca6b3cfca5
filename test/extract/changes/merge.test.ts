import { describe, expect, it } from 'vitest'
import { mergeMemories } from '../../../src/extract/changes/merge.ts'
import { memory } from './told.ts'

describe('mergeMemories', () => {
  it('keeps the newer of two tellings with both sources', () => {
    const merged = mergeMemories([
      memory('2026-11-02', 'User prefers aisle seats on long flights.'),
      memory('2026-11-09', 'User prefers aisle seats on all long flights.'),
    ])
    expect(merged).toHaveLength(1)
    expect(merged[0]).toMatchObject({
      date: '2026-11-09',
      citations: [{ path: 'raw/2026-11-09-session-1.md' }, { path: 'raw/2026-11-02-session-1.md' }],
    })
  })

  it.each([
    ['The stand-up is on Tuesday.', 'We moved the stand-up from Tuesday to Thursday.'],
    ['We keep the invoices in MySQL 5.7.', 'We switched the invoices from MySQL to Postgres.'],
    ['The service runs on port 8080.', 'The service runs on port 9090.'],
  ])('marks %j as superseded by %j', (before, after) => {
    const merged = mergeMemories([memory('2026-11-03', before), memory('2026-11-05', after)])
    expect(merged.map(({ text, superseded }) => [text, superseded])).toEqual([
      [before, '2026-11-05'],
      [after, undefined],
    ])
  })

  it.each([
    ['John scored 40 points last week.', 'John scored 30 points yesterday.'],
    ['The printer is on the second floor.', 'The stand-up is on Tuesday.'],
    ['Ana went to Rome.', 'Ana moved to Oslo.'],
    ['User does not eat meat.', 'User cooked meat for Dana.'],
  ])('leaves %j beside %j', (before, after) => {
    const merged = mergeMemories([memory('2026-11-03', before), memory('2026-11-05', after)])
    expect(merged.map(({ superseded }) => superseded)).toEqual([undefined, undefined])
  })

  it.each([
    ['is one where two turns tell it', 'Call Siobhán Walsh if there is no answer by 25 November 2026.', 2, 1],
    ['is another one later in the talk', 'Call Siobhán Walsh if there is no answer by 25 November 2026.', 9, 2],
    ['is another one with another thing', 'Call the health centre by 25 November 2026.', 2, 2],
  ])('a task %s', (_, text, turn, count) => {
    const task = (said: string, at: number) =>
      memory('2026-11-11', said, {
        kind: 'action',
        status: 'open',
        citations: [{ path: 'raw/2026-11-11-session-1.md', turns: [at, at] }],
      })
    const merged = mergeMemories([task('Call Siobhán if I hear nothing by 25 November.', 1), task(text, turn)])
    expect(merged).toHaveLength(count)
    expect(merged.at(-1)?.text).toBe(text)
  })

  it.each([
    ['User needs to pay the electricity bill by Friday.', 'User needs to pay the water bill by Monday.'],
    ['User needs to write the migration script.', 'User needs to write the deploy script.'],
    ['Book the hotel in Rome by Friday.', 'Book the hotel in Milan by Friday.'],
    ['User needs to email the landlord about the heating.', 'User needs to email the landlord about the deposit.'],
  ])('keeps two tasks of one talk apart: %j, %j', (one, other) => {
    const task = (said: string, at: number) =>
      memory('2026-11-11', said, {
        kind: 'action',
        status: 'open',
        citations: [{ path: 'raw/2026-11-11-session-1.md', turns: [at, at] }],
      })
    expect(mergeMemories([task(one, 1), task(other, 2)]).map(({ text }) => text)).toEqual([one, other])
  })

  it.each([
    [
      'The budget is 4,000 euros; the stand-up is on Tuesday.',
      'We moved the stand-up from Tuesday to Thursday.',
      ['The budget is 4,000 euros.', 'The stand-up is on Tuesday.'],
    ],
    [
      'Ana likes tea. The stand-up is at 9:30. The budget is 400 euros.',
      'The stand-up is at 10:00. Ana is in Rome.',
      ['Ana likes tea. The budget is 400 euros.', 'The stand-up is at 9:30.'],
    ],
    [
      'The landlord is called Mr. Peeters and the rent is 1,150 euros a month.',
      'The rent is 1,200 euros.',
      ['The landlord is called Mr. Peeters.', 'The rent is 1,150 euros a month.'],
    ],
    [
      'The landlord is called Mr. Peeters and the rent is 1,150 euros a month.',
      'The rent is 1,200 euros, Mr. Peeters corrected the contract.',
      ['The landlord is called Mr. Peeters.', 'The rent is 1,150 euros a month.'],
    ],
    ['Max is 12 years old. Max has 2 dogs.', 'Max has 3 dogs.', ['Max is 12 years old.', 'Max has 2 dogs.']],
  ])('takes the changed piece out of a line that says more: %s', (before, after, [still, changed]) => {
    const merged = mergeMemories([memory('2026-11-03', before), memory('2026-11-05', after)])
    expect(merged.map(({ text, superseded }) => [text, superseded])).toEqual([
      [still, undefined],
      [changed, '2026-11-05'],
      [after, undefined],
    ])
  })

  it('leaves what happened as it happened', () => {
    const [ran] = mergeMemories([
      memory('2026-11-03', 'John ran 5 km on Monday. John lives in Ghent.'),
      memory('2026-11-05', 'John ran 7 km on Tuesday.'),
    ])
    expect(ran).toMatchObject({ text: 'John ran 5 km on Monday. John lives in Ghent.' })
    expect(ran).not.toHaveProperty('superseded')
  })

  it('follows an action item to done', () => {
    const action = memory('2026-11-03', 'User needs to send the August invoice to Dana.', {
      kind: 'action',
      status: 'open',
    })
    const [closed] = mergeMemories([action, memory('2026-11-05', 'User sent the August invoice to Dana this morning.')])
    expect(closed).toMatchObject({ status: 'done', closed: '2026-11-05', citations: [{}, {}] })
    const [open] = mergeMemories([action, memory('2026-11-05', 'User will send the August invoice to Dana tomorrow.')])
    expect(open).toMatchObject({ status: 'open' })
    const [other] = mergeMemories([action, memory('2026-11-05', 'User sent a postcard to Dana.')])
    expect(other).toMatchObject({ status: 'open' })
  })

  it("never changes a human's words for a machine's", () => {
    const human = memory('2026-11-03', 'The stand-up is on Tuesday.', { origin: 'human' })
    const merged = mergeMemories([human, memory('2026-11-05', 'We moved the stand-up from Tuesday to Thursday.')])
    expect(merged[0]).toEqual(human)
  })

  it('is idempotent', () => {
    const once = mergeMemories([
      memory('2026-11-03', 'The budget is 4,000 euros; the stand-up is on Tuesday.'),
      memory('2026-11-05', 'We moved the stand-up from Tuesday to Thursday.'),
      memory('2026-11-06', 'User needs to book the flights to Kyoto.', { kind: 'action', status: 'open' }),
      memory('2026-11-07', 'User booked the flights to Kyoto.'),
    ])
    expect(mergeMemories(once)).toEqual(once)
  })
})
