import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runTool } from '../../../src/memory/chat/tools.ts'
import type { ChatQuery } from '../../../src/memory/chat/types.ts'
import { openFolder } from '../../../src/store/folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mem-tools-'))
  await mkdir(join(root, 'raw'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const queries: ChatQuery[] = []
const call = (name: string, input: unknown) =>
  runTool(
    {
      folder: openFolder(root),
      recall: async (query) => {
        queries.push(query)
        return query.query === 'nothing'
          ? []
          : [{ path: 'daily/2026-11-16.md', date: '2026-11-16', text: 'a <b>', score: 1 }]
      },
      countTokens: (text) => Math.ceil(text.length / 4),
    },
    { id: '1', name, input },
    { budgetTokens: 500 },
  )

describe('runTool', () => {
  it('recalls with the range and number asked for, within the budget', async () => {
    const outcome = await call('recall', { query: ' kyoto ', since: '2026-11-01', until: '2026-11-30', k: 3 })
    expect(queries.at(-1)).toEqual({
      query: 'kyoto',
      since: '2026-11-01',
      until: '2026-11-30',
      k: 3,
      budgetTokens: 500,
    })
    expect(outcome).toMatchObject({ isError: false, label: 'recall "kyoto" (2026-11-01 to 2026-11-30): 1 found' })
    expect(outcome.text).toContain('<memory path="daily/2026-11-16.md" date="2026-11-16">\na &lt;b>\n</memory>')
  })

  it('says so where nothing is found', async () => {
    expect(await call('recall', { query: 'nothing' })).toMatchObject({ isError: false, hits: [] })
  })

  it.each<[string, unknown]>([
    ['recall', {}],
    ['recall', 'kyoto'],
    ['recall', null],
    ['recall', { query: 'x', since: '2026-02-30' }],
    ['recall', { query: 'x', k: 1000 }],
    ['read', { path: 7 }],
    ['read', { path: 'ROOT.md', from: 0 }],
    ['read', { path: 'nowhere.md' }],
    ['write', { path: 'ROOT.md', text: 'x' }],
  ])('tells the model what is wrong with %s %j', async (name, input) => {
    expect(await call(name, input)).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^<tool_error>\n[\s\S]+\n<\/tool_error>$/),
    })
  })

  it('tells the model nothing of places outside the folder', async () => {
    await writeFile(join(root, 'secret.txt'), 'secret')
    await symlink(tmpdir(), join(root, 'raw/out.md'))
    const outcome = await call('read', { path: 'raw/out.md' })
    expect(outcome.isError).toBe(true)
    expect(outcome.text).not.toContain(tmpdir())
    expect(outcome.label).toContain('leads out')
  })
})
