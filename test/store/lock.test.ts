import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openFolder } from '../../src/store/folder.ts'
import { identify, type ProcessIdentity } from '../../src/store/process-identity.ts'
import { buildChild, freshFolder, startChild } from './processes.ts'

let script: string
let root: string

beforeAll(async () => {
  script = await buildChild()
})

beforeEach(() => {
  root = freshFolder()
})

const folderThatWaits = (lockWaitMs: number) => openFolder(root, { lockWaitMs })
const memNames = () => readdirSync(join(root, '.mem')).sort()

/** Puts a lock there as its holder would have left it. */
function plantLock({ pid, machine, birth }: ProcessIdentity, { ageMs = 0, note = '{}' } = {}): string {
  const name = `${pid}.${machine}.${birth}.0123456789ab`
  const file = join(root, '.mem/lock', name)
  mkdirSync(join(root, '.mem/lock'), { recursive: true })
  writeFileSync(file, note)
  const time = (Date.now() - ageMs) / 1000
  utimesSync(file, time, time)
  return file
}

const us = identify(process.pid)
const elsewhere: ProcessIdentity = { ...us, machine: '00000000' }
const locked = expect.objectContaining({ code: 'locked' })

describe('the lock', () => {
  it('lets one work at a time, in one process too', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 1))
      inside -= 1
    }
    await Promise.all(Array.from({ length: 10 }, () => folderThatWaits(30_000).withLock(work)))
    expect(most).toBe(1)
    expect(memNames()).toEqual([])
  })

  it('passes on what the work returns or throws, and is free again', async () => {
    const folder = folderThatWaits(0)
    expect(await folder.withLock(async () => 42)).toBe(42)
    await expect(folder.withLock(() => Promise.reject(new Error('broken work')))).rejects.toThrow('broken work')
    expect(await folder.withLock(async () => 43)).toBe(43)
    expect(memNames()).toEqual([])
  })

  it('says in two lines who holds it', async () => {
    const holder = startChild(script, ['hold', root])
    await holder.said(1)
    const error = await folderThatWaits(0)
      .withLock(async () => 1)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'locked',
      message: expect.stringMatching(
        new RegExp(`in use by mem hold \\(process ${holder.process.pid} on .+, since .+\\)`),
      ),
      hint: expect.stringContaining('when it is done'),
    })
    await holder.kill()
  })

  it('is taken at once from a killed process', async () => {
    for (let round = 0; round < 5; round += 1) {
      const holder = startChild(script, ['hold', root])
      await holder.said(1)
      await expect(folderThatWaits(0).withLock(async () => 1)).rejects.toEqual(locked)
      await holder.kill()
      expect(await folderThatWaits(0).withLock(async () => round)).toBe(round)
    }
    expect(memNames()).toEqual([])
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is taken at once from a process that %s ended', async (signal) => {
    const holder = startChild(script, ['hold', root])
    await holder.said(1)
    holder.process.kill(signal)
    await holder.ended
    expect(await folderThatWaits(0).withLock(async () => 1)).toBe(1)
  })

  it('is gone when its holder calls exit', async () => {
    await startChild(script, ['exitWhileHolding', root]).ended
    expect(memNames()).toEqual([])
  })

  it('stops waiting when aborted, and leaves nothing behind', async () => {
    plantLock(us)
    const abort = new AbortController()
    const waiting = folderThatWaits(30_000).withLock(async () => 1, { signal: abort.signal })
    abort.abort()
    await expect(waiting).rejects.toEqual(expect.objectContaining({ code: 'interrupted' }))
    expect(memNames()).toEqual(['lock'])
  })

  it('fails the write of a holder that lost it, before anything is replaced', async () => {
    const folder = folderThatWaits(0)
    await folder.write('ROOT.md', 'old')
    const work = folder.withLock(async () => {
      const [name = ''] = readdirSync(join(root, '.mem/lock'))
      const taken = openFolder(root)
      await taken.remove(`.mem/lock/${name}`)
      await folder.write('ROOT.md', 'new')
    })
    await expect(work).rejects.toEqual(
      expect.objectContaining({ code: 'locked', message: expect.stringContaining('was lost') }),
    )
    expect(await folder.read('ROOT.md')).toBe('old')
    expect(readdirSync(root).sort()).toEqual(['.mem', 'ROOT.md'])
  })
})

describe('the heartbeat', () => {
  const MINUTES_11 = 11 * 60
  const theFile = () => join(root, '.mem/lock', readdirSync(join(root, '.mem/lock'))[0] ?? '')

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    return () => vi.useRealTimers()
  })

  it('renews the lock while the work goes on', async () => {
    await openFolder(root).withLock(async () => {
      const file = theFile()
      const before = readFileSync(file, 'utf8')
      utimesSync(file, Date.now() / 1000 - MINUTES_11, Date.now() / 1000 - MINUTES_11)
      vi.advanceTimersByTime(60_000)
      await vi.waitFor(() => expect(Date.now() - statSync(file).mtimeMs).toBeLessThan(60_000))
      expect(readFileSync(file, 'utf8')).toBe(before)
    })
  })

  it('does not bring back a lock that another took over', async () => {
    await openFolder(root).withLock(async () => {
      rmSync(theFile())
      const rival = plantLock(elsewhere)
      vi.advanceTimersByTime(180_000)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(theFile()).toBe(rival)
    })
    expect(memNames(), 'the rival keeps it').toEqual(['lock'])
  })
})

describe('whose lock counts', () => {
  const MINUTE_MS = 60_000

  it.each([
    { who: 'a living process here', identity: us, ageMs: 0, counts: true },
    { who: 'a living process here that was stopped for a day', identity: us, ageMs: 24 * 60 * MINUTE_MS, counts: true },
    { who: 'a process here that ended', identity: { ...us, pid: 999_999_999 }, ageMs: 0, counts: false },
    {
      who: 'a process here whose pid another one has now',
      identity: { ...us, birth: '00000000' },
      ageMs: 0,
      counts: false,
    },
    { who: 'a process elsewhere', identity: elsewhere, ageMs: 0, counts: true },
    { who: 'a process elsewhere, silent for 9 minutes', identity: elsewhere, ageMs: 9 * MINUTE_MS, counts: true },
    { who: 'a process elsewhere, silent for 11 minutes', identity: elsewhere, ageMs: 11 * MINUTE_MS, counts: false },
    {
      who: 'one of unknown birth, silent for 9 minutes',
      identity: { ...us, birth: '-' },
      ageMs: 9 * MINUTE_MS,
      counts: true,
    },
    {
      who: 'one of unknown birth, silent for 11 minutes',
      identity: { ...us, birth: '-' },
      ageMs: 11 * MINUTE_MS,
      counts: false,
    },
  ])('$who: $counts', async ({ identity, ageMs, counts }) => {
    plantLock(identity, { ageMs })
    const work = folderThatWaits(0).withLock(async () => 'ours')
    if (counts) await expect(work).rejects.toEqual(locked)
    else expect(await work).toBe('ours')
    expect(memNames()).toEqual(counts ? ['lock'] : [])
  })

  it('reads the name and not the note, which may be torn', async () => {
    plantLock(us, { note: '{"host": "hal' })
    const error = expect.objectContaining({ code: 'locked', message: expect.stringContaining(`process ${us.pid}`) })
    await expect(folderThatWaits(0).withLock(async () => 1)).rejects.toEqual(error)
  })

  it.each(['.DS_Store', 'Thumbs.db', 'lock.md', '../nothing-in-it'])('is not held by %s', async (name) => {
    mkdirSync(join(root, '.mem/lock'), { recursive: true })
    writeFileSync(join(root, '.mem/lock', name), '')
    expect(await folderThatWaits(0).withLock(async () => 1)).toBe(1)
  })
})

describe('many processes', () => {
  const linesOf = async () => ((await openFolder(root).read('list.md')) ?? '').split('\n').filter((line) => line !== '')

  it('lose no update of one another', async () => {
    const children = Array.from({ length: 8 }, (_, n) =>
      startChild(script, ['addLines', root, 'list.md', `p${n}`, '15']),
    )
    expect(await Promise.all(children.map((child) => child.ended))).toEqual(Array(8).fill(0))
    const lines = await linesOf()
    expect(lines.sort()).toEqual(children.flatMap((child) => child.lines).sort())
    expect(lines).toHaveLength(8 * 15)
    expect(memNames()).toEqual([])
  })

  it('lose no update when some of them are killed, whenever that happens', async () => {
    const children = Array.from({ length: 6 }, (_, n) =>
      startChild(script, ['addLines', root, 'list.md', `p${n}`, '12']),
    )
    const doomed = Array.from({ length: 12 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, 100 + n * 70 * Math.random()))
      const child = startChild(script, ['addLines', root, 'list.md', `d${n}`, '1000'])
      await child.said(1 + (n % 2))
      await new Promise((resolve) => setTimeout(resolve, 30 * Math.random()))
      await child.kill()
      return child
    })
    const killed = await Promise.all(doomed)
    expect(await Promise.all(children.map((child) => child.ended))).toEqual(Array(6).fill(0))
    const lines = await linesOf()
    expect(new Set(lines).size).toBe(lines.length)
    const said = [...children, ...killed].flatMap((child) => child.lines)
    expect(lines).toEqual(expect.arrayContaining(said))
    // A killed process may have written one line that it could not say any more.
    expect(lines.length - said.length).toBeLessThanOrEqual(killed.length)
    await folderThatWaits(0).withLock(async () => 1)
    expect(memNames()).toEqual([])
    expect(readdirSync(root).sort()).toEqual(['.mem', 'list.md'])
  })

  it('never remove the fresh lock of a rival that broke the dead one in the same instant', async () => {
    const dead = plantLock({ ...us, pid: 999_999_999 })
    const isRunning = vi.spyOn(process, 'kill')
    // While we ask whether the old holder lives, a rival breaks its lock and takes it.
    let fresh = ''
    isRunning.mockImplementationOnce(() => {
      rmSync(dead)
      fresh = plantLock(us)
      throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
    })
    await expect(folderThatWaits(0).withLock(async () => 1)).rejects.toEqual(locked)
    expect(existsSync(fresh)).toBe(true)
    isRunning.mockRestore()
  })

  it('never take a fresh lock for a dead one, however often a dead one is broken', async () => {
    let inside = 0
    for (let round = 0; round < 40; round += 1) {
      plantLock({ ...us, pid: 999_999_999 })
      const work = async () => {
        inside += 1
        await new Promise((resolve) => setImmediate(resolve))
        expect(readdirSync(join(root, '.mem/lock'))).toHaveLength(1)
        expect(inside).toBe(1)
        inside -= 1
      }
      await Promise.all(Array.from({ length: 6 }, () => folderThatWaits(30_000).withLock(work)))
    }
    expect(memNames()).toEqual([])
  })
})
