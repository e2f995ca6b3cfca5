/** The daily, weekly, monthly and ROOT files of a benchmark's folder, as what they are measured by: statements. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isoWeek, monthOfWeek } from '../../src/markdown/calendar.ts'
import { parseDocument } from '../../src/markdown/document.ts'
import type { Memory } from '../../src/memory/types.ts'
import type { BenchSession, BenchStore } from './sets.ts'

export const LEVELS = ['daily', 'weekly', 'monthly'] as const
export type BenchLevel = (typeof LEVELS)[number]

/** None where the file is missing. */
export function memoriesIn(root: string, path: string): Memory[] {
  const text = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
  return parseDocument(text, path).sections.flatMap(({ items }) => items.map(({ memory }) => memory))
}

export const dailyMemories = (root: string): Memory[] =>
  readdirSync(join(root, 'daily')).flatMap((file) => memoriesIn(root, `daily/${file}`))

/** The day, week or month of the session, in UTC. */
export function periodOf(level: BenchLevel, { dateMs }: BenchSession): string {
  const day = new Date(dateMs).toISOString().slice(0, 10)
  switch (level) {
    case 'daily':
      return day
    case 'weekly':
      return isoWeek(day)
    case 'monthly':
      return monthOfWeek(isoWeek(day))
    default:
      return level satisfies never
  }
}

/** The sessions of every period, by its name. */
export function sessionsByPeriod(level: BenchLevel, { sessions }: BenchStore): Map<string, BenchSession[]> {
  const periods = new Map<string, BenchSession[]>()
  for (const session of sessions) {
    const period = periodOf(level, session)
    periods.set(period, [...(periods.get(period) ?? []), session])
  }
  return periods
}

/** What the budgets of the levels are shares of. */
export const rawText = (sessions: readonly BenchSession[]): string =>
  sessions.flatMap(({ turns }) => turns.map(({ speaker, text }) => `${speaker}: ${text}`)).join('\n')
