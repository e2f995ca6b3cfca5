/**
 * The heads of the raw files. Finding a session, planning and the days all ask for them: each is read once a process while it stays as it
 * is, and with a cache once for all.
 */
import { parseRawHead, type RawHead } from '../markdown/raw.ts'
import { readSealed, writeSealed } from './compact/sealed.ts'
import type { Cache, Clock, FileStamp, MemoryFolder } from './ports.ts'

/** The top of one raw file. Most are only searched for a name: what stands there is parsed when it is asked for. */
export class RawFileHead {
  readonly path: string
  /** The front matter as it stands; of a file that is not as this program writes it, its first 64 KiB. */
  readonly text: string
  #parsed: RawHead | undefined

  constructor(path: string, beginning: string, parsed?: RawHead) {
    this.path = path
    this.text = parsed ? beginning : (WHOLE.exec(beginning)?.[0] ?? beginning)
    this.#parsed = parsed
  }

  /** Whether `name` may stand in the front matter. True for a file that is not as this program writes it. */
  mayName(name: string): boolean {
    return this.text.includes(name) || !WHOLE.test(this.text)
  }

  /** What was parsed of it so far; not of a file that is not as this program writes it. */
  parsed(): RawHead | undefined {
    return WHOLE.test(this.text) ? this.#parsed : undefined
  }

  /** `MemError('damaged')` where it is no head of a raw file. */
  parse(): RawHead {
    this.#parsed ??= parseRawHead(this.text)
    return this.#parsed
  }
}

const WHOLE = /^---\r?\nkind: raw\r?\n[\s\S]+?\n---\r?\n/

interface ReadHead {
  stamp: FileStamp
  head: RawFileHead
}

/** What is known of a folder's raw files, by path, and what of it is kept in the cache. */
interface Known {
  heads: Map<string, ReadHead>
  /** The files that were there when last looked. */
  listed: readonly FileStamp[]
  kept: ReadonlyMap<string, KeptHead>
}

/** A file's path, size and time, its front matter as it stands, and what was parsed of it. */
type KeptHead = readonly [path: string, sizeBytes: number, modifiedMs: number, text: string, parsed: RawHead]

const NAME = 'heads.json'

/** A file whose size or time has changed is read again, as for the index. */
const folders = new WeakMap<MemoryFolder, Promise<Known>>()

function knownOf(folder: MemoryFolder, cache: Cache | undefined): Promise<Known> {
  const known = folders.get(folder) ?? knownFrom(cache)
  folders.set(folder, known)
  return known
}

async function knownFrom(cache: Cache | undefined): Promise<Known> {
  const kept = (await readSealed<KeptHead[]>(cache, NAME)) ?? []
  const heads = kept.map(([path, sizeBytes, modifiedMs, text, parsed]): [string, ReadHead] => [
    path,
    { stamp: { path, sizeBytes, modifiedMs }, head: new RawFileHead(path, text, parsed) },
  ])
  return { heads: new Map(heads), listed: [], kept: new Map(kept.map((head) => [head[0], head])) }
}

export interface RawHeadsOptions {
  /** Which files are wanted, by path; absent: all. */
  isWanted?: (path: string) => boolean
  /** What becomes of a file that cannot be read: throws, or says so and the others are read on. */
  onUnreadable: (path: string, error: unknown) => void
  /** Where heads are kept from run to run; counts at the first call for a folder. */
  cache?: Cache | undefined
}

/** The heads of the raw files, oldest first. */
export async function rawHeads(
  folder: MemoryFolder,
  { isWanted = () => true, onUnreadable, cache }: RawHeadsOptions,
): Promise<RawFileHead[]> {
  const known = await knownOf(folder, cache)
  known.listed = await folder.list('raw')
  const stamps = known.listed.filter(({ path }) => isWanted(path))
  const heads = stamps.map((stamp) => {
    const last = known.heads.get(stamp.path)
    return last && isSame(last.stamp, stamp) ? last.head : undefined
  })
  const readAt = async (place: number): Promise<void> => {
    const stamp = stamps[place]
    if (!stamp) return
    try {
      const head = await readHead(folder, stamp.path)
      heads[place] = head
      known.heads.set(stamp.path, { stamp, head })
    } catch (error) {
      onUnreadable(stamp.path, error)
    }
  }
  const missing = heads.flatMap((head, place) => (head ? [] : [place]))
  for (let at = 0; at < missing.length; at += READ_AT_ONCE)
    await Promise.all(missing.slice(at, at + READ_AT_ONCE).map(readAt))
  return heads.filter((head) => head !== undefined)
}

/** So many heads are read anew before all are kept again. */
const LEAST_NEW = 16
/** A file that was written just now may be written again within the same tick of the disk's clock. */
const SETTLED_MS = 2000

export interface KeepOptions {
  cache: Cache | undefined
  now: Clock
}

/** Keeps the heads for the next run: when there are enough new ones, and when a file that is kept is no longer what it was. */
export async function keepHeads(folder: MemoryFolder, { cache, now }: KeepOptions): Promise<void> {
  const known = await folders.get(folder)
  if (!cache || !known) return
  const standing = new Set(known.listed.map(({ path }) => path))
  const settledMs = now().getTime() - SETTLED_MS
  const current = [...known.heads.values()].flatMap((read) =>
    standing.has(read.stamp.path) && read.stamp.modifiedMs < settledMs ? keptOf(read) : [],
  )
  const isKept = ([path, sizeBytes, modifiedMs]: KeptHead, among: ReadonlyMap<string, KeptHead>): boolean =>
    among.get(path)?.[1] === sizeBytes && among.get(path)?.[2] === modifiedMs
  const next = new Map(current.map((head) => [head[0], head]))
  const fresh = current.filter((head) => !isKept(head, known.kept)).length
  if (fresh < LEAST_NEW && [...known.kept.values()].every((head) => isKept(head, next))) return
  await writeSealed(cache, NAME, current)
  known.kept = next
}

/** Without one that is damaged, or that holds what JSON does not. */
function keptOf({ stamp: { path, sizeBytes, modifiedMs }, head }: ReadHead): KeptHead[] {
  const parsed = head.parsed()
  const isPlain = parsed && Object.values(parsed.extra).every((value) => PLAIN_TYPES.has(typeof value))
  return isPlain ? [[path, sizeBytes, modifiedMs, head.text, parsed]] : []
}

const PLAIN_TYPES = new Set(['string', 'number', 'boolean'])

/** The disk works on some while others are taken apart. */
const READ_AT_ONCE = 32

const isSame = (a: FileStamp, b: FileStamp): boolean => a.modifiedMs === b.modifiedMs && a.sizeBytes === b.sizeBytes

async function readHead(folder: MemoryFolder, path: string): Promise<RawFileHead> {
  for await (const piece of folder.readPieces(path)) return new RawFileHead(path, piece)
  return new RawFileHead(path, '')
}
