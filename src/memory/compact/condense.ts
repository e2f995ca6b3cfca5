/** The statements of a period in fewer words: selected from the memories, or written by a model and then verified. */
import { EMBEDDED_ENGINE } from '../../extract/embedded-extractor.ts'
import { fitMemories, memoryTokens } from '../../extract/select/fit.ts'
import { fallBack } from '../fall-back.ts'
import type { StructuredModel } from '../ports.ts'
import type { Memory } from '../types.ts'
import { batchesOf, promptRoom } from './batches.ts'
import { LineVerifier, sourcedBy } from './borne-out.ts'
import { type CondensedReply, type CondenseInput, condenseRequest, MEMORY_MARK_TOKENS } from './condense-prompt.ts'
import { isBinding, isSaidIn } from './said.ts'
import type { CompactDeps } from './types.ts'

export interface CondenseRequest extends CondenseInput {
  signal: AbortSignal | undefined
}

export interface Condensed {
  memories: Memory[]
  engine: string
  rejected: number
  fellBack: boolean
  /** Whether the model was not asked because the limit of the day was reached. */
  capped: boolean
}

/** Fewer memories than this need no model: they fit as they are. */
const WORTH_A_MODEL = 6

/** Within the budget. With a model, lines that the cited turns do not bear out are replaced by the memories that they were made from. */
export async function condense(deps: CompactDeps, request: CondenseRequest): Promise<Condensed> {
  const { countTokens, meaning, structuredModel, reporter } = deps
  const { memories, budgetTokens } = request
  const fitted = (lines: readonly Memory[]) => fitMemories(lines, { budgetTokens, countTokens, meaning })
  const selected = { memories: fitted(memories), engine: EMBEDDED_ENGINE, rejected: 0, fellBack: false, capped: false }
  if (!structuredModel || memories.length < WORTH_A_MODEL) return selected
  try {
    const { lines, rejected } = await writeLines(deps, request, structuredModel)
    const all = [...lines, ...dropped(memories, lines)]
    return { memories: fitted(all), engine: structuredModel.id, rejected, fellBack: false, capped: false }
  } catch (error) {
    return { ...selected, fellBack: true, ...fallBack(reporter, error) }
  }
}

interface Lines {
  lines: Memory[]
  rejected: number
}

/** Asks for as many memories at a time as the model's context takes, each stretch with its share of the budget. */
async function writeLines(deps: CompactDeps, request: CondenseRequest, model: StructuredModel): Promise<Lines> {
  const tokensOf = (memory: Memory) => memoryTokens(memory, deps.countTokens) + MEMORY_MARK_TOKENS
  const batches = batchesOf(request.memories, { roomTokens: promptRoom(model), tokensOf })
  const verifier = new LineVerifier(deps)
  const written = new Map<string, Memory>()
  let rejected = 0
  for (const offered of batches) {
    const budgetTokens = Math.ceil((request.budgetTokens * offered.length) / request.memories.length)
    const { value } = await model.generate(
      condenseRequest({ ...request, memories: offered, budgetTokens }),
      request.signal ? { signal: request.signal } : {},
    )
    const verified = await verifyLines(value, offered, verifier)
    for (const line of verified.lines) written.set(`${line.kind} ${line.text}`, line)
    rejected += verified.rejected
  }
  return { lines: [...written.values()], rejected }
}

/** More sources than this make a line that nobody can check. */
const MAX_SOURCES = 4

/** A line that stands the test keeps its words; any other gives way to its memories. */
async function verifyLines(
  { lines }: CondensedReply,
  offered: readonly Memory[],
  verifier: LineVerifier,
): Promise<Lines> {
  const kept: Memory[] = []
  let rejected = 0
  for (const { kind, text, from } of lines) {
    const named = [...new Set(from)].flatMap((number) => offered[number - 1] ?? [])
    const line = text.replace(/\s+/g, ' ').trim()
    const sources = named.toSorted((a, b) => b.date.localeCompare(a.date)).slice(0, MAX_SOURCES)
    if (await verifier.isBorneOut(line, sources)) kept.push(lineOf({ kind, text: line }, sources))
    else {
      rejected++
      kept.push(...named)
    }
  }
  return { lines: kept, rejected }
}

/** `sources`: the newest first. */
function lineOf({ kind, text }: Pick<Memory, 'kind' | 'text'>, sources: readonly Memory[]): Memory {
  const action = sources.find((source) => source.kind === 'action')
  return {
    kind: kind === 'action' && !action ? 'fact' : kind,
    text,
    topics: [...new Set(sources.flatMap(({ topics }) => topics))].slice(0, 1),
    ...sourcedBy(sources),
    ...(kind === 'action' &&
      action?.status && { status: action.status, ...(action.closed && { closed: action.closed }) }),
    origin: 'machine',
  }
}

/** Decisions and open action items that no line says, and all that a human wrote. */
function dropped(memories: readonly Memory[], lines: readonly Memory[]): Memory[] {
  const texts = lines.map(({ text }) => text)
  return memories.filter((memory) => {
    if (texts.includes(memory.text)) return false
    return memory.origin === 'human' || (isBinding(memory) && !isSaidIn(texts, memory))
  })
}
