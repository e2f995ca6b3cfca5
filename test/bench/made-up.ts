/** Memory folders with made-up talk, a session a day: raw files alone. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '../../src/markdown/calendar.ts'
import { renderRawHead, renderTurn } from '../../src/markdown/raw.ts'
import { configure } from './captured.ts'
import { MEM, runNode } from './process.ts'
import { syntheticTalk } from './talk.ts'

export { discard } from './captured.ts'

const FIRST_DAY = '2025-01-01'
export const TURNS_A_DAY = 40

export function madeUpFolder({ days }: { days: number }): string {
  const root = join(mkdtempSync(join(tmpdir(), 'mem-bench-')), 'memory')
  runNode([MEM, 'init', root])
  configure(root)
  mkdirSync(join(root, 'raw'), { recursive: true })
  for (let day = 0; day < days; day++) addDay(root, day)
  return root
}

/** Written plainly: capture is measured elsewhere. */
export function addDay(root: string, index: number): void {
  const day = addDays(FIRST_DAY, index)
  const at = `${day}T09:00:00.000Z`
  const turns = syntheticTalk({ seed: index, turns: TURNS_A_DAY, at })
  const header = { source: 'messages', session: `day-${index}`, derived: false, started: at, ended: at }
  const head = renderRawHead(header, { turns: turns.length, timeZone: 'UTC' })
  const text = head + turns.map((turn) => renderTurn(turn, { timeZone: 'UTC' })).join('')
  writeFileSync(join(root, `raw/${day}-session-1.md`), text, { mode: 0o600 })
}
