/** The statements of a period in fewer words: selected from the memories, or written by a model and then verified. */
import { fitMemories } from '../../extract/fit.ts'
import type { Memory } from '../types.ts'
import type { PeriodLevel } from './period.ts'
import type { CompactDeps } from './types.ts'

export interface CondenseRequest {
  level: PeriodLevel
  period: string
  memories: readonly Memory[]
  budgetTokens: number
  signal: AbortSignal | undefined
}

export interface Condensed {
  memories: Memory[]
  engine: string
  rejected: number
  fellBack: boolean
}

/** Without a model: the best of the memories, whole or in part. */
export async function condense(
  { countTokens }: CompactDeps,
  { memories, budgetTokens }: CondenseRequest,
): Promise<Condensed> {
  return {
    memories: fitMemories(memories, { budgetTokens, countTokens }),
    engine: 'embedded',
    rejected: 0,
    fellBack: false,
  }
}
