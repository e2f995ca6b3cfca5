import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleRecency, dateFit, halvingRecency, readTimeIntent } from '../../src/rank/time.ts'

const DAY_MS = 86_400_000
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** Asked on a Tuesday. */
const read = (query: string, { asOf = '2023-06-20T12:00:00Z', timeZone = 'UTC' } = {}) =>
  readTimeIntent(query, { asOf: new Date(asOf), timeZone })

describe('readTimeIntent', () => {
  it.each([
    ['what did I do two weeks ago', '2023-06-03', '2023-06-10'],
    ['who was there last Saturday?', '2023-06-17', '2023-06-18'],
    ['what happened in May', '2023-05-01', '2023-06-01'],
    ['what happened in November', '2022-11-01', '2022-12-01'],
    ['on October 13, 2022', '2022-10-13', '2022-10-14'],
    ['what was decided on 2023-06-02', '2023-06-02', '2023-06-03'],
    ['in the summer of 2022', '2022-06-01', '2022-09-01'],
    ['in 2021', '2021-01-01', '2022-01-01'],
    ['yesterday', '2023-06-19', '2023-06-20'],
    ['during the past month', '2023-05-20', '2023-06-21'],
    ['in the last 3 days', '2023-06-17', '2023-06-21'],
    ['what did we do over the weekend', '2023-06-16', '2023-06-19'],
    ['what was decided in 2023-04', '2023-04-01', '2023-05-01'],
    ['the budget of Q4 2022', '2022-10-01', '2023-01-01'],
    ['in q1 of 2023', '2023-01-01', '2023-04-01'],
    ['what did we decide between March and May?', '2023-03-01', '2023-06-01'],
    ['between March and May 2022', '2022-03-01', '2022-06-01'],
    ['between March 2021 and May 2023', '2021-03-01', '2023-06-01'],
    ['between November and January', '2022-11-01', '2023-02-01'],
    ['between the 3rd of April and the 5th of May', '2023-04-03', '2023-05-06'],
    ['Between March and May what did I do', '2023-03-01', '2023-06-01'],
    ['between march and may', '2023-03-01', '2023-06-01'],
    ['between May and July', '2022-05-01', '2022-08-01'],
    ['from March to May', '2023-03-01', '2023-06-01'],
    ['from November 2021 to January', '2021-11-01', '2022-02-01'],
    ['between May 30 and June 2', '2023-05-30', '2023-06-03'],
    ['what did we decide between 12 April and 30 April?', '2023-04-12', '2023-05-01'],
    ['what was on 12 December?', '2022-12-12', '2022-12-13'],
    ['between Monday and Wednesday', '2023-06-12', '2023-06-15'],
  ])('%s', async (query, from, until) => {
    const [date] = (await read(query)).dates
    expect([iso(date?.fromMs ?? null)?.slice(0, 10), iso(date?.untilMs ?? null)?.slice(0, 10)]).toEqual([from, until])
  })

  it('leaves one side open for "before" and "since"', async () => {
    const [before] = (await read('what was planned before March 3?')).dates
    expect([before?.fromMs, iso(before?.untilMs ?? null)]).toEqual([null, '2023-03-03T00:00:00.000Z'])
    const [since] = (await read('what changed since March?')).dates
    expect([iso(since?.fromMs ?? null), since?.untilMs]).toEqual(['2023-03-01T00:00:00.000Z', null])
  })

  it.each(['What happened between Tom and May?', 'may I ask', 'is the sun bright', 'we march on', 'what is my name'])(
    'reads no date in: %s',
    async (query) => {
      expect((await read(query)).dates).toEqual([])
    },
  )

  it('never throws, whatever two times a question sets side by side', async () => {
    const time = fc.constantFrom(
      ...[
        '29 February',
        '29 February 2024',
        'March 2023',
        'January',
        'May',
        '31 December',
        'Monday',
        '2023-02-28',
        'last week',
      ],
    )
    await fc.assert(
      fc.asyncProperty(
        time,
        time,
        fc.constantFrom('between', 'from'),
        fc.constantFrom('and', 'to'),
        async (a, b, led, joint) => {
          const { dates } = await read(`what happened ${led} ${a} ${joint} ${b}?`, { asOf: '2028-06-01T12:00:00Z' })
          for (const { fromMs, untilMs } of dates) expect(fromMs ?? 0).toBeLessThan(untilMs ?? Number.POSITIVE_INFINITY)
        },
      ),
    )
  })

  it('counts in local days, also over a change of the clocks', async () => {
    const berlin = { timeZone: 'Europe/Berlin' }
    const [spring] = (await read('yesterday', { asOf: '2024-04-01T10:00:00Z', ...berlin })).dates
    // The last Sunday of March has 23 hours there.
    expect([iso(spring?.fromMs ?? null), iso(spring?.untilMs ?? null)]).toEqual([
      '2024-03-30T23:00:00.000Z',
      '2024-03-31T22:00:00.000Z',
    ])
    const [night] = (await read('today', { asOf: '2024-06-30T23:30:00Z', ...berlin })).dates
    expect(iso(night?.fromMs ?? null)).toBe('2024-06-30T22:00:00.000Z')
  })

  it('tells questions for the newest and for the past from others', async () => {
    expect(await read('what is the latest plan')).toMatchObject({ wantsRecent: true, wantsPast: false })
    expect(await read('what was the plan originally')).toMatchObject({ wantsRecent: false, wantsPast: true })
    expect(await read('what is the plan')).toMatchObject({ wantsRecent: false, wantsPast: false })
  })
})

describe('fits and recencies', () => {
  it('fall by half for each stretch of slack outside the days', () => {
    const dates = [{ phrase: '', fromMs: 10 * DAY_MS, untilMs: 12 * DAY_MS, slackMs: 2 * DAY_MS }]
    expect(dateFit(11 * DAY_MS, dates)).toBe(1)
    expect(dateFit(8 * DAY_MS, dates)).toBe(0.5)
    expect(dateFit(16 * DAY_MS, dates)).toBe(0.25)
    expect(dateFit(11 * DAY_MS, [])).toBe(0)
  })

  it('are 1 now, also for what is dated in the future', () => {
    expect(articleRecency(0)).toBe(1)
    expect(articleRecency(DAY_MS)).toBe(0.5)
    expect(articleRecency(-DAY_MS)).toBe(1)
    expect(halvingRecency(30 * DAY_MS, 30)).toBe(0.5)
  })
})
