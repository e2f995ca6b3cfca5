/** Claude.ai's data export: conversations with `chat_messages`, sometimes as a tree. */
import type { Turn } from '../memory/types.ts'
import { contentText, type Fields, fieldsOf, firstText, listOf, makeTurn, oneLine, textOf } from './content.ts'
import type { ReaderContext, RecordReader, TranscriptEvent } from './formats.ts'
import { SessionAnnouncer } from './session.ts'
import { parseTime } from './time.ts'
import { OpenCalls } from './tools.ts'

export function claudeAiReader(context: ReaderContext): RecordReader {
  const session = new SessionAnnouncer('claude-ai')

  function* record(value: unknown): Iterable<TranscriptEvent> {
    const conversation = fieldsOf(value)
    if (!conversation || !Array.isArray(conversation.chat_messages)) return
    session.begin({ session: textOf(conversation.uuid), project: textOf(conversation.project_uuid) })
    const calls = new OpenCalls(context)
    for (const message of visibleMessages(conversation)) yield* session.turns(turnsOf(message, { calls, context }))
    yield* session.turns(calls.flush())
  }

  return { header: () => [], record, end: () => [] }
}

/** The branch to the current leaf where one is named and found, else all messages in the export's own order. */
function visibleMessages(conversation: Fields): Fields[] {
  const messages = listOf(conversation.chat_messages).map((message) => fieldsOf(message) ?? {})
  const byId = new Map(
    messages.filter((message) => textOf(message.uuid)).map((message) => [textOf(message.uuid), message]),
  )
  const path: Fields[] = []
  let message = byId.get(textOf(conversation.current_leaf_message_uuid))
  while (message) {
    path.push(message)
    // Taken out, so that a cycle ends the walk.
    byId.delete(textOf(message.uuid))
    message = byId.get(textOf(message.parent_message_uuid))
  }
  return path.length > 0 ? path.reverse() : messages.toSorted((a, b) => indexOf(a) - indexOf(b))
}

const indexOf = (message: Fields) => (typeof message.index === 'number' ? message.index : 0)

interface Reading {
  calls: OpenCalls
  context: ReaderContext
}

/** In the order of the blocks: what was said before a tool ran stands before it. */
function* turnsOf(message: Fields, { calls, context }: Reading): Iterable<Turn | undefined> {
  if (message.sender !== 'human' && message.sender !== 'assistant') return
  const role = message.sender === 'human' ? 'user' : 'assistant'
  const at = parseTime(message.created_at, context)
  const uuid = textOf(message.uuid) ?? ''
  const blocks = listOf(message.content)
  const isSaid = blocks.some((block) => !isTool(block) && contentText(block) !== '')
  let texts = isSaid ? [] : [textOf(message.text) ?? '']
  let id = uuid
  let lastCall = ''
  for (const [place, value] of blocks.entries()) {
    const block = fieldsOf(value)
    if (!isTool(value)) {
      texts.push(contentText(value))
      continue
    }
    yield makeTurn({ role, text: texts.filter(Boolean).join('\n\n'), at, id })
    texts = []
    id = uuid && `${uuid}-${place + 1}`
    if (block?.type === 'tool_use') {
      lastCall = textOf(block.id) ?? id
      yield* calls.open({ id: lastCall, name: textOf(block.name) ?? 'Tool', input: block.input, at })
    } else {
      yield* calls.close(textOf(block?.tool_use_id) ?? lastCall, {
        output: block?.content,
        isError: block?.is_error === true,
        at,
      })
    }
  }
  yield makeTurn({ role, text: [...texts, ...attachmentNames(message)].filter(Boolean).join('\n\n'), at, id })
}

const isTool = (block: unknown) => /^tool_/.test(textOf(fieldsOf(block)?.type) ?? '')

/** Attached texts are documents, not the user's words: only their names are kept. */
const attachmentNames = (message: Fields) =>
  [...listOf(message.attachments), ...listOf(message.files)]
    .map((file) => firstText(fieldsOf(file), ['file_name', 'file_uuid']))
    .filter((name) => name !== undefined)
    .map((name) => `[file: ${oneLine(name).slice(0, 200)}]`)
