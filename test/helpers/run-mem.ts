/** Runs commands in this process against real folders: what a test types, what it sees, how it ended. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { run } from '../../src/main.ts'

export interface MemOutcome {
  stdout: string
  stderr: string
  status: number
}

export interface RunMemOptions {
  /** Piped into the command; absent: standard input is a terminal. */
  input?: string | Uint8Array
  env?: Record<string, string>
  cwd?: string
  now?: Date
}

/** One command line, in memory, with nothing of the caller's environment. */
export async function runMem(
  argv: readonly string[],
  { input, env = {}, cwd = tmpdir(), now = new Date('2026-11-22T12:00:00Z') }: RunMemOptions = {},
): Promise<MemOutcome> {
  let stdout = ''
  let stderr = ''
  const stdin: Readable & { isTTY?: boolean } = Readable.from(input === undefined ? [] : [Buffer.from(input)])
  if (input === undefined) stdin.isTTY = true
  const status = await run(argv, {
    stdin,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { MEM_TIME_ZONE: 'UTC', ...env },
    cwd,
    home: join(tmpdir(), 'no-home-here'),
    now: () => now,
    signal: new AbortController().signal,
  })
  return { stdout, stderr, status }
}

/** A fresh folder for one test, and how to remove it. */
export async function scratchFolder(): Promise<{ path: string; dispose: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'mem-test-'))
  return { path, dispose: () => rm(path, { recursive: true, force: true }) }
}
