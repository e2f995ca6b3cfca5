/** Reads the text of hits from the Markdown: the index holds where a passage stands, never its words. */
import { parseMemory } from '../../markdown/items.ts'
import { type TurnReader, turnReader } from '../../markdown/turn-block.ts'
import type { Corpus } from '../../rank/corpus.ts'
import type { MemoryFolder } from '../ports.ts'
import type { IndexedFile } from './sidecar.ts'

/** What a stretch of passages says, and where. */
export interface HitText {
  text: string
  lines: [number, number]
  turns?: [number, number]
  topics: string[]
  superseded?: string
  /** The raw file that a statement cites first. */
  citedPath?: string
}

export interface Stretch {
  first: number
  last: number
}

/** `undefined` where the file no longer holds what was indexed. */
export type ReadHit = (stretch: Stretch, file: IndexedFile) => Promise<HitText | undefined>

/** Texts of files that were read lately, up to this many characters: one question's hits often stand in the same files. */
const CACHE_CHARACTERS = 32_000_000

export function hitReader(folder: Pick<MemoryFolder, 'read'>, corpus: Corpus): ReadHit {
  const read = cachedReader(folder)
  return async (stretch, file) => {
    const known = await read(file)
    if (known === undefined) return undefined
    const { text, turnOf } = known
    return file.level === 'raw' ? readTurns(turnOf, stretch, corpus) : readStatement(text, { stretch, corpus, file })
  }
}

interface FileText {
  text: string
  turnOf: TurnReader
}

function cachedReader(folder: Pick<MemoryFolder, 'read'>): (file: IndexedFile) => Promise<FileText | undefined> {
  const cache = new Map<string, FileText>()
  let characters = 0
  return async ({ path, hash }) => {
    const key = `${hash} ${path}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const text = await folder.read(path)
    if (text === undefined) return undefined
    if (characters + text.length > CACHE_CHARACTERS) {
      cache.clear()
      characters = 0
    }
    const read = { text, turnOf: turnReader(text) }
    cache.set(key, read)
    characters += text.length
    return read
  }
}

/** Passages of one turn are given as one slice of it; turns are set apart by an empty line. */
function readTurns(turnOf: TurnReader, { first, last }: Stretch, corpus: Corpus): HitText | undefined {
  const { places, starts, ends } = corpus
  const parts: string[] = []
  const lines: [number, number] = [0, 0]
  for (let passage = first; passage <= last; ) {
    const number = places[passage] ?? 0
    let final = passage
    while (final < last && places[final + 1] === number) final += 1
    const block = turnOf(number)
    if (!block || block.text.length < (ends[final] ?? 0)) return undefined
    const [start, end] = [starts[passage] ?? 0, ends[final] ?? 0]
    if (passage === first) lines[0] = start === 0 ? block.headingLine : block.textLine + lineBreaks(block.text, start)
    lines[1] = block.textLine + lineBreaks(block.text, end)
    parts.push(block.text.slice(start, end))
    passage = final + 1
  }
  return { text: parts.join('\n\n'), lines, turns: [places[first] ?? 0, places[last] ?? 0], topics: [] }
}

function lineBreaks(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

interface StatementPlace {
  stretch: Stretch
  corpus: Corpus
  file: IndexedFile
}

function readStatement(text: string, { stretch, corpus, file }: StatementPlace): HitText | undefined {
  const first = corpus.places[stretch.first] ?? 0
  const last = corpus.starts[stretch.first] ?? first
  const block = text
    .split('\n', last)
    .slice(first - 1)
    .map((line) => line.replace(/\r$/, ''))
  const memory = parseMemory(block.join('\n'), { fromPath: file.path, kind: 'fact', date: '' })
  if (!memory) return undefined
  const cited = memory.citations.find(({ turns }) => turns !== undefined)
  return {
    text: memory.text,
    lines: [first, last],
    topics: memory.topics,
    ...(memory.superseded !== undefined && { superseded: memory.superseded }),
    ...(cited?.turns && { citedPath: cited.path, turns: [cited.turns[0], cited.turns[1]] }),
  }
}
