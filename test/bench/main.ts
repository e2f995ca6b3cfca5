/** `npm run bench [-- part…]`: what the product reaches on benchmark data and on made-up folders of any size. Not part of CI. */
import { join } from 'node:path'
import { benchCompaction } from './compaction.ts'
import { ROOT } from './process.ts'
import { benchRecall, newResultsFile } from './recall.ts'
import { benchSpeed } from './speed.ts'

const DEFAULT_SIZES = [1000, 10_000, 100_000]

const dataFolder = process.env.MEM_BENCH_DATA ?? join(ROOT, '../shared/data')

const PARTS: Record<string, () => Promise<void> | void> = {
  recall: () => {
    const out = newResultsFile()
    benchRecall({ data: dataFolder, out })
    console.log(`\nEach question: ${out}`)
  },
  compaction: () => benchCompaction({ data: dataFolder }),
  speed: () => benchSpeed({ sizes: sizesFrom(process.env.MEM_BENCH_SIZES) }),
}

const sizesFrom = (text: string | undefined): number[] => (text ? text.split(',').map(Number) : DEFAULT_SIZES)

const asked = process.argv.slice(2)
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const run = PARTS[part]
  if (!run) throw new Error(`There is no part "${part}": ${Object.keys(PARTS).join(', ')}`)
  await run()
}
