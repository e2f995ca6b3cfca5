/** What every adapter for answers in a given shape must do, whatever its vendor. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AdapterOptions } from '../../src/llm/providers.ts'
import type { MeterableStructured } from '../../src/llm/usage.ts'
import type { Usage } from '../../src/memory/types.ts'
import {
  answerIn,
  deadUrl,
  drop,
  type FakeServer,
  failIn,
  hang,
  html,
  raw,
  stallInJson,
  startFakeServer,
  type Wire,
} from '../helpers/fake-server.ts'
import { errorOf, forgetEnvironment } from './surroundings.ts'

export interface StructuredAdapter {
  name: string
  wire: Wire
  create: (options: AdapterOptions) => MeterableStructured
  keyVariable: string
  id: string
}

const PEOPLE = z.object({ names: z.array(z.string().min(1)) })

export const structuredRequest = () => ({
  name: 'people',
  system: 'You list people.',
  prompt: 'Ada met Bob.',
  schema: PEOPLE,
  maxTokens: 400,
})

const USAGE = { input: 50, output: 20, cacheRead: 7, cacheWrite: 0 }
const COUNTED: Usage = { inputTokens: 50, outputTokens: 20, cacheReadTokens: 7, cacheWriteTokens: 0 }
const TWICE: Usage = { inputTokens: 100, outputTokens: 40, cacheReadTokens: 14, cacheWriteTokens: 0 }

export function describeStructuredAdapter({ name, wire, create, keyVariable, id }: StructuredAdapter): void {
  describe(`${name}: the contract of structured adapters`, () => {
    let server: FakeServer
    const model = (options: Partial<AdapterOptions> = {}) =>
      create({
        model: 'some-model',
        apiKey: 'sk-test-key',
        baseUrl: server.url + wire.basePath,
        maxRetries: 0,
        ...options,
      })
    const says = (text: string, stop: 'end' | 'length' | 'refused' = 'end') =>
      answerIn(wire, { texts: [text], stop, usage: USAGE })

    forgetEnvironment()
    beforeAll(async () => {
      server = await startFakeServer()
    })
    beforeEach(() => {
      server.requests.length = 0
    })
    afterAll(() => server.close())

    it('has an id and a size', () => {
      expect(model()).toMatchObject({ id, contextTokens: expect.any(Number) })
    })

    it('gives the parsed value and its usage', async () => {
      server.script(says('{"names":["Ada","Bøb 🧾"]}'))
      expect(await model().generate(structuredRequest())).toEqual({
        value: { names: ['Ada', 'Bøb 🧾'] },
        usage: COUNTED,
      })
      const sent = JSON.stringify(server.requests[0]?.body)
      for (const part of ['You list people.', 'Ada met Bob.', '"names"']) expect(sent).toContain(part)
    })

    it.each([
      ['not JSON', 'Ada and Bob', /not JSON/],
      ['of another shape', '{"names":[1]}', /names/],
      ['cut off', '{"names":["Ada', /not JSON|cut off/],
    ])('asks once more when the reply is %s, showing what was wrong', async (_, reply, problem) => {
      server.script(says(reply), says('{"names":["Ada"]}'))
      expect(await model().generate(structuredRequest())).toEqual({ value: { names: ['Ada'] }, usage: TWICE })
      expect(server.requests).toHaveLength(2)
      const sent = JSON.stringify(server.requests[1]?.body.messages)
      expect(sent).toContain('Ada met Bob.')
      expect(sent).toContain(JSON.stringify(reply).slice(1, -1))
      expect(sent).toMatch(problem)
    })

    it('gives up after the second reply, and has reported both', async () => {
      server.script(says('{"names":"Ada"}'))
      const reports: Usage[] = []
      const asked = model().generate(structuredRequest(), { onUsage: (usage) => reports.push(usage) })
      expect(await errorOf(asked)).toMatchObject({ code: 'provider', message: expect.stringContaining('people') })
      expect(server.requests).toHaveLength(2)
      expect(reports).toEqual([COUNTED, COUNTED])
    })

    it('says so when the model runs out of tokens twice', async () => {
      server.script(says('{"names":["Ada', 'length'))
      expect(await errorOf(model().generate(structuredRequest()))).toMatchObject({
        code: 'provider',
        message: expect.stringContaining('cut off at 400 tokens'),
      })
    })

    it('does not ask again when the model declines', async () => {
      server.script(says('', 'refused'))
      const error = await errorOf(model().generate(structuredRequest()))
      expect(error).toMatchObject({ code: 'provider', message: expect.stringContaining('declined') })
      expect(server.requests).toHaveLength(1)
    })

    it('takes schemas with optional fields, defaults and transformations', async () => {
      server.script(says('{"name":" Ada "}'))
      const schema = z.object({
        name: z.string().transform((text) => text.trim()),
        age: z.number().optional(),
        tags: z.array(z.string()).default([]),
      })
      const { value } = await model().generate({ ...structuredRequest(), schema })
      expect(value).toEqual({ name: 'Ada', tags: [] })
    })

    it('recovers from 429 and 529, as the SDK does', async () => {
      const refusals = [429, 529].map((status) => failIn(wire, { status, message: 'busy' }))
      server.script(...refusals, says('{"names":[]}'))
      expect(await model({ maxRetries: 2 }).generate(structuredRequest())).toMatchObject({ value: { names: [] } })
      expect(server.requests).toHaveLength(3)
    })

    it.each([
      [401, 'config'],
      [404, 'config'],
      [429, 'provider'],
      [529, 'provider'],
    ] as const)('turns HTTP %i into %s', async (status, code) => {
      server.script(failIn(wire, { status, message: 'no' }))
      expect(await errorOf(model().generate(structuredRequest()))).toMatchObject({ name: 'MemError', code })
    })

    it.each([
      ['a dropped connection', drop],
      ['a web page', html],
      ['JSON of another kind', raw('{"hello":"world"}', 'application/json')],
      ['half a JSON document', raw('{"id":"x","cho', 'application/json')],
      ['headers that never come', hang],
      ['a body that stalls', stallInJson],
    ])('turns %s into an error of the provider', async (_, reply) => {
      server.script(reply)
      const error = await errorOf(model({ timeoutMs: 200 }).generate(structuredRequest()))
      expect(error).toMatchObject({ name: 'MemError', code: 'provider' })
    })

    it('asks whether a local server runs that refuses connections', async () => {
      const baseUrl = (await deadUrl()) + wire.basePath
      const error = await errorOf(model({ baseUrl }).generate(structuredRequest()))
      expect(error).toMatchObject({ code: 'provider', hint: expect.stringContaining('Is the server running?') })
    })

    it('is interrupted by its signal', async () => {
      server.script(hang)
      const controller = new AbortController()
      const asked = model().generate(structuredRequest(), { signal: controller.signal })
      setTimeout(() => controller.abort(), 20)
      expect(await errorOf(asked)).toMatchObject({ code: 'interrupted' })
    })

    it('asks for a key before it calls the provider itself', async () => {
      const error = await errorOf(create({ model: 'some-model' }).generate(structuredRequest()))
      expect(error).toMatchObject({ code: 'config', hint: expect.stringContaining(keyVariable) })
    })
  })
}
