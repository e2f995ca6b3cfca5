/** Level files in and out of the folder: what they state, what they were made from, and writing only what changed. */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import {
  type DocumentItem,
  type DocumentSection,
  documentPath,
  documentTitle,
  type LevelDocument,
  mergeDocument,
  type ParsedDocument,
  parseDocument,
  renderDocument,
  SECTION_HEADINGS,
} from '../../markdown/document.ts'
import { parseMemory } from '../../markdown/items.ts'
import type { Memory, SummaryLevel } from '../types.ts'
import { MEMORY_KINDS } from '../types.ts'
import { readOrSkip } from './sessions.ts'
import type { CompactDeps } from './types.ts'

/** What a level file holds, as far as those that read many files need it (`level-files.ts`). */
export interface KnownFile {
  path: string
  document: ParsedDocument
  /** Short hash of the text. */
  digest: string
}

/** A level file as it stands in the folder. */
export interface LevelFile extends KnownFile {
  text: string
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** A file that is going to be written: a damaged one must stop the step, or what a human wrote in it would be lost. */
export async function readTarget(
  { folder }: Pick<CompactDeps, 'folder'>,
  path: string,
): Promise<LevelFile | undefined> {
  const text = await folder.read(path)
  return text === undefined ? undefined : { path, text, document: parseDocument(text, path), digest: digestOf(text) }
}

/** A file to read from: `undefined` where there is none, or none that can be read (reported). */
export const readLevelFile = (
  deps: Pick<CompactDeps, 'folder' | 'reporter'>,
  path: string,
): Promise<LevelFile | undefined> => readOrSkip(deps, path, () => readTarget(deps, path))

const sourceDigests = z.record(z.string(), z.string()).catch({})
const positive = z.number().nonnegative().catch(0)

/**
 * Up to which turn of each raw file a daily file was made; what is no such number is left out. By hand, as planning asks for every session
 * of every day.
 */
export function countsOf(document: LevelDocument | undefined): Record<string, number> {
  const sources = document?.front.sources
  return isRecord(sources) ? Object.fromEntries(Object.entries(sources).filter(isCount)) : {}
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (entry: [string, unknown]): entry is [string, number] =>
  typeof entry[1] === 'number' && Number.isSafeInteger(entry[1]) && entry[1] >= 0

/** From which content of the files below a weekly or monthly file was made. */
export const digestsOf = (document: LevelDocument | undefined): Record<string, string> =>
  sourceDigests.parse(document?.front.sources)

/** How many days are among the sources of a weekly or monthly file. */
export const daysIn = (digests: Record<string, string>): number =>
  Object.keys(digests).filter((path) => path.startsWith('daily/')).length

/** Whether the embedded engine finished a file because the day's limit for models was reached: a model does it again when there is room. */
export const isCapped = (document: LevelDocument | undefined): boolean => document?.front.capped === true

/** Tokens of the raw turns that a file stands for. */
export const rawTokensOf = (document: LevelDocument | undefined): number => positive.parse(document?.front.rawTokens)

/** What a day states, in order: its lines and its pinned bullets. A human's line without a source cites the file it stands in. */
export const memoriesOfDay = (file: Pick<KnownFile, 'path' | 'document'>): Memory[] => statedIn(file, () => true)

/** Only what a human wrote or edited there. */
export const humanMemoriesOf = (file: Pick<KnownFile, 'path' | 'document'>): Memory[] =>
  statedIn(file, ({ hand }) => hand === true)

function statedIn(
  { path, document }: Pick<KnownFile, 'path' | 'document'>,
  isWanted: (item: DocumentItem) => boolean,
): Memory[] {
  const cited = (memory: Memory): Memory =>
    memory.citations.length === 0 ? { ...memory, citations: [{ path }] } : memory
  const stated = pinnedOf(path, document).map(cited)
  for (const { items } of document.sections)
    for (const item of items) if (isWanted(item)) stated.push(cited(item.memory))
  return stated
}

function pinnedOf(path: string, document: LevelDocument): Memory[] {
  const date = document.level === 'daily' ? document.period : ''
  if (date === '' || document.pinned === '') return []
  return document.pinned
    .split('\n')
    .filter((line) => /^[-*+] +\S/.test(line))
    .flatMap((line) => parseMemory(line, { fromPath: path, kind: 'fact', date }) ?? [])
}

/** The four sections, in their order, without the empty ones. */
export const sectionsByKind = (memories: readonly Memory[]): DocumentSection[] =>
  MEMORY_KINDS.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map((kind) => ({
      heading: SECTION_HEADINGS[kind],
      items: memories.filter((memory) => memory.kind === kind).map((memory) => ({ memory, line: '' })),
    }))
    .filter(({ items }) => items.length > 0)

const ORDER = ['decision', 'action', 'preference', 'fact']

export interface Draft {
  level: SummaryLevel
  period: string
  /** A key with the value `undefined` is taken out. */
  front: Record<string, unknown>
  intro?: string
  sections: DocumentSection[]
}

/** The document that a run wants to write, joined with what a human did to the file. */
export function joinDraft(draft: Draft, existing: ParsedDocument | undefined): ParsedDocument {
  const title = documentTitle(draft.level, draft.period)
  const joined = mergeDocument(existing, { title, intro: '', pinned: '', ...draft })
  const front = Object.fromEntries(Object.entries(joined.front).filter(([, value]) => value !== undefined))
  return { ...joined, front }
}

/** Writes the file where it differs from what stands there. Call it under the lock, with the file as it was read under the lock. */
export async function writeDocument(
  { folder }: Pick<CompactDeps, 'folder'>,
  document: ParsedDocument,
  existing: LevelFile | undefined,
): Promise<boolean> {
  const path = documentPath(document.level, document.period)
  const text = renderDocument(document, path)
  if (text === existing?.text) return false
  await folder.write(path, text)
  return true
}
