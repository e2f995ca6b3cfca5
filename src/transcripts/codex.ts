/** Codex's rollout files: `{timestamp, type, payload}` a line. The same message often comes twice, as an item and as an event. */
import type { Turn } from '../memory/types.ts'
import { contentText, type Fields, fieldsOf, firstText, listOf, makeTurn, stripInjected, textOf } from './content.ts'
import type { ReaderContext, RecordReader, TranscriptEvent } from './formats.ts'
import { parseJson } from './lines.ts'
import { SessionAnnouncer } from './session.ts'
import { parseTime } from './time.ts'
import { OpenCalls, type ToolResult } from './tools.ts'

type Channel = 'item' | 'event'
interface Said {
  role: 'user' | 'assistant'
  text: string
  id: string | undefined
  channel: Channel
}

/** User items that begin so are context that the client wrote. */
const CLIENT_TEXT =
  /^\s*(?:<(?:environment_context|user_instructions|permissions instructions|skills_instructions|apps_instructions|collaboration_mode|turn_aborted|subagent_notification)>|# AGENTS\.md instructions\b)/
/** How many messages may stand between a message and its twin. */
const TWIN_WINDOW = 32

export function codexReader(context: ReaderContext): RecordReader {
  const session = new SessionAnnouncer('codex')
  const calls = new OpenCalls(context)
  const twins = new TwinFilter()

  function* turnsOf(fields: Fields, payload: Fields): Iterable<Turn | undefined> {
    const at = parseTime(fields.timestamp, context)
    const said = fields.type === 'response_item' ? saidInItem(payload) : saidInEvent(payload)
    if (said) {
      if (twins.isNew(said)) yield makeTurn({ role: said.role, text: said.text, at, id: said.id })
    } else if (fields.type === 'response_item') {
      yield* toolTurns(payload, at)
    }
  }

  function* toolTurns(item: Fields, at: string | undefined): Iterable<Turn> {
    const id = firstText(item, ['call_id', 'id']) ?? ''
    switch (item.type) {
      case 'function_call':
      case 'custom_tool_call':
        yield* calls.open({ id, name: toolName(item), input: item.arguments ?? item.input, at })
        break
      case 'local_shell_call':
        yield* calls.open({ id, name: 'shell', input: { command: fieldsOf(item.action)?.command }, at })
        break
      case 'function_call_output':
      case 'custom_tool_call_output':
      case 'local_shell_call_output':
        yield* calls.close(id, { ...resultOf(item.output), at })
        break
      default:
    }
  }

  function* record(value: unknown): Iterable<TranscriptEvent> {
    const fields = fieldsOf(value)
    const payload = fieldsOf(fields?.payload)
    if (!fields || !payload) return
    if (fields.type === 'session_meta') {
      session.continue({ session: firstText(payload, ['session_id', 'id']), project: textOf(payload.cwd) })
    } else if (fields.type === 'response_item' || fields.type === 'event_msg') {
      yield* session.turns(turnsOf(fields, payload))
    }
  }

  return { header: () => [], record, end: () => session.turns(calls.flush()) }
}

/** Lets the first of two twins pass, whichever channel it came by. */
class TwinFilter {
  #waiting: Said[] = []

  isNew(said: Said): boolean {
    const twin = this.#waiting.findIndex(
      (other) => other.channel !== said.channel && other.role === said.role && other.text.trim() === said.text.trim(),
    )
    if (twin >= 0) this.#waiting.splice(twin, 1)
    else this.#waiting = [...this.#waiting, said].slice(-TWIN_WINDOW)
    return twin < 0
  }
}

function saidInItem(item: Fields): Said | undefined {
  if (item.type !== 'message' || (item.role !== 'user' && item.role !== 'assistant')) return undefined
  const id = textOf(item.id)
  if (item.role === 'assistant') return { role: 'assistant', text: contentText(item.content), id, channel: 'item' }
  const kinds = listOf(fieldsOf(item.internal_chat_message_metadata_passthrough)?.content_item_kinds)
  const spoken = listOf(item.content).filter((_, i) => kinds.length === 0 || /^user\./.test(textOf(kinds[i]) ?? ''))
  const texts = spoken.map(contentText).filter((text) => kinds.length > 0 || !CLIENT_TEXT.test(text))
  return { role: 'user', text: texts.map(stripInjected).filter(Boolean).join('\n\n'), id, channel: 'item' }
}

function saidInEvent(event: Fields): Said | undefined {
  if (event.type === 'user_message' || event.type === 'agent_message') {
    const role = event.type === 'user_message' ? 'user' : 'assistant'
    return { role, text: stripInjected(textOf(event.message) ?? ''), id: undefined, channel: 'event' }
  }
  const item = event.type === 'item_completed' ? fieldsOf(event.item) : undefined
  if (item?.type !== 'UserMessage' && item?.type !== 'AgentMessage') return undefined
  const role = item.type === 'UserMessage' ? 'user' : 'assistant'
  return { role, text: stripInjected(contentText(item.content)), id: textOf(item.id), channel: 'event' }
}

const toolName = (item: Fields) => [textOf(item.namespace), textOf(item.name) ?? 'Tool'].filter(Boolean).join('__')

/** Output is text, parts, or JSON text `{"output":…,"metadata":{"exit_code":…}}`; newer clients write `Exit code: 1` on a line. */
function resultOf(output: unknown): ToolResult {
  const boxed =
    typeof output === 'string' && output.startsWith('{') ? fieldsOf(parseJson(output)?.value) : fieldsOf(output)
  const text = boxed ? (textOf(boxed.output) ?? contentText(boxed.content)) : contentText(output)
  const code =
    fieldsOf(boxed?.metadata)?.exit_code ??
    /^(?:Exit code: |Process exited with code )(-?\d+)$/m.exec(text.slice(0, 400))?.[1]
  const exitStatus = code === undefined ? undefined : Number(code)
  return {
    output: text,
    isError: boxed?.success === false,
    exitStatus: Number.isInteger(exitStatus) ? exitStatus : undefined,
  }
}
