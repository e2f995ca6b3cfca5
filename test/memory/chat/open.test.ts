/** What a chat makes of hits: each is cited by the turns in which it was said. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openChat } from '../../../src/memory/chat/open.ts'
import type { RecallHit } from '../../../src/memory/recall/types.ts'
import { openFolder } from '../../../src/store/folder.ts'
import { NOW } from './harness.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mem-open-'))
  await mkdir(join(root, 'daily'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const DAILY = [
  '# Sunday',
  '- The invoices move to Postgres. #billing ([3–5](../raw/2026-11-20-session-1.md#turn-3))',
  '- Leo is allergic to cashews.',
].join('\n')

const hit = (level: RecallHit['level'], path: string, line: number): RecallHit => ({
  score: 1,
  level,
  path,
  date: '2026-11-20',
  lines: [line, line],
  speakers: [],
  topics: [],
  text: 'Words. [3](../raw/2026-11-20-session-1.md#turn-3)',
  signals: { lexical: 1, cosine: 0, recency: 0, topic: 0 },
})

it('cites statements by the turns that they link to, and what has none by its file', async () => {
  await writeFile(join(root, 'daily/2026-11-20.md'), DAILY)
  const hits = [
    hit('daily', 'daily/2026-11-20.md', 2),
    hit('daily', 'daily/2026-11-20.md', 3),
    hit('daily', 'daily/2026-11-19.md', 1),
    { ...hit('raw', 'raw/2026-11-20-session-1.md', 9), turns: [7, 8] as [number, number] },
  ]
  const { recall } = await openChat(
    {
      sessionDeps: {
        folder: openFolder(root),
        now: () => NOW,
        timeZone: 'UTC',
        newId: () => 'one',
        reporter: { notice() {}, progress() {} },
      },
      recall: async () => ({ hits }),
      costUsd: () => 0,
      countTokens: (text) => text.length,
      owner: 'me',
      isGone: () => false,
    },
    { session: 's' },
  )
  const found = await recall('invoices')
  expect(found.map(({ path, turns }) => ({ path, turns }))).toEqual([
    { path: 'raw/2026-11-20-session-1.md', turns: [3, 5] },
    { path: 'daily/2026-11-20.md', turns: undefined },
    { path: 'daily/2026-11-19.md', turns: undefined },
    { path: 'raw/2026-11-20-session-1.md', turns: [7, 8] },
  ])
  expect(found[0]?.text).toBe('Words. [3](raw/2026-11-20-session-1.md#turn-3)')
})
