/** Memories → stretches that fit a model's context. */
import type { StructuredModel } from '../ports.ts'

/** Half of the context is for what is sent; rules, schema and the answer take the rest. */
const CONTEXT_SHARE = 0.5

export const promptRoom = ({ contextTokens }: Pick<StructuredModel, 'contextTokens'>): number =>
  Math.floor(contextTokens * CONTEXT_SHARE)

/** Consecutive items, each stretch within `roomTokens`; one that is larger alone makes a stretch of its own. */
export function batchesOf<T>(
  items: readonly T[],
  { roomTokens, tokensOf }: { roomTokens: number; tokensOf: (item: T) => number },
): T[][] {
  const batches: T[][] = []
  let usedTokens = Number.POSITIVE_INFINITY
  for (const item of items) {
    const tokens = tokensOf(item)
    const last = batches.at(-1)
    if (last && usedTokens + tokens <= roomTokens) {
      last.push(item)
      usedTokens += tokens
    } else {
      batches.push([item])
      usedTokens = tokens
    }
  }
  return batches
}
