/** A daily file from the turns of its day: only turns that it does not cover yet are read by the extractor. */

import { mergeMemories } from '../../extract/changes/merge.ts'
import { OpenTasks } from '../../extract/changes/open-tasks.ts'
import { EMBEDDED_ENGINE } from '../../extract/embedded-extractor.ts'
import { fitMemories, memoryTokens } from '../../extract/select/fit.ts'
import { documentPath } from '../../markdown/document.ts'
import type { Extraction, Memory, NumberedTurn, RawSession } from '../types.ts'
import { levelBudget } from './budget.ts'
import {
  countsOf,
  isCapped,
  joinDraft,
  type LevelFile,
  rawTokensOf,
  readTarget,
  sectionsByKind,
  writeDocument,
} from './documents.ts'
import { type Earlier, readEarlier } from './earlier.ts'
import { listSessions, readSession, type SessionStamp, turnsByDay } from './sessions.ts'
import type { CompactDeps, FileResult } from './types.ts'

export interface DailyOptions {
  /** Reads all turns of the day again and replaces every line that no human wrote. */
  force?: boolean
  /** With `force`: what stands there is good enough to stay where the model cannot be had. */
  onlyByModel?: boolean
  /** The heads of the raw files, where the caller has them. */
  sessions?: readonly SessionStamp[]
  /** What the days before say, where the caller has it. */
  earlier?: Earlier
  signal?: AbortSignal
}

/** Turns of one session that belong to the day. */
interface DayPart {
  session: RawSession
  turns: NumberedTurn[]
}

/** What was read of one session: its turns after `from`, up to `to`. */
interface Reading {
  path: string
  from: number
  to: number
  rawTokens: number
  extraction: Extraction
}

const CONTEXT_TURNS = 4

/** So much talk (UTF-16 units) is read, extracted and written at a time: a day of any size needs the memory of a few raw files. */
const BATCH_SIZE = 2_000_000

/**
 * Brings `daily/<day>.md` up to date. The extractor runs without the lock; under it the file is read again, and what another process has
 * added meanwhile is not added twice. What a human wrote, edited, deleted or pinned stays as it is.
 */
export async function updateDaily(deps: CompactDeps, day: string, options: DailyOptions = {}): Promise<FileResult> {
  const { force = false, onlyByModel = false, signal } = options
  const path = documentPath('daily', day)
  const before = await readTarget(deps, path)
  const covered = force ? {} : countsOf(before?.document)
  const stamps = (options.sessions ?? (await listSessions(deps, { until: day }))).filter(
    ({ firstDay, lastDay }) => firstDay <= day && lastDay >= day,
  )
  const result: FileResult = { path, written: false, rejected: 0, fellBack: false, capped: false }
  let renewed: ReadonlySet<string> = new Set(force ? stamps.map((stamp) => stamp.path) : [])
  for await (const parts of dueParts(deps, day, { stamps, covered })) {
    const earlier = options.earlier ?? (await readEarlier(deps, day))
    const readings: Reading[] = []
    for (const part of parts)
      readings.push(await readTurns(deps, part, { day, from: covered[part.session.path] ?? 0, earlier, signal }))
    result.rejected += readings.reduce((sum, { extraction }) => sum + extraction.rejected, 0)
    result.fellBack ||= readings.some(({ extraction }) => extraction.engine !== deps.extractor.id)
    result.capped ||= readings.some(({ extraction }) => extraction.capped)
    if (onlyByModel && readings.every(({ extraction }) => extraction.engine === EMBEDDED_ENGINE)) return result
    const written = await deps.folder.withLock(async () => {
      const existing = await readTarget(deps, path)
      return writeDocument(
        deps,
        draftDaily(deps, { day, readings, existing, renewed, openActions: earlier.openActions }),
        existing,
      )
    })
    result.written ||= written
    renewed = new Set()
  }
  return result
}

/** The sessions with turns of the day that are not covered, in batches. */
async function* dueParts(
  deps: CompactDeps,
  day: string,
  { stamps, covered }: { stamps: readonly SessionStamp[]; covered: Record<string, number> },
): AsyncGenerator<DayPart[]> {
  let parts: DayPart[] = []
  let size = 0
  for (const { path } of stamps) {
    const session = await readSession(deps, path)
    const turns = session && turnsByDay(session, deps.timeZone).get(day)
    if (!session || (turns?.at(-1)?.number ?? 0) <= (covered[path] ?? 0)) continue
    parts.push({ session, turns: turns ?? [] })
    size += session.turns.reduce((sum, { text }) => sum + text.length, 0)
    if (size < BATCH_SIZE) continue
    yield parts
    parts = []
    size = 0
  }
  if (parts.length > 0) yield parts
}

async function readTurns(
  { extractor, countTokens }: CompactDeps,
  { session, turns }: DayPart,
  { day, from, earlier, signal }: { day: string; from: number; earlier: Earlier; signal: AbortSignal | undefined },
): Promise<Reading> {
  const fresh = turns.filter(({ number }) => number > from)
  const first = fresh[0]?.number ?? 0
  const extraction = await extractor.extract(
    {
      path: session.path,
      turns: fresh,
      context: session.turns.filter(({ number }) => number < first && number >= first - CONTEXT_TURNS),
      date: day,
      knownTopics: earlier.topics,
      openActions: earlier.openActions,
    },
    signal ? { signal } : {},
  )
  const rawTokens = spokenTokens(fresh, { countTokens })
  return { path: session.path, from, to: fresh.at(-1)?.number ?? from, rawTokens, extraction }
}

interface DailyInput {
  day: string
  readings: readonly Reading[]
  existing: LevelFile | undefined
  /** Raw files whose machine lines are all made anew, from this batch on. */
  renewed: ReadonlySet<string>
  openActions: readonly Memory[]
}

function draftDaily(deps: CompactDeps, { day, readings, existing, renewed, openActions }: DailyInput) {
  const counts = Object.fromEntries(Object.entries(countsOf(existing?.document)).filter(([path]) => !renewed.has(path)))
  // Another process may have covered these turns while the extractor ran: then its lines stand.
  const valid = readings.filter(({ path, from }) => (counts[path] ?? 0) === from)
  const items = existing?.document.sections.flatMap((section) => section.items) ?? []
  const old = items
    .filter(
      ({ hand, memory }) => !hand && !(renewed.size > 0 && memory.citations.every(({ path }) => renewed.has(path))),
    )
    .map(({ memory }) => memory)
  const byHand = items.filter(({ hand }) => hand).map(({ memory }) => memory)
  const fresh = valid.flatMap(({ extraction }) => extraction.memories)
  const before = renewed.size > 0 ? 0 : rawTokensOf(existing?.document)
  const isStillCapped = renewed.size === 0 && isCapped(existing?.document)
  const rawTokens = valid.reduce((sum, reading) => sum + reading.rawTokens, before)
  const merged = mergeMemories([...byHand, ...old, ...fresh])
  const tasks = new OpenTasks(openActions)
  const kept = fitMemories(merged, {
    // A human's words come on top: they push nobody's out.
    budgetTokens: levelBudget(deps, 'daily', { rawTokens }) + tokensOf(byHand, deps),
    countTokens: deps.countTokens,
    meaning: deps.meaning,
    mustKeep: ({ text }) => tasks.isClosedBy(text),
  })
  const sources = { ...counts, ...Object.fromEntries(valid.map(({ path, to }) => [path, to])) }
  return joinDraft(
    {
      level: 'daily',
      period: day,
      front: {
        sources: sorted(sources),
        rawTokens,
        engine: enginesOf(valid, renewed.size > 0 ? undefined : existing),
        capped: isStillCapped || valid.some(({ extraction }) => extraction.capped) ? true : undefined,
      },
      sections: sectionsByKind(inOrder(kept.filter(({ origin }) => origin === 'machine'))),
    },
    existing?.document,
  )
}

const tokensOf = (memories: readonly Memory[], { countTokens }: Pick<CompactDeps, 'countTokens'>): number =>
  memories.reduce((sum, memory) => sum + memoryTokens(memory, countTokens), 0)

/** Tokens of what people and assistants said; tool output is not what a summary is measured against. */
export const spokenTokens = (
  turns: readonly NumberedTurn[],
  { countTokens }: Pick<CompactDeps, 'countTokens'>,
): number =>
  turns
    .filter(({ role }) => role === 'user' || role === 'assistant')
    .reduce((sum, { speaker, text }) => sum + countTokens(`${speaker}: ${text}`), 0)

const enginesOf = (readings: readonly Reading[], existing: LevelFile | undefined): string => {
  const before = existing?.document.front.engine
  const engines = [
    ...(typeof before === 'string' ? before.split(', ') : []),
    ...readings.map(({ extraction }) => extraction.engine),
  ]
  return [...new Set(engines)].sort().join(', ')
}

const sorted = (record: Record<string, number>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** By session and turn, as they were said. */
const inOrder = (memories: readonly Memory[]): Memory[] =>
  memories.toSorted((a, b) => {
    const [x, y] = [a.citations[0], b.citations[0]]
    return (x?.path ?? '').localeCompare(y?.path ?? '') || (x?.turns?.[0] ?? 0) - (y?.turns?.[0] ?? 0)
  })
