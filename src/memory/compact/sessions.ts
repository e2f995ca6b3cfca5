/** Which turns of which raw files belong to which local day. */
import { MemError, messageOf } from '../../errors.ts'
import { localDay } from '../../markdown/calendar.ts'
import { parseRaw, parseRawHead } from '../../markdown/raw.ts'
import type { NumberedTurn, RawSession } from '../types.ts'
import type { CompactDeps } from './types.ts'

/** A raw file by its head alone. */
export interface SessionStamp {
  path: string
  turns: number
  firstDay: string
  lastDay: string
}

type SessionDeps = Pick<CompactDeps, 'folder' | 'timeZone' | 'reporter'>

/** The heads of all raw files, sorted by path; a broken one is reported and skipped. */
export async function listSessions(deps: SessionDeps, { until }: { until?: string } = {}): Promise<SessionStamp[]> {
  const stamps: SessionStamp[] = []
  for (const { path } of await deps.folder.list('raw')) {
    // A raw file is named after the day of its first turn.
    if (until !== undefined && path.slice('raw/'.length, 'raw/'.length + 10) > until) continue
    const stamp = await readOrSkip(deps, path, () => readStamp(deps, path))
    if (stamp) stamps.push(stamp)
  }
  return stamps
}

async function readStamp({ folder, timeZone }: SessionDeps, path: string): Promise<SessionStamp | undefined> {
  for await (const piece of folder.readPieces(path)) {
    const { header, turns } = parseRawHead(piece)
    return { path, turns, firstDay: localDay(header.started, timeZone), lastDay: localDay(header.ended, timeZone) }
  }
  return undefined
}

/** The whole session; `undefined` where the file is gone or broken (reported). */
export const readSession = (deps: SessionDeps, path: string): Promise<RawSession | undefined> =>
  readOrSkip(deps, path, async () => {
    const text = await deps.folder.read(path)
    return text === undefined ? undefined : parseRaw(text, path)
  })

/** One broken file is said out loud and skipped; the run goes on. */
export async function readOrSkip<T>(
  { reporter }: Pick<CompactDeps, 'reporter'>,
  path: string,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof MemError) || error.code !== 'damaged') throw error
    reporter.notice(`Skipped ${path}: ${messageOf(error)}`)
    return undefined
  }
}

/** The turns by local day, days ascending. A turn without a time, or with one that goes back, counts with the turn before it. */
export function turnsByDay({ header, turns }: RawSession, timeZone: string): Map<string, NumberedTurn[]> {
  const days = new Map<string, NumberedTurn[]>()
  let day = localDay(header.started, timeZone)
  for (const turn of turns) {
    if (turn.at !== undefined && !Number.isNaN(Date.parse(turn.at))) {
      const said = localDay(turn.at, timeZone)
      if (said > day) day = said
    }
    const list = days.get(day)
    if (list) list.push(turn)
    else days.set(day, [turn])
  }
  return days
}
