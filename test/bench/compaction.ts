/** What the levels keep: the share of the gold answers' words that survive in the evidence sessions' days, weeks and months, beside greedy coverage. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedExtractor } from '../../src/extract/embedded-extractor.ts'
import { memoryTokens } from '../../src/extract/fit.ts'
import { loadTokenCounter } from '../../src/llm/embedded/tokens.ts'
import { isoWeek, monthOfWeek } from '../../src/markdown/calendar.ts'
import { parseDocument } from '../../src/markdown/document.ts'
import { renderRawHead, renderTurn } from '../../src/markdown/raw.ts'
import { compact, planCompaction } from '../../src/memory/compact/compact.ts'
import type { CompactDeps } from '../../src/memory/compact/types.ts'
import type { CountTokens } from '../../src/memory/ports.ts'
import { openFolder } from '../../src/store/folder.ts'
import { type BenchSession, type BenchStore, loadStores } from './sets.ts'
import { printTable } from './table.ts'

const SHARES = { dailyShare: 0.26, weeklyShare: 0.1, monthlyShare: 0.04 }
const RUNS = [SHARES, { ...SHARES, dailyShare: 0.21 }]
const LEVELS = ['daily', 'weekly', 'monthly'] as const
type BenchLevel = (typeof LEVELS)[number]

const SMALL = new Set(
  'a an the and or but of to in on at for with from by is are was were be been has have had i you he she it we they his her their its my your this that as not no yes so do did'.split(
    ' ',
  ),
)
/** The content words of a text as `eval/sets.mjs` counts them. */
const words = (text: string) =>
  new Set(
    (text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
      .filter((word) => !SMALL.has(word))
      .map((word) => word.replace(/(?<=..)(ing|ed|es|s)$/, '')),
  )

/** Prints one table a budget. */
export async function benchCompaction({ data }: { data: string }): Promise<void> {
  const stores = loadStores(join(data, 'locomo-dev.jsonl'))
  const countTokens = memoised(await loadTokenCounter())
  for (const shares of RUNS) {
    const tally = new Tally()
    for (const store of stores) await measureStore(store, { shares, countTokens, tally })
    console.log(
      `\nretention, daily ${shares.dailyShare}, weekly ${shares.weeklyShare}, monthly ${shares.monthlyShare} of raw tokens`,
    )
    printTable(['level', 'multi-hop', 'single-hop', 'share', 'greedy multi', 'greedy single'], tally.rows())
    console.log(tally.rest())
  }
}

function memoised(count: CountTokens): CountTokens {
  const known = new Map<string, number>()
  return (text) => {
    const tokens = known.get(text) ?? count(text)
    known.set(text, tokens)
    return tokens
  }
}

interface Measure {
  shares: typeof SHARES
  countTokens: CountTokens
  tally: Tally
}

async function measureStore(store: BenchStore, { shares, countTokens, tally }: Measure): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'mem-bench-'))
  const now = () => new Date()
  const folder = openFolder(dir, { now })
  const deps: CompactDeps = {
    folder,
    extractor: createEmbeddedExtractor({ countTokens, share: shares.dailyShare }),
    countTokens,
    now,
    timeZone: 'UTC',
    budgets: { ...shares, rootTokens: 3000 },
    reporter: { notice: () => {}, progress: () => {} },
  }
  const paths = await writeSessions(folder, store.sessions)
  await compact(deps, await planCompaction(deps))
  for (const level of LEVELS) await measureLevel(level, { store, deps, tally, share: shares[`${level}Share`] })
  await measureRoot({ store, deps, tally, paths })
  await measureEvidence({ store, deps, tally, paths })
  rmSync(dir, { recursive: true })
}

async function writeSessions(
  folder: CompactDeps['folder'],
  sessions: readonly BenchSession[],
): Promise<Map<string, string>> {
  const paths = new Map<string, string>()
  const numbers = new Map<string, number>()
  for (const session of sessions) {
    const at = new Date(session.dateMs).toISOString()
    const day = at.slice(0, 10)
    const number = (numbers.get(day) ?? 0) + 1
    numbers.set(day, number)
    const path = `raw/${day}-session-${number}.md`
    paths.set(session.id, path)
    const first = session.turns[0]?.speaker
    const turns = session.turns.map(({ speaker, text }, index) => ({
      number: index + 1,
      speaker,
      role: speaker === first ? ('user' as const) : ('assistant' as const),
      text,
      at,
    }))
    const header = { source: 'bench', session: session.id, derived: false, started: at, ended: at }
    const head = renderRawHead(header, { turns: turns.length, timeZone: 'UTC' })
    await folder.write(path, head + turns.map((turn) => renderTurn(turn, { timeZone: 'UTC' })).join(''))
  }
  return paths
}

const periodOf = (level: BenchLevel, { dateMs }: BenchSession): string => {
  const day = new Date(dateMs).toISOString().slice(0, 10)
  return level === 'daily' ? day : level === 'weekly' ? isoWeek(day) : monthOfWeek(isoWeek(day))
}

const rawText = (sessions: readonly BenchSession[]) =>
  sessions.flatMap(({ turns }) => turns.map(({ speaker, text }) => `${speaker}: ${text}`)).join('\n')

interface LevelMeasure {
  store: BenchStore
  deps: CompactDeps
  tally: Tally
  share: number
}

async function measureLevel(level: BenchLevel, { store, deps, tally, share }: LevelMeasure): Promise<void> {
  const kept = new Map<string, string>()
  const greedy = new Map<string, string>()
  const frequency = documentFrequency(store)
  for (const period of new Set(store.sessions.map((session) => periodOf(level, session)))) {
    const sessions = store.sessions.filter((session) => periodOf(level, session) === period)
    const path = `${level}/${period}.md`
    const memories = parseDocument((await deps.folder.read(path)) ?? '', path).sections.flatMap(({ items }) =>
      items.map(({ memory }) => memory),
    )
    // Topics are read with the line, and count in its budget.
    const text = memories.map((memory) => `${memory.text} ${memory.topics.join(' ')}`).join('\n')
    const tokens = memories.reduce((sum, memory) => sum + memoryTokens(memory, deps.countTokens), 0)
    tally.size(level, { tokens, rawTokens: deps.countTokens(rawText(sessions)) })
    const baseline = greedyCoverage(sessions, {
      share,
      frequency,
      count: store.sessions.flatMap(({ turns }) => turns).length,
    })
    for (const { id } of sessions) {
      kept.set(id, text)
      greedy.set(id, baseline)
    }
  }
  for (const { category, answer, sessions } of store.questions) {
    const wanted = words(answer)
    if (wanted.size === 0 || (category !== 'multi-hop' && category !== 'single-hop')) continue
    const found = (texts: ReadonlyMap<string, string>) => {
      const has = words([...sessions].map((id) => texts.get(id) ?? '').join(' '))
      return [...wanted].filter((word) => has.has(word)).length / wanted.size
    }
    tally.answer(level, category, { kept: found(kept), greedy: found(greedy) })
  }
}

function documentFrequency({ sessions }: BenchStore): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of sessions.flatMap(({ turns }) => turns))
    for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** The baseline: whole sentences by the inverse document frequency of their new words per character. */
function greedyCoverage(
  sessions: readonly BenchSession[],
  { share, frequency, count }: { share: number; frequency: ReadonlyMap<string, number>; count: number },
): string {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  const sentences = sessions
    .flatMap(({ turns }) =>
      turns.flatMap(({ text }) => [...segmenter.segment(text)].map(({ segment }) => segment.trim())),
    )
    .filter((text) => text !== '')
    .map((text) => ({ text, words: words(text) }))
  let left = rawText(sessions).length * share
  const seen = new Set<string>()
  const taken: string[] = []
  const open = new Set(sentences)
  for (;;) {
    let best: (typeof sentences)[number] | undefined
    let bestGain = 0
    for (const sentence of open) {
      if (sentence.text.length + 1 > left) continue
      const fresh = [...sentence.words].filter((word) => !seen.has(word))
      const gain =
        fresh.reduce((sum, word) => sum + Math.log(count / (frequency.get(word) ?? 1)), 0) / (sentence.text.length + 1)
      if (gain > bestGain) [best, bestGain] = [sentence, gain]
    }
    if (!best) return taken.join('\n')
    open.delete(best)
    left -= best.text.length + 1
    for (const word of best.words) seen.add(word)
    taken.push(best.text)
  }
}

interface PathMeasure {
  store: BenchStore
  deps: CompactDeps
  tally: Tally
  /** The raw file of every session. */
  paths: ReadonlyMap<string, string>
}

/** A ROOT line counts for a question where it shares a word with it and leads, itself or through one file, to an evidence session. */
async function measureRoot({ store, deps, tally, paths }: PathMeasure): Promise<void> {
  const text = (await deps.folder.read('ROOT.md')) ?? ''
  tally.roots.push(deps.countTokens(text))
  const lines: { words: Set<string>; reach: Set<string> }[] = []
  for (const { memory } of parseDocument(text, 'ROOT.md').sections.flatMap(({ items }) => items)) {
    const reach = new Set<string>()
    for (const { path } of memory.citations) {
      if (path.startsWith('raw/')) reach.add(path)
      else
        for (const [, raw = ''] of ((await deps.folder.read(path)) ?? '').matchAll(/\]\(\.\.\/(raw\/[^)#]*)/g))
          reach.add(raw)
    }
    lines.push({ words: words(memory.text), reach })
  }
  for (const { query, answer, sessions } of store.questions) {
    const asked = words(`${query} ${answer}`)
    const evidence = [...sessions].map((id) => paths.get(id) ?? '')
    tally.rootHits.push(
      lines.some(
        (line) => [...line.words].some((word) => asked.has(word)) && evidence.some((path) => line.reach.has(path)),
      ),
    )
  }
}

/** Whether an evidence turn lies in what a daily line cites, and how many lines there are for a turn. */
async function measureEvidence({ store, deps, tally, paths }: PathMeasure): Promise<void> {
  const cited = new Set<string>()
  for (const { path } of await deps.folder.list('daily')) {
    for (const { memory } of parseDocument((await deps.folder.read(path)) ?? '', path).sections.flatMap(
      ({ items }) => items,
    )) {
      tally.memories++
      for (const citation of memory.citations) {
        for (let turn = citation.turns?.[0] ?? 1; turn <= (citation.turns?.[1] ?? 0); turn++)
          cited.add(`${citation.path}#${turn}`)
      }
    }
  }
  const places = new Map(
    store.sessions.flatMap((session) =>
      session.turns.map(({ id }, index) => [id, `${paths.get(session.id)}#${index + 1}`] as const),
    ),
  )
  tally.turns += places.size
  for (const { turns } of store.questions) for (const id of turns) tally.evidence.push(cited.has(places.get(id) ?? ''))
}

const mean = (values: readonly (number | boolean)[]): string =>
  (values.reduce((sum: number, value) => sum + Number(value), 0) / Math.max(1, values.length)).toFixed(3)

/** Adds up what the stores gave. */
class Tally {
  readonly #answers = new Map<string, number[]>()
  readonly #sizes = new Map<BenchLevel, { tokens: number; rawTokens: number }>()
  readonly roots: number[] = []
  readonly rootHits: boolean[] = []
  readonly evidence: boolean[] = []
  memories = 0
  turns = 0

  size(level: BenchLevel, { tokens, rawTokens }: { tokens: number; rawTokens: number }): void {
    const sum = this.#sizes.get(level) ?? { tokens: 0, rawTokens: 0 }
    this.#sizes.set(level, { tokens: sum.tokens + tokens, rawTokens: sum.rawTokens + rawTokens })
  }

  answer(level: BenchLevel, category: string, { kept, greedy }: { kept: number; greedy: number }): void {
    this.#of(`${level} ${category} kept`).push(kept)
    this.#of(`${level} ${category} greedy`).push(greedy)
  }

  #of(key: string): number[] {
    const values = this.#answers.get(key) ?? []
    this.#answers.set(key, values)
    return values
  }

  rows(): string[][] {
    return LEVELS.map((level) => {
      const { tokens = 0, rawTokens = 1 } = this.#sizes.get(level) ?? {}
      const cell = (category: string, arm: string) => mean(this.#of(`${level} ${category} ${arm}`))
      return [
        level,
        cell('multi-hop', 'kept'),
        cell('single-hop', 'kept'),
        (tokens / rawTokens).toFixed(3),
        cell('multi-hop', 'greedy'),
        cell('single-hop', 'greedy'),
      ]
    })
  }

  rest(): string {
    return [
      `ROOT: ${mean(this.rootHits)} of the questions have a line that leads to their evidence; ${this.roots.join(', ')} tokens`,
      `extraction: ${mean(this.evidence)} of the evidence turns are cited; ${(this.memories / Math.max(1, this.turns)).toFixed(3)} memories a turn`,
    ].join('\n')
  }
}
