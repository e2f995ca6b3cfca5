/** Plain text → turns: a dialogue with speaker labels, or a note. Nothing of the text is lost but the labels themselves. */
import type { Role, Turn } from '../memory/types.ts'
import { makeTurn } from './content.ts'
import type { ReaderContext, TranscriptEvent } from './formats.ts'
import { Fences, knownRole, labelOf } from './labels.ts'
import { SessionAnnouncer } from './session.ts'
import { findLabels, type Speakers, speakersAsked, speakersIn } from './speakers.ts'
import { isMonthFirstIn, parseTime, type TimeOptions } from './time.ts'

/** How much of the text decides whether it is a dialogue, and between whom. */
export const HEAD_CHARS = 2 ** 20
/** A longer turn is cut into several at paragraphs, so that memory stays bounded and a citation stays precise. */
const MAX_TURN_CHARS = 16_000

export interface TextOptions {
  /** `note`: not even looked at for labels; `text`: a dialogue, because the user says so; `auto`: whatever it looks like. */
  as: 'auto' | 'text' | 'note'
  context: ReaderContext
}

/** The text may come in pieces of any size. */
export async function* readText(
  pieces: AsyncIterable<string>,
  { as, context }: TextOptions,
): AsyncIterable<TranscriptEvent> {
  const iterator = pieces[Symbol.asyncIterator]()
  let head = ''
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    head += next.value
    if (head.length >= HEAD_CHARS) break
  }
  const found = as === 'note' ? { labels: [], starts: 0 } : findLabels(head)
  const speakers = as === 'text' ? speakersAsked(found) : speakersIn(found)
  if (as !== 'note') context.notice(howItIsRead(speakers, as))
  const rest = { [Symbol.asyncIterator]: () => iterator }
  const session = new SessionAnnouncer(speakers.size > 0 ? 'text' : 'note')
  const isMonthFirst = isMonthFirstIn(found.labels.flatMap(({ time }) => time ?? []))
  const turns = new TextTurns(speakers, { timeZone: context.timeZone, isMonthFirst })
  yield* session.turns(turns.add(head))
  head = ''
  for await (const piece of rest) yield* session.turns(turns.add(piece))
  yield* session.turns(turns.end())
}

const MOST_NAMED = 4

/** A text may be taken for the wrong thing: its user is told, and told the way out. */
function howItIsRead(speakers: Speakers, as: 'auto' | 'text'): string {
  if (speakers.size === 0) {
    return as === 'text'
      ? 'No line begins with a name and a colon: read as one note.'
      : 'Read as one note. For a dialogue, begin lines with "Name:" and use --format text.'
  }
  const names = [...speakers.keys()]
  const shown = names.slice(0, MOST_NAMED).join(', ')
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return `Read as a dialogue of ${shown}${more}.${as === 'auto' ? ' If it is none, use --format note.' : ''}`
}

interface Voice {
  speaker: string
  role: Role
  at?: string | undefined
}

const NOTE: Voice = { speaker: 'Note', role: 'user' }

/** Collects lines into turns. */
class TextTurns {
  readonly #speakers: Speakers
  readonly #times: TimeOptions
  readonly #fences = new Fences()
  #voice = NOTE
  #text = ''
  #line = ''

  constructor(speakers: Speakers, times: TimeOptions) {
    this.#speakers = speakers
    this.#times = times
  }

  *add(piece: string): Iterable<Turn | undefined> {
    if (this.#speakers.size === 0) {
      this.#text += piece
      yield* this.#overflow()
      return
    }
    let from = 0
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', from)) {
      yield* this.#endLine(this.#line + piece.slice(from, at + 1))
      this.#line = ''
      from = at + 1
    }
    this.#line += piece.slice(from)
    if (this.#line.length > MAX_TURN_CHARS) {
      yield* this.#endLine(this.#line)
      this.#line = ''
    }
  }

  *end(): Iterable<Turn | undefined> {
    if (this.#line !== '') yield* this.#endLine(this.#line)
    yield* this.#endTurn(NOTE)
  }

  *#endLine(line: string): Iterable<Turn | undefined> {
    const label = this.#fences.covers(line) ? undefined : labelOf(line.replace(/\r?\n$/, ''))
    const role = label && this.#speakers.get(label.name)
    if (!label || !role) {
      this.#text += line
      yield* this.#overflow()
      return
    }
    const speaker = knownRole(label.name) ? label.name.replace(/ (?:said|says)$/i, '') : label.name
    yield* this.#endTurn({
      speaker,
      role,
      at: label.time === undefined ? undefined : parseTime(label.time, this.#times),
    })
    this.#text = label.rest === '' ? '' : `${label.rest}\n`
  }

  *#endTurn(next: Voice): Iterable<Turn | undefined> {
    // A note keeps its own white space but for the last line break, which is the file's, not the text's.
    const text = this.#speakers.size === 0 ? this.#text.replace(/\r?\n$/, '') : trimBlankLines(this.#text)
    yield makeTurn({ ...this.#voice, text })
    this.#text = ''
    this.#voice = next
  }

  *#overflow(): Iterable<Turn | undefined> {
    let from = 0
    while (this.#text.length - from > MAX_TURN_CHARS) {
      const end = from + cutAt(this.#text.slice(from, from + MAX_TURN_CHARS))
      yield makeTurn({ ...this.#voice, text: this.#text.slice(from, end) })
      from = end
    }
    if (from > 0) this.#text = this.#text.slice(from)
  }
}

const trimBlankLines = (text: string) => text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd()

/** After the last paragraph, line, sentence or word of the later half; else between two characters. */
function cutAt(text: string): number {
  for (const border of ['\n\n', '\n', '. ', ' ']) {
    const at = text.lastIndexOf(border)
    if (at >= text.length / 2) return at + border.length
  }
  return /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length
}
