/** `npm run bench [-- part…]`: what the product reaches on benchmark data and on made-up folders of any size. Not part of CI. */
import { join } from 'node:path'
import { benchAblations } from './ablations.ts'
import { benchAbstention } from './abstention.ts'
import { Captures } from './captured.ts'
import { benchCompaction } from './compaction.ts'
import { servedEmbedder } from './embedder.ts'
import { ROOT } from './process.ts'
import { benchRecall } from './recall.ts'
import { newResultsFile, type ResultsFile } from './results-file.ts'
import { type BenchSet, loadSets, tuningNote } from './sets.ts'
import { benchSpeed } from './speed.ts'
import { benchWordDirection } from './word-direction.ts'

const DEFAULT_SIZES = [1000, 10_000, 100_000, 1_000_000]
const ADDING_TO = 100_000

const dataFolder = process.env.MEM_BENCH_DATA ?? join(ROOT, '../shared/data')
const listFrom = (text: string | undefined): string[] => (text ? text.split(',') : [])
const captures = new Captures()

interface Data {
  /** Those that `MEM_BENCH_SETS` chooses, or all. */
  sets: BenchSet[]
  results: ResultsFile
}

/** Runs a part on the benchmark data, where there are any. */
function onData(part: string, run: (data: Data) => Promise<void> | void): () => Promise<void> {
  return async () => {
    const sets = loadSets(dataFolder, { only: listFrom(process.env.MEM_BENCH_SETS) })
    if (sets.length === 0) return console.log(`\n${part}: no benchmark data. MEM_BENCH_DATA names their folder.`)
    const results = newResultsFile(part)
    await run({ sets, results })
    console.log(`\n${tuningNote(sets)} Each single result: ${results.path}`)
  }
}

const PARTS: Record<string, () => Promise<void> | void> = {
  recall: onData('recall', ({ sets, results }) =>
    benchRecall(sets, { captures, results, embedder: servedEmbedder(process.env) }),
  ),
  abstention: onData('abstention', ({ sets, results }) =>
    benchAbstention(sets, { captures, results, allSets: loadSets(dataFolder) }),
  ),
  ablations: onData('ablations', ({ sets, results }) => benchAblations(sets, { captures, results })),
  'word-direction': onData('word-direction', ({ sets }) => benchWordDirection(sets)),
  compaction: onData('compaction', ({ sets, results }) => benchCompaction(sets, { results })),
  // Tens of minutes on a slow machine: MEM_BENCH_SIZES=1000,10000 for a first look.
  speed: () => {
    const sizes = sizesFrom(process.env.MEM_BENCH_SIZES)
    return benchSpeed({ sizes, adding: Math.min(ADDING_TO, Math.max(...sizes)) })
  },
}

/** Fitting is asked for by name. */
const MEASURING = Object.keys(PARTS).filter((part) => part !== 'word-direction')

const sizesFrom = (text: string | undefined): number[] => (text ? text.split(',').map(Number) : DEFAULT_SIZES)

const asked = process.argv.slice(2)
try {
  for (const part of asked.length > 0 ? asked : MEASURING) {
    const run = PARTS[part]
    if (!run) throw new Error(`There is no part "${part}": ${Object.keys(PARTS).join(', ')}`)
    await run()
  }
} finally {
  captures.discardAll()
}
