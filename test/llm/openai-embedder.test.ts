import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MemError } from '../../src/errors.ts'
import { createOpenAIEmbedder, type EmbedderOptions } from '../../src/llm/openai-embedder.ts'
import type { Usage } from '../../src/memory/types.ts'
import { embeddings, letterVector, openaiWire } from '../helpers/fake-openai.ts'
import {
  deadUrl,
  drop,
  type FakeServer,
  failIn,
  hang,
  html,
  json,
  raw,
  stallInJson,
  startFakeServer,
} from '../helpers/fake-server.ts'
import { describeEmbedder } from './embedder-contract.ts'
import { errorOf, forgetEnvironment } from './surroundings.ts'

let server: FakeServer
const options = (change: Partial<EmbedderOptions> = {}): EmbedderOptions => ({
  model: 'letters',
  baseUrl: `${server.url}/v1`,
  maxRetries: 0,
  dimensions: 16,
  ...change,
})
const letters = embeddings((text) => letterVector(text, 16))
const base64 = (vector: number[]): string => Buffer.from(new Float32Array(vector).buffer).toString('base64')
/** JSON has no Infinity, but this is parsed as it. */
const HUGE = `{"embedding":[1e999${',0'.repeat(15)}]}`
const inputs = () => server.requests.map(({ body }) => (Array.isArray(body.input) ? body.input : []))

beforeAll(async () => {
  server = await startFakeServer()
})
beforeEach(() => {
  server.requests.length = 0
  server.script(letters)
})
afterAll(() => server.close())

describeEmbedder({ name: 'OpenAI', create: () => createOpenAIEmbedder(options()), abortable: true })

describe('embeddings of OpenAI-compatible servers', () => {
  forgetEnvironment()
  const embed = (texts: readonly string[], change: Partial<EmbedderOptions> = {}) =>
    createOpenAIEmbedder(options(change)).embed(texts)

  it('asks for floats, so that a server which ignores base64 is not misread', async () => {
    await embed(['tea'])
    expect(server.requests[0]).toMatchObject({
      path: '/v1/embeddings',
      body: { model: 'letters', input: ['tea'], encoding_format: 'float' },
    })
  })

  it('keeps to 2,048 texts and 300,000 bytes a request', async () => {
    await embed(Array.from({ length: 5_000 }, (_, i) => `note ${i}`))
    await embed(Array.from({ length: 100 }, () => 'long text '.repeat(700)))
    for (const sent of inputs()) {
      expect(sent.length).toBeLessThanOrEqual(2_048)
      expect(Buffer.byteLength(sent.join(''))).toBeLessThanOrEqual(300_000)
    }
    expect(inputs().flat()).toHaveLength(5_100)
  })

  it('splits a text above the limit of one input and averages the parts by their length', async () => {
    const parts = ['é'.repeat(4_000), 'z'.repeat(2_000)]
    const [whole] = await embed([parts.join('')])
    expect(inputs()).toEqual([parts])
    const [long = [], short = []] = (await embed(parts)).map((vector) => Array.from(vector))
    const mean = long.map((value, i) => value * 8_000 + (short[i] ?? 0) * 2_000)
    const norm = Math.hypot(...mean)
    for (const [i, value] of mean.entries()) expect(whole?.[i]).toBeCloseTo(value / norm, 5)
  })

  it('sends no blank text', async () => {
    await embed(['', ' ', 'tea', '\n'])
    expect(inputs()).toEqual([['tea']])
    await embed([' '])
    expect(inputs()).toHaveLength(1)
  })

  it('puts vectors that come out of order where they belong', async () => {
    server.script((response, request) => {
      const reversed = [1, 0].map((index) => ({ index, embedding: letterVector(['tea', 'milk'][index] ?? '', 16) }))
      return json(200, { data: reversed })(response, request)
    })
    const [tea] = await embed(['tea', 'milk'])
    server.script(letters)
    expect(tea).toEqual((await embed(['tea']))[0])
  })

  it.each([
    ['base64', embeddings((text) => base64(letterVector(text, 16)))],
    ['too few vectors', json(200, { data: [{ index: 0, embedding: letterVector('x', 16) }] })],
    ['too many vectors', json(200, { data: [0, 1, 2].map((index) => ({ index, embedding: letterVector('x', 16) })) })],
    ['one place twice', json(200, { data: [0, 0].map((index) => ({ index, embedding: letterVector('x', 16) })) })],
    ['shorter vectors', embeddings((text) => letterVector(text, 8))],
    ['one longer vector', embeddings((text, i) => letterVector(text, 16 + i))],
    ['empty vectors', embeddings(() => [])],
    ['null where NaN stood', embeddings(() => [null, ...letterVector('x', 15)])],
    ['numbers as text', embeddings(() => letterVector('x', 16).map(String))],
    ['an infinite number', raw(`{"data":[${HUGE},${HUGE}]}`, 'application/json')],
    ['bare NaN', raw(`{"data":[{"index":0,"embedding":[NaN]},{"index":1,"embedding":[1]}]}`, 'application/json')],
    ['no list', json(200, { data: {} })],
    ['an object for a vector', embeddings(() => ({ float: [1] }))],
    ['a web page', html],
    ['a dropped connection', drop],
    ['nothing', hang],
    ['a body that stalls', stallInJson],
  ])('refuses %s', async (_, reply) => {
    server.script(reply)
    const error = await errorOf(embed(['tea', 'milk'], { timeoutMs: 200 }))
    expect(error).toMatchObject({ name: 'MemError', code: 'provider' })
  })

  it.each([
    [401, 'config'],
    [404, 'config'],
    [429, 'provider'],
    [503, 'provider'],
  ] as const)('turns HTTP %i into %s', async (status, code) => {
    server.script(failIn(openaiWire, { status, message: 'no' }))
    expect(await errorOf(embed(['tea']))).toMatchObject({ name: 'MemError', code })
  })

  it('tries again after 429 and 503, as the SDK does', async () => {
    const busy = [429, 503].map((status) => failIn(openaiWire, { status, message: 'busy' }))
    server.script(...busy, letters)
    expect(await embed(['tea'], { maxRetries: 2 })).toHaveLength(1)
  })

  it('asks once and waits briefly where somebody waits who has another way', async () => {
    const urgently = (change: Partial<EmbedderOptions>) =>
      errorOf(createOpenAIEmbedder(options({ maxRetries: 2, ...change })).embed(['tea'], { isUrgent: true }))
    server.script(failIn(openaiWire, { status: 503, message: 'busy' }))
    expect(await urgently({})).toMatchObject({ code: 'provider' })
    server.script(hang)
    expect(await urgently({ urgentTimeoutMs: 50 })).toMatchObject({ message: expect.stringContaining('in time') })
    expect(server.requests).toHaveLength(2)
  })

  it.each([
    { 'retry-after': '3600' },
    { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' },
    { 'retry-after-ms': '3600000' },
  ])('does not sleep for an hour because a server wants it: %j', async (headers) => {
    server.script(json(429, openaiWire.error(429, 'slow down'), headers))
    expect(await errorOf(embed(['tea'], { maxRetries: 2 }))).toMatchObject({ code: 'provider' })
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    [500, 'MEM_EMBED_PROVIDER=embedded'],
    [429, 'MEM_EMBED_PROVIDER=embedded'],
    [404, 'MEM_EMBED_MODEL'],
    [401, 'OPENAI_API_KEY'],
  ])('after HTTP %i names a next step that every command has: %s', async (status, step) => {
    server.script(failIn(openaiWire, { status, message: 'no' }))
    const { hint } = (await errorOf(embed(['tea']))) as MemError
    expect(hint).toContain(step)
    expect(hint).not.toContain('--')
  })

  it('asks whether a local server runs that refuses connections', async () => {
    const error = await errorOf(embed(['tea'], { baseUrl: `${await deadUrl()}/v1` }))
    expect(error).toMatchObject({ code: 'provider', hint: expect.stringContaining('Is the server running?') })
  })

  it('reports the tokens of each request, counted here where the server says nothing', async () => {
    const reports: Usage[] = []
    const embedder = createOpenAIEmbedder(options())
    await embedder.embed(['tea', 'milk'], { onUsage: (usage) => reports.push(usage) })
    server.script(embeddings((text) => letterVector(text, 16), { usage: undefined }))
    await embedder.embed(['four plain words here'], { onUsage: (usage) => reports.push(usage) })
    expect(reports.map(({ inputTokens }) => inputTokens)).toEqual([4, 4])
  })

  it('leaves a vector of zeros as it is', async () => {
    server.script(embeddings(() => new Array(16).fill(0)))
    expect(await embed(['tea'])).toEqual([new Float32Array(16)])
  })

  describe('dimensions', () => {
    it("are known of OpenAI's models, and part of the id", () => {
      const { id, dimensions } = createOpenAIEmbedder({ model: 'text-embedding-3-small' })
      expect({ id, dimensions }).toEqual({ id: 'openai/text-embedding-3-small@1536', dimensions: 1536 })
    })

    it('are asked of models that can shorten their vectors', async () => {
      await embed(['tea'], { model: 'text-embedding-3-large', dimensions: 16 })
      expect(server.requests[0]?.body).toMatchObject({ dimensions: 16 })
      await embed(['tea'])
      expect(server.requests[1]?.body).not.toHaveProperty('dimensions')
    })

    it('of other models are learnt from the first vectors, without a request of their own', async () => {
      const embedder = createOpenAIEmbedder({ ...options(), dimensions: undefined })
      expect(embedder).toMatchObject({ id: 'local/letters', dimensions: undefined })
      expect(await embedder.embed([' '])).toEqual([new Float32Array(0)])
      expect(server.requests).toHaveLength(0)
      const [blank, tea] = await embedder.embed(['', 'tea'])
      expect([blank?.length, tea?.length, embedder.dimensions]).toEqual([16, 16, 16])
      expect(inputs()).toEqual([['tea']])
      server.script(embeddings((text) => letterVector(text, 8)))
      expect(await errorOf(embedder.embed(['tea']))).toMatchObject({ code: 'provider' })
    })
  })
})
