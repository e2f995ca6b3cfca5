/** `mem compact`: days into weeks, months and ROOT.md. Safe from cron: locked, idempotent, silent when nothing is due. */
import type { Command } from 'commander'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { MemError } from '../errors.ts'
import type { CompactionPlan, CompactionReport } from '../memory/compact/types.ts'
import { SUMMARY_LEVELS } from '../memory/types.ts'
import { counted, defineCommand, type GlobalFlags, parseFlags, printJson, printText } from './command.ts'
import { renderDamage, renderPlan, renderReport } from './compact-view.ts'
import { parseDay } from './dates.ts'
import type { Io } from './io.ts'
import { addModelOptions, modelFlagsSchema } from './model-options.ts'

const flagsSchema = modelFlagsSchema.extend({
  level: z.enum(SUMMARY_LEVELS, `must be one of ${SUMMARY_LEVELS.join(', ')}`).optional(),
  date: z.string().optional(),
  dryRun: z.boolean().default(false),
  force: z.boolean().default(false),
  check: z.boolean().default(false),
})

export function compactCommand(io: Io): Command {
  const command = defineCommand({
    name: 'compact',
    summary:
      'Condense what is due, oldest first: days, weeks, months, ROOT.md. What you wrote by hand is kept. A second run changes nothing.',
    brief: 'condense days into weeks, months and ROOT.md',
    examples: [
      'mem compact',
      'mem compact --dry-run                 # what is due, and what it would cost',
      'mem compact --level weekly --quiet    # for cron',
      'mem compact --level daily --date 2026-11-20 --force',
      'mem compact --check                   # verify links, budgets, freshness',
    ],
  })
    .option('--level <name>', `only this level: ${SUMMARY_LEVELS.join(', ')}`)
    .option('--date <day>', 'only the day, or the week or month with this day')
    .option('--dry-run', 'show what would be done, with tokens and cost')
    .option('--force', 'make it anew, also where nothing has changed')
    .option('--check', 'verify the folder and change nothing')
  return addModelOptions(command).action(async (rawFlags: GlobalFlags) => {
    const flags = parseFlags(flagsSchema, rawFlags, 'compact')
    const { openContext } = await import('../context.ts')
    const context = await openContext(io, { ...rawFlags, ...flags })
    const run = { io, json: rawFlags.json ?? false, quiet: rawFlags.quiet ?? false, context }
    if (flags.check) return check(run)
    const { planCompaction } = await import('../memory/compact/compact.ts')
    const { timeZone } = context.config
    const plan = await planCompaction(await context.compactDeps(), {
      ...(flags.level !== undefined && { levels: [flags.level] }),
      ...(flags.date !== undefined && { date: parseDay(flags.date, { flag: '--date', timeZone }) }),
      force: flags.force,
    })
    context.reporter.clear()
    if (flags.dryRun) return run.json ? printPlan(io, plan) : void io.stdout.write(renderPlan(plan))
    return carryOut(plan, run)
  })
}

const printPlan = (io: Io, { seen: _, ...plan }: CompactionPlan): void => printJson(io, plan)

interface Run {
  io: Io
  json: boolean
  quiet: boolean
  context: Context
}

async function check({ io, json, context }: Run): Promise<void> {
  const { checkFolder } = await import('../memory/compact/check.ts')
  const damages = await checkFolder(await context.compactDeps())
  context.reporter.clear()
  if (json) printJson(io, { damages })
  else printText(io, renderDamage(damages))
  // What is only out of date is no damage: the next run makes it anew.
  const broken = damages.filter(({ kind }) => kind !== 'stale')
  if (broken.length === 0) return
  throw new MemError(
    'damaged',
    `${counted(broken.length, 'problem')} found in ${context.folder.root}.`,
    '`mem compact` makes anew what can be made anew; restore a damaged raw file from a copy.',
  )
}

async function carryOut(plan: CompactionPlan, { io, json, quiet, context }: Run): Promise<void> {
  const { compact } = await import('../memory/compact/compact.ts')
  const report = await compact(await context.compactDeps(), plan, { signal: io.signal })
  if (!io.signal.aborted) await context.refreshIndex()
  context.reporter.clear()
  if (json) printJson(io, report)
  else io.stdout.write(renderReport(report))
  // For cron nothing is said, at a terminal nothing would be a riddle.
  if (!json && !quiet && io.stderr.isTTY && plan.steps.length === 0) io.stderr.write('Nothing is due.\n')
  failWhereUnfinished(report, io)
}

function failWhereUnfinished({ failed, left }: CompactionReport, io: Io): void {
  if (io.signal.aborted) {
    throw new MemError(
      'interrupted',
      left.length > 0 ? `Stopped. ${counted(left.length, 'file')} left to do.` : 'Stopped.',
      'Run `mem compact` again: it goes on from there.',
    )
  }
  if (failed.length > 0) {
    throw new MemError(
      'damaged',
      `${counted(failed.length, 'file')} could not be made; the others are done.`,
      'Run `mem compact --check` to see what is damaged.',
    )
  }
}
