import * as chrono from 'chrono-node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDates, withAbsoluteDates } from '../../../src/extract/lines/dates.ts'

const SUNDAY = '2026-11-22'
const WEDNESDAY = '2026-11-25'

describe('withAbsoluteDates', () => {
  it.each([
    ['We met yesterday.', SUNDAY, 'We met yesterday (2026-11-21).'],
    ['Due next Friday', SUNDAY, 'Due next Friday (2026-11-27)'],
    ['Due next Friday', WEDNESDAY, 'Due next Friday (2026-12-04)'],
    ['It broke last Wednesday', WEDNESDAY, 'It broke last Wednesday (2026-11-18)'],
    ['two weeks ago and in 3 days', SUNDAY, 'two weeks ago (week of 2026-11-02) and in 3 days (2026-11-25)'],
    ['last weekend', WEDNESDAY, 'last weekend (2026-11-21 to 2026-11-22)'],
    ['last month, next year', '2026-01-15', 'last month (December 2025), next year (2027)'],
    ['last May', SUNDAY, 'last May (May 2026)'],
    ['last year’s plan', SUNDAY, 'last year’s plan'],
    ['yesterday (2026-11-21)', SUNDAY, 'yesterday (2026-11-21)'],
    ['the last weekly report', SUNDAY, 'the last weekly report'],
    ['on Friday', SUNDAY, 'on Friday'],
  ])('%j said on %s', (text, day, expected) => expect(withAbsoluteDates(text, { day })).toBe(expected))

  it('bare weekdays follow the tense', () => {
    expect(withAbsoluteDates('send it by Friday', { day: SUNDAY, ahead: true })).toBe('send it by Friday (2026-11-27)')
    expect(withAbsoluteDates('we met on Friday', { day: SUNDAY, ahead: false })).toBe('we met on Friday (2026-11-20)')
  })

  it('agrees with chrono-node wherever a day is meant', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10))
    const expression = fc.oneof(
      fc.constantFrom('yesterday', 'tomorrow', 'today'),
      fc.integer({ min: 1, max: 60 }).map((n) => `${n} days ago`),
      fc.integer({ min: 1, max: 60 }).map((n) => `in ${n} days`),
      fc
        .constantFrom('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
        .map((d) => `last ${d}`),
    )
    fc.assert(
      fc.property(day, expression, (said, text) => {
        const parsed = chrono.parseDate(text, { instant: new Date(`${said}T12:00:00Z`), timezone: 0 })
        const [found] = findDates(text, { day: said })
        expect(found?.absolute).toBe(parsed?.toISOString().slice(0, 10))
      }),
    )
  })
})
