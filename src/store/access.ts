/** Who may read what the program makes: its owner alone. And who owns it: the user, also where root (cron, a container) made it. */
import { chmod, chown, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { MemError } from '../errors.ts'
import { errorCode } from './file-error.ts'

export const FILE_MODE = 0o600
export const FOLDER_MODE = 0o700

/** Network folders, FAT and Windows know no owners, no modes or no fsync of a folder: there the system's own way must do. */
const UNSUPPORTED = new Set(['EPERM', 'EACCES', 'EINVAL', 'EISDIR', 'EBADF', 'ENOTSUP', 'ENOSYS'])

async function whereSupported(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!UNSUPPORTED.has(errorCode(error) ?? '')) throw error
  }
}

/** Makes a folder and its parents, closed to others, and makes sure that they outlast a power cut. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await makeMissing(folder)
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await adopt(made, dirname(first))
  await syncFolder(dirname(first))
}

/**
 * The first folder that it made, if any. Not Node's own `recursive`: that tries for ever where the parent is there and yet takes no
 * folder, as below `/proc`.
 */
async function makeMissing(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { mode: FOLDER_MODE })
    return folder
  } catch (error) {
    if (await isFolder(folder)) return undefined
    if (errorCode(error) !== 'ENOENT') throw error
    if (await isFolder(dirname(folder))) return await makeUnder(folder)
    const firstAbove = await makeMissing(dirname(folder))
    const made = await makeMissing(folder)
    return firstAbove ?? made
  }
}

/** The parent is there by now: where another process has just made it, a folder can be made in it. */
async function makeUnder(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { mode: FOLDER_MODE })
    return folder
  } catch (error) {
    if (await isFolder(folder)) return undefined
    throw noFolderThere(folder, error)
  }
}

const noFolderThere = (folder: string, cause: unknown): MemError =>
  new MemError('config', `Cannot make ${folder}: the system allows no new folder there.`, 'Choose another folder.', {
    cause,
  })

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Gives what root made to the owner of the folder it stands in; anyone else owns what they make. */
export async function adopt(path: string, parent: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(parent)
  if (uid !== 0) await whereSupported(() => chown(path, uid, gid))
}

/** Gives a new file the mode and the owner of the one that it will replace: a human's `chmod` outlasts a rewrite. */
export async function copyAccess(file: string, replaced: string): Promise<void> {
  const old = await stat(replaced).catch(() => undefined)
  if (!old) return adopt(file, dirname(file))
  if (process.getuid?.() === 0) await whereSupported(() => chown(file, old.uid, old.gid))
  await whereSupported(() => chmod(file, old.mode & 0o777))
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await whereSupported(async () => handle?.sync()).finally(() => handle?.close())
}
