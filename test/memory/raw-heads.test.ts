import { describe, expect, it } from 'vitest'
import { rawHeads } from '../../src/memory/raw-heads.ts'
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
