/** Reads benchmark files (one conversation a line) into stores to capture and questions to ask of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dateMsOf } from './dates.ts'

const idSchema = z.union([z.string(), z.number()])
const turnSchema = z.object({
  id: z.string(),
  session: idSchema,
  date: z.string().nullish(),
  speaker: z.string(),
  text: z.string(),
})
const questionSchema = z.object({
  id: z.string(),
  q: z.string(),
  answer: z.union([z.string(), z.number()]).nullish(),
  category: z.string().nullish(),
  date: z.string().nullish(),
  evidence: z.array(z.string()),
  evidence_sessions: z.array(idSchema),
  ignore_sessions: z.array(idSchema).optional(),
  abstain: z.boolean().optional(),
})
const conversationSchema = z.object({
  conv: z.string(),
  turns: z.array(turnSchema),
  questions: z.array(questionSchema),
})
type Conversation = z.infer<typeof conversationSchema>

export interface BenchTurn {
  id: string
  speaker: string
  text: string
}
export interface BenchSession {
  id: string
  /** Milliseconds since the epoch, UTC. */
  dateMs: number
  turns: BenchTurn[]
}
export interface BenchQuestion {
  id: string
  query: string
  answer: string
  category: string
  /** When it is asked. */
  asOf: string
  turns: Set<string>
  sessions: Set<string>
  ignored: Set<string>
  /** Nothing in the store answers it. */
  abstain: boolean
}
/** What is captured into one memory folder. */
export interface BenchStore {
  name: string
  sessions: BenchSession[]
  questions: BenchQuestion[]
}

/** One file of conversations, kept apart or pooled. */
export interface BenchSet {
  /** The file's name without its ending: `locomo-dev`. */
  data: string
  /** Whether each conversation is a memory of its own, or all of them are one. */
  arrangement: 'each store' | 'pooled'
  stores: BenchStore[]
}

export const nameOf = ({ data, arrangement }: BenchSet): string => `${data}, ${arrangement}`

/** Weights, thresholds and word lists were chosen on the files with this ending, on all of their questions. */
const TUNED_ON = /-dev$/

/** What a reader has to know of the figures on these sets. */
export function tuningNote(sets: readonly BenchSet[]): string {
  const names = [...new Set(sets.map(({ data }) => data))]
  const tuned = names.filter((name) => TUNED_ON.test(name))
  const fresh = names.filter((name) => !TUNED_ON.test(name))
  const notes = [
    tuned.length > 0 && `Tuned on: ${tuned.join(', ')}. Expect less on conversations that nobody tuned on.`,
    fresh.length > 0 && `Not tuned on: ${fresh.join(', ')}.`,
  ]
  return notes.filter(Boolean).join(' ')
}

/** Questions that the store answers: the ones that ranking is scored on. */
export const answerable = (questions: readonly BenchQuestion[]): BenchQuestion[] =>
  questions.filter(({ abstain }) => !abstain)

/**
 * All sets of a folder: of every file the pool of its conversations, and each on its own where there are several.
 * `only`: the beginnings of the names of wanted files.
 */
export function loadSets(folder: string, { only = [] }: { only?: readonly string[] } = {}): BenchSet[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.jsonl')) : []
  return files.sort().flatMap((file): BenchSet[] => {
    const data = file.replace(/\.jsonl$/, '')
    if (only.length > 0 && !only.some((start) => data.startsWith(start))) return []
    const conversations = readConversations(join(folder, file))
    const pool: BenchSet = { data, arrangement: 'pooled', stores: [storeOf('pooled', conversations)] }
    const stores = conversations.map((conversation) => storeOf(conversation.conv, [conversation]))
    return stores.length > 1 ? [{ data, arrangement: 'each store', stores }, pool] : [pool]
  })
}

function readConversations(file: string): Conversation[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => conversationSchema.parse(JSON.parse(line)))
}

/** When the last session of a store took place: then all of it is seen. */
export const endOf = ({ sessions }: BenchStore): string =>
  new Date(Math.max(...sessions.map(({ dateMs }) => dateMs))).toISOString()

/** A question without a date of its own is asked when all conversations of its store are over. */
function storeOf(name: string, conversations: readonly Conversation[]): BenchStore {
  const store: BenchStore = { name, sessions: conversations.flatMap(sessionsOf), questions: [] }
  const asOf = endOf(store)
  store.questions.push(...conversations.flatMap((conversation) => questionsOf(conversation, { asOf })))
  return store
}

function sessionsOf({ conv, turns }: Conversation): BenchSession[] {
  const sessions = new Map<string, BenchSession>()
  for (const { id, session, date, speaker, text } of turns) {
    const key = `${conv}/${session}`
    const known = sessions.get(key) ?? { id: key, dateMs: dateMsOf(date ?? ''), turns: [] }
    known.turns.push({ id: `${conv}/${id}`, speaker, text })
    sessions.set(key, known)
  }
  return [...sessions.values()]
}

function questionsOf({ conv, questions }: Conversation, { asOf }: { asOf: string }): BenchQuestion[] {
  const named = (ids: readonly (string | number)[] = []) => new Set(ids.map((id) => `${conv}/${id}`))
  return questions
    .filter(({ evidence, abstain }) => evidence.length > 0 || abstain)
    .map((question) => ({
      id: question.id,
      query: question.q,
      answer: String(question.answer ?? ''),
      category: question.category ?? '',
      asOf: question.date ?? asOf,
      turns: named(question.evidence),
      sessions: named(question.evidence_sessions),
      ignored: named(question.ignore_sessions),
      abstain: question.abstain ?? false,
    }))
}
