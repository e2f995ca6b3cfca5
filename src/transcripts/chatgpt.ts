/** ChatGPT's data export: conversations as trees of messages, of which the branch to `current_node` is what the user sees. */
import type { Turn } from '../memory/types.ts'
import { attachmentPlaceholder, type Fields, fieldsOf, firstText, listOf, makeTurn, textOf } from './content.ts'
import type { ReaderContext, RecordReader, TranscriptEvent } from './formats.ts'
import { SessionAnnouncer } from './session.ts'
import { parseTime } from './time.ts'

const SPOKEN_CONTENT: ReadonlySet<unknown> = new Set(['text', 'multimodal_text'])

export function chatgptReader(context: ReaderContext): RecordReader {
  const session = new SessionAnnouncer('chatgpt')
  let unremembered = 0

  function* record(value: unknown): Iterable<TranscriptEvent> {
    const conversation = fieldsOf(value)
    const mapping = fieldsOf(conversation?.mapping)
    if (!conversation || !mapping) return
    if (conversation.is_do_not_remember === true) {
      unremembered += 1
      return
    }
    session.begin({ session: firstText(conversation, ['conversation_id', 'id']) })
    const path = pathTo(textOf(conversation.current_node) ?? lastLeaf(mapping), mapping)
    yield* session.turns(path.map((node) => turnOf(node, context)))
  }

  function end(): Iterable<TranscriptEvent> {
    if (unremembered > 0) context.notice(`${unremembered} conversation(s) marked "do not remember" were left out.`)
    return []
  }

  return { header: () => [], record, end }
}

/** From the root to this node. A cycle ends the walk. */
function pathTo(leaf: string | undefined, mapping: Fields): Fields[] {
  const path: Fields[] = []
  const visited = new Set<string>()
  for (let id = leaf; id !== undefined && !visited.has(id); ) {
    const node = nodeOf(id, mapping)
    if (!node) break
    visited.add(id)
    path.push(node)
    id = textOf(node.parent)
  }
  return path.reverse()
}

/** Where no current node is given: the newest branch at every fork. */
function lastLeaf(mapping: Fields): string | undefined {
  const visited = new Set<string>()
  let id = Object.keys(mapping).find((key) => textOf(nodeOf(key, mapping)?.parent) === undefined)
  while (id !== undefined && !visited.has(id)) {
    visited.add(id)
    const next = textOf(listOf(nodeOf(id, mapping)?.children).at(-1))
    if (next === undefined || !nodeOf(next, mapping)) break
    id = next
  }
  return id
}

const nodeOf = (id: string, mapping: Fields) => (Object.hasOwn(mapping, id) ? fieldsOf(mapping[id]) : undefined)

function turnOf(node: Fields, context: ReaderContext): Turn | undefined {
  const message = fieldsOf(node.message)
  const role = fieldsOf(message?.author)?.role
  const content = fieldsOf(message?.content)
  const metadata = fieldsOf(message?.metadata)
  if (!message || !content || (role !== 'user' && role !== 'assistant')) return undefined
  if (!SPOKEN_CONTENT.has(content.content_type) || message.weight === 0) return undefined
  if (metadata?.is_visually_hidden_from_conversation === true || metadata?.is_user_system_message === true)
    return undefined
  if (role === 'assistant' && (textOf(message.recipient) ?? 'all') !== 'all') return undefined
  const text = listOf(content.parts).map(partText).filter(Boolean).join('\n\n')
  return makeTurn({
    role,
    text,
    at: parseTime(message.create_time, context),
    id: firstText(message, ['id']) ?? textOf(node.id),
  })
}

const partText = (part: unknown) =>
  typeof part === 'string' ? part : (attachmentPlaceholder(fieldsOf(part) ?? {}) ?? '')
