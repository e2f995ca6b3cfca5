import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createEmbeddedEncoder } from '../../../src/llm/embedded/encoder.ts'

const TABLE = new URL('../../../src/llm/embedded/table/', import.meta.url)
const encoder = createEmbeddedEncoder({ assets: TABLE })

const dot = (a: Float32Array | undefined, b: Float32Array | undefined): number => {
  if (!a || !b) throw new Error('a vector is missing')
  return a.reduce((sum, x, d) => sum + x * (b[d] ?? Number.NaN), 0)
}
const embedOne = async (text: string) => (await encoder.embed([text]))[0]
const similarity = async (a: string, b: string) => dot(await embedOne(a), await embedOne(b))

describe('vectors', () => {
  it('have unit length and the dimensions that the encoder tells', async () => {
    const texts = ['We moved the invoices to Postgres.', 'x', 'naïve café 🎉', 'word '.repeat(5000)]
    for (const vector of await encoder.embed(texts)) {
      expect(vector).toHaveLength(encoder.dimensions)
      expect(dot(vector, vector)).toBeCloseTo(1, 5)
    }
  })

  it('come in order, one a text', async () => {
    const texts = ['a dog', 'a cat', 'a dog']
    const vectors = await encoder.embed(texts)
    expect(vectors).toHaveLength(3)
    expect(vectors[0]).toEqual(vectors[2])
    expect(vectors[1]).toEqual(await embedOne('a cat'))
    expect(await encoder.embed([])).toEqual([])
  })

  it('are the same from a fresh encoder', async () => {
    const text = 'The stand-up moved to nine on Tuesdays.'
    expect((await createEmbeddedEncoder({ assets: TABLE }).embed([text]))[0]).toEqual(await embedOne(text))
  })

  it('do not depend on case, accents and the order of words', async () => {
    expect(await similarity('Crème brûlée for dessert', 'DESSERT FOR CREME BRULEE')).toBeCloseTo(1, 5)
  })

  it.each(['', '   \n', '🦊🦊', 'привет мир', '東京に住んでいます', 'مرحبا بالعالم', '\u0000\u200b'])(
    'are zero for %j',
    async (text) => {
      expect((await embedOne(text))?.every((x) => x === 0)).toBe(true)
    },
  )

  it('are finite for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const vector = await embedOne(text)
        const length = dot(vector, vector)
        expect(length === 0 || Math.abs(length - 1) < 1e-4).toBe(true)
      }),
    )
  })
})

describe('meaning', () => {
  const UNRELATED = [
    'Interest rates rose again this quarter.',
    'The compiler reports a type error.',
    'She plays the cello.',
  ]

  // Pairs that share no content word: only the learnt table can bring them together.
  it.each([
    ['We adopted a puppy from the shelter', 'What pets do they own? dog'],
    ['My physician prescribed new medication', 'doctor gave me pills'],
    ['He purchased an automobile', 'buying a car'],
    ['I feel anxious and overwhelmed lately', 'stress and worry'],
    ['They tied the knot in June', 'wedding and marriage'],
    ['Our flight to Paris leaves at dawn', 'trip to France by plane'],
    ['The deployment crashed in production', 'server outage after release'],
    ['Grandma baked delicious cookies', 'cooking dessert with family'],
    ['I go jogging every morning', 'running exercise routine'],
    ['She got a new job as a nurse', 'career in a hospital'],
  ])('%j is nearer to %j than to what it has nothing to do with', async (text, paraphrase) => {
    const near = await similarity(text, paraphrase)
    for (const other of UNRELATED) expect(near).toBeGreaterThan((await similarity(text, other)) + 0.05)
  })

  it('weighs content words over small words', async () => {
    expect(await similarity('what is the name of the dog', 'dog')).toBeGreaterThan(
      await similarity('what is the name of the dog', 'what is the name of the'),
    )
  })
})

describe('knows', () => {
  it.each([
    ['restaurant', true],
    ['Restaurant', true],
    ['restarant', false],
    ['kyotto', false],
    ['two words', false],
    ['', false],
  ])('%j: %s', (word, expected) => {
    expect(encoder.knows(word)).toBe(expected)
  })
})

describe('related words', () => {
  const wordsOf = (word: string) => encoder.related(word).map(({ word: near }) => near)

  it.each([
    ['biking', 'cycling'],
    ['doctor', 'physician'],
    ['job', 'employment'],
    ['dog', 'puppy'],
    ['camping', 'tents'],
    ['lonely', 'loneliness'],
  ])('of %s hold %s', (word, near) => expect(wordsOf(word)).toContain(near))

  it('come nearest first, whole and lower-case, and never hold the word itself', () => {
    for (const word of ['dog', 'Doctor', 'travel']) {
      const near = encoder.related(word)
      expect(near.length).toBeGreaterThan(0)
      expect(near.map(({ similarity }) => similarity)).toEqual(
        near.map(({ similarity }) => similarity).sort((a, b) => b - a),
      )
      for (const { word: other, similarity } of near) {
        expect(other).toMatch(/^[a-z]{3,}$/)
        expect(other).not.toBe(word.toLowerCase())
        expect(similarity).toBeGreaterThan(0.45)
        expect(similarity).toBeLessThan(1)
      }
    }
  })

  it.each(['', 'the', 'qzxv', 'two words', 'собака', '##ing', '42'])('of %j are none', (word) => {
    expect(encoder.related(word)).toEqual([])
  })
})

/** The file with another first byte. */
const foreign = (file: Uint8Array) => Buffer.concat([new Uint8Array(1), file.subarray(1)])

describe('the table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mem-table-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const binary = readFileSync(new URL('embedding.bin', TABLE))
  const vocabulary = readFileSync(new URL('vocabulary.txt', TABLE))
  const related = readFileSync(new URL('related.bin', TABLE))
  const encoderOf = (files: { binary?: Uint8Array; vocabulary?: Uint8Array; related?: Uint8Array }) => {
    const assets = mkdtempSync(join(folder, 'case-'))
    if (files.binary) writeFileSync(join(assets, 'embedding.bin'), files.binary)
    if (files.vocabulary) writeFileSync(join(assets, 'vocabulary.txt'), files.vocabulary)
    if (files.related) writeFileSync(join(assets, 'related.bin'), files.related)
    return createEmbeddedEncoder({ assets: pathToFileURL(`${assets}/`) })
  }

  it('names itself in the id', () => {
    expect(encoder.id).toMatch(/^embedded-\d+-[0-9a-f]{16}$/)
    expect(encoderOf({ binary, vocabulary }).id).toBe(encoder.id)
  })

  it('fits its allowance of 8 MB', () =>
    expect(binary.length + vocabulary.length + related.length).toBeLessThanOrEqual(8_000_000))

  it.each([
    ['no file', {}],
    ['no vocabulary', { binary }],
    ['a cut table', { binary: binary.subarray(0, -1), vocabulary }],
    ['an empty table', { binary: new Uint8Array(), vocabulary }],
    ['a foreign file', { binary: foreign(binary), vocabulary }],
    ['another vocabulary', { binary, vocabulary: vocabulary.subarray(1) }],
  ])('reports %s', async (_, files) => {
    await expect(encoderOf(files).embed(['text'])).rejects.toMatchObject({ name: 'MemError', code: 'damaged' })
  })

  it.each([
    ['no file', {}],
    ['a cut file', { related: related.subarray(0, -1) }],
    ['a foreign file', { related: foreign(related) }],
  ])('reports %s of related words, and still embeds', async (_, files) => {
    const damaged = encoderOf({ binary, vocabulary, ...files })
    expect(() => damaged.related('dog')).toThrow(expect.objectContaining({ name: 'MemError', code: 'damaged' }))
    expect(await damaged.embed(['dog'])).toEqual(await encoder.embed(['dog']))
  })

  it('stops when told to', async () => {
    await expect(encoder.embed(['text'], { signal: AbortSignal.abort() })).rejects.toThrow('abort')
  })
})
