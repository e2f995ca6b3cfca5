/** The topics that a query names, and the passages that belong to them: statements with the topic, and the turns that these cite. */
import type { Corpus } from '../../rank/corpus.ts'
import { occurrencesOf } from '../../rank/lexical.ts'
import { terms } from '../../rank/tokenize.ts'
import type { IndexedFile } from './sidecar.ts'
import { TOPIC_LABEL } from './topic-label.ts'

/** Finds the topics of whose name every word stands among the terms of a query. */
export type TopicsNamed = (queryTerms: readonly string[]) => string[]

/** Names are taken apart once, at the first question. */
export function topicFinder(corpus: Corpus): TopicsNamed {
  let topics: { name: string; parts: string[] }[] | undefined
  return (queryTerms) => {
    topics ??= topicNames(corpus).map((name) => ({ name, parts: terms(name.replaceAll('-', ' ')) }))
    const asked = new Set(queryTerms)
    return topics
      .filter(({ parts }) => parts.length > 0 && parts.every((part) => asked.has(part)))
      .map(({ name }) => name)
  }
}

/** All topic names in the index, also of what has been replaced in it. */
function topicNames({ postings }: Corpus): string[] {
  const names = new Set<string>()
  for (const { table } of postings) {
    for (let i = table.firstFrom(TOPIC_LABEL); i < table.count; i++) {
      const term = table.term(i)
      if (!term.startsWith(TOPIC_LABEL)) break
      names.add(term.slice(TOPIC_LABEL.length))
    }
  }
  return [...names]
}

/** The names nearest to one that nothing is filed under. */
export async function topicsNear(name: string, corpus: Corpus): Promise<string[]> {
  const { nearTopics } = await import('./near-topics.ts')
  return nearTopics(
    name,
    topicNames(corpus).filter((other) => occurrencesOf(`${TOPIC_LABEL}${other}`, corpus).length > 0),
  )
}

export interface TopicLookup {
  corpus: Corpus
  files: readonly IndexedFile[]
  citesOf: CitesOf
}

/** The passages of these topics. */
export function passagesOfTopics(topics: readonly string[], { corpus, files, citesOf }: TopicLookup): Set<number> {
  const statements = new Set(
    topics.flatMap((topic) => [
      ...passagesWith(`${TOPIC_LABEL}${topic}`, corpus),
      ...linesSaying(topic, { corpus, files }),
    ]),
  )
  const numbers = new Map(files.map((file, number) => [file.path, number]))
  const found = new Set(statements)
  for (const file of new Set([...statements].map((passage) => corpus.fileOf[passage] ?? -1))) {
    const first = corpus.fileStarts[file] ?? 0
    for (const { statement, turns, path } of citesOf(files[file])) {
      const cited = statements.has(first + statement) ? numbers.get(path) : undefined
      if (cited !== undefined) for (const passage of passagesOfTurns(cited, { turns, corpus })) found.add(passage)
    }
  }
  return found
}

function passagesWith(term: string, corpus: Corpus): Int32Array {
  const { passages, length } = occurrencesOf(term, corpus)
  return passages.subarray(0, length)
}

/** Weeks and months name a line's topic only where the line does not say it. */
function linesSaying(topic: string, { corpus, files }: Pick<TopicLookup, 'corpus' | 'files'>): number[] {
  const [first, ...others] = terms(topic.replaceAll('-', ' ')).map((term) => passagesWith(term, corpus))
  if (!first) return []
  const sets = others.map((passages) => new Set(passages))
  return Array.from(first).filter((passage) => {
    const level = files[corpus.fileOf[passage] ?? -1]?.level
    return (level === 'weekly' || level === 'monthly') && sets.every((set) => set.has(passage))
  })
}

/** The topics of the statements that were made from these turns of a raw file; `made` is what the statements of its day cite. */
export function topicsOfTurns(
  { path, turns }: { path: string; turns: readonly [number, number] },
  made: readonly Cite[],
): string[] {
  const cites = made.filter((cite) => cite.path === path && cite.turns[0] <= turns[1] && cite.turns[1] >= turns[0])
  return [...new Set(cites.flatMap(({ topics }) => topics))]
}

export interface Cite {
  statement: number
  turns: readonly [number, number]
  path: string
  topics: string[]
  /** The local day on which a later statement replaced it. */
  replaced?: string
}

/** What the statements of a level file cite. */
export type CitesOf = (file: IndexedFile | undefined) => readonly Cite[]

/** Each file's cites are taken apart once. */
export function citesReader(): CitesOf {
  const known = new Map<IndexedFile, readonly Cite[]>()
  return (file) => {
    if (!file?.cites) return []
    const cites = known.get(file) ?? parseCites(file.cites)
    known.set(file, cites)
    return cites
  }
}

const parseCites = (text: string): Cite[] =>
  text.split('\n').map((line) => {
    const [statement, from, to, path = '', topics = '', replaced] = line.split('\t')
    return {
      statement: Number(statement),
      turns: [Number(from), Number(to)],
      path,
      topics: topics.split(' ').filter((topic) => topic !== ''),
      ...(replaced !== undefined && { replaced }),
    }
  })

/** The passages of these turns of a raw file. */
export function* passagesOfTurns(file: number, { turns, corpus }: { turns: Cite['turns']; corpus: Corpus }) {
  const end = corpus.fileEnds[file] ?? 0
  for (let passage = corpus.fileStarts[file] ?? 0; passage < end; passage++) {
    const turn = corpus.places[passage] ?? 0
    if (turn >= turns[0] && turn <= turns[1]) yield passage
  }
}
