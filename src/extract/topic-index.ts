/** Memories → the entries of ROOT: one a topic, with its category, its newest state and how useful it is to have in every session. */
import { daysBetween } from '../markdown/calendar.ts'
import type { CountTokens } from '../memory/ports.ts'
import type { Citation, Memory } from '../memory/types.ts'
import { terms } from '../rank/tokenize.ts'
import { fitMemories } from './fit.ts'

export interface TopicEntry {
  /** `kyoto-trip`. */
  topic: string
  /** What is known of it, oldest first. */
  memories: Memory[]
  usefulness: number
}

/** Half of a topic's weight is gone after so many days without news. */
const HALF_LIFE_DAYS = 60
const KIND_USE = { decision: 1.6, action: 1.5, preference: 1.4, fact: 1 } as const

/** Groups memories by topic, the most useful topic first. Narrower names join a wider one in use: `adoption-agencies` → `adoption`. */
export function groupByTopic(memories: readonly Memory[]): TopicEntry[] {
  const names = wideNames(memories)
  const groups = new Map<string, Memory[]>()
  for (const memory of memories) {
    const topic = names.get(memory.topics[0] ?? '') ?? memory.topics[0] ?? 'general'
    const list = groups.get(topic)
    if (list) list.push(memory)
    else groups.set(topic, [memory])
  }
  const newest =
    memories
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? ''
  return [...groups]
    .map(([topic, list]) => ({
      topic,
      memories: list.toSorted((a, b) => a.date.localeCompare(b.date)),
      usefulness: usefulnessOf(list, newest),
    }))
    .sort((a, b) => b.usefulness - a.usefulness || (a.topic < b.topic ? -1 : 1))
}

/** Every topic name → the widest name in use whose words it has all. */
function wideNames(memories: readonly Memory[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const { topics } of memories) for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  const ordered = [...counts]
    .sort(([a, x], [b, y]) => y - x || a.length - b.length || (a < b ? -1 : 1))
    .map(([topic]) => topic)
  const byWords = new Map<string, string>()
  const names = new Map<string, string>()
  for (const topic of ordered) {
    const words = terms(topic.replaceAll('-', ' '))
    const same = byWords.get([...words].sort().join(' '))
    const wider =
      same ?? words.map((word) => byWords.get(word)).find((name) => name !== undefined && (counts.get(name) ?? 0) >= 2)
    names.set(topic, wider ?? topic)
    if (wider === undefined) byWords.set([...words].sort().join(' '), topic)
  }
  return names
}

function usefulnessOf(memories: readonly Memory[], newest: string): number {
  let sum = 0
  for (const { kind, date, superseded, status, origin } of memories) {
    const age = Math.max(0, daysBetween(date, newest))
    const state = superseded !== undefined ? 0.2 : status === 'done' || status === 'dropped' ? 0.5 : 1
    sum += KIND_USE[kind] * state * (origin === 'human' ? 3 : 1) * (0.3 + 0.7 * 0.5 ** (age / HALF_LIFE_DAYS))
  }
  return sum
}

const MAX_CITATIONS = 2

/** One dense line on a topic: its name, the day of its newest state, and the best of what is known within the budget, newest first. */
export function topicLine(
  entry: TopicEntry,
  { textTokens, countTokens }: { textTokens: number; countTokens: CountTokens },
): Memory {
  const known = firstNonEmpty([
    entry.memories.filter(
      ({ superseded, status }) => superseded === undefined && status !== 'done' && status !== 'dropped',
    ),
    entry.memories.filter(({ superseded }) => superseded === undefined),
    entry.memories,
  ])
  const kept = fitMemories(known, {
    budgetTokens: textTokens,
    countTokens: (text) => (text.startsWith(' #') ? 0 : countTokens(text)),
  })
  const told = (kept.length > 0 ? kept : known.slice(-1)).toSorted((a, b) => b.date.localeCompare(a.date))
  const newest = told[0] ?? known.at(-1)
  const text = told.map((memory) => memory.text).join(' ')
  return {
    kind: 'fact',
    text: `${titleOf(entry)}${newest ? ` (${newest.date})` : ''}: ${text}`,
    topics: [],
    date: newest?.date ?? '',
    citations: citationsOf(told),
    ...(newest?.superseded !== undefined && { superseded: newest.superseded }),
    origin: 'machine',
  }
}

/** Name and newest link only. */
export function shortTopicLine(entry: TopicEntry): Memory {
  const newest = entry.memories.at(-1)
  return {
    kind: 'fact',
    text: titleOf(entry),
    topics: [],
    date: newest?.date ?? '',
    citations: citationsOf(newest ? [newest] : []).slice(0, 1),
    origin: 'machine',
  }
}

function citationsOf(memories: readonly Memory[]): Citation[] {
  const all = new Map<string, Citation>()
  for (const { citations } of memories) {
    const [first] = citations
    if (first && !all.has(first.path)) all.set(first.path, first)
  }
  return [...all.values()].slice(0, MAX_CITATIONS)
}

const firstNonEmpty = <T>(lists: readonly T[][]): T[] => lists.find((list) => list.length > 0) ?? []

/** The topic as its memories write it: `tls` → `TLS`, `kyoto-trip` → `Kyoto trip`. */
export function titleOf({ topic, memories }: TopicEntry): string {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${topic.split('-').join('[- ]')}(?![\\p{L}\\p{N}])`, 'iu')
  const written = memories.map(({ text }) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
  return topicTitle(written ?? topic.replaceAll('-', ' '))
}

/** `kyoto trip` → `Kyoto trip`. */
export const topicTitle = (topic: string): string => {
  const words = /[A-Z]/.test(topic) ? topic : topic.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
