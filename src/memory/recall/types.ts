/** The words of recall: what is asked, what comes back, and what it needs from the rest of the program. */
import type { SignalParts, Signals } from '../../rank/score.ts'
import type { Preset, Weights } from '../../rank/weights.ts'
import type { Clock, Embedder, MemoryFolder, Reporter, SidecarFile } from '../ports.ts'
import type { Level } from '../types.ts'

/** The turns of a raw file from this one on. */
export interface SeenTurns {
  path: string
  fromTurn: number
}

export interface RecallQuery {
  query: string
  /** Most hits; 30 where it is not given. */
  k?: number
  /** Most tokens of all hits' texts together, as {@link estimateTokens} counts them. */
  budgetTokens?: number
  /** The hits go into a prompt: the budget holds the whole block that {@link formatPrompt} makes of them. */
  forPrompt?: boolean
  /** Local days, inclusive. */
  since?: string
  until?: string
  /** What "now" means: nothing said on a later day is seen. */
  asOf?: Date
  /** As it is filed, with `#` or without, or in words. */
  topic?: string
  level?: Level
  /** Turns that the asker sees anyway: they are no hits. */
  exclude?: readonly SeenTurns[]
  preset?: Preset
  weights?: Partial<Weights>
  /** Adds what the signals are made of to every hit. */
  explain?: boolean
}

/** What a hit's signals and its place among the hits are made of. */
export interface HitParts extends SignalParts {
  /** The weighted sum of the signals, after its state and with what its session agrees to. */
  sum: number
  /** What the order goes by: the sum, with what the first hits' best sentences say, and less for those of its session that come before. */
  place: number
  /** How well its best sentence fits, in [0, 1.15]; looked at in the first hits only. */
  sentence?: number
  /** Why it does not stand where its place says: it tells the newer (older) state of a matter, where that is asked for; it only asks. */
  moved?: Moved
}

export type Moved = 'newer' | 'older' | 'asks'

/** One passage, or neighbouring passages, of a file. */
export interface RecallHit {
  /** Falls from hit to hit: its place among them, see {@link HitParts}. */
  score: number
  level: Level
  /** Path in the memory folder, with `/`. */
  path: string
  /** The source's own id of the session; absent for a hand-written statement without a source. */
  session?: string
  /** The local day on which it was said. */
  date: string
  /** First and last turn, inclusive, from 1: of the file, or for a statement of the raw file it cites first. */
  turns?: [number, number]
  /** That raw file; absent for a hit in a raw file and for a statement without a source. */
  citedPath?: string
  /** First and last line of the file, inclusive, from 1. */
  lines: [number, number]
  /** Who speaks in the turns, in order of appearance. */
  speakers: string[]
  topics: string[]
  /** Of a statement: the local day on which a later one replaced it. */
  superseded?: string
  /** Verbatim. */
  text: string
  signals: Signals
  /** Only with `explain`. */
  parts?: HitParts
}

/** Serialises to the JSON of `mem recall --json`. */
export interface RecallResult {
  query: string
  /** ISO 8601 UTC. */
  asOf: string
  hits: RecallHit[]
  /** Passages that matched but are not shown, and why. */
  omitted: { overBudget: number; filtered: number; duplicate: number }
  /** `stale`: it could not be written down, or passages of it are found by words only. */
  index: { embedder: string; stale: boolean }
  /** Why there are no hits. */
  reason?: string
  /** Only with `explain`: how the query was understood. */
  understood?: {
    terms: string[]
    dates: string[]
    topics: string[]
    wantsRecent: boolean
    wantsPast: boolean
    wantsToDo: boolean
    preset: Preset
    /** All that the ranking went by. */
    weights: Weights
  }
}

export interface IndexDeps {
  /** True where this very process changes the folder between questions: a stale index is then no news. */
  expectsChanges?: boolean
  folder: MemoryFolder
  sidecar: SidecarFile
  embedder: Embedder
  reporter: Reporter
  timeZone: string
}

export interface RecallDeps extends IndexDeps {
  now: Clock
  /** From the configuration; a query's own come first. */
  preset?: Preset
  weights?: Partial<Weights>
}
