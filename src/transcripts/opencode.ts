/** What `opencode export` prints: one object with the session's `info` and its messages, each in parts. */
import type { Turn } from '../memory/types.ts'
import {
  attachmentPlaceholder,
  contentText,
  type Fields,
  fieldsOf,
  listOf,
  makeTurn,
  stripInjected,
  textOf,
} from './content.ts'
import type { ReaderContext, RecordReader, TranscriptEvent } from './formats.ts'
import { SessionAnnouncer } from './session.ts'
import { parseTime } from './time.ts'
import { toolTurn } from './tools.ts'

export function opencodeReader(context: ReaderContext): RecordReader {
  const session = new SessionAnnouncer('opencode')

  function* record(value: unknown): Iterable<TranscriptEvent> {
    const fields = fieldsOf(value)
    const info = fieldsOf(fields?.info)
    if (fields && info) yield* session.turns(turnsOf({ info, parts: listOf(fields.parts) }, context))
  }

  return {
    header: (fields) => {
      const info = fieldsOf(fields.info)
      session.begin({ session: textOf(info?.id), project: textOf(info?.directory) })
      return []
    },
    record,
    end: () => [],
  }
}

interface Message {
  info: Fields
  parts: readonly unknown[]
}

function* turnsOf({ info, parts }: Message, context: ReaderContext): Iterable<Turn | undefined> {
  if (info.role !== 'user' && info.role !== 'assistant') return
  const all = parts.map((part) => fieldsOf(part) ?? {})
  const spoken = all.filter((part) => part.synthetic !== true && part.ignored !== true)
  const text = spoken.map((part) => (part.type === 'file' ? attachmentPlaceholder(part) : contentText(part)) ?? '')
  const at = parseTime(fieldsOf(info.time)?.created, context)
  yield makeTurn({ role: info.role, text: stripInjected(text.filter(Boolean).join('\n\n')), at, id: textOf(info.id) })
  for (const part of all) if (part.type === 'tool') yield* partTurn(part, context)
}

function partTurn(part: Fields, context: ReaderContext): Turn[] {
  const state = fieldsOf(part.state)
  const exit = fieldsOf(state?.metadata)?.exit
  return toolTurn(
    { id: textOf(part.callID) ?? textOf(part.id) ?? '', name: textOf(part.tool) ?? 'Tool', input: state?.input },
    {
      output: textOf(state?.output) ?? textOf(state?.error) ?? '',
      isError: state?.status === 'error',
      exitStatus: typeof exit === 'number' ? exit : undefined,
      at: parseTime(fieldsOf(state?.time)?.end, context),
      context,
    },
  )
}
