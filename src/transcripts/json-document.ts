/**
 * One JSON document → its records, in memory bounded by the largest record. Only the outermost structure is scanned here; each
 * record's own text goes to `JSON.parse`.
 */
import { MemError } from '../errors.ts'
import type { ReaderContext } from './formats.ts'
import { MAX_RECORD_CHARS, parseJson } from './lines.ts'

/** `header`: the other fields of an object whose list of messages follows as items. */
export type Frame = { kind: 'header'; fields: Record<string, unknown> } | { kind: 'item'; value: unknown }

/** Lists that are streamed where they stand at the top of a document. */
const STREAMED_LISTS: ReadonlySet<string> = new Set(['messages', 'conversations'])
/** Fields may follow the list, the session's id among them: this much of the list is held back for them. */
const HELD_CHARS = 2 * 2 ** 20

/** Reads every top-level value: of arrays the elements, of objects the fields and then the elements of their message list. */
export async function* readJsonDocument(pieces: AsyncIterable<string>, context: ReaderContext): AsyncIterable<Frame> {
  const cursor = new JsonCursor(pieces)
  try {
    while ((await cursor.peek()) !== '') {
      const opening = await cursor.peek()
      if (opening === '[') yield* readList(cursor, context)
      else if (opening === '{') yield* readObject(cursor, context)
      else throw malformed(`A top-level value begins with ${JSON.stringify(opening)}.`)
    }
  } finally {
    await cursor.close()
  }
}

async function* readList(cursor: JsonCursor, context: ReaderContext): AsyncIterable<Frame & { kind: 'item' }> {
  await cursor.expect('[')
  if ((await cursor.peek()) === ']') return cursor.expect(']')
  for (let number = 1; ; number++) {
    const element = await cursor.value()
    if (element === undefined) context.notice(`Element ${number} is too long to be a message and was skipped.`)
    else yield { kind: 'item', value: element.value }
    if ((await cursor.expect(',]')) === ']') return
  }
}

async function* readObject(cursor: JsonCursor, context: ReaderContext): AsyncIterable<Frame> {
  const fields = new Map<string, unknown>()
  const held: Frame[] = []
  let heldFrom: number | undefined
  let streaming = false
  await cursor.expect('{')
  let more = (await cursor.peek()) !== '}'
  if (!more) await cursor.expect('}')
  while (more) {
    const key = await cursor.key()
    if (STREAMED_LISTS.has(key) && (await cursor.peek()) === '[') {
      heldFrom ??= cursor.offset
      for await (const item of readList(cursor, context)) {
        if (!streaming && cursor.offset - heldFrom > HELD_CHARS) {
          streaming = true
          yield { kind: 'header', fields: Object.fromEntries(fields) }
          yield* held.splice(0)
        }
        if (streaming) yield item
        else held.push(item)
      }
    } else {
      const field = await cursor.value()
      if (streaming)
        context.notice(`The field ${JSON.stringify(key)} comes after a long list of messages and was not used.`)
      else if (field) fields.set(key, field.value)
    }
    more = (await cursor.expect(',}')) === ','
  }
  if (streaming) return
  if (heldFrom === undefined) yield { kind: 'item', value: Object.fromEntries(fields) }
  else yield* [{ kind: 'header' as const, fields: Object.fromEntries(fields) }, ...held]
}

/** A place in the text; reads on only as far as asked. */
class JsonCursor {
  readonly #pieces: AsyncIterator<string>
  #piece = ''
  #at = 0
  #before = 0

  constructor(pieces: AsyncIterable<string>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** Characters read so far. */
  get offset(): number {
    return this.#before + this.#at
  }

  async close(): Promise<void> {
    await this.#pieces.return?.()
  }

  /** The next character that is not white space; `''` at the end. */
  async peek(): Promise<string> {
    for (;;) {
      NOT_SPACE.lastIndex = this.#at
      const found = NOT_SPACE.exec(this.#piece)
      this.#at = found ? found.index : this.#piece.length
      if (found) return found[0]
      if (!(await this.#refill())) return ''
    }
  }

  /** Takes one of these characters. */
  async expect(characters: string): Promise<string> {
    const next = await this.peek()
    if (next === '') throw truncated()
    if (!characters.includes(next))
      throw malformed(`There is ${JSON.stringify(next)} where one of ${characters} belongs.`)
    this.#at += 1
    return next
  }

  async key(): Promise<string> {
    if ((await this.peek()) !== '"') throw (await this.peek()) === '' ? truncated() : malformed('A field has no name.')
    const key = await this.value()
    await this.expect(':')
    return String(key?.value)
  }

  /** The next value, parsed; `undefined` where it is longer than `MAX_RECORD_CHARS`. */
  async value(): Promise<{ value: unknown } | undefined> {
    const opening = await this.peek()
    if (opening === '') throw truncated()
    const scan = '{["'.includes(opening) ? containerScan() : scalarScan
    const parts: string[] = []
    let length = 0
    for (let done = false; !done; ) {
      const end = scan(this.#piece, this.#at)
      done = end >= 0
      const part = this.#piece.slice(this.#at, done ? end : undefined)
      length += part.length
      if (length <= MAX_RECORD_CHARS) parts.push(part)
      this.#at += part.length
      if (!done && !(await this.#refill())) throw truncated()
    }
    if (length > MAX_RECORD_CHARS) return undefined
    const parsed = parseJson(parts.join(''))
    if (!parsed) throw malformed(`The value before character ${this.offset.toLocaleString('en')} cannot be read.`)
    return parsed
  }

  async #refill(): Promise<boolean> {
    const next = await this.#pieces.next()
    if (next.done) return false
    this.#before += this.#piece.length
    this.#piece = next.value
    this.#at = 0
    return true
  }
}

const NOT_SPACE = /[^\s]/g
const SCALAR_END = /[,\]}\s]/g
const STRUCTURE = /["{}[\]]/g
const STRING_STOP = /["\\]/g

/** Where the value ends in this piece (exclusive), or -1 where it goes on in the next. */
type Scan = (piece: string, from: number) => number

const scalarScan: Scan = (piece, from) => indexFrom(SCALAR_END, piece, from)

function containerScan(): Scan {
  let depth = 0
  let inString = false
  let escaped = false
  return (piece, from) => {
    for (let at = from; at < piece.length; ) {
      if (escaped) {
        escaped = false
        at += 1
        continue
      }
      const stop = indexFrom(inString ? STRING_STOP : STRUCTURE, piece, at)
      if (stop < 0) return -1
      const character = piece[stop]
      if (character === '\\') escaped = true
      else if (character === '"') inString = !inString
      else depth += character === '{' || character === '[' ? 1 : -1
      at = stop + 1
      if (depth === 0 && !inString && !escaped) return at
    }
    return -1
  }
}

function indexFrom(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? -1
}

const truncated = () =>
  new MemError(
    'input',
    'The JSON ends in the middle of a value: half of the file is missing.',
    'Export or copy it again, then capture the whole file.',
  )

const malformed = (why: string) =>
  new MemError(
    'input',
    `The input begins like JSON but is not valid JSON. ${why}`,
    'Repair the file, or capture it as it is with --format note.',
  )
