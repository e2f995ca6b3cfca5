/** A real memory folder with raw sessions in it, and what compaction needs to work on it. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createEmbeddedExtractor } from '../../../src/extract/embedded-extractor.ts'
import { loadTokenCounter } from '../../../src/llm/embedded/tokens.ts'
import { renderRawHead, renderTurn } from '../../../src/markdown/raw.ts'
import type { CompactDeps } from '../../../src/memory/compact/types.ts'
import type { Role } from '../../../src/memory/types.ts'
import { openFolder } from '../../../src/store/folder.ts'

export const BUDGETS = { dailyShare: 0.2, weeklyShare: 0.08, monthlyShare: 0.03, rootTokens: 3000 }
const now = () => new Date('2026-11-22T12:00:00Z')

const made: string[] = []
afterAll(async () => {
  for (const dir of made) await rm(dir, { recursive: true, force: true })
})

export interface TestFolder {
  dir: string
  deps: CompactDeps
  notices: string[]
  /** Writes a raw file; times are one minute apart from `started`. */
  session(
    path: string,
    started: string,
    turns: readonly (readonly [speaker: string, text: string, at?: string])[],
  ): Promise<void>
  read(path: string): Promise<string>
  /** As a human would: with an editor. */
  edit(path: string, change: (text: string) => string): Promise<void>
  /** Every level file with its text. */
  files(): Promise<Record<string, string>>
}

export async function testFolder(options: Partial<CompactDeps> = {}): Promise<TestFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'mem-compact-'))
  made.push(dir)
  const countTokens = await loadTokenCounter()
  const notices: string[] = []
  const folder = openFolder(dir, { now })
  const budgets = options.budgets ?? BUDGETS
  const deps: CompactDeps = {
    folder,
    extractor: createEmbeddedExtractor({ countTokens, share: budgets.dailyShare }),
    countTokens,
    now,
    timeZone: 'UTC',
    budgets,
    reporter: { notice: (message) => notices.push(message), progress: () => {} },
    ...options,
  }
  const read = (path: string) => readFile(join(dir, path), 'utf8')
  return {
    dir,
    deps,
    notices,
    read,
    session: async (path, started, lines) =>
      void (await folder.write(path, rawText(lines, { session: path, started, timeZone: deps.timeZone }))),
    edit: async (path, change) => writeFile(join(dir, path), change(await read(path))),
    files: async () => {
      const found: Record<string, string> = {}
      for (const path of await readdir(dir, { recursive: true })) {
        if (/^(?:ROOT|(?:daily|weekly|monthly)\/.*)\.md$/.test(path)) found[path] = await read(path)
      }
      return found
    },
  }
}

const roleOf = (speaker: string): Role => (speaker === 'Assistant' ? 'assistant' : speaker === 'Bash' ? 'tool' : 'user')

function rawText(
  lines: readonly (readonly [speaker: string, text: string, at?: string])[],
  { session, started, timeZone }: { session: string; started: string; timeZone: string },
): string {
  const turns = lines.map(([speaker, text, at], index) => ({
    number: index + 1,
    speaker,
    role: roleOf(speaker),
    text,
    at: at ?? new Date(Date.parse(started) + index * 60_000).toISOString(),
  }))
  const header = { source: 'test', session, derived: false, started, ended: turns.at(-1)?.at ?? started }
  return (
    renderRawHead(header, { turns: turns.length, timeZone }) +
    turns.map((turn) => renderTurn(turn, { timeZone })).join('')
  )
}

/** Three weeks of invented work: decisions that change, action items that get done. */
export async function fillWithWork(test: TestFolder): Promise<void> {
  await test.session('raw/2026-11-03-session-1.md', '2026-11-03T09:00:00Z', [
    [
      'User',
      'We keep the invoices in MySQL 5.7 on billing-db-1. We decided to move them to Postgres 16. The stand-up is on Tuesday at 9:30.',
    ],
    ['Assistant', 'I wrote the migration plan to docs/plan.md with 4 steps.'],
    ['User', 'I need to send the August invoice to Dana by Friday. Please always use pnpm, never npm.'],
  ])
  await test.session('raw/2026-11-05-session-1.md', '2026-11-05T09:00:00Z', [
    [
      'User',
      'I sent the August invoice to Dana this morning. We moved the stand-up from Tuesday to Thursday because Priya is in Lisbon.',
    ],
    ['Assistant', 'I updated src/billing/format.ts and bumped the format to version 3.2.0.'],
  ])
  await test.session('raw/2026-11-20-session-1.md', '2026-11-20T09:00:00Z', [
    ['User', 'Postgres 16 went live yesterday with 11 minutes of downtime. From now on deploys happen on Mondays.'],
    ['User', 'I booked the flights to Kyoto for 1,140 euros.'],
  ])
}
