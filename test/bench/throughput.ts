/** How long compaction takes with whole processes: a year from nothing, one more day, nothing at all. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { addDay, discard, madeUpFolder, TURNS_A_DAY } from './made-up.ts'
import { MEM, runNode } from './process.ts'
import { step } from './progress.ts'

const DAYS = 365
const RUNS = 5

/** Of whole processes. */
export interface Took {
  ms: number
  cpuMs: number
}

export interface ThroughputFigures {
  days: number
  /** A day. */
  turns: number
  /** Days, weeks, months, ROOT and the index, from raw files alone. */
  year: Took
  /** The same after one more raw file; the middle of several days. */
  day: Took
  /** The start of the program, which each of these holds. */
  start: Took
  /** Files that a further run touched, machine-made ones included. */
  touched: string[]
}

export function measureThroughput(): ThroughputFigures {
  const root = madeUpFolder({ days: DAYS })
  const compact = (): Took => runNode([MEM, 'compact', '--dir', root, '--quiet'])
  try {
    const year = step(`compacting ${DAYS} days`, compact)
    const start = middleOf(() => runNode([MEM, '--version']))
    let next = DAYS
    const day = step(`compacting one more day, ${RUNS} times`, () =>
      middleOf(() => {
        addDay(root, next++)
        return compact()
      }),
    )
    return { days: DAYS, turns: TURNS_A_DAY, year, day, start, touched: touchedBy(compact, root) }
  } finally {
    discard({ root })
  }
}

/** Single runs are noise on a shared machine. */
function middleOf(run: () => Took): Took {
  const runs = Array.from({ length: RUNS }, run)
  const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
  return { ms: middle(runs.map(({ ms }) => ms)), cpuMs: middle(runs.map(({ cpuMs }) => cpuMs)) }
}

/** The files whose bytes or time of change are others afterwards; the lock that every run takes is none. */
function touchedBy(run: () => unknown, root: string): string[] {
  const before = statesIn(root)
  run()
  const after = statesIn(root)
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name))
}

function statesIn(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(root.length + 1), `${statSync(path).mtimeMs} ${readFileSync(path, 'latin1')}`]
    }),
  )
}
