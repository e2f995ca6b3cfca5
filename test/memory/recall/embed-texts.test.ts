import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Embedder } from '../../../src/memory/ports.ts'
import { embedTexts, OtherDimensions } from '../../../src/memory/recall/embed-texts.ts'
import type { KnownVectors } from '../../../src/memory/recall/known-vectors.ts'

const notices: string[] = []
const reporter = { notice: (message: string) => void notices.push(message), progress: () => undefined }
const unit = () => new Float32Array([1, 0])
const textsOf = (count: number) => new Map(Array.from({ length: count }, (_, i) => [`key ${i}`, `text ${i}`]))
const embedderOf = (embed: Embedder['embed']): Embedder => ({ id: 'remote', dimensions: 2, embed })
const made: KnownVectors = new Map()

beforeEach(() => {
  notices.length = 0
  made.clear()
})

describe('embedTexts', () => {
  it('keeps what came before a failure, and tells why the rest did not', async () => {
    const failure = new Error('no more')
    let calls = 0
    const embedder = embedderOf(async (texts) => {
      if (++calls > 2) throw failure
      return texts.map(unit)
    })
    const embedded = await embedTexts(textsOf(1000), { embedder, reporter, made, dimensions: 2 })
    expect(embedded.failure).toBe(failure)
    expect(embedded.count).toBeGreaterThan(0)
    expect([...made.keys()]).toEqual([...textsOf(embedded.count).keys()])
    expect(calls).toBe(3)
  })

  it('refuses vectors that do not go with those of the index, but keeps them', async () => {
    const embedder = embedderOf(async (texts) => texts.map(unit))
    const embedding = embedTexts(textsOf(3), { embedder, reporter, made, dimensions: 3 })
    await expect(embedding).rejects.toThrow(OtherDimensions)
    expect(made.size).toBe(3)
  })

  describe('with an embedder that takes long', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it('says once what it waits for', async () => {
      const slowly = <T>(value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), 20_000))
      const embedder = embedderOf((texts) => slowly(texts.map(unit)))
      const embedding = embedTexts(textsOf(300), { embedder, reporter, made, dimensions: 0 })
      await vi.runAllTimersAsync()
      expect(await embedding).toEqual({ count: 300 })
      expect(notices).toEqual(['Waiting for remote to embed 300 passages …'])
    })
  })
})
