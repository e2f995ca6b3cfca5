import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseRaw } from '../../../src/markdown/raw.ts'
import { createAnswerDraft, recoverDrafts } from '../../../src/memory/chat/draft.ts'
import { createRawHistory } from '../../../src/memory/chat/history.ts'
import type { Turn } from '../../../src/memory/types.ts'
import { openFolder } from '../../../src/store/folder.ts'
import { livenessOf, parseUniqueName, uniqueName } from '../../../src/store/process-identity.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mem-draft-'))
  await mkdir(join(root, 'raw'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const turn = (role: 'user' | 'assistant', text: string, id: string): Turn => ({
  speaker: role,
  role,
  text,
  at: '2026-11-22T10:00:00.000Z',
  id,
})
const isGone = (owner: string) => {
  const identity = parseUniqueName(owner)
  return identity !== undefined && livenessOf(identity) === 'dead'
}
/** The name of a process that ran and ended. */
function deadOwner(): string {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  const [, ...rest] = uniqueName().split('.')
  return [pid, ...rest].join('.')
}

function chat(owner: string) {
  const folder = openFolder(root)
  const reporter = { notice() {}, progress() {} }
  const deps = { folder, now: () => new Date('2026-11-22T10:00:00Z'), timeZone: 'UTC', newId: uniqueName, reporter }
  const historyOf = (session: string) => createRawHistory(deps, { session })
  return {
    history: historyOf('chat-1'),
    draft: createAnswerDraft({ folder, owner }),
    recover: () => recoverDrafts({ folder, isGone }, historyOf),
    turns: async (path: string) => parseRaw((await folder.read(path)) ?? '', path).turns.map(({ text }) => text),
  }
}
const drafts = () => readdir(join(root, '.mem/chat')).catch(() => [])

describe('an answer whose process died', () => {
  it('is added to its session at the next start, once', async () => {
    const { history, draft, recover, turns } = chat(deadOwner())
    const { path } = await history.append([turn('user', 'Tell me.', '1')])
    await draft.save({ rawPath: path, turn: turn('assistant', 'One sentence. ', '2') })
    await draft.save({ rawPath: path, turn: turn('assistant', 'One sentence. Two sentences. ', '2') })
    expect(await recover()).toEqual([path])
    expect(await turns(path)).toEqual([
      'Tell me.',
      'One sentence. Two sentences. \n\n[broken off: the program was ended]',
    ])
    expect(await drafts()).toEqual([])
    expect(await recover()).toEqual([])
  })

  it('is not doubled where the whole answer had been kept already', async () => {
    const { history, draft, recover, turns } = chat(deadOwner())
    const { path } = await history.append([turn('user', 'Tell me.', '1')])
    await draft.save({ rawPath: path, turn: turn('assistant', 'One. ', '2') })
    await history.append([turn('assistant', 'One. Two.', '2')])
    expect(await recover()).toEqual([])
    expect(await turns(path)).toEqual(['Tell me.', 'One. Two.'])
    expect(await drafts()).toEqual([])
  })

  it('is left alone while its process runs', async () => {
    const { history, draft, recover } = chat(uniqueName())
    const { path } = await history.append([turn('user', 'Tell me.', '1')])
    await draft.save({ rawPath: path, turn: turn('assistant', 'One. ', '2') })
    expect(await recover()).toEqual([])
    expect(await drafts()).toHaveLength(1)
    await draft.discard(path)
    expect(await drafts()).toEqual([])
  })

  it('is passed over where the draft is damaged', async () => {
    const { history, recover } = chat(deadOwner())
    const { path } = await history.append([turn('user', 'Tell me.', '1')])
    await openFolder(root).write('.mem/chat/2026-11-22-session-1.json', '{"owner":')
    expect(path).toBe('raw/2026-11-22-session-1.md')
    expect(await recover()).toEqual([])
  })
})
