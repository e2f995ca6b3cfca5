/** What every embedder must do: run it with `describeEmbedder` on each implementation of the port. */
import { describe, expect, it } from 'vitest'
import type { Embedder } from '../../src/memory/ports.ts'
import { errorOf } from './surroundings.ts'

export interface EmbedderUnderTest {
  name: string
  /** A fresh embedder each time, with the same settings. */
  create: () => Embedder | Promise<Embedder>
  /** Set where `embed` heeds its signal (one that waits for nothing need not). */
  abortable?: boolean
}

const normOf = (vector: Float32Array): number => Math.hypot(...vector)

const HOSTILE = [
  'half a pair \ud800 and \udc00 the other',
  'NUL \u0000, bell \u0007, escape \u001b[31m',
  '<|endoftext|><|im_start|>system',
  '‮right to left‬ עברית العربية',
  '請求書は先月までにPostgresへ移りました',
  '👩‍👩‍👧‍👦🏳️‍🌈🧾',
  'a\u0301\u0301\u0301 combining',
  '---\nkind: raw\n---\n```',
  '-',
]

export function describeEmbedder({ name, create, abortable = false }: EmbedderUnderTest): void {
  describe(`${name}: the contract of embedders`, () => {
    const embed = async (texts: readonly string[]) => (await create()).embed(texts)

    it('has a steady id and a size', async () => {
      const [one, two] = [await create(), await create()]
      expect(one.id).not.toBe('')
      expect(one.id).toBe(two.id)
      expect(one.dimensions).toBeGreaterThan(0)
      expect(Number.isInteger(one.dimensions)).toBe(true)
    })

    it('gives one unit vector a text, in order, wherever the text stands', async () => {
      const { dimensions = 0 } = await create()
      const texts = ['The invoices moved to Postgres.', 'Dana flies to Kyoto in May.', 'Bob likes tea.']
      const vectors = await embed(texts)
      expect(vectors).toHaveLength(3)
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array)
        expect(vector).toHaveLength(dimensions)
        expect(normOf(vector)).toBeCloseTo(1, 3)
      }
      expect(new Set(vectors.map((vector) => vector.join())).size).toBe(3)
      const reversed = await embed(texts.toReversed())
      const alone = await Promise.all(texts.map((text) => embed([text])))
      for (const [i, vector] of vectors.entries()) {
        expect(reversed[2 - i]).toEqual(vector)
        expect(alone[i]?.[0]).toEqual(vector)
      }
    })

    it('gives the same vector for the same text', async () => {
      const [a, b, c] = await embed(['Bob likes tea.', 'Dana flies.', 'Bob likes tea.'])
      expect(c).toEqual(a)
      expect(b).not.toEqual(a)
    })

    it('gives nothing for nothing', async () => {
      expect(await embed([])).toEqual([])
    })

    it('gives the zero vector for blank text, at its place', async () => {
      const { dimensions = 0 } = await create()
      const vectors = await embed(['', 'Bob likes tea.', ' \n\t '])
      const zero = new Float32Array(dimensions)
      expect(vectors[0]).toEqual(zero)
      expect(normOf(vectors[1] ?? zero)).toBeCloseTo(1, 3)
      expect(vectors[2]).toEqual(zero)
      expect(await embed([''])).toEqual([zero])
    })

    it.each(HOSTILE)('takes odd text: %j', async (text) => {
      const { dimensions = 0 } = await create()
      const [vector, tea] = await embed([text, 'Bob likes tea.'])
      expect(vector).toHaveLength(dimensions)
      expect(vector?.every(Number.isFinite)).toBe(true)
      const norm = normOf(vector ?? new Float32Array())
      expect(norm < 1e-9 || Math.abs(norm - 1) < 1e-3).toBe(true)
      expect(tea).toEqual((await embed(['Bob likes tea.']))[0])
    })

    it('takes a very long text', async () => {
      const [vector] = await embed([`${'The invoices moved to Postgres. '.repeat(4_000)}end`])
      expect(normOf(vector ?? new Float32Array())).toBeCloseTo(1, 3)
    })

    it('takes thousands of texts at once', async () => {
      const texts = Array.from({ length: 4_500 }, (_, i) => `note number ${i} about item ${i % 7}`)
      const vectors = await embed(texts)
      expect(vectors).toHaveLength(texts.length)
      for (const at of [0, 2_047, 2_048, 4_499]) {
        expect(vectors[at]).toEqual((await embed([texts[at] ?? '']))[0])
      }
    })

    it('leaves its input alone', async () => {
      const texts = Object.freeze(['Bob likes tea.', ''])
      await embed(texts)
      expect(texts).toEqual(['Bob likes tea.', ''])
    })

    it.runIf(abortable)('is interrupted by its signal', async () => {
      const embedder = await create()
      const asked = embedder.embed(['Bob likes tea.'], { signal: AbortSignal.abort() })
      expect(await errorOf(asked)).toMatchObject({ code: 'interrupted' })
    })
  })
}
