import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/cli/dates.ts'

describe('parseDay', () => {
  it.each([
    ['2026-11-05', '2026-11-05'],
    ['2026-11-05T10:00:00Z', '2026-11-05'],
    ['2026-11-05T23:30:00Z', '2026-11-06'],
    ['2026-11-05T23:30:00-01:00', '2026-11-06'],
    ['2026-11-05T23:30:00+0100', '2026-11-05'],
    ['2026-11-05T23:30:00', '2026-11-05'],
    ['2026-11-05T00:10', '2026-11-05'],
  ])('reads %s in Berlin as %s', (text, day) =>
    expect(parseDay(text, { flag: '--since', timeZone: 'Europe/Berlin' })).toBe(day),
  )

  it.each(['2026-02-30', '2026-02-30T10:00:00Z', '2026-11-05T25:00:00Z', '2026-11-05T', 'yesterday', ''])(
    'refuses "%s"',
    (text) =>
      expect(() => parseDay(text, { flag: '--since', timeZone: 'UTC' })).toThrow(`--since: "${text}" is not a date.`),
  )
})
