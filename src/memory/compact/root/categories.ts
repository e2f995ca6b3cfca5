/** The category of every topic, by its words and, where an embedder helps, by their meaning. */

import {
  type Company,
  categoryDescriptions,
  categoryOf,
  companyIn,
  isNamedFor,
  OTHER_CATEGORY,
} from '../../../extract/topics/categories.ts'
import { GENERAL } from '../../../extract/topics/topic-groups.ts'
import { type TopicEntry, titleOf } from '../../../extract/topics/topic-index.ts'
import { dot } from '../../../rank/vectors.ts'
import type { Embedder } from '../../ports.ts'

export interface CategorisedEntry extends TopicEntry {
  category: string
}

/** So many of a topic's latest statements say what kind of thing it is. */
const LATEST = 6

/** `most`: of so many entries, the first, the meaning is asked: no more can be shown. */
export async function categorise(
  entries: readonly TopicEntry[],
  { embedder, most }: { embedder: Embedder | undefined; most: number },
): Promise<CategorisedEntry[]> {
  const nearness = embedder ? await nearnessOf(entries.slice(0, most), embedder) : []
  const talks = talksOf(entries, new Set(entries.slice(0, most).flatMap(latestSessionsOf)))
  const placed = entries.map((entry, index) => {
    const company = index < most ? companyAround(entry, talks) : undefined
    const category =
      entry.topic === GENERAL
        ? OTHER_CATEGORY
        : (categoryOf(entry.topic, latestOf(entry), { nearness: nearness[index], company }) ?? OTHER_CATEGORY)
    return { ...entry, category, isAtHome: isAtHome({ topic: entry.topic, category, company }) }
  })
  return joinCompany(placed).map(({ isAtHome: _, ...entry }) => entry)
}

/** A category that makes up so much of the talk around a topic is what its name means. */
const LEAST_SHARE = 0.2

/** Whether the topic's name says its category, and the talk around it bears that out: a meteor shower is no bathroom. */
const isAtHome = ({
  topic,
  category,
  company,
}: {
  topic: string
  category: string
  company: Company | undefined
}): boolean => isNamedFor(topic, category) && (company?.get(category) ?? 0) >= LEAST_SHARE

interface PlacedEntry extends CategorisedEntry {
  /** Whether it stays in its category though it is alone there. */
  isAtHome: boolean
}

type CompanyOf = (session: string) => Company

/** The share of each category in what is remembered of these sessions; worked out where it is asked for. */
function talksOf(entries: readonly TopicEntry[], wanted: ReadonlySet<string>): CompanyOf {
  const texts = new Map<string, string[]>()
  for (const { memories } of entries) {
    for (const { citations, text } of memories) {
      const session = citations[0]?.path
      if (session === undefined || !wanted.has(session)) continue
      const said = texts.get(session)
      if (said) said.push(text)
      else texts.set(session, [text])
    }
  }
  const known = new Map<string, Company>()
  return (session) => {
    const company = known.get(session) ?? companyIn(texts.get(session) ?? [])
    known.set(session, company)
    return company
  }
}

const latestSessionsOf = ({ memories }: TopicEntry): string[] => sessionsOf(memories.slice(-LATEST))

/** The mean of the sessions that told of the topic's latest statements. */
function companyAround(entry: TopicEntry, companyOf: CompanyOf): Company | undefined {
  const around = latestSessionsOf(entry).map(companyOf)
  if (around.length === 0) return undefined
  const sum = new Map<string, number>()
  for (const company of around)
    for (const [category, share] of company) sum.set(category, (sum.get(category) ?? 0) + share / around.length)
  return sum
}

/** A category of a single topic with fewer statements than this is no heading worth reading. */
const LEAST_STATEMENTS = 3
/** So much of the company that a topic keeps has to be of one category for it to go there. */
const CLEAR_COMPANY = 0.6
const LEAST_COMPANY = 2

/** What is in no category, or all alone in one, goes where most topics of the same sessions are. */
function joinCompany(entries: readonly PlacedEntry[]): PlacedEntry[] {
  const sizes = new Map<string, { topics: number; statements: number }>()
  for (const { category, memories } of entries) {
    const size = sizes.get(category) ?? { topics: 0, statements: 0 }
    sizes.set(category, { topics: size.topics + 1, statements: size.statements + memories.length })
  }
  const isSettled = (category: string): boolean => {
    const { topics = 0, statements = 0 } = sizes.get(category) ?? {}
    return category !== OTHER_CATEGORY && (topics > 1 || statements >= LEAST_STATEMENTS)
  }
  const isAlone = ({ category, topic }: PlacedEntry): boolean => !isSettled(category) && topic !== GENERAL
  const sessions = new Map(entries.filter(isAlone).map((entry) => [entry, sessionsOf(entry.memories)]))
  const bySession = new Map([...sessions.values()].flat().map((path): [string, CategoriesTold] => [path, { told: [] }]))
  for (const entry of bySession.size > 0 ? entries : []) {
    const kept = isSettled(entry.category) ? entry.category : OTHER_CATEGORY
    for (const { citations } of entry.memories) {
      const session = bySession.get(citations[0]?.path ?? '')
      if (!session || session.last === entry) continue
      session.last = entry
      session.told.push(kept)
    }
  }
  return entries.map((entry) => {
    const own = sessions.get(entry)
    if (!own) return entry
    const company = companyOf(own, bySession)
    return { ...entry, category: company ?? (entry.isAtHome ? entry.category : OTHER_CATEGORY) }
  })
}

/** The categories of the topics that a session told of. */
interface CategoriesTold {
  told: string[]
  /** Each topic counts once. */
  last?: PlacedEntry
}

function sessionsOf(memories: TopicEntry['memories']): string[] {
  const sessions = new Set<string>()
  for (const { citations } of memories) if (citations[0]) sessions.add(citations[0].path)
  return [...sessions]
}

/** The category that most other topics of these sessions are in, where one clearly is. The topic itself is among those of none: it is left out. */
function companyOf(sessions: readonly string[], bySession: ReadonlyMap<string, CategoriesTold>): string | undefined {
  // In each of its sessions the topic itself counts once, as of no category.
  const counts = new Map<string, number>([[OTHER_CATEGORY, -sessions.length]])
  let total = -sessions.length
  for (const session of sessions) {
    for (const category of bySession.get(session)?.told ?? []) {
      counts.set(category, (counts.get(category) ?? 0) + 1)
      total++
    }
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const isClear = best && best[0] !== OTHER_CATEGORY && best[1] >= Math.max(LEAST_COMPANY, total * CLEAR_COMPANY)
  return isClear ? best[0] : undefined
}

const latestOf = ({ memories }: TopicEntry): string[] => memories.slice(-LATEST).map(({ text }) => text)

/** The cosine of every topic to every category's description. */
async function nearnessOf(entries: readonly TopicEntry[], embedder: Embedder): Promise<Map<string, number>[]> {
  const categories = categoryDescriptions()
  const vectors = await embedder.embed([
    ...categories.map(({ text }) => text),
    ...entries.map((entry) => `${titleOf(entry)}. ${latestOf(entry).slice(-2).join(' ')}`),
  ])
  return entries.map(
    (_, index) =>
      new Map(categories.map(({ name }, at) => [name, cosineOf(vectors[categories.length + index], vectors[at])])),
  )
}

const cosineOf = (a: Float32Array | undefined, b: Float32Array | undefined): number => (a && b ? dot(a, b) : 0)
