import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOpenAIChat, createOpenAIStructured } from '../../src/llm/openai.ts'
import type { Usage } from '../../src/memory/types.ts'
import { openaiChunk, openaiWire } from '../helpers/fake-openai.ts'
import { answerIn, eventStream, type FakeServer, failIn, type Reply, startFakeServer } from '../helpers/fake-server.ts'
import { chatRequest, describeChatAdapter, eventsOf, RECALL } from './chat-contract.ts'
import { describeStructuredAdapter, structuredRequest } from './structured-contract.ts'
import { errorOf, forgetEnvironment } from './surroundings.ts'

const vendor = { name: 'OpenAI', wire: openaiWire, keyVariable: 'OPENAI_API_KEY', id: 'local/some-model' }
describeChatAdapter({ ...vendor, create: createOpenAIChat })
describeStructuredAdapter({ ...vendor, create: createOpenAIStructured })

describe('OpenAI-compatible servers', () => {
  let server: FakeServer
  const options = () => ({ model: 'some-model', baseUrl: `${server.url}/v1`, maxRetries: 0 })
  const bodies = () => server.requests.map(({ body }) => body)
  const refuse = (message: string, status = 400) => failIn(openaiWire, { status, message })
  const answer = (text = 'ok') => answerIn(openaiWire, { texts: [text] })

  forgetEnvironment()
  beforeAll(async () => {
    server = await startFakeServer()
  })
  beforeEach(() => {
    server.requests.length = 0
  })
  afterAll(() => server.close())

  /** A server that knows less of the format: refuses by name each of the fields that it does not know. */
  const strict =
    (unknown: Record<string, string>, otherwise: Reply): Reply =>
    (response, request) => {
      const field = Object.keys(unknown).find((name) => name in request.body)
      const reply = field ? refuse(unknown[field] ?? '') : otherwise
      return reply(response, request)
    }

  it.each([
    ['stream_options', 'Unrecognized request argument supplied: stream_options'],
    ['max_tokens', "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."],
    ['tools', 'some-model does not support tools'],
  ])('does without %s where a server refuses it, and remembers that', async (field, message) => {
    server.script(strict({ [field]: message }, answer()))
    const model = createOpenAIChat(options())
    for (const _ of [1, 2]) {
      const events = await eventsOf(model.stream(chatRequest({ tools: [RECALL] })))
      expect(events[0]).toEqual({ type: 'text', delta: 'ok' })
    }
    expect(bodies().map((body) => field in body)).toEqual([true, false, false])
  })

  it('does without several features at once', async () => {
    const unknown = {
      tools: 'tools param requires --jinja flag',
      stream_options: 'stream_options',
      max_tokens: 'max_tokens?',
    }
    server.script(strict(unknown, answer()))
    const events = await eventsOf(createOpenAIChat(options()).stream(chatRequest({ tools: [RECALL] })))
    expect(events[0]).toEqual({ type: 'text', delta: 'ok' })
    expect(bodies().at(-1)).toMatchObject({ max_completion_tokens: 500 })
  })

  it('ends when a server refuses whatever it is sent', async () => {
    server.script(refuse('max_tokens stream_options reasoning_effort response_format tools are not supported'))
    const error = await errorOf(eventsOf(createOpenAIChat(options()).stream(chatRequest({ tools: [RECALL] }))))
    expect(error).toMatchObject({ code: 'provider', message: expect.stringContaining('HTTP 400') })
  })

  it('turns reasoning off where a model takes tools only without', async () => {
    const message =
      "Function tools with reasoning_effort are not supported for m in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'."
    const reply: Reply = (response, request) =>
      (request.body.reasoning_effort === 'none' ? answer() : refuse(message))(response, request)
    server.script(reply)
    const events = await eventsOf(createOpenAIChat(options()).stream(chatRequest({ tools: [RECALL] })))
    expect(events[0]).toEqual({ type: 'text', delta: 'ok' })
  })

  it('names another model where one takes tools in no way', async () => {
    server.script(refuse('Function tools with reasoning_effort are not supported; use /v1/responses'))
    const error = await errorOf(eventsOf(createOpenAIChat(options()).stream(chatRequest({ tools: [RECALL] }))))
    expect(error).toMatchObject({ code: 'config', message: expect.stringContaining('tools') })
  })

  it.each(['json_schema is not supported', "Unknown parameter: 'response_format'."])(
    'puts the schema into the prompt where a server says: %s',
    async (message) => {
      server.script(strict({ response_format: message }, answer('Sure! {"names":["Ada"]} Anything else?')))
      const model = createOpenAIStructured(options())
      expect(await model.generate(structuredRequest())).toMatchObject({ value: { names: ['Ada'] } })
      expect(bodies()[0]).toMatchObject({ response_format: { type: 'json_schema', json_schema: { strict: true } } })
      expect(JSON.stringify(bodies()[1]?.messages)).toContain('JSON Schema')
    },
  )

  it('counts by itself where a server reports no usage', async () => {
    server.script(answerIn(openaiWire, { texts: ['Four plain words here'], usage: null }))
    const reports: Usage[] = []
    const stream = createOpenAIChat(options()).stream(chatRequest(), { onUsage: (usage) => reports.push(usage) })
    expect((await eventsOf(stream)).at(-1)).toMatchObject({ usage: { outputTokens: 4 } })
    expect(reports[0]?.inputTokens).toBeGreaterThan(10)
  })

  it('counts an answer that was left half-way', async () => {
    server.script(eventStream(openaiWire.frames({ texts: ['Four plain', ' words'] }).slice(0, 2), { ending: 'stall' }))
    const reports: Usage[] = []
    for await (const _ of createOpenAIChat(options()).stream(chatRequest(), { onUsage: (u) => reports.push(u) })) break
    expect(reports).toEqual([expect.objectContaining({ outputTokens: 2 })])
  })

  it('reads tool calls of servers that leave out index and id, or say "stop"', async () => {
    const call = (name: string, id?: string) => ({
      ...(id && { id }),
      type: 'function',
      function: { name, arguments: '{' },
    })
    server.script(
      eventStream([
        openaiChunk({ tool_calls: [call('recall', 'a')] }),
        openaiChunk({ tool_calls: [{ function: { arguments: '"query":"x"}' } }] }),
        openaiChunk({ tool_calls: [call('root', 'b')] }),
        openaiChunk({ tool_calls: [{ function: { arguments: '}' } }] }),
        openaiChunk({}, 'stop'),
      ]),
    )
    const events = await eventsOf(createOpenAIChat(options()).stream(chatRequest({ tools: [RECALL] })))
    expect(events).toMatchObject([
      { type: 'toolCall', call: { id: 'a', name: 'recall', input: { query: 'x' } } },
      { type: 'toolCall', call: { id: 'b', name: 'root', input: {} } },
      { type: 'done', stop: 'tools' },
    ])
  })

  it('shows the words of a refusal', async () => {
    server.script(eventStream([openaiChunk({ refusal: 'I cannot.' }), openaiChunk({}, 'stop')]))
    const events = await eventsOf(createOpenAIChat(options()).stream(chatRequest()))
    expect(events).toMatchObject([{ delta: 'I cannot.' }, { type: 'done', stop: 'refused' }])
  })

  it('reports an error that a server sends inside a stream', async () => {
    server.script(eventStream([openaiChunk({ content: 'Let' }), 'data: {"error":{"message":"out of memory"}}\n\n']))
    const error = await errorOf(eventsOf(createOpenAIChat(options()).stream(chatRequest())))
    expect(error).toMatchObject({ code: 'provider', message: expect.stringContaining('out of memory') })
  })

  it('calls a model of another host by that host', () => {
    const { id } = createOpenAIChat({ model: 'm', baseUrl: 'https://models.example/v1' })
    expect(id).toBe('models.example/m')
    expect(createOpenAIChat({ model: 'm' }).id).toBe('openai/m')
  })
})
