import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseRaw } from '../../../src/markdown/raw.ts'
import { captureSession } from '../../../src/memory/capture/session.ts'
import type { Turn } from '../../../src/memory/types.ts'
import { openFolder } from '../../../src/store/folder.ts'
import { scratchFolder } from '../../helpers/run-mem.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let notices: string[]
let ids = 0

beforeEach(async () => {
  scratch = await scratchFolder()
  await mkdir(join(scratch.path, 'raw'))
  notices = []
})
afterEach(() => scratch.dispose())

const NOW = new Date('2026-11-22T10:00:00Z')

function deps({ now = NOW, timeZone = 'UTC' } = {}) {
  const reporter = { notice: (message: string) => void notices.push(message), progress: () => {} }
  return { folder: openFolder(scratch.path), now: () => now, timeZone, reporter, newId: () => `spool-${++ids}` }
}

async function* stream(turns: readonly Turn[]): AsyncGenerator<Turn> {
  yield* turns
}

const say = (text: string, more: Partial<Turn> = {}): Turn => ({ speaker: 'Caroline', role: 'user', text, ...more })
const capture = (turns: readonly Turn[], meta: { session?: string; source?: string } = {}, options = {}) =>
  captureSession(deps(options), { source: 'text', ...meta }, { turns: stream(turns) })
/** The turns of every raw file of a session, file by file, in the order of the folder. */
async function wholeSession(id: string) {
  const names = (await readdir(join(scratch.path, 'raw'))).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  const files = await Promise.all(names.map((name) => rawFile(`raw/${name}`)))
  return files.filter(({ header }) => header.session === id).map(({ turns }) => turns)
}
const rawFile = async (path: string) => parseRaw(await readFile(join(scratch.path, path), 'utf8'), path)

describe('captureSession', () => {
  it('waits for the lock no longer than the user does', async () => {
    const stop = new AbortController()
    const folder = openFolder(scratch.path)
    const waiting = await folder.withLock(async () => {
      const capturing = captureSession(
        { ...deps(), signal: stop.signal },
        { source: 'text' },
        { turns: stream([say('Hi.')]) },
      )
      setTimeout(() => stop.abort(), 20)
      return await capturing.catch((error: unknown) => error)
    })
    expect(waiting).toMatchObject({ code: 'interrupted' })
    expect(await readdir(join(scratch.path, 'raw'))).toEqual([])
  })

  it('writes a new session under the local day of its first turn', async () => {
    const turns = [
      say('Good night.', { at: '2026-11-20T23:30:00Z' }),
      say('Good morning.', { at: '2026-11-21T08:00:00Z' }),
    ]
    const placement = await capture(turns, { session: 's1' }, { timeZone: 'Europe/Berlin' })
    expect(placement).toEqual({
      path: 'raw/2026-11-21-session-1.md',
      files: 1,
      parts: [{ path: 'raw/2026-11-21-session-1.md', turns: 2 }],
      session: 's1',
      source: 'text',
      turns: 2,
      added: 2,
      days: ['2026-11-21'],
    })
    expect((await rawFile('raw/2026-11-21-session-1.md')).turns).toMatchObject(turns)
  })

  it('names every day that a session touches', async () => {
    const placement = await capture([
      say('a', { at: '2026-11-20T12:00:00Z' }),
      say('b', { at: '2026-11-22T12:00:00Z' }),
    ])
    expect(placement?.days).toEqual(['2026-11-20', '2026-11-22'])
  })

  it('adds only what is new when a session comes again, and keeps the old bytes', async () => {
    await capture([say('one'), say('two')], { session: 's1' })
    const path = 'raw/2026-11-22-session-1.md'
    const before = await readFile(join(scratch.path, path), 'utf8')
    const again = await capture([say('one'), say('two'), say('three')], { session: 's1' })
    expect(again).toMatchObject({ path, turns: 3, added: 1 })
    const after = await readFile(join(scratch.path, path), 'utf8')
    expect(after).toContain(before.slice(before.indexOf('## turn-1')))
    expect((await rawFile(path)).turns.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(await capture([say('one'), say('two')], { session: 's1' })).toMatchObject({ turns: 3, added: 0, days: [] })
    expect(await readFile(join(scratch.path, path), 'utf8')).toBe(after)
  })

  it('knows a session without an id by its opening, and keeps two that only begin alike apart', async () => {
    await capture([say('hi'), say('about boats')])
    expect(await capture([say('hi'), say('about boats'), say('and sails')])).toMatchObject({ added: 1, turns: 3 })
    expect(await capture([say('hi'), say('about trains')])).toMatchObject({
      path: 'raw/2026-11-22-session-2.md',
      added: 2,
    })
  })

  it('keeps what is said again on another day: a note, and whatever the user dates', async () => {
    const pills = [say('Took my pills.')]
    const at = (day: string) => ({ turns: stream(pills), saidAt: new Date(`${day}T12:00:00Z`) })
    const note = { source: 'note' }
    expect(await captureSession(deps(), note, at('2026-11-10'))).toMatchObject({
      path: 'raw/2026-11-10-session-1.md',
      added: 1,
    })
    expect(await captureSession(deps(), note, at('2026-11-11'))).toMatchObject({
      path: 'raw/2026-11-11-session-1.md',
      added: 1,
    })
    expect(await captureSession(deps(), note, at('2026-11-11'))).toMatchObject({ added: 0 })
    expect(await captureSession(deps(), note, { turns: stream(pills) })).toMatchObject({
      path: 'raw/2026-11-22-session-1.md',
      added: 1,
    })

    const talk = [say('Morning.'), say('Good morning.')]
    await captureSession(deps(), { source: 'text' }, { turns: stream(talk), saidAt: new Date('2026-11-10T12:00:00Z') })
    const longer = { turns: stream([...talk, say('Today I fix the login.')]), saidAt: new Date('2026-11-13T12:00:00Z') }
    expect(await captureSession(deps(), { source: 'text' }, longer)).toMatchObject({
      path: 'raw/2026-11-13-session-1.md',
      added: 3,
    })
  })

  it('gives turns without a time the day on which they were captured, once the session is older', async () => {
    await capture([say('one')], { session: 's1' })
    const later = await capture([say('one'), say('two')], { session: 's1' }, { now: new Date('2026-11-24T09:00:00Z') })
    expect(later?.days).toEqual(['2026-11-24'])
    expect((await rawFile('raw/2026-11-22-session-1.md')).turns[1]?.at).toBe('2026-11-24T09:00:00.000Z')
  })

  it('numbers the sessions of a day, past gaps and tens', async () => {
    for (let n = 1; n <= 11; n++) await capture([say(`session ${n}`)], { session: `s${n}` })
    expect(await capture([say('next')], { session: 'next' })).toMatchObject({ path: 'raw/2026-11-22-session-12.md' })
  })

  it('reports a damaged raw file and goes on', async () => {
    await writeFile(join(scratch.path, 'raw/2026-11-01-session-1.md'), 'not a raw file')
    expect(await capture([say('hello')], { session: 's1' })).toMatchObject({ added: 1 })
    expect(notices.join()).toContain('raw/2026-11-01-session-1.md')
  })

  it('keeps a session that is too large for memory in files of readable size, and leaves no spool behind', async () => {
    const turns = Array.from({ length: 300 }, (_, i) =>
      say(`${i} ${'words and more '.repeat(2500)}`, {
        id: `t${i}`,
        at: `2026-11-22T0${Math.floor(i / 60)}:${String(i % 60).padStart(2, '0')}:00.000Z`,
      }),
    )
    expect(await capture(turns, { session: 'big' })).toMatchObject({ turns: 300, added: 300, files: 12 })
    const files = await wholeSession('big')
    expect(files.flat()).toMatchObject(turns)
    expect(Math.max(...files.map((file) => file.reduce((sum, { text }) => sum + text.length, 0)))).toBeLessThan(
      1_100_000,
    )

    const grown = [
      ...turns.slice(0, -1),
      say(`${turns.at(-1)?.text}and the end`, { id: 't299' }),
      say('bye', { id: 't300' }),
    ]
    expect(await capture(grown, { session: 'big' })).toMatchObject({ turns: 302, added: 2, files: 12 })
    expect(
      (await wholeSession('big'))
        .flat()
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['and the end', 'bye'])
    expect(await capture(grown, { session: 'big' })).toMatchObject({ turns: 302, added: 0 })
    expect(await readdir(join(scratch.path, '.mem/spool'))).toEqual([])
  })

  it('recognises a session without an id that stands in several files', async () => {
    const turns = Array.from({ length: 5 }, (_, i) => say(`${i} ${'x'.repeat(600_000)}`))
    expect(await capture(turns)).toMatchObject({ files: 5, session: '2026-11-22-session-1' })
    expect(await capture([...turns, say('more')])).toMatchObject({
      files: 5,
      added: 1,
      path: 'raw/2026-11-22-session-1.md',
    })
    expect(await capture([say('another')])).toMatchObject({ path: 'raw/2026-11-22-session-6.md', added: 1 })
  })

  it('makes no file for a session without turns', async () => {
    expect(await capture([])).toBeUndefined()
  })
})
