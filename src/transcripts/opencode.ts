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

/** In the order of the parts: what was said before a tool ran stands before it. */
function* turnsOf({ info, parts }: Message, context: ReaderContext): Iterable<Turn | undefined> {
  const { role } = info
  if (role !== 'user' && role !== 'assistant') return
  const at = parseTime(fieldsOf(info.time)?.created, context)
  let id = textOf(info.id)
  let texts: string[] = []
  const said = () => makeTurn({ role, text: stripInjected(texts.filter(Boolean).join('\n\n')), at, id })
  for (const value of parts) {
    const part = fieldsOf(value) ?? {}
    if (part.type === 'tool') {
      yield said()
      yield* partTurn(part, context)
      texts = []
      id = textOf(part.id)
    } else if (part.synthetic !== true && part.ignored !== true) {
      texts.push((part.type === 'file' ? attachmentPlaceholder(part) : contentText(part)) ?? '')
    }
  }
  yield said()
}

function partTurn(part: Fields, context: ReaderContext): Turn[] {
  const state = fieldsOf(part.state)
  const exit = fieldsOf(state?.metadata)?.exit
  return toolTurn(
    { id: textOf(part.callID) ?? '', name: textOf(part.tool) ?? 'Tool', input: state?.input },
    {
      output: textOf(state?.output) ?? textOf(state?.error) ?? '',
      isError: state?.status === 'error',
      exitStatus: typeof exit === 'number' ? exit : undefined,
      at: parseTime(fieldsOf(state?.time)?.end, context),
      context,
    },
  )
}
