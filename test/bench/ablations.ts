/** What each part of the ranking is worth: the scores with it switched off in the folder's settings, less those with everything on. */
import { meanScores } from '../../src/memory/eval/scores.ts'
import type { WeightName } from '../../src/rank/weights.ts'
import { askAndScore, type ScoredQuestion } from './ask.ts'
import { type CapturedStore, type Captures, configure } from './captured.ts'
import { step } from './progress.ts'
import type { ResultsFile } from './results-file.ts'
import { answerable, type BenchSet, nameOf } from './sets.ts'
import { printTable } from './table.ts'

/** What is switched off, and the weights that do it (`recall.weights` in config.json; 0 is off). */
const ABLATIONS: Readonly<Record<string, readonly WeightName[]>> = {
  'words of the passage': ['own'],
  'words of the window': ['window'],
  'words of the session': ['session'],
  'related words': ['related'],
  'the named speaker': ['speaker'],
  'the asked role': ['role'],
  'speaks of itself': ['self'],
  'tells a number': ['number'],
  'cosines, not related words': ['passageCosine', 'sessionCosine'],
  'cosine of the passage': ['passageCosine'],
  'cosine of the session': ['sessionCosine'],
  'cosines and related words': ['cosine'],
  'days named in the query': ['dates'],
  'the newest, where asked for': ['newest'],
  topics: ['topic'],
  'superseded ranks lower': ['superseded'],
  'restatements rank lower': ['derived'],
  'diversity of sessions': ['sameSession'],
  abstention: ['relevance'],
}

export interface AblationOptions {
  captures: Captures
  results: ResultsFile
}

/** Prints points of MRR, and of the evidence in 1,500 tokens: negative where the part helps. */
export function benchAblations(sets: readonly BenchSet[], { captures, results }: AblationOptions): void {
  const asked = sets.map((set) => {
    const captured = captures.of(set)
    const means = (what: string, weights: readonly WeightName[]) => {
      const scored = step(`asking ${nameOf(set)} without ${what}`, () => askWithout(weights, captured))
      for (const line of scored) results.add({ set: nameOf(set), without: what, ...line })
      return meanScores(scored.map(({ scores }) => scores))
    }
    return { base: means('nothing', []), means }
  })
  const points = (value = 0, base = 0): string => `${value < base ? '' : '+'}${(100 * (value - base)).toFixed(1)}`
  const rows = Object.entries(ABLATIONS).map(([what, weights]) => [
    what,
    ...asked.map(({ base, means }) => {
      const left = means(what, weights)
      return `${points(left.mrr, base.mrr)} / ${points(left['ev@1500t'], base['ev@1500t'])}`
    }),
  ])
  console.log('\n## Ablations (points of mrr / ev@1500t gained without it)\n')
  printTable(['without', ...sets.map(nameOf)], rows)
}

function askWithout(weights: readonly WeightName[], captured: readonly CapturedStore[]): ScoredQuestion[] {
  return captured.flatMap((one) => {
    configure(one.root, { recall: { weights: Object.fromEntries(weights.map((weight) => [weight, 0])) } })
    try {
      return askAndScore(one, { questions: answerable(one.store.questions) })
    } finally {
      configure(one.root)
    }
  })
}
