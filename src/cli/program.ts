/** All commands in one program. Each loads its use case only when it runs, so that `recall` and `--help` start fast. */
import { Command, type CommanderError } from 'commander'
import { MemError } from '../errors.ts'
import type { Io, Output } from './io.ts'

/** In the order of the help. */
const COMMANDS: Record<string, (io: Io) => Promise<Command>> = {
  init: async (io) => (await import('./init.ts')).initCommand(io),
  capture: async (io) => (await import('./capture.ts')).captureCommand(io),
  compact: async (io) => (await import('./compact.ts')).compactCommand(io),
  recall: async (io) => (await import('./recall.ts')).recallCommand(io),
  chat: async (io) => (await import('./chat.ts')).chatCommand(io),
  status: async (io) => (await import('./status.ts')).statusCommand(io),
  index: async (io) => (await import('./index.ts')).indexCommand(io),
  eval: async (io) => (await import('./eval.ts')).evalCommand(io),
}

/** What `mem` alone prints: the five lines that a first user needs. */
export const WELCOME = `mem keeps what matters from your conversations, in plain Markdown that you own.

  mem init                      make your memory folder (in ~/memory)
  mem capture session.jsonl     keep a transcript (Claude Code, ChatGPT, text, …)
  mem recall "what did we say"  find the right memory
  mem chat                      talk with all of it in mind
  mem compact                   condense days into weeks, months and ROOT.md

No key, no account and no server needed. \`mem <command> --help\` shows examples.
`

export interface ProgramOptions {
  version: string
  /** The first word after `mem`: where it is a command, only that one is loaded. */
  firstWord: string | undefined
}

/** The program with its commands. Wrong usage is thrown as a `MemError`, `--help` as commander's own error with the status 0. */
export async function buildProgram(io: Io, { version, firstWord = '' }: ProgramOptions): Promise<Command> {
  const program = new Command('mem')
    .description('A memory for Claude and other LLM agents: plain Markdown that you own.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', '\nThe options of a command: `mem <command> --help`.\n')
  const asked = Object.hasOwn(COMMANDS, firstWord) ? COMMANDS[firstWord] : undefined
  const commands = await Promise.all((asked ? [asked] : Object.values(COMMANDS)).map((load) => load(io)))
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...commands]) {
    command
      .exitOverride((error) => {
        throw error.exitCode === 0 ? error : usageError(error, command.name())
      })
      .configureOutput({
        writeOut: (text: string) => io.stdout.write(text),
        // What went wrong is thrown, and said once.
        writeErr: () => {},
        outputError: () => {},
        getOutHelpWidth: () => helpWidth(io.stdout),
      })
  }
  program.configureHelp({ subcommandTerm: (command) => command.name() })
  return program
}

const HELP_WIDTH = 80
const WIDEST_HELP = 100
const NARROWEST_HELP = 40

/** As wide as the terminal, within reason; in a pipe 80. */
const helpWidth = ({ isTTY, columns }: Output): number =>
  isTTY && columns ? Math.min(WIDEST_HELP, Math.max(NARROWEST_HELP, columns)) : HELP_WIDTH

function usageError({ code, message }: CommanderError, command: string): MemError {
  if (code === 'commander.help') return new MemError('usage', 'There is no such command.', 'See `mem --help`.')
  const sentence = message
    .replace(/^error: /, '')
    .replace(/^./, (letter) => letter.toUpperCase())
    .replace(/([^.?)])$/, '$1.')
  if (command !== 'mem') return new MemError('usage', sentence, `See \`mem ${command} --help\`.`)
  const isShared = /option '(--dir|--json|-q|--quiet)/.test(message)
  return new MemError(
    'usage',
    sentence,
    isShared ? 'Options follow the command: mem status --json' : 'See `mem --help`.',
  )
}
