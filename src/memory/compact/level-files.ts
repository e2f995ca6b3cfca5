/** All files of a level, parsed once: within a run, and from run to run as long as their text is the same. */
import type { ParsedDocument } from '../../markdown/document.ts'
import { parseDocument } from '../../markdown/document.ts'
import type { FileStamp, MemoryFolder } from '../ports.ts'
import type { SummaryLevel } from '../types.ts'
import { digestOf, type LevelFile } from './documents.ts'
import { readSealed, writeSealed } from './sealed.ts'
import { readOrSkip } from './sessions.ts'
import type { CompactDeps } from './types.ts'

type ReadDeps = Pick<CompactDeps, 'folder' | 'reporter' | 'cache'>

/** A file's path, the digest of its text, and what was parsed of it. */
type KeptFile = readonly [path: string, digest: string, document: ParsedDocument]

/** What is known of a folder's files, by path. */
interface Known {
  files: Map<string, { stamp: FileStamp; file: LevelFile }>
  kept: Promise<ReadonlyMap<string, KeptFile>>
}

const NAME = 'documents.json'

/**
 * Planning, days, weeks, months and ROOT each read many of the same files, and a year of days takes a third of a second to parse. A file
 * whose size or time has changed is read again; what is going to be written is always read and parsed anew (`readTarget`).
 */
const folders = new WeakMap<MemoryFolder, Known>()

function knownOf({ folder, cache }: ReadDeps): Known {
  const known = folders.get(folder) ?? { files: new Map(), kept: keptIn(cache) }
  folders.set(folder, known)
  return known
}

const keptIn = async (cache: CompactDeps['cache']): Promise<ReadonlyMap<string, KeptFile>> =>
  new Map((await readSealed<KeptFile[]>(cache, NAME))?.map((kept) => [kept[0], kept]))

/** The file as it was when it was listed; `undefined` where it cannot be read (reported). */
export async function readListed(deps: ReadDeps, stamp: FileStamp): Promise<LevelFile | undefined> {
  const { files, kept } = knownOf(deps)
  const { path } = stamp
  const last = files.get(path)
  if (last?.stamp.modifiedMs === stamp.modifiedMs && last.stamp.sizeBytes === stamp.sizeBytes) return last.file
  const before = (await kept).get(path)
  const file = await readOrSkip(deps, path, async () => {
    const text = await deps.folder.read(path)
    if (text === undefined) return undefined
    const digest = digestOf(text)
    const document = before?.[1] === digest ? before[2] : parseDocument(text, path)
    return { path, text, document, digest }
  })
  if (file) files.set(path, { stamp, file })
  return file
}

/** While one file is parsed, the next ones are on their way from the disk. */
const READ_AT_ONCE = 16

/** All readable files of a level, oldest first. */
export async function readLevel(deps: ReadDeps, level: SummaryLevel): Promise<LevelFile[]> {
  const stamps = await deps.folder.list(level)
  const files: (LevelFile | undefined)[] = []
  for (let at = 0; at < stamps.length; at += READ_AT_ONCE) {
    const some = stamps.slice(at, at + READ_AT_ONCE)
    files.push(...(await Promise.all(some.map((stamp) => readListed(deps, stamp)))))
  }
  return files.filter((file) => file !== undefined)
}

/** So many files are parsed anew before all are kept again. */
const LEAST_NEW = 16

/** Keeps what was parsed for the next run: when there is enough of it, and when a file that is kept is no longer what it was. */
export async function keepParsed(deps: ReadDeps): Promise<void> {
  if (!deps.cache) return
  const known = knownOf(deps)
  const kept = await known.kept
  const settled = settledOf([...known.files.values()].map(({ file }) => file))
  const current = new Map(settled.map((file): [string, KeptFile] => [file.path, keptOf(file)]))
  const isKept = ([path, digest]: KeptFile, among: ReadonlyMap<string, KeptFile>) => among.get(path)?.[1] === digest
  const fresh = [...current.values()].filter((file) => !isKept(file, kept))
  if (fresh.length < LEAST_NEW && [...kept.values()].every((file) => isKept(file, current))) return
  await writeSealed(deps.cache, NAME, [...current.values()])
  known.kept = Promise.resolve(current)
}

/** What a run wrote, nobody reads line by line but who writes it anew: that is half of the text. */
const keptOf = ({ path, digest, document }: LevelFile): KeptFile => {
  const sections = document.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => (item.hand ? item : { ...item, line: '' })),
  }))
  return [path, digest, { ...document, sections }]
}

/** Without the newest file of each level, which changes from session to session, and without ROOT. */
function settledOf(files: readonly LevelFile[]): LevelFile[] {
  const newest = new Map<SummaryLevel, string>()
  for (const { document } of files) {
    const { level, period } = document
    if (period > (newest.get(level) ?? '')) newest.set(level, period)
  }
  return files.filter(({ document }) => document.level !== 'root' && document.period !== newest.get(document.level))
}
