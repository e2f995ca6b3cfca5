import { describe, expect, it } from 'vitest'
import { keepHeads, rawHeads } from '../../src/memory/raw-heads.ts'
import { openCache } from '../../src/store/cache.ts'
import { testFolder } from './compact/folder.ts'

const PATH = 'raw/2026-11-03-session-1.md'
const LINES = [['User', 'We keep the invoices in MySQL 5.7.']] as const

/** A folder that notes which files were opened. */
async function watchedFolder() {
  const test = await testFolder()
  const opened: string[] = []
  const folder = {
    ...test.deps.folder,
    readPieces: (path: string) => {
      opened.push(path)
      return test.deps.folder.readPieces(path)
    },
  }
  const unreadable: string[] = []
  const heads = () => rawHeads(folder, { onUnreadable: (path) => void unreadable.push(path) })
  return { test, opened, unreadable, heads }
}

describe('rawHeads', () => {
  it('opens a file once as long as it stays as it is', async () => {
    const { test, opened, heads } = await watchedFolder()
    await test.session(PATH, '2026-11-03T09:00:00Z', LINES)
    await test.session('raw/2026-11-04-session-1.md', '2026-11-04T09:00:00Z', LINES)
    await heads()
    expect((await heads()).map((head) => head.parse().turns)).toEqual([1, 1])
    expect(opened).toEqual([PATH, 'raw/2026-11-04-session-1.md'])
    await test.session(PATH, '2026-11-03T09:00:00Z', [...LINES, ...LINES])
    expect((await heads()).map((head) => head.parse().turns)).toEqual([2, 1])
    expect(opened).toEqual([PATH, 'raw/2026-11-04-session-1.md', PATH])
  })

  it('opens a file that is kept in the cache only once it has changed, and keeps none that is gone or new', async () => {
    const { test } = await watchedFolder()
    const others = Array.from({ length: 20 }, (_, i) => `raw/2026-10-${10 + i}-session-1.md`)
    for (const path of [...others, PATH]) await test.session(path, `${path.slice(4, 14)}T09:00:00Z`, LINES)
    const cache = openCache(test.dir, { build: 'this' })
    /** As a process of its own would; the files it opened. */
    const run = async ({ laterMs }: { laterMs: number }): Promise<string[]> => {
      const opened: string[] = []
      const folder = {
        ...test.deps.folder,
        readPieces: (path: string) => {
          opened.push(path)
          return test.deps.folder.readPieces(path)
        },
      }
      const heads = await rawHeads(folder, { onUnreadable: (_, error) => expect.unreachable(String(error)), cache })
      expect(heads.map((head) => [head.path, head.parse().turns])).toEqual(
        await rawHeads(test.deps.folder, { onUnreadable: () => {} }).then((fresh) =>
          fresh.map((head) => [head.path, head.parse().turns]),
        ),
      )
      await keepHeads(folder, { cache, now: () => new Date(Date.now() + laterMs) })
      return opened
    }
    // Written a moment ago, they may be written again within the same tick.
    expect(await run({ laterMs: 0 })).toHaveLength(21)
    expect(await run({ laterMs: 60_000 })).toHaveLength(21)
    expect(await run({ laterMs: 60_000 })).toEqual([])
    await test.session(PATH, '2026-11-03T09:00:00Z', [...LINES, ...LINES])
    expect(await run({ laterMs: 60_000 })).toEqual([PATH])
    await test.deps.folder.remove(PATH)
    expect(await run({ laterMs: 60_000 })).toEqual([])
    expect(new TextDecoder().decode(await cache.read('heads.json'))).not.toContain(PATH)
  })

  it('holds the front matter alone, and says what it may name', async () => {
    const { test, heads } = await watchedFolder()
    await test.session(PATH, '2026-11-03T09:00:00Z', LINES)
    const [head] = await heads()
    expect(head?.text).not.toContain('MySQL')
    expect([head?.mayName(PATH), head?.mayName('another')]).toEqual([true, false])
  })

  it('takes a file that it cannot make out for one that may name anything', async () => {
    const { test, heads, unreadable } = await watchedFolder()
    await test.deps.folder.write(PATH, 'no front matter')
    const [head] = await heads()
    expect(head?.mayName('another')).toBe(true)
    expect(() => head?.parse()).toThrow('front matter')
    expect(unreadable).toEqual([])
  })
})
