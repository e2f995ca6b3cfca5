/** `mem index`: rebuilds the sidecar, or verifies it. */
import type { Command } from 'commander'
import { MemError } from '../errors.ts'
import { defineCommand, type GlobalFlags, printJson } from './command.ts'
import type { Io } from './io.ts'

export function indexCommand(io: Io): Command {
  return defineCommand({
    name: 'index',
    summary:
      'Rebuild the search index from the Markdown. Rarely needed: every command notices a stale index and mends it.',
    examples: ['mem index', 'mem index --check    # only verify it; exit status 6 where it is stale or damaged'],
  })
    .option('--check', 'verify only, change nothing')
    .action(async (flags: GlobalFlags & { check?: boolean }) => {
      const { openContext } = await import('../context.ts')
      const context = await openContext(io, flags)
      const { indexFolder } = await import('../memory/recall/index-folder.ts')
      const report = await indexFolder(await context.indexDeps(), flags.check ? { check: true } : { rebuild: true })
      context.reporter.clear()
      if (flags.json) printJson(io, report)
      else if (!flags.quiet)
        io.stdout.write(
          `${report.chunks.toLocaleString('en')} chunks of ${report.files.toLocaleString('en')} files, ${report.embedder}${report.stale ? ': stale' : ''}\n`,
        )
      if (flags.check && report.stale) {
        throw new MemError('damaged', 'The index does not match the Markdown.', 'Run `mem index` to rebuild it.')
      }
    })
}
