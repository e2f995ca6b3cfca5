/**
 * Replaces a file as a whole: temporary file in the same folder, fsync, rename, fsync of the folder. A reader, a crash or a full disk
 * sees the old text or the new one. Only what can be made again goes without fsync.
 */
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { copyAccess, FILE_MODE, makeFolder, syncFolder } from './access.ts'
import { livenessOf, type ProcessIdentity, parseUniqueName, uniqueName } from './process-identity.ts'

const PIECE_LENGTH = 64 * 1024
/** How long a temporary file of an unknown process stays: longer than any write takes, as each piece renews its time. */
const FOREIGN_TEMPORARY_MS = 24 * 60 * 60 * 1000

export interface AtomicWriteOptions {
  /** Asked when the new text is written (and safe on the disk, where it is durable), just before it takes the old one's place; `false` leaves the old one. */
  mayReplace?: () => Promise<boolean>
  /**
   * Whether the new text outlasts a power failure (default). What can be made again need not, if whoever reads it sees that it is damaged:
   * waiting for the disk takes longer than writing.
   */
  isDurable?: boolean
}

/** Resolves to whether the file was replaced. On any failure the old file is untouched and the temporary one gone. */
export async function writeAtomically(
  file: string,
  text: string | AsyncIterable<string>,
  { mayReplace = async () => true, isDurable = true }: AtomicWriteOptions = {},
): Promise<boolean> {
  const folder = dirname(file)
  await makeFolder(folder)
  const temporary = join(folder, temporaryName(basename(file)))
  try {
    await writeNew(temporary, { text, like: file, isDurable })
    const replaced = await mayReplace()
    if (replaced) await rename(temporary, file)
    else await rm(temporary)
    if (isDurable) await syncFolder(folder)
    return replaced
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

interface NewFile {
  text: string | AsyncIterable<string>
  /** The file whose owner and mode it gets. */
  like: string
  isDurable: boolean
}

async function writeNew(temporary: string, { text, like, isDurable }: NewFile): Promise<void> {
  const handle = await open(temporary, 'wx', FILE_MODE)
  try {
    for await (const piece of typeof text === 'string' ? [text] : inLargePieces(text)) await handle.writeFile(piece)
    await copyAccess(temporary, like)
    if (isDurable) await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Few large writes in place of many small ones. A character that the source cut in two (a surrogate pair) is put together again. */
async function* inLargePieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = ''
  for await (const piece of pieces) {
    waiting += piece
    if (waiting.length < PIECE_LENGTH) continue
    const end = /[\ud800-\udbff]$/.test(waiting) ? waiting.length - 1 : waiting.length
    yield waiting.slice(0, end)
    waiting = waiting.slice(end)
  }
  if (waiting !== '') yield waiting
}

// --- temporary files ---

const temporaryName = (name: string): string => `.${name}.${uniqueName()}.tmp`

const TEMPORARY = /^\..+?\.([1-9]\d*\.[0-9a-f]{8}\.[^.]+\.[0-9a-f]{12})\.tmp$/

/** Removes what killed writers left in a folder, never the file of a living one. Only files that this program named can match. */
export async function sweepTemporaries(folder: string, { now }: { now: Date }): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const maker = parseUniqueName(TEMPORARY.exec(name)?.[1] ?? '')
    if (maker && (await isAbandoned(join(folder, name), { maker, now }))) await rm(join(folder, name), { force: true })
  }
}

/** Whether the process that made a file is gone, as far as that can be told. */
export async function isAbandoned(
  file: string,
  { maker, now }: { maker: ProcessIdentity; now: Date },
): Promise<boolean> {
  switch (livenessOf(maker)) {
    case 'alive':
      return false
    case 'dead':
      return true
    case 'unknown': {
      const found = await stat(file).catch(() => undefined)
      return found !== undefined && now.getTime() - found.mtimeMs > FOREIGN_TEMPORARY_MS
    }
  }
}
