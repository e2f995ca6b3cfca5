/** Which turns of which raw files belong to which local day. */
import { MemError } from '../../errors.ts'
import { localDay } from '../../markdown/calendar.ts'
import { parseRaw } from '../../markdown/raw.ts'
import { rawHeads } from '../raw-heads.ts'
import type { NumberedTurn, RawSession } from '../types.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import type { CompactDeps } from './types.ts'

/** A raw file by its head alone. */
export interface SessionStamp {
  path: string
  turns: number
  firstDay: string
  lastDay: string
}

type SessionDeps = Pick<CompactDeps, 'folder' | 'timeZone' | 'reporter' | 'cache'>

/** The heads of all raw files, sorted by path; a broken one is reported and skipped. */
export async function listSessions(deps: SessionDeps, { until }: { until?: string } = {}): Promise<SessionStamp[]> {
  const onUnreadable = (path: string, error: unknown) => skipDamaged(deps, path, error)
  // A raw file is named after the day of its first turn.
  const isWanted = (path: string) => until === undefined || path.slice('raw/'.length, 'raw/'.length + 10) <= until
  const heads = await rawHeads(deps.folder, { isWanted, onUnreadable, cache: deps.cache })
  return heads.flatMap((head) => {
    try {
      const { header, turns } = head.parse()
      const [firstDay, lastDay] = [localDay(header.started, deps.timeZone), localDay(header.ended, deps.timeZone)]
      return [{ path: head.path, turns, firstDay, lastDay }]
    } catch (error) {
      onUnreadable(head.path, error)
      return []
    }
  })
}

/** The whole session; `undefined` where the file is gone or broken (reported). */
export const readSession = (deps: SessionDeps, path: string): Promise<RawSession | undefined> =>
  readOrSkip(deps, path, () => openSession(deps, path))

/** `undefined` where the file is gone; `MemError('damaged')` where it is broken. */
export async function openSession(
  { folder }: Pick<SessionDeps, 'folder'>,
  path: string,
): Promise<RawSession | undefined> {
  const text = await folder.read(path)
  return text === undefined ? undefined : parseRaw(text, path)
}

/** One broken file is said out loud and skipped; the run goes on. */
export async function readOrSkip<T>(
  { reporter }: Pick<CompactDeps, 'reporter'>,
  path: string,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    skipDamaged({ reporter }, path, error)
    return undefined
  }
}

function skipDamaged({ reporter }: Pick<CompactDeps, 'reporter'>, path: string, error: unknown): void {
  if (!(error instanceof MemError) || error.code !== 'damaged') throw error
  reporter.notice(`Skipped ${path}: ${whatIsWrong(error, path)}`)
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
