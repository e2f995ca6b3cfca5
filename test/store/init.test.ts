import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findFolder } from '../../src/store/find.ts'
import { openFolder } from '../../src/store/folder.ts'
import { initFolder } from '../../src/store/init.ts'
import { freshFolder } from './processes.ts'

const template = new URL('../../memory-template/', import.meta.url)
const FILES = ['.gitignore', 'README.md', 'ROOT.md', 'config.json']

let root: string

beforeEach(() => {
  root = join(freshFolder(), 'deep', 'memory')
})

describe('initFolder', () => {
  it('makes a folder that the other commands find and read', async () => {
    const report = await initFolder(template, root)
    expect(report).toMatchObject({ root, kept: [] })
    expect(report.created.sort()).toEqual(FILES)
    expect(findFolder({ dir: root, env: {}, cwd: '/', home: '/' })).toBe(root)
    expect(await openFolder(root).list('root')).toHaveLength(1)
    expect(readFileSync(join(root, 'ROOT.md'), 'utf8')).toMatch(/^---\nkind: root\n---\n[\s\S]*^## Pinned$/m)
    expect(JSON.parse(readFileSync(join(root, 'config.json'), 'utf8'))).toEqual({})
  })

  it('is closed to others', async () => {
    await initFolder(template, root)
    expect(statSync(root).mode & 0o777).toBe(0o700)
    for (const name of FILES) expect(statSync(join(root, name)).mode & 0o777).toBe(0o600)
  })

  it.skipIf(!existsSync('/proc/self'))(
    'says so where the system takes no folder, in place of trying for ever',
    async () => {
      await expect(initFolder(template, '/proc/no-memory')).rejects.toMatchObject({ code: 'config' })
      await expect(initFolder(template, '/proc/no/memory')).rejects.toMatchObject({ code: 'config' })
    },
  )

  it('never touches what is there, whatever it is', async () => {
    mkdirSync(join(root, 'config.json'), { recursive: true })
    writeFileSync(join(root, 'README.md'), Buffer.from([0xff, 0x00]))
    symlinkSync('/nowhere/at/all', join(root, 'ROOT.md'))
    const report = await initFolder(template, root)
    expect(report.created).toEqual(['.gitignore'])
    expect(report.kept.sort()).toEqual(['README.md', 'ROOT.md', 'config.json'])
    expect(readFileSync(join(root, 'README.md'))).toEqual(Buffer.from([0xff, 0x00]))
    expect(readlinkSync(join(root, 'ROOT.md'))).toBe('/nowhere/at/all')
    expect(readdirSync(root).sort()).toEqual(FILES)
  })

  it('completes what an interrupted one began, and changes nothing the third time', async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ROOT.md'), 'mine')
    expect((await initFolder(template, root)).kept).toEqual(['ROOT.md'])
    expect(await initFolder(fileURLToPath(template), root)).toMatchObject({ created: [] })
    expect(readFileSync(join(root, 'ROOT.md'), 'utf8')).toBe('mine')
  })

  it('keeps the machine-made part out of git', async () => {
    await initFolder(template, root)
    await openFolder(root).write('.mem/embeddings.json', '{}')
    const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' })
    git('init', '-q')
    expect(git('status', '--porcelain', '-uall').trim().split('\n').sort()).toEqual(FILES.map((name) => `?? ${name}`))
  })

  it('is in the package whole: npm leaves .gitignore files out', () => {
    const project = fileURLToPath(new URL('../../', import.meta.url))
    const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [packed] = z.array(z.object({ files: z.array(z.object({ path: z.string() })) })).parse(JSON.parse(output))
    const paths = packed?.files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(readdirSync(template).map((name) => `memory-template/${name}`)))
  })
})
