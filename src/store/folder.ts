/** The memory folder on a disk: the one implementation of the port. */
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { MemError } from '../errors.ts'
import type { Clock, FileStamp, MemoryFolder } from '../memory/ports.ts'
import type { Level } from '../memory/types.ts'
import { makeFolder } from './access.ts'
import { sweepTemporaries, writeAtomically } from './atomic-write.ts'
import { errorCode, explained, fileError } from './file-error.ts'
import { DEFAULT_LOCK_WAIT_MS, type Lock, sweepCandidates, takeLock } from './lock.ts'
import { realRoot, resolveInside } from './paths.ts'

const DAY = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`

/** Where the files of a level are and what they are called; whatever else lies there (conflict copies, swap files) is not ours. */
const LEVELS: Record<Level, { folder: string; name: RegExp }> = {
  raw: { folder: 'raw', name: new RegExp(`^${DAY}-session-[1-9]\\d{0,8}\\.md$`) },
  daily: { folder: 'daily', name: new RegExp(`^${DAY}\\.md$`) },
  weekly: { folder: 'weekly', name: /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])\.md$/ },
  monthly: { folder: 'monthly', name: /^\d{4}-(?:0[1-9]|1[0-2])\.md$/ },
  root: { folder: '', name: /^ROOT\.md$/ },
}

const PIECE_BYTES = 64 * 1024

export interface OpenFolderOptions {
  /** How long `withLock` waits for another process. */
  lockWaitMs?: number
  now?: Clock
}

/** Opens lazily: a folder that is not there is a `MemError('config')` at the first use. `root` may be a symbolic link. */
export function openFolder(
  root: string,
  { lockWaitMs = DEFAULT_LOCK_WAIT_MS, now = () => new Date() }: OpenFolderOptions = {},
): MemoryFolder {
  const place = resolve(root)
  let held: Lock | undefined
  let isSwept = false
  return {
    root: place,
    list: (level, { beginning = '' } = {}) => listLevel(place, { level, beginning }),
    async stat(path) {
      const file = await resolveInside(place, path)
      return explained(() => stampOf(file, path), { action: 'read', path: file })
    },
    async read(path) {
      return readText(await resolveInside(place, path))
    },
    async *readPieces(path) {
      yield* readTextPieces(await resolveInside(place, path))
    },
    async write(path, text, { ifUnchanged } = {}) {
      const file = await resolveInside(place, path)
      // The last thing before the rename: a human has microseconds, not the seconds that a summary takes to make.
      const mayReplace = async () => {
        await held?.assertHeld()
        return ifUnchanged === undefined || ((await readText(file)) ?? null) === ifUnchanged
      }
      return explained(() => writeAtomically(file, text, { mayReplace }), { action: 'write', path: file })
    },
    async remove(path) {
      const file = await resolveInside(place, path)
      await explained(() => rm(file, { force: true }), { action: 'remove', path: file })
    },
    async withLock(work, { signal } = {}) {
      const base = await realRoot(place)
      const lock = await lockFolder(base, { waitMs: lockWaitMs, now, ...(signal && { signal }) })
      held = lock
      try {
        // Once for an opened folder: whoever is killed from now on is cleared away by whoever opens it next.
        if (!isSwept) await sweep(base, { now: now() })
        isSwept = true
        return await work()
      } finally {
        held = undefined
        await lock.release()
      }
    },
  }
}

// --- listing ---

/** Sorted by time, then by session number: `session-2` before `session-10`. */
const byPath = (a: FileStamp, b: FileStamp): number => {
  if (a.path.length === b.path.length) return a.path < b.path ? -1 : 1
  const [dayA, dayB] = [a.path.slice(0, 14), b.path.slice(0, 14)]
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return a.path.length - b.path.length || (a.path < b.path ? -1 : 1)
}

/** Synchronous on purpose: a folder of thousands of sessions is listed on every recall, and the thread pool makes it ten times slower. */
async function listLevel(
  root: string,
  { level, beginning }: { level: Level; beginning: string },
): Promise<FileStamp[]> {
  const { folder, name } = LEVELS[level]
  const place = folder === '' ? await realRoot(root) : await resolveInside(root, folder)
  const before = folder === '' ? '' : `${folder}/`
  try {
    return readdirSync(place)
      .filter((file) => name.test(file) && `${before}${file}`.startsWith(beginning))
      .flatMap((file) => stampSync(`${place}/${file}`, `${before}${file}`))
      .sort(byPath)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw fileError(error, { action: 'list', path: place })
  }
}

/** None for what is no file, or was removed since the folder was listed. */
function stampSync(file: string, path: string): FileStamp[] {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found?.isFile() ? [{ path, sizeBytes: found.size, modifiedMs: found.mtimeMs }] : []
}

async function stampOf(file: string, path: string): Promise<FileStamp | undefined> {
  try {
    const found = await stat(file)
    return found.isFile() ? { path, sizeBytes: found.size, modifiedMs: found.mtimeMs } : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

// --- reading ---

/** Nothing is replaced in silence: a rewrite of a file in another encoding would destroy its text. A byte order mark stays. */
const utf8 = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const notUtf8 = (file: string): MemError =>
  new MemError(
    'damaged',
    `${file} is not UTF-8 text.`,
    'Open it in an editor and save it again with the encoding UTF-8.',
  )

const readError = (error: unknown, file: string): unknown =>
  errorCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    ? notUtf8(file)
    : fileError(error, { action: 'read', path: file })

async function readText(file: string): Promise<string | undefined> {
  try {
    return utf8().decode(readFileSync(file))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw readError(error, file)
  }
}

/** Synchronous for the same reason as listing: the first piece of every raw file is read. */
async function* readTextPieces(file: string): AsyncGenerator<string> {
  const decoder = utf8()
  let handle: number | undefined
  try {
    handle = openSync(file, 'r')
    const bytes = Buffer.allocUnsafe(PIECE_BYTES)
    for (let length = readSync(handle, bytes); length > 0; length = readSync(handle, bytes)) {
      const piece = decoder.decode(bytes.subarray(0, length), { stream: true })
      if (piece !== '') yield piece
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } catch (error) {
    throw readError(error, file)
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

// --- locking ---

async function lockFolder(base: string, options: Parameters<typeof takeLock>[1]): Promise<Lock> {
  const memFolder = await resolveInside(base, '.mem')
  await explained(() => makeFolder(memFolder), { action: 'make', path: memFolder })
  return takeLock(memFolder, options)
}

/** Clears away what killed writers left. Best effort: a folder that cannot be swept can still be used. */
async function sweep(base: string, { now }: { now: Date }): Promise<void> {
  const memFolder = join(base, '.mem')
  const inside = readdirSync(memFolder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
  const levels = Object.values(LEVELS).map(({ folder }) => join(base, folder))
  for (const folder of [...levels, memFolder, ...inside]) await sweepTemporaries(folder, { now }).catch(() => undefined)
  await sweepCandidates(memFolder, { now }).catch(() => undefined)
}
