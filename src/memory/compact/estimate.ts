/** What a step would cost with a model, before anything is read that planning has not read already. */
import { EMBEDDED_ENGINE } from '../../extract/embedded-extractor.ts'
import type { LevelDocument } from '../../markdown/document.ts'
import type { SummaryLevel } from '../types.ts'
import { countsOf, rawTokensOf } from './documents.ts'
import { periodOf } from './period.ts'
import type { CompactDeps, CompactionStep, ModelRoom, SeenFolder } from './types.ts'

export type Step = Pick<CompactionStep, 'level' | 'period' | 'path' | 'reason'>
export type Estimate = Pick<CompactionStep, 'inputTokens' | 'outputTokens' | 'costUsd'>

/** Tokens of a prompt's rules and schema. */
const PROMPT_TOKENS = 900
/** Tokens of a raw turn where nothing else is known, for days that were never read. */
const TURN_TOKENS = 60
/** A memory in a prompt has its marks, and the lines of an answer their keys. */
const MARKED = 1.5
const KEYED = 2
/** The topics of one day's memories hold about so many times as much from other days. */
const OLDER_MEMORIES = 4

export const usesModel = ({ extractor, structuredModel }: CompactDeps, level: SummaryLevel): boolean =>
  level === 'daily' ? extractor.id !== EMBEDDED_ENGINE : structuredModel !== undefined

/** `dueDays`: the days that the same run reads. */
export function estimate(deps: CompactDeps, step: Step, known: SeenFolder & { dueDays: readonly string[] }): Estimate {
  if (!usesModel(deps, step.level)) return { inputTokens: 0, outputTokens: 0, costUsd: 0 }
  const [inputTokens, outputTokens] = tokensOf(deps, step, known).map(Math.ceil) as [number, number]
  const usage = { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 }
  return { inputTokens, outputTokens, costUsd: deps.estimateCostUsd?.(usage, step.level) ?? null }
}

function tokensOf(
  { budgets }: CompactDeps,
  { level, period, reason }: Step,
  known: SeenFolder & { dueDays: readonly string[] },
): [inputTokens: number, outputTokens: number] {
  switch (level) {
    case 'daily': {
      const rawTokens = unreadTokens(period, known, reason)
      return [PROMPT_TOKENS + rawTokens, rawTokens * budgets.dailyShare * KEYED]
    }
    case 'weekly':
    case 'monthly': {
      const rawTokens = allTokens(known, (day) => periodOf(level, day) === period)
      const share = level === 'weekly' ? budgets.weeklyShare : budgets.monthlyShare
      return [PROMPT_TOKENS + rawTokens * budgets.dailyShare * MARKED, rawTokens * share * KEYED]
    }
    case 'root': {
      const all = allTokens(known, () => true) * budgets.dailyShare
      const due = new Set(known.dueDays)
      const touched = allTokens(known, (day) => due.has(day)) * budgets.dailyShare * OLDER_MEMORIES
      const offered = reason === 'changed' && known.days.length > 0 ? Math.min(all, touched) : all
      // More topics than have a line are not asked for.
      const shown = Math.min(offered * MARKED, budgets.rootTokens * OLDER_MEMORIES)
      return [PROMPT_TOKENS + shown, Math.min(budgets.rootTokens, shown / OLDER_MEMORIES) * KEYED]
    }
    default:
      return level satisfies never
  }
}

/** What an extractor has to read of a day: all of it, or what the daily file does not cover yet. */
function unreadTokens(day: string, { sessions, days }: SeenFolder, reason: Step['reason']): number {
  const document = days.find((file) => file.document.period === day)?.document
  const again = reason === 'forced' || reason === 'capped'
  const covered = again ? {} : countsOf(document)
  const turns = sessions
    .filter(({ firstDay, lastDay }) => firstDay <= day && lastDay >= day)
    .reduce((sum, { path, turns }) => sum + Math.max(0, turns - (covered[path] ?? 0)), 0)
  return again && document ? rawTokensOf(document) : turns * TURN_TOKENS
}

/** Tokens of the raw turns of some days, as their files tell or by the number of turns. */
function allTokens({ sessions, days }: SeenFolder, isWanted: (day: string) => boolean): number {
  const files = days.filter(({ document }) => isWanted(document.period)).map(({ document }) => document)
  const covered = new Set(days.flatMap(({ document }) => Object.keys(countsOf(document))))
  const unread = sessions.filter(
    ({ path, firstDay, lastDay }) => !covered.has(path) && (isWanted(firstDay) || isWanted(lastDay)),
  )
  return sumOf(files) + unread.reduce((sum, { turns }) => sum + turns * TURN_TOKENS, 0)
}

const sumOf = (documents: readonly LevelDocument[]): number =>
  documents.reduce((sum, document) => sum + rawTokensOf(document), 0)

/** Estimates are rough: so much more must be left before something that need not be done now is begun. */
const SPARE = 1.5

/** Deals out what may still be spent today: to what is due first, then to what was once made without the model. */
export class RoomToday {
  #tokens: number
  #usd: number

  constructor({ tokens, usd }: ModelRoom = { tokens: null, usd: null }) {
    this.#tokens = tokens ?? Number.POSITIVE_INFINITY
    this.#usd = usd ?? Number.POSITIVE_INFINITY
  }

  spend({ inputTokens, outputTokens, costUsd }: Estimate): void {
    this.#tokens -= inputTokens + outputTokens
    this.#usd -= costUsd ?? 0
  }

  /** Whether it surely fits; then it is spent. */
  admits(estimate: Estimate): boolean {
    const { inputTokens, outputTokens, costUsd } = estimate
    const fits = (inputTokens + outputTokens) * SPARE <= this.#tokens && (costUsd ?? 0) * SPARE <= this.#usd
    if (fits) this.spend(estimate)
    return fits
  }
}
