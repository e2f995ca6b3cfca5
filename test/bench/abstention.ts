/** How often recall says that it finds nothing relevant: where nothing answers the question, and where something does. */
import { meanScores } from '../../src/memory/eval/scores.ts'
import { ask, askAndScore } from './ask.ts'
import { type CapturedStore, type Captures, configure } from './captured.ts'
import { step } from './progress.ts'
import type { ResultsFile } from './results-file.ts'
import { answerable, type BenchQuestion, type BenchSet, endOf, nameOf } from './sets.ts'
import { printTable } from './table.ts'
import { meanOf } from './targets.ts'

/** Recall that never abstains: what the refusals cost is told from it. */
const NEVER_ABSTAINS = { recall: { weights: { relevance: 0 } } }

export interface AbstentionOptions {
  captures: Captures
  results: ResultsFile
  /** All sets at hand, also those that are not measured: their questions are foreign to the other files' stores. */
  allSets: readonly BenchSet[]
}

export function benchAbstention(sets: readonly BenchSet[], options: AbstentionOptions): void {
  const rows = sets.map((set) => measureSet(set, options))
  console.log('\n## Abstention (share of the questions for which recall finds nothing relevant)\n')
  printTable(['set', 'foreign', 'unanswerable', 'answerable', 'MRR lost by it'], rows)
  console.log('\nForeign: the answerable questions of the other files. Unanswerable: those that the data marks so.')
}

function measureSet(set: BenchSet, { captures, results, allSets }: AbstentionOptions): string[] {
  const name = nameOf(set)
  const captured = captures.of(set)
  const foreign = foreignQuestions(set, allSets)
  const refusals = (kind: string, questionsOf: (one: CapturedStore) => readonly Asked[]): boolean[] =>
    step(`asking ${name}, ${kind}`, () =>
      captured.flatMap((one) => {
        const questions = questionsOf(one)
        const refused = questions.length === 0 ? [] : ask(one.root, questions).map(({ hits }) => hits.length === 0)
        for (const [index, { id }] of questions.entries())
          results.add({ set: name, store: one.store.name, kind, id, refused: refused[index] })
        return refused
      }),
    )
  const shares = [
    refusals('foreign', ({ store }) => foreign.map((question) => ({ ...question, asOf: endOf(store) }))),
    refusals('unanswerable', ({ store }) => store.questions.filter(({ abstain }) => abstain)),
    refusals('answerable', ({ store }) => answerable(store.questions)),
  ].map((refused) => (refused.length === 0 ? '-' : `${(100 * meanOf(refused)).toFixed(1)} % of ${refused.length}`))
  return [name, ...shares, lossOf(captured)]
}

type Asked = Pick<BenchQuestion, 'id' | 'query' | 'asOf'>

const foreignQuestions = ({ data }: BenchSet, sets: readonly BenchSet[]): BenchQuestion[] =>
  sets
    .filter((other) => other.arrangement === 'pooled' && familyOf(other.data) !== familyOf(data))
    .flatMap(({ stores }) => stores.flatMap(({ questions }) => answerable(questions)))

/** Halves of one benchmark (`locomo-dev`, `locomo-test`) may share people: their questions are not foreign to each other. */
const familyOf = (data: string): string => data.split('-')[0] ?? data

/** Points of MRR between recall as it is and recall that never abstains. */
function lossOf(captured: readonly CapturedStore[]): string {
  const mrr = () => {
    const scored = captured.flatMap((one) => askAndScore(one, { questions: answerable(one.store.questions) }))
    return 100 * (meanScores(scored.map(({ scores }) => scores)).mrr ?? 0)
  }
  const abstaining = mrr()
  for (const { root } of captured) configure(root, NEVER_ABSTAINS)
  const always = mrr()
  for (const { root } of captured) configure(root)
  return (always - abstaining).toFixed(2)
}
