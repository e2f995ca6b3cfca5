/** `mem init`: makes a memory folder. */
import type { Command } from 'commander'
import { defineCommand, type GlobalFlags, printJson } from './command.ts'
import type { Io } from './io.ts'

export function initCommand(io: Io): Command {
  return defineCommand({
    name: 'init',
    summary: 'Make a memory folder. Never touches a file that is there already.',
    examples: ['mem init', 'mem init ./memory', 'cd my-project && mem init ./memory && git add memory'],
  })
    .argument('[dir]', 'where to make it (else --dir, MEM_DIR, ~/memory)')
    .action(async (dir: string | undefined, flags: GlobalFlags) => {
      const { initMemory } = await import('../context.ts')
      const { root, created, kept } = await initMemory(io, dir ?? flags.dir)
      if (flags.json) return printJson(io, { dir: root, created, kept })
      io.stdout.write(`${root}\n`)
      if (flags.quiet) return
      if (created.length === 0) io.stderr.write('Everything was there already; nothing was changed.\n')
      else io.stderr.write(`Made ${created.join(', ')}. Next: mem capture <transcript>\n`)
    })
}
