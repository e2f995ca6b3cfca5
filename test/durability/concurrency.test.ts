/** Two sessions and a cron job at once are the normal case (design §9.3). */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRaw } from '../../src/markdown/raw.ts'
import { scratchFolder } from '../helpers/run-mem.ts'
import { spawnMem } from '../helpers/spawn-mem.ts'
import { writeSessions } from './sessions.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>

beforeAll(async () => {
  scratch = await scratchFolder()
})
afterAll(() => scratch.dispose())

async function rawSessions(dir: string) {
  const names = await readdir(join(dir, 'raw'))
  return Promise.all(names.map(async (name) => parseRaw(await readFile(join(dir, 'raw', name), 'utf8'), `raw/${name}`)))
}

describe('eight processes at once', () => {
  it('land every session once, whole, while cron compacts', { timeout: 180_000 }, async () => {
    const dir = join(scratch.path, 'memory')
    await mkdir(dir)
    await spawnMem(['init', dir], { dir }).ended
    const sessions = await writeSessions(scratch.path, 8)
    const runs = [
      ...sessions.map(({ id, file }) => spawnMem(['capture', '--session', id, file], { dir }).ended),
      spawnMem(['compact'], { dir }).ended,
    ]
    for (const outcome of await Promise.all(runs)) expect(outcome, outcome.stderr).toMatchObject({ status: 0 })

    const raw = await rawSessions(dir)
    expect(raw.map(({ header }) => header.session).sort()).toEqual(sessions.map(({ id }) => id).sort())
    for (const { id, turns } of sessions) {
      const landed = raw.find(({ header }) => header.session === id)
      expect(landed?.turns.map(({ text }) => text)).toEqual(turns.map(({ content }) => content))
    }
    const recalled = await spawnMem(['recall', '--json', 'Mrs Weber number5'], { dir }).ended
    expect(recalled.stdout).toContain('sample-5')
    expect(JSON.parse(recalled.stdout).index.stale).toBe(false)
  })

  it('capture one session from eight sides without doubling a turn', { timeout: 180_000 }, async () => {
    const dir = join(scratch.path, 'same')
    await mkdir(dir)
    await spawnMem(['init', dir], { dir }).ended
    const [session] = await writeSessions(scratch.path, 1)
    if (!session) throw new Error('no sample session')
    const runs = Array.from({ length: 8 }, () => spawnMem(['capture', session.file], { dir }).ended)
    for (const outcome of await Promise.all(runs)) expect(outcome, outcome.stderr).toMatchObject({ status: 0 })
    const raw = await rawSessions(dir)
    expect(raw).toHaveLength(1)
    expect(raw[0]?.turns).toHaveLength(session.turns.length)
  })
})
