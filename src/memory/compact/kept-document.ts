/**
 * Parsed files as the cache holds them: a line that a run wrote as a short list instead of a tree of objects, which takes half of the room
 * and of the time to read. Whatever is not as a run writes it stays as it was parsed.
 */
import type { DocumentItem, DocumentSection, ParsedDocument } from '../../markdown/document.ts'
import { MEMORY_KINDS, type Memory } from '../types.ts'

export interface KeptDocument extends Omit<ParsedDocument, 'sections'> {
  sections: KeptSection[]
  /** The files that lines cite. */
  paths: string[]
}

type KeptSection = Omit<DocumentSection, 'items'> & { items: (DocumentItem | KeptLine)[] }

/** `date`: '' for the file's own day. `cited`: for each citation its file's number, first and last turn. */
type KeptLine = readonly [
  kind: number,
  text: string,
  topics: string[],
  date: string,
  cited: number[],
  status?: Memory['status'],
]

/** Their keys, in the order in which a line is parsed: what is read again is the same to the letter. */
const PLAIN_KEYS = 'kind text topics date citations origin'
const ACTION_KEYS = 'kind text topics date citations status origin'
const ITEM_KEYS = 'memory line hand'

/** Without the lines as they were written: what a run wrote, nobody reads line by line but who writes it anew. */
export function keepDocument(document: ParsedDocument): KeptDocument {
  const numbers = new Map<string, number>()
  const numberOf = (path: string): number => {
    const number = numbers.get(path) ?? numbers.size
    numbers.set(path, number)
    return number
  }
  const sections = document.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => keptItem(item, { period: document.period, numberOf })),
  }))
  return { ...document, sections, paths: [...numbers.keys()] }
}

interface Keeping {
  period: string
  numberOf: (path: string) => number
}

function keptItem(item: DocumentItem, keeping: Keeping): DocumentItem | KeptLine {
  if (item.hand) return item
  const { memory } = item
  const keys = Object.keys(memory).join(' ')
  const isOurs = memory.origin === 'machine' && (keys === PLAIN_KEYS || keys === ACTION_KEYS)
  const isCited = memory.citations.every((citation) => Object.keys(citation).join(' ') === 'path turns')
  if (!isOurs || !isCited || Object.keys(item).join(' ') !== ITEM_KEYS) return { ...item, line: '' }
  return keptLine(memory, keeping)
}

function keptLine({ kind, text, topics, date, citations, status }: Memory, { period, numberOf }: Keeping): KeptLine {
  const cited = citations.flatMap(({ path, turns }) => (turns ? [numberOf(path), turns[0], turns[1]] : []))
  const line = [MEMORY_KINDS.indexOf(kind), text, topics, date === period ? '' : date, cited] as const
  return status === undefined ? line : [...line, status]
}

/** The document as it was parsed, but for its lines. */
export function readKept({ paths, ...document }: KeptDocument): ParsedDocument {
  const sections = document.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => (isKeptLine(item) ? itemOf(item, { period: document.period, paths }) : item)),
  }))
  return { ...document, sections }
}

const isKeptLine = (item: DocumentItem | KeptLine): item is KeptLine => Array.isArray(item)

function itemOf(
  [kind, text, topics, date, cited, status]: KeptLine,
  { period, paths }: { period: string; paths: readonly string[] },
): DocumentItem {
  const citations: Memory['citations'] = []
  for (let at = 0; at < cited.length; at += 3)
    citations.push({ path: paths[cited[at] ?? 0] ?? '', turns: [cited[at + 1] ?? 0, cited[at + 2] ?? 0] })
  const said = { kind: MEMORY_KINDS[kind] ?? 'fact', text, topics, date: date === '' ? period : date, citations }
  const memory: Memory = status === undefined ? { ...said, origin: 'machine' } : { ...said, status, origin: 'machine' }
  return { memory, line: '', hand: false }
}
