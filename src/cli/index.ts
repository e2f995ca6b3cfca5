/** `mem index`: rebuilds the sidecar, or verifies it. */
import type { Command } from 'commander'
import { MemError } from '../errors.ts'
import type { IndexReport, Outdated } from '../memory/recall/index-report.ts'
import { counted, defineCommand, type GlobalFlags, listed, printJson, printText } from './command.ts'
import type { Io } from './io.ts'

export function indexCommand(io: Io): Command {
  return defineCommand({
    name: 'index',
    summary:
      'Rebuild the search index from the Markdown. Rarely needed: every command notices a stale index and mends it.',
    brief: 'rebuild the search index, or verify it',
    examples: ['mem index', 'mem index --check    # only verify; status 6 where it is stale or damaged'],
  })
    .option('--check', 'verify only, change nothing')
    .action(async (flags: GlobalFlags & { check?: boolean }) => {
      const { openContext } = await import('../context.ts')
      const context = await openContext(io, flags)
      const { indexFolder } = await import('../memory/recall/index-folder.ts')
      const report = await indexFolder(await context.indexDeps(), flags.check ? { check: true } : { rebuild: true })
      context.reporter.clear()
      const wrong = flags.check ? whatIsWrong(report) : undefined
      if (flags.json) printJson(io, report)
      else if (!flags.quiet && !wrong) printText(io, renderIndex(report))
      if (wrong) throw wrong
    })
}

/** The worst that a check found. What recall does not notice it does not mend. */
function whatIsWrong({ problem, needsRebuild, stale, skipped, outdated = NONE }: IndexReport): MemError | undefined {
  if (stale) {
    const what = problem ?? `The index is out of date: ${changes(outdated)}`
    const hint = needsRebuild
      ? 'Run `mem index` to rebuild it.'
      : 'Run `mem index` to rebuild it; `mem recall` mends it too.'
    return new MemError('damaged', `${what}.`, hint)
  }
  if (skipped.length === 0) return undefined
  const are = skipped.length === 1 ? 'is' : 'are'
  return new MemError(
    'damaged',
    `${counted(skipped.length, 'file')} cannot be read and ${are} left out: ${listed(skipped.map(({ path }) => path))}.`,
    'Mend what is wrong there, or restore a copy: the next command reads it again.',
  )
}

const NONE: Outdated = { added: 0, edited: 0, gone: 0 }

/** `2 new files, 1 deleted file` */
const changes = ({ added, edited, gone }: Outdated): string =>
  [
    ...(added > 0 ? [counted(added, 'new file')] : []),
    ...(edited > 0 ? [counted(edited, 'changed file')] : []),
    ...(gone > 0 ? [counted(gone, 'deleted file')] : []),
  ].join(', ')

const renderIndex = ({ chunks, files, embedder, waiting }: IndexReport): string =>
  `${counted(chunks, 'passage')} of ${counted(files, 'file')}, embedder ${embedder}${waiting > 0 ? `; ${waiting} found by words only until it is there` : ''}\n`
