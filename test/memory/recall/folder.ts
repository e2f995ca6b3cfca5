/** Real memory folders with the real encoder, for tests of recall. */
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedEncoder } from '../../../src/llm/embedded/encoder.ts'
import { renderRawHead, renderTurn } from '../../../src/markdown/raw.ts'
import type { RecallDeps } from '../../../src/memory/recall/types.ts'
import type { Role } from '../../../src/memory/types.ts'
import { openFolder } from '../../../src/store/folder.ts'
import { openSidecar } from '../../../src/store/sidecar.ts'

const ASSETS = new URL('../../../src/llm/embedded/table/', import.meta.url)

export interface Said {
  speaker: string
  text: string
  role?: Role
}

export interface RecallFolder {
  root: string
  deps: RecallDeps
  /** What was told to the user. */
  notices: string[]
  /** Texts that were embedded. */
  embedded: string[]
  /** Writes the raw file of a session. */
  say(path: string, turns: readonly Said[], options?: { session?: string }): Promise<void>
  write(path: string, text: string): Promise<void>
  dispose(): Promise<void>
}

export async function recallFolder({ now = '2026-11-22T10:00:00Z', timeZone = 'UTC' } = {}): Promise<RecallFolder> {
  const root = await mkdtemp(join(tmpdir(), 'mem-recall-'))
  const encoder = createEmbeddedEncoder({ assets: ASSETS })
  const notices: string[] = []
  const embedded: string[] = []
  const write = async (path: string, text: string) => {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
    // What tells no day counts as said when its file was written.
    await utimes(join(root, path), new Date(now), new Date(now))
  }
  const embedder = {
    id: encoder.id,
    dimensions: encoder.dimensions,
    isLocal: true,
    related: encoder.related,
    knows: encoder.knows,
    embed: (texts: readonly string[]) => {
      embedded.push(...texts)
      return encoder.embed(texts)
    },
  }
  let ticks = 0
  return {
    root,
    notices,
    embedded,
    deps: {
      folder: openFolder(root),
      sidecar: openSidecar(root),
      embedder,
      reporter: { notice: (message) => void notices.push(message), progress: () => undefined },
      timeZone,
      // Far enough apart that every question looks for changes.
      now: () => new Date(Date.parse(now) + ticks++ * 5000),
    },
    async say(path, turns, { session = path } = {}) {
      const day = /\d{4}-\d{2}-\d{2}/.exec(path)?.[0] ?? '2026-11-20'
      const at = `${day}T09:00:00.000Z`
      const header = { source: 'messages', session, derived: false, started: at, ended: at }
      const blocks = turns.map(({ speaker, text, role = 'user' }, index) =>
        renderTurn({ number: index + 1, speaker, role, text, at }, { timeZone }),
      )
      await write(path, renderRawHead(header, { turns: turns.length, timeZone }) + blocks.join(''))
    },
    write,
    dispose: () => rm(root, { recursive: true, force: true }),
  }
}
