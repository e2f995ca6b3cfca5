/** Stretches of passages → hits, with their text from the Markdown and what is known of them. */
import type { Stretch } from '../../rank/arrange.ts'
import type { Corpus } from '../../rank/corpus.ts'
import type { Scoring } from '../../rank/score.ts'
import { FLAG } from '../../rank/segment.ts'
import type { HitText } from './hit-text.ts'
import type { FoundHit } from './pick.ts'
import type { Searchable } from './searchable.ts'
import type { IndexedFile } from './sidecar.ts'
import { topicsOfTurns } from './topics.ts'
import type { RecallHit, RecallQuery } from './types.ts'

export interface Reading {
  query: RecallQuery
  /** The local day on which it is asked. */
  day: string
  searchable: Searchable
  scoring: Scoring
  /** Absent: every passage is. */
  isWanted?: ((passage: number) => boolean) | undefined
}

export async function* readStretches(stretches: readonly Stretch[], reading: Reading): AsyncGenerator<FoundHit> {
  for (const stretch of stretches) {
    const found = await readStretch(stretch, reading)
    if (found) yield found
  }
}

async function readStretch(stretch: Stretch, reading: Reading): Promise<FoundHit | undefined> {
  const { corpus, state, byPath, readHit } = reading.searchable
  const file = state.files[corpus.fileOf[stretch.best] ?? -1]
  const text = file && (await readHit(stretch, file))
  if (!text) return undefined
  const { superseded = reading.searchable.replacedDays.get(stretch.best), ...place } = text
  const isReplaced = superseded !== undefined && superseded <= reading.day
  const rawPath = file.level === 'raw' ? file.path : place.citedPath
  const session = rawPath === undefined ? undefined : byPath.get(rawPath)?.session
  const hit = hitOf(stretch, { ...reading, file, place })
  return {
    hit: { ...hit, ...(session !== undefined && { session }), ...(isReplaced && { superseded }) },
    place: stretch.place,
    replacedOn: isReplaced ? superseded : reading.scoring.replacedOn(stretch.best),
    stretch,
    cosines: Array.from(reading.scoring.cosines.subarray(stretch.first, stretch.last + 1)),
    rawPath,
  }
}

/** The same hit with the beginning of the turn after it, where there is one that the filters let through. */
export async function withNextTurn(found: FoundHit, reading: Reading): Promise<FoundHit> {
  const { isWanted = () => true } = reading
  const { corpus } = reading.searchable
  const { stretch } = found
  const next = stretch.last + 1
  const isNextTurn =
    corpus.fileOf[next] === corpus.fileOf[stretch.last] &&
    corpus.places[next] === (corpus.places[stretch.last] ?? 0) + 1
  return (isNextTurn && isWanted(next) && (await readStretch({ ...stretch, last: next }, reading))) || found
}

interface Placed extends Reading {
  file: IndexedFile
  place: Omit<HitText, 'superseded'>
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
    ...(query.explain && { parts: { ...scoring.partsOf(stretch.best), sum: stretch.score, place: stretch.place } }),
  }
}

function speakersOf({ first, last }: Stretch, { speakers, speakerNames, flags }: Corpus): string[] {
  if (((flags[first] ?? 0) & FLAG.statement) !== 0) return []
  if (first === last) return [speakerNames[speakers[first] ?? 0] ?? '']
  return [...new Set(Array.from(speakers.subarray(first, last + 1), (speaker) => speakerNames[speaker] ?? ''))]
}
