/** Memories → topics: one entry a matter, however it was named from day to day, the most useful first. */
import { daysBetween } from '../../markdown/calendar.ts'
import type { Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { onceEach } from '../once.ts'
import { categoryOf, categoryVotes } from './categories.ts'
import type { TopicEntry } from './topic-index.ts'
import { isPlain, namesInUse, wordsOf } from './topic-names.ts'

/** Half of a topic's weight is gone after so many days without news. */
const HALF_LIFE_DAYS = 60
const KIND_USE = { decision: 1.6, action: 1.5, preference: 1.4, fact: 1 } as const

/** Groups memories by topic, the most useful topic first. */
export function groupByTopic(memories: readonly Memory[]): TopicEntry[] {
  const groups = byName(memories)
  joinMentioned(groups)
  joinSameTalk(groups)
  joinJourneys(groups)
  const newest = memories.reduce((day, { date }) => (date > day ? date : day), '')
  const freshness = onceEach((date) => 0.5 ** (Math.max(0, daysBetween(date, newest)) / HALF_LIFE_DAYS))
  return [...groups]
    .map(([topic, list]) => ({
      topic,
      memories: list.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
      usefulness: usefulnessOf(list, freshness),
    }))
    .sort((a, b) => b.usefulness - a.usefulness || (a.topic < b.topic ? -1 : 1))
}

type Groups = Map<string, Memory[]>

/** What names no topic; it goes with what was said right before it. */
export const GENERAL = 'general'

const placeOf = (memory: Memory): string => memory.citations[0]?.path ?? memory.date

/** By the first topic of each memory; a name joins a wider one in use: `adoption-agencies` → `adoption`, `caches` → `cache`. */
function byName(memories: readonly Memory[]): Groups {
  const names = namesInUse(memories)
  const groups: Groups = new Map()
  const topicOf = ({ topics: [first = GENERAL] }: Memory): string => names.get(first) ?? first
  const last = new Map<string, Memory>()
  for (const memory of memories) {
    let topic = topicOf(memory)
    if (topic === GENERAL) {
      const before = last.get(placeOf(memory))
      if (before && isBeside(before, memory)) topic = topicOf(before)
    } else last.set(placeOf(memory), memory)
    const list = groups.get(topic)
    if (list) list.push(memory)
    else groups.set(topic, [memory])
  }
  return groups
}

/** A topic with so few memories is looked for in the others. */
const FEW = 2
/** A topic takes in another one that so many of its own memories speak of. */
const LEAST_MENTIONS = 2

/** `osaka` → `japan-trip`, where what is known of the trip speaks of Osaka again and again. */
function joinMentioned(groups: Groups): void {
  const mentions = mentionsIn(groups)
  for (const [topic, list] of [...groups].sort(([, a], [, b]) => a.length - b.length)) {
    if (list.length > FEW || topic === GENERAL) continue
    const words = wordsOf(topic)
    const counts = new Map<string, number>()
    for (const [name, sets] of mentions.get(words[0] ?? '') ?? []) {
      const count = sets.filter((set) => words.every((word) => set.has(word))).length
      if (name !== topic && count > list.length / 2 && count >= LEAST_MENTIONS) counts.set(name, count)
    }
    const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    const wider = best && groups.get(best[0])
    if (!wider || wider.length <= list.length) continue
    wider.push(...list)
    groups.delete(topic)
  }
}

/** Word → topic → the words of its memories that have it. */
function mentionsIn(groups: Groups): Map<string, Map<string, ReadonlySet<string>[]>> {
  const mentions = new Map<string, Map<string, ReadonlySet<string>[]>>()
  // Groups only grow: what has many memories is never looked for.
  const few = [...groups].filter(([, list]) => list.length <= FEW)
  const wanted = new Set(few.flatMap(([topic]) => wordsOf(topic).slice(0, 1)))
  if (wanted.size === 0) return mentions
  for (const [topic, list] of groups) {
    for (const { text } of list) {
      const words = new Set(terms(text))
      for (const word of words) {
        if (!wanted.has(word)) continue
        const topics = mentions.get(word) ?? new Map<string, ReadonlySet<string>[]>()
        mentions.set(word, topics)
        topics
          .set(topic, topics.get(topic) ?? [])
          .get(topic)
          ?.push(words)
      }
    }
  }
  return mentions
}

/** So many turns apart, two statements are still said in one breath. */
const BESIDE_TURNS = 1

const isBeside = (a: Memory, b: Memory): boolean => {
  const [one, other] = [a.citations[0], b.citations[0]]
  if (!one || !other || one.path !== other.path) return false
  if (!one.turns || !other.turns) return true
  return one.turns[0] - other.turns[1] <= BESIDE_TURNS && other.turns[0] - one.turns[1] <= BESIDE_TURNS
}

/** A single statement goes to the matter of the same kind that was talked about right beside it; under an everyday word, to any. */
function joinSameTalk(groups: Groups): void {
  const talks = talksOfSingles(groups)
  const categories = new Map<string, string | undefined>()
  const categoryIn = (topic: string): string | undefined => {
    if (!categories.has(topic))
      categories.set(
        topic,
        categoryOf(
          topic,
          (groups.get(topic) ?? []).map(({ text }) => text),
        ),
      )
    return categories.get(topic)
  }
  for (const [topic, list] of [...groups]) {
    const only = onlyOf(list)
    if (!only || topic === GENERAL || !groups.has(topic) || only.origin === 'human') continue
    const category = categoryIn(topic)
    const plain = isPlain(topic, [only.text])
    const others = (talks.get(placeOf(only)) ?? []).filter(
      (other) =>
        other !== topic &&
        other !== GENERAL &&
        groups.has(other) &&
        (plain || categoryIn(other) === category) &&
        (groups.get(other) ?? []).some((memory) => isBeside(memory, only)),
    )
    const size = (other: string) => groups.get(other)?.length ?? 0
    if (category === undefined && !plain) continue
    const telling = (name: string) => (category === undefined ? 0 : (categoryVotes(name, []).get(category) ?? 0))
    const [best] = others.sort((a, b) => size(b) - size(a) || telling(b) - telling(a))
    if (best === undefined) continue
    const [wider, other] = !plain && size(best) === 1 && telling(topic) > telling(best) ? [topic, best] : [best, topic]
    groups.set(wider, [...(groups.get(wider) ?? []), ...(groups.get(other) ?? [])])
    groups.delete(other)
    renameToJourney(groups, { from: wider, to: other })
  }
}

const onlyOf = (list: readonly Memory[]): Memory | undefined => (list.length === 1 ? list[0] : undefined)

/** The topics of each talk in which a topic has its only statement. */
function talksOfSingles(groups: Groups): Map<string, string[]> {
  const talks = new Map<string, string[]>()
  for (const list of groups.values()) {
    const only = onlyOf(list)
    if (only) talks.set(placeOf(only), [])
  }
  for (const [topic, list] of talks.size > 0 ? groups : []) {
    for (const memory of list) {
      const topics = talks.get(placeOf(memory))
      if (topics && topics.at(-1) !== topic) topics.push(topic)
    }
  }
  return talks
}

const JOURNEY = /-(?:trip|vacation|holiday|honeymoon|tour)$/

/** A trip is known by its name, not by a place on the way. */
function renameToJourney(groups: Groups, { from, to }: { from: string; to: string }): void {
  const list = groups.get(from)
  if (!list || !JOURNEY.test(to) || from.includes('-')) return
  groups.delete(from)
  groups.set(to, list)
}

/** `japan` is the `japan-trip`, while there is one. */
function joinJourneys(groups: Groups): void {
  for (const [topic, list] of [...groups]) {
    const place = topic.replace(JOURNEY, '')
    const more = place === topic ? undefined : groups.get(place)
    if (!more) continue
    list.push(...more)
    groups.delete(place)
  }
}

function usefulnessOf(memories: readonly Memory[], freshness: (date: string) => number): number {
  let sum = 0
  for (const { kind, date, superseded, status, origin } of memories) {
    const state = superseded !== undefined ? 0.2 : status === 'done' || status === 'dropped' ? 0.5 : 1
    sum += KIND_USE[kind] * state * (origin === 'human' ? 3 : 1) * (0.3 + 0.7 * freshness(date))
  }
  return sum
}
