/** Recall scores on benchmark data that was captured and is asked through the public commands. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { meanScores, type QuestionScores, SCORE_NAMES, scoreQuestion } from '../../src/memory/eval/scores.ts'
import { MEM, ROOT, runNode } from './process.ts'
import { type BenchQuestion, type BenchStore, loadStores } from './sets.ts'
import { printTable } from './table.ts'

const PRESETS = ['default', 'lexical', 'article'] as const
const HITS = 50

interface Hit {
  path: string
  session?: string
  turns?: [number, number]
  text: string
}

export interface RecallBenchOptions {
  /** Folder with the benchmark files. */
  data: string
  /** Gets one JSON line a question. */
  out: string
}

export function benchRecall({ data, out }: RecallBenchOptions): void {
  const sets = [
    { name: 'locomo-dev, each store', stores: loadStores(join(data, 'locomo-dev.jsonl')) },
    { name: 'locomo-dev, pooled', stores: loadStores(join(data, 'locomo-dev.jsonl'), { pooled: true }) },
    { name: 'longmemeval-dev, pooled', stores: loadStores(join(data, 'longmemeval-dev.jsonl'), { pooled: true }) },
  ].filter(({ stores }) => stores.length > 0)
  console.log(`\n## Recall${sets.length === 0 ? ': no benchmark data' : ''}\n`)
  const rows = sets.flatMap(({ name, stores }) => measureSet(name, { stores, out }))
  if (rows.length > 0) printTable(['set', 'preset', ...SCORE_NAMES, 'abstains: unanswerable / others', 'n'], rows)
}

function measureSet(name: string, { stores, out }: { stores: readonly BenchStore[]; out: string }): string[][] {
  const folders = stores.map((store) => ({ store, root: captureStore(store) }))
  try {
    return PRESETS.map((preset) => {
      const asked = folders.flatMap(({ store, root }) => askAll(store, { root, preset }))
      for (const line of asked) writeFileSync(out, `${JSON.stringify({ set: name, preset, ...line })}\n`, { flag: 'a' })
      const answerable = asked.filter(({ question }) => !question.abstain)
      const means = meanScores(answerable.map(({ scores }) => scores))
      const cells = SCORE_NAMES.map((score) => (100 * (means[score] ?? 0)).toFixed(1))
      const silent = (some: typeof asked): string =>
        some.length === 0 ? '-' : `${((100 * some.filter(({ hits }) => hits === 0).length) / some.length).toFixed(1)} %`
      const unanswerable = asked.filter(({ question }) => question.abstain)
      return [name, preset, ...cells, `${silent(unanswerable)} / ${silent(answerable)}`, String(answerable.length)]
    })
  } finally {
    for (const { root } of folders) rmSync(root, { recursive: true, force: true })
  }
}

/** Captures every session on its own, as a client would. */
function captureStore({ name, sessions }: BenchStore): string {
  const root = mkdtempSync(join(tmpdir(), 'mem-bench-'))
  const inbox = mkdtempSync(join(tmpdir(), 'mem-bench-in-'))
  runNode([MEM, 'init', root])
  for (const [index, { id, dateMs, turns }] of sessions.entries()) {
    process.stderr.write(`\rcapturing ${name}: ${index + 1}/${sessions.length} `)
    const timestamp = new Date(dateMs).toISOString()
    const messages = turns.map(({ speaker, text }) => ({
      role: speaker === 'assistant' ? 'assistant' : 'user',
      ...(speaker !== 'assistant' && speaker !== 'user' && { name: speaker }),
      content: text,
      timestamp,
    }))
    const file = join(inbox, 'session.json')
    writeFileSync(file, JSON.stringify(messages))
    runNode([MEM, 'capture', file, '--session', id, '--date', timestamp, '--dir', root, '--quiet'])
  }
  process.stderr.write('\n')
  rmSync(inbox, { recursive: true, force: true })
  return root
}

interface Asked {
  question: BenchQuestion
  scores: QuestionScores
  hits: number
}

function askAll(store: BenchStore, { root, preset }: { root: string; preset: string }): Asked[] {
  const lines = store.questions.map(({ query, asOf }, id) => JSON.stringify({ id, query, asOf }))
  const args = [MEM, 'recall', '--batch', '-', '--json', '--dir', root, '-k', String(HITS), '--preset', preset]
  const { stdout } = runNode(args, { input: lines.join('\n') })
  const turnIds = new Map(store.sessions.map(({ id, turns }) => [id, turns.map((turn) => turn.id)]))
  return stdout
    .trim()
    .split('\n')
    .flatMap((line, index) => {
      const question = store.questions[index]
      const { hits }: { hits: Hit[] } = JSON.parse(line)
      return question ? [{ question, ...scoreHits(question, { hits, turnIds }) }] : []
    })
}

function scoreHits(
  { sessions, turns, answer, ignored }: BenchQuestion,
  { hits, turnIds }: { hits: readonly Hit[]; turnIds: ReadonlyMap<string, string[]> },
): Pick<Asked, 'scores' | 'hits'> {
  const scored = hits
    .filter(({ session }) => !ignored.has(session ?? ''))
    .map(({ session = '', path, turns: [first, last] = [1, 0], text }) => ({
      source: session || path,
      turns: (turnIds.get(session) ?? []).slice(first - 1, last),
      text,
    }))
  return { scores: scoreQuestion({ sources: sessions, turns, answer }, scored), hits: hits.length }
}

/** The file of per-question results, empty. */
export function newResultsFile(): string {
  mkdirSync(`${ROOT}/.bench`, { recursive: true })
  const file = `${ROOT}/.bench/recall.jsonl`
  writeFileSync(file, '')
  return file
}
