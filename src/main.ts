/** The program's way in and its only catch-all: argv → exit status. */
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import packageJson from '../package.json' with { type: 'json' }
import type { Io } from './cli/io.ts'
import { exitStatus, MemError, messageOf } from './errors.ts'

/** Runs one command line (without `node` and the script). Never throws; returns the exit status of design §3. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${packageJson.version}\n`)
    return 0
  }
  try {
    const { buildProgram, WELCOME } = await import('./cli/program.ts')
    if (argv.length === 0) {
      io.stdout.write(WELCOME)
      return 0
    }
    await buildProgram(io, packageJson.version).parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    return report(error, { io, json: argv.includes('--json') })
  }
}

/** Prints a failure once, in two lines (or as JSON), and gives its exit status. A stack is for bugs only. */
function report(error: unknown, { io, json }: { io: Io; json: boolean }): number {
  if (isBrokenPipe(error)) return 0
  if (isCommanderError(error)) {
    if (error.exitCode === 0) return 0
    return report(usageError(error.message), { io, json })
  }
  if (io.signal.aborted) return exitStatus('interrupted')
  if (error instanceof MemError) {
    const { code, message, hint } = error
    io.stderr.write(
      json ? `${JSON.stringify({ error: { code, message, hint } })}\n` : `mem: ${message}\n     ${hint}\n`,
    )
    return exitStatus(code)
  }
  const stack = error instanceof Error ? error.stack?.replace(/^.{400,}$/gm, '…') : undefined
  io.stderr.write(
    `mem: this is a bug: ${stack ?? messageOf(error)}\n     Nothing in the memory folder was left half-written. Please report it.\n`,
  )
  return 1
}

function usageError(message: string): MemError {
  const sentence = message.replace(/^error: /, '').replace(/^./, (letter) => letter.toUpperCase())
  return new MemError('usage', sentence.replace(/([^.?)])$/, '$1.'), 'See `mem --help` or `mem <command> --help`.')
}

const isCommanderError = (error: unknown): error is Error & { exitCode: number } =>
  error instanceof Error && 'exitCode' in error && error.name === 'CommanderError'

const isBrokenPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'

/** Runs the command line of this process and sets its exit status. */
export async function start(): Promise<void> {
  const interrupt = new AbortController()
  process.on('SIGINT', () => {
    if (interrupt.signal.aborted) process.exit(exitStatus('interrupted'))
    interrupt.abort()
  })
  // Whoever reads our output may stop early (`| head`): that is a success.
  process.stdout.on('error', (error) => {
    if (isBrokenPipe(error)) process.exit(0)
    throw error
  })
  process.exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    now: () => new Date(),
    signal: interrupt.signal,
    detach,
  })
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
