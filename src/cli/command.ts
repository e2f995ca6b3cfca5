/** How every command is made: the options all share, examples under the help, and flags parsed by one zod schema. */
import { Command } from 'commander'
import type { z } from 'zod'
import { MemError } from '../errors.ts'
import type { Io } from './io.ts'

/** The flags that every command takes. */
export interface GlobalFlags {
  dir?: string
  json?: boolean
  quiet?: boolean
}

export interface CommandSpec {
  name: string
  summary: string
  /** Whole command lines, shown under the options. */
  examples: readonly string[]
}

/** A command with the shared options; the caller adds its own and the action. */
export function defineCommand({ name, summary, examples }: CommandSpec): Command {
  return new Command(name)
    .description(summary)
    .option('--dir <folder>', 'the memory folder (else MEM_DIR, ./memory, ~/memory)')
    .option('--json', 'print the result as JSON')
    .option('-q, --quiet', 'print nothing but the result and errors')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}\n`)
}

/** Parses a command's flags; a wrong one is the user's to mend. */
export function parseFlags<T>(schema: z.ZodType<T>, flags: unknown, command: string): T {
  const parsed = schema.safeParse(flags)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const flag = issue?.path.length ? `--${kebab(String(issue.path[0]))}: ` : ''
  throw new MemError('usage', `${flag}${issue?.message ?? 'wrong usage'}.`, `See \`mem ${command} --help\`.`)
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Prints a result as one line of JSON. */
export const printJson = (io: Io, value: unknown): void => {
  io.stdout.write(`${JSON.stringify(value)}\n`)
}
