/** Weekly and monthly files: the memories of their days, merged, the changed ones marked, and the best of them within the budget. */

import { mergeMemories } from '../../extract/changes/merge.ts'
import { fitMemories, memoryTokens } from '../../extract/select/fit.ts'
import { wordsOf } from '../../extract/topics/topic-names.ts'
import { daysOfWeek, isoWeek, monthOfDay, weeksOfMonth } from '../../markdown/calendar.ts'
import { documentPath } from '../../markdown/document.ts'
import { terms } from '../../rank/tokenize.ts'
import type { Memory } from '../types.ts'
import { type Below, levelBudget } from './budget.ts'
import { type Condensed, condense } from './condense.ts'
import {
  daysIn,
  digestOf,
  digestsOf,
  humanMemoriesOf,
  joinDraft,
  type KnownFile,
  type LevelFile,
  memoriesOfDay,
  rawTokensOf,
  readTarget,
  sectionsByKind,
  writeDocument,
} from './documents.ts'
import { readListed } from './level-files.ts'
import { withTasksOnce } from './to-do.ts'
import type { CompactDeps, FileResult } from './types.ts'

export type PeriodLevel = 'weekly' | 'monthly'

/** The week or month that a day belongs to. */
export const periodOf = (level: PeriodLevel, day: string): string =>
  level === 'weekly' ? isoWeek(day) : monthOfDay(day)

/** What a weekly or monthly file is made from, as it stands in the folder now. */
export interface PeriodInputs {
  memories: Memory[]
  rawTokens: number
  /** Digest of every file that it is made from. */
  digests: Record<string, string>
}

/** The paths of the files that a period may be made from: the days, and for a month also its weeks (for what humans wrote there). */
export function inputPaths(level: PeriodLevel, period: string): string[] {
  const weeks = level === 'weekly' ? [period] : weeksOfMonth(period)
  const days = weeks.flatMap(daysOfWeek).map((day) => documentPath('daily', day))
  return level === 'weekly' ? days : [...days, ...weeks.map((week) => documentPath('weekly', week))]
}

/** A weekly file counts only by what a human wrote in it: the rest comes from the same days. */
export function inputsOf(files: readonly KnownFile[]): PeriodInputs {
  const days = files.filter(isDay)
  return {
    memories: files.flatMap((file) => (isDay(file) ? memoriesOfDay(file) : humanMemoriesOf(file))),
    rawTokens: days.reduce((sum, { document }) => sum + rawTokensOf(document), 0),
    digests: digestsIn(files),
  }
}

/** The digests alone. */
export function digestsIn(files: readonly KnownFile[]): Record<string, string> {
  const digests: Record<string, string> = {}
  for (const file of files) {
    const byHand = isDay(file) ? [] : humanMemoriesOf(file)
    if (isDay(file)) digests[file.path] = file.digest
    else if (byHand.length > 0) digests[file.path] = digestOf(JSON.stringify(byHand))
  }
  return digests
}

const isDay = ({ document }: KnownFile): boolean => document.level === 'daily'

export const sameDigests = (file: KnownFile | undefined, digests: Record<string, string>): boolean =>
  file !== undefined &&
  JSON.stringify(Object.entries(digestsOf(file.document)).sort()) === JSON.stringify(Object.entries(digests).sort())

export interface PeriodOptions {
  /** Makes the file anew, also where nothing below it has changed. */
  force?: boolean
  /** With `force`: what stands there is good enough to stay where the model cannot be had. */
  onlyByModel?: boolean
  signal?: AbortSignal
}

/** Brings a weekly or monthly file up to date with the days below it. */
export async function updatePeriod(
  deps: CompactDeps,
  { level, period }: { level: PeriodLevel; period: string },
  { force = false, onlyByModel = false, signal }: PeriodOptions = {},
): Promise<FileResult> {
  const path = documentPath(level, period)
  const inputs = await readInputs(deps, level, period)
  const before = await readTarget(deps, path)
  const result: FileResult = { path, written: false, rejected: 0, fellBack: false, capped: false }
  if (Object.keys(inputs.digests).length === 0 || (!force && sameDigests(before, inputs.digests))) return result
  const merged = withTasksOnce(mergeMemories(inputs.memories)).map(underOneTopic)
  const budgetTokens = levelBudget(deps, level, belowOf(inputs))
  const condensed = await condense(deps, { level, period, memories: merged, budgetTokens, signal })
  result.rejected = condensed.rejected
  result.fellBack = condensed.fellBack
  result.capped = condensed.capped
  if (onlyByModel && condensed.fellBack) return result
  result.written = await deps.folder.withLock(async () => {
    const now = await readInputs(deps, level, period)
    // Somebody wrote below while the model was at work: this text would be stale, the next run makes it anew.
    if (JSON.stringify(now.digests) !== JSON.stringify(inputs.digests)) return false
    const existing = await readTarget(deps, path)
    return writeDocument(deps, draftPeriod(deps, { level, period, inputs, condensed, existing }), existing)
  })
  return result
}

/** The matter's own name is enough here, and only where the line does not say it: the days have all names, and the room is for what was said. */
function underOneTopic(memory: Memory): Memory {
  if (memory.origin === 'human') return memory
  const said = new Set(terms(memory.text))
  const isSaid = (topic: string): boolean => wordsOf(topic).every((word) => said.has(word))
  return { ...memory, topics: memory.topics.slice(0, 1).filter((topic) => !isSaid(topic)) }
}

const belowOf = ({ rawTokens, digests }: PeriodInputs): Below => ({ rawTokens, days: daysIn(digests) })

async function readInputs(deps: CompactDeps, level: PeriodLevel, period: string): Promise<PeriodInputs> {
  const files: KnownFile[] = []
  for (const path of inputPaths(level, period)) {
    const stamp = await deps.folder.stat(path)
    const file = stamp && (await readListed(deps, stamp))
    if (file) files.push(file)
  }
  return inputsOf(files)
}

interface PeriodDraft {
  level: PeriodLevel
  period: string
  inputs: PeriodInputs
  condensed: Condensed
  existing: LevelFile | undefined
}

function draftPeriod(deps: CompactDeps, { level, period, inputs, condensed, existing }: PeriodDraft) {
  const byHand = existing ? humanMemoriesOf(existing) : []
  const own = condensed.memories.filter((memory) => !byHand.some(({ text }) => text === memory.text))
  const handTokens = byHand.reduce((sum, memory) => sum + memoryTokens(memory, deps.countTokens), 0)
  const budgetTokens = levelBudget(deps, level, belowOf(inputs)) + handTokens
  const { countTokens, meaning } = deps
  const kept = byHand.length === 0 ? own : fitMemories([...byHand, ...own], { budgetTokens, countTokens, meaning })
  return joinDraft(
    {
      level,
      period,
      front: {
        sources: inputs.digests,
        rawTokens: inputs.rawTokens,
        engine: condensed.engine,
        capped: condensed.capped ? true : undefined,
      },
      sections: sectionsByKind(kept.filter((memory) => !byHand.includes(memory))),
    },
    existing?.document,
  )
}
