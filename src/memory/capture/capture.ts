/** The use case: transcripts in, raw files out, then memories, ROOT and the index brought up to date. Raw lands first, whatever fails later. */
import { createHash } from 'node:crypto'
import { MemError } from '../../errors.ts'
import { findAnswer } from '../../redaction/answers.ts'
import { ANYTHING_ASKED, type Asked, asksFor, NOTHING_ASKED, Questions } from '../../redaction/asking.ts'
import { type Redaction, redact } from '../../redaction/redact.ts'
import {
  type Format,
  readTranscript,
  SilentTranscript,
  type TranscriptEvent,
  type TranscriptMeta,
} from '../../transcripts/read.ts'
import type { Refresh, RefreshReport } from '../refresh.ts'
import type { Turn } from '../types.ts'
import { heldTurns } from './find.ts'
import type { Placement } from './place.ts'
import { captureSession, type SessionDeps } from './session.ts'

/** The signal stops the run before the next session; one that was only read in part is not written. */
export interface CaptureDeps extends SessionDeps {
  refresh: Refresh
}

export interface CaptureInput {
  /** How messages name it: a path, or `standard input`. */
  name: string
  bytes: AsyncIterable<Uint8Array>
}

export interface CaptureOptions {
  format?: Format
  /** The source's session id; only for a single session. */
  session?: string
  project?: string
  /** When turns without a time were said; absent: now. */
  saidAt?: Date
  /** False only where the user switched redaction off. */
  redact?: boolean
}

export interface CaptureReport {
  sessions: Placement[]
  /** Inputs that could not be read, with the reason; the others were captured. */
  failed: { name: string; error: MemError }[]
  /** Of several inputs, those in which nobody says anything: clients leave such files behind. */
  silent: string[]
  redacted: Redaction[]
  refreshed: RefreshReport
}

/**
 * Captures every input. One that cannot be read is reported and the rest goes on. `MemError('interrupted')` where the signal stopped it:
 * what was captured before stays.
 */
export async function capture(
  deps: CaptureDeps,
  inputs: readonly CaptureInput[],
  options: CaptureOptions = {},
): Promise<CaptureReport> {
  const sessions: Placement[] = []
  const failed: CaptureReport['failed'] = []
  const silent: string[] = []
  const redacted = new Map<string, number>()
  for (const [index, input] of inputs.entries()) {
    if (inputs.length > 1) deps.reporter.progress('transcripts', index, inputs.length)
    try {
      const counting = { onTurn: inputs.length > 1 ? () => {} : countTurns(deps) }
      await captureInput(deps, input, { options, redacted, ...counting, onPlaced: (session) => sessions.push(session) })
    } catch (error) {
      if (deps.signal?.aborted) throw interrupted(sessions)
      if (!(error instanceof MemError) || error.code !== 'input') throw error
      if (error instanceof SilentTranscript && inputs.length > 1) silent.push(input.name)
      else failed.push({ name: input.name, error })
    }
  }
  const days = [...new Set(sessions.flatMap((session) => session.days))].sort()
  // Where nothing could be read, nothing at all is written.
  const refreshed = sessions.length > 0 ? await deps.refresh(days) : { days, memories: 0, written: [] }
  if (deps.signal?.aborted) throw interrupted(sessions)
  return { sessions, failed, silent, redacted: [...redacted].map(([kind, count]) => ({ kind, count })), refreshed }
}

function interrupted(sessions: readonly Placement[]): MemError {
  const kept = sessions.length === 1 ? '1 session is' : `${sessions.length} sessions are`
  return new MemError(
    'interrupted',
    sessions.length === 0 ? 'Stopped before anything was written.' : `Stopped. ${kept} safe in raw/.`,
    'Run the same command again: it goes on from there.',
  )
}

/** For one long transcript; of many, the transcripts are counted. */
function countTurns({ reporter }: CaptureDeps): () => void {
  let turns = 0
  return () => reporter.progress('turns read', ++turns)
}

interface InputOptions {
  options: CaptureOptions
  redacted: Map<string, number>
  onTurn: () => void
  onPlaced: (placement: Placement) => void
}

async function captureInput(
  deps: CaptureDeps,
  input: CaptureInput,
  { options, redacted, onTurn, onPlaced }: InputOptions,
): Promise<void> {
  const clean = options.redact === false ? asItIs : redactor(redacted)
  const events = readTranscript(untilAborted(input.bytes, deps.signal), {
    format: options.format ?? 'auto',
    timeZone: deps.timeZone,
    onNotice: (message) => deps.reporter.notice(`${input.name}: ${redact(message).text}`),
    // A cut through a secret would leave half of it, which no rule knows any more.
    beforeCut: clean,
  })
  let captured = 0
  for await (const { meta, turns, isLast } of sessionsOf(events)) {
    const mayBeSeveral = options.session === undefined ? () => {} : () => assertOnly(input, isLast())
    const known = cleanMeta({ ...meta, ...sessionFlags(options) }, clean)
    const placement = await captureSession(deps, known, {
      turns: cleanTurns(turns, {
        clean,
        askedBefore: (first) => askedBefore(deps, known, first),
        onTurn,
        onEnd: mayBeSeveral,
      }),
      saidAt: options.saidAt,
    })
    if (placement) {
      onPlaced(placement)
      captured++
    }
  }
  if (captured === 0)
    throw new MemError('input', `${input.name}: 0 messages found.`, 'See `mem capture --help` for what is read.')
}

/** Called when the first session is read but not yet written: no half of the file gets an id that is not its own. */
function assertOnly({ name }: CaptureInput, isLast: boolean): void {
  if (isLast) return
  throw new MemError('usage', `${name} holds several sessions, but --session names one.`, 'Leave --session out.')
}

/** The bytes, until the run is stopped: then what was read so far looks like the whole and must not be taken for it. */
async function* untilAborted(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    signal?.throwIfAborted()
    yield piece
  }
  signal?.throwIfAborted()
}

const sessionFlags = ({ session, project }: CaptureOptions) => ({
  ...(session !== undefined && { session }),
  ...(project !== undefined && { project }),
})

interface ReadSession {
  meta: TranscriptMeta
  turns: AsyncIterable<Turn>
  /** Known once the turns were read. */
  isLast: () => boolean
}

/** Cuts a stream of events into sessions. Each session's turns must be read to the end before the next is asked for. */
async function* sessionsOf(events: AsyncIterable<TranscriptEvent>): AsyncGenerator<ReadSession> {
  const iterator = events[Symbol.asyncIterator]()
  let next = await iterator.next()
  async function* turns(): AsyncGenerator<Turn> {
    for (; !next.done && next.value.type === 'turn'; next = await iterator.next()) yield next.value.turn
  }
  while (!next.done) {
    if (next.value.type !== 'session') throw new Error('a transcript reader gave a turn before its session')
    const { meta } = next.value
    next = await iterator.next()
    yield { meta, turns: turns(), isLast: () => next.done === true }
  }
}

/** `asked`: what was asked for before it was said. */
type Clean = (text: string, asked?: Asked) => string

const asItIs: Clean = (text) => text

/**
 * What was asked for before the first turn of a piece: by the turn before it, where the folder holds that first turn already, else by the
 * last one that it holds of the session. A turn that is held must be cleaned as it was, or it would be taken for another one.
 */
async function askedBefore(deps: CaptureDeps, { session }: TranscriptMeta, first: Turn): Promise<Asked> {
  let asked = NOTHING_ASKED
  if (session === undefined) return asked
  for await (const held of heldTurns(deps, session)) {
    const isFirst = first.id === undefined ? undefined : held.id === cleanId(first.id, (text) => redact(text).text)
    if (isFirst ?? held.text === redact(first.text).text)
      return isHeldWith(asked, { held, first }) ? asked : NOTHING_ASKED
    if (isFirst === undefined && isHeldWith(asked, { held, first })) return asked
    if (held.role !== 'tool') asked = asksFor(held.text)
  }
  return asked
}

const isHeldWith = (asked: Asked, { held, first }: { held: Turn; first: Turn }): boolean =>
  held.text === redact(first.text, { asked }).text

/** Redacts, and counts what was found by kind. */
const redactor =
  (found: Map<string, number>): Clean =>
  (text, asked = NOTHING_ASKED) => {
    const result = redact(text, { asked })
    for (const { kind, count } of result.found) found.set(kind, (found.get(kind) ?? 0) + count)
    return result.text
  }

/** Two secrets of one kind must not become one id: sessions would run into each other, and turns be taken for held. */
function cleanId(id: string, clean: Clean): string {
  const cleaned = clean(id)
  return cleaned === id ? id : `${cleaned}-${createHash('sha256').update(id).digest('hex').slice(0, 6)}`
}

const cleanMeta = ({ source, session, project }: TranscriptMeta, clean: Clean): TranscriptMeta => ({
  source,
  ...(session !== undefined && { session: cleanId(session, clean) }),
  ...(project !== undefined && { project: clean(project) }),
})

interface Cleaning {
  clean: Clean
  /** What was asked for before the first turn; only needed where that could be an answer. */
  askedBefore: (first: Turn) => Promise<Asked>
  onTurn: () => void
  onEnd: () => void
}

/** Whatever of a turn is written goes through `clean` first, which is told what the turn before asked for. */
async function* cleanTurns(
  turns: AsyncIterable<Turn>,
  { clean, askedBefore, onTurn, onEnd }: Cleaning,
): AsyncGenerator<Turn> {
  let questions: Questions | undefined
  for await (const turn of turns) {
    onTurn()
    questions ??= new Questions(findAnswer(turn.text, ANYTHING_ASKED) ? await askedBefore(turn) : NOTHING_ASKED)
    yield cleanTurn(turn, { clean, questions })
  }
  onEnd()
}

function cleanTurn(
  { id, speaker, text, ...rest }: Turn,
  { clean, questions }: { clean: Clean; questions: Questions },
): Turn {
  // What tools print neither answers nor asks.
  const isSaid = rest.role !== 'tool'
  const cleaned = clean(text, isSaid ? questions.askedOf(speaker) : NOTHING_ASKED)
  if (isSaid) questions.hear(cleaned)
  return { ...rest, ...(id !== undefined && { id: cleanId(id, clean) }), speaker: clean(speaker), text: cleaned }
}
