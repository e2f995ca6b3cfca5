/** Asks `mem recall --batch` and scores what comes back with the scorer of `mem eval`. */
import { z } from 'zod'
import { type QuestionScores, scoreQuestion } from '../../src/memory/eval/scores.ts'
import type { CapturedStore } from './captured.ts'
import { MEM, runNode } from './process.ts'
import type { BenchQuestion } from './sets.ts'

/** Enough that the depth of the list decides no score. */
export const HITS = 50

const resultSchema = z.object({
  hits: z.array(
    z.object({
      path: z.string(),
      session: z.string().optional(),
      turns: z.tuple([z.number(), z.number()]).optional(),
      text: z.string(),
    }),
  ),
  index: z.object({ embedder: z.string() }),
})
export type Result = z.infer<typeof resultSchema>

export interface AskOptions {
  /** Instead of the ranking that the folder's settings say. */
  preset?: string
  env?: Record<string, string>
}

/** One result a question, in their order; all are asked in one process. */
export function ask(
  root: string,
  questions: readonly Pick<BenchQuestion, 'query' | 'asOf'>[],
  { preset, env = {} }: AskOptions = {},
): Result[] {
  const input = questions.map(({ query, asOf }, id) => JSON.stringify({ id, query, asOf })).join('\n')
  const args = [MEM, 'recall', '--batch', '-', '--json', '--dir', root, '-k', String(HITS)]
  if (preset !== undefined) args.push('--preset', preset)
  const { stdout } = runNode(args, { input, env })
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => resultSchema.parse(JSON.parse(line)))
  if (results.length !== questions.length)
    throw new Error(`${results.length} results for ${questions.length} questions`)
  return results
}

export interface ScoredQuestion {
  question: BenchQuestion
  scores: QuestionScores
  /** How many hits there were; 0 where recall found nothing relevant. */
  hits: number
  /** What gave the index its vectors. */
  embedder: string
}

/** Asks and scores. `questions`: those of the store, or some of them. */
export function askAndScore(
  { store, root }: CapturedStore,
  { questions = store.questions, ...options }: AskOptions & { questions?: readonly BenchQuestion[] } = {},
): ScoredQuestion[] {
  const turnIds = new Map(store.sessions.map(({ id, turns }) => [id, turns.map((turn) => turn.id)]))
  const results = ask(root, questions, options)
  return questions.flatMap((question, index) => {
    const result = results[index]
    return result ? [scoreResult(question, result, turnIds)] : []
  })
}

function scoreResult(
  question: BenchQuestion,
  { hits, index }: Result,
  turnIds: ReadonlyMap<string, string[]>,
): ScoredQuestion {
  const { sessions, turns, answer, ignored } = question
  const scored = hits
    .filter(({ session = '' }) => !ignored.has(session))
    .map(({ session = '', path, turns: [first, last] = [1, 0], text }) => ({
      source: session || path,
      turns: (turnIds.get(session) ?? []).slice(first - 1, last),
      text,
    }))
  return {
    question,
    scores: scoreQuestion({ sources: sessions, turns, answer }, scored),
    hits: hits.length,
    embedder: index.embedder,
  }
}
