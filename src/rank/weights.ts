/** Every weight of the ranking under one name each: what the configuration may set, and the presets. 0 always switches its part off. */

/** The four signals that a score adds up. */
export const SIGNAL_NAMES = ['lexical', 'cosine', 'recency', 'topic'] as const

/** What the signals are made of, in the order of their signal. */
export const PART_NAMES = [
  // lexical: the words of the passage, of it and its neighbours, of its session; and whether the right one speaks, and of what
  'own',
  'window',
  'session',
  'speaker',
  'role',
  'self',
  'number',
  // cosine: of the passage, and the mean of its session
  'passageCosine',
  'sessionCosine',
  // recency: near the days that the query names; new, where it asks for the newest
  'dates',
  'newest',
] as const

/** What works on the query or on the finished score. */
export const RULE_NAMES = [
  // a word of near meaning, beside a word that is asked
  'related',
  // the part of a score that is the mean of the best of its session
  'agreement',
  // shares taken off: for what was replaced, for a statement that only repeats turns, for a passage that only acknowledges
  // the turn before, for each earlier hit of the same session
  'superseded',
  'derived',
  'echoes',
  'sameSession',
  // what an open action gets where the question asks what is still to do
  'toDo',
  // what the best sentence of a hit adds to its place among the first, as a share of the best score
  'sentence',
  // hits with less than this share of the best one's place are left out
  'tail',
  // how strictly recall is silent where nothing fits: 1 as calibrated, 0 never
  'relevance',
] as const

export const WEIGHT_NAMES = [...SIGNAL_NAMES, ...PART_NAMES, ...RULE_NAMES] as const
export type WeightName = (typeof WEIGHT_NAMES)[number]

/** All in [0, 1]. */
export type Weights = Readonly<Record<WeightName, number>>

const DEFAULT_WEIGHTS: Weights = {
  lexical: 0.608,
  cosine: 0.265,
  recency: 0.108,
  topic: 0.019,
  own: 0.18,
  window: 0.335,
  session: 0.203,
  speaker: 0.12,
  role: 0.108,
  self: 0.03,
  number: 0.024,
  passageCosine: 0.76,
  sessionCosine: 0.24,
  dates: 1,
  newest: 0.5,
  related: 0.3,
  agreement: 0.25,
  superseded: 0.4,
  derived: 0.2,
  echoes: 0.45,
  sameSession: 0.03,
  toDo: 0.3,
  sentence: 0.3,
  tail: 0.25,
  relevance: 1,
}

export const PRESETS = ['default', 'article', 'lexical'] as const
export type Preset = (typeof PRESETS)[number]

export const PRESET_WEIGHTS: Record<Preset, Weights> = {
  default: DEFAULT_WEIGHTS,
  article: {
    ...DEFAULT_WEIGHTS,
    lexical: 0,
    cosine: 0.4,
    recency: 0.3,
    topic: 0.3,
    agreement: 0,
    echoes: 0,
    toDo: 0,
    sentence: 0,
  },
  lexical: { ...DEFAULT_WEIGHTS, lexical: 1, cosine: 0, recency: 0, topic: 0 },
}
