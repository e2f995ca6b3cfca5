/** All files of a level, parsed once: within a run, and from run to run as long as their text is the same. */
import { type ParsedDocument, parseDocument } from '../../markdown/document.ts'
import type { FileStamp, MemoryFolder } from '../ports.ts'
import type { SummaryLevel } from '../types.ts'
import { digestOf, type KnownFile } from './documents.ts'
import { type KeptDocument, keepDocument, readKept } from './kept-document.ts'
import { readSealed, writeSealed } from './sealed.ts'
import { readOrSkip } from './sessions.ts'
import type { CompactDeps } from './types.ts'

type ReadDeps = Pick<CompactDeps, 'folder' | 'reporter' | 'cache'>

/** A file's path, the digest of its text, what was parsed of it, and its size and time then; none where it had only just been written. */
type KeptFile = readonly [path: string, digest: string, document: KeptDocument, stamp?: readonly [number, number]]

/** What is known of a folder's files, by path. */
interface Known {
  files: Map<string, ReadFile>
  kept: Promise<ReadonlyMap<string, KeptFile>>
}

const NAME = 'documents.json'

/**
 * Planning, days, weeks, months and ROOT each read many of the same files, and a year of days takes a third of a second to parse. A file
 * whose size or time has changed is read again, as for the index; what is going to be written is always read and parsed anew (`readTarget`).
 */
const folders = new WeakMap<MemoryFolder, Known>()

function knownOf({ folder, cache }: ReadDeps): Known {
  const known = folders.get(folder) ?? { files: new Map(), kept: keptIn(cache) }
  folders.set(folder, known)
  return known
}

const keptIn = async (cache: CompactDeps['cache']): Promise<ReadonlyMap<string, KeptFile>> =>
  new Map((await readSealed<KeptFile[]>(cache, NAME))?.map((kept) => [kept[0], kept]))

/** The file as it was when it was listed, a week or month with its lines by hand alone; `undefined` where it cannot be read (reported). */
export async function readListed(deps: ReadDeps, stamp: FileStamp): Promise<KnownFile | undefined> {
  const found = await foundOf(deps)
  return fileAt(stamp, found) ?? readAnew(deps, stamp, found)
}

interface Found {
  files: Map<string, ReadFile>
  kept: ReadonlyMap<string, KeptFile>
}

async function foundOf(deps: ReadDeps): Promise<Found> {
  const { files, kept } = knownOf(deps)
  return { files, kept: await kept }
}

/** The file as it was read in this run, or kept from an earlier one; `undefined` where it was not, or has changed. */
function fileAt(stamp: FileStamp, { files, kept }: Found): KnownFile | undefined {
  const last = files.get(stamp.path)
  if (last && isSame(last.stamp, stamp)) return last.file
  const before = kept.get(stamp.path)
  if (!before || !isOfStamp(before, stamp)) return undefined
  const file = fileOf(before)
  files.set(stamp.path, { stamp, file })
  return file
}

async function readAnew(deps: ReadDeps, stamp: FileStamp, { files, kept }: Found): Promise<KnownFile | undefined> {
  const file = await readOrSkip(deps, stamp.path, () => read(deps, stamp.path, kept.get(stamp.path)))
  if (file) files.set(stamp.path, { stamp, file })
  return file
}

const isSame = (a: FileStamp, b: FileStamp): boolean => a.modifiedMs === b.modifiedMs && a.sizeBytes === b.sizeBytes

const isOfStamp = ([, , , kept]: KeptFile, { sizeBytes, modifiedMs }: FileStamp): boolean =>
  kept !== undefined && kept[0] === sizeBytes && kept[1] === modifiedMs

const fileOf = ([path, digest, document]: KeptFile): KnownFile => ({ path, digest, document: readKept(document) })

/** Weeks and months say what their days say: whoever goes through all of them wants only what a human wrote there. */
function withoutRepeats(document: ParsedDocument): ParsedDocument {
  if (document.level === 'daily' || document.level === 'root') return document
  const sections = document.sections.map((section) => ({ ...section, items: section.items.filter(({ hand }) => hand) }))
  return { ...document, sections: sections.filter(({ items }) => items.length > 0) }
}

async function read({ folder }: ReadDeps, path: string, before: KeptFile | undefined): Promise<KnownFile | undefined> {
  const text = await folder.read(path)
  if (text === undefined) return undefined
  const digest = digestOf(text)
  return {
    path,
    digest,
    document: before?.[1] === digest ? readKept(before[2]) : withoutRepeats(parseDocument(text, path)),
  }
}

/** While one file is parsed, the next ones are on their way from the disk. */
const READ_AT_ONCE = 16

/** All readable files of a level, oldest first; of weeks and months with the lines by hand alone. */
export async function readLevel(deps: ReadDeps, level: SummaryLevel): Promise<KnownFile[]> {
  const stamps = await deps.folder.list(level)
  const found = await foundOf(deps)
  const files = stamps.map((stamp) => fileAt(stamp, found))
  const missing = stamps.flatMap((stamp, place) => (files[place] ? [] : { stamp, place }))
  for (let at = 0; at < missing.length; at += READ_AT_ONCE) {
    const readOne = async ({ stamp, place }: (typeof missing)[number]): Promise<void> => {
      files[place] = await readAnew(deps, stamp, found)
    }
    await Promise.all(missing.slice(at, at + READ_AT_ONCE).map(readOne))
  }
  return files.filter((file) => file !== undefined)
}

/** So many files are read anew before all are kept again. */
const LEAST_NEW = 16
/** A file that was written just now may be written again within the same tick of the disk's clock. */
const SETTLED_MS = 2000

/** Keeps what was parsed for the next run: when there is enough of it, and when a file that is kept is no longer what it was. */
export async function keepParsed(deps: ReadDeps & Pick<CompactDeps, 'now'>): Promise<void> {
  if (!deps.cache) return
  const known = knownOf(deps)
  const kept = await known.kept
  const current = settledOf([...known.files.values()])
  const digests = new Map(current.map(({ file }) => [file.path, file.digest]))
  const isWhole = [...kept.values()].every(([path, digest]) => digests.get(path) === digest)
  const settledMs = deps.now().getTime() - SETTLED_MS
  const fresh = current.filter((read) => isNew(read, { kept: kept.get(read.file.path), settledMs }))
  if (fresh.length < LEAST_NEW && isWhole) return
  const next = current.map((read) => keptOf(read, settledMs))
  await writeSealed(deps.cache, NAME, next)
  known.kept = Promise.resolve(new Map(next.map((file) => [file[0], file])))
}

interface ReadFile {
  stamp: FileStamp
  file: KnownFile
}

/** Whether the next run would have to read it, and need not. */
const isNew = (
  { stamp, file }: ReadFile,
  { kept, settledMs }: { kept: KeptFile | undefined; settledMs: number },
): boolean => kept?.[1] !== file.digest || (stamp.modifiedMs < settledMs && !isOfStamp(kept, stamp))

function keptOf({ stamp, file: { path, digest, document } }: ReadFile, settledMs: number): KeptFile {
  const lean = keepDocument(document)
  return stamp.modifiedMs < settledMs ? [path, digest, lean, [stamp.sizeBytes, stamp.modifiedMs]] : [path, digest, lean]
}

/** Without the newest file of each level, which changes from session to session, and without ROOT. */
function settledOf(files: readonly ReadFile[]): ReadFile[] {
  const newest = new Map<SummaryLevel, string>()
  for (const { file } of files) {
    const { level, period } = file.document
    if (period > (newest.get(level) ?? '')) newest.set(level, period)
  }
  return files.filter(
    ({ file: { document } }) => document.level !== 'root' && document.period !== newest.get(document.level),
  )
}
