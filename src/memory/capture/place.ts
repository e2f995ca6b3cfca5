/** Puts a session's new turns into its raw file: found or made, grown, never shortened. */

import { MemError, messageOf } from '../../errors.ts'
import { localDay } from '../../markdown/calendar.ts'
import { parseRawHead, parseRawTurns, renderRawHead, renderTurn } from '../../markdown/raw.ts'
import type { Clock, MemoryFolder, Reporter } from '../ports.ts'
import type { SessionHeader, Turn } from '../types.ts'
import {
  grownCandidates,
  isSameOpening,
  markOf,
  type NewTurn,
  newTurns,
  type PrefixDigest,
  prefixDigestOf,
  type TurnMark,
} from './align.ts'
import type { TurnSpool } from './spool.ts'

export interface PlaceDeps {
  folder: MemoryFolder
  now: Clock
  timeZone: string
  reporter: Reporter
}

/** What is known of the session before its file is found. */
export interface IncomingSession {
  source: string
  /** The source's id; absent: the session is recognised by its opening turns. */
  session?: string
  project?: string
  /** When turns without a time were said. ISO 8601 UTC. */
  saidAt: string
}

export interface Placement {
  path: string
  session: string
  source: string
  /** Turns in the file now. */
  turns: number
  /** How many of them this run added. */
  added: number
  /** Local days that gained turns, oldest first. */
  days: string[]
}

/** A raw file that already holds (part of) the session. */
interface HeldSession {
  path: string
  header: SessionHeader
  extra: Record<string, unknown>
  marks: TurnMark[]
}

/** Writes what is new of a session to its raw file, under the folder's lock. */
export function placeSession(deps: PlaceDeps, incoming: IncomingSession, spool: TurnSpool): Promise<Placement> {
  return deps.folder.withLock(async () => {
    const held = await findSession(deps, incoming, spool)
    const marks = held?.marks ?? []
    const fresh = newTurns(marks, spool.marks, { prefixDigest: await prefixDigests(spool, marks) })
    return held ? growSession(deps, held, { incoming, spool, fresh }) : startSession(deps, incoming, { spool, fresh })
  })
}

async function prefixDigests(spool: TurnSpool, held: readonly TurnMark[]): Promise<PrefixDigest> {
  const wanted = new Set(grownCandidates(held, spool.marks))
  const texts = new Map<number, string>()
  if (wanted.size === 0) return prefixDigestOf(texts)
  let index = 0
  for await (const { text } of spool.turns()) {
    if (wanted.has(index)) texts.set(index, text)
    index++
  }
  return prefixDigestOf(texts)
}

/** The raw file of this session, if there is one. A damaged file is reported and skipped. */
async function findSession(
  { folder, reporter }: PlaceDeps,
  incoming: IncomingSession,
  spool: TurnSpool,
): Promise<HeldSession | undefined> {
  for (const { path } of await folder.list('raw')) {
    try {
      const head = parseRawHead(await firstPiece(folder.readPieces(path)))
      if (!mayBe(head, incoming, spool)) continue
      const marks: TurnMark[] = []
      for await (const turn of parseRawTurns(folder.readPieces(path))) marks.push(markOf(turn))
      const prefixDigest = await prefixDigests(spool, marks)
      if (incoming.session !== undefined || isSameOpening(marks, spool.marks, { prefixDigest })) {
        return { path, header: head.header, extra: head.extra, marks }
      }
    } catch (error) {
      reporter.notice(`${path} is damaged and was skipped: ${messageOf(error)}`)
    }
  }
  return undefined
}

/** Cheap test on the head alone: could this file hold the session? */
function mayBe(
  { header, extra }: { header: SessionHeader; extra: Record<string, unknown> },
  incoming: IncomingSession,
  spool: TurnSpool,
): boolean {
  if (incoming.session !== undefined) return header.session === incoming.session && !header.derived
  if (!header.derived || header.source !== incoming.source) return false
  const sameStart = spool.first?.at === undefined || spool.startedAt === header.started
  return sameStart && extra.opening === openingOf(spool)
}

const openingOf = (spool: TurnSpool): string => spool.marks[0]?.text ?? ''

async function firstPiece(pieces: AsyncIterable<string>): Promise<string> {
  for await (const piece of pieces) return piece
  return ''
}

async function startSession(
  { folder, timeZone }: PlaceDeps,
  incoming: IncomingSession,
  { spool, fresh }: { spool: TurnSpool; fresh: NewTurn[] },
): Promise<Placement> {
  const started = spool.startedAt ?? incoming.saidAt
  const path = await nextRawPath(folder, localDay(started, timeZone))
  const derived = incoming.session === undefined
  const header: SessionHeader = {
    source: incoming.source,
    session: incoming.session ?? path.replace(/^raw\/|\.md$/g, ''),
    derived,
    started,
    ended: spool.endedAt ?? started,
    ...(incoming.project !== undefined && { project: incoming.project }),
  }
  const days = new Set<string>()
  const extra = derived ? { opening: openingOf(spool) } : {}
  async function* content() {
    yield renderRawHead(header, { turns: fresh.length, extra, timeZone })
    yield* blocks(spool, fresh, {
      after: 0,
      timeZone,
      saidAt: undefined,
      onTurn: (turn) => days.add(localDay(turn.at ?? started, timeZone)),
    })
  }
  await folder.write(path, content())
  return {
    path,
    session: header.session,
    source: header.source,
    turns: fresh.length,
    added: fresh.length,
    days: [...days].sort(),
  }
}

/** The old blocks are copied as they are, byte for byte; only the head is made anew. */
async function growSession(
  { folder, timeZone }: PlaceDeps,
  held: HeldSession,
  { incoming, spool, fresh }: { incoming: IncomingSession; spool: TurnSpool; fresh: NewTurn[] },
): Promise<Placement> {
  const { path, header } = held
  const placement = { path, session: header.session, source: header.source }
  if (fresh.length === 0) return { ...placement, turns: held.marks.length, added: 0, days: [] }
  const turns = held.marks.length + fresh.length
  const startDay = localDay(header.started, timeZone)
  // Turns without a time belong to the day they were captured on, once that is not the session's first day any more.
  const saidAt = localDay(incoming.saidAt, timeZone) === startDay ? undefined : incoming.saidAt
  const ended = [header.ended, spool.endedAt ?? saidAt ?? header.ended].sort()[1] ?? header.ended
  const days = new Set<string>()
  async function* content() {
    yield renderRawHead({ ...header, ended }, { turns, extra: held.extra, timeZone })
    if (held.marks.length > 0) yield* bodyOf(folder.readPieces(path), path)
    yield* blocks(spool, fresh, {
      after: held.marks.length,
      timeZone,
      saidAt,
      onTurn: (turn) => days.add(localDay(turn.at ?? header.started, timeZone)),
    })
  }
  await folder.write(path, content())
  return { ...placement, turns, added: fresh.length, days: [...days].sort() }
}

async function nextRawPath(folder: MemoryFolder, day: string): Promise<string> {
  const taken = (await folder.list('raw'))
    .filter(({ path }) => path.startsWith(`raw/${day}-session-`))
    .map(({ path }) => Number(path.match(/-session-(\d+)\.md$/)?.[1] ?? 0))
  return `raw/${day}-session-${Math.max(0, ...taken) + 1}.md`
}

interface BlockOptions {
  /** Number of the last turn before them. */
  after: number
  timeZone: string
  /** The time for turns that have none; `undefined`: they keep none. */
  saidAt: string | undefined
  onTurn: (turn: Turn) => void
}

async function* blocks(
  spool: TurnSpool,
  fresh: readonly NewTurn[],
  { after, timeZone, saidAt, onTurn }: BlockOptions,
): AsyncGenerator<string> {
  let index = 0
  let next = 0
  for await (const turn of spool.turns()) {
    const wanted = fresh[next]
    if (wanted?.index === index) {
      const kept = keptPart(turn, { from: wanted.from, saidAt })
      onTurn(kept)
      yield renderTurn({ ...kept, number: after + ++next }, { timeZone })
    }
    index++
  }
}

function keptPart(
  { speaker, role, text, at, id }: Turn,
  { from, saidAt }: { from: number; saidAt: string | undefined },
): Turn {
  const time = at ?? saidAt
  return {
    speaker,
    role,
    text: text.slice(from),
    ...(time !== undefined && { at: time }),
    ...(id !== undefined && { id }),
  }
}

/** A raw file from its first turn on. */
async function* bodyOf(pieces: AsyncIterable<string>, path: string): AsyncGenerator<string> {
  let head = ''
  let inBody = false
  for await (const piece of pieces) {
    if (inBody) {
      yield piece
      continue
    }
    head += piece
    const start = head.search(/^## turn-1\r?$/m)
    if (start >= 0) {
      inBody = true
      yield head.slice(start)
    }
  }
  if (!inBody)
    throw new MemError(
      'damaged',
      `${path} has no turn-1 any more.`,
      'Restore the file from a copy; raw files are not edited.',
    )
}
