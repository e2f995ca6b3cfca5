import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FoundHit } from '../../../src/memory/recall/pick.ts'
import { tellingFirst } from '../../../src/memory/recall/telling-sentence.ts'
import type { RecallHit } from '../../../src/memory/recall/types.ts'
import { readQuery } from '../../../src/rank/query.ts'
import type { ScoreRequest } from '../../../src/rank/score.ts'
import { terms } from '../../../src/rank/tokenize.ts'
import { PRESET_WEIGHTS } from '../../../src/rank/weights.ts'

const NO_SIGNALS = { lexical: 0, cosine: 0, recency: 0, topic: 0 }
const hitOf = (text: string, place: number): FoundHit => ({
  place,
  stretch: { first: 0, last: 0, best: 0, score: place, place },
  cosines: [/boat/.test(text) ? 1 : 0],
  rawPath: undefined,
  hit: {
    score: place,
    level: 'raw',
    path: 'raw/2026-11-02-session-1.md',
    date: '2026-11-02',
    lines: [1, 1],
    speakers: [],
    topics: [],
    text,
    signals: NO_SIGNALS,
  } satisfies RecallHit,
})

async function* from(hits: readonly FoundHit[]): AsyncGenerator<FoundHit> {
  yield* hits
}

interface Asking {
  sentence?: number
  isLocal?: boolean
}

/** The texts in their new order, and what was embedded for it. All words are worth the same; the embedder knows only "boat". */
async function reordered(query: string, hits: readonly FoundHit[], { sentence = 0.3, isLocal = true }: Asking = {}) {
  const embedded: string[] = []
  const request: ScoreRequest = {
    query: readQuery(query),
    time: { dates: [], wantsRecent: false, wantsPast: false, wantsPresent: false },
    vector: Float32Array.of(1, 0),
    asOf: new Date('2026-11-20T12:00:00Z'),
    topics: new Map(),
    replaced: [],
    toDo: new Set(),
    preset: 'default',
    weights: { ...PRESET_WEIGHTS.default, sentence },
  }
  const embedder = {
    id: 'boats',
    dimensions: 2,
    isLocal,
    async embed(texts: readonly string[]) {
      embedded.push(...texts)
      return texts.map((text) => (/boat/.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1)))
    },
  }
  const termWorths = new Map(terms(query).map((term) => [term, 1]))
  const texts: string[] = []
  for await (const { hit } of tellingFirst(from(hits), { request, scoring: { termWorths }, embedder }))
    texts.push(hit.text)
  return { texts, embedded }
}

const firstOf = async (query: string, texts: readonly string[], asking?: Asking) =>
  (
    await reordered(
      query,
      texts.map((text, i) => hitOf(text, 0.5 - i / 100)),
      asking,
    )
  ).texts[0]

describe('tellingFirst', () => {
  it.each([
    [
      'What is the name of the playlist on Spotify?',
      'The playlist grew. I listen on Spotify at work. What a name for a dog.',
      'My playlist on Spotify has the name Summer Vibes.',
      'one sentence with all the words before several with some each',
    ],
    [
      'Which hotel in Kyoto?',
      'Can you find a hotel in Kyoto?',
      'We stay in Kyoto at the hotel Granvia.',
      'a statement before a question with the same words',
    ],
    ['Where does he sail?', 'He sails.', 'He sails his boat.', 'the nearer meaning'],
    ['Where do I sail?', 'Ben likes to sail.', 'I like to sail.', 'who is asked about'],
  ])('%s', async (query, before, after) => {
    expect(await firstOf(query, [before, after], { sentence: 0 })).toBe(before)
    expect(await firstOf(query, [before, after])).toBe(after)
  })

  it('puts what is nothing but questions behind what scores nearly as well', async () => {
    const asked = 'When do we sail? Is the harbour open?'
    const said = 'We sail on Friday.'
    const first = async (...hits: FoundHit[]) => (await reordered('Who sails to Porto?', hits)).texts[0]
    expect(await first(hitOf(asked, 0.5), hitOf(said, 0.47))).toBe(said)
    expect(await first(hitOf(asked, 0.5), hitOf(said, 0.3))).toBe(asked)
  })

  it('leaves the order where the score says much more', async () => {
    const hits = [hitOf('The playlist grew.', 0.9), hitOf('My playlist on Spotify has a name.', 0.3)]
    const { texts } = await reordered('name of the Spotify playlist', hits)
    expect(texts[0]).toBe('The playlist grew.')
  })

  it('sends no sentence to an embedder that is not on this machine', async () => {
    const texts = ['He sails.', 'He sails his boat. It is red.']
    const hits = texts.map((text) => hitOf(text, 0.5))
    expect((await reordered('sail', hits)).embedded).toEqual(['He sails his boat.', 'It is red.'])
    expect((await reordered('sail', hits, { isLocal: false })).embedded).toEqual([])
  })

  it('gives every hit once, and those after the first few in their order', async () => {
    const text = fc.constantFrom('I sail.', 'A boat. Do I sail?', 'Rain.', '', 'sail sail', '我们航海。boat')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.float({ min: 0, max: 1, noNaN: true })), { maxLength: 20 }),
        async (drawn) => {
          const hits = drawn.map(([words, score], i) => hitOf(`${words} ${i}`, score))
          const { texts } = await reordered('Where do I sail?', hits)
          const before = hits.map(({ hit }) => hit.text)
          expect([...texts].sort()).toEqual([...before].sort())
          expect(texts.slice(8)).toEqual(before.slice(8))
        },
      ),
    )
  })
})
