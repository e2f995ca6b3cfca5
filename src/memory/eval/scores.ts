/** How good a ranking is: the scores that retrieval is compared by, one question at a time. */
import { estimateTokens } from '../recall/tokens.ts'

/** What should stand within the hits that fit {@link BUDGET_TOKENS}. */
export interface Evidence {
  /** Turns, where they are known. */
  turns?: ReadonlySet<string>
  /** Words, where they are known. */
  answer?: string
}

/** What should be found. */
export interface Expected extends Evidence {
  /** Sessions (or files) that hold the evidence; never empty. */
  sources: ReadonlySet<string>
}

/** A hit, reduced to what is scored. */
export interface ScoredHit {
  source: string
  turns: readonly string[]
  text: string
}

/** All in [0, 1]. */
export interface QuestionScores {
  /** One over the rank of the first right source. */
  mrr: number
  'any@1': number
  'any@5': number
  'all@5': number
  'rec@10': number
  /** Share of the evidence turns among the hits that fit 1,500 tokens; absent where no turns are known. */
  'ev@1500t'?: number
  /** Share of the answer's content words there; absent for long answers and none. */
  'ans@1500t'?: number
}

const BUDGET_TOKENS = 1500
const MAX_ANSWER_WORDS = 12

/** Scores hits that are in order, best first, where whole sources are expected. */
export const scoreQuestion = ({ sources, ...evidence }: Expected, hits: readonly ScoredHit[]): QuestionScores =>
  scoreRanks(
    [...sources].map((wanted) => rankOf(hits, ({ source }) => source === wanted)),
    { evidence, hits },
  )

/**
 * The rank, from 1, of the first hit that is right: one more than the distinct sources of the hits before it, so that a chatty source takes one
 * place. For a source that is expected whole, that is its place among the sources, each ranked by its best hit.
 */
export function rankOf<Hit extends ScoredHit>(
  hits: readonly Hit[],
  isRight: (hit: Hit) => boolean,
): number | undefined {
  const first = hits.findIndex(isRight)
  return first < 0 ? undefined : new Set(hits.slice(0, first).map(({ source }) => source)).size + 1
}

/** `ranks`: of each thing that is expected, never empty; `undefined` for what is not among the hits. */
export function scoreRanks(
  ranks: readonly (number | undefined)[],
  { evidence, hits }: { evidence: Evidence; hits: readonly ScoredHit[] },
): QuestionScores {
  const first = Math.min(...ranks.map((rank = Number.POSITIVE_INFINITY) => rank))
  const found = (depth: number): number => ranks.filter((rank) => rank !== undefined && rank <= depth).length
  const within = withinBudget(hits)
  return {
    mrr: 1 / first,
    'any@1': found(1) > 0 ? 1 : 0,
    'any@5': found(5) > 0 ? 1 : 0,
    'all@5': found(5) === ranks.length ? 1 : 0,
    'rec@10': found(10) / ranks.length,
    ...turnScore(evidence.turns, within),
    ...answerScore(evidence.answer, within),
  }
}

function withinBudget(hits: readonly ScoredHit[]): ScoredHit[] {
  let tokens = 0
  const end = hits.findIndex(({ text }) => {
    tokens += estimateTokens(text)
    return tokens > BUDGET_TOKENS
  })
  return end < 0 ? [...hits] : hits.slice(0, end)
}

function turnScore(
  turns: ReadonlySet<string> | undefined,
  within: readonly ScoredHit[],
): Pick<QuestionScores, 'ev@1500t'> {
  if (!turns || turns.size === 0) return {}
  const shown = new Set(within.flatMap((hit) => hit.turns))
  return { 'ev@1500t': [...turns].filter((turn) => shown.has(turn)).length / turns.size }
}

function answerScore(answer: string | undefined, within: readonly ScoredHit[]): Pick<QuestionScores, 'ans@1500t'> {
  const words = contentWords(answer ?? '')
  if (words.size === 0 || words.size > MAX_ANSWER_WORDS) return {}
  const shown = contentWords(within.map(({ text }) => text).join(' '))
  return { 'ans@1500t': [...words].filter((word) => shown.has(word)).length / words.size }
}

const SMALL_WORDS = new Set(
  'a an the and or but of to in on at for with from by is are was were be been has have had i you he she it we they his her their its my your this that as not no yes so do did'.split(
    ' ',
  ),
)

/** Lower-case words without the smallest ones, cut back lightly: a fixed measure, apart from what recall itself does with words. */
export function contentWords(text: string): Set<string> {
  const words = (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !SMALL_WORDS.has(word))
  return new Set(words.map((word) => word.replace(/(?<=..)(?:ing|ed|es|s)$/, '')))
}

export const SCORE_NAMES = ['mrr', 'any@1', 'any@5', 'all@5', 'rec@10', 'ev@1500t', 'ans@1500t'] as const
export type ScoreName = (typeof SCORE_NAMES)[number]

/** How many questions have each score; absent where none has. */
export function countScores(questions: readonly QuestionScores[]): Partial<Record<ScoreName, number>> {
  const counts: Partial<Record<ScoreName, number>> = {}
  for (const scores of questions)
    for (const name of SCORE_NAMES) if (scores[name] !== undefined) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** The mean of each score over the questions that have it; absent where none has. */
export function meanScores(questions: readonly QuestionScores[]): Partial<Record<ScoreName, number>> {
  const means: Partial<Record<ScoreName, number>> = {}
  for (const name of SCORE_NAMES) {
    const values = questions.flatMap((scores) => scores[name] ?? [])
    if (values.length > 0) means[name] = values.reduce((sum, value) => sum + value, 0) / values.length
  }
  return means
}
