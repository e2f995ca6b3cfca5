import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryFolder } from '../../src/memory/ports.ts'
import { openFolder } from '../../src/store/folder.ts'
import { freshFolder } from './processes.ts'

let root: string
let folder: MemoryFolder

beforeEach(() => {
  root = freshFolder()
  folder = openFolder(root)
})

const modeOf = (path: string) => (statSync(join(root, path)).mode & 0o777).toString(8)
const damaged = (message: RegExp) =>
  expect.objectContaining({ code: 'damaged', message: expect.stringMatching(message) })

async function collect(pieces: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

describe('list', () => {
  it('finds the files of each level, oldest first and sessions by number', async () => {
    const raw = ['2026-11-22-session-10', '2026-11-22-session-2', '2026-02-01-session-1', '2025-12-31-session-3']
    for (const name of raw) await folder.write(`raw/${name}.md`, name)
    await folder.write('daily/2026-11-22.md', 'day')
    await folder.write('weekly/2026-W01.md', 'week')
    await folder.write('monthly/2026-11.md', 'month')
    await folder.write('ROOT.md', 'root')
    const pathsOf = async (level: Parameters<MemoryFolder['list']>[0]) =>
      (await folder.list(level)).map(({ path }) => path)
    expect(await pathsOf('raw')).toEqual([
      'raw/2025-12-31-session-3.md',
      'raw/2026-02-01-session-1.md',
      'raw/2026-11-22-session-2.md',
      'raw/2026-11-22-session-10.md',
    ])
    expect(await pathsOf('daily')).toEqual(['daily/2026-11-22.md'])
    expect(await pathsOf('weekly')).toEqual(['weekly/2026-W01.md'])
    expect(await pathsOf('monthly')).toEqual(['monthly/2026-11.md'])
    expect(await pathsOf('root')).toEqual(['ROOT.md'])
  })

  it('finds those whose path begins as asked', async () => {
    for (const name of ['2026-11-22-session-1', '2026-11-22-session-10', '2026-11-23-session-1'])
      await folder.write(`raw/${name}.md`, name)
    const found = await folder.list('raw', { beginning: 'raw/2026-11-22-session-' })
    expect(found.map(({ path }) => path)).toEqual(['raw/2026-11-22-session-1.md', 'raw/2026-11-22-session-10.md'])
  })

  it('gives the size in bytes and the time of each file, as stat does', async () => {
    await folder.write('daily/2026-11-22.md', 'größer')
    const [stamp] = await folder.list('daily')
    expect(stamp).toMatchObject({ path: 'daily/2026-11-22.md', sizeBytes: 8 })
    expect(await folder.stat('daily/2026-11-22.md')).toEqual(stamp)
  })

  it.each([
    'daily/2026-11-22 (conflicted copy).md',
    'daily/2026-11-22.sync-conflict-20261122.md',
    'daily/.2026-11-22.md.swp',
    'daily/2026-11-22.md~',
    'daily/2026-11-22.MD',
    'daily/2026-13-01.md',
    'daily/2026-11-32.md',
    'daily/notes.md',
    'daily/2026-11-22.md\n',
    'weekly/2026-W54.md',
    'weekly/2026-W00.md',
    'monthly/2026-00.md',
    'raw/2026-11-22-session-0.md',
    'raw/2026-11-22-session-01.md',
    'raw/2026-11-22.md',
    'raw/.git/2026-11-22-session-1.md',
    'root.md',
    '.obsidian/ROOT.md',
  ])('passes over %j', async (path) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), 'x')
    for (const level of ['raw', 'daily', 'weekly', 'monthly', 'root'] as const) {
      expect(await folder.list(level)).toEqual([])
    }
  })

  it('passes over folders and links with the name of a file', async () => {
    mkdirSync(join(root, 'daily/2026-11-22.md'), { recursive: true })
    symlinkSync('/etc/hostname', join(root, 'daily/2026-11-23.md'))
    expect(await folder.list('daily')).toEqual([])
  })

  it('is empty for a level that has no folder yet', async () => {
    expect(await folder.list('weekly')).toEqual([])
  })
})

describe('read and write', () => {
  it('gives back any well-formed text, whatever the pieces it came in', async () => {
    const cut = fc.tuple(fc.string({ unit: 'binary' }), fc.array(fc.nat(1000)))
    await fc.assert(
      fc.asyncProperty(cut, async ([text, cuts]) => {
        const ends = [...cuts.map((at) => Math.min(at, text.length)), text.length].sort((a, b) => a - b)
        async function* pieces() {
          let start = 0
          for (const end of ends) {
            yield text.slice(start, end)
            start = end
          }
        }
        await folder.write('raw/2026-11-22-session-1.md', pieces())
        expect(await folder.read('raw/2026-11-22-session-1.md')).toBe(text)
        await folder.write('raw/2026-11-22-session-1.md', text)
        expect(await folder.read('raw/2026-11-22-session-1.md')).toBe(text)
      }),
      { numRuns: 50 },
    )
  })

  it.each([0, 1, 2, 3])('reads in pieces that split no character (shifted by %i bytes)', async (shift) => {
    const text = 'x'.repeat(shift) + '🦊é\r\n'.repeat(40_000)
    await folder.write('raw/2026-11-22-session-1.md', text)
    const pieces = await collect(folder.readPieces('raw/2026-11-22-session-1.md'))
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces.every((piece) => piece.isWellFormed() && piece.length <= 65_536)).toBe(true)
    expect(pieces.join('')).toBe(text)
  })

  it('writes a character whole that a source cut in two at any place', async () => {
    const text = `${'x'.repeat(65_535)}🦊${'y'.repeat(65_535)}🦊`
    async function* units() {
      for (let at = 0; at < text.length; at += 1) yield text.charAt(at)
    }
    await folder.write('ROOT.md', units())
    expect(await folder.read('ROOT.md')).toBe(text)
  })

  it('keeps a byte order mark and line ends as they are', async () => {
    writeFileSync(join(root, 'ROOT.md'), '\ufeff# Root\r\n')
    expect(await folder.read('ROOT.md')).toBe('\ufeff# Root\r\n')
    expect((await collect(folder.readPieces('ROOT.md'))).join('')).toBe('\ufeff# Root\r\n')
  })

  it('refuses text in another encoding, which a rewrite would destroy', async () => {
    writeFileSync(join(root, 'ROOT.md'), Buffer.from('gr\xfc\xdfe', 'latin1'))
    await expect(folder.read('ROOT.md')).rejects.toEqual(damaged(/ROOT\.md is not UTF-8 text/))
    await expect(collect(folder.readPieces('ROOT.md'))).rejects.toEqual(damaged(/ROOT\.md is not UTF-8 text/))
  })

  it('knows no file that is not there', async () => {
    expect(await folder.read('daily/2026-11-22.md')).toBeUndefined()
    expect(await folder.stat('daily/2026-11-22.md')).toBeUndefined()
    await folder.remove('daily/2026-11-22.md')
    await expect(collect(folder.readPieces('daily/2026-11-22.md'))).rejects.toEqual(damaged(/not there any more/))
  })

  it('removes a file', async () => {
    await folder.write('.mem/spool/a.md', 'x')
    await folder.remove('.mem/spool/a.md')
    expect(await folder.stat('.mem/spool/a.md')).toBeUndefined()
  })

  it('leaves the old file and no temporary one when the source of the text fails', async () => {
    await folder.write('ROOT.md', 'old')
    async function* broken() {
      yield 'x'.repeat(200_000)
      throw new Error('the source broke')
    }
    await expect(folder.write('ROOT.md', broken())).rejects.toThrow('the source broke')
    expect(await folder.read('ROOT.md')).toBe('old')
    expect(readdirSync(root)).toEqual(['ROOT.md'])
  })

  it('names a folder that is not there, and does not make it', async () => {
    const missing = openFolder(join(root, 'nowhere'))
    const error = expect.objectContaining({ code: 'config', hint: expect.stringContaining('mem init') })
    await expect(missing.write('ROOT.md', 'x')).rejects.toEqual(error)
    await expect(missing.list('daily')).rejects.toEqual(error)
    await expect(missing.withLock(async () => 1)).rejects.toEqual(error)
    expect(readdirSync(root)).toEqual([])
  })

  it('says so when a folder stands where a file belongs, and the other way round', async () => {
    mkdirSync(join(root, 'ROOT.md'))
    await expect(folder.read('ROOT.md')).rejects.toEqual(damaged(/a folder stands where a file belongs/))
    await expect(folder.write('ROOT.md', 'x')).rejects.toEqual(damaged(/a folder stands where a file belongs/))
    writeFileSync(join(root, 'daily'), 'x')
    await expect(folder.list('daily')).rejects.toEqual(damaged(/a file stands where a folder belongs/))
    await expect(folder.write('daily/2026-11-22.md', 'x')).rejects.toEqual(damaged(/a file stands where/))
  })
})

describe('write with ifUnchanged', () => {
  it('writes over the text that was read', async () => {
    await folder.write('ROOT.md', 'old')
    expect(await folder.write('ROOT.md', 'new', { ifUnchanged: 'old' })).toBe(true)
    expect(await folder.read('ROOT.md')).toBe('new')
  })

  it('leaves what a human saved in between', async () => {
    await folder.write('ROOT.md', 'old')
    async function* slow() {
      yield 'new'
      writeFileSync(join(root, 'ROOT.md'), 'by hand')
    }
    expect(await folder.write('ROOT.md', slow(), { ifUnchanged: 'old' })).toBe(false)
    expect(await folder.read('ROOT.md')).toBe('by hand')
    expect(readdirSync(root)).toEqual(['ROOT.md'])
  })

  it.each([
    { there: undefined, expected: null, written: true },
    { there: 'x', expected: null, written: false },
    { there: undefined, expected: 'x', written: false },
    { there: '', expected: null, written: false },
    { there: '\ufeffx', expected: 'x', written: false },
  ])('tells no file from an empty one: $there, expected $expected', async ({ there, expected, written }) => {
    if (there !== undefined) writeFileSync(join(root, 'ROOT.md'), there)
    expect(await folder.write('ROOT.md', 'new', { ifUnchanged: expected })).toBe(written)
    expect(await folder.read('ROOT.md')).toBe(written ? 'new' : there)
  })
})

describe('permissions', () => {
  it('makes files that only their owner reads, whatever the umask', async () => {
    const before = process.umask(0o000)
    try {
      await folder.withLock(() => folder.write('daily/2026-11-22.md', 'x'))
      await folder.write('.mem/spool/deep/a.md', 'x')
    } finally {
      process.umask(before)
    }
    expect(modeOf('daily/2026-11-22.md')).toBe('600')
    expect(modeOf('.mem/spool/deep/a.md')).toBe('600')
    for (const path of ['daily', '.mem', '.mem/spool', '.mem/spool/deep']) expect(modeOf(path)).toBe('700')
  })

  it.each([0o400, 0o640, 0o644, 0o666])('keeps the mode %o that a human gave a file', async (mode) => {
    await folder.write('ROOT.md', 'old')
    chmodSync(join(root, 'ROOT.md'), mode)
    const before = process.umask(0o077)
    await folder.write('ROOT.md', 'new').finally(() => process.umask(before))
    expect(modeOf('ROOT.md')).toBe(mode.toString(8))
    expect(readFileSync(join(root, 'ROOT.md'), 'utf8')).toBe('new')
  })
})

describe('paths', () => {
  it.each([
    '../outside.md',
    'daily/../../outside.md',
    'daily/..',
    '..',
    '.',
    '',
    '/etc/passwd',
    'daily//2026-11-22.md',
    'daily/',
    './ROOT.md',
    'daily\\..\\..\\outside.md',
    'C:/outside.md',
    'C:outside.md',
    'ROOT.md:stream',
    'ROOT.md\0.png',
    'a\nb.md',
    '.git/config',
    '.git/hooks/pre-commit',
    '.obsidian/app.json',
    'daily/.hidden.md',
    '.mem/../../outside.md',
    '.gitignore/x/..',
    '\ud800.md',
  ])('refuses %j', async (path) => {
    writeFileSync(join(root, '..', 'outside.md'), 'outside')
    await expect(folder.read(path)).rejects.toEqual(damaged(/is not a path in the memory folder/))
    await expect(folder.stat(path)).rejects.toEqual(damaged(/is not a path/))
    await expect(folder.write(path, 'x')).rejects.toEqual(damaged(/is not a path/))
    await expect(folder.remove(path)).rejects.toEqual(damaged(/is not a path/))
    await expect(collect(folder.readPieces(path))).rejects.toEqual(damaged(/is not a path/))
    expect(readdirSync(root)).toEqual([])
  })

  it('takes odd names for what they are', async () => {
    for (const path of ['$(rm -rf ~).md', 'a b ü 🦊.md', 'notes..md', '-rf', '~', '%2e%2e', 'x'.repeat(150)]) {
      await folder.write(`notes/${path}`, path)
      expect(await folder.read(`notes/${path}`)).toBe(path)
    }
  })

  it('says so when a name is too long for the disk', async () => {
    await expect(folder.write(`notes/${'x'.repeat(300)}`, 'x')).rejects.toEqual(damaged(/file name is too long/))
  })
})

describe('symbolic links', () => {
  let outside: string

  beforeEach(() => {
    outside = freshFolder()
    writeFileSync(join(outside, 'secret.md'), 'secret')
    mkdirSync(join(outside, 'inner'))
  })

  it('refuses a file that leads out', async () => {
    symlinkSync(join(outside, 'secret.md'), join(root, 'ROOT.md'))
    await expect(folder.read('ROOT.md')).rejects.toEqual(damaged(/leads out of the memory folder/))
    await expect(folder.write('ROOT.md', 'x')).rejects.toEqual(damaged(/leads out/))
    await expect(folder.remove('ROOT.md')).rejects.toEqual(damaged(/leads out/))
    expect(readFileSync(join(outside, 'secret.md'), 'utf8')).toBe('secret')
  })

  it('refuses a folder that leads out, also for files that are not there yet', async () => {
    symlinkSync(outside, join(root, 'daily'))
    await expect(folder.list('daily')).rejects.toEqual(damaged(/leads out/))
    await expect(folder.read('daily/secret.md')).rejects.toEqual(damaged(/leads out/))
    await expect(folder.write('daily/2026-11-22.md', 'x')).rejects.toEqual(damaged(/leads out/))
    await expect(folder.write('daily/inner/new/x.md', 'x')).rejects.toEqual(damaged(/leads out/))
    expect(readdirSync(outside).sort()).toEqual(['inner', 'secret.md'])
  })

  it('refuses a folder whose name only begins like the memory folder', async () => {
    const twin = `${root}-twin`
    mkdirSync(twin)
    symlinkSync(twin, join(root, 'daily'))
    await expect(folder.write('daily/2026-11-22.md', 'x')).rejects.toEqual(damaged(/leads out/))
  })

  it('refuses links to nothing and in circles', async () => {
    symlinkSync(join(outside, 'not-there.md'), join(root, 'ROOT.md'))
    await expect(folder.write('ROOT.md', 'x')).rejects.toEqual(damaged(/is a symbolic link to nothing/))
    symlinkSync('circle.md', join(root, 'circle.md'))
    await expect(folder.read('circle.md')).rejects.toEqual(damaged(/go round in a circle/))
    expect(readdirSync(outside).sort()).toEqual(['inner', 'secret.md'])
  })

  it('refuses to lock where .mem leads out', async () => {
    symlinkSync(outside, join(root, '.mem'))
    await expect(folder.withLock(async () => 1)).rejects.toEqual(damaged(/leads out/))
    expect(readdirSync(outside).sort()).toEqual(['inner', 'secret.md'])
  })

  it('writes through a link that stays inside', async () => {
    await folder.write('notes/root.md', 'old')
    symlinkSync('notes/root.md', join(root, 'ROOT.md'))
    await folder.write('ROOT.md', 'new')
    expect(await folder.read('notes/root.md')).toBe('new')
    expect(readdirSync(root).sort()).toEqual(['ROOT.md', 'notes'])
  })

  it('opens a memory folder that is itself a link', async () => {
    const link = join(outside, 'link')
    symlinkSync(root, link)
    const linked = openFolder(link)
    await linked.withLock(() => linked.write('daily/2026-11-22.md', 'x'))
    expect(await folder.read('daily/2026-11-22.md')).toBe('x')
    expect(await linked.list('daily')).toHaveLength(1)
  })
})
