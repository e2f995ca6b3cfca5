/** What compaction needs and what it says of its work. */
import type { WordMeaning } from '../../extract/select/word-direction.ts'
import type {
  Cache,
  Clock,
  CountTokens,
  Embedder,
  Extractor,
  MemoryFolder,
  Reporter,
  StructuredModel,
} from '../ports.ts'
import type { SummaryLevel, Usage } from '../types.ts'
import type { KnownFile } from './documents.ts'
import type { SessionStamp } from './sessions.ts'

/** How large a level may be: daily, weekly and monthly as a share of their raw tokens, ROOT.md whole, in tokens. */
export interface Budgets {
  dailyShare: number
  weeklyShare: number
  monthlyShare: number
  rootTokens: number
}

export interface CompactDeps {
  folder: MemoryFolder
  extractor: Extractor
  /** Writes weekly, monthly and ROOT lines, verified; absent: they are selected from the memories. */
  structuredModel?: StructuredModel
  countTokens: CountTokens
  /** Helps to tell which words matter. */
  meaning?: WordMeaning
  now: Clock
  timeZone: string
  budgets: Budgets
  reporter: Reporter
  /** Absent: everything is worked out anew. */
  cache?: Cache
  /** Helps to find the category of a topic that no word list knows. */
  embedder?: Embedder
  /** Estimated US dollars of the calls that a level takes; `null` where the price is unknown. */
  estimateCostUsd?: (usage: Usage, level: SummaryLevel) => number | null
  /** What today's limit for models leaves. Absent: there is none. */
  modelRoom?: () => Promise<ModelRoom>
}

/** What may still be spent on models today; `null`: as much as one likes. */
export interface ModelRoom {
  tokens: number | null
  usd: number | null
}

/** What became of one file. */
export interface FileResult {
  path: string
  written: boolean
  /** Lines of a model that failed verification. */
  rejected: number
  /** Whether a model was asked and the embedded engine had to take over. */
  fellBack: boolean
  /** Whether that was because the day's limit for models was reached. */
  capped: boolean
}

export interface CompactionStep {
  level: SummaryLevel
  /** `2026-11-22`, `2026-W47`, `2026-11`; '' for ROOT. */
  period: string
  path: string
  /** `capped`: made without the model because the limit of that day was reached, and there is room now. */
  reason: 'new' | 'changed' | 'forced' | 'capped'
  /** What a model would read and write; 0 without one. */
  inputTokens: number
  outputTokens: number
  /** Estimated; `null` where a price is unknown; 0 without a model. */
  costUsd: number | null
}

/** What planning knows of the folder. */
export interface SeenFolder {
  sessions: readonly SessionStamp[]
  days: readonly KnownFile[]
}

export interface CompactionPlan {
  /** What it was made from: carrying it out need not read all that again. */
  seen: SeenFolder
  /** In the order in which they have to be done: days, weeks, months, ROOT, each oldest first. */
  steps: CompactionStep[]
  inputTokens: number
  outputTokens: number
  /** `null` where a price is unknown; 0 without a model. */
  costUsd: number | null
  /** Files that were made without the model because of a day's limit, and for which today's has no room either. */
  waiting: string[]
}

export interface CompactionReport {
  /** Paths of the files that changed. */
  written: string[]
  unchanged: string[]
  rejected: number
  /** Made without the model, for whatever reason. */
  fellBack: string[]
  /** Those of them where the day's limit for models was the reason: a later run makes them with the model. */
  capped: string[]
  failed: { path: string; message: string }[]
  /** Paths of the steps that were not done because the run was interrupted. */
  left: string[]
}
