/** The merge of all days, going on where the last run's stood. */
import { mergeMemories } from '../../../extract/changes/merge.ts'
import { type MergeState, resumeMerge } from '../../../extract/changes/resume.ts'
import type { Memory } from '../../types.ts'
import { readSealed, writeSealed } from '../sealed.ts'
import type { CompactDeps } from '../types.ts'
import type { RootInputs } from './inputs.ts'

const NAME = 'merged.json'

export async function mergeOfAllDays(
  { cache }: Pick<CompactDeps, 'cache'>,
  { memories, sources }: Pick<RootInputs, 'memories' | 'sources'>,
): Promise<Memory[]> {
  if (!cache) return mergeMemories(memories)
  const { merged, kept } = resumeMerge(memories, await readSealed<MergeState>(cache, NAME), sources)
  if (kept) await writeSealed(cache, NAME, kept)
  return merged
}
