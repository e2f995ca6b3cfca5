/** Speed and size of single parts: the embedded encoder, in this process, and the package as npm would publish it. */
import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { createEmbeddedEncoder } from '../../src/llm/embedded/encoder.ts'
import { MEM, ROOT } from './process.ts'
import { randomNumbers, wordMaker } from './synthetic.ts'
import { atLeast, atMost } from './targets.ts'

const TABLE = pathToFileURL(`${ROOT}/src/llm/embedded/table/`)
const RUNS = 9
const CHUNKS = 10_000
const WORDS_A_CHUNK = 22
const BATCH = 256
/** Of the project's issues. */
const TARGETS = { loadMs: 15, chunksASecond: 10_000, packedMb: 15 }

export async function partRows(): Promise<string[][]> {
  return [
    ["loading the encoder's table", atMost(tableLoadMs(), TARGETS.loadMs, { unit: ' ms' })],
    ['encoding on one core', atLeast(await chunksASecond(), TARGETS.chunksASecond, { digits: 0, unit: ' chunks/s' })],
    ['packed package', atMost(packedMb(), TARGETS.packedMb, { unit: ' MB' })],
  ]
}

/** The middle of several loads. */
function tableLoadMs(): number {
  const times = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now()
    void createEmbeddedEncoder({ assets: TABLE }).id
    return performance.now() - startedMs
  })
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
}

/** Chunks of words of any frequency, most of them new to the encoder. */
async function chunksASecond(): Promise<number> {
  const encoder = createEmbeddedEncoder({ assets: TABLE })
  const word = wordMaker(randomNumbers(1))
  const chunk = () => Array.from({ length: WORDS_A_CHUNK }, word).join(' ')
  const batches = Array.from({ length: Math.ceil(CHUNKS / BATCH) }, () => Array.from({ length: BATCH }, chunk))
  await encoder.embed(['loads the table'])
  const startedMs = performance.now()
  for (const batch of batches) await encoder.embed(batch)
  return (batches.length * BATCH * 1000) / (performance.now() - startedMs)
}

/** Of the program that this bench has built. */
function packedMb(): number {
  const place = dirname(dirname(MEM))
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const [{ size }] = JSON.parse(execFileSync('npm', args, { cwd: place, encoding: 'utf8', stdio: 'pipe' })) as [
    { size: number },
  ]
  return size / 1_000_000
}
