/** The use case behind `mem eval --make`: questions to check by hand, made from the folder's own memories. */
import { MemError } from '../../errors.ts'
import { parseDocument } from '../../markdown/document.ts'
import { parseRaw } from '../../markdown/raw.ts'
import type { MemoryFolder, Reporter } from '../ports.ts'
import type { Memory } from '../types.ts'
import type { EvalQuestion } from './evaluate-one.ts'
import { onDay, questionFor, type Source } from './phrase.ts'

type Folder = Pick<MemoryFolder, 'list' | 'read'>

const MIN_WORDS = 5
/** A question that more memories than this answer is asked of one day. */
const MAX_ANSWERS = 3

export interface CandidateDeps {
  folder: Folder
  reporter: Reporter
}

export interface Candidates {
  questions: EvalQuestion[]
  /** Days that were read for them. */
  days: number
}

/**
 * At most `count` questions, spread evenly over the days of the memory, each with the turns that answer it. A person should drop those
 * that make no sense, and correct what is expected.
 */
export async function makeCandidates(count: number, { folder, reporter }: CandidateDeps): Promise<Candidates> {
  const days = await folder.list('daily')
  const sourceOf = sourceReader(folder)
  const asked: Asked[] = []
  for (const [done, { path }] of days.entries()) {
    reporter.progress('days', done, days.length)
    for (const memory of memoriesIn((await folder.read(path)) ?? '', path).filter(tellsEnough)) {
      const source = await sourceOf(memory)
      const query = source && questionFor(memory, source)
      if (query) asked.push({ query, day: memory.date, expect: turnsOf(memory) })
    }
  }
  return { questions: spread(distinct(asked), count), days: days.length }
}

function spread(questions: readonly EvalQuestion[], count: number): EvalQuestion[] {
  const step = Math.max(1, questions.length / count)
  return Array.from(
    { length: Math.min(count, questions.length) },
    (_, index) => questions[Math.floor(index * step)],
  ).flatMap((question) => question ?? [])
}

/** A memory with its question, and the turns that it was made from. */
interface Asked {
  query: string
  day: string
  expect: string[]
}

/** A broken file has none. */
function memoriesIn(text: string, path: string): Memory[] {
  try {
    return parseDocument(text, path).sections.flatMap(({ items }) => items.map(({ memory }) => memory))
  } catch (error) {
    if (error instanceof MemError) return []
    throw error
  }
}

const tellsEnough = ({ text, citations, superseded }: Memory): boolean =>
  superseded === undefined && citations.some(({ turns }) => turns) && text.split(/\s+/).length >= MIN_WORDS

const turnsOf = ({ citations }: Memory): string[] =>
  citations.flatMap(({ path, turns }) => (turns ? [`${path}#turn-${turns[0]}`] : []))

/** Who said the first turn that a memory cites. The file read last is kept: a day's memories mostly cite the same one. */
function sourceReader(folder: Folder): (memory: Memory) => Promise<Source | undefined> {
  let last: { path: string; sources: Map<number, Source> } | undefined
  return async ({ citations }) => {
    const cited = citations.find(({ turns }) => turns !== undefined)
    if (!cited?.turns) return undefined
    if (last?.path !== cited.path) last = { path: cited.path, sources: await sourcesIn(folder, cited.path) }
    return last.sources.get(cited.turns[0])
  }
}

async function sourcesIn(folder: Folder, path: string): Promise<Map<number, Source>> {
  const text = await folder.read(path)
  if (text === undefined) return new Map()
  try {
    return new Map(parseRaw(text, path).turns.map(({ number, speaker, role }) => [number, { speaker, role }]))
  } catch (error) {
    if (error instanceof MemError) return new Map()
    throw error
  }
}

/** Memories with the same question answer it together, or each day for itself. */
function distinct(asked: readonly Asked[]): EvalQuestion[] {
  const count = new Map<string, number>()
  for (const { query } of asked) count.set(query, (count.get(query) ?? 0) + 1)
  const questions = new Map<string, Set<string>>()
  for (const { query, day, expect } of asked) {
    const key = (count.get(query) ?? 0) > MAX_ANSWERS ? onDay(query, day) : query
    questions.set(key, new Set([...(questions.get(key) ?? []), ...expect]))
  }
  return [...questions].map(([query, expect]) => ({ query, expect: [...expect] }))
}
