/** All commands in one program. Each loads its use case only when it runs, so that `recall` and `--help` start fast. */
import { Command } from 'commander'
import { captureCommand } from './capture.ts'
import { chatCommand } from './chat.ts'
import { compactCommand } from './compact.ts'
import { indexCommand } from './index.ts'
import { initCommand } from './init.ts'
import type { Io } from './io.ts'
import { recallCommand } from './recall.ts'
import { statusCommand } from './status.ts'

/** What `mem` alone prints: the five lines that a first user needs. */
export const WELCOME = `mem keeps what matters from your conversations, in a folder of plain Markdown that you own.

  mem init                      make your memory folder (in ~/memory)
  mem capture session.jsonl     keep a transcript (Claude Code, ChatGPT, plain text, …)
  mem recall "what did we say"  find the right memory
  mem chat                      talk with all of it in mind
  mem compact                   condense days into weeks, months and ROOT.md

\`mem <command> --help\` shows examples. No key, no account and no server needed.
`

/** The program with its commands; actions report their exit status through `setStatus`. */
export function buildProgram(io: Io, version: string): Command {
  const program = new Command('mem')
    .description('A memory for Claude and other LLM agents: plain Markdown that you own.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError(false)
  const commands = [
    initCommand(io),
    captureCommand(io),
    compactCommand(io),
    recallCommand(io),
    chatCommand(io),
    statusCommand(io),
    indexCommand(io),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text: string) => io.stdout.write(text),
      writeErr: (text: string) => io.stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
  }
  return program
}
