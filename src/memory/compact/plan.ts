/** What is due, from the Markdown alone: days with turns that no daily file covers, then every level whose inputs have changed. */
import { isoWeek, monthOfWeek } from '../../markdown/calendar.ts'
import { documentPath } from '../../markdown/document.ts'
import type { SummaryLevel } from '../types.ts'
import { SUMMARY_LEVELS } from '../types.ts'
import { countsOf, type LevelFile, readLevel } from './documents.ts'
import { inputPaths, inputsOf, type PeriodLevel, sameDigests } from './period.ts'
import { rootInputsOf, rootIsFresh } from './root-inputs.ts'
import { listSessions, readSession, type SessionStamp, turnsByDay } from './sessions.ts'
import type { CompactDeps, CompactionPlan, CompactionStep } from './types.ts'

export interface PlanOptions {
  levels?: readonly SummaryLevel[]
  /** Only the day, or the week or month with this day. */
  date?: string
  /** Also what is up to date. */
  force?: boolean
}

/**
 * Everything that is due, in the order in which it has to be done. A week or month is built as soon as it has a day and again whenever a
 * day of it has changed, so the current ones are always fresh; nothing depends on the time of day, so a second run finds nothing due.
 */
export async function planCompaction(deps: CompactDeps, options: PlanOptions = {}): Promise<CompactionPlan> {
  const sessions = await listSessions(deps)
  const days = await readLevel(deps, 'daily')
  const weeks = await readLevel(deps, 'weekly')
  const months = await readLevel(deps, 'monthly')
  const wanted = new Set(options.levels ?? SUMMARY_LEVELS)
  const dueDays = await planDays(deps, { sessions, days, force: options.force ?? false })
  const stale = staleDays(dueDays)
  const force = options.force ?? false
  const weekSteps = planPeriods('weekly', { files: weeks, days, weeks, stale, force })
  const monthSteps = planPeriods('monthly', { files: months, days, weeks, stale, force })
  const rootSteps = await planRoot(deps, {
    days,
    weeks,
    months,
    changed: dueDays.length + weekSteps.length + monthSteps.length > 0,
    force: options.force ?? false,
  })
  const steps = [...dueDays, ...weekSteps, ...monthSteps, ...rootSteps].filter(
    (step) => wanted.has(step.level) && matchesDate(step, options.date),
  )
  return {
    steps: steps.map((step) => estimate(deps, step, { sessions, days })),
    ...totals(deps, steps, { sessions, days }),
  }
}

type Step = Omit<CompactionStep, 'inputTokens' | 'outputTokens'>

const staleDays = (steps: readonly Step[]): Set<string> => new Set(steps.map(({ period }) => period))

function matchesDate({ level, period }: Step, date: string | undefined): boolean {
  if (date === undefined || level === 'root') return true
  if (level === 'daily') return period === date
  return period === (level === 'weekly' ? isoWeek(date) : monthOfWeek(isoWeek(date)))
}

interface DayInputs {
  sessions: readonly SessionStamp[]
  days: readonly LevelFile[]
  force: boolean
}

async function planDays(deps: CompactDeps, { sessions, days, force }: DayInputs): Promise<Step[]> {
  const files = new Map(days.map((file) => [file.document.period, file]))
  const due = new Map<string, Step['reason']>()
  for (const session of sessions) {
    for (const [day, last] of await lastTurns(deps, session, files)) {
      const covered = countsOf(files.get(day)?.document)[session.path] ?? 0
      if (covered < last) due.set(day, files.has(day) ? 'changed' : 'new')
      else if (force && !due.has(day)) due.set(day, 'forced')
    }
  }
  return [...due].sort(([a], [b]) => (a < b ? -1 : 1)).map(([period, reason]) => step('daily', period, reason))
}

const step = (level: SummaryLevel, period: string, reason: Step['reason']): Step => ({
  level,
  period,
  path: documentPath(level, period),
  reason,
})

/** The last turn of every day of a session. Only a session over several days has to be read for that. */
async function lastTurns(
  deps: CompactDeps,
  session: SessionStamp,
  files: ReadonlyMap<string, LevelFile>,
): Promise<[string, number][]> {
  const { path, turns, firstDay, lastDay } = session
  if (turns === 0) return []
  if (firstDay === lastDay) return [[firstDay, turns]]
  const whole = await readSession(deps, path)
  if (!whole) return []
  const byDay = turnsByDay(whole, deps.timeZone)
  return [...byDay].map(([day, list]) => [day, list.at(-1)?.number ?? countsOf(files.get(day)?.document)[path] ?? 0])
}

interface PeriodState {
  files: readonly LevelFile[]
  days: readonly LevelFile[]
  weeks: readonly LevelFile[]
  stale: ReadonlySet<string>
  force: boolean
}

function planPeriods(level: PeriodLevel, { files, days, weeks, stale, force }: PeriodState): Step[] {
  const known = new Map([...days, ...weeks].map((file) => [file.path, file]))
  const existing = new Map(files.map((file) => [file.document.period, file]))
  const periods = new Set([...days.map(({ document }) => document.period), ...stale].map((day) => periodOf(level, day)))
  const steps: Step[] = []
  for (const period of [...periods].sort()) {
    const paths = inputPaths(level, period)
    const touched = paths.some((path) => stale.has(path.slice('daily/'.length, -'.md'.length)))
    const { digests } = inputsOf(paths.flatMap((path) => known.get(path) ?? []))
    const fresh = !touched && sameDigests(existing.get(period), digests)
    if (!fresh) steps.push(step(level, period, existing.has(period) ? 'changed' : 'new'))
    else if (force) steps.push(step(level, period, 'forced'))
  }
  return steps
}

const periodOf = (level: PeriodLevel, day: string): string =>
  level === 'weekly' ? isoWeek(day) : monthOfWeek(isoWeek(day))

interface RootState {
  days: readonly LevelFile[]
  weeks: readonly LevelFile[]
  months: readonly LevelFile[]
  changed: boolean
  force: boolean
}

async function planRoot(deps: CompactDeps, { days, weeks, months, changed, force }: RootState): Promise<Step[]> {
  if (days.length === 0 && !changed) return []
  const fresh = !changed && (await rootIsFresh(deps, rootInputsOf([...days, ...weeks, ...months])))
  if (!fresh) return [step('root', '', 'changed')]
  return force ? [step('root', '', 'forced')] : []
}

/** Tokens of a prompt's rules and schema. */
const PROMPT_TOKENS = 900
/** Tokens of a raw turn where nothing else is known, for days that were never read. */
const TURN_TOKENS = 60

interface Known {
  sessions: readonly SessionStamp[]
  days: readonly LevelFile[]
}

/** What the step would cost with a model; nothing without one. Days are estimated from their number of turns, so that nothing has to be read. */
function estimate(deps: CompactDeps, step: Step, known: Known): CompactionStep {
  if (!usesModel(deps, step.level)) return { ...step, inputTokens: 0, outputTokens: 0 }
  const rawTokens = rawTokensOfStep(step, known)
  switch (step.level) {
    case 'daily':
      return {
        ...step,
        inputTokens: PROMPT_TOKENS + rawTokens,
        outputTokens: Math.ceil(rawTokens * deps.budgets.dailyShare * 2),
      }
    case 'weekly':
    case 'monthly': {
      const share = step.level === 'weekly' ? deps.budgets.weeklyShare : deps.budgets.monthlyShare
      return {
        ...step,
        inputTokens: PROMPT_TOKENS + Math.ceil(rawTokens * deps.budgets.dailyShare * 1.5),
        outputTokens: Math.ceil(rawTokens * share * 2),
      }
    }
    case 'root':
      return { ...step, inputTokens: 0, outputTokens: 0 }
    default:
      return step.level satisfies never
  }
}

const usesModel = ({ extractor, structuredModel }: CompactDeps, level: SummaryLevel): boolean =>
  level === 'daily' ? extractor.id !== 'embedded' : structuredModel !== undefined

function rawTokensOfStep({ level, period }: Step, { sessions, days }: Known): number {
  const covers = (day: string) =>
    level === 'daily' ? day === period : level === 'root' || periodOf(level, day) === period
  const covered = new Set(days.flatMap(({ document }) => (level === 'daily' ? [] : Object.keys(countsOf(document)))))
  const known = days
    .filter(({ document }) => level !== 'daily' && covers(document.period))
    .reduce((sum, { document }) => sum + Number(document.front.rawTokens ?? 0), 0)
  const fresh = sessions.filter(
    ({ path, firstDay, lastDay }) => !covered.has(path) && (covers(firstDay) || covers(lastDay)),
  )
  return known + fresh.reduce((sum, { turns }) => sum + turns * TURN_TOKENS, 0)
}

function totals(deps: CompactDeps, steps: readonly Step[], known: Known): Omit<CompactionPlan, 'steps'> {
  const estimated = steps.map((step) => estimate(deps, step, known))
  const inputTokens = estimated.reduce((sum, step) => sum + step.inputTokens, 0)
  const outputTokens = estimated.reduce((sum, step) => sum + step.outputTokens, 0)
  const free = inputTokens + outputTokens === 0
  const usage = { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 }
  return { inputTokens, outputTokens, costUsd: free ? 0 : (deps.estimateCostUsd?.(usage) ?? null) }
}
