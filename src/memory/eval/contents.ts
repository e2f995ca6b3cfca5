/** What a memory folder holds that a question can name: a miss of recall is told from a slip in the question. */
import { MemError } from '../../errors.ts'
import type { MemoryFolder, Reporter } from '../ports.ts'
import { type RawFileHead, rawHeads } from '../raw-heads.ts'
import type { Level } from '../types.ts'
import { type Expectation, textFinder } from './expectation.ts'

export interface Contents {
  /** The sources' ids. */
  sessions: ReadonlySet<string>
  /** Every Markdown file with how many turns it has; none in a level file, and in a raw file whose head is damaged. */
  files: ReadonlyMap<string, number>
}

const LEVELS: readonly Level[] = ['raw', 'daily', 'weekly', 'monthly', 'root']

export async function readContents(folder: MemoryFolder): Promise<Contents> {
  // Recall itself says which files it cannot read.
  const heads = (await rawHeads(folder, { onUnreadable: () => undefined })).map(parsedHead)
  const turns = new Map(heads.map(({ path, turns }) => [path, turns]))
  const stamps = (await Promise.all(LEVELS.map((level) => folder.list(level)))).flat()
  return {
    sessions: new Set(heads.flatMap(({ session }) => session ?? [])),
    files: new Map(stamps.map(({ path }) => [path, turns.get(path) ?? 0])),
  }
}

function parsedHead(head: RawFileHead): { path: string; session?: string; turns?: number } {
  try {
    const { header, turns } = head.parse()
    return { path: head.path, session: header.session, turns }
  } catch (error) {
    if (error instanceof MemError) return { path: head.path }
    throw error
  }
}

/** Whether there is such a file, with such turns. */
export function hasPath({ files }: Contents, { path, turns }: Extract<Expectation, { kind: 'path' }>): boolean {
  const count = files.get(path)
  if (count === undefined || turns === undefined) return count !== undefined
  const [first, last] = turns
  return first >= 1 && first <= last && last <= count
}

/** Those of the texts that no file of the memory holds. Reads every file, until all are found. */
export async function absentTexts(
  texts: readonly string[],
  { folder, files, reporter }: Pick<Contents, 'files'> & { folder: MemoryFolder; reporter: Reporter },
): Promise<Set<string>> {
  const sought = new Map(texts.map((text) => [text, textFinder(text)]))
  let read = 0
  for (const path of files.keys()) {
    if (sought.size === 0) break
    reporter.progress('files searched for what was missed', read++, files.size)
    const text = unquoted(await textOf(folder, path))
    for (const [wanted, isIn] of sought) if (isIn(text)) sought.delete(wanted)
  }
  return new Set(sought.keys())
}

async function textOf(folder: MemoryFolder, path: string): Promise<string> {
  try {
    return (await folder.read(path)) ?? ''
  } catch (error) {
    if (error instanceof MemError) return ''
    throw error
  }
}

/** The text of turns goes on from line to line behind `>`. */
const unquoted = (markdown: string): string => markdown.replace(/^> ?/gm, '')
