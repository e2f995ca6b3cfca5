import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MemError } from '../../src/errors.ts'
import { type Metering, meteredChat, meteredEmbedder, meteredStructured } from '../../src/llm/metered.ts'
import { type MeterableChat, type MeterableEmbedder, type MeterableStructured, NO_USAGE } from '../../src/llm/usage.ts'
import type { ChatEvent, Ledger, LedgerEntry } from '../../src/memory/ports.ts'
import type { Usage } from '../../src/memory/types.ts'
import { chatRequest, eventsOf } from './chat-contract.ts'
import { errorOf } from './surroundings.ts'

const NOW = new Date('2026-11-22T16:00:00.000Z')
const usage = (inputTokens: number, outputTokens = 0): Usage => ({ ...NO_USAGE, inputTokens, outputTokens })

/** A ledger in memory; the one on disk is tested with the store. */
function memoryLedger(entries: LedgerEntry[] = []): Ledger & { entries: LedgerEntry[] } {
  return {
    entries,
    record: async (entry) => void entries.push(entry),
    since: async (start) => entries.filter(({ at }) => new Date(at) >= start),
  }
}

const spent = (change: Partial<LedgerEntry>): LedgerEntry => ({
  at: NOW.toISOString(),
  purpose: 'chat',
  model: 'anthropic/claude-sonnet-5-5',
  usage: usage(600, 400),
  costUsd: 0.5,
  ...change,
})

const metering = (change: Partial<Metering> = {}): Metering => ({
  ledger: memoryLedger(),
  now: () => NOW,
  purpose: 'chat',
  cap: { dailyTokens: null, dailyUsd: null },
  startOfDay: () => new Date('2026-11-22T00:00:00.000Z'),
  ...change,
})

const MODEL = 'anthropic/claude-sonnet-5-5'

/** A model that reports as told, and then answers or fails. */
function chat(reports: Usage[], { fails = false, id = MODEL } = {}): MeterableChat {
  return {
    id,
    async *stream(_, options = {}): AsyncGenerator<ChatEvent> {
      yield { type: 'text', delta: 'hello' }
      for (const each of reports) options.onUsage?.(each)
      if (fails) throw new MemError('provider', 'It broke.', 'Mend it.')
      yield { type: 'done', stop: 'end', usage: usage(1, 1) }
    },
  }
}

const structured = (reports: Usage[], { fails = false } = {}): MeterableStructured => ({
  id: MODEL,
  contextTokens: 1_000,
  generate: async ({ schema }, options = {}) => {
    for (const each of reports) options.onUsage?.(each)
    if (fails) throw new MemError('provider', 'It broke.', 'Mend it.')
    return { value: schema.parse('ok'), usage: usage(1, 1) }
  },
})

const embedder = (reports: Usage[]): MeterableEmbedder => ({
  id: 'openai/text-embedding-3-small@2',
  dimensions: 2,
  embed: async (texts, options = {}) => {
    for (const each of reports) options.onUsage?.(each)
    return texts.map(() => new Float32Array([1, 0]))
  },
})

const request = { name: 'x', system: '', prompt: '', schema: z.string(), maxTokens: 10 }

describe('what is recorded', () => {
  it('is one entry a call, with its cost', async () => {
    const ledger = memoryLedger()
    const events = await eventsOf(meteredChat(chat([usage(1000, 100)]), metering({ ledger })).stream(chatRequest()))
    expect(events.map(({ type }) => type)).toEqual(['text', 'done'])
    expect(ledger.entries).toEqual([
      { at: NOW.toISOString(), purpose: 'chat', model: MODEL, usage: usage(1000, 100), costUsd: 0.003 },
    ])
  })

  it('is what the answer says where the model reports nothing', async () => {
    const ledger = memoryLedger()
    await eventsOf(meteredChat(chat([]), metering({ ledger })).stream(chatRequest()))
    await meteredStructured(structured([]), metering({ ledger })).generate(request)
    expect(ledger.entries.map((entry) => entry.usage)).toEqual([usage(1, 1), usage(1, 1)])
  })

  it('is all requests of a call, each at its own price', async () => {
    const ledger = memoryLedger()
    const twice = structured([usage(60_000), usage(60_000)])
    const haiku = { ...twice, id: 'anthropic/claude-haiku-5-5' }
    await meteredStructured(haiku, metering({ ledger, purpose: 'extract' })).generate(request)
    expect(ledger.entries).toMatchObject([{ purpose: 'extract', usage: usage(120_000) }])
    expect(ledger.entries[0]?.costUsd).toBeCloseTo(0.012, 10)
  })

  it('is a failed call, too, when it used tokens', async () => {
    const ledger = memoryLedger()
    const failing = chat([usage(1000)], { fails: true })
    const error = await errorOf(eventsOf(meteredChat(failing, metering({ ledger })).stream(chatRequest())))
    expect(error.message).toBe('It broke.')
    await errorOf(meteredStructured(structured([usage(5)], { fails: true }), metering({ ledger })).generate(request))
    await errorOf(meteredStructured(structured([], { fails: true }), metering({ ledger })).generate(request))
    expect(ledger.entries.map((entry) => entry.usage)).toEqual([usage(1000), usage(5)])
  })

  it('is an answer that was left half-way', async () => {
    const ledger = memoryLedger()
    const model: MeterableChat = {
      id: MODEL,
      async *stream(_, options = {}) {
        try {
          yield { type: 'text', delta: 'a' }
          yield { type: 'text', delta: 'b' }
        } finally {
          options.onUsage?.(usage(70))
        }
      },
    }
    for await (const _ of meteredChat(model, metering({ ledger })).stream(chatRequest())) break
    expect(ledger.entries).toMatchObject([{ usage: usage(70) }])
  })

  it('is an unknown price as null, and a local model as free', async () => {
    const ledger = memoryLedger()
    for (const id of ['models.example/m', 'local/m']) {
      await eventsOf(meteredChat(chat([usage(10)], { id }), metering({ ledger })).stream(chatRequest()))
    }
    expect(ledger.entries.map(({ costUsd }) => costUsd)).toEqual([null, 0])
  })

  it('is the embedding of texts, but not of none', async () => {
    const ledger = memoryLedger()
    await meteredEmbedder(embedder([usage(500), usage(500)]), metering({ ledger, purpose: 'embed' })).embed(['a'])
    await meteredEmbedder(embedder([]), metering({ ledger, purpose: 'embed' })).embed([])
    expect(ledger.entries).toMatchObject([{ purpose: 'embed', usage: usage(1000), costUsd: 0.00002 }])
  })

  it('does not hide why a call failed when the ledger cannot be written', async () => {
    const ledger = { ...memoryLedger(), record: async () => Promise.reject(new Error('disk full')) }
    const failing = meteredStructured(structured([usage(5)], { fails: true }), metering({ ledger }))
    expect((await errorOf(failing.generate(request))).message).toBe('It broke.')
  })

  it("passes the caller's own options on", async () => {
    const seen: Usage[] = []
    const options = { onUsage: (each: Usage) => seen.push(each), signal: AbortSignal.abort() }
    let signal: AbortSignal | undefined
    const spy: MeterableEmbedder = {
      ...embedder([usage(5)]),
      embed: async (texts, given = {}) => {
        signal = given.signal
        return embedder([usage(5)]).embed(texts, given)
      },
    }
    await meteredEmbedder(spy, metering()).embed(['a'], options)
    expect(signal).toBe(options.signal)
    expect(seen).toEqual([usage(5)])
  })
})

describe('the daily cap', () => {
  const refused = (cap: Metering['cap'], entries: LedgerEntry[]) => {
    const model = chat([usage(1)])
    return eventsOf(meteredChat(model, metering({ cap, ledger: memoryLedger(entries) })).stream(chatRequest())).then(
      () => false,
      (error: MemError) => error.code === 'cap',
    )
  }
  const yesterday = spent({ at: '2026-11-21T23:59:59.999Z', costUsd: 99, usage: usage(1e9) })

  it.each<[string, Metering['cap'], LedgerEntry[], boolean]>([
    ['no limit', { dailyTokens: null, dailyUsd: null }, [spent({ costUsd: 1e6 })], false],
    ['below both', { dailyTokens: 1001, dailyUsd: 0.51 }, [spent({})], false],
    ['tokens just reached', { dailyTokens: 1000, dailyUsd: null }, [spent({})], true],
    ['money just reached', { dailyTokens: null, dailyUsd: 0.5 }, [spent({})], true],
    ['several entries together', { dailyTokens: null, dailyUsd: 1.5 }, [spent({}), spent({}), spent({})], true],
    ['spent yesterday', { dailyTokens: 1000, dailyUsd: 0.5 }, [yesterday], false],
    ['an unknown price, by tokens', { dailyTokens: 1000, dailyUsd: 0.1 }, [spent({ costUsd: null })], true],
    ['an unknown price, not by money', { dailyTokens: 1001, dailyUsd: 0.1 }, [spent({ costUsd: null })], false],
    ['nothing spent', { dailyTokens: 1, dailyUsd: 0.01 }, [], false],
  ])('%s', async (_, cap, entries, expected) => {
    expect(await refused(cap, entries)).toBe(expected)
  })

  it('counts what another process spends meanwhile', async () => {
    const ledger = memoryLedger()
    const model = meteredStructured(
      structured([usage(10)]),
      metering({ ledger, cap: { dailyTokens: 100, dailyUsd: null } }),
    )
    await model.generate(request)
    ledger.entries.push(spent({ usage: usage(90) }))
    expect(await errorOf(model.generate(request))).toMatchObject({
      code: 'cap',
      message: expect.stringContaining('100 of 100 tokens'),
      hint: expect.stringContaining('cap.dailyTokens'),
    })
  })

  it('holds for embedders, and says how much money is spent', async () => {
    const ledger = memoryLedger([spent({ costUsd: 2.005 })])
    const asked = meteredEmbedder(embedder([]), metering({ ledger, cap: { dailyTokens: null, dailyUsd: 2 } })).embed([
      'a',
    ])
    expect(await errorOf(asked)).toMatchObject({ code: 'cap', message: expect.stringMatching(/\$2\.0\d of \$2\.00/) })
  })

  it("starts the day at the system's midnight where nobody says otherwise", async () => {
    let start: Date | undefined
    const ledger: Ledger = {
      ...memoryLedger(),
      since: async (from) => {
        start = from
        return []
      },
    }
    const { startOfDay: _, ...plain } = metering({ ledger, cap: { dailyTokens: 1, dailyUsd: null } })
    await meteredStructured(structured([]), plain).generate(request)
    expect(start && [start.getHours(), start.getMinutes(), start.getSeconds(), start.getDate()]).toEqual([
      0,
      0,
      0,
      NOW.getDate(),
    ])
  })
})
