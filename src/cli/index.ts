/** `mem index`: rebuilds the sidecar, or verifies it. */
import type { Command } from 'commander'
import { MemError } from '../errors.ts'
import type { IndexReport } from '../memory/recall/index-folder.ts'
import { counted, defineCommand, type GlobalFlags, printJson, printText } from './command.ts'
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
      const isWrong = flags.check && report.stale
      if (flags.json) printJson(io, report)
      else if (!flags.quiet && !isWrong) printText(io, renderIndex(report))
      if (isWrong) {
        throw new MemError(
          'damaged',
          report.problem ? `${report.problem}.` : `The index lacks the latest of ${counted(report.changed, 'file')}.`,
          'Run `mem index` to rebuild it; `mem recall` mends it too.',
        )
      }
    })
}

const renderIndex = ({ chunks, files, embedder, waiting }: IndexReport): string =>
  `${counted(chunks, 'passage')} of ${counted(files, 'file')}, embedder ${embedder}${waiting > 0 ? `; ${waiting} found by words only until it is there` : ''}\n`
