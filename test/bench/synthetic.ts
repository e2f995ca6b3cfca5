/** Memory folders of any size with made-up conversations, for measuring speed: the same for every run. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { addDays } from '../../src/markdown/calendar.ts'
import { renderRawHead, renderTurn } from '../../src/markdown/raw.ts'

export const TURNS_PER_SESSION = 50
const SESSIONS_PER_DAY = 4
const WORDS_PER_TURN = 22

/** Small and repeatable: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SYLLABLES = [
  'ba',
  'co',
  'du',
  'fen',
  'gri',
  'hol',
  'in',
  'jas',
  'ker',
  'lum',
  'mo',
  'nar',
  'ol',
  'pe',
  'quin',
  'ras',
  'si',
  'tor',
]

/** Words as frequent as in natural language (Zipf): the first are in nearly every turn, most in few. */
export function wordMaker(random: () => number, vocabulary = 30_000): () => string {
  return () => {
    const rank = Math.floor(vocabulary ** random())
    let word = ''
    for (let rest = rank + 18; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
      word += SYLLABLES[rest % SYLLABLES.length]
    return word
  }
}

export interface SessionSpec {
  id: string
  day: string
  /** The session's number on that day. */
  number: number
  seed: number
}

/** The text of a raw file with a made-up session. */
export function syntheticSession({ id, day, seed }: SessionSpec): string {
  const word = wordMaker(randomNumbers(seed))
  const at = `${day}T09:00:00.000Z`
  const header = { source: 'messages', session: id, derived: false, started: at, ended: at }
  const turns = Array.from({ length: TURNS_PER_SESSION }, (_, index) => {
    const text = `${Array.from({ length: WORDS_PER_TURN }, word).join(' ')}.`
    const role = index % 2 === 0 ? ('user' as const) : ('assistant' as const)
    return renderTurn(
      { number: index + 1, speaker: index % 2 === 0 ? 'User' : 'Assistant', role, text, at },
      { timeZone: 'UTC' },
    )
  })
  return renderRawHead(header, { turns: turns.length, timeZone: 'UTC' }) + turns.join('')
}

/** A folder with this many chunks, one a turn. Files are written plainly: the bench measures recall, not durability. */
export function makeSyntheticFolder(root: string, chunks: number): void {
  rmSync(root, { recursive: true, force: true })
  for (const folder of ['raw', 'daily', '.mem']) mkdirSync(`${root}/${folder}`, { recursive: true, mode: 0o700 })
  writeFileSync(`${root}/ROOT.md`, '---\nkind: root\n---\n# Memory\n\n## Pinned\n')
  for (let session = 0; session < chunks / TURNS_PER_SESSION; session++) {
    const day = addDays('2020-01-01', Math.floor(session / SESSIONS_PER_DAY))
    const number = (session % SESSIONS_PER_DAY) + 1
    const text = syntheticSession({ id: `session-${session}`, day, number, seed: session })
    writeFileSync(`${root}/raw/${day}-session-${number}.md`, text, { mode: 0o600 })
  }
}

/** Questions of five words each. */
export function syntheticQueries(count: number): string[] {
  const word = wordMaker(randomNumbers(4711))
  return Array.from({ length: count }, () => `what about ${Array.from({ length: 5 }, word).join(' ')}`)
}
