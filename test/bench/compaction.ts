/** What compaction keeps, leads to, verifies and takes: the embedded engine on captured conversations, through the public commands. */
import { loadTokenCounter } from '../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../src/memory/ports.ts'
import { type CapturedStore, captureStore, discard } from './captured.ts'
import { printReach, printRetention, printThroughput, printVerification, type Retained } from './compaction-tables.ts'
import { measureVerification } from './corruption.ts'
import { type BenchLevel, LEVELS } from './levels.ts'
import { madeUpFolder } from './made-up.ts'
import { MEM, runNode } from './process.ts'
import { step } from './progress.ts'
import { measureReach } from './reach.ts'
import type { ResultsFile } from './results-file.ts'
import { ANSWER_CATEGORIES, measureRetention } from './retention.ts'
import type { BenchSet, BenchStore } from './sets.ts'
import { measureThroughput } from './throughput.ts'

/** What the levels may take together, as shares of the raw tokens. A second run is for the day alone. */
const SHARES = { dailyShare: 0.26, weeklyShare: 0.1, monthlyShare: 0.04 }
/** Short months take more than their share, so the setting is a little below what all of them may take. */
const SETTINGS = { ...SHARES, monthlyShare: 0.0375 }
const SMALL_DAY_SHARE = 0.21
/** Days of made-up talk whose lines are verified. */
const VERIFIED_DAYS = 60

export async function benchCompaction(sets: readonly BenchSet[], { results }: { results: ResultsFile }): Promise<void> {
  const countTokens = memoised(await loadTokenCounter())
  for (const { data, stores } of sets.filter(asksForAnswers)) {
    console.log(`\n## Compaction of ${data}, each store, embedded engine`)
    const captured = stores.map((store) => compactStore(store, SETTINGS))
    const smallDays = stores.map((store) => compactStore(store, { ...SETTINGS, dailyShare: SMALL_DAY_SHARE }))
    try {
      const levels = LEVELS.map((level) => retained(captured, { level, share: SHARES[`${level}Share`], countTokens }))
      const smallDay = retained(smallDays, { level: 'daily', share: SMALL_DAY_SHARE, countTokens })
      printRetention([...levels, smallDay], results)
      printReach(measureReach(captured, countTokens), results)
      verify(data, { roots: captured.map(({ root }) => root), results })
    } finally {
      for (const one of [...captured, ...smallDays]) discard(one)
    }
  }
  verifyMadeUp(results)
  printThroughput(measureThroughput())
}

function verify(of: string, { roots, results }: { roots: readonly string[]; results: ResultsFile }): void {
  const figures = step(`verifying lines of ${of}`, () => measureVerification(roots))
  printVerification(figures, { of, results })
}

/** Talk of work, which has the paths that conversations of friends do not have. */
function verifyMadeUp(results: ResultsFile): void {
  const root = madeUpFolder({ days: VERIFIED_DAYS })
  try {
    runNode([MEM, 'compact', '--level', 'daily', '--dir', root, '--quiet'])
    verify('made-up talk', { roots: [root], results })
  } finally {
    discard({ root })
  }
}

/** Conversations apart, with questions whose answers stand in what was said. */
const asksForAnswers = ({ arrangement, stores }: BenchSet): boolean =>
  arrangement === 'each store' &&
  ANSWER_CATEGORIES.every((wanted) =>
    stores.some(({ questions }) => questions.some(({ category }) => category === wanted)),
  )

/** Every level of a store, under these budgets. */
function compactStore(store: BenchStore, budgets: typeof SHARES): CapturedStore {
  const captured = captureStore(store, { settings: { budgets } })
  step(`compacting ${store.name}`, () => runNode([MEM, 'compact', '--dir', captured.root, '--quiet']))
  return captured
}

interface RetainOptions {
  level: BenchLevel
  share: number
  countTokens: CountTokens
}

function retained(captured: readonly CapturedStore[], { level, ...options }: RetainOptions): Retained {
  const parts = step(`what ${level} files of ${options.share} keep`, () =>
    captured.map((one) => measureRetention(level, one, options)),
  )
  return {
    level,
    share: options.share,
    answers: parts.flatMap(({ answers }) => answers),
    tokens: parts.reduce((sum, { tokens }) => sum + tokens, 0),
    rawTokens: parts.reduce((sum, { rawTokens }) => sum + rawTokens, 0),
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
