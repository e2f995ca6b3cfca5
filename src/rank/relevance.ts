/** Whether the best passages answer at all: calibrated, so that recall can be silent instead of padding. */
import type { Corpus } from './corpus.ts'
import { hasTerm } from './lexical.ts'
import { ASKED_WEIGHT, namedSpeakers, type QueryIntent } from './query.ts'
import type { ScoreRequest, Scoring } from './score.ts'
import { dateFit } from './time.ts'
import { terms } from './tokenize.ts'

/** Of words in the window plus cosine, calibrated in the bench: questions about other people's lives mostly stay below, answerable ones above. */
const RELEVANT_EVIDENCE = 0.6
/** Of cosine alone: nothing has to be said in the words of the question. */
const RELEVANT_COSINE = 0.45
/** A query of a word or two has less meaning to share with a sentence, and is mostly asked by someone who looks around. */
const RELEVANT_COSINE_OF_SHORT = 0.32
const SHORT_QUERY_TERMS = 2
/** The same without vectors, and for a passage that has none yet. */
const RELEVANT_WORDS = 0.2
const SPEAKER_EVIDENCE = 0.4
const TIME_EVIDENCE = 0.2
const TOPIC_EVIDENCE = 0.1
/** In a memory smaller than this, how rare a word is says too little to call a passage with a word of the question irrelevant. */
const FEW_PASSAGES = 300
/**
 * In a memory of a handful of passages, the nearest one is mostly meant from this cosine on; the more passages there are, the nearer
 * one of them comes to any question by chance.
 */
const RELEVANT_COSINE_OF_FEW = 0.2
const HANDFUL_PASSAGES = 20

/** How much stricter recall is where the query names somebody or something that never came up. */
const STRANGER_STRICTNESS = 1.35

export interface RelevanceOptions {
  scoring: Scoring
  request: ScoreRequest
  corpus: Corpus
}

/** Whether the best passages have anything to do with the query: enough of its words and meaning, or its speaker and days. */
export function isRelevant(best: readonly number[], { scoring, request, corpus }: RelevanceOptions): boolean {
  const { query, vector, weights } = request
  const isThen = (passage: number) => dateFit((corpus.minutes[passage] ?? 0) * MINUTE_MS, request.time.dates) === 1
  if (asksForTimeAlone(request) && best.some(isThen)) return true
  if (query.terms.length === 0 && best.some((passage) => request.toDo.has(passage))) return true
  const strictness = weights.relevance * (asksForStranger(query, corpus) ? STRANGER_STRICTNESS : 1)
  const own = query.terms.filter(({ weight }) => weight >= ASKED_WEIGHT)
  const relevantCosine = Math.min(
    own.length <= SHORT_QUERY_TERMS ? RELEVANT_COSINE_OF_SHORT : RELEVANT_COSINE,
    relevantCosineAmong(corpus.live),
  )
  return best.some((passage) => {
    const parts = scoring.partsOf(passage)
    if (parts.passageCosine >= strictness * relevantCosine) return true
    const words = Math.max(parts.own, parts.window)
    if (corpus.live < FEW_PASSAGES && parts.own > 0) return true
    const { recency, topic } = scoring.signalsOf(passage)
    const context = SPEAKER_EVIDENCE * parts.speaker + TIME_EVIDENCE * recency + TOPIC_EVIDENCE * topic
    const byMeaning = vector && !corpus.vectors.isWaiting(passage)
    return words + parts.passageCosine + context >= strictness * (byMeaning ? RELEVANT_EVIDENCE : RELEVANT_WORDS)
  })
}

/** What of a question says no more than that something was. */
const EMPTY = new Set(terms('happen decide talk discuss do go plan agree'))
const MINUTE_MS = 60_000

/** "What happened in April?": whatever was said then answers it. */
function asksForTimeAlone({ query, time, weights }: ScoreRequest): boolean {
  if (time.dates.length === 0 || weights.dates === 0) return false
  const ofTime = new Set(time.dates.flatMap(({ phrase }) => terms(phrase)))
  const asked = query.terms.filter(
    ({ term, weight }) => weight >= ASKED_WEIGHT && !ofTime.has(term) && !EMPTY.has(term),
  )
  return asked.length === 0
}

/** Grows with the logarithm of the number of passages, as the best of so many chances does. */
function relevantCosineAmong(passages: number): number {
  const share = Math.log(passages / HANDFUL_PASSAGES) / Math.log(FEW_PASSAGES / HANDFUL_PASSAGES)
  return RELEVANT_COSINE_OF_FEW + (RELEVANT_COSINE - RELEVANT_COSINE_OF_FEW) * Math.min(1, Math.max(0, share))
}

/** The query has a name that no passage holds, and none of those who speak here. */
function asksForStranger(query: QueryIntent, corpus: Corpus): boolean {
  const isUnknown = (name: readonly string[]): boolean => name.every((term) => !hasTerm(term, corpus))
  return query.names.some(isUnknown) && !namedSpeakers(query, corpus.speakerNames).includes(true)
}
