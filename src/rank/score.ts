/** The score of every passage for a query: `w_l·lexical + w_c·cosine + w_r·recency + w_t·topic`, each signal in [0, 1], then what its kind and its session say. */
import { agreementOf } from './agreement.ts'
import type { Corpus } from './corpus.ts'
import type { QueryIntent } from './query.ts'
import { FLAG, FLAG_VALUES } from './segment.ts'
import { cosineSignal, lexicalSignal, type Meaning, meaningOf, recencySignal, type Words, wordsOf } from './signals.ts'
import type { TimeIntent } from './time.ts'
import type { Preset, Weights } from './weights.ts'

/** A statement that a later one replaced. Passages are numbered as in the corpus. */
export interface ReplacedStatement {
  statement: number
  /** The passages of the turns that it was made from. */
  turns: readonly number[]
  /** Statements made from the same turns that still hold. */
  standing: readonly number[]
  /** The same statement in files that were made before it was replaced. */
  copies: readonly number[]
  /** The local day on which it was replaced; '' where that is not known. */
  day: string
}

export interface ScoreRequest {
  query: QueryIntent
  time: TimeIntent
  /** Of unit length; absent where there is no embedder. */
  vector?: Float32Array
  asOf: Date
  /** Passages whose topic the query names: how telling that is, in [0, 1]. */
  topics: ReadonlyMap<number, number>
  replaced: readonly ReplacedStatement[]
  /** Passages that tell what is still to do, where the query asks for that; without terms it asks for all of them. */
  toDo: ReadonlySet<number>
  preset: Preset
  weights: Weights
}

/** The signals of one passage. */
export interface Signals {
  lexical: number
  cosine: number
  recency: number
  topic: number
}

/** What the signals of one passage are made of, and what became of their sum. */
export interface SignalParts {
  own: number
  window: number
  session: number
  speaker: number
  role: number
  self: number
  number: number
  /** 1 for what is still to do, where that is asked for. */
  toDo: number
  passageCosine: number
  sessionCosine: number
  /** Below 1 for a statement that was replaced or that only repeats turns, and for a passage that only echoes. */
  stateFactor: number
  /** The mean score of the best passages of its session. */
  agreement: number
}

export interface Scoring {
  /** By passage; 0 where nothing speaks for it. */
  scores: Float32Array
  /** By passage: of it and the question; 0 without vectors. */
  cosines: Float32Array
  /** What each term of the query is worth in this memory: the rarer, the more. */
  termWorths: ReadonlyMap<string, number>
  signalsOf(passage: number): Signals
  partsOf(passage: number): SignalParts
  /** Of a turn: the day on which what the question is about in it was replaced; `undefined` for what holds. */
  replacedOn(passage: number): string | undefined
}

/** Scores all passages. */
export function scorePassages(request: ScoreRequest, corpus: Corpus): Scoring {
  const words = wordsOf(request, corpus)
  const meaning = meaningOf(request, corpus)
  const recency = recencySignal(request, corpus)
  const { weights, topics } = request
  const { fileOf, flags } = corpus
  const factors = stateFactors(request)
  const factorOf = (passage: number): number => factors[flags[passage] ?? 0] ?? 1
  const scores = weightedSums(words, meaning, { weights, factors, corpus })
  if (recency) addRecency(scores, recency, { words, meaning, weights, factors, corpus })
  for (const [passage, topic] of topics) {
    if ((fileOf[passage] ?? -1) < 0) continue
    scores[passage] = (scores[passage] ?? 0) + weights.topic * topic * factorOf(passage)
  }
  const isToDo = toDoAsked(request, words)
  for (const passage of request.toDo) {
    if (isToDo(passage)) scores[passage] = (scores[passage] ?? 0) + weights.toDo
  }
  const lowered = lowerReplacedTurns(scores, { request, factorOf })
  const agreement = agreementOf(scores, corpus)
  addAgreement(scores, { agreement, share: weights.agreement, corpus })
  return {
    scores,
    cosines: meaning.cosines,
    termWorths: words.termWorths,
    signalsOf: (passage) => ({
      lexical: lexicalSignal(words.partsOf(passage), words.voiceWorthOf(passage), weights),
      cosine: cosineSignal(meaning.partsOf(passage), weights),
      recency: recency?.[passage] ?? 0,
      topic: topics.get(passage) ?? 0,
    }),
    partsOf: (passage) => ({
      ...words.partsOf(passage),
      ...words.voiceOf(passage),
      ...meaning.partsOf(passage),
      toDo: Number(isToDo(passage)),
      stateFactor: factorOf(passage) * (lowered.has(passage) ? 1 - weights.superseded : 1),
      agreement: agreement[fileOf[passage] ?? 0] ?? 0,
    }),
    replacedOn: (passage) => lowered.get(passage),
  }
}

/** Whether a passage tells what is still to do of what is asked. */
function toDoAsked({ query, topics, toDo }: ScoreRequest, { own }: Words): (passage: number) => boolean {
  const asksForAll = query.terms.length === 0
  return (passage) => toDo.has(passage) && (asksForAll || (own[passage] ?? 0) > 0 || topics.has(passage))
}

interface SummedUp {
  weights: Weights
  /** By the flags of a passage. */
  factors: Float32Array
  corpus: Corpus
}

/**
 * The scores of words and meaning, 0 for a dead passage: what {@link lexicalSignal} and {@link cosineSignal} say of one passage, for all
 * at once. A large memory spends its time here, so all that can be is worked out before the inner loop.
 */
function weightedSums(
  { own, window, session, isNamed, voices }: Words,
  { cosines, sessionCosines }: Meaning,
  { weights, factors, corpus }: SummedUp,
): Float32Array {
  const { count, fileStarts, fileEnds, flags, speakers } = corpus
  const scores = new Float32Array(count)
  const windowWeight = weights.lexical * weights.window
  const sessionWeight = weights.lexical * weights.session
  const cosineWeight = weights.cosine * weights.passageCosine
  for (let file = 0; file < fileStarts.length; file++) {
    const start = fileStarts[file] ?? 0
    const end = fileEnds[file] ?? 0
    const isStatements = ((flags[start] ?? 0) & FLAG.statement) !== 0
    const ownWeight = weights.lexical * weights.own + (isStatements ? sessionWeight : 0)
    const around = isStatements ? 0 : sessionWeight * (session[file] ?? 0)
    const meantAround = weights.cosine * weights.sessionCosine * (sessionCosines[file] ?? 0)
    for (let i = start; i < end; i++) {
      const bits = flags[i] ?? 0
      const voice = voices[isNamed[speakers[i] ?? 0] === 1 ? 1 : 0][bits] ?? 0
      const words = ownWeight * (own[i] ?? 0) + windowWeight * (window[i] ?? 0) + around + weights.lexical * voice
      const meaning = Math.min(weights.cosine, Math.max(0, cosineWeight * (cosines[i] ?? 0) + meantAround))
      scores[i] = (words + meaning) * (factors[bits] ?? 1)
    }
  }
  return scores
}

/** In place, to what words or meaning speak for, whatever these weigh: being said at the right time is no evidence by itself. */
function addRecency(
  scores: Float32Array,
  recency: Float32Array,
  { words, meaning, weights, factors, corpus }: SummedUp & { words: Words; meaning: Meaning },
): void {
  const { fileOf, flags } = corpus
  const hasEvidence = (passage: number): boolean =>
    lexicalSignal(words.partsOf(passage), words.voiceWorthOf(passage), weights) > 0 ||
    cosineSignal(meaning.partsOf(passage), weights) > 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0
    if (score > 0 || ((fileOf[i] ?? -1) >= 0 && hasEvidence(i)))
      scores[i] = score + weights.recency * (recency[i] ?? 0) * (factors[flags[i] ?? 0] ?? 1)
  }
}

/** By the flags of a passage: what its state leaves of its score. */
const stateFactors = (request: ScoreRequest): Float32Array =>
  new Float32Array(FLAG_VALUES).map((_, flags) => stateFactor(flags, request))

function stateFactor(flags: number, { weights, time }: ScoreRequest): number {
  if ((flags & FLAG.statement) === 0) return (flags & FLAG.echoes) !== 0 ? 1 - weights.echoes : 1
  const isReplaced = (flags & FLAG.superseded) !== 0 && !time.wantsPast
  return (isReplaced ? 1 - weights.superseded : 1) * ((flags & FLAG.derived) !== 0 ? 1 - weights.derived : 1)
}

/** A replaced statement is what the question is about where it scores at least this share of its turns' own score. */
const SAME_MATTER = 0.7

/**
 * In place: the turns of a replaced statement go down with it, if it is this statement that the question is about and no other from
 * the same turns. Returns the passages that went down, with the day on which it was replaced.
 */
function lowerReplacedTurns(
  scores: Float32Array,
  { request, factorOf }: { request: ScoreRequest; factorOf: (passage: number) => number },
): Map<number, string> {
  const { replaced, time, weights } = request
  const lowered = new Map<number, string>()
  if (time.wantsPast || weights.superseded === 0) return lowered
  const undiscounted = (passage: number): number => (scores[passage] ?? 0) / factorOf(passage)
  for (const { statement, turns, standing, day } of replaced) {
    const about = undiscounted(statement)
    if (!(about > 0) || standing.some((other) => undiscounted(other) >= about)) continue
    for (const turn of turns) if (about >= SAME_MATTER * (scores[turn] ?? 0)) lowered.set(turn, day)
  }
  for (const turn of lowered.keys()) scores[turn] = (1 - weights.superseded) * (scores[turn] ?? 0)
  return lowered
}

/** In place. Statements stand for themselves. */
function addAgreement(
  scores: Float32Array,
  { agreement, share, corpus }: { agreement: Float32Array; share: number; corpus: Corpus },
): void {
  if (share === 0) return
  const { fileStarts, fileEnds } = corpus
  for (let file = 0; file < fileStarts.length; file++) {
    const mean = agreement[file] ?? 0
    if (mean === 0) continue
    const end = fileEnds[file] ?? 0
    for (let i = fileStarts[file] ?? 0; i < end; i++) {
      const score = scores[i] ?? 0
      if (score > 0) scores[i] = (1 - share) * score + share * mean
    }
  }
}
