/**
 * Keeps every path inside the memory folder, whatever a citation, a model or a symbolic link asks for. The system is asked synchronously:
 * a question resolves dozens of paths, and the thread pool takes longer than the disk.
 */
import { lstatSync, realpathSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { MemError } from '../errors.ts'
import { errorCode, fileError } from './file-error.ts'

/** The hidden names that belong to a memory folder: `.git`, `.obsidian` and the like are not ours to read or write. */
const HIDDEN = new Set(['.mem', '.gitignore'])

const isPlainName = (name: string, index: number): boolean =>
  name !== '' && (!name.startsWith('.') || (index === 0 && HIDDEN.has(name)))

/**
 * Relative, `/` between names, no `.` or `..`, no hidden names but our own. Control characters, backslashes and colons are refused
 * because they mean something else to another system (`C:`, NTFS streams).
 */
const isFolderPath = (path: string): boolean =>
  path.isWellFormed() && !/[\u0000-\u001f\u007f\\:]/.test(path) && path.split('/').every(isPlainName)

const outside = (path: string, why: string): MemError =>
  new MemError(
    'damaged',
    `${JSON.stringify(path)} ${why}.`,
    'Files of a memory stay in its folder: move what it leads to into the folder, or remove it.',
  )

/** The folder itself, symbolic links resolved: a memory folder may be a link. `MemError('config')` where there is none. */
export async function realRoot(root: string): Promise<string> {
  try {
    return realpathSync.native(root)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw fileError(error, { action: 'open', path: root })
    throw new MemError('config', `There is no memory folder at ${root}.`, `Run \`mem init ${root}\` to make one.`)
  }
}

/** The real absolute path of a file in the folder, whether it exists or not. `MemError('damaged')` for one that would leave it. */
export async function resolveInside(root: string, path: string): Promise<string> {
  if (!isFolderPath(path)) throw outside(path, 'is not a path in the memory folder')
  return resolveLinks(await realRoot(root), path)
}

/** Follows the links of the longest part of the path that exists: what is made later below it is then inside as well. */
async function resolveLinks(base: string, path: string): Promise<string> {
  const full = join(base, path)
  try {
    const real = realpathSync.native(full)
    if (!real.startsWith(base.endsWith(sep) ? base : base + sep)) {
      throw outside(path, `leads out of the memory folder, to ${real}`)
    }
    return real
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw fileError(error, { action: 'open', path: full })
  }
  if (isLink(full)) throw outside(path, 'is a symbolic link to nothing')
  const parent = posix.dirname(path)
  return parent === '.' ? full : join(await resolveLinks(base, parent), posix.basename(path))
}

function isLink(full: string): boolean {
  try {
    return lstatSync(full).isSymbolicLink()
  } catch {
    return false
  }
}
