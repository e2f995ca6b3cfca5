/** Message lists as the APIs of OpenAI, Anthropic and Gemini take them, and as fine-tuning files hold them. */
import type { Role, Turn } from '../memory/types.ts'
import { contentText, type Fields, fieldsOf, firstId, firstText, listOf, makeTurn, textOf } from './content.ts'
import type { ReaderContext, RecordReader, TranscriptEvent } from './formats.ts'
import { SessionAnnouncer, type SessionNames } from './session.ts'
import { parseTime } from './time.ts'
import { OpenCalls } from './tools.ts'

const ROLES: Readonly<Record<string, Role>> = {
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  bot: 'assistant',
  chatbot: 'assistant',
  gpt: 'assistant',
  chatgpt: 'assistant',
  claude: 'assistant',
  gemini: 'assistant',
  model: 'assistant',
  system: 'system',
  developer: 'system',
  tool: 'tool',
  function: 'tool',
  ipython: 'tool',
}

const SESSION_FIELDS = [
  'session_id',
  'sessionId',
  'session',
  'conversation_id',
  'conversationId',
  'thread_id',
  'threadId',
]
const TIME_FIELDS = ['timestamp', 'date', 'created_at', 'createdAt', 'create_time', 'created', 'time', 'ts', 'at']
const ID_FIELDS = ['id', 'uuid', 'message_id', 'messageId']

export function messagesReader(context: ReaderContext): RecordReader {
  const session = new SessionAnnouncer('messages')
  const calls = new OpenCalls(context)
  let badTimes = 0
  let unnamedCalls = 0
  let lastCall = ''

  /** Whole sessions nest their messages; a list of lists is a list of sessions. */
  function* record(value: unknown): Iterable<TranscriptEvent> {
    const nested = Array.isArray(value) ? value : messageList(fieldsOf(value))
    if (nested) {
      yield* header(fieldsOf(value) ?? {})
      for (const message of nested) yield* session.turns(turnsOf(fieldsOf(message) ?? {}))
      yield* session.turns(calls.flush())
      return
    }
    const message = fieldsOf(value)
    if (!message) return
    session.continue(sessionNames(message, SESSION_FIELDS))
    yield* session.turns(turnsOf(message))
  }

  function* header(fields: Fields): Iterable<TranscriptEvent> {
    yield* session.turns(calls.flush())
    session.begin(sessionNames(fields, [...SESSION_FIELDS, ...ID_FIELDS]))
  }

  function* turnsOf(message: Fields): Iterable<Turn | undefined> {
    const at = timeOf(message)
    if (message.type === 'function_call')
      return yield* openCall({ id: message.call_id, name: message.name, input: message.arguments, at })
    if (message.type === 'function_call_output')
      return yield* calls.close(textOf(message.call_id) ?? lastCall, { output: message.output, at })
    const said = firstText(message, ['role', 'from', 'sender', 'author', 'speaker']) ?? fieldsOf(message.author)?.role
    const role = roleOf(textOf(said) ?? '')
    const content = message.content ?? message.parts ?? message.value ?? message.text
    if (role === 'system') return
    if (role === 'tool') return yield* closeCall(message, { content, at })
    const speaker = firstText(message, ['name', 'speaker']) ?? (isKnownRole(said) ? undefined : textOf(said))
    yield* spoken({ role, speaker, content, at, id: firstId(message, ID_FIELDS) })
    const legacy = fieldsOf(message.function_call)
    for (const call of legacy ? [{ function: legacy }] : listOf(message.tool_calls)) {
      const fields = fieldsOf(call)
      const called = fieldsOf(fields?.function) ?? fields
      yield* openCall({
        id: fields?.id,
        name: called?.name,
        input: called?.arguments ?? called?.args ?? called?.input,
        at,
      })
    }
  }

  /** Anthropic's calls and results are blocks among the text: what was said before a call comes before it. */
  function* spoken({ content, ...turn }: Spoken): Iterable<Turn | undefined> {
    const blocks = Array.isArray(content) ? content : [content]
    const isCall = (block: unknown) =>
      /^(?:(?:server_)?tool_use|\w*tool_result)$/.test(textOf(fieldsOf(block)?.type) ?? '')
    const results = blocks.filter((block) => isCall(block)).map((block) => fieldsOf(block) ?? {})
    for (const { type, tool_use_id, content: output, is_error } of results) {
      if (/tool_result$/.test(String(type)) && turn.role === 'user') {
        yield* calls.close(textOf(tool_use_id) ?? lastCall, { output, isError: is_error === true, at: turn.at })
      }
    }
    yield makeTurn({ ...turn, text: contentText(blocks.filter((block) => !isCall(block))) })
    for (const { type, id, name, input, tool_use_id, content: output } of results) {
      if (/tool_use$/.test(String(type))) yield* openCall({ id, name, input, at: turn.at })
      else if (turn.role !== 'user') yield* calls.close(textOf(tool_use_id) ?? lastCall, { output, at: turn.at })
    }
  }

  function* openCall(call: { id: unknown; name: unknown; input: unknown; at: string | undefined }): Iterable<Turn> {
    lastCall = textOf(call.id) ?? `call-${++unnamedCalls}`
    yield* calls.open({ id: lastCall, name: textOf(call.name) ?? 'Tool', input: call.input, at: call.at })
  }

  function* closeCall(message: Fields, { content, at }: { content: unknown; at: string | undefined }): Iterable<Turn> {
    const parts = listOf(content).map((part) => fieldsOf(part) ?? {})
    const results = parts.filter((part) => /^tool[-_]result$/.test(textOf(part.type) ?? ''))
    if (results.length === 0) {
      yield* calls.close(firstText(message, ['tool_call_id', 'tool_use_id']) ?? lastCall, { output: content, at })
    }
    for (const part of results) {
      const output = part.content ?? fieldsOf(part.output)?.value ?? part.output ?? part.result
      yield* calls.close(firstText(part, ['tool_use_id', 'toolCallId']) ?? lastCall, { output, at })
    }
  }

  function timeOf(message: Fields): string | undefined {
    const given = TIME_FIELDS.map((field) => message[field]).find(
      (value) => value !== undefined && value !== null && value !== '',
    )
    const at = parseTime(given, context)
    if (given !== undefined && at === undefined) badTimes += 1
    return at
  }

  function* end(): Iterable<TranscriptEvent> {
    yield* session.turns(calls.flush())
    if (badTimes > 0)
      context.notice(
        badTimes === 1
          ? 'One message has a time that cannot be read; it was kept without it.'
          : `${badTimes.toLocaleString('en')} messages have a time that cannot be read; they were kept without it.`,
      )
  }

  return { header, record, end }
}

interface Spoken {
  role: Role
  speaker: string | undefined
  content: unknown
  at: string | undefined
  id: string | undefined
}

const messageList = (fields: Fields | undefined): readonly unknown[] | undefined =>
  [fields?.messages, fields?.conversations, fields?.conversation, fields?.contents].find((list) => Array.isArray(list))

const isKnownRole = (said: unknown) => typeof said === 'string' && Object.hasOwn(ROLES, said.toLowerCase())

/** A role that is a person's name is that person. */
const roleOf = (said: string): Role => (isKnownRole(said) ? (ROLES[said.toLowerCase()] ?? 'user') : 'user')

const sessionNames = (fields: Fields, names: readonly string[]): SessionNames => ({
  session: firstId(fields, names),
  project: firstText(fields, ['project', 'cwd']),
})
