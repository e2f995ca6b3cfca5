/** Plain text → turns: a dialogue with speaker labels, or a note. Nothing of the text is lost but the labels themselves. */
import type { Role, Turn } from '../memory/types.ts'
import { makeTurn } from './content.ts'
import type { ReaderContext, TranscriptEvent } from './formats.ts'
import { Fences, findSpeakers, knownRole, labelOf, type Speakers } from './labels.ts'
import { SessionAnnouncer } from './session.ts'
import { parseTime } from './time.ts'

/** How much of the text decides whether it is a dialogue, and between whom. */
export const HEAD_CHARS = 2 ** 20
/** A longer turn is cut into several at paragraphs, so that memory stays bounded and a citation stays precise. */
const MAX_TURN_CHARS = 16_000

export interface TextOptions {
  /** `note`: not even looked at for labels. */
  as: 'text' | 'note'
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
  const speakers: Speakers = as === 'note' ? new Map() : findSpeakers(head)
  const rest = { [Symbol.asyncIterator]: () => iterator }
  const session = new SessionAnnouncer(speakers.size > 0 ? 'text' : 'note')
  const turns = new TextTurns(speakers, context)
  yield* session.turns(turns.add(head))
  head = ''
  for await (const piece of rest) yield* session.turns(turns.add(piece))
  yield* session.turns(turns.end())
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
  readonly #context: ReaderContext
  readonly #fences = new Fences()
  #voice = NOTE
  #text = ''
  #line = ''

  constructor(speakers: Speakers, context: ReaderContext) {
    this.#speakers = speakers
    this.#context = context
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
      at: label.time === undefined ? undefined : parseTime(label.time, this.#context),
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
