/** The index ⇄ the text of the sidecar: which files are indexed, and in which segments. The segments stand in files of their own. */
import { createHash } from 'node:crypto'
import type { Embedder } from '../ports.ts'
import type { Level } from '../types.ts'

/** Raise it whenever the meaning of a field, the tokenizer or the chunking changes: older sidecars are then rebuilt. */
export const FORMAT_VERSION = 4
const FORMAT = 'mem-index'

/** A file whose passages are in the index. */
export interface IndexedFile {
  path: string
  level: Level
  sizeBytes: number
  modifiedMs: number
  /** Of the text: SHA-256, the first 16 hexadecimal digits; '' where it could not be read. */
  hash: string
  /** Why it could not be read. */
  broken?: string
  /** The source's id of a raw file's session. */
  session?: string
  /** Where its passages stand: segment, first passage in it, how many. */
  segment: number
  first: number
  count: number
  /** How many of its passages still wait for their vectors; absent: none. */
  waiting?: number
  /** What each statement of a level file cites, a line each: its place among the file's passages, first and last turn, raw path, topics, and the day on which it was replaced, if it was; with tabs. */
  cites?: string
}

/** A segment of the index. It is never changed: another content is another segment. */
export interface SegmentRef {
  /** Over its whole content; names its file. */
  sum: string
  passages: number
}

/** Plain data: all of the index but the segments themselves. */
export interface IndexState {
  embedder: string
  /** 0 while no vector has told. */
  dimensions: number
  files: IndexedFile[]
  segments: SegmentRef[]
}

export const emptyIndex = ({ id, dimensions = 0 }: { id: string; dimensions: number | undefined }): IndexState => ({
  embedder: id,
  dimensions,
  files: [],
  segments: [],
})

/** Whether vectors of the one cannot go with those of the other; unknown lengths always can. */
export const isOtherLength = (
  { dimensions = 0 }: Pick<Embedder, 'dimensions'>,
  index: Pick<IndexState, 'dimensions'>,
): boolean => dimensions !== 0 && index.dimensions !== 0 && dimensions !== index.dimensions

/** How many passages are found by their words only, until they get their vectors. */
export const waitingIn = ({ files }: IndexState): number => files.reduce((sum, { waiting = 0 }) => sum + waiting, 0)

export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const FILES = ',"files":[\n'
const END = '\n]}\n'

/** A sidecar's text, and the files that were read from it. */
export interface ReadSidecar {
  text: string
  files: readonly IndexedFile[]
}

/** ASCII, so that it is read fast. Equal indexes give equal bytes. Files that were `read` go back as they came, which takes no time. */
export function renderSidecar({ embedder, dimensions, files, segments }: IndexState, read?: ReadSidecar): string {
  const head = { format: FORMAT, version: FORMAT_VERSION, embedder, dimensions, segments }
  const known = read ? linesOf(read) : new Map<IndexedFile, string>()
  const lines = files.map((file) => known.get(file) ?? ascii(JSON.stringify(file)))
  return `${ascii(JSON.stringify(head)).slice(0, -1)}${FILES}${lines.join(',\n')}${END}`
}

/** The line of each file; none of a text that somebody else has laid out. */
function linesOf({ text, files }: ReadSidecar): Map<IndexedFile, string> {
  const from = text.indexOf(FILES)
  const lines = from < 0 || !text.endsWith(END) ? [] : text.slice(from + FILES.length, -END.length).split(',\n')
  const isOurs =
    lines.length === files.length && lines.every((line) => line.startsWith('{"path":') && line.endsWith('}'))
  return new Map(isOurs ? files.map((file, place) => [file, lines[place] ?? '']) : [])
}

export const ascii = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export type ParsedSidecar = { state: IndexState } | { problem: 'damaged' | 'older' | 'newer' }

export function parseSidecar(text: string): ParsedSidecar {
  const json = parseJson(text)
  if (!isRecord(json) || json.format !== FORMAT || typeof json.version !== 'number') return { problem: 'damaged' }
  if (json.version !== FORMAT_VERSION) return { problem: json.version < FORMAT_VERSION ? 'older' : 'newer' }
  const { embedder, dimensions, files, segments } = json
  if (typeof embedder !== 'string' || !isCount(dimensions)) return { problem: 'damaged' }
  if (!Array.isArray(files) || !Array.isArray(segments)) return { problem: 'damaged' }
  if (!segments.every(isRef) || !files.every((file) => isFile(file, segments))) return { problem: 'damaged' }
  return { state: { embedder, dimensions, files, segments } }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isText = (value: unknown): value is string => typeof value === 'string'
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value)

/** The sum names a file: nothing else may stand there. */
const isRef = (value: unknown): value is SegmentRef =>
  isRecord(value) && isText(value.sum) && /^[0-9a-f]{16}$/.test(value.sum) && isCount(value.passages)

const LEVELS: readonly unknown[] = ['raw', 'daily', 'weekly', 'monthly', 'root'] satisfies Level[]

function isFile(value: unknown, segments: readonly SegmentRef[]): value is IndexedFile {
  if (!isRecord(value)) return false
  const { path, level, sizeBytes, modifiedMs, hash, broken, session, segment, first, count, waiting = 0, cites } = value
  if (!isText(path) || !isText(hash) || !LEVELS.includes(level)) return false
  if (![broken, session, cites].every(isOptionalText)) return false
  if (!isCount(sizeBytes) || typeof modifiedMs !== 'number') return false
  if (!isCount(segment) || !isCount(first) || !isCount(count) || !isCount(waiting)) return false
  return first + count <= (segments[segment]?.passages ?? -1) || count === 0
}
