/** What `mem compact` would do, did, and found wrong, in words. */
import type { Damage } from '../memory/compact/check.ts'
import type { CompactionPlan, CompactionReport, CompactionStep } from '../memory/compact/types.ts'
import { counted } from './command.ts'

const REASONS: Record<CompactionStep['reason'], string> = { new: 'new', changed: 'has changed', forced: 'made anew' }

/** A line a step, then what a model would read, write and cost. */
export function renderPlan({ steps, inputTokens, outputTokens, costUsd }: CompactionPlan): string {
  if (steps.length === 0) return 'Nothing is due.\n'
  const lines = steps.map(({ path, reason }) => `${path}  ${REASONS[reason]}\n`)
  if (inputTokens + outputTokens === 0) return `${lines.join('')}No model is needed: it costs nothing.\n`
  const cost = costUsd === null ? 'at an unknown price' : `about $${costUsd.toFixed(4)}`
  const tokens = `${inputTokens.toLocaleString('en')} tokens in and ${outputTokens.toLocaleString('en')} out`
  return `${lines.join('')}The model would take about ${tokens}, ${cost}.\n`
}

/** The files that were written; nothing where nothing was due. */
export function renderReport({ written, rejected, fellBack, left }: CompactionReport): string {
  const lines = written.map((path) => `${path}\n`)
  if (rejected > 0)
    lines.push(
      `${counted(rejected, 'line')} of the model did not agree with the turns cited: extracted text stands there instead.\n`,
    )
  if (fellBack.length > 0) lines.push(`Made without the model: ${fellBack.join(', ')}\n`)
  if (left.length > 0) lines.push(`Left for the next run: ${left.join(', ')}\n`)
  return lines.join('')
}

/** A line a damage. */
export const renderDamage = (damages: readonly Damage[]): string =>
  damages.length === 0
    ? 'Everything is in order.\n'
    : damages.map(({ path, message }) => `${path}: ${message}\n`).join('')
