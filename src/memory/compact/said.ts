/** Whether what is binding is still there when a model has written less. */
import { terms } from '../../rank/tokenize.ts'
import type { Memory } from '../types.ts'

const SAID_SHARE = 0.5

/** Whether one of the texts holds half of a statement's words. That a line names it as its source does not show that it says it. */
export function isSaidIn(texts: readonly string[], { text }: Pick<Memory, 'text'>): boolean {
  const wanted = [...new Set(terms(text))]
  return texts.some((other) => {
    const words = new Set(terms(other))
    return wanted.filter((word) => words.has(word)).length >= wanted.length * SAID_SHARE
  })
}

/** Decisions that hold, and action items that are open. */
export const isBinding = ({ kind, status, superseded }: Memory): boolean =>
  superseded === undefined && (kind === 'decision' || (kind === 'action' && status === 'open'))
