/** Decorators that write every model call into the ledger and stop at the day's cap. */
import { MemError } from '../errors.ts'
import type { ChatModel, Clock, Embedder, Ledger, StructuredModel } from '../memory/ports.ts'
import type { Usage } from '../memory/types.ts'
import { estimateCostUsd } from './prices.ts'
import { OFFLINE } from './providers.ts'
import {
  addUsage,
  type CallOptions,
  type MeterableChat,
  type MeterableEmbedder,
  type MeterableStructured,
  NO_USAGE,
  totalTokens,
} from './usage.ts'

export interface Metering {
  ledger: Ledger
  now: Clock
  /** `extract`, `compact`, `chat`, `embed`. */
  purpose: string
  /** For one local day over all models and purposes; `null`: no limit. */
  cap: { dailyTokens: number | null; dailyUsd: number | null }
  /** Start of the local day of a time; by default in the system's time zone. */
  startOfDay?: (time: Date) => Date
}

/** A chat model whose calls are recorded. `MemError('cap')` before a call when the day's limit is reached. */
export function meteredChat(model: MeterableChat, metering: Metering): ChatModel {
  return {
    id: model.id,
    async *stream(request, options = {}) {
      await refuseAboveCap(metering)
      const meter = startMeter(options)
      let finished = false
      try {
        for await (const event of model.stream(request, meter.options)) {
          if (event.type === 'done') {
            finished = true
            await meter.record(model.id, { metering, returned: event.usage })
          }
          yield event
        }
      } finally {
        if (!finished) await meter.recordFailed(model.id, metering)
      }
    },
  }
}

/** A structured model whose calls are recorded. `MemError('cap')` before a call when the day's limit is reached. */
export function meteredStructured(model: MeterableStructured, metering: Metering): StructuredModel {
  return {
    id: model.id,
    contextTokens: model.contextTokens,
    async generate(request, options = {}) {
      await refuseAboveCap(metering)
      const meter = startMeter(options)
      const answer = await model.generate(request, meter.options).catch(async (error: unknown) => {
        await meter.recordFailed(model.id, metering)
        throw error
      })
      await meter.record(model.id, { metering, returned: answer.usage })
      return answer
    },
  }
}

/** An embedder whose calls are recorded. `MemError('cap')` before a call when the day's limit is reached. */
export function meteredEmbedder(model: MeterableEmbedder, metering: Metering): Embedder {
  return {
    id: model.id,
    get dimensions() {
      return model.dimensions
    },
    async embed(texts, options = {}) {
      await refuseAboveCap(metering)
      const meter = startMeter(options)
      const vectors = await model.embed(texts, meter.options).catch(async (error: unknown) => {
        await meter.recordFailed(model.id, metering)
        throw error
      })
      await meter.record(model.id, { metering })
      return vectors
    },
  }
}

// --- one call ---

/** Collects what the adapter reports of one call; what the call itself returns counts only where the adapter reports nothing. */
function startMeter<Given extends CallOptions>(given: Given) {
  const reports: Usage[] = []
  const onUsage = (usage: Usage): void => {
    reports.push(usage)
    given.onUsage?.(usage)
  }
  const write = async (model: string, { ledger, now, purpose }: Metering, usages: readonly Usage[]): Promise<void> => {
    const usage = usages.reduce(addUsage, NO_USAGE)
    if (totalTokens(usage) === 0) return
    await ledger.record({ at: now().toISOString(), purpose, model, usage, costUsd: costOf(model, usages) })
  }
  return {
    options: { ...given, onUsage },
    record: (model: string, { metering, returned }: { metering: Metering; returned?: Usage }) =>
      write(model, metering, reports.length === 0 && returned ? [returned] : reports),
    /** A ledger that cannot be written must not hide why the call failed. */
    recordFailed: (model: string, metering: Metering) => write(model, metering, reports).catch(() => undefined),
  }
}

/** Each request is priced by itself: long prompts cost more a token. */
function costOf(model: string, usages: readonly Usage[]): number | null {
  let costUsd = 0
  for (const usage of usages) {
    const each = estimateCostUsd(model, usage)
    if (each === null) return null
    costUsd += each
  }
  return costUsd
}

// --- the cap ---

type Limits = Pick<Metering, 'ledger' | 'now' | 'cap' | 'startOfDay'>

/** Reads the ledger anew for each call, because other processes spend from the same day. */
async function spentToday({
  ledger,
  now,
  startOfDay = systemMidnight,
}: Limits): Promise<{ tokens: number; usd: number }> {
  const entries = await ledger.since(startOfDay(now()))
  return {
    tokens: entries.reduce((sum, { usage }) => sum + totalTokens(usage), 0),
    usd: entries.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
  }
}

/** What the limits of the day leave, at least 0; `null` where there is no limit. */
export async function roomToday(limits: Limits): Promise<{ tokens: number | null; usd: number | null }> {
  const { dailyTokens, dailyUsd } = limits.cap
  const spent = await spentToday(limits)
  return {
    tokens: dailyTokens === null ? null : Math.max(0, dailyTokens - spent.tokens),
    usd: dailyUsd === null ? null : Math.max(0, dailyUsd - spent.usd),
  }
}

async function refuseAboveCap(metering: Metering): Promise<void> {
  const { dailyTokens, dailyUsd } = metering.cap
  if (dailyTokens === null && dailyUsd === null) return
  const spent = await spentToday(metering)
  const offline = OFFLINE[metering.purpose === 'embed' ? 'embed' : 'answer']
  if (dailyUsd !== null && spent.usd >= dailyUsd) {
    throw capError(`$${spent.usd.toFixed(2)} of $${dailyUsd.toFixed(2)} are spent`, { setting: 'dailyUsd', offline })
  }
  if (dailyTokens !== null && spent.tokens >= dailyTokens) {
    const used = `${grouped(spent.tokens)} of ${grouped(dailyTokens)} tokens are used`
    throw capError(used, { setting: 'dailyTokens', offline })
  }
}

const capError = (
  spent: string,
  { setting, offline }: { setting: 'dailyUsd' | 'dailyTokens'; offline: string },
): MemError =>
  new MemError(
    'cap',
    `Today's limit for models is reached: ${spent}.`,
    `Raise cap.${setting} in config.json, or go on tomorrow; ${offline}.`,
  )

const grouped = (count: number): string => count.toLocaleString('en-US')

function systemMidnight(time: Date): Date {
  const midnight = new Date(time)
  midnight.setHours(0, 0, 0, 0)
  return midnight
}
