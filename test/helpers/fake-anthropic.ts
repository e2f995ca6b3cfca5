/** Anthropic's Messages API as it looks on the wire. */
import type { FakeAnswer, Wire } from './fake-server.ts'

const frame = (event: { type: string } & Record<string, unknown>): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

const stopReason = ({ stop, calls = [] }: FakeAnswer): string => {
  if (stop === 'refused') return 'refusal'
  if (stop === 'length') return 'max_tokens'
  return calls.length > 0 ? 'tool_use' : 'end_turn'
}

const inputUsage = ({ usage }: FakeAnswer) => ({
  input_tokens: usage?.input ?? 0,
  cache_read_input_tokens: usage?.cacheRead ?? 0,
  cache_creation_input_tokens: usage?.cacheWrite ?? 0,
})

const head = { id: 'msg_1', type: 'message', role: 'assistant', model: 'fake', stop_sequence: null }

/** A thinking block stands before every answer, as with the models of 2026. */
export const THINKING = { type: 'thinking', thinking: '', signature: 'c2lnbmVk' }

const blocks = ({ texts = [], calls = [] }: FakeAnswer) => [
  {
    start: { type: 'thinking', thinking: '', signature: '' },
    deltas: [{ type: 'signature_delta', signature: THINKING.signature }],
  },
  ...(texts.length > 0
    ? [{ start: { type: 'text', text: '' }, deltas: texts.map((text) => ({ type: 'text_delta', text })) }]
    : []),
  ...calls.map(({ id, name, pieces }) => ({
    start: { type: 'tool_use', id, name, input: {} },
    deltas: pieces.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
  })),
]

export const anthropicWire: Wire = {
  basePath: '',
  frames: (answer) => [
    frame({
      type: 'message_start',
      message: { ...head, content: [], stop_reason: null, usage: { ...inputUsage(answer), output_tokens: 1 } },
    }),
    frame({ type: 'ping' }),
    ...blocks(answer).flatMap(({ start, deltas }, index) => [
      frame({ type: 'content_block_start', index, content_block: start }),
      ...deltas.map((delta) => frame({ type: 'content_block_delta', index, delta })),
      frame({ type: 'content_block_stop', index }),
    ]),
    frame({
      type: 'message_delta',
      delta: { stop_reason: stopReason(answer), stop_sequence: null },
      usage: { output_tokens: answer.usage?.output ?? 0 },
    }),
    frame({ type: 'message_stop' }),
  ],
  document: (answer) => ({
    ...head,
    content: [THINKING, { type: 'text', text: (answer.texts ?? []).join('') }],
    stop_reason: stopReason(answer),
    usage: { ...inputUsage(answer), output_tokens: answer.usage?.output ?? 0 },
  }),
  error: (status, message) => ({ type: 'error', error: { type: ERROR_TYPES[status] ?? 'api_error', message } }),
}

const ERROR_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

/** An error in mid-stream, as Anthropic sends it under load. */
export const overloadedFrame = frame({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })
