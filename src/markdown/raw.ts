/**
 * Turns ⇄ raw files, without loss for any well-formed text. A text stands in a block quote, one `> ` a line, split only at `\n`:
 * nothing in it can look like a heading, a rule or a fence of the document. What a turn is besides its text stands as JSON in a
 * comment that its content cannot close.
 */
import * as z from 'zod'
import { MemError } from '../errors.ts'
import type { NumberedTurn, RawSession, Role, SessionHeader } from '../memory/types.ts'
import { localDay, localTime } from './calendar.ts'
import { parseFrontMatter, renderFrontMatter } from './front-matter.ts'
import { escapeInline, oneLine } from './inline.ts'

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is not a time')

/** The front matter of a raw file as it is written; keys that this program does not know pass through. */
export const rawHeaderSchema = z.looseObject({
  kind: z.literal('raw'),
  source: z.string().min(1),
  session: z.string().min(1),
  derived: z.boolean().optional(),
  started: instant,
  ended: instant,
  project: z.string().optional(),
  turns: z.int().nonnegative(),
})

/** What the head of a raw file tells: the session, how many turns follow, and keys that this program does not know. */
export interface RawHead {
  header: SessionHeader
  turns: number
  extra: Record<string, unknown>
}

/** Front matter, title and a blank line. The blocks of {@link renderTurn} follow. */
export function renderRawHead(
  header: SessionHeader,
  options: { turns: number; extra?: Record<string, unknown>; timeZone: string },
): string {
  const { source, session, derived, started, ended, project } = header
  const known = {
    kind: 'raw',
    source,
    session,
    ...(derived && { derived }),
    started,
    ended,
    ...(project !== undefined && { project }),
    turns: options.turns,
  }
  const title = `# Session of ${localDay(started, options.timeZone)}`
  return renderFrontMatter({ ...known, ...withoutKeys(options.extra ?? {}, known) }, `${title}\n\n`)
}

function withoutKeys(data: Record<string, unknown>, known: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !Object.hasOwn(known, key)))
}

/** Reads the head from the first few kilobytes of a raw file (or all of it). `MemError('damaged')` where it is none. */
export function parseRawHead(text: string): RawHead {
  const parsed = rawHeaderSchema.safeParse(parseFrontMatter(text).data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw damaged(`its front matter is not that of a raw file (${issue?.path.join('.')}: ${issue?.message})`)
  }
  const { kind: _, source, session, derived = false, started, ended, project, turns, ...extra } = parsed.data
  const header = { source, session, derived, started, ended, ...(project !== undefined && { project }) }
  return { header, turns, extra }
}

const damaged = (reason: string) =>
  new MemError(
    'damaged',
    `A raw file cannot be read: ${reason}.`,
    'Restore the file from a backup, or capture the session again.',
  )

// A name of plain words is read from the line itself; any other stands in the comment too.
const PLAIN_NAME = /^[\p{L}\p{N}]+(?:[ ._-][\p{L}\p{N}]+)*$/u

/**
 * One turn: heading (the anchor of its citations), speaker and time for the eye, the quoted text, a blank line.
 * With `day`, a time on another day is shown with its date.
 */
export function renderTurn(turn: NumberedTurn, options: { timeZone: string; day?: string }): string {
  const { number, speaker, role, at, id, text } = turn
  const plain = PLAIN_NAME.test(speaker)
  const rest = { ...(!plain && { speaker }), role, ...(at !== undefined && { at }), ...(id !== undefined && { id }) }
  const name = plain ? speaker : escapeInline(oneLine(speaker)) || role
  const quoted = text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`))
  return `## turn-${number}\n**${name}**${shownTime(at, options)} <!-- ${commentJson(rest)} -->\n\n${quoted.join('\n')}\n\n`
}

function shownTime(at: string | undefined, { timeZone, day }: { timeZone: string; day?: string }): string {
  if (at === undefined || Number.isNaN(Date.parse(at))) return ''
  const date = day === undefined || localDay(at, timeZone) === day ? '' : `${localDay(at, timeZone)} `
  return ` · ${date}${localTime(at, timeZone)}`
}

/** JSON that can stand in an HTML comment on one line: no `--`, no angle bracket, no character that hides or reorders text. */
function commentJson(value: object): string {
  return JSON.stringify(value)
    .replace(/--/g, '-\\u002d')
    .replace(/[<>\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
      character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
    )
}

/** A turn and the lines of its block in the file: from its heading to the end of its text, inclusive, from 1. */
export type LocatedTurn = NumberedTurn & { lines: [number, number] }

/** Reads a whole raw file. `MemError('damaged')` names the file and says what is wrong with it. */
export function parseRaw(text: string, path: string): RawSession {
  try {
    const { header, turns: expected } = parseRawHead(text)
    const reader = new TurnReader()
    const turns = [...reader.read(text), ...reader.end()].map(({ lines: _, ...turn }) => turn)
    if (turns.length !== expected) throw damaged(`it should hold ${expected} turns, but ${turns.length} are there`)
    return { path, header, turns }
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    throw new MemError(error.code, `${path}: ${error.message}`, error.hint, { cause: error })
  }
}

/** A text that is in memory already, for {@link parseRawTurns}. */
export async function* inOnePiece(text: string): AsyncGenerator<string> {
  yield text
}

/** Reads the turns of a raw file that comes in pieces, in memory for one turn. `MemError('damaged')` where a block is broken. */
export async function* parseRawTurns(pieces: AsyncIterable<string>): AsyncIterable<LocatedTurn> {
  const reader = new TurnReader()
  for await (const piece of pieces) yield* reader.read(piece)
  yield* reader.end()
}

const HEADING = /^## turn-([1-9]\d{0,8})$/
const turnSchema = z.object({
  speaker: z.string().min(1).optional(),
  role: z.enum(['user', 'assistant', 'system', 'tool'] satisfies Role[]),
  at: z.string().optional(),
  id: z.string().optional(),
})

/** The block that is being read: its text is `undefined` until the first quoted line. */
interface OpenTurn {
  number: number
  firstLine: number
  about?: Omit<NumberedTurn, 'number' | 'text'>
  text?: string[]
}

/** Lines in, turns out. */
class TurnReader {
  #rest: string[] = []
  #lineNumber = 0
  #lastNumber = 0
  #windows = false
  #open: OpenTurn | undefined;

  /** The turns that are complete once this piece is read. */
  *read(piece: string): Generator<LocatedTurn> {
    let start = 0
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      const line = piece.slice(start, end)
      yield* this.#line(this.#rest.length === 0 ? line : this.#rest.splice(0).join('') + line)
      start = end + 1
    }
    if (start < piece.length) this.#rest.push(piece.slice(start))
  }

  *end(): Generator<LocatedTurn> {
    if (this.#rest.length > 0) yield* this.#line(this.#rest.splice(0).join(''))
    this.#lineNumber += 1
    yield* this.#close()
  }

  *#line(line: string): Generator<LocatedTurn> {
    this.#lineNumber += 1
    // This program ends lines with \n alone: a first line with \r says that some tool has converted the whole file.
    if (this.#lineNumber === 1) this.#windows = line.endsWith('\r')
    const content = this.#windows && line.endsWith('\r') ? line.slice(0, -1) : line
    const heading = HEADING.exec(content)
    if (heading) {
      yield* this.#close()
      this.#start(Number(heading[1]))
    } else if (content.startsWith('>')) this.#quote(content)
    else if (this.#open && !this.#open.about) this.#open.about = this.#describe(content)
    else if (this.#open?.text) {
      if (content.trim() !== '') throw this.#damaged('the text of a turn is not quoted with >')
      yield* this.#close()
    }
  }

  #start(number: number): void {
    if (number <= this.#lastNumber) throw this.#damaged(`turn ${number} comes after turn ${this.#lastNumber}`)
    this.#lastNumber = number
    this.#open = { number, firstLine: this.#lineNumber }
  }

  #quote(line: string): void {
    if (!this.#open?.about) throw this.#damaged('quoted text belongs to no turn')
    this.#open.text ??= []
    this.#open.text.push(line.slice(line.startsWith('> ') ? 2 : 1))
  }

  /** `**Caroline** · 16:17 <!-- {"role":"user"} -->` */
  #describe(line: string): Omit<NumberedTurn, 'number' | 'text'> {
    const start = line.lastIndexOf('<!-- ')
    if (start === -1 || !line.endsWith(' -->')) throw this.#damaged('a turn has no comment with its role')
    const about = turnSchema.safeParse(parseJson(line.slice(start + 5, -4)))
    const speaker = about.data?.speaker ?? /^\*\*([^*]+)\*\*/.exec(line)?.[1]
    if (!about.success || speaker === undefined) throw this.#damaged('the comment of a turn is malformed')
    const { role, at, id } = about.data
    return { speaker, role, ...(at !== undefined && { at }), ...(id !== undefined && { id }) }
  }

  *#close(): Generator<LocatedTurn> {
    const open = this.#open
    if (!open) return
    if (!open.about || !open.text) throw this.#damaged(`turn ${open.number} breaks off`)
    this.#open = undefined
    const { number, firstLine, about, text } = open
    const lastLine = this.#lineNumber - 1
    yield { number, ...about, text: text.join('\n'), lines: [firstLine, lastLine] }
  }

  #damaged(reason: string): MemError {
    return damaged(`line ${this.#lineNumber}: ${reason}`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
