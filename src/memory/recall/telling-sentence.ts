/**
 * Of the first hits, those come first in which one sentence says what is asked. A passage of several sentences is scored as a whole,
 * so one that shares a word here and a word there stands as high as one that says it in a breath; the parts of a text tell more of its
 * relevance than its whole (Callan 1994, "Passage-level evidence in document retrieval").
 */
import { sentencesOf } from '../../markdown/chunk.ts'
import { ASKED_WEIGHT } from '../../rank/query.ts'
import type { ScoreRequest, Scoring } from '../../rank/score.ts'
import { termSet } from '../../rank/tokenize.ts'
import { dot } from '../../rank/vectors.ts'
import type { Embedder } from '../ports.ts'
import { explained, type FoundHit } from './pick.ts'
import { endsInQuestion, onlyAsks, speaksOfSelf } from './turn-flags.ts'

/** So many of the first hits are compared with each other. */
const COMPARED = 8
/** So many of a hit's sentences are looked at. */
const MAX_SENTENCES = 12
/** What the share of the question's words in a sentence counts, its cosine, and that its speaker tells of himself where the asker asks of himself. */
const WORDS = 0.67
const MEANING = 0.33
const SELF = 0.15
/** A question holds words of the matter, but seldom the answer. */
const QUESTION_SHARE = 0.7
/** What is left of the place of a hit that is nothing but questions, before its sentences count. */
const ONLY_ASKS_SHARE = 0.9

export interface TellingOptions {
  request: ScoreRequest
  scoring: Pick<Scoring, 'termWorths'>
  embedder: Embedder
}

/** The first hits by their place and their best sentence; the others as they come. */
export async function* tellingFirst(
  found: AsyncGenerator<FoundHit>,
  { request, scoring, embedder }: TellingOptions,
): AsyncGenerator<FoundHit> {
  const { sentence: weight } = request.weights
  if (weight > 0) {
    const sentenceScore = sentenceScorer({ request, scoring, embedder })
    const first: Told[] = []
    for await (const one of taken(found, COMPARED)) first.push({ found: one, sentence: await sentenceScore(one) })
    const scale = weight * (first[0]?.found.place ?? 0)
    yield* first.map((told) => raised(told, scale)).sort((a, b) => b.place - a.place)
  }
  yield* found
}

interface Told {
  found: FoundHit
  sentence: number
}

/** The next few, without ending what they come from. */
async function* taken<T>(source: AsyncGenerator<T>, count: number): AsyncGenerator<T> {
  for (let i = 0; i < count; i++) {
    const { value, done } = await source.next()
    if (done) return
    yield value
  }
}

function raised({ found, sentence }: Told, scale: number): FoundHit {
  const place = (onlyAsks(found.hit.text) ? ONLY_ASKS_SHARE : 1) * found.place + scale * sentence
  return { ...explained(found, { sentence, place }), place }
}

/** How well the best sentence of a hit fits, in [0, 1.15]. */
function sentenceScorer({ request, scoring, embedder }: TellingOptions): (found: FoundHit) => Promise<number> {
  const { query, vector } = request
  const { termWorths } = scoring
  const asked = query.terms.filter(({ weight }) => weight >= ASKED_WEIGHT)
  const wholeWorth = asked.reduce((sum, { term }) => sum + (termWorths.get(term) ?? 0), 0) || 1
  const wordsIn = (sentence: string): number => {
    let worth = 0
    for (const term of termSet(sentence)) worth += termWorths.get(term) ?? 0
    return Math.min(1, worth / wholeWorth)
  }
  const isSelf = (sentence: string): boolean => query.addressee === 'self' && speaksOfSelf(sentence)
  const meaningsOf = async (sentences: readonly string[], { cosines }: FoundHit): Promise<readonly number[]> => {
    if (!vector) return []
    // Each passage is one sentence.
    if (sentences.length === cosines.length) return cosines
    // Single sentences are worth no call over the network.
    return embedder.isLocal ? (await embedder.embed(sentences)).map((one) => dot(vector, one)) : []
  }
  return async (found) => {
    const sentences = sentencesOf(found.hit.text).slice(0, MAX_SENTENCES)
    const meanings = await meaningsOf(sentences, found)
    const values = sentences.map((sentence, i) => {
      const value = WORDS * wordsIn(sentence) + MEANING * Math.max(0, meanings[i] ?? 0)
      return (endsInQuestion(sentence) ? QUESTION_SHARE : 1) * value + (isSelf(sentence) ? SELF : 0)
    })
    return Math.max(0, ...values)
  }
}
