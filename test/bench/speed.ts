/** Speed and size: whole processes against bare `node -e 0`, warm queries, indexing, growth. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MEM, medianMs, runNode } from './process.ts'
import { makeSyntheticFolder, syntheticQueries, syntheticSession } from './synthetic.ts'
import { printTable } from './table.ts'

const RUNS = 7
const WARM_QUERIES = 200

export interface SpeedOptions {
  /** Numbers of chunks to measure at. */
  sizes: readonly number[]
}

/** Prints one row a size. Targets are those of the project's issues, for the rows that have one. */
export function benchSpeed({ sizes }: SpeedOptions): void {
  const bareMs = medianMs(RUNS, () => runNode(['-e', '0']))
  const versionMs = medianMs(RUNS, () => runNode([MEM, '--version']))
  console.log(`\n## Speed (bare node ${bareMs.toFixed(0)} ms; mem --version ${(versionMs / bareMs).toFixed(2)}x)\n`)
  const rows = sizes.map((chunks) => measure(chunks, bareMs))
  printTable(['chunks', 'index', 'bytes/chunk', 'cold', 'peak', 'warm/query', 'add a session'], rows)
}

function measure(chunks: number, bareMs: number): string[] {
  const root = mkdtempSync(join(tmpdir(), 'mem-speed-'))
  try {
    makeSyntheticFolder(root, chunks)
    const index = runNode([MEM, 'index', '--dir', root, '--quiet'])
    const bytes = statSync(`${root}/.mem/embeddings.json`).size
    const [question = ''] = syntheticQueries(1)
    const coldRuns = Array.from({ length: RUNS }, () =>
      runNode([MEM, 'recall', '--dir', root, '--json', '-k', '10', question]),
    )
    const coldMs = medianMs(RUNS, () => coldRuns.pop() ?? { ms: 0 })
    const peakMb = runNode([MEM, 'recall', '--dir', root, '--json', '-k', '10', question]).maxMb
    return [
      chunks.toLocaleString('en'),
      `${(index.ms / 1000).toFixed(1)} s`,
      (bytes / chunks).toFixed(0),
      `${coldMs.toFixed(0)} ms = ${(coldMs / bareMs).toFixed(2)}x`,
      `${peakMb.toFixed(0)} MB`,
      `${warmMs(root).toFixed(2)} ms`,
      `${(addSession(root) / 1000).toFixed(2)} s`,
    ]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
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

/** A new raw file, then `mem index`-free recall: the whole process that finds it, brings the index up to date and saves it. */
function addSession(root: string): number {
  const text = syntheticSession({ id: 'added', day: '2026-01-01', number: 1, seed: 99 })
  writeFileSync(`${root}/raw/2026-01-01-session-1.md`, text, { mode: 0o600 })
  return runNode([MEM, 'recall', '--dir', root, '--json', '-k', '10', 'what was added']).ms
}
