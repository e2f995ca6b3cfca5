/** Runs whole processes and measures them: wall time and peak memory. */
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

export const ROOT = process.env.MEM_BENCH_ROOT ?? fileURLToPath(new URL('../..', import.meta.url))
/** Built for this run by `scripts/bench.mjs` or `test/helpers/build.ts`. */
export const MEM = process.env.MEM_TEST_PROGRAM ?? `${ROOT}/bin/mem.js`

export interface Ran {
  stdout: string
  stderr: string
  ms: number
  /** Processor time: what `ms` would be on a machine with nothing else to do, or more where threads ran at once. */
  cpuMs: number
  /** Peak resident memory. */
  maxMb: number
}

/** Runs Node with these arguments. Throws with the process's own words where it fails. */
export function runNode(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Ran {
  const before = performance.now()
  const probe = ['--require', `${ROOT}/test/bench/peak-memory.cjs`]
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [...probe, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NO_COLOR: '1', MEM_TIME_ZONE: 'UTC', ...env },
  })
  const ms = performance.now() - before
  if (error || status !== 0)
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${error?.message ?? stderr.slice(-2000)}`)
  const maxMb = Number(/@peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024
  const cpuMs = Number(/@cpu (\d+)/.exec(stderr)?.[1] ?? 0) / 1000
  return { stdout, stderr, ms, cpuMs, maxMb }
}

/** The middle of several runs: single ones are noise on a shared machine. */
export function medianMs(runs: number, run: () => { ms: number }): number {
  const times = Array.from({ length: runs }, () => run().ms).sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? 0
}
