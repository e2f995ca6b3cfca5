/** Real folders and real processes for the store's tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll } from 'vitest'

const made: string[] = []

/** A fresh folder, removed when the test file is done. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mem-store-'))
  made.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Bundles child.ts, so that processes start from plain JavaScript; resolves to the path of the script. */
export async function buildChild(): Promise<string> {
  const script = join(freshFolder(), 'child.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  return script
}

export interface Child {
  process: ChildProcess
  /** Everything it said so far. */
  lines: string[]
  /** Resolves when it has said this many lines. */
  said(count: number): Promise<void>
  /** Resolves to the exit status when all it said was read; `null` after a kill. */
  ended: Promise<number | null>
  /** kill -9 */
  kill(): Promise<void>
}

export function startChild(script: string, args: readonly string[]): Child {
  return startCommand(process.execPath, [script, ...args])
}

export function startCommand(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const ended = once(child, 'close').then(([status]: (number | null)[]) => status ?? null)
  return {
    process: child,
    lines,
    async said(count) {
      while (lines.length < count) await Promise.race([once(reader, 'line'), ended.then(endedEarly)])
    },
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function endedEarly(status: number | null): never {
  throw new Error(`The process ended too early, with status ${status}.`)
}
