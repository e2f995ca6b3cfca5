/** An index as questions are answered from it: decoded once, with what is known of its topics and of what was replaced. */
import { localDay } from '../../markdown/calendar.ts'
import { joinSegments } from '../../rank/corpus.ts'
import { hitReader, type ReadHit } from './hit-text.ts'
import type { LoadedIndex, OpenIndex } from './open-index.ts'
import { replacedDays, statesNow } from './replaced.ts'
import type { IndexedFile } from './sidecar.ts'
import { citesReader, topicFinder } from './topics.ts'
import type { RecallDeps } from './types.ts'
import type { Known } from './understand.ts'

const MINUTE_MS = 60_000

/** An index, decoded. */
export interface Searchable extends OpenIndex, Known {
  byPath: ReadonlyMap<string, IndexedFile>
  /** The local day of a minute since the epoch. */
  dayOf: (minute: number) => string
  readHit: ReadHit
  /** By passage: the local day on which a statement was replaced. */
  replacedDays: ReadonlyMap<number, string>
}

export function prepare({ segments, ...index }: LoadedIndex, deps: RecallDeps): Searchable {
  const { files, dimensions } = index.state
  const corpus = joinSegments(segments, { spans: files, dimensions })
  const citesOf = citesReader()
  const states = statesNow({ corpus, files, citesOf })
  return {
    ...index,
    topicsNamed: topicFinder(corpus),
    citesOf,
    ...states,
    replacedDays: replacedDays(states.replaced),
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
