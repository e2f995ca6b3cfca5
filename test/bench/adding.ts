/** What one more session costs in a large memory that is up to date: the whole `mem capture`, and what it spends its time on. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDay, discard, madeUpFolder, TURNS_A_DAY } from './made-up.ts'
import { MEM, medianMs, runNode } from './process.ts'
import { step } from './progress.ts'
import { syntheticTalk } from './talk.ts'
import { atMost } from './targets.ts'

const RUNS = 9
const SESSION_TURNS = 50
/** Of the project's issues, for this many chunks. */
const TARGET = { chunks: 100_000, seconds: 1.5 }

export function addingRows({ chunks }: { chunks: number }): string[][] {
  const days = Math.ceil(chunks / TURNS_A_DAY)
  const root = step(`writing ${days} days`, () => madeUpFolder({ days }))
  const mem = (...args: string[]) => runNode([MEM, ...args, '--dir', root, '--quiet'])
  const median = (run: () => { ms: number }): number => medianMs(RUNS, run)
  try {
    step(`compacting ${days} days`, () => mem('compact'))
    let session = 0
    const captureMs = median(() => mem('capture', newTranscript(root, session++)))
    const planMs = median(() => mem('compact', '--level', 'daily'))
    const recallMs = median(() => mem('recall', 'the stand-up of billing'))
    let day = days
    const indexMs = median(() => {
      addDay(root, day++)
      return mem('recall', 'the stand-up of billing')
    })
    const target = chunks === TARGET.chunks ? TARGET.seconds : undefined
    return [
      [`mem capture of ${SESSION_TURNS} turns into ${chunks.toLocaleString('en')} chunks`, seconds(captureMs, target)],
      ['… a process that finds no day due', seconds(planMs)],
      ['… bringing the index up to date', seconds(Math.max(0, indexMs - recallMs))],
    ]
  } finally {
    discard({ root })
  }
}

const seconds = (ms: number, target?: number): string => atMost(ms / 1000, target, { digits: 2, unit: ' s' })

/** A session of a day of its own, as JSON lines. */
function newTranscript(root: string, seed: number): string {
  const at = new Date(Date.UTC(2045, 0, 1 + seed, 9)).toISOString()
  const turns = syntheticTalk({ seed: 1_000_000 + seed, turns: SESSION_TURNS, at })
  const file = join(root, '..', `session-${seed}.jsonl`)
  writeFileSync(file, turns.map(({ role, text }) => JSON.stringify({ role, content: text, timestamp: at })).join('\n'))
  return file
}
