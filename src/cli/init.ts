/** `mem init`: makes a memory folder. */
import type { Command } from 'commander'
import { defineCommand, type GlobalFlags, printJson } from './command.ts'
import type { Io } from './io.ts'
import { printable } from './printable.ts'

export function initCommand(io: Io): Command {
  return defineCommand({
    name: 'init',
    summary: 'Make a memory folder. Never touches a file that is there already.',
    brief: 'make a memory folder',
    examples: [
      'mem init                     # in ~/memory',
      'mem init ./memory            # found by every command that runs beside it',
      'mem init ~/notes/memory && export MEM_DIR=~/notes/memory',
    ],
  })
    .argument('[dir]', 'where to make it (else --dir, MEM_DIR, ~/memory)')
    .action(async (dir: string | undefined, flags: GlobalFlags) => {
      const { initMemory } = await import('../context.ts')
      const { root, created, kept, isFound } = await initMemory(io, dir ?? flags.dir)
      if (flags.json) return printJson(io, { dir: root, created, kept })
      io.stdout.write(`${printable(root)}\n`)
      if (flags.quiet) return
      const done = created.length === 0 ? 'Everything was there already.' : `Made ${created.join(', ')}.`
      const next = isFound
        ? 'Next: mem capture <transcript>'
        : `Next: export MEM_DIR=${quoted(root)}, then mem capture <transcript>`
      io.stderr.write(`${done}\n${next}\n`)
    })
}

const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : printable(`'${path.replaceAll("'", String.raw`'\''`)}'`)
