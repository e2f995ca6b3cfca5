import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAnthropicChat, createAnthropicStructured } from '../../src/llm/anthropic.ts'
import type { Usage } from '../../src/memory/types.ts'
import { anthropicWire, overloadedFrame, THINKING } from '../helpers/fake-anthropic.ts'
import { answerIn, eventStream, type FakeServer, failIn, startFakeServer } from '../helpers/fake-server.ts'
import { chatRequest, describeChatAdapter, eventsOf, RECALL } from './chat-contract.ts'
import { describeStructuredAdapter, structuredRequest } from './structured-contract.ts'
import { errorOf, forgetEnvironment } from './surroundings.ts'

const vendor = {
  name: 'Anthropic',
  wire: anthropicWire,
  keyVariable: 'ANTHROPIC_API_KEY',
  id: 'anthropic/some-model',
}
describeChatAdapter({ ...vendor, create: createAnthropicChat })
describeStructuredAdapter({ ...vendor, create: createAnthropicStructured })

describe('Anthropic on its own', () => {
  let server: FakeServer
  const options = () => ({ model: 'some-model', apiKey: 'sk-test', baseUrl: server.url, maxRetries: 0 })
  const bodies = () => server.requests.map(({ body }) => body)

  forgetEnvironment()
  beforeAll(async () => {
    server = await startFakeServer()
  })
  beforeEach(() => {
    server.requests.length = 0
  })
  afterAll(() => server.close())

  it('marks the system prompt for the cache and sends the given key alone', async () => {
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'sk-of-another-account')
    server.script(answerIn(anthropicWire, { texts: ['ok'] }))
    await eventsOf(createAnthropicChat(options()).stream(chatRequest()))
    expect(bodies()[0]).toMatchObject({
      system: [{ type: 'text', text: 'You remember.', cache_control: { type: 'ephemeral' } }],
      stream: true,
      max_tokens: 500,
    })
    expect(server.requests[0]).toMatchObject({ path: '/v1/messages', headers: { authorization: 'Bearer sk-test' } })
  })

  it('leaves out blank texts, which the API refuses', async () => {
    server.script(answerIn(anthropicWire, { texts: ['ok'] }))
    const messages = [
      { role: 'user' as const, text: 'hello' },
      { role: 'assistant' as const, text: ' \n', toolCalls: [] },
      { role: 'user' as const, text: 'again' },
    ]
    await eventsOf(createAnthropicChat(options()).stream(chatRequest({ system: ' ', messages })))
    expect(bodies()[0]).not.toHaveProperty('system')
    expect(bodies()[0]?.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'hello' }] },
      { role: 'user', content: [{ type: 'text', text: 'again' }] },
    ])
  })

  describe('thinking', () => {
    const call = { id: 'toolu_1', name: 'recall', input: { query: 'invoices' } }
    const asked = { role: 'user' as const, text: 'Where are the invoices?' }
    const called = { role: 'assistant' as const, text: 'Let me look.', toolCalls: [call] }
    const result = { role: 'tool' as const, results: [{ id: 'toolu_1', text: 'In Postgres.', isError: false }] }

    it('goes back with the results of the tools it led to, and no further', async () => {
      const calls = [{ id: 'toolu_1', name: 'recall', pieces: ['{"query":"invoices"}'] }]
      server.script(
        answerIn(anthropicWire, { texts: ['Let me look.'], calls }),
        answerIn(anthropicWire, { texts: ['In Postgres.'] }),
      )
      const model = createAnthropicChat(options())
      const later = [{ role: 'assistant' as const, text: 'In Postgres.', toolCalls: [] }, asked]
      for (const messages of [[asked], [asked, called, result], [asked, called, result, ...later]]) {
        await eventsOf(model.stream(chatRequest({ messages, tools: [RECALL] })))
      }
      const text = { type: 'text', text: 'Let me look.' }
      const use = { type: 'tool_use', ...call }
      expect(bodies()[1]).toMatchObject({ messages: [{}, { role: 'assistant', content: [THINKING, text, use] }, {}] })
      expect(bodies()[2]).toMatchObject({ messages: [{}, { content: [text, use] }, {}, {}, {}] })
      expect(JSON.stringify(bodies()[2])).not.toContain('thinking')
    })

    it('is not needed to go on with a conversation of another process', async () => {
      server.script(answerIn(anthropicWire, { texts: ['In Postgres.'] }))
      const messages = [asked, called, result]
      await eventsOf(createAnthropicChat(options()).stream(chatRequest({ messages, tools: [RECALL] })))
      expect(bodies()[0]?.messages).toEqual([
        { role: 'user', content: [{ type: 'text', text: asked.text }] },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me look.' },
            { type: 'tool_use', ...call },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'In Postgres.', is_error: false }],
        },
      ])
    })
  })

  it('does without an effort that the model does not know, and remembers that', async () => {
    const refusal = failIn(anthropicWire, { status: 400, message: 'This model does not support the effort parameter.' })
    server.script(refusal, answerIn(anthropicWire, { texts: ['ok'] }))
    const model = createAnthropicChat(options())
    await eventsOf(model.stream(chatRequest()))
    await eventsOf(model.stream(chatRequest()))
    expect(bodies().map((body) => 'output_config' in body)).toEqual([true, false, false])
  })

  it('puts the schema into the prompt where a gateway refuses to hold the model to it', async () => {
    const refusal = failIn(anthropicWire, {
      status: 400,
      message: 'output_config.format: Extra inputs are not permitted',
    })
    server.script(refusal, answerIn(anthropicWire, { texts: ['```json\n{"names":["Ada"]}\n```'] }))
    const { value } = await createAnthropicStructured(options()).generate(structuredRequest())
    expect(value).toEqual({ names: ['Ada'] })
    expect(JSON.stringify(bodies()[0]?.output_config)).toContain('json_schema')
    expect(bodies()[1]?.output_config).toEqual({ effort: 'low' })
    expect(JSON.stringify(bodies()[1]?.system)).toContain('JSON Schema')
  })

  it('reports an overload in mid-answer with the tokens that were used', async () => {
    const begun = anthropicWire.frames({
      texts: ['Let me'],
      usage: { input: 70, output: 9, cacheRead: 5, cacheWrite: 0 },
    })
    server.script(eventStream([...begun.slice(0, 6), overloadedFrame]))
    const reports: Usage[] = []
    const stream = createAnthropicChat(options()).stream(chatRequest(), { onUsage: (usage) => reports.push(usage) })
    expect(await errorOf(eventsOf(stream))).toMatchObject({ code: 'provider', message: expect.stringContaining('529') })
    expect(reports).toEqual([{ inputTokens: 70, outputTokens: 1, cacheReadTokens: 5, cacheWriteTokens: 0 }])
  })

  it('takes answers of up to 128,000 tokens without streaming', async () => {
    server.script(answerIn(anthropicWire, { texts: ['{"names":[]}'] }))
    const request = { ...structuredRequest(), maxTokens: 128_000 }
    expect(await createAnthropicStructured(options()).generate(request)).toMatchObject({ value: { names: [] } })
  })
})
