/** What is due, from the Markdown alone: days with turns that no daily file covers, then every level whose inputs have changed. */
import { isoWeek, monthOfDay } from '../../markdown/calendar.ts'
import type { SummaryLevel } from '../types.ts'
import { SUMMARY_LEVELS } from '../types.ts'
import { countsOf, type KnownFile, readLevelFile } from './documents.ts'
import { RoomToday, type Step, usesModel } from './estimate.ts'
import { readLevel } from './level-files.ts'
import { digestsIn, inputPaths, type PeriodLevel, periodOf, sameDigests } from './period.ts'
import { Planned, stepOf } from './planned.ts'
import { isFresh, ROOT_PATH, rootDigestOf } from './root/inputs.ts'
import { listSessions, readSession, type SessionStamp, turnsByDay } from './sessions.ts'
import type { CompactDeps, CompactionPlan } from './types.ts'

export interface PlanOptions {
  levels?: readonly SummaryLevel[]
  /** Only the day, or the week or month with this day. */
  date?: string
  /** Also what is up to date. */
  force?: boolean
  /** Also what was made without the model because a day's limit was reached, as far as today's has room. Default: yes. */
  redo?: boolean
}

/**
 * Everything that is due, in the order in which it has to be done. A week or month is built as soon as it has a day and again whenever a
 * day of it has changed, so the current ones are always fresh; nothing depends on the time of day, so a second run finds nothing due.
 * What was made without the model because a day's limit was reached is due again once there is room for it.
 */
export async function planCompaction(deps: CompactDeps, options: PlanOptions = {}): Promise<CompactionPlan> {
  const { force = false, redo = true, levels = SUMMARY_LEVELS, date } = options
  const sessions = await listSessions(deps)
  const days = await readLevel(deps, 'daily')
  const weeks = await readLevel(deps, 'weekly')
  const months = await readLevel(deps, 'monthly')
  const planned = new Planned(deps, { sessions, days }, { redo, room: new RoomToday(await deps.modelRoom?.()) })
  const isWanted = (step: Step) => levels.includes(step.level) && matchesDate(step, date)

  const dueDays = planned.add('daily', await planDays(deps, { sessions, days, force }), { files: days, isWanted })
  const stale = new Set(dueDays.filter(isNews).map(({ period }) => period))
  const periods = { days, weeks, stale, force }
  // ROOT is due then, whatever weeks and months are.
  const isMoot = (level: PeriodLevel) => !levels.includes(level) && dueDays.some(isNews)
  const dueOf = (level: PeriodLevel, files: KnownFile[]) =>
    isMoot(level) ? [] : planPeriods(level, { files, ...periods })
  const dueWeeks = planned.add('weekly', dueOf('weekly', weeks), {
    files: weeks,
    isWanted,
  })
  const dueMonths = planned.add('monthly', dueOf('monthly', months), {
    files: months,
    isWanted,
  })
  const changed = [...dueDays, ...dueWeeks, ...dueMonths].some(isNews)
  const dueRoot = await planRoot(deps, { days, weeks, months, changed, force })
  const files = usesModel(deps, 'root') ? await readLevel(deps, 'root') : []
  planned.add('root', dueRoot, { files, isWanted })
  return planned.plan()
}

/** What is made anew only because the user wants it so changes nothing above. */
const isNews = ({ reason }: Step): boolean => reason !== 'forced'

function matchesDate({ level, period }: Step, date: string | undefined): boolean {
  if (date === undefined || level === 'root') return true
  if (level === 'daily') return period === date
  return period === (level === 'weekly' ? isoWeek(date) : monthOfDay(date))
}

interface DayInputs {
  sessions: readonly SessionStamp[]
  days: readonly KnownFile[]
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
  return [...due].sort(([a], [b]) => (a < b ? -1 : 1)).map(([period, reason]) => stepOf('daily', period, reason))
}

/** The last turn of every day of a session. Only a session over several days has to be read for that. */
async function lastTurns(
  deps: CompactDeps,
  session: SessionStamp,
  files: ReadonlyMap<string, KnownFile>,
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
  files: readonly KnownFile[]
  days: readonly KnownFile[]
  weeks: readonly KnownFile[]
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
    const digests = digestsIn(paths.flatMap((path) => known.get(path) ?? []))
    const fresh = !touched && sameDigests(existing.get(period), digests)
    if (!fresh) steps.push(stepOf(level, period, existing.has(period) ? 'changed' : 'new'))
    else if (force) steps.push(stepOf(level, period, 'forced'))
  }
  return steps
}

interface RootState {
  days: readonly KnownFile[]
  weeks: readonly KnownFile[]
  months: readonly KnownFile[]
  changed: boolean
  force: boolean
}

async function planRoot(deps: CompactDeps, { days, weeks, months, changed, force }: RootState): Promise<Step[]> {
  if (days.length === 0 && !changed) return []
  const fresh =
    !changed && isFresh(deps, await readLevelFile(deps, ROOT_PATH), rootDigestOf([...days, ...weeks, ...months]))
  if (!fresh) return [stepOf('root', '', 'changed')]
  return force ? [stepOf('root', '', 'forced')] : []
}
