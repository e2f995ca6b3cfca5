/** What `mem compact` would do, did, and found wrong, in words. */
import type { Damage } from '../memory/compact/check.ts'
import type { CompactionPlan, CompactionReport, CompactionStep } from '../memory/compact/types.ts'
import { counted, listed } from './command.ts'

const REASONS: Record<CompactionStep['reason'], string> = {
  new: 'new',
  changed: 'has changed',
  forced: 'forced',
  capped: 'was made without the model',
}

/** A line a step, then what a model would read, write and cost, and what has to wait. */
export function renderPlan({ steps, inputTokens, outputTokens, costUsd, waiting }: CompactionPlan): string {
  if (steps.length === 0) return `Nothing is due.\n${renderWaiting(waiting)}`
  const lines = steps.map(({ path, reason }) => `${path}  ${REASONS[reason]}\n`).join('')
  if (inputTokens + outputTokens === 0) return `${lines}No model is needed: it costs nothing.\n`
  const cost = costUsd === null ? 'at an unknown price' : `about $${costUsd.toFixed(4)}`
  const tokens = `${inputTokens.toLocaleString('en')} tokens in and ${outputTokens.toLocaleString('en')} out`
  return `${lines}The model would take about ${tokens}, ${cost}.\n${renderWaiting(waiting)}`
}

/** What a model would do better, had today's limit room for it; nothing where nothing waits. */
export const renderWaiting = (waiting: readonly string[]): string =>
  waiting.length === 0 ? '' : `Made without the model, which waits until its daily limit has room: ${listed(waiting)}\n`

/** The files that were written; nothing where nothing was due. */
export function renderReport({ written, rejected, fellBack, capped, left }: CompactionReport): string {
  const lines = written.map((path) => `${path}\n`)
  if (rejected > 0)
    lines.push(
      `${counted(rejected, 'line')} of the model did not agree with the turns cited: extracted text stands there instead.\n`,
    )
  const failed = fellBack.filter((path) => !capped.includes(path))
  if (failed.length > 0) lines.push(`Made without the model: ${listed(failed)}\n`)
  if (capped.length > 0)
    lines.push(
      `Made without the model because its daily limit is reached: ${listed(capped)}\n\`mem compact\` makes them with the model when the limit has room again.\n`,
    )
  if (left.length > 0) lines.push(`Left for the next run: ${listed(left)}\n`)
  return lines.join('')
}

/** A line a damage. */
export const renderDamage = (damages: readonly Damage[]): string =>
  damages.length === 0
    ? 'Everything is in order.\n'
    : damages.map(({ path, message }) => `${path}: ${message}\n`).join('')
