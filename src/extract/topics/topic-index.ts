/** The line of a topic in ROOT: its name as people write it, the day of its newest state, and the best of what is known. */
import type { CountTokens } from '../../memory/ports.ts'
import type { Citation, Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { piecesOf } from '../lines/pieces.ts'
import { once } from '../once.ts'
import { fitMemories } from '../select/fit.ts'
import { contentWords } from '../words.ts'

export interface TopicEntry {
  /** `kyoto-trip`. */
  topic: string
  /** What is known of it, in the order of its days: the newest is the last. */
  memories: Memory[]
  /** How useful it is to have in every session. */
  usefulness: number
  /** Those of the memories that are told elsewhere on the page. */
  listed?: ReadonlySet<Memory>
}

const MAX_CITATIONS = 4

/**
 * One dense line on a topic, at any length: its name, the day of its newest state, and the best of what is known within so many tokens,
 * newest first. What does not depend on the length is worked out once.
 */
export function topicLines(entry: TopicEntry, countTokens: CountTokens): (textTokens: number) => Memory {
  const untold = entry.memories.filter((memory) => !entry.listed?.has(memory))
  const known = firstNonEmpty([
    untold.filter(({ superseded, status }) => superseded === undefined && status !== 'done' && status !== 'dropped'),
    untold.filter(({ superseded }) => superseded === undefined),
    untold,
    entry.memories,
  ])
  const title = titleOf(entry)
  const offers = offersOf(known, { topic: entry.topic, countTokens })
  const made: { told: readonly Told[]; line: Memory }[] = []
  return (textTokens) => {
    const told = toldOf(offers, { textTokens, countTokens })
    // Where little is known, many lengths tell the same; who counts a line's tokens knows it again.
    const same = made.find((other) => isSameTold(other.told, told))
    if (same) return same.line
    const line = lineOf(told, { title, newest: told[0]?.memory ?? known.at(-1) })
    made.push({ told, line })
    return line
  }
}

const isSameTold = (a: readonly Told[], b: readonly Told[]): boolean =>
  a.length === b.length && a.every(({ memory, text }, i) => memory === b[i]?.memory && text === b[i]?.text)

const lineOf = (told: readonly Told[], { title, newest }: { title: string; newest: Memory | undefined }): Memory => ({
  kind: 'fact',
  text: `${title}${newest ? ` (${newest.date})` : ''}: ${told.map(({ text }) => text).join(' ')}`,
  topics: [],
  date: newest?.date ?? '',
  citations: citationsOf(told.map(({ memory }) => memory)),
  ...(newest?.superseded !== undefined && { superseded: newest.superseded }),
  origin: 'machine',
})

/** How a line of topics begins that have no line of their own. */
export const ALSO = 'Also: '

/** The names of topics as links to their newest statements; names that one session told share a link, to the first of their turns. */
export function namesLine(entries: readonly TopicEntry[]): Memory {
  const byPath = new Map<string, { names: string[]; newest: Memory; first: Citation }>()
  for (const entry of entries) {
    const newest = entry.memories.at(-1)
    const [source] = newest?.citations ?? []
    if (!newest || !source) continue
    const group = byPath.get(source.path) ?? { names: [], newest, first: source }
    group.names.push(titleOf(entry))
    if ((source.turns?.[0] ?? 0) < (group.first.turns?.[0] ?? 0)) group.first = source
    byPath.set(source.path, group)
  }
  const groups = [...byPath.values()].map(({ names, ...group }) => ({ ...group, label: names.join(', ') }))
  return {
    kind: 'fact',
    text: `${ALSO}${groups.map(({ label }) => label).join(', ')}`,
    topics: [],
    date: groups[0]?.newest.date ?? '',
    citations: groups.map(({ first, label }) => ({ ...first, label })),
    origin: 'machine',
  }
}

interface Told {
  memory: Memory
  /** As it was said; `text` is how it reads behind a title. */
  plain: string
  text: string
  worth: number
}

const KIND_WORTH = { decision: 1.4, action: 1.3, preference: 1.3, fact: 1 } as const
/** What an assistant said counts less than what people said and did. */
const ASSISTANT_WORTH = 0.6
/** A statement that names the topic says more of it than one that was only said beside it. */
const NAMED_WORTH = 2.5
/** How much less each older statement counts. */
const AGE_WORTH = 0.8
/** So much of its words in what is told already: it says nothing new. */
const SAID_SHARE = 0.8
/** Of so many statements, the newest, the best are taken. */
const LATEST = 40

interface Offer extends Told {
  words: readonly string[]
  costTokens: number
}

/** What may be told, the best first. */
function offersOf(
  known: readonly Memory[],
  { topic, countTokens }: { topic: string; countTokens: CountTokens },
): Offer[] {
  const name = terms(topic.replaceAll('-', ' '))
  return known
    .slice(-LATEST)
    .reverse()
    .map((memory, age) => offerOf(memory, { name, age }))
    .sort((a, b) => b.worth - a.worth)
    .map((told) => ({ ...told, words: [...contentWords(told.text)], costTokens: countTokens(told.text) }))
}

/** The best statements that fit, newest first; at least (a part of) one. */
function toldOf(
  offers: readonly Offer[],
  { textTokens, countTokens }: { textTokens: number; countTokens: CountTokens },
): Told[] {
  const told: Told[] = []
  const said = new Set<string>()
  let left = textTokens
  for (const offer of offers) {
    const { words, costTokens } = offer
    // What says most of the topic is cut to the room that there is, before something lesser is told whole.
    if (offer === offers[0] && costTokens > left) return [{ ...offer, text: cut(offer, { textTokens, countTokens }) }]
    if (costTokens > left || words.filter((word) => said.has(word)).length > words.length * SAID_SHARE) continue
    told.push(offer)
    for (const word of words) said.add(word)
    left -= costTokens
  }
  return told.sort((a, b) => (a.memory.date < b.memory.date ? 1 : a.memory.date > b.memory.date ? -1 : 0))
}

function offerOf(memory: Memory, { name, age }: { name: readonly string[]; age: number }): Told {
  const { text, words, isNamed } = onTopic(memory, name)
  const worth =
    KIND_WORTH[memory.kind] *
    (memory.text.startsWith('Assistant') ? ASSISTANT_WORTH : 1) *
    (isNamed ? NAMED_WORTH : 1) *
    (memory.origin === 'human' ? 3 : 1) *
    tellingWorth(text, words.size) *
    AGE_WORTH ** age
  return { memory, plain: text, text: saidBy(text), worth }
}

/** So many content words say as much as a line has to. */
const FULL_WORDS = 8

/** "Jonas joins" and a heading in capitals tell less than a whole sentence; in [0.5, 1]. */
const tellingWorth = (text: string, words: number): number =>
  /\p{Ll}/u.test(text) ? 0.5 + 0.5 * Math.min(1, words / FULL_WORDS) : 0.5

/** Of a line that says several things, those that name the topic; the first, where none does. */
function onTopic(
  memory: Memory,
  name: readonly string[],
): { text: string; words: ReadonlySet<string>; isNamed: boolean } {
  const isNamedIn = (words: ReadonlySet<string>) => name.some((word) => words.has(word))
  if (memory.origin === 'human' || !memory.text.includes('; ')) {
    const words = contentWords(memory.text)
    return { text: memory.text, words, isNamed: isNamedIn(words) }
  }
  const parts: string[] = []
  for (const { text, joint, parent } of piecesOf(memory)) {
    if (parts.length > 0 && (joint !== '; ' || parent !== undefined)) parts.push(`${parts.pop()}${joint}${text}`)
    else parts.push(text)
  }
  const named = parts.filter((part) => isNamedIn(contentWords(part)))
  const kept = named.length > 0 ? named : parts.slice(0, 1)
  const text = sentence(kept.join('; '))
  return { text, words: contentWords(text), isNamed: named.length > 0 }
}

const sentence = (text: string): string => (/[.!?…]["'”’)\]]*$/.test(text) ? capital(text) : `${capital(text)}.`)

/** `Ana: the stand-up moved.` → `The stand-up moved (Ana).`: behind a title, a second colon would read oddly. */
function saidBy(text: string): string {
  const [, name, said] = /^(\p{Lu}[\p{L}.-]*(?: \p{Lu}[\p{L}.-]*)?): (.+)$/u.exec(text) ?? []
  if (name === undefined || said === undefined) return text
  return name === 'Assistant' ? sentence(said) : sentence(said).replace(/([.!?…]*)$/, ` (${name})$1`)
}

/** Clauses of a statement that is too long whole. */
function cut(
  { memory, plain }: Told,
  { textTokens, countTokens }: { textTokens: number; countTokens: CountTokens },
): string {
  const [kept] = fitMemories([{ ...memory, text: plain, topics: [], origin: 'machine' }], {
    budgetTokens: textTokens + 1,
    countTokens,
  })
  return saidBy(kept?.text ?? plain)
}

/** Turns of one session so near to each other are one stretch to read. */
const SPAN_TURNS = 6

/** Where each statement was said first; what lies close together shares a link. */
function citationsOf(memories: readonly Memory[]): Citation[] {
  const spans: Citation[] = []
  for (const {
    citations: [first],
  } of memories) {
    if (!first) continue
    const at = spans.findIndex((span) => span.path === first.path && spanOf(span, first) !== undefined)
    const joined = spanOf(spans[at], first)
    if (joined) spans[at] = joined
    else spans.push(first)
  }
  return spans.slice(0, MAX_CITATIONS)
}

/** Both as one; `undefined` where they lie apart. */
function spanOf(span: Citation | undefined, { turns }: Citation): Citation | undefined {
  if (!span?.turns || !turns) return span
  const [first, last] = [Math.min(span.turns[0], turns[0]), Math.max(span.turns[1], turns[1])]
  const isShort = last - first <= SPAN_TURNS || (first === span.turns[0] && last === span.turns[1])
  return isShort ? { ...span, turns: [first, last] } : undefined
}

const firstNonEmpty = <T>(lists: readonly T[][]): T[] => lists.find((list) => list.length > 0) ?? []

/** The topic as its memories write it: `tls` → `TLS`, `kyoto-trip` → `Kyoto trip`. */
export function titleOf({ topic, memories }: TopicEntry): string {
  const [first = '', ...others] = topic.split('-')
  const name = [first, ...others].join('[-. ]')
  const plain = ASCII.test(topic) ? once(() => new RegExp(`(?<![a-z0-9_])${name}(?![a-z0-9_])`, 'i')) : undefined
  const any = once(() => new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'iu'))
  for (const { text } of memories) {
    // Most statements do not name their topic, and the pattern takes its time to find that out.
    if (!text.toLowerCase().includes(first)) continue
    // A pattern with classes of all scripts takes a third of a millisecond to compile.
    const written = (plain && ASCII.test(text) ? plain() : any()).exec(text)?.[0]
    if (written !== undefined) return capital(written)
  }
  return capital(topic.replaceAll('-', ' '))
}

const ASCII = /^[\0-\x7f]*$/

/** `daily-briefing` → `Daily briefing`. */
export const topicTitle = (topic: string): string => capital(topic.replaceAll('-', ' '))

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
