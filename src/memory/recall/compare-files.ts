/** The files of the folder against what the index knows of them, by content: what was only touched, or copied, is the same. */
import { MemError } from '../../errors.ts'
import { inOnePiece, parseRawHead, parseRawTurns } from '../../markdown/raw.ts'
import type { MemoryFolder } from '../ports.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import { type BrokenFile, brokenIn, isBroken } from './broken.ts'
import { diffFolder, type StampedFile } from './diff.ts'
import { readIndex } from './open-index.ts'
import { type IndexedFile, textHash } from './sidecar.ts'
import type { IndexDeps } from './types.ts'

/** All files of the folder that cannot be read. Only those that have changed since they were indexed are read. */
export async function brokenFiles(deps: IndexDeps): Promise<BrokenFile[]> {
  const { state } = await readIndex(deps)
  const { changed, unchanged } = await diffFolder(deps.folder, state)
  const indexed = new Map(state.files.map((file) => [file.path, file]))
  const broken = brokenIn(unchanged)
  for (const stamp of changed) {
    const { reason } = await compareFile(stamp, { old: indexed.get(stamp.path), folder: deps.folder })
    if (reason !== undefined) broken.push({ path: stamp.path, reason })
  }
  return broken.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** How a file differs from what the index knows of it. */
export interface Comparison {
  /** Absent: the index is right about it. */
  change?: 'added' | 'edited'
  /** Why it cannot be read, where it cannot. */
  reason?: string
}

export async function compareFile(
  { path, level }: StampedFile,
  { old, folder }: { old: IndexedFile | undefined; folder: Pick<MemoryFolder, 'read'> },
): Promise<Comparison> {
  const change = old ? 'edited' : 'added'
  try {
    const text = await folder.read(path)
    if (text === undefined || textHash(text) === old?.hash) return {}
    if (level === 'raw') await readThrough(text)
    return { change }
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    const reason = whatIsWrong(error, path)
    return old && isBroken(old) ? { reason } : { change, reason }
  }
}

/** `MemError('damaged')` where it is no raw file. */
async function readThrough(text: string): Promise<void> {
  parseRawHead(text)
  for await (const _ of parseRawTurns(inOnePiece(text)));
}
