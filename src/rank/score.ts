/** The score of every passage for a query: `w_l·lexical + w_c·cosine + w_r·recency + w_t·topic`, each signal in [0, 1]. */
import type { Corpus } from './corpus.ts'
import { scoreLexical } from './lexical.ts'
import { ASKED_WEIGHT, namedSpeakers, type QueryIntent } from './query.ts'
import { FLAG } from './segment.ts'
import { articleRecency, dateFit, halvingRecency, type TimeIntent } from './time.ts'
import type { Preset, Weights } from './weights.ts'

const RECENT_HALF_LIFE_DAYS = 30
const MINUTE_MS = 60_000

export interface ScoreRequest {
  query: QueryIntent
  time: TimeIntent
  /** Of unit length; absent where there is no embedder. */
  vector?: Float32Array
  asOf: Date
  /** Passages whose topic the query names: 1 (or less for a loose match). */
  topics: ReadonlyMap<number, number>
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

/** What the signals of one passage are made of. */
export interface SignalParts {
  own: number
  window: number
  session: number
  speaker: number
  role: number
  self: number
  number: number
  passageCosine: number
  sessionCosine: number
  /** Below 1 for a statement that was replaced, or that only repeats turns which it cites. */
  stateFactor: number
}

export interface Scoring {
  /** By passage; 0 where nothing speaks for it. */
  scores: Float32Array
  explain(passage: number): { signals: Signals; parts: SignalParts }
}

/** Scores all passages. */
export function scorePassages(request: ScoreRequest, corpus: Corpus): Scoring {
  const words = lexicalSignal(request, corpus)
  const meaning = cosineSignal(request, corpus)
  const recency = recencySignal(request, corpus)
  const { weights, topics } = request
  const scores = new Float32Array(corpus.count)
  for (let passage = 0; passage < corpus.count; passage++) {
    if ((corpus.fileOf[passage] ?? -1) < 0) continue
    const lexical = words.signal[passage] ?? 0
    const cosine = meaning.signal[passage] ?? 0
    if (lexical + cosine <= 0 && !topics.has(passage)) continue
    const sum = weights.lexical * lexical + weights.cosine * cosine + weights.recency * (recency[passage] ?? 0)
    const topic = topics.size === 0 ? 0 : weights.topic * (topics.get(passage) ?? 0)
    scores[passage] = (sum + topic) * stateFactor(passage, { request, corpus })
  }
  return {
    scores,
    explain: (passage) => ({
      signals: {
        lexical: words.signal[passage] ?? 0,
        cosine: meaning.signal[passage] ?? 0,
        recency: recency[passage] ?? 0,
        topic: topics.get(passage) ?? 0,
      },
      parts: {
        ...words.parts(passage),
        ...meaning.parts(passage),
        stateFactor: stateFactor(passage, { request, corpus }),
      },
    }),
  }
}

/** What a passage's state takes off its score. */
function stateFactor(passage: number, { request, corpus }: { request: ScoreRequest; corpus: Corpus }): number {
  const flags = corpus.flags[passage] ?? 0
  const superseded = (flags & FLAG.superseded) !== 0 && !request.time.wantsPast
  const { weights } = request
  return (superseded ? 1 - weights.superseded : 1) * ((flags & FLAG.derived) !== 0 ? 1 - weights.derived : 1)
}

interface Signal<Parts> {
  /** By passage, in [0, 1]. */
  signal: Float32Array
  parts(passage: number): Parts
}

type WordParts = Pick<SignalParts, 'own' | 'window' | 'session' | 'speaker' | 'role' | 'self' | 'number'>

/** Words in the passage, around it and in its session; and whether the right one speaks. */
function lexicalSignal({ query, weights }: ScoreRequest, corpus: Corpus): Signal<WordParts> {
  const { own, window, session } = scoreLexical(query.terms, corpus)
  const { fileOf, flags, speakers } = corpus
  const named = namedSpeakers(query, corpus.speakerNames)
  const wantedRole = roleAskedFor(query.addressee)
  // The file of a statement is no conversation: the statement stands for itself.
  const sessionOf = (passage: number): number =>
    ((flags[passage] ?? 0) & FLAG.statement) !== 0 ? (own[passage] ?? 0) : (session[fileOf[passage] ?? 0] ?? 0)
  const isSelfAsked = query.addressee === 'self'
  const hasRole = (passage: number): boolean =>
    wantedRole !== undefined && ((flags[passage] ?? 0) & FLAG.roleMask) === wantedRole
  const speaksOfSelf = (passage: number): boolean => isSelfAsked && ((flags[passage] ?? 0) & FLAG.self) !== 0
  const tellsNumber = (passage: number): boolean => query.wantsNumber && ((flags[passage] ?? 0) & FLAG.number) !== 0
  const parts = (passage: number): WordParts => ({
    own: own[passage] ?? 0,
    window: window[passage] ?? 0,
    session: sessionOf(passage),
    speaker: named[speakers[passage] ?? 0] ? 1 : 0,
    role: hasRole(passage) ? 1 : 0,
    self: speaksOfSelf(passage) ? 1 : 0,
    number: tellsNumber(passage) ? 1 : 0,
  })
  const signal = new Float32Array(corpus.count)
  for (let passage = 0; passage < corpus.count; passage++) {
    const file = fileOf[passage] ?? -1
    if (file < 0) continue
    signal[passage] =
      weights.own * (own[passage] ?? 0) +
      weights.window * (window[passage] ?? 0) +
      weights.session * sessionOf(passage) +
      (named[speakers[passage] ?? 0] ? weights.speaker : 0) +
      (hasRole(passage) ? weights.role : 0) +
      (speaksOfSelf(passage) ? weights.self : 0) +
      (tellsNumber(passage) ? weights.number : 0)
  }
  return { signal, parts }
}

function roleAskedFor(addressee: QueryIntent['addressee']): number | undefined {
  switch (addressee) {
    case 'self':
      return FLAG.user
    case 'assistant':
      return FLAG.assistant
    case 'anyone':
      return undefined
    default:
      return addressee satisfies never
  }
}

/** Meaning: the passage's own cosine, and the mean of its session. */
function cosineSignal(
  { vector, weights }: ScoreRequest,
  corpus: Corpus,
): Signal<Pick<SignalParts, 'passageCosine' | 'sessionCosine'>> {
  const { count, fileOf, fileStarts, fileEnds } = corpus
  const cosines = vector ? corpus.vectors.cosines(vector) : new Float32Array(count)
  const means = new Float32Array(fileStarts.length)
  const signal = new Float32Array(count)
  for (let file = 0; file < fileStarts.length; file++) {
    const [first, end] = [fileStarts[file] ?? 0, fileEnds[file] ?? 0]
    let sum = 0
    for (let i = first; i < end; i++) sum += cosines[i] ?? 0
    const mean = sum / Math.max(1, end - first)
    means[file] = mean
    for (let i = first; i < end; i++) {
      signal[i] = Math.min(1, Math.max(0, weights.passageCosine * (cosines[i] ?? 0) + weights.sessionCosine * mean))
    }
  }
  const parts = (passage: number) => ({
    passageCosine: cosines[passage] ?? 0,
    sessionCosine: means[fileOf[passage] ?? 0] ?? 0,
  })
  return { signal, parts }
}

/** Only for queries that ask for it (but always in the preset `article`): how new, or how near to the days that the query names. */
function recencySignal({ preset, time, asOf, weights }: ScoreRequest, { count, minutes }: Corpus): Float32Array {
  const signal = new Float32Array(count)
  const asOfMs = asOf.getTime()
  if (preset === 'article') return signal.map((_, i) => articleRecency(asOfMs - (minutes[i] ?? 0) * MINUTE_MS))
  if (time.dates.length === 0 && !time.wantsRecent) return signal
  let lastMinute = -1
  let last = 0
  for (let i = 0; i < count; i++) {
    const minute = minutes[i] ?? 0
    // Neighbours were often said in the same minute, and the powers are the slow part.
    if (minute !== lastMinute) {
      last = time.dates.length > 0 ? weights.dates * dateFit(minute * MINUTE_MS, time.dates) : 0
      if (last === 0 && time.wantsRecent)
        last = weights.newest * halvingRecency(asOfMs - minute * MINUTE_MS, RECENT_HALF_LIFE_DAYS)
      lastMinute = minute
    }
    signal[i] = last
  }
  return signal
}

/** Of words in the window plus cosine, calibrated in the bench: questions about other people's lives mostly stay below, answerable ones above. */
const RELEVANT_EVIDENCE = 0.55
/** Of cosine alone: nothing has to be said in the words of the question. */
const RELEVANT_COSINE = 0.45
/** A query of a word or two has less meaning to share with a sentence, and is mostly asked by someone who looks around. */
const RELEVANT_COSINE_OF_SHORT = 0.32
const SHORT_QUERY_TERMS = 2
/** The same without vectors. */
const RELEVANT_WORDS = 0.2
const SPEAKER_EVIDENCE = 0.3
const TIME_EVIDENCE = 0.2
/** In a memory smaller than this, how rare a word is says too little to call a passage with a word of the question irrelevant. */
const FEW_PASSAGES = 300

/** Whether the best passages have anything to do with the query: enough of its words and meaning, or its speaker and days. */
export function isRelevant(
  best: readonly number[],
  { scoring, request, passages }: { scoring: Scoring; request: ScoreRequest; passages: number },
): boolean {
  const strictness = request.weights.relevance
  const own = request.query.terms.filter(({ weight }) => weight >= ASKED_WEIGHT)
  const relevantCosine = own.length <= SHORT_QUERY_TERMS ? RELEVANT_COSINE_OF_SHORT : RELEVANT_COSINE
  return best.some((passage) => {
    const { parts, signals } = scoring.explain(passage)
    if (signals.topic > 0 || parts.passageCosine >= strictness * relevantCosine) return true
    const words = Math.max(parts.own, parts.window)
    if (passages < FEW_PASSAGES && parts.own > 0) return true
    const context = SPEAKER_EVIDENCE * parts.speaker + TIME_EVIDENCE * signals.recency
    return words + parts.passageCosine + context >= strictness * (request.vector ? RELEVANT_EVIDENCE : RELEVANT_WORDS)
  })
}
