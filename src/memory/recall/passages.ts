/** A file of the folder → the passages that are indexed. Loaded only where a file is new or changed. */
import { createHash } from 'node:crypto'
import { daysOfWeek, isDay, isMonth, isWeek, localDay, startOfDay } from '../../markdown/calendar.ts'
import { passagesOf } from '../../markdown/chunk.ts'
import { inOnePiece, parseRawHead, parseRawTurns } from '../../markdown/raw.ts'
import { statementsOf } from '../../markdown/statements.ts'
import { FLAG, type PassageEntry, type TextHash } from '../../rank/segment.ts'
import { terms } from '../../rank/tokenize.ts'
import type { Level, Memory, NumberedTurn } from '../types.ts'
import { withoutNavigation } from './navigation.ts'
import { TOPIC_LABEL } from './topic-label.ts'
import { numberFlag, type TurnBefore, turnBefore, turnFlags } from './turn-flags.ts'

/** A passage, and the text whose vector it gets. */
export interface IndexedPassage {
  entry: PassageEntry
  text: string
}

export interface FilePassages {
  passages: IndexedPassage[]
  session?: string
  cites?: string
}

const MINUTE_MS = 60_000
const HALF_DAY_MS = 12 * 60 * MINUTE_MS

interface FileSource {
  path: string
  level: Level
  text: string
  /** Stands for the day of statements that tell none. */
  modifiedMs: number
  timeZone: string
}

/** @throws MemError `damaged` for a raw file that cannot be read. */
export async function passagesOfFile(source: FileSource): Promise<FilePassages> {
  return source.level === 'raw' ? rawPassages(source.text) : statementPassages(source)
}

async function rawPassages(text: string): Promise<FilePassages> {
  const { header } = parseRawHead(text)
  const passages: IndexedPassage[] = []
  let minute = minuteOf(header.started)
  let before: TurnBefore | undefined
  for await (const turn of parseRawTurns(inOnePiece(text))) {
    // A turn without a time was said after the one before it.
    if (turn.at !== undefined) minute = minuteOf(turn.at)
    passages.push(...turnPassages(turn, { minute, before }))
    before = turnBefore(turn.text)
  }
  return { passages, session: header.session }
}

interface TurnPlace {
  /** When it was said. */
  minute: number
  before: TurnBefore | undefined
}

const minuteOf = (iso: string): number => Math.max(0, Math.floor(Date.parse(iso) / MINUTE_MS)) || 0

function turnPassages({ number, speaker, role, text }: NumberedTurn, { minute, before }: TurnPlace): IndexedPassage[] {
  // "User" and "Assistant" name a role, which is scored by itself; other names are evidence like words.
  const labels = speaker.toLowerCase() === role ? [] : terms(speaker)
  return passagesOf(text).map(({ start, end }) => {
    const passage = text.slice(start, end)
    const words = terms(passage)
    const flags = turnFlags({ text: passage, terms: words, role, before })
    const entry = { place: number, start, end, terms: words, labels, speaker, flags, minute }
    return { text: passage, entry: { ...entry, textHash: hashOf(passage) } }
  })
}

/** 64 bits of SHA-256. */
function hashOf(text: string): TextHash {
  const digest = createHash('sha256').update(text).digest()
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)]
}

function statementPassages({ path, level, text, modifiedMs, timeZone }: FileSource): FilePassages {
  const cites: string[] = []
  const noonOf = noonMinutes(timeZone)
  const date = dayOfPath(path) ?? localDay(new Date(modifiedMs), timeZone)
  const located = statementsOf(text, { path, date })
  const statements = level === 'root' ? withoutNavigation(located, text) : located
  const passages = statements.map(({ memory, lines }, index): IndexedPassage => {
    for (const { path: cited, turns } of memory.citations) {
      if (turns) cites.push(citeLine(index, { memory, cited, turns }))
    }
    const entry: PassageEntry = {
      place: lines[0],
      start: lines[1],
      end: memory.text.length,
      terms: terms(memory.text),
      labels: memory.topics.map((topic) => `${TOPIC_LABEL}${topic}`),
      speaker: '',
      flags: statementFlags(memory, level),
      minute: noonOf(memory.date),
      textHash: hashOf(memory.text),
    }
    return { text: memory.text, entry }
  })
  return { passages, ...(cites.length > 0 && { cites: cites.join('\n') }) }
}

/** As {@link IndexedFile.cites} has it. */
function citeLine(
  statement: number,
  { memory, cited, turns }: { memory: Memory; cited: string; turns: readonly [number, number] },
): string {
  const { topics, superseded } = memory
  const fields = [statement, ...turns, cited, topics.join(' ')]
  return (superseded === undefined ? fields : [...fields, superseded]).join('\t')
}

function statementFlags({ text, citations, superseded, status }: Memory, level: Level): number {
  const isDerived = citations.some(({ turns }) => turns !== undefined)
  const isReplaced = superseded !== undefined
  // A day says what was open then; only ROOT.md says what is open now.
  const isToDo = level === 'root' && status === 'open' && !isReplaced
  return (
    FLAG.statement |
    (isDerived ? FLAG.derived : 0) |
    (isReplaced ? FLAG.superseded : 0) |
    (isToDo ? FLAG.toDo : 0) |
    numberFlag(text)
  )
}

/** Noon of a local day in minutes; days repeat, and finding their start takes a while. */
function noonMinutes(timeZone: string): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    const minute = known.get(day) ?? Math.max(0, (startOfDay(day, timeZone).getTime() + HALF_DAY_MS) / MINUTE_MS)
    known.set(day, minute)
    return minute
  }
}

/** The day that a level file stands for: that of a daily file, else the first of its week or month. */
function dayOfPath(path: string): string | undefined {
  const name = path.replace(/^.*\//, '').replace(/\.md$/, '')
  if (isDay(name)) return name
  if (isWeek(name)) return daysOfWeek(name)[0]
  return isMonth(name) ? `${name}-01` : undefined
}
