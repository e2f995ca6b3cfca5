/** Part of the composition root: which model serves which purpose. SDKs and tables are loaded by the adapter that needs them. */

import type { Config, ModelChoice, Purpose } from './config.ts'
import { MemError } from './errors.ts'
import type { WordMeaning } from './extract/select/word-direction.ts'
import type { EmbeddedEncoder } from './llm/embedded/encoder.ts'
import type { Metering } from './llm/metered.ts'
import type { AdapterOptions } from './llm/providers.ts'
import { localDay, startOfDay } from './markdown/calendar.ts'
import type { ModelRoom } from './memory/compact/types.ts'
import type {
  ChatModel,
  Clock,
  CountTokens,
  Embedder,
  Extractor,
  Ledger,
  Reporter,
  StructuredModel,
} from './memory/ports.ts'
import type { Usage } from './memory/types.ts'

export interface ModelWiring {
  config: Config
  ledger: Ledger
  now: Clock
  /** The folder that holds the embedded encoder's table. */
  encoderTable: URL
}

/** The chat model; `undefined`: answers are quoted from the memory. */
export async function openChatModel(wiring: ModelWiring): Promise<ChatModel | undefined> {
  const choice = wiring.config.models.chat
  if (choice.provider === 'embedded') return undefined
  const options = await adapterOptions('chat', choice, wiring.config)
  const { meteredChat } = await import('./llm/metered.ts')
  const create =
    choice.provider === 'anthropic'
      ? (await import('./llm/anthropic.ts')).createAnthropicChat
      : (await import('./llm/openai.ts')).createOpenAIChat
  return meteredChat(create(options), metering('chat', wiring))
}

/** The model that extracts or compacts; `undefined`: the embedded engine does it. */
export async function openStructuredModel(
  purpose: 'extract' | 'compact',
  wiring: ModelWiring,
): Promise<StructuredModel | undefined> {
  const choice = wiring.config.models[purpose]
  if (choice.provider === 'embedded') return undefined
  const options = await adapterOptions(purpose, choice, wiring.config)
  const { meteredStructured } = await import('./llm/metered.ts')
  const create =
    choice.provider === 'anthropic'
      ? (await import('./llm/anthropic.ts')).createAnthropicStructured
      : (await import('./llm/openai.ts')).createOpenAIStructured
  return meteredStructured(create(options), metering(purpose, wiring))
}

const encoders = new Map<string, EmbeddedEncoder>()

/** One for all of a process: its table takes 8 MB. */
async function openEncoder({ encoderTable }: Pick<ModelWiring, 'encoderTable'>): Promise<EmbeddedEncoder> {
  const { createEmbeddedEncoder } = await import('./llm/embedded/encoder.ts')
  const encoder = encoders.get(encoderTable.href) ?? createEmbeddedEncoder({ assets: encoderTable })
  encoders.set(encoderTable.href, encoder)
  return encoder
}

/** What the meaning of a word tells of how much it matters. */
export async function openWordMeaning(wiring: Pick<ModelWiring, 'encoderTable'>): Promise<WordMeaning> {
  const { meaningAlong } = await import('./extract/select/word-direction.ts')
  return meaningAlong((await openEncoder(wiring)).vectorOf)
}

/** What extracts memories: the model where one is set, with the embedded engine behind it, else the embedded engine alone. */
export async function openExtractor(
  wiring: ModelWiring,
  { countTokens, meaning, reporter }: { countTokens: CountTokens; meaning: WordMeaning; reporter: Reporter },
): Promise<Extractor> {
  const { createEmbeddedExtractor } = await import('./extract/embedded-extractor.ts')
  const embedded = createEmbeddedExtractor({ countTokens, meaning, share: wiring.config.budgets.dailyShare })
  const model = await openStructuredModel('extract', wiring)
  if (!model) return embedded
  const { createModelExtractor } = await import('./memory/extract/model-extractor.ts')
  return createModelExtractor({ model, fallback: embedded, countTokens, reporter })
}

/** What today's limits for models leave; `undefined` where there are none. */
export async function openModelRoom(wiring: ModelWiring): Promise<(() => Promise<ModelRoom>) | undefined> {
  const { dailyTokens, dailyUsd } = wiring.config.cap
  if (dailyTokens === null && dailyUsd === null) return undefined
  const { roomToday } = await import('./llm/metered.ts')
  return () => roomToday(metering('compact', wiring))
}

/** The price of one call of a model, by its usage; `null` where it is not known. */
export async function priceOf(modelId: string): Promise<(usage: Usage) => number | null> {
  const { estimateCostUsd } = await import('./llm/prices.ts')
  return (usage) => estimateCostUsd(modelId, usage)
}

export async function openEmbedder(wiring: ModelWiring): Promise<Embedder> {
  const choice = wiring.config.models.embed
  switch (choice.provider) {
    case 'embedded': {
      return openEncoder(wiring)
    }
    case 'openai': {
      const { createOpenAIEmbedder } = await import('./llm/openai-embedder.ts')
      const { meteredEmbedder } = await import('./llm/metered.ts')
      const embedder = createOpenAIEmbedder(await adapterOptions('embed', choice, wiring.config))
      return meteredEmbedder(embedder, metering('embed', wiring))
    }
    case 'anthropic':
      throw new MemError(
        'config',
        'Anthropic has no embedding models.',
        'Set models.embed to "openai" or "embedded" in config.json.',
      )
  }
}

async function adapterOptions(purpose: Purpose, choice: ModelChoice, config: Config): Promise<AdapterOptions> {
  if (choice.provider === 'embedded') throw new Error('the embedded engine has no adapter')
  const { PROVIDERS } = await import('./llm/providers.ts')
  const model = choice.model ?? PROVIDERS[choice.provider].models[purpose]
  if (!model)
    throw new MemError('config', `No model is set for ${purpose}.`, `Name one under models.${purpose} in config.json.`)
  return { model, ...config.providers[choice.provider] }
}

const metering = (purpose: Purpose, { config, ledger, now }: ModelWiring): Metering => ({
  purpose,
  ledger,
  now,
  cap: config.cap,
  startOfDay: (time) => startOfDay(localDay(time, config.timeZone), config.timeZone),
})
