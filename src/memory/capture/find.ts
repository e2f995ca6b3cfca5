/** Finds the raw files that hold a session already. */

import { localDay } from '../../markdown/calendar.ts'
import { parseRawTurns, type RawHead } from '../../markdown/raw.ts'
import type { Cache, MemoryFolder, Reporter } from '../ports.ts'
import { rawHeads } from '../raw-heads.ts'
import type { SessionHeader, Turn } from '../types.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import { grownCandidates, isSameOpening, markOf, type PrefixDigest, prefixDigestOf, type TurnMark } from './align.ts'
import type { TurnSpool } from './spool.ts'

/** What is known of the session before its files are found. */
export interface IncomingSession {
  source: string
  /** The source's id; absent: the session is recognised by its opening turns. */
  session?: string
  project?: string
  /** When turns without a time were said. ISO 8601 UTC. */
  saidAt: string
  /** Whether the user named that time: then another day is another session. */
  isDated: boolean
}

/** One raw file of the session. */
export interface HeldFile {
  path: string
  header: SessionHeader
  /** Front matter beyond the header: `opening`, `part`, and whatever this program does not know. */
  extra: Record<string, unknown>
  turns: number
  /** Length of its texts, in UTF-16 units. */
  size: number
}

/** All that the folder holds of the session, in order. */
export interface HeldSession {
  files: HeldFile[]
  marks: TurnMark[]
}

interface FindDeps {
  timeZone: string
  folder: MemoryFolder
  reporter: Reporter
  /** Where the heads of raw files are kept from run to run. */
  cache?: Cache
}

/** The session as it is held; no files where it is new. A damaged file is reported and skipped. */
export async function findSession(deps: FindDeps, incoming: IncomingSession, spool: TurnSpool): Promise<HeldSession> {
  const heads = await readHeads(deps, { naming: incoming.session })
  if (incoming.session !== undefined) {
    const id = incoming.session
    return readSession(
      deps,
      heads.filter(({ header }) => header.session === id && !header.derived),
    )
  }
  for (const head of heads.filter((candidate) =>
    mayBeOpening(candidate, incoming, { spool, timeZone: deps.timeZone }),
  )) {
    const held = await readSession(
      deps,
      heads.filter(({ header }) => header.derived && header.session === head.header.session),
    )
    if (isSameOpening(held.marks, spool.marks, { prefixDigest: await prefixDigests(spool, held.marks) })) return held
  }
  return { files: [], marks: [] }
}

type Head = RawHead & { path: string }

/** Such an id stands in the YAML as it is. */
const PLAIN_ID = /^[\w.:@/-]+$/

/** The heads of all raw files, or at least of those that name a session: a chat looks for its file at every turn, and most need no parsing. */
async function readHeads(
  { folder, reporter, cache }: FindDeps,
  { naming }: { naming: string | undefined },
): Promise<Head[]> {
  const sought = naming !== undefined && PLAIN_ID.test(naming) ? naming : ''
  const onUnreadable = (path: string, error: unknown) =>
    reporter.notice(`${path} is damaged and was skipped: ${whatIsWrong(error, path)}`)
  const heads = await rawHeads(folder, { onUnreadable, cache })
  return heads
    .filter((head) => head.mayName(sought))
    .flatMap((head) => {
      try {
        return [{ path: head.path, ...head.parse() }]
      } catch (error) {
        onUnreadable(head.path, error)
        return []
      }
    })
}

/** Cheap test on the head alone: could this file be the beginning of the session? */
function mayBeOpening(
  { header, extra }: Head,
  incoming: IncomingSession,
  { spool, timeZone }: { spool: TurnSpool; timeZone: string },
): boolean {
  if (!header.derived || header.source !== incoming.source || extra.opening !== openingOf(spool)) return false
  if (spool.first?.at !== undefined) return spool.startedAt === header.started
  const sameDay = localDay(incoming.saidAt, timeZone) === localDay(header.started, timeZone)
  // A note may be made again on another day, and a date that the user names counts; a talk may go on for days.
  return sameDay || (!incoming.isDated && spool.marks.length > 1)
}

/** What a session without an id is known by: the digest of its first text. */
export const openingOf = (spool: TurnSpool): string => spool.marks[0]?.text ?? ''

const partOf = ({ extra }: Head): number => (typeof extra.part === 'number' ? extra.part : 1)

/** The turns that the folder holds of the session of that id, file by file. A damaged file is reported and skipped. */
export async function* heldTurns(deps: FindDeps, session: string): AsyncGenerator<Turn> {
  const heads = await readHeads(deps, { naming: session })
  for (const { path, header } of heads) {
    if (header.session !== session || header.derived) continue
    try {
      yield* parseRawTurns(deps.folder.readPieces(path))
    } catch (error) {
      deps.reporter.notice(`${path} is damaged and was skipped: ${whatIsWrong(error, path)}`)
    }
  }
}

async function readSession({ folder, reporter }: FindDeps, heads: readonly Head[]): Promise<HeldSession> {
  const held: HeldSession = { files: [], marks: [] }
  for (const head of heads.toSorted((a, b) => partOf(a) - partOf(b))) {
    try {
      const marks: TurnMark[] = []
      for await (const turn of parseRawTurns(folder.readPieces(head.path))) marks.push(markOf(turn))
      const size = marks.reduce((sum, { length }) => sum + length, 0)
      held.files.push({ ...head, turns: marks.length, size })
      held.marks.push(...marks)
    } catch (error) {
      reporter.notice(`${head.path} is damaged and was skipped: ${whatIsWrong(error, head.path)}`)
    }
  }
  return held
}

/** The digests that tell whether a message has grown, from the texts of the few turns that may have. */
export async function prefixDigests(spool: TurnSpool, held: readonly TurnMark[]): Promise<PrefixDigest> {
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
