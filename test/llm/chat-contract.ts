/** What every chat adapter must do, whatever its vendor: against a real HTTP server, through the real SDK. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { MemError } from '../../src/errors.ts'
import type { AdapterOptions } from '../../src/llm/providers.ts'
import type { MeterableChat } from '../../src/llm/usage.ts'
import type { ChatEvent, ChatRequest } from '../../src/memory/ports.ts'
import type { Usage } from '../../src/memory/types.ts'
import {
  answerIn,
  deadUrl,
  drop,
  eventStream,
  type FakeServer,
  failIn,
  hang,
  html,
  raw,
  startFakeServer,
  type Wire,
} from '../helpers/fake-server.ts'
import { errorOf, forgetEnvironment } from './surroundings.ts'

export interface ChatAdapter {
  name: string
  wire: Wire
  create: (options: AdapterOptions) => MeterableChat
  keyVariable: string
  /** The id that a model on this machine gets. */
  id: string
}

const KEY = 'sk-secret-key-0123456789'

export const chatRequest = (change: Partial<ChatRequest> = {}): ChatRequest => ({
  system: 'You remember.',
  messages: [{ role: 'user', text: 'Where are the invoices?' }],
  tools: [],
  maxTokens: 500,
  ...change,
})

export const RECALL = {
  name: 'recall',
  description: 'Searches memory.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
}

export async function eventsOf(stream: AsyncIterable<ChatEvent>): Promise<ChatEvent[]> {
  const events: ChatEvent[] = []
  for await (const event of stream) events.push(event)
  return events
}

const textOf = (events: readonly ChatEvent[]): string =>
  events.map((event) => (event.type === 'text' ? event.delta : '')).join('')

export function describeChatAdapter({ name, wire, create, keyVariable, id }: ChatAdapter): void {
  describe(`${name}: the contract of chat adapters`, () => {
    let server: FakeServer
    const chat = (options: Partial<AdapterOptions> = {}) =>
      create({ model: 'some-model', apiKey: KEY, baseUrl: server.url + wire.basePath, maxRetries: 0, ...options })
    const ask = (request = chatRequest(), options: Partial<AdapterOptions> = {}) =>
      eventsOf(chat(options).stream(request))

    forgetEnvironment()
    beforeAll(async () => {
      server = await startFakeServer()
    })
    beforeEach(() => {
      server.requests.length = 0
    })
    afterAll(() => server.close())

    describe('answers', () => {
      it.each([undefined, 1, 2, 3, 7, 64])(
        'streams text in pieces of %s bytes, characters cut or not',
        async (chunkBytes) => {
          const texts = ['Die Rech', 'nungen: ', 'café 🧾', ' 請求書', '\n\n---\ndata: x\r\n']
          server.script(answerIn(wire, { texts }, chunkBytes === undefined ? {} : { chunkBytes }))
          const events = await ask()
          expect(textOf(events)).toBe(texts.join(''))
          expect(events.filter(({ type }) => type === 'done')).toHaveLength(1)
          expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'end' })
        },
      )

      it('reports usage with cached tokens apart, once', async () => {
        const usage = { input: 120, output: 45, cacheRead: 3000, cacheWrite: 10 }
        server.script(answerIn(wire, { texts: ['Yes.'], usage }))
        const reports: Usage[] = []
        const events = await eventsOf(chat().stream(chatRequest(), { onUsage: (each) => reports.push(each) }))
        const expected = { inputTokens: 120, outputTokens: 45, cacheReadTokens: 3000, cacheWriteTokens: 10 }
        expect(events.at(-1)).toEqual({ type: 'done', stop: 'end', usage: expected })
        expect(reports).toEqual([expected])
      })

      it.each([1, 5, undefined])('puts tool calls together from pieces (writes of %s bytes)', async (chunkBytes) => {
        const calls = [
          { id: 'call_a', name: 'recall', pieces: ['{"que', 'ry":"Rechn', 'ung \\"é\\" 🧾', '"}'] },
          { id: 'call_b', name: 'root', pieces: [] },
        ]
        const answer = { texts: ['Let me look.'], calls }
        server.script(answerIn(wire, answer, chunkBytes === undefined ? {} : { chunkBytes }))
        const events = await ask(chatRequest({ tools: [RECALL] }))
        expect(events.filter(({ type }) => type === 'toolCall')).toEqual([
          { type: 'toolCall', call: { id: 'call_a', name: 'recall', input: { query: 'Rechnung "é" 🧾' } } },
          { type: 'toolCall', call: { id: 'call_b', name: 'root', input: {} } },
        ])
        expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'tools' })
      })

      it('hands a broken tool input on as text, for the tool to refuse', async () => {
        const calls = [{ id: 'call_a', name: 'recall', pieces: ['{"query": '] }]
        server.script(answerIn(wire, { calls }))
        const events = await ask(chatRequest({ tools: [RECALL] }))
        expect(events).toContainEqual({ type: 'toolCall', call: { id: 'call_a', name: 'recall', input: '{"query": ' } })
      })

      it('gives no tool call that was cut off at the limit', async () => {
        const calls = [{ id: 'call_a', name: 'recall', pieces: ['{"query":'] }]
        server.script(answerIn(wire, { calls, stop: 'length' }))
        const events = await ask(chatRequest({ tools: [RECALL] }))
        expect(events.map(({ type }) => type)).toEqual(['done'])
        expect(events.at(-1)).toMatchObject({ stop: 'length' })
      })

      it.each([
        ['length', 'length'],
        ['refused', 'refused'],
      ] as const)('stops with %s', async (stop, expected) => {
        server.script(answerIn(wire, { texts: ['I'], stop }))
        expect((await ask()).at(-1)).toMatchObject({ type: 'done', stop: expected })
      })

      it('sends the conversation with tool calls and results, in well-formed Unicode', async () => {
        server.script(answerIn(wire, { texts: ['ok'] }))
        await ask(
          chatRequest({
            system: 'odd \udc00 rules',
            tools: [RECALL],
            messages: [
              { role: 'user', text: 'odd \ud800 text' },
              { role: 'assistant', text: '', toolCalls: [{ id: 'call_a', name: 'recall', input: { query: 'q' } }] },
              { role: 'tool', results: [{ id: 'call_a', text: '', isError: true }] },
              { role: 'assistant', text: '', toolCalls: [] },
              { role: 'user', text: 'go on' },
            ],
          }),
        )
        const sent = JSON.stringify(server.requests[0]?.body)
        for (const part of ['odd � rules', 'odd � text', 'call_a', 'recall', 'go on', 'Searches memory.']) {
          expect(sent).toContain(part)
        }
      })

      it('has the id of its model', () => {
        expect(chat().id).toBe(id)
      })

      it('sends the same bytes for the same request', async () => {
        server.script(answerIn(wire, { texts: ['ok'] }))
        const model = chat()
        for (const _ of [1, 2]) await eventsOf(model.stream(chatRequest({ tools: [RECALL] })))
        expect(JSON.stringify(server.requests[0]?.body)).toBe(JSON.stringify(server.requests[1]?.body))
      })

      it('answers two streams at once', async () => {
        server.script(answerIn(wire, { texts: ['one'] }), answerIn(wire, { texts: ['two'] }))
        const model = chat()
        const both = await Promise.all([1, 2].map(() => eventsOf(model.stream(chatRequest()))))
        expect(both.map(textOf).sort()).toEqual(['one', 'two'])
      })
    })

    describe('failures', () => {
      it('tries again after 429 and 529, as the SDK does, then answers', async () => {
        const limited = failIn(wire, { status: 429, message: 'slow down', headers: { 'retry-after-ms': '2' } })
        const overloaded = failIn(wire, { status: 529, message: 'Overloaded' })
        server.script(limited, overloaded, answerIn(wire, { texts: ['at last'] }))
        expect(textOf(await ask(chatRequest(), { maxRetries: 2 }))).toBe('at last')
        expect(server.requests).toHaveLength(3)
      })

      it.each([
        [401, 'config', /key/],
        [403, 'config', /refused access to "some-model"/],
        [404, 'config', /no model "some-model"/],
        [413, 'provider', /too long/],
        [429, 'provider', /limits requests/],
        [500, 'provider', /HTTP 500/],
        [503, 'provider', /HTTP 503/],
        [529, 'provider', /HTTP 529/],
      ] as const)('turns HTTP %i into %s', async (status, code, message) => {
        server.script(failIn(wire, { status, message: `no, not with ${KEY}\u001b[31m` }))
        const error = await errorOf(ask(chatRequest(), { maxRetries: 1 }))
        expect(error).toBeInstanceOf(MemError)
        expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
        expect(`${error.message} ${error.hint}`).not.toContain(KEY)
        expect(error.message).not.toMatch(/\p{Cc}/u)
        expect(error.hint).not.toBe('')
      })

      it('names both ways out of a refused key', async () => {
        server.script(failIn(wire, { status: 401, message: 'invalid x-api-key' }))
        const { hint } = await errorOf(ask())
        expect(hint).toContain(keyVariable)
        expect(hint).toContain('config.json')
      })

      it('says what to do about a request that is too long', async () => {
        const message = 'prompt is too long: maximum context length is 8192 tokens'
        server.script(failIn(wire, { status: 400, message }))
        expect(await errorOf(ask())).toMatchObject({ code: 'provider', hint: expect.stringContaining('context') })
      })

      it('asks whether a local server runs that refuses connections', async () => {
        const baseUrl = (await deadUrl()) + wire.basePath
        const error = await errorOf(ask(chatRequest(), { baseUrl, maxRetries: 1 }))
        expect(error).toMatchObject({ code: 'provider', hint: expect.stringContaining('Is the server running?') })
      })

      it('does not show the password of a base URL', async () => {
        const baseUrl = (await deadUrl()).replace('//', '//user:hunter22@') + wire.basePath
        const error = await errorOf(ask(chatRequest(), { baseUrl }))
        expect(`${error.message} ${error.hint}`).not.toContain('hunter22')
      })

      it.each([
        ['headers that never come', hang],
        [
          'a stream that falls silent',
          eventStream(wire.frames({ texts: ['Let me'] }).slice(0, 4), { ending: 'stall' }),
        ],
      ])('gives up on %s', async (_, reply) => {
        server.script(reply)
        const error = await errorOf(ask(chatRequest(), { timeoutMs: 200 }))
        expect(error).toMatchObject({ code: 'provider', message: expect.stringContaining('in time') })
      })

      it.each([
        ['a dropped connection', drop],
        ['a web page', html],
        ['JSON of another kind', raw('{"hello":"world"}', 'application/json')],
        ['invalid JSON in the stream', eventStream(['event: message_start\ndata: {"type": oops\n\n'])],
        ['JSON that is no message', eventStream(['event: message_start\ndata: [1,null]\n\n'])],
        ['null in the stream', eventStream(['event: message_start\ndata: null\n\n'])],
        ['an empty stream', eventStream([])],
        ['a stream that ends early', eventStream(wire.frames({ texts: ['Let me', ' see'] }).slice(0, -4))],
        ['a connection cut in mid-answer', eventStream(wire.frames({ texts: ['Let'] }).slice(0, 3), { ending: 'cut' })],
      ])('does not take %s for an answer', async (_, reply) => {
        server.script(reply)
        const error = await errorOf(ask())
        expect(error).toMatchObject({ name: 'MemError', code: 'provider' })
        expect(error.hint).not.toBe('')
      })

      it('is interrupted before an answer', async () => {
        server.script(hang)
        const { signal } = aborting(20)
        expect(await errorOf(eventsOf(chat().stream(chatRequest(), { signal })))).toMatchObject({ code: 'interrupted' })
      })

      it('is interrupted in mid-answer, after what had come', async () => {
        server.script(eventStream(wire.frames({ texts: ['Let me', ' see'] }).slice(0, -3), { ending: 'stall' }))
        const controller = new AbortController()
        const events: ChatEvent[] = []
        const run = async () => {
          for await (const event of chat().stream(chatRequest(), { signal: controller.signal })) {
            events.push(event)
            controller.abort()
          }
        }
        expect(await errorOf(run())).toMatchObject({ code: 'interrupted' })
        expect(textOf(events)).toMatch(/^Let me/)
        expect(events.every(({ type }) => type === 'text')).toBe(true)
      })

      it('is interrupted by a signal that was given too late', async () => {
        server.script(answerIn(wire, { texts: ['x'] }))
        const stream = chat().stream(chatRequest(), { signal: AbortSignal.abort() })
        expect(await errorOf(eventsOf(stream))).toMatchObject({ code: 'interrupted' })
      })

      it('lets a reader leave early', async () => {
        server.script(eventStream(wire.frames({ texts: ['a', 'b'] }).slice(0, -3), { ending: 'stall' }))
        for await (const event of chat().stream(chatRequest())) {
          expect(event).toEqual({ type: 'text', delta: 'a' })
          break
        }
      })
    })

    describe('manners', () => {
      afterEach(() => vi.restoreAllMocks())

      it('asks for a key before it calls the provider itself', async () => {
        const model = create({ model: 'some-model' })
        const error = await errorOf(eventsOf(model.stream(chatRequest())))
        expect(error).toMatchObject({ code: 'config', hint: expect.stringContaining(keyVariable) })
      })

      it('needs no key for another server', async () => {
        server.script(answerIn(wire, { texts: ['free'] }))
        expect(textOf(await ask(chatRequest(), { apiKey: undefined }))).toBe('free')
      })

      it.each(['nonsense', 'ftp://127.0.0.1/', ''])('refuses the base URL "%s"', (baseUrl) => {
        expect(() => chat({ baseUrl })).toThrow(MemError)
      })

      it('writes nothing to stdout or stderr, even where the environment asks the SDK to', async () => {
        vi.stubEnv('ANTHROPIC_LOG', 'debug')
        vi.stubEnv('OPENAI_LOG', 'debug')
        const writes = ['log', 'info', 'debug', 'warn', 'error'] as const
        const spies = writes.map((method) => vi.spyOn(console, method).mockImplementation(() => {}))
        server.script(failIn(wire, { status: 529, message: 'Overloaded' }), answerIn(wire, { texts: ['ok'] }))
        await ask(chatRequest(), { maxRetries: 1 })
        server.script(eventStream(['event: message_start\ndata: {"type": oops\n\n']))
        await errorOf(ask())
        for (const spy of spies) expect(spy).not.toHaveBeenCalled()
      })
    })
  })
}

function aborting(afterMs: number): AbortController {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), afterMs)
  return controller
}
