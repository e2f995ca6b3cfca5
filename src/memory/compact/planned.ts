/** The steps of a plan, level by level: what is due, and what was once made without the model and fits into what may be spent today. */
import { documentPath } from '../../markdown/document.ts'
import type { SummaryLevel } from '../types.ts'
import { isCapped, type KnownFile } from './documents.ts'
import { type Estimate, estimate, type RoomToday, type Step, usesModel } from './estimate.ts'
import type { CompactDeps, CompactionPlan, CompactionStep, SeenFolder } from './types.ts'

export const stepOf = (level: SummaryLevel, period: string, reason: Step['reason']): Step => ({
  level,
  period,
  path: documentPath(level, period),
  reason,
})

interface Adding {
  /** The level's files as they stand. */
  files: readonly KnownFile[]
  isWanted: (step: Step) => boolean
}

/** Ask for the levels in their order: what a day costs tells what ROOT.md does. */
export class Planned {
  readonly #deps: CompactDeps
  readonly #seen: SeenFolder
  readonly #options: { redo: boolean; room: RoomToday }
  readonly #steps: CompactionStep[] = []
  readonly #waiting: string[] = []
  #dueDays: string[] = []

  constructor(deps: CompactDeps, seen: SeenFolder, options: { redo: boolean; room: RoomToday }) {
    this.#deps = deps
    this.#seen = seen
    this.#options = options
  }

  /** Takes in what is due of a level, and what of it a model can do again today. Gives all of that, wanted or not. */
  add(level: SummaryLevel, due: readonly Step[], { files, isWanted }: Adding): Step[] {
    if (level === 'daily') this.#dueDays = due.map(({ period }) => period)
    for (const each of due.filter(isWanted)) this.#options.room.spend(this.#estimate(each))
    const all = [...due, ...this.#again(level, due, { files, isWanted })].sort((a, b) => (a.period < b.period ? -1 : 1))
    if (level === 'daily') this.#dueDays = all.map(({ period }) => period)
    this.#steps.push(...all.filter(isWanted).map((each) => ({ ...each, ...this.#estimate(each) })))
    return all
  }

  /** A file in which a human took a line out stays as it is: another wording of that line would come back. */
  #again(level: SummaryLevel, due: readonly Step[], { files, isWanted }: Adding): Step[] {
    if (!this.#options.redo || !usesModel(this.#deps, level)) return []
    const paths = new Set(due.map(({ path }) => path))
    const steps = files
      .filter(({ path, document }) => !paths.has(path) && isCapped(document))
      .filter(({ document }) => level === 'root' || document.removed.length === 0)
      .map(({ document }) => stepOf(level, document.period, 'capped'))
      .filter(isWanted)
    const fitting = steps.filter((each) => this.#options.room.admits(this.#estimate(each)))
    this.#waiting.push(...steps.filter((each) => !fitting.includes(each)).map(({ path }) => path))
    return fitting
  }

  #estimate = (each: Step): Estimate => estimate(this.#deps, each, { ...this.#seen, dueDays: this.#dueDays })

  plan(): CompactionPlan {
    const steps = this.#steps
    return {
      seen: this.#seen,
      steps,
      inputTokens: steps.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      outputTokens: steps.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
      costUsd: steps.reduce<number | null>(
        (sum, { costUsd }) => (sum === null || costUsd === null ? null : sum + costUsd),
        0,
      ),
      waiting: this.#waiting,
    }
  }
}
