/** Whether verification catches false lines and lets true ones pass: true ones are the daily statements of these folders. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyStatement } from '../../src/extract/verify.ts'
import { parseRaw } from '../../src/markdown/raw.ts'
import type { Memory, RawSession } from '../../src/memory/types.ts'
import { CORRUPTION_KINDS, type CorruptionKind, corruptions, seeded, type TrueLine } from '../helpers/corruptions.ts'
import { dailyMemories } from './levels.ts'

const CORRUPTIONS_A_KIND = 250
const SEED = 20261122

export interface VerificationFigures {
  lines: number
  /** True lines that were refused. */
  refused: string[]
  kinds: KindFigures[]
}

export interface KindFigures {
  kind: CorruptionKind
  made: number
  /** How many different lines they were made of. */
  lines: number
  missed: string[]
}

export function measureVerification(roots: readonly string[]): VerificationFigures {
  const lines = roots.flatMap(trueLines)
  return {
    lines: lines.length,
    refused: lines.filter((line) => isRefused(line.text, line)).map(({ text }) => text),
    kinds: CORRUPTION_KINDS.map((kind) => {
      const made = corruptions(lines, { kind, count: CORRUPTIONS_A_KIND, random: seeded(SEED) })
      const missed = made.filter(({ line, corrupted }) => !isRefused(corrupted, line))
      const different = new Set(made.map(({ line }) => line)).size
      return { kind, made: made.length, lines: different, missed: missed.map(({ corrupted }) => corrupted) }
    }),
  }
}

const isRefused = (text: string, { turns, date, speakers }: TrueLine): boolean =>
  !verifyStatement(text, { turns, date, speakers }).ok

/** Every statement with the turns that it cites; those of several sessions are verified against each day's own, and left out here. */
function trueLines(root: string): TrueLine[] {
  const sessions = new Map<string, RawSession>()
  const sessionAt = (path: string): RawSession => {
    const session = sessions.get(path) ?? parseRaw(readFileSync(join(root, path), 'utf8'), path)
    sessions.set(path, session)
    return session
  }
  return dailyMemories(root).flatMap((memory) => trueLine(memory, sessionAt))
}

function trueLine({ text, date, citations }: Memory, sessionAt: (path: string) => RawSession): TrueLine[] {
  const paths = [...new Set(citations.map(({ path }) => path))]
  const [path = ''] = paths
  if (paths.length !== 1) return []
  const { turns } = sessionAt(path)
  const isCited = (number: number): boolean =>
    citations.some(({ turns: [first, last] = [1, 0] }) => first <= number && number <= last)
  return [
    {
      text,
      date,
      turns: turns.filter(({ number }) => isCited(number)),
      speakers: [...new Set(turns.map(({ speaker }) => speaker))],
    },
  ]
}
