/** The way in: a transcript of any known format → its sessions and turns, streamed. */
import { MemError } from '../errors.ts'
import { chatgptReader } from './chatgpt.ts'
import { claudeAiReader } from './claude-ai.ts'
import { claudeCodeReader } from './claude-code.ts'
import { codexReader } from './codex.ts'
import { fieldsOf } from './content.ts'
import { decodeText } from './decode.ts'
import { type Framing, formatOf, framingOf, unknownShape } from './detect.ts'
import type { Format, JsonFormat, ReaderContext, ReadOptions, RecordReader, TranscriptEvent } from './formats.ts'
import { geminiCliReader } from './gemini-cli.ts'
import { type Frame, readJsonDocument } from './json-document.ts'
import { readJsonLines } from './lines.ts'
import { messagesReader } from './messages.ts'
import { opencodeReader } from './opencode.ts'
import { SilentTranscript } from './silent.ts'
import { readText } from './text.ts'

export { FORMATS, type Format, type ReadOptions, type TranscriptEvent, type TranscriptMeta } from './formats.ts'
export { SilentTranscript } from './silent.ts'

/** Enough to hold the first line of any client's file; only then it is known whether more lines follow. */
const HEAD_CHARS = 4 * 2 ** 20
const SMALL_HEAD_CHARS = 2 ** 16
/** How many records may come before the first that tells the format. */
const MAX_UNTOLD_RECORDS = 1000

const READERS: Readonly<Record<JsonFormat, (context: ReaderContext) => RecordReader>> = {
  'claude-code': claudeCodeReader,
  codex: codexReader,
  'gemini-cli': geminiCliReader,
  opencode: opencodeReader,
  chatgpt: chatgptReader,
  'claude-ai': claudeAiReader,
  messages: messagesReader,
}

/**
 * Streams the turns of a transcript, each session announced before its first turn. Memory is bounded by the largest record, whatever
 * the file's size. What no person or model said (injected context, meta and sidechain records, reasoning) is left out; tool calls
 * and their results are one turn each. Texts are verbatim and **not yet redacted**.
 *
 * @throws MemError `input` for empty or binary input, JSON that is damaged, cut off or of no known shape, and transcripts without a
 *   message. It may come after turns were already streamed (a file that turns out to be cut off): keep nothing then.
 */
export async function* readTranscript(
  input: AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncIterable<TranscriptEvent> {
  const text = decodeText(input)[Symbol.asyncIterator]()
  let turns = 0
  try {
    for await (const event of eventsOf(text, options)) {
      if (event.type === 'turn') turns += 1
      yield event
    }
  } finally {
    await text.return?.()
  }
  if (turns === 0) {
    throw new SilentTranscript(
      'The transcript was read, but nobody says anything in it.',
      'Check that it is the right file.',
    )
  }
}

async function* eventsOf(text: AsyncIterator<string>, options: ReadOptions): AsyncIterable<TranscriptEvent> {
  const { format = 'auto' } = options
  const context = contextOf(options)
  const { head, whole, pieces } = await lookAhead(text)
  if (whole && head.trim() === '') {
    throw new MemError('input', 'The input is empty. 0 messages found.', 'Give a transcript, a file or a text.')
  }
  const framing = framingFor(format, framingOf(head, { whole }))
  if (framing === 'text')
    yield* readText(pieces, { as: format === 'note' || format === 'text' ? format : 'auto', context })
  else yield* readJson(pieces, { framing, format, context })
}

function contextOf({ timeZone, onNotice, beforeCut }: ReadOptions): ReaderContext {
  return { timeZone, beforeCut: beforeCut ?? ((text) => text), notice: onNotice ?? (() => {}) }
}

function framingFor(format: Format, found: Framing): Framing {
  if (format === 'text' || format === 'note') return 'text'
  if (format !== 'auto' && found === 'text') {
    throw new MemError(
      'input',
      `The input is plain text, not a transcript of the format ${format}.`,
      'Leave out --format: it is detected.',
    )
  }
  return found
}

interface LookedAt {
  head: string
  /** Whether the head is all there is. */
  whole: boolean
  /** The text from its beginning. */
  pieces: AsyncIterable<string>
}

/** Reads the beginning: a small piece, but the whole first line where it may be an object. */
async function lookAhead(iterator: AsyncIterator<string>): Promise<LookedAt> {
  const parts: string[] = []
  let length = 0
  let hasLine = false
  let whole = false
  while (length < SMALL_HEAD_CHARS || (!hasLine && length < HEAD_CHARS && mayBeObject(parts))) {
    const next = await iterator.next()
    if (next.done) {
      whole = true
      break
    }
    hasLine ||= next.value.includes('\n') && (parts.length > 0 || next.value.trimStart().includes('\n'))
    length += next.value.length
    parts.push(next.value)
  }
  const head = parts.join('')
  async function* replay() {
    yield head
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { head, whole, pieces: replay() }
}

/** White space before the text is as good as an object: the text may still begin with one. */
const mayBeObject = (parts: readonly string[]) => {
  const first = parts.find((part) => part.trim() !== '')
  return first === undefined || first.trimStart().startsWith('{')
}

interface JsonReading {
  framing: 'json-lines' | 'json-document'
  format: Format
  context: ReaderContext
}

async function* readJson(
  pieces: AsyncIterable<string>,
  { framing, format, context }: JsonReading,
): AsyncIterable<TranscriptEvent> {
  const frames = framing === 'json-lines' ? lineFrames(pieces, context) : readJsonDocument(pieces, context)
  const waiting: Frame[] = []
  let reader = isJsonFormat(format) ? READERS[format](context) : undefined
  for await (const frame of frames) {
    if (reader) {
      yield* readFrame(reader, frame)
      continue
    }
    waiting.push(frame)
    const found = formatOf(frame)
    if (found) {
      reader = READERS[found](context)
      for (const held of waiting.splice(0)) yield* readFrame(reader, held)
    } else if (waiting.length > MAX_UNTOLD_RECORDS) break
  }
  if (!reader) throw unknownShape(seenIn(waiting))
  yield* reader.end()
}

const isJsonFormat = (format: Format): format is JsonFormat => Object.hasOwn(READERS, format)

async function* lineFrames(pieces: AsyncIterable<string>, context: ReaderContext): AsyncIterable<Frame> {
  for await (const value of readJsonLines(pieces, context)) yield { kind: 'item', value }
}

const readFrame = (reader: RecordReader, frame: Frame) =>
  frame.kind === 'header' ? reader.header(frame.fields) : reader.record(frame.value)

function seenIn(frames: readonly Frame[]): string {
  const [frame] = frames
  const fields = frame?.kind === 'header' ? frame.fields : fieldsOf(frame?.value)
  const keys = Object.keys(fields ?? {}).slice(0, 6)
  return keys.length > 0
    ? ` (its first object has the fields ${keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')})`
    : ''
}
