/** Gemini CLI's session files: a header, then messages and patches; a message that changed stands there again, and its last form counts. */
import type { Turn } from '../memory/types.ts'
import { contentText, type Fields, fieldsOf, firstText, listOf, makeTurn, stripInjected, textOf } from './content.ts'
import type { ReaderContext, RecordReader, TranscriptEvent } from './formats.ts'
import { SessionAnnouncer } from './session.ts'
import { parseTime } from './time.ts'
import { toolTurn } from './tools.ts'

/** How many messages are held back for their last form. The client rewrites a message only while it is being written. */
const HELD_MESSAGES = 64

export function geminiCliReader(context: ReaderContext): RecordReader {
  const session = new SessionAnnouncer('gemini-cli')
  const held = new Map<string, Fields>()
  const written = new Set<string>()
  let unnamed = 0

  function* hold(message: Fields): Iterable<Turn | undefined> {
    const id = textOf(message.id) ?? `unnamed-${++unnamed}`
    if (written.has(id)) return
    held.set(id, message)
    const [oldest] = held.size > HELD_MESSAGES ? held : []
    if (!oldest) return
    held.delete(oldest[0])
    written.add(oldest[0])
    yield* turnsOf(oldest[1], context)
  }

  function* record(value: unknown): Iterable<TranscriptEvent> {
    const fields = fieldsOf(value)
    if (!fields) return
    const patch = fieldsOf(fields.$set)
    const isHeader = textOf(fields.sessionId) !== undefined && textOf(fields.type) === undefined
    if (isHeader) yield* header(fields)
    if (!patch && !isHeader) yield* session.turns(hold(fields))
    for (const message of listOf((patch ?? fields).messages)) yield* session.turns(hold(fieldsOf(message) ?? {}))
  }

  function* header(fields: Fields): Iterable<TranscriptEvent> {
    yield* end()
    session.continue({ session: textOf(fields.sessionId) })
  }

  function* end(): Iterable<TranscriptEvent> {
    for (const [id, message] of held) {
      written.add(id)
      yield* session.turns(turnsOf(message, context))
    }
    held.clear()
  }

  return { header, record, end }
}

function* turnsOf(message: Fields, context: ReaderContext): Iterable<Turn | undefined> {
  if (message.type !== 'user' && message.type !== 'gemini') return
  const at = parseTime(message.timestamp, context)
  const role = message.type === 'user' ? 'user' : 'assistant'
  yield makeTurn({ role, text: spokenText(message.content), at, id: textOf(message.id) })
  for (const value of listOf(message.toolCalls)) {
    const call = fieldsOf(value)
    if (call) yield* callTurn(call, context)
  }
}

/** Each part by itself: a hook's context may be a part of its own or stand inside the user's. */
const spokenText = (content: unknown) =>
  (Array.isArray(content) ? content : [content])
    .map((part) => stripInjected(contentText(part)))
    .filter((text) => text.trim() !== '')
    .join('\n\n')

function callTurn(call: Fields, context: ReaderContext): Turn[] {
  const response = fieldsOf(fieldsOf(fieldsOf(listOf(call.result)[0])?.functionResponse)?.response)
  const output = firstText(response, ['output', 'error']) ?? textOf(call.resultDisplay) ?? call.result
  const exitCode = /^Exit Code: (-?\d+)$/m.exec(typeof output === 'string' ? output.slice(-400) : '')?.[1]
  return toolTurn(
    {
      id: textOf(call.id) ?? '',
      name: textOf(call.name) ?? 'Tool',
      input: call.args,
      at: parseTime(call.timestamp, context),
    },
    {
      output: output ?? '',
      isError: call.status === 'error' || call.status === 'cancelled',
      exitStatus: exitCode === undefined ? undefined : Number(exitCode),
      context,
    },
  )
}
