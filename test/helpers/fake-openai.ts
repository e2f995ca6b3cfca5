/** OpenAI's chat completions and embeddings as they look on the wire. */
import { type FakeAnswer, json, type Reply, type Wire } from './fake-server.ts'

const frame = (chunk: unknown): string => `data: ${JSON.stringify(chunk)}\n\n`

const head = { id: 'chatcmpl-1', created: 0, model: 'fake' }
const chunk = (delta: unknown, finish_reason: string | null = null): string =>
  frame({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })

const finishReason = ({ stop, calls = [] }: FakeAnswer): string => {
  if (stop === 'refused') return 'content_filter'
  if (stop === 'length') return 'length'
  return calls.length > 0 ? 'tool_calls' : 'stop'
}

/** OpenAI counts cached tokens within the prompt. */
const usageOf = ({ usage = ZERO }: FakeAnswer) =>
  usage && {
    prompt_tokens: usage.input + usage.cacheRead + usage.cacheWrite,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.cacheRead + usage.cacheWrite + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cacheRead, cache_write_tokens: usage.cacheWrite },
  }
const ZERO = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }

export const openaiWire: Wire = {
  basePath: '/v1',
  frames: (answer) => [
    chunk({ role: 'assistant', content: '' }),
    ...(answer.texts ?? []).map((content) => chunk({ content })),
    ...(answer.calls ?? []).flatMap(({ id, name, pieces }, index) => [
      chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
      ...pieces.map((piece) => chunk({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]),
    chunk({}, finishReason(answer)),
    ...(answer.usage === null
      ? []
      : [frame({ ...head, object: 'chat.completion.chunk', choices: [], usage: usageOf(answer) })]),
    'data: [DONE]\n\n',
  ],
  document: (answer) => ({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: (answer.texts ?? []).join('') },
        finish_reason: finishReason(answer),
      },
    ],
    ...(answer.usage !== null && { usage: usageOf(answer) }),
  }),
  error: (status, message) => ({
    error: { message, type: status >= 500 ? 'server_error' : 'invalid_request_error', code: null },
  }),
}

/** A chunk as a test wants it. */
export const openaiChunk = chunk

/** Answers embedding requests with what `embed` makes of each text; a server that heeds `encoding_format` only if `base64` is set. */
export const embeddings =
  (embed: (text: string, index: number) => unknown, extra: Record<string, unknown> = {}): Reply =>
  (response, request) => {
    const { input } = request.body
    const texts = Array.isArray(input) ? input : [input]
    const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: embed(String(text), index) }))
    return json(200, {
      object: 'list',
      data,
      model: 'fake',
      usage: { prompt_tokens: texts.length * 2, total_tokens: texts.length * 2 },
      ...extra,
    })(response, request)
  }

/** A deterministic embedding: counts of letters, never zero for a text with letters. */
export function letterVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0)
  for (const character of text) {
    const at = (character.codePointAt(0) ?? 0) % dimensions
    vector[at] = (vector[at] ?? 0) + 1
  }
  return vector
}
