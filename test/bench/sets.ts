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
    const stores = loadStores(join(folder, file))
    const pool: BenchSet = { data, arrangement: 'pooled', stores: [pooled(stores)] }
    return stores.length > 1 ? [{ data, arrangement: 'each store', stores }, pool] : [pool]
  })
}

function loadStores(file: string): BenchStore[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => storeOf(conversationSchema.parse(JSON.parse(line))))
}

function pooled(stores: readonly BenchStore[]): BenchStore {
  const questions = stores.flatMap((store) => store.questions)
  const asOf = lastOf(questions.map((question) => question.asOf))
  return {
    name: 'pooled',
    sessions: stores.flatMap(({ sessions }) => sessions),
    // Asked of the pool, a question that has no date of its own is asked when all conversations are over.
    questions: questions.map((question) => (question.asOf.includes('T') ? { ...question, asOf } : question)),
  }
}

/** The latest of ISO times or days. */
const lastOf = (moments: readonly string[]): string => [...moments].sort().at(-1) ?? ''

/** When the last session of a store took place: then all of it is seen. */
export const endOf = ({ sessions }: BenchStore): string =>
  new Date(Math.max(...sessions.map(({ dateMs }) => dateMs))).toISOString()

function storeOf({ conv, turns, questions }: z.infer<typeof conversationSchema>): BenchStore {
  const named = (id: string | number): string => `${conv}/${id}`
  const sessions = new Map<string, BenchSession>()
  for (const { id, session, date, speaker, text } of turns) {
    const key = named(session)
    const known = sessions.get(key) ?? { id: key, dateMs: dateMsOf(date ?? ''), turns: [] }
    known.turns.push({ id: named(id), speaker, text })
    sessions.set(key, known)
  }
  const store: BenchStore = { name: conv, sessions: [...sessions.values()], questions: [] }
  const end = endOf(store)
  for (const question of questions.filter(({ evidence, abstain }) => evidence.length > 0 || abstain)) {
    store.questions.push({
      id: question.id,
      query: question.q,
      answer: String(question.answer ?? ''),
      category: question.category ?? '',
      asOf: question.date ?? end,
      turns: new Set(question.evidence.map(named)),
      sessions: new Set(question.evidence_sessions.map(named)),
      ignored: new Set((question.ignore_sessions ?? []).map(named)),
      abstain: question.abstain ?? false,
    })
  }
  return store
}
