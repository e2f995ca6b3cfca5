/** The signals that a score adds up, for all passages at once: words, meaning, time. */
import type { Corpus } from './corpus.ts'
import { scoreLexical } from './lexical.ts'
import { namedSpeakers, type QueryIntent } from './query.ts'
import type { ScoreRequest, SignalParts } from './score.ts'
import { FLAG, FLAG_VALUES } from './segment.ts'
import { articleRecency, dateFit, halvingRecency } from './time.ts'
import type { Weights } from './weights.ts'

const RECENT_HALF_LIFE_DAYS = 30
const MINUTE_MS = 60_000

/** A signal of every passage, and what one passage's is made of. */
export interface Signal<Parts> {
  /** By passage, in [0, 1]. */
  signal: Float32Array
  parts(passage: number): Parts
}

type WordParts = Pick<SignalParts, 'own' | 'window' | 'session' | 'speaker' | 'role' | 'self' | 'number'>

/** Words in the passage, around it and in its session; and whether the right one speaks, and of what. */
export function lexicalSignal(
  { query, weights }: ScoreRequest,
  corpus: Corpus,
): Signal<WordParts> & { termWorths: ReadonlyMap<string, number> } {
  const { own, window, session, worths: termWorths } = scoreLexical(query.terms, corpus)
  const { count, fileOf, flags, speakers } = corpus
  const isNamed = Uint8Array.from(namedSpeakers(query, corpus.speakerNames), Number)
  const voiceOf = { named: voiceReader(query, true), other: voiceReader(query, false) }
  const voiceWorth = { named: worthsOf(voiceOf.named, weights), other: worthsOf(voiceOf.other, weights) }
  const parts = (passage: number): WordParts => {
    const bits = flags[passage] ?? 0
    const voice = isNamed[speakers[passage] ?? 0] === 1 ? voiceOf.named(bits) : voiceOf.other(bits)
    const isStatement = (bits & FLAG.statement) !== 0
    const around = isStatement ? (own[passage] ?? 0) : (session[fileOf[passage] ?? 0] ?? 0)
    return { own: own[passage] ?? 0, window: window[passage] ?? 0, session: around, ...voice }
  }
  const signal = new Float32Array(count)
  const { own: ownWeight, window: windowWeight, session: sessionWeight } = weights
  for (let passage = 0; passage < count; passage++) {
    const file = fileOf[passage] ?? -1
    if (file < 0) continue
    const bits = flags[passage] ?? 0
    const said = own[passage] ?? 0
    // The file of a statement is no conversation: the statement stands for itself.
    const around = (bits & FLAG.statement) !== 0 ? said : (session[file] ?? 0)
    const voice = isNamed[speakers[passage] ?? 0] === 1 ? voiceWorth.named : voiceWorth.other
    signal[passage] =
      ownWeight * said + windowWeight * (window[passage] ?? 0) + sessionWeight * around + (voice[bits] ?? 0)
  }
  return { signal, parts, termWorths }
}

/** What tells for a passage besides its words: 1 or 0 each. */
type Voice = Pick<WordParts, 'speaker' | 'role' | 'self' | 'number'>

/** From the flags of a passage: all that can tell for it, given whether the query names its speaker. */
function voiceReader({ addressee, wantsNumber }: QueryIntent, isNamed: boolean): (flags: number) => Voice {
  const wantedRole = roleAskedFor(addressee)
  // "Where did I …" is answered by one who says "I", and "where did Ana …" by Ana saying it.
  const asksOfSpeaker = addressee === 'self' || isNamed
  return (flags) => ({
    speaker: Number(isNamed),
    role: Number(wantedRole !== undefined && (flags & FLAG.roleMask) === wantedRole),
    self: Number(asksOfSpeaker && (flags & FLAG.self) !== 0),
    number: Number(wantsNumber && (flags & FLAG.number) !== 0),
  })
}

/** By the flags of a passage. */
function worthsOf(voiceOf: (flags: number) => Voice, weights: Weights): Float32Array {
  const worths = new Float32Array(FLAG_VALUES)
  for (let flags = 0; flags < FLAG_VALUES; flags++) {
    const { speaker, role, self, number } = voiceOf(flags)
    worths[flags] = weights.speaker * speaker + weights.role * role + weights.self * self + weights.number * number
  }
  return worths
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
export function cosineSignal(
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
export function recencySignal({ preset, time, asOf, weights }: ScoreRequest, { count, minutes }: Corpus): Float32Array {
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
