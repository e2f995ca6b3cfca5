import { describe, expect, it } from 'vitest'
import { estimateCostUsd } from '../../src/llm/prices.ts'
import { PROVIDERS } from '../../src/llm/providers.ts'
import { NO_USAGE } from '../../src/llm/usage.ts'

const million = { inputTokens: 50_000, outputTokens: 10_000, cacheReadTokens: 30_000, cacheWriteTokens: 20_000 }

describe('estimateCostUsd', () => {
  it.each([
    ['anthropic/claude-sonnet-5-5', (50 * 2 + 10 * 10 + 30 * 0.1 + 20 * 2.5) / 1000],
    ['anthropic/claude-haiku-4-5-20251001', (50 * 1 + 10 * 5 + 30 * 0.1 + 20 * 1.25) / 1000],
    ['openai/gpt-6-luna-2026-09-22', (50 * 0.1 + 10 * 0.5 + 30 * 0.01 + 20 * 0.125) / 1000],
    ['local/llama3.2', 0],
    ['embedded', 0],
    ['anthropic/claude-of-tomorrow', null],
    ['openai/gpt-6-luna-mini', null],
    ['models.example/gpt-6-luna', null],
  ])('prices %s', (model, expected) => {
    const cost = estimateCostUsd(model, million)
    if (expected === null) expect(cost).toBeNull()
    else expect(cost).toBeCloseTo(expected, 10)
  })

  it('prices the vectors of an embedder', () => {
    const usage = { ...NO_USAGE, inputTokens: 1_000_000 }
    expect(estimateCostUsd('openai/text-embedding-3-small@1536', usage)).toBeCloseTo(0.02, 10)
  })

  it('takes the higher rate for the whole of a long prompt, cached tokens counted', () => {
    const short = { ...NO_USAGE, inputTokens: 60_000, cacheReadTokens: 40_000, outputTokens: 1_000 }
    const long = { ...short, cacheReadTokens: 40_001 }
    expect(estimateCostUsd('anthropic/claude-haiku-5-5', short)).toBeCloseTo((60 * 0.1 + 40 * 0.01 + 0.5) / 1000, 6)
    expect(estimateCostUsd('anthropic/claude-haiku-5-5', long)).toBeCloseTo((60 * 0.5 + 40.001 * 0.05 + 2.5) / 1000, 6)
  })

  it('knows the price of every default model', () => {
    for (const { id, models } of Object.values(PROVIDERS)) {
      for (const model of Object.values(models)) {
        if (model) expect(estimateCostUsd(`${id}/${model}`, million), model).toBeGreaterThan(0)
      }
    }
  })
})
