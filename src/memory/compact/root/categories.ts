/** The category of every topic, by its words and, where an embedder helps, by their meaning. */
import { categoryDescriptions, categoryOf, OTHER_CATEGORY } from '../../../extract/topics/categories.ts'
import { GENERAL } from '../../../extract/topics/topic-groups.ts'
import { type TopicEntry, titleOf } from '../../../extract/topics/topic-index.ts'
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
  return entries.map((entry, index) => ({
    ...entry,
    category:
      entry.topic === GENERAL
        ? OTHER_CATEGORY
        : (categoryOf(entry.topic, latestOf(entry), nearness[index]) ?? OTHER_CATEGORY),
  }))
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
      new Map(categories.map(({ name }, at) => [name, dot(vectors[categories.length + index], vectors[at])])),
  )
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  let sum = 0
  for (let at = 0; a && b && at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}
