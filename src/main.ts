/** The program's way in and its only catch-all: argv → exit status. */
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import packageJson from '../package.json' with { type: 'json' }
import type { Io } from './cli/io.ts'
import { printable, printableLine } from './cli/printable.ts'
import { exitStatus, MemError, messageOf } from './errors.ts'
import { fileOutput, outputError } from './store/output.ts'

/** Runs one command line (without `node` and the script). Never throws; returns the exit status of design §3. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { buildProgram, WELCOME } = await import('./cli/program.ts')
    if (argv.length === 0) {
      io.stdout.write(WELCOME)
      return 0
    }
    const program = await buildProgram(io, { version: packageJson.version, firstWord: argv[0] })
    await program.parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    return report(error, { io, json: wantsJson(argv) })
  }
}

/** Prints a failure once, in two lines (or as JSON), and gives its exit status. A stack is for bugs only. */
function report(error: unknown, { io, json }: { io: Io; json: boolean }): number {
  if (isBrokenPipe(error) || isHelpShown(error)) return 0
  // A progress bar may still stand where the message goes.
  if (io.stderr.isTTY) io.stderr.write('\r\u001b[K')
  if (error instanceof MemError && (!io.signal.aborted || error.code === 'interrupted')) {
    const { code, message, hint } = error
    io.stderr.write(
      json
        ? `${JSON.stringify({ error: { code, message, hint } })}\n`
        : `mem: ${printableLine(message)}\n     ${printableLine(hint)}\n`,
    )
    return exitStatus(code)
  }
  if (io.signal.aborted) return exitStatus('interrupted')
  const stack = error instanceof Error ? error.stack?.replace(/^.{400,}$/gm, '…') : undefined
  io.stderr.write(
    `mem: this is a bug: ${printable(stack ?? messageOf(error))}\n     Nothing in the memory folder was left half-written. Please report it.\n`,
  )
  return 1
}

const wantsJson = (argv: readonly string[]): boolean =>
  argv.some(
    (word, i) => word === '--json' || word === '--format=json' || (word === 'json' && argv[i - 1] === '--format'),
  )

/** Commander ends `--help` and `--version` with an error of this status. */
const isHelpShown = (error: unknown): boolean =>
  error instanceof Error && error.name === 'CommanderError' && 'exitCode' in error && error.exitCode === 0

const isBrokenPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'

/** They have something to finish before they stop; whatever else runs is safe to end at once (design §9.2). */
const STOP_GENTLY = new Set(['capture', 'compact', 'chat'])

/** The first Ctrl-C asks the command to stop, the second stops it. */
function onInterrupt(command: string | undefined, interrupt: AbortController): void {
  if (interrupt.signal.aborted || !STOP_GENTLY.has(command ?? '')) process.exit(exitStatus('interrupted'))
  interrupt.abort()
}

/** Runs the command line of this process and sets its exit status. */
export async function start(): Promise<void> {
  const interrupt = new AbortController()
  const argv = process.argv.slice(2)
  process.on('SIGINT', () => onInterrupt(argv[0], interrupt))
  const io: Io = {
    stdin: process.stdin,
    stdout: fileOutput(process.stdout.fd) ?? process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    now: () => new Date(),
    signal: interrupt.signal,
    detach,
  }
  const exitWith = (error: unknown) => process.exit(report(error, { io, json: wantsJson(argv) }))
  // Whoever reads our output may stop early (`| head`): that is a success.
  process.stdout.on('error', (error) => exitWith(isBrokenPipe(error) ? error : outputError(error)))
  // Nobody can be told any more: the work goes on.
  process.stderr.on('error', () => {})
  process.on('uncaughtException', exitWith)
  process.exitCode = await run(argv, io)
}

function detach(args: readonly string[]): Promise<number | null> {
  const [node, script = ''] = process.argv
  const child = spawn(node ?? process.execPath, [script, ...args], { detached: true, stdio: 'ignore' })
  child.unref()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}
