/** Reads benchmark files (one conversation a line) into stores to capture and questions to ask of them. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const turnSchema = z.object({
  id: z.string(),
  session: z.union([z.string(), z.number()]),
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
  evidence_sessions: z.array(z.union([z.string(), z.number()])),
  ignore_sessions: z.array(z.union([z.string(), z.number()])).optional(),
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
export interface BenchStore {
  name: string
  sessions: BenchSession[]
  questions: BenchQuestion[]
}

/** The stores of a file; pooled: all conversations as one. None where the file is missing. */
export function loadStores(file: string, { pooled = false } = {}): BenchStore[] {
  if (!existsSync(file)) return []
  const stores = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => storeOf(conversationSchema.parse(JSON.parse(line))))
  if (!pooled) return stores
  const asOf =
    stores
      .flatMap(({ questions }) => questions.map((question) => question.asOf))
      .sort()
      .at(-1) ?? ''
  const questions = stores.flatMap((store) => store.questions)
  // Asked of the pool, a question that has no date of its own is asked when all conversations are over.
  const shared = questions.map((question) => (question.asOf.includes('T') ? { ...question, asOf } : question))
  return [{ name: 'pooled', sessions: stores.flatMap(({ sessions }) => sessions), questions: shared }]
}

function storeOf({ conv, turns, questions }: z.infer<typeof conversationSchema>): BenchStore {
  const named = (id: string | number): string => `${conv}/${id}`
  const sessions = new Map<string, BenchSession>()
  for (const { id, session, date, speaker, text } of turns) {
    const key = named(session)
    const known = sessions.get(key) ?? { id: key, dateMs: dateMsOf(date ?? ''), turns: [] }
    known.turns.push({ id: named(id), speaker, text })
    sessions.set(key, known)
  }
  const lastMs = Math.max(...[...sessions.values()].map(({ dateMs }) => dateMs))
  return {
    name: conv,
    sessions: [...sessions.values()],
    questions: questions
      .filter(({ evidence }) => evidence.length > 0)
      .map((question) => ({
        id: question.id,
        query: question.q,
        answer: String(question.answer ?? ''),
        category: question.category ?? '',
        asOf: question.date ?? new Date(lastMs).toISOString(),
        turns: new Set(question.evidence.map(named)),
        sessions: new Set(question.evidence_sessions.map(named)),
        ignored: new Set((question.ignore_sessions ?? []).map(named)),
        abstain: question.abstain ?? false,
      })),
  }
}

/** `1:56 pm on 8 May, 2023`, or what `Date` reads. */
function dateMsOf(text: string): number {
  const spoken = /^(\d{1,2}):(\d{2}) ?(am|pm) on (\d{1,2}) (\w+),? (\d{4})/i.exec(text)
  const ms = spoken
    ? Date.parse(`${spoken[5]} ${spoken[4]}, ${spoken[6]} ${spoken[1]}:${spoken[2]} ${spoken[3]} UTC`)
    : Date.parse(text)
  if (Number.isNaN(ms)) throw new Error(`No date: ${text}`)
  return ms
}
