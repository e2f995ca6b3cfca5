/** The use case behind `mem eval`: how well recall finds what its user knows to be there. */
import * as z from 'zod'
import { MemError } from '../../errors.ts'
import type { Recall } from '../recall/recall.ts'
import type { RecallHit } from '../recall/types.ts'
import { meanScores, type QuestionScores, type ScoreName, scoreQuestion } from './scores.ts'

const EVAL_HITS = 50
const MIN_TEXT_LENGTH = 4

/** One line of a questions file. */
export const questionSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  query: z.string().trim().min(1),
  /** Each a path in the folder (with or without `#turn-3`), a session's id, or text that a hit should hold. */
  expect: z.array(z.string().trim().min(1)).min(1),
  asOf: z.string().optional(),
})
export type EvalQuestion = z.infer<typeof questionSchema>

/** Reads a questions file: one JSON object a line. `MemError('input')` names the line that is none. */
export function parseQuestions(text: string, name: string): EvalQuestion[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = questionSchema.safeParse(parseJson(line))
    if (parsed.success) return [parsed.data]
    throw new MemError(
      'input',
      `${name}, line ${index + 1} is not a question.`,
      'Each line is JSON: {"query": "…", "expect": ["raw/2026-11-22-session-1.md"]}',
    )
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

export interface EvaluatedQuestion {
  query: string
  scores: QuestionScores
  /** Rank of the first right source; absent where none was found. */
  rank?: number
  /** What was expected and is not among the hits. */
  missed: string[]
  /** Where the first hit stands. */
  first?: string
}

export interface EvalReport {
  questions: EvaluatedQuestion[]
  mean: Partial<Record<ScoreName, number>>
}

export interface EvalDeps {
  recall: Recall
  /** Reads the `asOf` of a question. */
  parseTime: (text: string) => Date
}

export async function evaluate(
  questions: readonly EvalQuestion[],
  { recall, parseTime }: EvalDeps,
): Promise<EvalReport> {
  const evaluated: EvaluatedQuestion[] = []
  for (const { query, expect, asOf } of questions) {
    const { hits } = await recall({ query, k: EVAL_HITS, ...(asOf !== undefined && { asOf: parseTime(asOf) }) })
    evaluated.push(evaluateOne({ query, expect }, hits))
  }
  return { questions: evaluated, mean: meanScores(evaluated.map(({ scores }) => scores)) }
}

function evaluateOne(
  { query, expect }: Pick<EvalQuestion, 'query' | 'expect'>,
  hits: readonly RecallHit[],
): EvaluatedQuestion {
  // A hit counts as the expectation that it meets; any other as the session or file it stands in.
  const scored = hits.map((hit) => ({
    source: expect.find((item) => meets(hit, item)) ?? hit.session ?? hit.path,
    turns: [],
    text: hit.text,
  }))
  const scores = scoreQuestion({ sources: new Set(expect) }, scored)
  const [first] = hits
  return {
    query,
    scores,
    ...(scores.mrr > 0 && { rank: Math.round(1 / scores.mrr) }),
    missed: expect.filter((item) => !hits.some((hit) => meets(hit, item))),
    ...(first && { first: first.turns && first.level === 'raw' ? `${first.path}#turn-${first.turns[0]}` : first.path }),
  }
}

const normalised = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

function meets(hit: RecallHit, expected: string): boolean {
  const [path, turn] = expected.split('#turn-')
  if (hit.session === expected) return true
  if (hit.path === path) return turn === undefined || includesTurn(hit, Number(turn))
  return expected.length >= MIN_TEXT_LENGTH && normalised(hit.text).includes(normalised(expected))
}

const includesTurn = ({ turns }: RecallHit, turn: number): boolean =>
  turns !== undefined && turns[0] <= turn && turn <= turns[1]
