/** A memory folder of one test, commands on it, and what its files hold. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MemOutcome, type RunMemOptions, runMem, scratchFolder } from './run-mem.ts'

export interface TestMemory {
  /** The memory folder. */
  dir: string
  /** The folder around it, for transcripts. */
  place: string
  mem(args: readonly string[], options?: RunMemOptions): Promise<MemOutcome>
  dispose(): Promise<void>
}

/** A folder made by `mem init`. */
export async function freshMemory(): Promise<TestMemory> {
  const { path, dispose } = await scratchFolder()
  const dir = join(path, 'memory')
  const mem: TestMemory['mem'] = (args, options = {}) =>
    runMem(args, { cwd: path, ...options, env: { MEM_DIR: dir, ...options.env } })
  await mem(['init'])
  return { dir, place: path, mem, dispose }
}

/** Every file of a folder, `.mem` included, with its bytes as text. */
export async function filesOf(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = async (name: string) => [name.slice(dir.length + 1), await readFile(name, 'latin1')] as const
  return Object.fromEntries(await Promise.all(names.sort().map(read)))
}

/** A small dialogue with a decision, a task and a fact. */
export const DIALOGUE = JSON.stringify([
  {
    role: 'user',
    name: 'Maya',
    content: 'We decided to move the invoices from SQLite to Postgres on 2026-12-01.',
    timestamp: '2026-11-20T09:00:00Z',
  },
  {
    role: 'assistant',
    name: 'Claude',
    content: 'Noted. I will write the migration script for the invoices by 2026-11-27.',
    timestamp: '2026-11-20T09:01:00Z',
  },
  {
    role: 'user',
    name: 'Maya',
    content: 'Our team stand-up is on Thursday at 9:30. I prefer short answers without bullets.',
    timestamp: '2026-11-20T09:02:00Z',
  },
])
