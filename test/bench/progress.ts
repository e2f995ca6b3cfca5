/** What the bench is doing, on stderr: some steps take minutes. */
import { performance } from 'node:perf_hooks'

/** Says what is done, and then how long it took. */
export function step<Result>(what: string, work: () => Result): Result {
  process.stderr.write(`${what} … `)
  const startedMs = performance.now()
  const result = work()
  process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`)
  return result
}
