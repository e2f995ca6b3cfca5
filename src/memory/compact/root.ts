/** ROOT.md: every topic by category, one line each, never above its budget. Pinned and hand-written lines come first and stay whole. */
import { EMBEDDED_ENGINE } from '../../extract/embedded-extractor.ts'
import { mergeMemories } from '../../extract/merge.ts'
import { groupByTopic, topicLine } from '../../extract/topic-index.ts'
import { readTarget, writeDocument } from './documents.ts'
import { categorise } from './root-categories.ts'
import { ROOT_PATH, readRootInputs, rootIsFresh } from './root-inputs.ts'
import { fitRoot, type TopicLineOf } from './root-layout.ts'
import type { CompactDeps, FileResult } from './types.ts'

/** Brings ROOT.md up to date with the days. */
export async function updateRoot(
  deps: CompactDeps,
  { force = false }: { force?: boolean; signal?: AbortSignal } = {},
): Promise<FileResult> {
  const result: FileResult = { path: ROOT_PATH, written: false, rejected: 0, fellBack: false }
  const inputs = await readRootInputs(deps)
  if (inputs.days.length === 0 || (!force && (await rootIsFresh(deps, inputs)))) return result
  const entries = await categorise(groupByTopic(mergeMemories(inputs.memories)), deps.embedder)
  const draft = { entries, inputs, lineOf: selectedLine(deps), engine: EMBEDDED_ENGINE }
  result.written = await deps.folder.withLock(async () => {
    const now = await readRootInputs(deps)
    // Somebody wrote below meanwhile: their run, or the next one, brings ROOT up to date.
    if (now.digest !== inputs.digest) return false
    const existing = await readTarget(deps, ROOT_PATH)
    return writeDocument(deps, fitRoot(deps, { ...draft, existing: existing?.document }), existing)
  })
  return result
}

/** Lines that need no model: the best of what is known of a topic. */
const selectedLine =
  ({ countTokens }: CompactDeps): TopicLineOf =>
  (entry, textTokens) =>
    topicLine(entry, { textTokens, countTokens })
