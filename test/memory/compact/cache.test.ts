/** The cache saves time and decides nothing: the files are the same with it, without it, and with a damaged or foreign one. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/markdown/calendar.ts'
import { compact, planCompaction } from '../../../src/memory/compact/compact.ts'
import { openCache } from '../../../src/store/cache.ts'
import { openFolder } from '../../../src/store/folder.ts'
import { syntheticTalk } from '../../bench/talk.ts'
import { type TestFolder, testFolder } from './folder.ts'

const DAYS = 30
const CACHE = '.mem/cache'

async function addDay({ session }: TestFolder, index: number): Promise<void> {
  const day = addDays('2026-01-01', index)
  const at = `${day}T09:00:00.000Z`
  const turns = syntheticTalk({ seed: index, turns: 40, at })
  await session(
    `raw/${day}-session-1.md`,
    at,
    turns.map(({ speaker, text }) => [speaker, text]),
  )
}

/** As a process of its own would, with the cache that it finds there. */
async function run(
  { dir, deps }: TestFolder,
  { cached, build = 'this' }: { cached: boolean; build?: string },
): Promise<void> {
  const own = {
    ...deps,
    // Some time after the files were written: what is new is kept by its size and time too.
    now: () => new Date(Date.now() + 60_000),
    folder: openFolder(dir, { now: deps.now }),
    ...(cached && { cache: openCache(dir, { build }) }),
  }
  await compact(own, await planCompaction(own))
}

async function damage(dir: string, change: (text: string) => string): Promise<void> {
  for (const name of await readdir(join(dir, CACHE))) {
    const file = join(dir, CACHE, name)
    await writeFile(file, change(await readFile(file, 'utf8')))
  }
}

const statementIn = (line: string): string => /^- (.*?)\.? #/.exec(line)?.[1] ?? line

/** A line of a day that no other day says as well. */
async function onlySaidIn(folder: TestFolder, path: string): Promise<string> {
  const others = Object.entries(await folder.files()).filter(([name]) => name.startsWith('daily/') && name !== path)
  const lines = (await readFile(join(folder.dir, path), 'utf8')).match(/^- [^"[\n]*? #.*$/gm) ?? []
  const only = lines.find((line) => !others.some(([, text]) => text.includes(statementIn(line))))
  if (only === undefined) throw new Error(`${path} says nothing of its own`)
  return only
}

describe('the cache', () => {
  it('changes no byte of any file, whole, lost, damaged or of another folder', { timeout: 120_000 }, async () => {
    const plain = await testFolder()
    const cached = await testFolder()
    let next = 0
    const grow = async (days: number) => {
      for (const end = next + days; next < end; next++) for (const folder of [plain, cached]) await addDay(folder, next)
      await run(plain, { cached: false })
      await run(cached, { cached: true })
      expect(await cached.files()).toEqual(await plain.files())
    }
    await grow(DAYS)
    expect((await readdir(join(cached.dir, CACHE))).sort()).toEqual(['documents.json', 'heads.json', 'merged.json'])
    await grow(1)
    // A human changes a day that is long kept: what was taken out is nowhere any more, the new words are.
    const edited = 'daily/2026-01-05.md'
    const deleted = await onlySaidIn(cached, edited)
    for (const { edit } of [plain, cached])
      await edit(edited, (text) => `${text.replace(`${deleted}\n`, '')}\n- We moved the launch to Oslo.\n`)
    await grow(1)
    const kept = await Promise.all(
      (await readdir(join(cached.dir, CACHE))).map((name) => readFile(join(cached.dir, CACHE, name), 'utf8')),
    )
    expect(kept.join('\n')).toContain('We moved the launch to Oslo.')
    expect(kept.join('\n')).not.toContain(statementIn(deleted))
    // Of the same length.
    for (const { edit } of [plain, cached]) await edit(edited, (text) => text.replace('to Oslo.', 'to Bari.'))
    await grow(1)
    await damage(cached.dir, (text) => text.replace('stand-up', 'sit-down'))
    await grow(1)
    await damage(cached.dir, (text) => text.slice(0, text.length / 2))
    await grow(1)
    // Another build works things out otherwise.
    await run(cached, { cached: true, build: 'next' })
    await grow(1)
    await damage(cached.dir, () => '')
    await grow(1)
    await rm(join(cached.dir, CACHE), { recursive: true })
    await grow(1)
    // Where its place is taken, nothing is kept and nothing fails.
    for (const name of await readdir(join(cached.dir, CACHE))) {
      await rm(join(cached.dir, CACHE, name))
      await mkdir(join(cached.dir, CACHE, name))
    }
    await grow(1)
  })
})
