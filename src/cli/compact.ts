/** `mem compact`: days into weeks, months and ROOT.md. Safe from cron: locked, idempotent, silent when nothing is due. */
import type { Command } from 'commander'
import { z } from 'zod'
import { MemError } from '../errors.ts'
import { SUMMARY_LEVELS } from '../memory/types.ts'
import { defineCommand, type GlobalFlags, parseFlags, printJson } from './command.ts'
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
    examples: [
      'mem compact',
      'mem compact --dry-run                      # what is due, how many tokens, what it would cost',
      'mem compact --level weekly --quiet         # for cron',
      'mem compact --level daily --date 2026-11-20 --force',
      'mem compact --check                        # verify citations, budgets and freshness; changes nothing',
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
    const compaction = await import('../memory/compact/compact.ts')
    const deps = await context.compactDeps()
    if (flags.check) {
      const { checkFolder } = await import('../memory/compact/check.ts')
      const damages = await checkFolder(deps)
      if (rawFlags.json) printJson(io, { damages })
      else io.stdout.write(renderDamage(damages))
      if (damages.length > 0) {
        throw new MemError(
          'damaged',
          `${damages.length} found in ${context.folder.root}.`,
          'Run `mem compact` to mend what can be made anew.',
        )
      }
      return
    }
    const plan = await compaction.planCompaction(deps, {
      ...(flags.level !== undefined && { levels: [flags.level] }),
      ...(flags.date !== undefined && { date: parseDay(flags.date, { flag: '--date' }) }),
      force: flags.force,
    })
    if (flags.dryRun) return rawFlags.json ? printJson(io, plan) : void io.stdout.write(renderPlan(plan))
    const report = await compaction.compact(deps, plan)
    await context.refreshIndex()
    context.reporter.clear()
    if (rawFlags.json) printJson(io, report)
    else io.stdout.write(renderReport(report))
  })
}
