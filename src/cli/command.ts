/** How every command is made: the options all share, examples under the help, and flags parsed by one zod schema. */
import { Command, Help, type Option } from 'commander'
import * as z from 'zod/mini'
import { MemError } from '../errors.ts'
import type { Io } from './io.ts'
import { printable } from './printable.ts'

/** The flags that every command takes. */
export interface GlobalFlags {
  dir?: string
  json?: boolean
  quiet?: boolean
}

export interface CommandSpec {
  name: string
  /** The paragraph at the head of the command's help. */
  summary: string
  /** One line for the list of commands; absent: the summary. */
  brief?: string
  /** Whole command lines, shown under the options. */
  examples: readonly string[]
}

/** Narrower than this, the column of explanations is not broken into lines. */
const NARROWEST_COLUMN = 20

const SHARED = new Set(['--dir', '--json', '--quiet', '--help'])

/** A command with the shared options; the caller adds its own and the action. */
export function defineCommand({ name, summary, brief = summary, examples }: CommandSpec): Command {
  return new Command(name)
    .description(summary)
    .summary(brief)
    .option('--dir <folder>', 'the memory folder (else MEM_DIR, ./memory, ~/memory)')
    .option('--json', 'print the result as JSON')
    .option('-q, --quiet', 'print nothing but the result and errors')
    .helpOption('-h, --help', 'show this help')
    .configureHelp({ visibleOptions: ownOptionsFirst, minWidthToWrap: NARROWEST_COLUMN })
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}\n`)
}

/** What a command alone can do is what its help is read for. */
function ownOptionsFirst(command: Command): Option[] {
  const options = new Help().visibleOptions(command)
  const isShared = ({ long }: Option) => SHARED.has(long ?? '')
  return [...options.filter((option) => !isShared(option)), ...options.filter(isShared)]
}

/** Parses a command's flags; a wrong one is the user's to mend. */
export function parseFlags<T>(schema: z.core.$ZodType<T>, flags: unknown, command: string): T {
  const parsed = z.safeParse(schema, flags)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const flag = issue?.path.length ? `${flagName(String(issue.path[0]))}: ` : ''
  throw new MemError('usage', `${flag}${issue?.message ?? 'wrong usage'}.`, `See \`mem ${command} --help\`.`)
}

const flagName = (key: string): string =>
  key.length === 1 ? `-${key}` : `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Prints a result as one line of JSON. */
export const printJson = (io: Io, value: unknown): void => {
  io.stdout.write(`${jsonLine(value)}\n`)
}

/** JSON on one line, in which also the control characters that JSON allows are escaped: it may be read on a terminal. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** `1 turn`, `12,345 turns`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`

const LISTED = 8

/** Names in one line; of many, the first and how many more there are. */
export const listed = (names: readonly string[]): string =>
  names.length <= LISTED
    ? names.join(', ')
    : `${names.slice(0, LISTED).join(', ')} and ${(names.length - LISTED).toLocaleString('en')} more`

/** Prints text for people: nothing in it drives the terminal. */
export const printText = (io: Io, text: string): void => {
  io.stdout.write(printable(text))
}
