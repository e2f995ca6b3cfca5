/** What each part of the ranking is worth: the scores with its weight at 0 in the folder's settings, less those with everything on. */
import { meanScores, type ScoreName } from '../../src/memory/eval/scores.ts'
import { WEIGHT_NAMES, type WeightName } from '../../src/rank/weights.ts'
import { askAndScore, type ScoredQuestion } from './ask.ts'
import { type CapturedStore, type Captures, configure } from './captured.ts'
import { step } from './progress.ts'
import type { ResultsFile } from './results-file.ts'
import { answerable, type BenchSet, nameOf } from './sets.ts'
import { printTable } from './table.ts'

/** Every weight alone, and the vectors without the related words that `cosine` takes along. */
const ABLATIONS: readonly (readonly WeightName[])[] = [
  ...WEIGHT_NAMES.map((name) => [name]),
  ['passageCosine', 'sessionCosine'],
]

const SHOWN = ['mrr', 'ev@1500t'] as const satisfies readonly ScoreName[]

export interface AblationOptions {
  captures: Captures
  results: ResultsFile
}

/** Prints points of {@link SHOWN}: negative where the part helps. */
export function benchAblations(sets: readonly BenchSet[], { captures, results }: AblationOptions): void {
  const measure = (set: BenchSet, weights: readonly WeightName[]) => {
    const without = weights.join(' + ')
    const scored = step(`asking ${nameOf(set)} without ${without || 'nothing'}`, () =>
      captures.of(set).flatMap((one) => askWithout(weights, one)),
    )
    for (const line of scored) results.add({ set: nameOf(set), without, ...line })
    return meanScores(scored.map(({ scores }) => scores))
  }
  const whole = new Map(sets.map((set) => [set, measure(set, [])]))
  const rows = ABLATIONS.map((weights) => [
    weights.join(' + '),
    ...sets.map((set) => {
      const left = measure(set, weights)
      return SHOWN.map((score) => points((left[score] ?? 0) - (whole.get(set)?.[score] ?? 0))).join(' / ')
    }),
  ])
  console.log(`\n## Ablations (points of ${SHOWN.join(' / ')} gained with the weight at 0)\n`)
  printTable(['weight', ...sets.map(nameOf)], rows)
}

function points(difference: number): string {
  const shown = (100 * difference).toFixed(1).replace('-0.0', '0.0')
  return difference > 0 && shown !== '0.0' ? `+${shown}` : shown
}

function askWithout(weights: readonly WeightName[], one: CapturedStore): ScoredQuestion[] {
  configure(one.root, { recall: { weights: Object.fromEntries(weights.map((weight) => [weight, 0])) } })
  try {
    return askAndScore(one, { questions: answerable(one.store.questions) })
  } finally {
    configure(one.root)
  }
}
