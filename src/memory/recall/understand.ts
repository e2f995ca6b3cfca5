/** What a question asks for: its words (misspelt ones corrected, near ones added), its days, its topics, its vector. */
import type { Corpus } from '../../rank/corpus.ts'
import { hasTerm } from '../../rank/lexical.ts'
import {
  type MeantTerm,
  type QueryIntent,
  type RelatedWords,
  readQuery,
  subjectOf,
  subjectTerms,
  withDaysApart,
} from '../../rank/query.ts'
import type { ReplacedStatement, ScoreRequest } from '../../rank/score.ts'
import { FLAG } from '../../rank/segment.ts'
import { meantTerm, termOfMeantWord } from '../../rank/spelling.ts'
import { readTimeIntent, type TimeIntent } from '../../rank/time.ts'
import { toDoSubject } from '../../rank/to-do.ts'
import { PRESET_WEIGHTS, type Preset, type Weights } from '../../rank/weights.ts'
import type { Embedder } from '../ports.ts'
import type { OpenIndex } from './open-index.ts'
import type { VectorOf } from './question-vector.ts'
import { type CitesOf, passagesOfTopics, type TopicsNamed } from './topics.ts'
import type { RecallDeps, RecallQuery, RecallResult } from './types.ts'

/** What is known of the memory when a question comes. */
export interface Known extends Pick<OpenIndex, 'state'> {
  corpus: Corpus
  topicsNamed: TopicsNamed
  citesOf: CitesOf
  replaced: ReplacedStatement[]
}

export interface Understood {
  request: ScoreRequest
  explanation: NonNullable<RecallResult['understood']>
}

interface UnderstandDeps extends Pick<RecallDeps, 'embedder' | 'now' | 'timeZone' | 'preset' | 'weights'> {
  vectorOf: VectorOf
}

/** The preset and the weights that hold for a question: its own, else those of the configuration. */
export function rankingFor(
  query: RecallQuery,
  deps: Pick<RecallDeps, 'preset' | 'weights'>,
): { preset: Preset; weights: Weights } {
  const preset = query.preset ?? deps.preset ?? 'default'
  return { preset, weights: weightsOf(preset, { ...(query.preset ? {} : deps.weights), ...query.weights }) }
}

/** Reads the question against what is in the memory: its words, names, days and topics, and its vector. */
export async function understand(
  query: RecallQuery,
  { corpus, topicsNamed, citesOf, replaced, state, vectorOf, ...deps }: Known & UnderstandDeps,
): Promise<Understood> {
  const asOf = query.asOf ?? deps.now()
  const { preset, weights } = rankingFor(query, deps)
  const time = await readTimeIntent(query.query, { asOf, timeZone: deps.timeZone })
  const toDo = weights.toDo > 0 ? readToDo(query, { time, corpus, files: state.files }) : undefined
  const subject = toDo?.subject ?? subjectOf(query.query)
  const read = readQuery(subject, {
    meant: meantIn(corpus, deps.embedder),
    related: weights.cosine > 0 ? relatedOf(deps.embedder) : undefined,
    relatedWeight: weights.related,
  })
  const intent = withDaysApart(
    read,
    time.dates.map(({ phrase }) => phrase),
  )
  const named = topicsNamed(termsOf(intent))
  const vector = weights.cosine > 0 && subject !== '' ? await vectorOf(subject) : undefined
  const passages =
    named.length > 0 ? passagesOfTopics(named, { corpus, files: state.files, citesOf }) : new Set<number>()
  const specificity = specificityOf(passages.size, corpus.live)
  const byTopic = new Map([...passages].map((passage) => [passage, specificity]))
  return {
    request: {
      query: intent,
      time,
      asOf,
      topics: byTopic,
      replaced,
      toDo: toDo?.passages ?? NONE,
      preset,
      weights,
      ...(vector?.length === state.dimensions && { vector }),
    },
    explanation: {
      terms: termsOf(intent),
      dates: time.dates.map(({ phrase }) => phrase),
      topics: named,
      wantsRecent: time.wantsRecent,
      wantsPast: time.wantsPast,
      wantsToDo: toDo !== undefined,
      preset,
      weights,
    },
  }
}

const NONE: ReadonlySet<number> = new Set()

interface ToDo {
  /** What the question is about besides; '' where it asks for all that is to do. */
  subject: string
  passages: ReadonlySet<number>
}

/** `undefined` where it is not asked what is still to do, or nothing is. */
function readToDo(
  { query, level = 'root' }: RecallQuery,
  { time, corpus, files }: { time: TimeIntent; corpus: Corpus; files: OpenIndex['state']['files'] },
): ToDo | undefined {
  const rest = level === 'root' ? toDoSubject(query) : undefined
  if (rest === undefined) return undefined
  const root = files.findIndex((file) => file.level === 'root')
  const passages = new Set<number>()
  for (let passage = corpus.fileStarts[root] ?? 0; passage < (corpus.fileEnds[root] ?? 0); passage++)
    if (((corpus.flags[passage] ?? 0) & FLAG.toDo) !== 0) passages.add(passage)
  if (passages.size === 0) return undefined
  const subject = time.dates.reduce((left, { phrase }) => left.replace(phrase, ' '), rest)
  // "This week" says nothing of what it is about.
  const isAbout = subjectTerms(readQuery(subject), subject).size > 0
  return { subject: isAbout ? subject : '', passages }
}

/** The same object, while nothing is set: its shape is what the loops over all passages are compiled for. */
const weightsOf = (preset: Preset, set: Partial<Weights>): Weights =>
  Object.keys(set).length === 0 ? PRESET_WEIGHTS[preset] : { ...PRESET_WEIGHTS[preset], ...set }

/** A topic of few passages tells much of where to look, one of half the memory nothing; in [0, 1]. */
const specificityOf = (passages: number, all: number): number =>
  Math.max(0, 1 - Math.log(1 + passages) / Math.log(1 + Math.max(passages, all)))

/** Only a word that nothing holds and that the embedder does not know is taken for a misspelt one. */
function meantIn(corpus: Corpus, embedder: Embedder): MeantTerm | undefined {
  const { knows } = embedder
  if (!knows) return undefined
  let looked = 0
  return (word, term) => {
    if (hasTerm(term, corpus) || knows(word) || looked >= MOST_CORRECTED) return undefined
    looked += 1
    return termOfMeantWord(word, corpus) ?? meantTerm(term, corpus)
  }
}

/** A question has few misspelt words; a pasted log has thousands that nobody knows, and each takes a millisecond to look for. */
const MOST_CORRECTED = 10

const relatedOf = (embedder: Embedder): RelatedWords | undefined =>
  embedder.related && ((word) => embedder.related?.(word) ?? [])

const termsOf = ({ terms }: QueryIntent): string[] => terms.map(({ term }) => term)
