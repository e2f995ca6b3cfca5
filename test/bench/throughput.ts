/** How long compaction takes with whole processes: a year from nothing, one more day, nothing at all. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { addDay, discard, madeUpFolder, TURNS_A_DAY } from './made-up.ts'
import { MEM, medianMs, runNode } from './process.ts'
import { step } from './progress.ts'

const DAYS = 365
const RUNS = 5

export interface ThroughputFigures {
  days: number
  /** A day. */
  turns: number
  /** Days, weeks, months, ROOT and the index, from raw files alone. */
  yearMs: number
  /** After one more raw file, less the start of the program. */
  dayMs: number
  startMs: number
  /** Files that a further run touched, machine-made ones included. */
  touched: string[]
}

export function measureThroughput(): ThroughputFigures {
  const root = madeUpFolder({ days: DAYS })
  const compact = () => runNode([MEM, 'compact', '--dir', root, '--quiet'])
  try {
    const yearMs = step(`compacting ${DAYS} days`, compact).ms
    const startMs = medianMs(RUNS, () => runNode([MEM, '--version']))
    let day = DAYS
    const wholeDayMs = step('compacting one more day, five times', () =>
      medianMs(RUNS, () => {
        addDay(root, day++)
        return compact()
      }),
    )
    return {
      days: DAYS,
      turns: TURNS_A_DAY,
      yearMs,
      dayMs: wholeDayMs - startMs,
      startMs,
      touched: touchedBy(compact, root),
    }
  } finally {
    discard({ root })
  }
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
