/** Starts the built program as a real process, as cron and a terminal do. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Built for this run by `build.ts`. */
export const PROGRAM = process.env.MEM_TEST_PROGRAM ?? fileURLToPath(new URL('../../bin/mem.js', import.meta.url))

export interface ProcessOutcome {
  stdout: string
  stderr: string
  /** `null` where a signal ended it. */
  status: number | null
  signal: NodeJS.Signals | null
}

export interface SpawnMemOptions {
  dir: string
  input?: string
  env?: Record<string, string>
}

/** The process and how it will end. No provider, key or home of the caller reaches it. */
export function spawnMem(
  args: readonly string[],
  { dir, input = '', env = {} }: SpawnMemOptions,
): { child: ChildProcess; ended: Promise<ProcessOutcome> } {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: dir, MEM_DIR: dir, MEM_TIME_ZONE: 'UTC', NO_COLOR: '1', ...env },
  })
  const ended = new Promise<ProcessOutcome>((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({ stdout, stderr, status, signal }))
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return { child, ended }
}
