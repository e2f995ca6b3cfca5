import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemError } from '../../src/errors.ts'
import {
  addDays,
  daysBetween,
  daysOfWeek,
  endOfDay,
  isDay,
  isMonth,
  isoWeek,
  isWeek,
  localDay,
  localTime,
  longDate,
  longMonth,
  longWeek,
  monthOfWeek,
  startOfDay,
  weeksOfMonth,
} from '../../src/markdown/calendar.ts'
import { LOCAL_ZONE } from '../../src/memory/types.ts'
import { day, instant } from './arbitraries.ts'

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Pacific/Kiritimati',
]
const HOUR_MS = 3_600_000

/** Every day of these years, made by counting and not by the code under test. */
function* daysOf(firstYear: number, lastYear: number): Generator<{ day: string; weekday: number }> {
  let weekday = 0 // 1 January 2018 is a Monday
  for (let year = firstYear; year <= lastYear; year += 1) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for (const [month, length] of lengths.entries()) {
      for (let date = 1; date <= length; date += 1) {
        yield { day: `${year}-${String(month + 1).padStart(2, '0')}-${String(date).padStart(2, '0')}`, weekday }
        weekday = (weekday + 1) % 7
      }
    }
  }
}

describe('ISO weeks', () => {
  it.each([
    ['2026-11-22', '2026-W47'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2018-12-31', '2019-W01'],
    ['2016-01-01', '2015-W53'],
    ['2024-12-30', '2025-W01'],
  ])('%s lies in %s', (date, week) => {
    expect(isoWeek(date)).toBe(week)
    expect(daysOfWeek(week)).toContain(date)
  })

  it('agree with counting: a year has as many weeks as Thursdays', () => {
    const all = [...daysOf(2018, 2045)]
    const thursdays = new Map<string, number>()
    let expected: string | undefined
    for (const [index, { day, weekday }] of all.entries()) {
      if (weekday === 0) {
        const thursday = all[index + 3]?.day
        if (!thursday) break
        const year = thursday.slice(0, 4)
        thursdays.set(year, (thursdays.get(year) ?? 0) + 1)
        expected = `${year}-W${String(thursdays.get(year)).padStart(2, '0')}`
        expect(monthOfWeek(expected)).toBe(thursday.slice(0, 7))
        expect(weeksOfMonth(thursday.slice(0, 7))).toContain(expected)
        expect(daysOfWeek(expected)[0]).toBe(day)
      }
      expect(isoWeek(day)).toBe(expected)
    }
  })

  it('belong to exactly one month each', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
    const weeks = months.flatMap(weeksOfMonth)
    expect(weeks).toHaveLength(53)
    expect(new Set(weeks).size).toBe(53)
    expect(weeksOfMonth('2026-10')).toEqual(['2026-W40', '2026-W41', '2026-W42', '2026-W43', '2026-W44'])
    expect(weeksOfMonth('2027-01')).toEqual(['2027-W01', '2027-W02', '2027-W03', '2027-W04'])
  })
})

describe('day arithmetic', () => {
  it('adds and subtracts days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })

  it('knows what exists', () => {
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '2026-11-31', '', 'today'].filter(isDay)).toEqual([])
    expect(['2024-02-29', '2026-11-22'].every(isDay)).toBe(true)
    expect(['2027-W53', '2026-W00', '2026-W54', '2026W01', '2026-w01'].filter(isWeek)).toEqual([])
    expect(['2026-W53', '2020-W53', '2027-W01'].every(isWeek)).toBe(true)
    expect(['2026-00', '2026-13', '2026'].filter(isMonth)).toEqual([])
    expect(isMonth('2026-11')).toBe(true)
  })

  it.each([
    () => addDays('2026-02-30', 1),
    () => daysOfWeek('2027-W53'),
    () => weeksOfMonth('2026-13'),
    () => longMonth('2026-13'),
    () => localDay('not a time', 'UTC'),
    () => localDay('2026-11-22T00:00:00Z', 'Mars/Olympus'),
  ])('refuses what does not exist: %s', (act) => expect(act).toThrow(MemError))

  it('writes dates out', () => {
    expect(longDate('2026-11-22')).toBe('Sunday, 22 November 2026')
    expect(longWeek('2026-W53')).toBe('Week 53 of 2026: 28 December to 3 January')
    expect(longMonth('2026-11')).toBe('November 2026')
  })
})

describe('time zones', () => {
  it.each([
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23', '00:30'],
    ['2026-03-29T00:59:00Z', 'Europe/Berlin', '2026-03-29', '01:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29', '03:00'],
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01', '01:30'],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', '01:30'],
    ['2011-12-30T09:59:00Z', 'Pacific/Apia', '2011-12-29', '23:59'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31', '00:00'],
    ['2026-11-22T18:15:00Z', 'Asia/Kathmandu', '2026-11-23', '00:00'],
  ])('%s in %s is %s %s', (at, zone, date, time) => {
    expect(localDay(at, zone)).toBe(date)
    expect(localTime(new Date(at), zone)).toBe(time)
  })

  it.each([
    ['UTC', 'Etc/UTC'],
    [LOCAL_ZONE, Intl.DateTimeFormat().resolvedOptions().timeZone],
  ])('tells %s without a formatter just as with one', (zone, name) => {
    const since1972 = fc.date({ min: new Date('1972-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(since1972, (at) => {
        expect([localDay(at, zone), localTime(at, zone)]).toEqual([localDay(at, name), localTime(at, name)])
      }),
    )
  })

  it.each([
    ['2026-03-29', 'Europe/Berlin', 23],
    ['2026-10-25', 'Europe/Berlin', 25],
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    ['2018-11-04', 'America/Sao_Paulo', 23], // the clocks went from 00:00 to 01:00
    ['2018-02-17', 'America/Sao_Paulo', 25], // and from 24:00 back to 23:00
    ['2011-12-30', 'Pacific/Apia', 0],
    ['2011-12-31', 'Pacific/Apia', 24],
    ['2026-11-22', 'Asia/Kathmandu', 24],
  ])('%s in %s lasts %i hours', (date, zone, hours) => {
    expect(endOfDay(date, zone).getTime() - startOfDay(date, zone).getTime()).toBe(hours * HOUR_MS)
  })

  it('a day starts at the first instant that Intl calls by its name', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
        const date = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at))
        const start = startOfDay(date, zone)
        expect(localDay(at, zone)).toBe(date)
        expect(localDay(start, zone)).toBe(date)
        expect(localDay(new Date(start.getTime() - 1), zone) < date).toBe(true)
        expect(start.getTime() <= Date.parse(at) && Date.parse(at) < endOfDay(date, zone).getTime()).toBe(true)
      }),
    )
  })
})
