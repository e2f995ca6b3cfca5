import { endOfDay, localDay, startOfDay } from '../../markdown/calendar.ts'
import { normalizeTopic } from '../../markdown/items.ts'
import { arrange, type Stretch, topPassages } from '../../rank/arrange.ts'
import { type Corpus, joinSegments } from '../../rank/corpus.ts'
import { subjectTerms } from '../../rank/query.ts'
import { isRelevant } from '../../rank/relevance.ts'
import { type Scoring, scorePassages } from '../../rank/score.ts'
import { FLAG } from '../../rank/segment.ts'
import type { TimeIntent } from '../../rank/time.ts'
import { brokenIn, sayBroken } from './broken.ts'
import { hitReader, type ReadHit } from './hit-text.ts'
import { newerFirst, type WantedState } from './newer-first.ts'
import { type LoadedIndex, type OpenIndex, openIndex, stillOpen } from './open-index.ts'
import { echoesLast, type FoundHit, type PickLimits, pickHits } from './pick.ts'
import { frameTokens, tokensInPrompt } from './prompt.ts'
import { reasonFor } from './reason.ts'
import { replacedStatements } from './replaced.ts'
import type { IndexedFile } from './sidecar.ts'
import { tellingFirst } from './telling-sentence.ts'
import { estimateTokens } from './tokens.ts'
import { citesReader, passagesOfTopics, topicFinder, topicsNear, topicsOfTurns } from './topics.ts'
import type { RecallDeps, RecallHit, RecallQuery, RecallResult } from './types.ts'
import { type Known, understand } from './understand.ts'

const DEFAULT_K = 30
/** So many passages are looked at for every hit that is wanted: some are joined, some say the same. */
const PASSAGES_PER_HIT = 6
const MIN_PASSAGES = 100
/** So many of the best passages may show that there is something relevant. */
const RELEVANCE_DEPTH = 10
/** A long-lived process looks for changes of the folder at most this often. */
const RECHECK_MS = 2000
const MINUTE_MS = 60_000

export type Recall = (query: RecallQuery) => Promise<RecallResult>

/** One question. For several, {@link openRecall} keeps the index in memory. */
export const recall = (query: RecallQuery, deps: RecallDeps): Promise<RecallResult> => openRecall(deps)(query)

/** Answers questions from one index, which follows the changes of the folder. */
export function openRecall(deps: RecallDeps): Recall {
  let open: { searchable: Searchable; checkedMs: number } | undefined
  const said = new Set<string>()
  return async (query) => {
    const nowMs = deps.now().getTime()
    if (!open || Math.abs(nowMs - open.checkedMs) > RECHECK_MS) {
      const isStill = open && (await stillOpen(open.searchable, deps))
      const searchable = open && isStill ? open.searchable : prepare(await openIndex(deps), deps)
      open = { searchable, checkedMs: nowMs }
      for (const broken of brokenIn(searchable.state.files)) {
        if (!said.has(broken.path)) sayBroken(broken, deps.reporter)
        said.add(broken.path)
      }
    }
    return answer(query, open.searchable, deps)
  }
}

/** An index, decoded. */
interface Searchable extends OpenIndex, Known {
  byPath: ReadonlyMap<string, IndexedFile>
  /** The local day of a minute since the epoch. */
  dayOf: (minute: number) => string
  readHit: ReadHit
}

function prepare({ segments, ...index }: LoadedIndex, deps: RecallDeps): Searchable {
  const { files, dimensions } = index.state
  const corpus = joinSegments(segments, { spans: files, dimensions })
  const citesOf = citesReader()
  return {
    ...index,
    corpus,
    topicsNamed: topicFinder(corpus),
    citesOf,
    replaced: replacedStatements({ corpus, files, citesOf }),
    byPath: new Map(files.map((file) => [file.path, file])),
    dayOf: remembered((minute) => localDay(new Date(minute * MINUTE_MS), deps.timeZone)),
    readHit: hitReader(deps.folder, corpus),
  }
}

/** Questions come back to the same passages. */
function remembered(dayOf: (minute: number) => string): (minute: number) => string {
  const days = new Map<number, string>()
  return (minute) => {
    const day = days.get(minute) ?? dayOf(minute)
    days.set(minute, day)
    return day
  }
}

async function answer(query: RecallQuery, searchable: Searchable, deps: RecallDeps): Promise<RecallResult> {
  const { corpus, state, stale } = searchable
  const understood = await understand(query, searchable, deps)
  const scoring = scorePassages(understood.request, corpus)
  const { k = DEFAULT_K } = query
  const count = Math.max(MIN_PASSAGES, k * PASSAGES_PER_HIT)
  const topic = query.topic === undefined ? undefined : topicFilter(query.topic, searchable)
  const filtered = applyFilters(scoring.scores, {
    query,
    searchable,
    deps,
    count,
    asOf: understood.request.asOf,
    topic,
  })
  const ranked = topPassages(scoring.scores, count)
  const relevant = isRelevant(ranked.slice(0, RELEVANCE_DEPTH), {
    scoring,
    request: understood.request,
    corpus,
  })
  const stretches = relevant
    ? arrange(ranked, {
        scores: scoring.scores,
        corpus,
        options: { sessionDiscount: understood.request.weights.sameSession },
      })
    : []
  const { time, query: intent } = understood.request
  const read = readStretches(stretches, { query, searchable, scoring })
  const told = tellingFirst(read, { request: understood.request, scoring, embedder: deps.embedder })
  const found = newerFirst(echoesLast(told, query.query), {
    asked: subjectTerms(intent, query.query),
    wanted: wantedState(time),
    wantsRecent: time.wantsRecent,
  })
  const picked = await pickHits(found, limitsOf(query))
  return {
    query: query.query,
    asOf: understood.request.asOf.toISOString(),
    hits: picked.hits,
    omitted: { overBudget: picked.overBudget, filtered, duplicate: picked.duplicate },
    index: { embedder: state.embedder, stale },
    ...(picked.hits.length === 0 && {
      reason: reasonFor({
        passages: corpus.live,
        relevant,
        ...picked,
        filtered,
        unknownTopic: topic && (await unknownTopic(topic, corpus)),
      }),
    }),
    ...(query.explain && { understood: understood.explanation }),
  }
}

function limitsOf({ k = DEFAULT_K, budgetTokens, forPrompt }: RecallQuery): PickLimits {
  if (budgetTokens === undefined || !forPrompt)
    return { k, tokensOf: ({ text }) => estimateTokens(text), ...(budgetTokens !== undefined && { budgetTokens }) }
  return { k, tokensOf: tokensInPrompt, budgetTokens: budgetTokens - frameTokens() }
}

const wantedState = ({ wantsPast, wantsPresent }: TimeIntent): WantedState | undefined =>
  wantsPast ? 'past' : wantsPresent ? 'present' : undefined

// --- filters ---

interface Filtering {
  query: RecallQuery
  searchable: Searchable
  deps: RecallDeps
  count: number
  asOf: Date
  topic: TopicFilter | undefined
}

interface TopicFilter {
  name: string
  passages: ReadonlySet<number>
}

/** As hits show it (`#trial-task`), as it is filed (`trial-task`), or as people write it ("trial task"). */
function topicFilter(topic: string, searchable: Searchable): TopicFilter {
  const name = normalizeTopic(topic)
  return { name, passages: passagesOfTopics([name], { ...searchable, files: searchable.state.files }) }
}

const unknownTopic = async ({ name, passages }: TopicFilter, corpus: Corpus) =>
  passages.size === 0 ? { name, near: await topicsNear(name, corpus) } : undefined

const isOpen = ({ level, topic, since, until, exclude }: RecallQuery): boolean =>
  [level, topic, since, until, exclude].every((filter) => filter === undefined)

/** Sets the score of what the filters exclude to 0; returns how many of the best passages that were. */
function applyFilters(scores: Float32Array, { query, searchable, deps, count, asOf, topic }: Filtering): number {
  const { corpus, state } = searchable
  if (isOpen(query) && asOf.getTime() >= corpus.lastMinute * MINUTE_MS) return 0
  const { fromMinute, untilMinute } = minutesOf(query, { timeZone: deps.timeZone, asOf })
  const levels = state.files.map(({ level }) => query.level === undefined || level === query.level)
  const seenFrom = seenTurns(query, state.files)
  const best = topPassages(scores, count)
  for (let passage = 0; passage < corpus.count; passage++) {
    const minute = corpus.minutes[passage] ?? 0
    const file = corpus.fileOf[passage] ?? -1
    const isIn = minute >= fromMinute && minute < untilMinute && levels[file]
    const isSeen = (corpus.places[passage] ?? 0) >= (seenFrom.get(file) ?? Number.POSITIVE_INFINITY)
    if (!isIn || isSeen || (topic && !topic.passages.has(passage))) scores[passage] = 0
  }
  return best.filter((passage) => scores[passage] === 0).length
}

/** From which turn on each file is seen, by the file's number. */
function seenTurns({ exclude = [] }: RecallQuery, files: readonly IndexedFile[]): Map<number, number> {
  const fromTurns = new Map(exclude.map(({ path, fromTurn }) => [path, fromTurn]))
  return new Map(
    files.flatMap(({ path }, number) => {
      const fromTurn = fromTurns.get(path)
      return fromTurn === undefined ? [] : [[number, fromTurn]]
    }),
  )
}

function minutesOf({ since, until }: RecallQuery, { timeZone, asOf }: { timeZone: string; asOf: Date }) {
  const last = localDay(asOf, timeZone)
  const untilDay = until !== undefined && until < last ? until : last
  return {
    fromMinute: since === undefined ? 0 : startOfDay(since, timeZone).getTime() / MINUTE_MS,
    untilMinute: endOfDay(untilDay, timeZone).getTime() / MINUTE_MS,
  }
}

// --- hits ---

interface Reading {
  query: RecallQuery
  searchable: Searchable
  scoring: Scoring
}

async function* readStretches(stretches: readonly Stretch[], reading: Reading): AsyncGenerator<FoundHit> {
  const { corpus, state, byPath, readHit } = reading.searchable
  for (const stretch of stretches) {
    const file = state.files[corpus.fileOf[stretch.best] ?? -1]
    const text = file && (await readHit(stretch, file))
    if (!text) continue
    const { citedPath, ...place } = text
    const rawPath = file.level === 'raw' ? file.path : citedPath
    const session = rawPath === undefined ? undefined : byPath.get(rawPath)?.session
    const hit = hitOf(stretch, { ...reading, file, place })
    yield {
      hit: session === undefined ? hit : { ...hit, session },
      place: stretch.place,
      cosines: Array.from(reading.scoring.cosines.subarray(stretch.first, stretch.last + 1)),
      rawPath,
    }
  }
}

interface Placed extends Reading {
  file: IndexedFile
  place: Pick<RecallHit, 'text' | 'lines' | 'topics' | 'turns'>
}

function hitOf(stretch: Stretch, { query, searchable, scoring, file, place }: Placed): RecallHit {
  const { corpus, byPath, citesOf, dayOf } = searchable
  const date = dayOf(corpus.minutes[stretch.best] ?? 0)
  const { turns } = place
  const daily = byPath.get(`daily/${date}.md`)
  const topics =
    file.level === 'raw' && turns ? topicsOfTurns({ path: file.path, turns }, citesOf(daily)) : place.topics
  return {
    score: stretch.score,
    level: file.level,
    path: file.path,
    date,
    ...place,
    topics,
    speakers: speakersOf(stretch, corpus),
    signals: scoring.signalsOf(stretch.best),
    ...(query.explain && { parts: { ...scoring.partsOf(stretch.best), place: stretch.place } }),
  }
}

function speakersOf({ first, last }: Stretch, { speakers, speakerNames, flags }: Corpus): string[] {
  if (((flags[first] ?? 0) & FLAG.statement) !== 0) return []
  if (first === last) return [speakerNames[speakers[first] ?? 0] ?? '']
  return [...new Set(Array.from(speakers.subarray(first, last + 1), (speaker) => speakerNames[speaker] ?? ''))]
}
