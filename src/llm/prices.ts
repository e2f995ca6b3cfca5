/** What model calls cost, as far as the providers' published lists say. */
import type { Usage } from '../memory/types.ts'

/** US dollars per million tokens. Cache writes are those of the short-lived cache. */
interface Rates {
  input: number
  output: number
  cacheRead: number
  cacheWrite: number
}

interface Price extends Rates {
  /** A prompt above this many tokens, cached ones included, is billed at `rates` throughout. */
  long?: { overTokens: number; rates: Rates }
}

const rates = (input: number, output: number, cacheRead: number, cacheWrite = input * 1.25): Rates => ({
  input,
  output,
  cacheRead,
  cacheWrite,
})

/** OpenAI doubles input and cache rates above 272,000 prompt tokens and takes half as much again for output. */
const gpt = (input: number, output: number, cacheRead: number, cacheWrite?: number): Price => {
  const base = rates(input, output, cacheRead, cacheWrite)
  const long = rates(base.input * 2, base.output * 1.5, base.cacheRead * 2, base.cacheWrite * 2)
  return { ...base, long: { overTokens: 272_000, rates: long } }
}

const HAIKU_5_5: Price = {
  ...rates(0.1, 0.5, 0.01, 0.125),
  long: { overTokens: 100_000, rates: rates(0.5, 2.5, 0.05, 0.625) },
}

/** Where the prices come from and when they were read; a model that is not listed costs an unknown amount. */
export const PRICES_AS_OF = '2026-11-22'

/**
 * Standard rates of the model pages and price lists of platform.claude.com and developers.openai.com, in stored copies of September
 * to November 2026. gpt-5.6-sol is left out: the promotion that set its price ended the day before.
 */
const PRICES: Record<string, Price> = {
  'anthropic/claude-haiku-5-5': HAIKU_5_5,
  'anthropic/claude-sonnet-5-5': rates(2, 10, 0.1),
  'anthropic/claude-opus-5-5': rates(4, 20, 0.2),
  'anthropic/claude-sonnet-5': rates(2, 10, 0.2),
  'anthropic/claude-opus-5': rates(5, 25, 0.5),
  'anthropic/claude-fable-5': rates(10, 50, 1),
  'anthropic/claude-opus-4-6': rates(5, 25, 0.5),
  'anthropic/claude-opus-4-5': rates(5, 25, 0.5),
  'anthropic/claude-sonnet-4-6': rates(3, 15, 0.3),
  'anthropic/claude-sonnet-4-5': rates(3, 15, 0.3),
  'anthropic/claude-haiku-4-5': rates(1, 5, 0.1),

  'openai/gpt-6.2-sol': gpt(2, 10, 0.1),
  'openai/gpt-6.2-astra': gpt(8, 40, 0.4),
  'openai/gpt-6.1-sol': gpt(2, 10, 0.1),
  'openai/gpt-6.1-terra': gpt(1, 5, 0.05),
  'openai/gpt-6-sol': gpt(2, 10, 0.2),
  'openai/gpt-6-luna': gpt(0.1, 0.5, 0.01),
  'openai/gpt-6-astra': gpt(10, 50, 1),
  'openai/gpt-5.6-terra': gpt(2, 12, 0.2),
  'openai/gpt-5.6-luna': gpt(0.2, 1.2, 0.02),
  'openai/gpt-5.4-mini': rates(0.75, 4.5, 0.075, 0.75),
  'openai/gpt-5.4-nano': rates(0.2, 1.25, 0.02, 0.2),

  'openai/text-embedding-3-small': rates(0.02, 0, 0.02, 0.02),
  'openai/text-embedding-3-large': rates(0.13, 0, 0.13, 0.13),
  'openai/text-embedding-ada-002': rates(0.1, 0, 0.1, 0.1),
}

const FREE = /^(local\/|embedded)/
/** The date of a dated name, and the dimensions of an embedder's id: `claude-haiku-4-5-20251001`, `gpt-6-luna-2026-09-22`, `…@1536`. */
const VARIANT = /(-\d{8}|-\d{4}-\d{2}-\d{2})?(@\d+)?$/

/**
 * Estimated cost in US dollars of one call; 0 for models that run on this machine, `null` where the price is not known.
 * `model` is an adapter's id: `anthropic/claude-haiku-5-5`.
 */
export function estimateCostUsd(model: string, usage: Usage): number | null {
  if (FREE.test(model)) return 0
  const price = PRICES[model] ?? PRICES[model.replace(VARIANT, '')]
  if (!price) return null
  const promptTokens = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
  const due = price.long && promptTokens > price.long.overTokens ? price.long.rates : price
  const perMillion =
    usage.inputTokens * due.input +
    usage.outputTokens * due.output +
    usage.cacheReadTokens * due.cacheRead +
    usage.cacheWriteTokens * due.cacheWrite
  return perMillion / 1_000_000
}
