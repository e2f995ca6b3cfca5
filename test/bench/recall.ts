/** Recall scores on benchmark data that was captured and is asked through the public commands. */
import { meanScores, type QuestionScores, SCORE_NAMES, type ScoreName } from '../../src/memory/eval/scores.ts'
import { askAndScore, type ScoredQuestion } from './ask.ts'
import { BASELINES, scoreBaseline } from './bm25.ts'
import type { CapturedStore, Captures } from './captured.ts'
import { type ServedEmbedder, withEmbedder } from './embedder.ts'
import { assertEvalAgrees } from './eval-agreement.ts'
import { step } from './progress.ts'
import type { ResultsFile } from './results-file.ts'
import { answerable, type BenchQuestion, type BenchSet, nameOf } from './sets.ts'
import { withSlips } from './slips.ts'
import { printTable } from './table.ts'
import { atLeast } from './targets.ts'

const PRESETS = ['default', 'lexical', 'article'] as const

type Targets = Partial<Record<ScoreName, number>>
/** What the preset `default` is to reach, in percent. */
const TARGETS: Readonly<Record<string, Targets>> = {
  'locomo-dev, each store': { mrr: 84, 'any@1': 76, 'rec@10': 94.5, 'ev@1500t': 90, 'ans@1500t': 75 },
  'locomo-dev, pooled': { mrr: 82.5, 'any@1': 74, 'rec@10': 92, 'ev@1500t': 88.5, 'ans@1500t': 74 },
  'longmemeval-dev, pooled': { mrr: 85, 'any@1': 78, 'rec@10': 90.5, 'ev@1500t': 70, 'ans@1500t': 84 },
}

export interface RecallBenchOptions {
  captures: Captures
  results: ResultsFile
  /** Asked as well, in the preset `default`. */
  embedder?: ServedEmbedder | undefined
}

export function benchRecall(sets: readonly BenchSet[], options: RecallBenchOptions): void {
  const rows = sets.flatMap((set) => measureSet(set, options))
  const compared = sets.slice(0, 1).map((set) => assertEvalAgrees(options.captures.of(set)[0]))
  console.log('\n## Recall\n')
  printTable(['set', 'ranking', ...SCORE_NAMES, 'n'], rows)
  console.log(`\n${compared.join('')}`)
}

function measureSet(set: BenchSet, { captures, results, embedder }: RecallBenchOptions): string[][] {
  const name = nameOf(set)
  const captured = captures.of(set)
  const rowOf = (ranking: string, scored: readonly Scored[], targets: Targets = {}): string[] => {
    for (const line of scored) results.add({ set: name, ranking, ...line })
    return [name, ranking, ...cellsOf(scored, targets), String(scored.length)]
  }
  const rows = PRESETS.map((preset) => {
    const targets = preset === 'default' ? TARGETS[name] : undefined
    return rowOf(preset, askAnswerable(captured, `${name}, ${preset}`, { preset }), targets)
  })
  rows.push(rowOf('default, a slip in each question', askMisspelt(captured, name)))
  for (const [baseline, neighbours] of Object.entries(BASELINES)) {
    const scored = set.stores.flatMap((store) => scoreBaseline(store, neighbours))
    rows.push(rowOf(baseline, scored))
  }
  if (embedder) {
    const scored = captured.flatMap((one) => askServed(one, embedder))
    rows.push(rowOf(`default, ${embedder.model}`, scored))
  }
  return rows
}

interface Scored {
  question: BenchQuestion
  scores: QuestionScores
}

function cellsOf(scored: readonly Scored[], targets: Targets): string[] {
  const means = meanScores(scored.map(({ scores }) => scores))
  return SCORE_NAMES.map((score) => {
    const mean = means[score]
    return mean === undefined ? '-' : atLeast(100 * mean, targets[score])
  })
}

const askAnswerable = (
  captured: readonly CapturedStore[],
  what: string,
  options: { preset: string },
): ScoredQuestion[] =>
  step(`asking ${what}`, () =>
    captured.flatMap((one) => askAndScore(one, { ...options, questions: answerable(one.store.questions) })),
  )

const askMisspelt = (captured: readonly CapturedStore[], name: string): ScoredQuestion[] =>
  step(`asking ${name}, misspelt`, () =>
    captured.flatMap((one) => askAndScore(one, { questions: withSlips(answerable(one.store.questions)) })),
  )

/** Throws where the served embedder was not what ranked. */
function askServed(one: CapturedStore, served: ServedEmbedder): ScoredQuestion[] {
  return withEmbedder(one, served, (env) => {
    const questions = answerable(one.store.questions)
    const scored = step(`asking ${one.store.name}, ${served.model}`, () => askAndScore(one, { env, questions }))
    const other = scored.find(({ embedder }) => !embedder.includes(served.model))
    if (other) throw new Error(`${one.store.name} was ranked with ${other.embedder}, not with ${served.model}`)
    return scored
  })
}
