/** The category of every topic: word lists first; what they do not know goes where its meaning is nearest, or to "other". */
import { categoryDescriptions, categoryOf, OTHER_CATEGORY } from '../../extract/categories.ts'
import { type TopicEntry, topicTitle } from '../../extract/topic-index.ts'
import type { Embedder } from '../ports.ts'

export interface CategorisedEntry extends TopicEntry {
  category: string
}

const LEAST_COSINE = 0.25

export async function categorise(
  entries: readonly TopicEntry[],
  embedder: Embedder | undefined,
): Promise<CategorisedEntry[]> {
  const listed = entries.map((entry) => ({
    ...entry,
    category: categoryOf(
      entry.topic,
      entry.memories.map(({ text }) => text),
    ),
  }))
  const unknown = listed.filter(({ category }) => category === undefined)
  const placed = embedder && unknown.length > 0 ? await placeByMeaning(unknown, embedder) : new Map<string, string>()
  return listed.map((entry) => ({ ...entry, category: entry.category ?? placed.get(entry.topic) ?? OTHER_CATEGORY }))
}

async function placeByMeaning(entries: readonly TopicEntry[], embedder: Embedder): Promise<Map<string, string>> {
  const categories = categoryDescriptions()
  const vectors = await embedder.embed([
    ...categories.map(({ text }) => text),
    ...entries.map(({ topic, memories }) => `${topicTitle(topic)}. ${memories.at(-1)?.text ?? ''}`),
  ])
  const placed = new Map<string, string>()
  for (const [index, { topic }] of entries.entries()) {
    const vector = vectors[categories.length + index]
    const scored = categories
      .map(({ name }, at) => ({ name, score: dot(vector, vectors[at]) }))
      .sort((a, b) => b.score - a.score)
    const best = scored[0]
    if (best && best.score >= LEAST_COSINE) placed.set(topic, best.name)
  }
  return placed
}

const dot = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  a && b ? a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0) : 0
