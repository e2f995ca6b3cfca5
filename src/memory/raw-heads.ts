/** The heads of the raw files. Finding a session, planning and the days all ask for them: each is read once a process while it stays as it is. */
import { parseRawHead, type RawHead } from '../markdown/raw.ts'
import type { FileStamp, MemoryFolder } from './ports.ts'

/** The top of one raw file. Most are only searched for a name: what stands there is parsed when it is asked for. */
export class RawFileHead {
  readonly path: string
  /** The front matter as it stands; of a file that is not as this program writes it, its first 64 KiB. */
  readonly text: string
  #parsed: RawHead | undefined

  constructor(path: string, beginning: string) {
    this.path = path
    this.text = WHOLE.exec(beginning)?.[0] ?? beginning
  }

  /** Whether `name` may stand in the front matter. True for a file that is not as this program writes it. */
  mayName(name: string): boolean {
    return this.text.includes(name) || !WHOLE.test(this.text)
  }

  /** `MemError('damaged')` where it is no head of a raw file. */
  parse(): RawHead {
    this.#parsed ??= parseRawHead(this.text)
    return this.#parsed
  }
}

const WHOLE = /^---\r?\nkind: raw\r?\n[\s\S]+?\n---\r?\n/

/** By folder and path. A file whose size or time has changed is read again. */
const known = new WeakMap<MemoryFolder, Map<string, { stamp: FileStamp; head: RawFileHead }>>()

export interface RawHeadsOptions {
  /** Which files are wanted, by path; absent: all. */
  isWanted?: (path: string) => boolean
  /** What becomes of a file that cannot be read: throws, or says so and the others are read on. */
  onUnreadable: (path: string, error: unknown) => void
}

/** The heads of the raw files, oldest first. */
export async function rawHeads(
  folder: MemoryFolder,
  { isWanted = () => true, onUnreadable }: RawHeadsOptions,
): Promise<RawFileHead[]> {
  const last = known.get(folder) ?? new Map<string, { stamp: FileStamp; head: RawFileHead }>()
  known.set(folder, last)
  const read = async (stamp: FileStamp): Promise<RawFileHead[]> => {
    try {
      const entry = last.get(stamp.path)
      const head = entry && isSame(entry.stamp, stamp) ? entry.head : await readHead(folder, stamp.path)
      last.set(stamp.path, { stamp, head })
      return [head]
    } catch (error) {
      onUnreadable(stamp.path, error)
      return []
    }
  }
  const stamps = (await folder.list('raw')).filter(({ path }) => isWanted(path))
  const heads: RawFileHead[] = []
  for (let at = 0; at < stamps.length; at += READ_AT_ONCE)
    heads.push(...(await Promise.all(stamps.slice(at, at + READ_AT_ONCE).map(read))).flat())
  return heads
}

/** The disk works on some while others are taken apart. */
const READ_AT_ONCE = 32

const isSame = (a: FileStamp, b: FileStamp): boolean => a.modifiedMs === b.modifiedMs && a.sizeBytes === b.sizeBytes

async function readHead(folder: MemoryFolder, path: string): Promise<RawFileHead> {
  for await (const piece of folder.readPieces(path)) return new RawFileHead(path, piece)
  return new RawFileHead(path, '')
}
