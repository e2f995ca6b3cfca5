/** The use case behind `mem eval`: how well recall finds what its user knows to be there. */
import type { Preset } from '../../rank/weights.ts'
import type { MemoryFolder, Reporter } from '../ports.ts'
import { EMPTY_MEMORY } from '../recall/reason.ts'
import type { Recall } from '../recall/recall.ts'
import { absentTexts, type Contents, readContents } from './contents.ts'
import { type EvalQuestion, type EvaluatedQuestion, type ExpectedOutcome, evaluateOne } from './evaluate-one.ts'
import { countScores, meanScores, type ScoreName } from './scores.ts'

/** Enough that the depth of the list decides no score. */
const EVAL_HITS = 50

export interface EvalReport {
  questions: EvaluatedQuestion[]
  /** Over the questions that a score applies to; `counts` says how many these are. */
  mean: Partial<Record<ScoreName, number>>
  counts: Partial<Record<ScoreName, number>>
  /** What was expected and names nothing in the memory, each once. */
  unknown: string[]
  /** Why nothing at all was found. */
  reason?: string
}

export interface EvalDeps {
  recall: Recall
  folder: MemoryFolder
  reporter: Reporter
  /** Instead of the one in the settings. */
  preset?: Preset | undefined
}

export async function evaluate(
  questions: readonly EvalQuestion[],
  { recall, folder, reporter, preset }: EvalDeps,
): Promise<EvalReport> {
  const contents = await readContents(folder)
  const evaluated: EvaluatedQuestion[] = []
  let reason: string | undefined
  for (const [done, question] of questions.entries()) {
    reporter.progress('questions', done, questions.length)
    const { query, asOf } = question
    const result = await recall({ query, k: EVAL_HITS, ...(asOf && { asOf }), ...(preset && { preset }) })
    if (result.reason === EMPTY_MEMORY) reason = EMPTY_MEMORY
    evaluated.push(evaluateOne(question, { hits: result.hits, contents }))
  }
  const marked = await withUnknownTexts(evaluated, { folder, reporter, files: contents.files })
  const scores = evaluated.map((one) => one.scores)
  return {
    questions: marked,
    mean: meanScores(scores),
    counts: countScores(scores),
    unknown: unknownIn(marked),
    ...(reason !== undefined && { reason }),
  }
}

/** Texts that were missed are looked for in the files themselves. */
async function withUnknownTexts(
  evaluated: readonly EvaluatedQuestion[],
  searched: Pick<EvalDeps, 'folder' | 'reporter'> & Pick<Contents, 'files'>,
): Promise<EvaluatedQuestion[]> {
  const isMissedText = ({ kind, hit }: ExpectedOutcome): boolean => kind === 'text' && hit === undefined
  const missed = evaluated.flatMap(({ expected }) => expected.filter(isMissedText).map(({ expect }) => expect))
  const absent = await absentTexts([...new Set(missed)], searched)
  const marked = (one: ExpectedOutcome): ExpectedOutcome =>
    isMissedText(one) && absent.has(one.expect) ? { ...one, unknown: true } : one
  return evaluated.map((question) => ({ ...question, expected: question.expected.map(marked) }))
}

const unknownIn = (questions: readonly EvaluatedQuestion[]): string[] => [
  ...new Set(questions.flatMap(({ expected }) => expected.flatMap(({ expect, unknown }) => (unknown ? expect : [])))),
]
