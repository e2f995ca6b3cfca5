/** The signals that a score adds up: words, meaning, time; of all passages, what they are made of, and of one, its signal. */
import type { Corpus } from './corpus.ts'
import { type LexicalScores, scoreLexical } from './lexical.ts'
import { namedSpeakers, type QueryIntent } from './query.ts'
import type { ScoreRequest, SignalParts } from './score.ts'
import { FLAG, FLAG_VALUES } from './segment.ts'
import { articleRecency, dateFit, halvingRecency } from './time.ts'
import type { Weights } from './weights.ts'

const RECENT_HALF_LIFE_DAYS = 30
const MINUTE_MS = 60_000

type WordParts = Pick<SignalParts, 'own' | 'window' | 'session'>
type MeaningParts = Pick<SignalParts, 'passageCosine' | 'sessionCosine'>

/** What the words of all passages say for them. */
export interface Words extends Omit<LexicalScores, 'worths'> {
  termWorths: ReadonlyMap<string, number>
  /** By speaker: 1 where the query names him. */
  isNamed: Uint8Array
  /** By the flags of a passage: what tells for it besides its words, where the query does not name its speaker and where it does. */
  voices: readonly [Float32Array, Float32Array]
  partsOf(passage: number): WordParts
  voiceOf(passage: number): Voice
  /** What that is worth. */
  voiceWorthOf(passage: number): number
}

/** Words in the passage, around it and in its session; and whether the right one speaks, and of what. */
export function wordsOf({ query, weights }: ScoreRequest, corpus: Corpus): Words {
  const { own, window, session, worths: termWorths } = scoreLexical(query.terms, corpus)
  const { fileOf, flags, speakers } = corpus
  const isNamed = Uint8Array.from(namedSpeakers(query, corpus.speakerNames), Number)
  const voiceOf = [voiceReader(query, false), voiceReader(query, true)] as const
  const voices = [worthsOf(voiceOf[0], weights), worthsOf(voiceOf[1], weights)] as const
  const named = (passage: number) => (isNamed[speakers[passage] ?? 0] === 1 ? 1 : 0)
  return {
    own,
    window,
    session,
    termWorths,
    isNamed,
    voices,
    partsOf(passage) {
      const said = own[passage] ?? 0
      // The file of a statement is no conversation: the statement stands for itself.
      const isStatement = ((flags[passage] ?? 0) & FLAG.statement) !== 0
      const around = isStatement ? said : (session[fileOf[passage] ?? 0] ?? 0)
      return { own: said, window: window[passage] ?? 0, session: around }
    },
    voiceOf: (passage) => voiceOf[named(passage)](flags[passage] ?? 0),
    voiceWorthOf: (passage) => voices[named(passage)][flags[passage] ?? 0] ?? 0,
  }
}

/** The weighted sum of a passage's words. */
export const lexicalSignal = ({ own, window, session }: WordParts, voice: number, weights: Weights): number =>
  weights.own * own + weights.window * window + weights.session * session + voice

/** What tells for a passage besides its words: 1 or 0 each. */
type Voice = Pick<SignalParts, 'speaker' | 'role' | 'self' | 'number'>

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

/** The flags that a {@link Voice} is read from. */
const VOICE_FLAGS = FLAG.roleMask | FLAG.self | FLAG.number

/** By the flags of a passage. */
function worthsOf(voiceOf: (flags: number) => Voice, weights: Weights): Float32Array {
  const worths = new Float32Array(FLAG_VALUES)
  for (let flags = 0; flags < FLAG_VALUES; flags++) {
    const telling = flags & VOICE_FLAGS
    worths[flags] = telling < flags ? (worths[telling] ?? 0) : worthOf(voiceOf(flags), weights)
  }
  return worths
}

const worthOf = ({ speaker, role, self, number }: Voice, weights: Weights): number =>
  weights.speaker * speaker + weights.role * role + weights.self * self + weights.number * number

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

/** What the meaning of all passages says for them. */
export interface Meaning {
  /** By passage. */
  cosines: Float32Array
  /** By file. */
  sessionCosines: Float32Array
  partsOf(passage: number): MeaningParts
}

/** The passage's own cosine, and the mean of its session. */
export function meaningOf({ vector }: ScoreRequest, corpus: Corpus): Meaning {
  const { count, fileOf, fileStarts, fileEnds } = corpus
  const cosines = vector ? corpus.vectors.cosines(vector) : new Float32Array(count)
  const sessionCosines = new Float32Array(fileStarts.length)
  for (let file = 0; vector && file < fileStarts.length; file++) {
    const first = fileStarts[file] ?? 0
    const end = fileEnds[file] ?? 0
    let sum = 0
    for (let i = first; i < end; i++) sum += cosines[i] ?? 0
    sessionCosines[file] = sum / Math.max(1, end - first)
  }
  const partsOf = (passage: number) => ({
    passageCosine: cosines[passage] ?? 0,
    sessionCosine: sessionCosines[fileOf[passage] ?? 0] ?? 0,
  })
  return { cosines, sessionCosines, partsOf }
}

/** The weighted sum of a passage's cosines, in [0, 1]. */
export const cosineSignal = ({ passageCosine, sessionCosine }: MeaningParts, weights: Weights): number =>
  Math.min(1, Math.max(0, weights.passageCosine * passageCosine + weights.sessionCosine * sessionCosine))

/**
 * By passage, in [0, 1]: how new, or how near to the days that the query names. `undefined` for queries that do not ask for it (all do in
 * the preset `article`).
 */
export function recencySignal(
  { preset, time, asOf, weights }: ScoreRequest,
  { count, minutes }: Corpus,
): Float32Array | undefined {
  if (preset !== 'article' && time.dates.length === 0 && !time.wantsRecent) return undefined
  const signal = new Float32Array(count)
  const asOfMs = asOf.getTime()
  if (preset === 'article') return signal.map((_, i) => articleRecency(asOfMs - (minutes[i] ?? 0) * MINUTE_MS))
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
