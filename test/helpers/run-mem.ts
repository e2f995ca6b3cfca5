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
  /** Standard output and error are a terminal of this width. */
  columns?: number
  /** In place of `input`: a pipe that the test feeds. */
  stdin?: Readable
  signal?: AbortSignal
}

/** One command line, in memory, with nothing of the caller's environment. */
export async function runMem(
  argv: readonly string[],
  {
    input,
    stdin,
    env = {},
    cwd = tmpdir(),
    now = new Date('2026-11-22T12:00:00Z'),
    columns,
    signal,
  }: RunMemOptions = {},
): Promise<MemOutcome> {
  let stdout = ''
  let stderr = ''
  const typed: Readable & { isTTY?: boolean } = stdin ?? Readable.from(input === undefined ? [] : [Buffer.from(input)])
  if (input === undefined && stdin === undefined) typed.isTTY = true
  const terminal = columns === undefined ? {} : { isTTY: true, columns }
  const status = await run(argv, {
    stdin: typed,
    stdout: { write: (text) => (stdout += text), ...terminal },
    stderr: { write: (text) => (stderr += text), ...terminal },
    env: { MEM_TIME_ZONE: 'UTC', ...env },
    cwd,
    home: join(tmpdir(), 'no-home-here'),
    now: () => now,
    signal: signal ?? new AbortController().signal,
  })
  return { stdout, stderr, status }
}

/** A fresh folder for one test, and how to remove it. */
export async function scratchFolder(): Promise<{ path: string; dispose: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'mem-test-'))
  return { path, dispose: () => rm(path, { recursive: true, force: true }) }
}
