/** Speed and size: whole processes against bare `node -e 0`, warm queries, indexing, growth; each beside its target. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addingRows } from './adding.ts'
import { partRows } from './parts.ts'
import { MEM, medianMs, type Ran, runNode } from './process.ts'
import { step } from './progress.ts'
import { makeSyntheticFolder, syntheticQueries } from './synthetic.ts'
import { printTable } from './table.ts'
import { atMost } from './targets.ts'

const RUNS = 15
const RUNS_OF_LARGE = 5
const LARGE = 100_000
const WARM_QUERIES = 200

/** Of the project's issues, by number of chunks. */
const TARGETS: Record<number, { coldRatio?: number; peakMb?: number; warmMs?: number; indexSeconds?: number }> = {
  1000: { coldRatio: 2.5 },
  10000: { coldRatio: 3.5, warmMs: 2 },
  100000: { coldRatio: 10, peakMb: 400, warmMs: 15, indexSeconds: 30 },
}
const BYTES_A_CHUNK = 800
const VERSION_RATIO = 1.6

export interface SpeedOptions {
  /** Numbers of chunks to measure at. */
  sizes: readonly number[]
  /** Chunks of the memory that a session is added to. */
  adding: number
}

/** Prints one row a size, then what does not grow. */
export async function benchSpeed({ sizes, adding }: SpeedOptions): Promise<void> {
  const bareMs = medianMs(RUNS, bareNode)
  console.log(`\n## Speed and size (bare node: ${bareMs.toFixed(0)} ms)\n`)
  const rows = sizes.map((chunks) => growthRow(chunks))
  printTable(['chunks', 'cold', 'peak', 'warm/query', 'index from nothing', 'its peak', 'bytes/chunk'], rows)
  console.log()
  printTable(
    ['', 'figure'],
    [['mem --version', versionRatio()], ...addingRows({ chunks: adding }), ...(await partRows())],
  )
}

const bareNode = (): Ran => runNode(['-e', '0'])

/** A command's time over bare Node's, the two run in turn: what slows the machine slows both. */
function ratioToBare(run: () => Ran, runs = RUNS): { ratio: number; ms: number } {
  const pairs = Array.from({ length: runs }, () => ({ bare: bareNode(), ran: run() }))
  const ms = medianMs(runs, nextOf(pairs.map(({ ran }) => ran)))
  return { ratio: ms / medianMs(runs, nextOf(pairs.map(({ bare }) => bare))), ms }
}

function nextOf(results: readonly Ran[]): () => Ran {
  const rest = [...results]
  return () => {
    const next = rest.pop()
    if (!next) throw new Error('fewer runs than asked for')
    return next
  }
}

const versionRatio = (): string =>
  atMost(ratioToBare(() => runNode([MEM, '--version'])).ratio, VERSION_RATIO, { digits: 2, unit: 'x' })

// --- growth ---

function growthRow(chunks: number): string[] {
  const root = mkdtempSync(join(tmpdir(), 'mem-speed-'))
  const targets = TARGETS[chunks] ?? {}
  try {
    return step(`measuring ${chunks.toLocaleString('en')} chunks`, () => {
      makeSyntheticFolder(root, chunks)
      const index = runNode([MEM, 'index', '--dir', root, '--quiet'])
      const cold = ratioToBare(() => recallOnce(root), chunks < LARGE ? RUNS : RUNS_OF_LARGE)
      return [
        chunks.toLocaleString('en'),
        `${cold.ms.toFixed(0)} ms = ${atMost(cold.ratio, targets.coldRatio, { digits: 2, unit: 'x' })}`,
        atMost(recallOnce(root).maxMb, targets.peakMb, { digits: 0, unit: ' MB' }),
        atMost(warmMs(root), targets.warmMs, { digits: 2, unit: ' ms' }),
        `${atMost(index.ms / 1000, targets.indexSeconds, { unit: ' s' })} (processor ${(index.cpuMs / 1000).toFixed(1)} s)`,
        `${index.maxMb.toFixed(0)} MB`,
        atMost(sidecarBytes(root) / chunks, BYTES_A_CHUNK, { digits: 0 }),
      ]
    })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function recallOnce(root: string): Ran {
  const [question = ''] = syntheticQueries(1)
  return runNode([MEM, 'recall', '--dir', root, '--json', '-k', '10', question])
}

function sidecarBytes(root: string): number {
  const files = readdirSync(`${root}/.mem`, { recursive: true, withFileTypes: true })
  return files
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

/** What one more question costs in a process that has the index open. */
function warmMs(root: string): number {
  const batch = (count: number): number => {
    const lines = syntheticQueries(count).map((query, id) => JSON.stringify({ id, query }))
    const args = [MEM, 'recall', '--dir', root, '--json', '-k', '10', '--batch', '-']
    return medianMs(3, () => runNode(args, { input: lines.join('\n') }))
  }
  const few = 20
  return (batch(WARM_QUERIES + few) - batch(few)) / WARM_QUERIES
}
