/** Puts a session's new turns into its raw files: found or made, grown, never shortened. */
import { MemError } from '../../errors.ts'
import { localDay } from '../../markdown/calendar.ts'
import { renderRawHead, renderTurn } from '../../markdown/raw.ts'
import type { Cache, Clock, MemoryFolder, Reporter } from '../ports.ts'
import type { SessionHeader, Turn } from '../types.ts'
import { type NewTurn, newTurns, type TurnMark } from './align.ts'
import { findSession, type HeldFile, type HeldSession, type IncomingSession, openingOf, prefixDigests } from './find.ts'
import type { TurnSpool } from './spool.ts'

/**
 * A raw file takes about this much text (UTF-16 units); a longer session goes on in the next file. Editors and GitHub still show it,
 * and whatever reads the folder needs memory for one file at a time.
 */
const FILE_SIZE = 1_000_000

export interface PlaceDeps {
  folder: MemoryFolder
  now: Clock
  timeZone: string
  reporter: Reporter
  /** Where the heads of raw files are kept from run to run. */
  cache?: Cache
  /** Ends the wait for the folder's lock. */
  signal?: AbortSignal
}

export interface SessionPart {
  path: string
  turns: number
}

export interface Placement {
  /** The raw file in which the session begins. */
  path: string
  /** In how many files it stands. */
  files: number
  /** These files, in order, and how many of its turns each holds. */
  parts: SessionPart[]
  session: string
  source: string
  /** Turns of the session in the folder now. */
  turns: number
  /** How many of them this run added. */
  added: number
  /** Local days that gained turns, oldest first. */
  days: string[]
}

/** Writes what is new of a session to its raw files, under the folder's lock. */
export function placeSession(deps: PlaceDeps, incoming: IncomingSession, spool: TurnSpool): Promise<Placement> {
  return deps.folder.withLock(async () => {
    const held = await findSession(deps, incoming, spool)
    const fresh = newTurns(held.marks, spool.marks, { prefixDigest: await prefixDigests(spool, held.marks) })
    return new Writer(deps, { incoming, spool, held }).write(fresh)
  }, deps.signal && { signal: deps.signal })
}

interface Writing {
  incoming: IncomingSession
  spool: TurnSpool
  held: HeldSession
}

/** One writing of a session's new turns, which are read from the spool once, file by file. */
class Writer {
  readonly #deps: PlaceDeps
  readonly #writing: Writing
  /** Where the session stands, old files and new. */
  readonly #parts: SessionPart[]
  #session: string | undefined

  constructor(deps: PlaceDeps, writing: Writing) {
    this.#deps = deps
    this.#writing = writing
    this.#parts = writing.held.files.map(({ path, turns }) => ({ path, turns }))
    this.#session = writing.incoming.session ?? writing.held.files[0]?.header.session
  }

  async write(fresh: readonly NewTurn[]): Promise<Placement> {
    const { spool, held, incoming } = this.#writing
    const last = held.files.at(-1)
    const turns = keptTurns(spool, fresh, { saidAt: this.#saidAt() })
    for (const [i, group] of fileGroups(fresh, {
      marks: spool.marks,
      room: last ? FILE_SIZE - last.size : 0,
    }).entries()) {
      if (group.length === 0) continue
      if (i === 0 && last) await this.#grow(last, group, turns)
      else await this.#start(group, turns)
    }
    return {
      path: this.#parts[0]?.path ?? '',
      files: this.#parts.length,
      parts: this.#parts,
      session: this.#session ?? '',
      source: incoming.source,
      turns: held.marks.length + fresh.length,
      added: fresh.length,
      days: this.#days(fresh),
    }
  }

  async #start(group: readonly NewTurn[], turns: AsyncIterator<Turn>): Promise<void> {
    const { incoming, spool } = this.#writing
    const { folder, timeZone } = this.#deps
    const part = this.#parts.length + 1
    const started = (part === 1 ? spool.startedAt : this.#times(group)[0]) ?? this.#started()
    const path = await nextRawPath(folder, localDay(started, timeZone))
    this.#session ??= path.replace(/^raw\/|\.md$/g, '')
    const derived = incoming.session === undefined
    const header: SessionHeader = {
      source: incoming.source,
      session: this.#session,
      derived,
      started,
      ended: this.#times(group).at(-1) ?? started,
      ...(incoming.project !== undefined && { project: incoming.project }),
    }
    const extra = { ...(derived && part === 1 && { opening: openingOf(spool) }), ...(part > 1 && { part }) }
    await folder.write(
      path,
      content(renderRawHead(header, { turns: group.length, extra, timeZone }), group, { turns, after: 0, timeZone }),
    )
    this.#parts.push({ path, turns: group.length })
  }

  /** The old blocks are copied as they are, byte for byte; only the head is made anew. */
  async #grow(file: HeldFile, group: readonly NewTurn[], turns: AsyncIterator<Turn>): Promise<void> {
    const { folder, timeZone } = this.#deps
    const { path, header, extra } = file
    const ended = [header.ended, this.#times(group).at(-1) ?? header.ended].sort()[1] ?? header.ended
    const head = renderRawHead({ ...header, ended }, { turns: file.turns + group.length, extra, timeZone })
    const old = file.turns > 0 ? bodyOf(folder.readPieces(path), path) : undefined
    await folder.write(path, content(head, group, { turns, after: file.turns, timeZone, ...(old && { old }) }))
    this.#parts.splice(-1, 1, { path, turns: file.turns + group.length })
  }

  /** When the session began, as far as is known. */
  #started(): string {
    const { held, spool, incoming } = this.#writing
    return held.files[0]?.header.started ?? spool.startedAt ?? incoming.saidAt
  }

  /** Turns without a time belong to the day they were captured on, once that is not the session's first day any more. */
  #saidAt(): string | undefined {
    const { held, incoming } = this.#writing
    const { timeZone } = this.#deps
    if (held.files.length === 0 || localDay(incoming.saidAt, timeZone) === localDay(this.#started(), timeZone))
      return undefined
    return incoming.saidAt
  }

  /** Times of the group's turns, earliest first. */
  #times(group: readonly NewTurn[]): string[] {
    const { marks } = this.#writing.spool
    return group.flatMap(({ index }) => marks[index]?.at ?? this.#saidAt() ?? []).sort()
  }

  #days(fresh: readonly NewTurn[]): string[] {
    const { marks } = this.#writing.spool
    const at = (index: number) => marks[index]?.at ?? this.#saidAt() ?? this.#started()
    return [...new Set(fresh.map(({ index }) => localDay(at(index), this.#deps.timeZone)))].sort()
  }
}

/** Cuts the new turns into files: the first group is for the last file there is (`room` is left in it), the others for new ones. */
export function fileGroups(
  fresh: readonly NewTurn[],
  { marks, room, fileSize = FILE_SIZE }: { marks: readonly TurnMark[]; room: number; fileSize?: number },
): NewTurn[][] {
  const groups: NewTurn[][] = [[]]
  let left = room
  for (const turn of fresh) {
    const size = (marks[turn.index]?.length ?? 0) - turn.from
    const isFirstOfFile = groups.length > 1 && groups.at(-1)?.length === 0
    if (left < size && !isFirstOfFile) {
      groups.push([])
      left = fileSize
    }
    groups.at(-1)?.push(turn)
    left -= size
  }
  return groups
}

async function nextRawPath(folder: MemoryFolder, day: string): Promise<string> {
  const beginning = `raw/${day}-session-`
  const taken = (await folder.list('raw', { beginning })).map(({ path }) =>
    Number(path.match(/-session-(\d+)\.md$/)?.[1] ?? 0),
  )
  return `${beginning}${Math.max(0, ...taken) + 1}.md`
}

/** The turns to write, in order, as the spool gives them. */
async function* keptTurns(
  spool: TurnSpool,
  fresh: readonly NewTurn[],
  { saidAt }: { saidAt: string | undefined },
): AsyncGenerator<Turn> {
  let index = 0
  let next = 0
  for await (const { speaker, role, text, at = saidAt, id } of spool.turns()) {
    const wanted = fresh[next]
    if (wanted?.index === index) {
      yield {
        speaker,
        role,
        text: text.slice(wanted.from),
        ...(at !== undefined && { at }),
        ...(id !== undefined && { id }),
      }
      next++
    }
    index++
  }
}

interface ContentOptions {
  turns: AsyncIterator<Turn>
  /** Number of the last turn before them. */
  after: number
  timeZone: string
  /** The blocks that the file holds already. */
  old?: AsyncIterable<string>
}

/** A whole raw file. Takes as many turns from the iterator as the group has. */
async function* content(
  head: string,
  group: readonly NewTurn[],
  { turns, after, timeZone, old }: ContentOptions,
): AsyncGenerator<string> {
  yield head
  if (old) yield* old
  for (let i = 1; i <= group.length; i++) {
    const next = await turns.next()
    if (next.done) throw new Error('the spool ended before its turns')
    yield renderTurn({ ...next.value, number: after + i }, { timeZone })
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
  if (!inBody) {
    throw new MemError(
      'damaged',
      `${path} has no turn-1 any more.`,
      'Restore the file from a copy; raw files are not edited.',
    )
  }
}
