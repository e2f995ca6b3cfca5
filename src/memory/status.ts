/** The use case behind `mem status`: what the folder holds, what is due, what models have cost. */
import type { Ledger, LedgerEntry, MemoryFolder } from './ports.ts'
import { type Level, SUMMARY_LEVELS } from './types.ts'

export interface Spending {
  calls: number
  tokens: number
  /** Estimated; calls of unknown price count as 0 and make `exact` false. */
  usd: number
  exact: boolean
}

export interface FolderStatus {
  files: Record<Level, number>
  bytes: Record<Level, number>
  /** Days of the first and last session, where there is one. */
  first?: string
  last?: string
  spent: { today: Spending; total: Spending }
}

const LEVELS: readonly Level[] = ['raw', ...SUMMARY_LEVELS]

export interface StatusDeps {
  folder: MemoryFolder
  ledger: Ledger
  /** Start of the user's local day. */
  today: Date
}

export async function folderStatus({ folder, ledger, today }: StatusDeps): Promise<FolderStatus> {
  const lists = await Promise.all(LEVELS.map((level) => folder.list(level)))
  const perLevel = (measure: (list: (typeof lists)[number]) => number) =>
    Object.fromEntries(LEVELS.map((level, i) => [level, measure(lists[i] ?? [])])) as Record<Level, number>
  const days = (lists[0] ?? []).map(({ path }) => path.slice('raw/'.length, 'raw/2026-11-22'.length))
  const entries = await ledger.since(new Date(0))
  const todayIso = today.toISOString()
  return {
    files: perLevel((list) => list.length),
    bytes: perLevel((list) => list.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
    ...(days[0] !== undefined && { first: days[0], last: days.at(-1) ?? days[0] }),
    spent: { today: spending(entries.filter(({ at }) => at >= todayIso)), total: spending(entries) },
  }
}

const spending = (entries: readonly LedgerEntry[]): Spending => ({
  calls: entries.length,
  tokens: entries.reduce((sum, { usage }) => sum + usage.inputTokens + usage.outputTokens, 0),
  usd: entries.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
  exact: entries.every(({ costUsd }) => costUsd !== null),
})
