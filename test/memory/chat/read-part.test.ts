import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPart } from '../../../src/memory/chat/read-part.ts'
import { openFolder } from '../../../src/store/folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mem-read-'))
  for (const name of ['raw', 'daily', '.mem']) await mkdir(join(root, name))
  await writeFile(join(root, 'config.json'), '{}')
  await writeFile(join(root, 'ROOT.md'), '# Memory\n\nindex\n')
  await writeFile(join(root, 'raw/2026-11-16-session-1.md'), RAW)
  await writeFile(join(root, 'daily/2026-11-16.md'), 'See ([1](../raw/2026-11-16-session-1.md#turn-1)).\n')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const RAW = `# Session\n\n${[1, 2, 3].map((n) => `## turn-${n}\n\n> text ${n}\n> ## turn-9\n`).join('\n')}`
const countTokens = (text: string) => Math.ceil(text.length / 4)
const read = (
  path: string,
  { from, to, budgetTokens = 1000 }: { from?: number; to?: number; budgetTokens?: number } = {},
) => readPart(openFolder(root), { path, ...(from && { from }), ...(to && { to }) }, { budgetTokens, countTokens })

describe('readPart', () => {
  it('reads a file, or some lines of it', async () => {
    expect(await read('ROOT.md')).toEqual({ path: 'ROOT.md', text: '# Memory\n\nindex', lines: [1, 3], more: false })
    expect(await read('ROOT.md', { from: 2, to: 2 })).toMatchObject({ text: '', lines: [2, 2], more: true })
  })

  it('begins at the turn that a citation names, not at one that is quoted', async () => {
    expect(await read('raw/2026-11-16-session-1.md#turn-2')).toMatchObject({ lines: [8, 16] })
    expect((await read('../raw/2026-11-16-session-1.md#turn-3')).text).toMatch(/^## turn-3\n/)
    await expect(read('raw/2026-11-16-session-1.md#turn-9')).rejects.toMatchObject({ code: 'input' })
  })

  it('stops at the budget and says where to go on', async () => {
    const part = await read('raw/2026-11-16-session-1.md', { budgetTokens: 12 })
    expect(part).toMatchObject({ lines: [1, 4], more: true })
    expect((await read('raw/2026-11-16-session-1.md', { from: 5 })).lines[0]).toBe(5)
  })

  it('cuts a line that is longer than the budget', async () => {
    await writeFile(join(root, 'daily/2026-11-17.md'), 'x'.repeat(100_000))
    const part = await read('daily/2026-11-17.md', { budgetTokens: 50 })
    expect(part.text.length).toBeLessThan(200)
    expect(part.text).toMatch(/ \[…\]$/)
  })

  it('shows links as they are seen from the folder', async () => {
    expect((await read('daily/2026-11-16.md')).text).toContain('(raw/2026-11-16-session-1.md#turn-1)')
  })

  it.each([
    'config.json',
    '.mem/ledger.jsonl',
    '/etc/passwd',
    '../../etc/passwd',
    'raw/../config.json',
    'raw/..%2fconfig.json',
    'raw/.hidden.md',
    'daily/2026-11-30.md',
    'ROOT.md/x',
    '',
  ])('does not read %j', async (path) => {
    await expect(read(path)).rejects.toMatchObject({ code: 'input' })
  })

  it('does not follow a link out of the folder', async () => {
    await symlink('/etc/passwd', join(root, 'raw/evil.md'))
    await expect(read('raw/evil.md')).rejects.toThrow(/leads out/)
  })
})
