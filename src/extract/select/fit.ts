/** Memories → those, and the parts of those, that say most within a token budget. */
import type { CountTokens } from '../../memory/ports.ts'
import type { Memory, MemoryKind } from '../../memory/types.ts'
import { joinPieces, type Piece, piecesOf } from '../lines/pieces.ts'
import { onceEach } from '../once.ts'
import { contentWords } from '../words.ts'
import { statementWordValues } from './salience.ts'
import { type Choice, selectChoices } from './select.ts'
import type { WordMeaning } from './word-direction.ts'

export interface FitOptions {
  budgetTokens: number
  countTokens: CountTokens
  /** Statements that go before all others. */
  mustKeep?: (memory: Memory) => boolean
  /** False where statements may only be kept whole. */
  trim?: boolean
  meaning?: WordMeaning | undefined
}

const KIND_WEIGHT: Record<MemoryKind, number> = { decision: 2.5, action: 2, preference: 1.3, fact: 1 }
const SUPERSEDED_WEIGHT = 0.35
const DONE_WEIGHT = 0.8

/** What a memory takes of a budget: its statement and its topics as they are read; links and marks do not count. */
export const memoryTokens = (memory: Memory, countTokens: CountTokens): number =>
  1 + countTokens(memory.text) + topicTokens(memory, countTokens)

const topicTokens = ({ topics }: Memory, countTokens: CountTokens): number =>
  topics.length === 0 ? 0 : countTokens(topics.map((topic) => ` #${topic}`).join(''))

/** The best of the memories, in their order; a human's are always kept whole, and count. */
export function fitMemories(memories: readonly Memory[], options: FitOptions): Memory[] {
  const tokensOf = onceEach(options.countTokens)
  const total = (kept: readonly Memory[]) => kept.reduce((sum, memory) => sum + memoryTokens(memory, tokensOf), 0)
  if (total(memories) <= options.budgetTokens) return [...memories]
  const cut = memories.map((memory) => (options.trim === false ? [{ text: memory.text, joint: '' }] : piecesOf(memory)))
  const must = memories.map((memory) => memory.origin === 'human' || options.mustKeep?.(memory) === true)
  const pool = {
    memories,
    must,
    cut,
    values: valuesIn(memories, options.meaning),
    ...choicesOf(memories, { cut, ...options }),
  }
  return withinBudget(options.budgetTokens, { pick: (budgetTokens) => pickFrom(pool, budgetTokens), total })
}

const MAX_TRIES = 14

/**
 * Selection only estimates what lines will cost before they are put together: the room it is given is moved until what comes out fills
 * the budget as well as it can without passing it.
 */
export function withinBudget<T>(
  budgetTokens: number,
  { pick, total }: { pick: (budgetTokens: number) => T[]; total: (kept: readonly T[]) => number },
): T[] {
  let best: T[] = []
  let bestTokens = -1
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let room = budgetTokens
  for (let tries = 0; tries < MAX_TRIES && room > low && room < high; tries++) {
    const kept = pick(room)
    const tokens = total(kept)
    if (tokens > budgetTokens) high = room
    else {
      low = room
      if (tokens > bestTokens) [best, bestTokens] = [kept, tokens]
    }
    const next =
      high === Number.POSITIVE_INFINITY ? room + Math.max(2, budgetTokens - tokens) : Math.floor((low + high) / 2)
    room = tries === 0 && tokens > budgetTokens ? Math.max(1, room - (tokens - budgetTokens)) : next
  }
  // What must be kept (a human's words) may pass the budget alone.
  return bestTokens < 0 ? pick(0) : best
}

interface Pool {
  memories: readonly Memory[]
  /** Which of them are kept whatever they cost. */
  must: readonly boolean[]
  cut: readonly Piece[][]
  values: ReadonlyMap<string, number>
  choices: readonly Choice[]
  places: readonly { memory: number; piece: number }[]
}

/** Dates in brackets repeat what the words before them say. */
const withoutDates = (text: string): string => text.replace(/ \((?:week of )?(?:\d{4}|[A-Z][a-z]+ \d{4})[^()]*\)/g, '')

const SUBJECT = /^(\p{Lu}[\p{L}\p{M}.-]*)(?:['’]s?|:|,)? /u
const LEAST_LINES_OF_A_SUBJECT = 3

/** The names that several lines begin with: who speaks. */
function subjectsOf(memories: readonly Memory[]): string[] {
  const counts = new Map<string, number>()
  for (const { text } of memories) {
    const name = SUBJECT.exec(text)?.[1]
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count >= LEAST_LINES_OF_A_SUBJECT).map(([name]) => name)
}

const valuesIn = (memories: readonly Memory[], meaning: WordMeaning | undefined) =>
  statementWordValues(
    memories.map(({ text, date }) => ({ text: withoutDates(text), date })),
    { subjects: subjectsOf(memories), meaning },
  )

function pickFrom({ memories, must, cut, values, choices, places }: Pool, budgetTokens: number): Memory[] {
  const kept = places.flatMap(({ memory }, index) => (must[memory] ? [index] : []))
  const byMemory = new Map<number, number[]>()
  for (const index of selectChoices(choices, { budgetTokens, values, openingTokens: OPENING_TOKENS, kept })) {
    const place = places[index]
    if (place) byMemory.set(place.memory, [...(byMemory.get(place.memory) ?? []), place.piece])
  }
  return [...byMemory].sort(([a], [b]) => a - b).flatMap(([at, pieces]) => rebuilt(memories[at], cut[at] ?? [], pieces))
}

/** Bullet, name, topic of a line. */
const OPENING_TOKENS = 5

function rebuilt(memory: Memory | undefined, pieces: readonly Piece[], kept: readonly number[]): Memory[] {
  return memory ? [{ ...memory, text: memory.origin === 'human' ? memory.text : joinPieces(memory, pieces, kept) }] : []
}

function choicesOf(
  memories: readonly Memory[],
  { cut, countTokens }: { cut: readonly Piece[][]; countTokens: CountTokens },
): { choices: Choice[]; places: { memory: number; piece: number }[] } {
  const choices: Choice[] = []
  const places: { memory: number; piece: number }[] = []
  for (const [at, memory] of memories.entries()) {
    const offset = choices.length
    for (const [index, { text, joint, parent }] of (cut[at] ?? []).entries()) {
      choices.push({
        costTokens: countTokens(joint + text),
        words: contentWords(withoutDates(text)),
        trust: weightOf(memory),
        group: at,
        ...(parent !== undefined && { parent: offset + parent }),
      })
      places.push({ memory: at, piece: index })
    }
  }
  return { choices, places }
}

const weightOf = ({ kind, superseded, status }: Memory): number =>
  KIND_WEIGHT[kind] *
  (superseded === undefined ? 1 : SUPERSEDED_WEIGHT) *
  (status === 'done' || status === 'dropped' ? DONE_WEIGHT : 1)
