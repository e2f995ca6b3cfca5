import { accountOf, MemError } from '../../errors.ts'
import { endOfDay, localDay, startOfDay } from '../../markdown/calendar.ts'
import { normalizeTopic } from '../../markdown/items.ts'
import { arrange, topPassages } from '../../rank/arrange.ts'
import type { Corpus } from '../../rank/corpus.ts'
import { subjectOf, subjectTerms } from '../../rank/query.ts'
import { isRelevant } from '../../rank/relevance.ts'
import { scorePassages } from '../../rank/score.ts'
import type { TimeIntent } from '../../rank/time.ts'
import { toDoSubject } from '../../rank/to-do.ts'
import { brokenIn, sayBroken } from './broken.ts'
import { newerFirst, type WantedState } from './newer-first.ts'
import { openIndex, stillOpen } from './open-index.ts'
import { echoesLast, type PickLimits, pickHits, withoutTail } from './pick.ts'
import { frameTokens, tokensInPrompt } from './prompt.ts'
import { questionEmbedder, type VectorOf } from './question-vector.ts'
import { readStretches, withNextTurn } from './read-hits.ts'
import { reasonFor } from './reason.ts'
import { statesOn } from './replaced.ts'
import { replyWithFirst } from './reply.ts'
import { prepare, type Searchable } from './searchable.ts'
import { type IndexedFile, isOtherLength } from './sidecar.ts'
import { tellingFirst } from './telling-sentence.ts'
import { estimateTokens } from './tokens.ts'
import { passagesOfTopics, topicsNear } from './topics.ts'
import type { RecallDeps, RecallQuery, RecallResult } from './types.ts'
import { rankingFor, understand } from './understand.ts'

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
  const vectorOf = questionEmbedder(deps)
  return async (query) => {
    const nowMs = deps.now().getTime()
    if (!open || Math.abs(nowMs - open.checkedMs) > RECHECK_MS) {
      const isStill = open && (await stillOpen(open.searchable, deps))
      const searchable = open && isStill ? open.searchable : prepare(await openIndex(deps), deps)
      open = { searchable, checkedMs: nowMs }
    }
    if (mayLackVectors(open.searchable, deps) && (await wantsVectors(query, { ...open.searchable, vectorOf, deps }))) {
      open = { searchable: await withVectors(open.searchable, deps), checkedMs: nowMs }
    }
    for (const broken of brokenIn(open.searchable.state.files)) {
      if (!said.has(broken.path)) sayBroken(broken, deps.reporter)
      said.add(broken.path)
    }
    return answer(query, { ...open.searchable, vectorOf, deps })
  }
}

/** An embedder of this process leaves nothing open. */
const mayLackVectors = ({ waiting, isUnsaved }: Searchable, { embedder }: RecallDeps): boolean =>
  !isUnsaved && (waiting > 0 || !embedder.isLocal)

interface Answering extends Searchable {
  vectorOf: VectorOf
  deps: RecallDeps
}

/**
 * Whether passages wait for their vectors, or have those of another model under the same name, and the embedder is there: it has made the
 * vector of this question.
 */
async function wantsVectors(query: RecallQuery, { state, waiting, vectorOf, deps }: Answering): Promise<boolean> {
  const subject = toDoSubject(query.query) ?? subjectOf(query.query)
  if (subject === '' || rankingFor(query, deps).weights.cosine === 0) return false
  const vector = await vectorOf(subject)
  return vector !== undefined && (waiting > 0 || isOtherLength({ dimensions: vector.length }, state))
}

/** The index with what the embedder makes now; as it was where it cannot be kept. */
async function withVectors(searchable: Searchable, deps: RecallDeps): Promise<Searchable> {
  const { indexFolder } = await import('./index-folder.ts')
  try {
    const { stale } = await indexFolder(deps, { namesBroken: true })
    return stale ? searchable : prepare(await openIndex(deps), deps)
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    deps.reporter.notice(`Vectors could not be kept: ${accountOf(error)}`)
    return searchable
  }
}

async function answer(query: RecallQuery, { vectorOf, deps, ...known }: Answering): Promise<RecallResult> {
  const day = localDay(query.asOf ?? deps.now(), deps.timeZone)
  const searchable = { ...known, ...statesOn(day, known) }
  const { corpus, state, isUnsaved, waiting } = searchable
  const understood = await understand(query, { ...searchable, ...deps, vectorOf })
  const scoring = scorePassages(understood.request, corpus)
  const { k = DEFAULT_K } = query
  const count = Math.max(MIN_PASSAGES, k * PASSAGES_PER_HIT)
  const topic = query.topic === undefined ? undefined : topicFilter(query.topic, searchable)
  const isWanted = filterOf({ query, searchable, deps, asOf: understood.request.asOf, topic })
  const filtered = isWanted ? leaveOut(scoring.scores, { isWanted, count }) : 0
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
  const reading = { query, day, searchable, scoring, isWanted }
  const read = replyWithFirst(readStretches(stretches, reading), {
    question: query.query,
    withNext: (one) => withNextTurn(one, reading),
  })
  const told = tellingFirst(read, { request: understood.request, scoring, embedder: deps.embedder })
  const inState = newerFirst(told, {
    asked: subjectTerms(intent, query.query),
    wanted: wantedState(time),
    wantsRecent: time.wantsRecent,
  })
  const found = echoesLast(inState, query.query)
  const picked = await pickHits(withoutTail(found, understood.request.weights.tail), limitsOf(query))
  return {
    query: query.query,
    asOf: understood.request.asOf.toISOString(),
    hits: picked.hits,
    omitted: { overBudget: picked.overBudget, filtered, duplicate: picked.duplicate },
    index: { embedder: state.embedder, stale: isUnsaved || waiting > 0 },
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

/** Which passages the filters let through; `undefined` where that is all of them. */
function filterOf({ query, searchable, deps, asOf, topic }: Filtering): ((passage: number) => boolean) | undefined {
  const { corpus, state } = searchable
  if (isOpen(query) && asOf.getTime() >= corpus.lastMinute * MINUTE_MS) return undefined
  const { fromMinute, untilMinute } = minutesOf(query, { timeZone: deps.timeZone, asOf })
  const levels = state.files.map(({ level }) => query.level === undefined || level === query.level)
  const seenFrom = seenTurns(query, state.files)
  return (passage) => {
    const minute = corpus.minutes[passage] ?? 0
    const file = corpus.fileOf[passage] ?? -1
    if (minute < fromMinute || minute >= untilMinute || !levels[file]) return false
    const isSeen = (corpus.places[passage] ?? 0) >= (seenFrom.get(file) ?? Number.POSITIVE_INFINITY)
    return !isSeen && (!topic || topic.passages.has(passage))
  }
}

interface LeavingOut {
  isWanted: (passage: number) => boolean
  count: number
}

/** Sets the score of what the filters exclude to 0; returns how many of the best passages that were. */
function leaveOut(scores: Float32Array, { isWanted, count }: LeavingOut): number {
  const best = topPassages(scores, count)
  for (let passage = 0; passage < scores.length; passage++) if (!isWanted(passage)) scores[passage] = 0
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
