/** `npm run bench [-- part…]`: what the product reaches on benchmark data and on made-up folders of any size. Not part of CI. */
import { benchSpeed } from './speed.ts'

const DEFAULT_SIZES = [1000, 10_000, 100_000]

const PARTS: Record<string, () => Promise<void> | void> = {
  speed: () => benchSpeed({ sizes: sizesFrom(process.env.MEM_BENCH_SIZES) }),
}

const sizesFrom = (text: string | undefined): number[] => (text ? text.split(',').map(Number) : DEFAULT_SIZES)

const asked = process.argv.slice(2)
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const run = PARTS[part]
  if (!run) throw new Error(`There is no part "${part}": ${Object.keys(PARTS).join(', ')}`)
  await run()
}
