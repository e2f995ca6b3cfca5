/** Does what is due, oldest first. A run that stops midway, for whatever reason, leaves a valid tree that the next run completes. */
import { MemError, messageOf } from '../../errors.ts'
import { keepHeads } from '../raw-heads.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import { updateDaily } from './daily.ts'
import { readLevelFile } from './documents.ts'
import { EarlierDays } from './earlier.ts'
import { keepParsed } from './level-files.ts'
import { updatePeriod } from './period.ts'
import { updateRoot } from './root/root.ts'
import type { SessionStamp } from './sessions.ts'
import type { CompactDeps, CompactionPlan, CompactionReport, CompactionStep, FileResult } from './types.ts'

export { updateDaily } from './daily.ts'
export { planCompaction } from './plan.ts'
export { updateRoot } from './root/root.ts'
export type { Budgets, CompactDeps, CompactionPlan, CompactionReport, CompactionStep, FileResult } from './types.ts'

/** Carries out a plan. A damaged file is reported and the rest goes on; a lock that stays taken and an abort end the run. */
export async function compact(
  deps: CompactDeps,
  plan: CompactionPlan,
  { signal }: { signal?: AbortSignal } = {},
): Promise<CompactionReport> {
  const report: CompactionReport = {
    written: [],
    unchanged: [],
    rejected: 0,
    fellBack: [],
    capped: [],
    failed: [],
    left: [],
  }
  const shared = sharedState(plan)
  for (const [index, step] of plan.steps.entries()) {
    if (signal?.aborted) {
      report.left = plan.steps.slice(index).map(({ path }) => path)
      break
    }
    deps.reporter.progress('compacting', index, plan.steps.length)
    try {
      note(report, await runStep(deps, step, { ...shared, signal }))
    } catch (error) {
      if (error instanceof MemError && error.code === 'interrupted') {
        report.left = plan.steps.slice(index).map(({ path }) => path)
        break
      }
      if (!(error instanceof MemError) || error.code !== 'damaged') throw error
      report.failed.push({ path: step.path, message: messageOf(error) })
      deps.reporter.notice(`Skipped ${step.path}: ${whatIsWrong(error, step.path)}`)
    }
  }
  await keepParsed(deps)
  await keepHeads(deps.folder, { cache: deps.cache, now: deps.now })
  deps.reporter.progress('compacting', plan.steps.length, plan.steps.length)
  return report
}

/** What all days need. */
interface Shared {
  sessions: readonly SessionStamp[]
  earlier: EarlierDays
  /** The last day that is due: nobody asks for what it says. */
  lastDay: string
}

/** A session that came after the plan was made is for the next run. */
function sharedState({ steps, seen: { sessions, days } }: CompactionPlan): Shared {
  const lastDay = steps.findLast(({ level }) => level === 'daily')?.period
  return { sessions, earlier: new EarlierDays(lastDay === undefined ? [] : days), lastDay: lastDay ?? '' }
}

async function runStep(
  deps: CompactDeps,
  { level, period, path, reason }: CompactionStep,
  { sessions, earlier, lastDay, signal }: Shared & { signal: AbortSignal | undefined },
): Promise<FileResult> {
  const isRedone = reason === 'capped'
  const options = { force: reason === 'forced' || isRedone, onlyByModel: isRedone, ...(signal && { signal }) }
  switch (level) {
    case 'daily': {
      const result = await updateDaily(deps, period, { ...options, sessions, earlier: earlier.before(period) })
      const file = result.written && period < lastDay ? await readLevelFile(deps, path) : undefined
      if (file) earlier.add(file)
      return result
    }
    case 'weekly':
    case 'monthly':
      return updatePeriod(deps, { level, period }, options)
    case 'root':
      // Its topics that a model has told stay as they are: only those that are left are asked for.
      return updateRoot(deps, { ...options, force: reason === 'forced', unfinished: isRedone })
    default:
      return level satisfies never
  }
}

function note(report: CompactionReport, { path, written, rejected, fellBack, capped }: FileResult): void {
  if (written) report.written.push(path)
  else report.unchanged.push(path)
  report.rejected += rejected
  if (fellBack) report.fellBack.push(path)
  if (capped) report.capped.push(path)
}
