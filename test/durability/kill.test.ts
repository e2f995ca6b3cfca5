/** A kill at any instant leaves a folder that the next run completes: no memory lost, none doubled (design §9.2). */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratchFolder } from '../helpers/run-mem.ts'
import { spawnMem } from '../helpers/spawn-mem.ts'
import { type SampleSession, writeSessions } from './sessions.ts'

const KILLS = 50
const SESSIONS = 10

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let sessions: SampleSession[]

beforeAll(async () => {
  scratch = await scratchFolder()
  sessions = await writeSessions(scratch.path, SESSIONS)
})
afterAll(() => scratch.dispose())

async function freshFolder(name: string): Promise<string> {
  const dir = join(scratch.path, name)
  await mkdir(dir)
  expect((await spawnMem(['init', dir], { dir }).ended).status).toBe(0)
  return dir
}

const captureArgs = (session: SampleSession) => ['capture', '--session', session.id, session.file]

async function finish(dir: string): Promise<void> {
  for (const session of sessions) {
    const outcome = await spawnMem(captureArgs(session), { dir }).ended
    expect(outcome, outcome.stderr).toMatchObject({ status: 0 })
  }
  const compacted = await spawnMem(['compact'], { dir }).ended
  expect(compacted, compacted.stderr).toMatchObject({ status: 0 })
}

/** Every Markdown file of the folder, by path. */
async function markdownOf(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.md')).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name), 'utf8')] as const)),
  )
}

describe('kill -9', () => {
  it(`at ${KILLS} random instants of capture and compact loses and doubles nothing`, { timeout: 300_000 }, async () => {
    const clean = await freshFolder('clean')
    const startedMs = Date.now()
    await finish(clean)
    const meanRunMs = (Date.now() - startedMs) / (SESSIONS + 1)

    const torn = await freshFolder('torn')
    let killed = 0
    // Some runs end before their kill comes: those do not count.
    for (let run = 0; killed < KILLS && run < 6 * KILLS; run++) {
      // The sessions of a day are numbered as they land: the next one waits until those before it have.
      const landed = (await readdir(join(torn, 'raw')).catch(() => [])).filter((name) => name.endsWith('.md')).length
      const session = sessions[Math.min(Math.floor(killed / 5) % SESSIONS, landed)]
      const args = run % 4 === 3 || !session ? ['compact'] : captureArgs(session)
      const { child, ended } = spawnMem(args, { dir: torn })
      await Promise.race([wait(Math.random() * meanRunMs), ended])
      child.kill('SIGKILL')
      if ((await ended).signal === 'SIGKILL') killed++
    }
    expect(killed).toBe(KILLS)
    await finish(torn)
    expect(await markdownOf(torn)).toEqual(await markdownOf(clean))
  })
})
