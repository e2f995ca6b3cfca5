/** The tables of the compaction bench: each figure beside what it is to reach. */
import type { VerificationFigures } from './corruption.ts'
import type { BenchLevel } from './levels.ts'
import type { Reach } from './reach.ts'
import type { ResultsFile } from './results-file.ts'
import { ANSWER_CATEGORIES, type AnswerCategory, type LevelRetention } from './retention.ts'
import { printTable } from './table.ts'
import { atLeast, atMost, meanOf } from './targets.ts'
import type { ThroughputFigures } from './throughput.ts'

export interface Retained extends LevelRetention {
  level: BenchLevel
  share: number
}

/** By level and share, for LoCoMo. */
const RETENTION_TARGETS: Readonly<Record<string, Readonly<Record<AnswerCategory, number>>>> = {
  'daily 0.26': { 'multi-hop': 0.74, 'single-hop': 0.74 },
  'daily 0.21': { 'multi-hop': 0.66, 'single-hop': 0.64 },
  'weekly 0.1': { 'multi-hop': 0.45, 'single-hop': 0.4 },
}
/** Elsewhere: so many times what greedy coverage keeps. */
const OVER_GREEDY = 1.2

export function printRetention(levels: readonly Retained[], results: ResultsFile): void {
  const rows = levels.map(({ level, share, answers, tokens, rawTokens }) => {
    for (const answer of answers) results.add({ measure: 'retention', level, share, ...answer })
    const arms = ANSWER_CATEGORIES.map((category) => {
      const some = answers.filter((answer) => answer.category === category)
      const greedy = meanOf(some.map((answer) => answer.greedy))
      const target = RETENTION_TARGETS[`${level} ${share}`]?.[category] ?? Number((OVER_GREEDY * greedy).toFixed(3))
      return { kept: atLeast(meanOf(some.map(({ kept }) => kept)), target, { digits: 3 }), greedy: greedy.toFixed(3) }
    })
    const size = atMost(tokens / rawTokens, share, { digits: 3 })
    return [level, size, ...arms.map(({ kept }) => kept), ...arms.map(({ greedy }) => greedy)]
  })
  console.log(
    `\nAnswer words kept (monthly target: greedy coverage × ${OVER_GREEDY}; short days, weeks and months may take more than the share)\n`,
  )
  const greedyHeads = ANSWER_CATEGORIES.map((category) => `greedy, ${category}`)
  printTable(['level', 'share of raw tokens', ...ANSWER_CATEGORIES, ...greedyHeads], rows)
}

const ROOT_TOKENS = 3000

export function printReach({ rootTokens, questions, evidence, memories, turns }: Reach, results: ResultsFile): void {
  for (const question of questions) results.add({ measure: 'root', ...question })
  for (const turn of evidence) results.add({ measure: 'evidence', ...turn })
  const questionsReached = meanOf(questions.map(({ isReached }) => isReached))
  const evidenceCited = meanOf(evidence.map(({ isCited }) => isCited))
  console.log('\nWays to the evidence\n')
  printTable(
    ['figure', 'reached', 'n'],
    [
      [
        'questions that ROOT leads to a session of',
        atLeast(questionsReached, 0.8, { digits: 3 }),
        `${questions.length}`,
      ],
      [
        'tokens of the largest ROOT',
        atMost(Math.max(...rootTokens), ROOT_TOKENS, { digits: 0 }),
        `${rootTokens.length}`,
      ],
      ['evidence turns that a memory cites', atLeast(evidenceCited, 0.8, { digits: 3 }), `${evidence.length}`],
      ['memories a turn', atMost(memories / turns, 0.333, { digits: 3 }), `${turns}`],
    ],
  )
}

/** Of negations it is only said what happens. */
const LEAST_CAUGHT = { number: 95, date: 95, name: 95, path: 95, negation: undefined } as const
const MOST_REFUSED = 5

export function printVerification(
  { lines, refused, kinds }: VerificationFigures,
  { of, results }: { of: string; results: ResultsFile },
): void {
  for (const text of refused) results.add({ measure: 'verification', of, kind: 'true', text })
  const rows = kinds.map(({ kind, made, lines: different, missed }) => {
    for (const text of missed) results.add({ measure: 'verification', of, kind, text })
    const caught = 100 * (1 - missed.length / Math.max(1, made))
    return [
      `${kind} changed: caught, %`,
      made === 0 ? 'none' : atLeast(caught, LEAST_CAUGHT[kind]),
      `${made}`,
      `${different}`,
    ]
  })
  const refusedPercent = (100 * refused.length) / Math.max(1, lines)
  console.log(`\nVerification of daily lines of ${of}, true and corrupted (seeded)\n`)
  printTable(
    ['lines', 'reached', 'n', 'different lines'],
    [...rows, ['true: refused, %', atMost(refusedPercent, MOST_REFUSED), `${lines}`, `${lines}`]],
  )
}

export function printThroughput({ days, turns, year, day, start, touched }: ThroughputFigures): void {
  const seconds = (ms: number, most?: number): string => atMost(ms / 1000, most, { digits: 2, unit: ' s' })
  console.log(`\n## Throughput of compaction, embedded engine (made-up talk, ${turns} turns a day)\n`)
  printTable(
    ['what', 'time', 'of the processor'],
    [
      [`${days} days from nothing, whole process`, seconds(year.ms, 60), seconds(year.cpuMs)],
      ['one more day, less the start', seconds(day.ms - start.ms, 1), seconds(day.cpuMs - start.cpuMs)],
      ['the start (`mem --version`)', seconds(start.ms), seconds(start.cpuMs)],
    ],
  )
  console.log(
    touched.length === 0 ? '\nA further run writes no byte.' : `\nA further run wrote ${touched.join(', ')}: missed.`,
  )
}
