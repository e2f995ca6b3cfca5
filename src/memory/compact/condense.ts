/** The statements of a period in fewer words: selected from the memories, or written by a model and then verified. */
import { MemError, messageOf } from '../../errors.ts'
import { fitMemories } from '../../extract/fit.ts'
import { verifyStatement } from '../../extract/verify.ts'
import { terms } from '../../rank/tokenize.ts'
import { looksForged } from '../extract/model-extractor.ts'
import type { CountTokens, StructuredModel } from '../ports.ts'
import type { Citation, Memory, NumberedTurn } from '../types.ts'
import { type CondensedReply, type CondenseInput, condenseRequest } from './condense-prompt.ts'
import { readSession } from './sessions.ts'
import type { CompactDeps } from './types.ts'

export interface CondenseRequest extends CondenseInput {
  signal: AbortSignal | undefined
}

export interface Condensed {
  memories: Memory[]
  engine: string
  rejected: number
  fellBack: boolean
}

/** Fewer memories than this need no model: they fit as they are. */
const WORTH_A_MODEL = 6

/** Within the budget. With a model, lines that the cited turns do not bear out are replaced by the memories that they were made from. */
export async function condense(deps: CompactDeps, request: CondenseRequest): Promise<Condensed> {
  const { countTokens, structuredModel, reporter } = deps
  const { memories, budgetTokens, signal } = request
  const selected = (fellBack: boolean): Condensed => ({
    memories: fitMemories(memories, { budgetTokens, countTokens }),
    engine: 'embedded',
    rejected: 0,
    fellBack,
  })
  if (!structuredModel || memories.length < WORTH_A_MODEL) return selected(false)
  const offered = withinContext(memories, { model: structuredModel, countTokens })
  try {
    const { value } = await structuredModel.generate(
      condenseRequest({ ...request, memories: offered }),
      signal ? { signal } : {},
    )
    const { lines, rejected } = await verifyLines(deps, value, offered)
    const all = [...lines, ...dropped(memories, lines)]
    return {
      memories: fitMemories(all, { budgetTokens, countTokens }),
      engine: structuredModel.id,
      rejected,
      fellBack: false,
    }
  } catch (error) {
    if (!(error instanceof MemError) || error.code === 'interrupted') throw error
    reporter.notice(`${messageOf(error)} The embedded engine took over.`)
    return selected(true)
  }
}

const CONTEXT_SHARE = 0.5
const MEMORY_MARK_TOKENS = 25

/** The memories that say most, as many as a prompt takes. */
function withinContext(
  memories: readonly Memory[],
  { model, countTokens }: { model: StructuredModel; countTokens: CountTokens },
): Memory[] {
  const budgetTokens = Math.floor(model.contextTokens * CONTEXT_SHARE)
  return fitMemories(memories, {
    budgetTokens,
    countTokens: (text) => countTokens(text) + MEMORY_MARK_TOKENS,
    trim: false,
  })
}

/** A line that stands the test keeps its words; any other gives way to its memories. A human's words are never reworded. */
async function verifyLines(
  deps: CompactDeps,
  { lines }: CondensedReply,
  offered: readonly Memory[],
): Promise<{ lines: Memory[]; rejected: number }> {
  const kept = new Map<string, Memory>()
  const keep = (memory: Memory) => kept.set(`${memory.kind} ${memory.text}`, memory)
  const turns = new TurnReader(deps)
  let rejected = 0
  for (const { kind, text, from } of lines) {
    const sources = [...new Set(from)].flatMap((number) => offered[number - 1] ?? [])
    const line = text.replace(/\s+/g, ' ').trim()
    const sound =
      sources.length > 0 &&
      !sources.some(({ origin }) => origin === 'human') &&
      (await isBorneOut(line, sources, turns))
    if (sound) keep(lineOf({ kind, text: line }, sources))
    else {
      rejected++
      for (const source of sources) keep(source)
    }
  }
  return { lines: [...kept.values()], rejected }
}

/** Verified twice: against the memories, which resolve who and when, and against the raw turns that these cite. */
async function isBorneOut(line: string, sources: readonly Memory[], turns: TurnReader): Promise<boolean> {
  if (line === '' || looksForged(line)) return false
  const cited: NumberedTurn[] = []
  for (const { citations, text, date } of sources) {
    // A memory's own words count as said: they were verified when they were extracted.
    cited.push({ number: 0, speaker: 'memory', role: 'user', text: `${date}: ${text}` })
    for (const citation of citations) cited.push(...(await turns.read(citation)))
  }
  return verifyStatement(line, { turns: cited, date: sources.at(-1)?.date ?? '' }).ok
}

const MAX_CITATIONS = 3

function lineOf({ kind, text }: Pick<Memory, 'kind' | 'text'>, sources: readonly Memory[]): Memory {
  const newest = sources.toSorted((a, b) => b.date.localeCompare(a.date))
  const action = newest.find((source) => source.kind === 'action')
  const citations = new Map(
    newest.flatMap(({ citations }) => citations).map((citation) => [JSON.stringify(citation), citation]),
  )
  return {
    kind: kind === 'action' && !action ? 'fact' : kind,
    text,
    topics: [...new Set(newest.flatMap(({ topics }) => topics))].slice(0, 1),
    date: newest[0]?.date ?? '',
    citations: [...citations.values()].slice(0, MAX_CITATIONS),
    ...(kind === 'action' &&
      action?.status && { status: action.status, ...(action.closed && { closed: action.closed }) }),
    origin: 'machine',
  }
}

const SAID_SHARE = 0.5

/** Decisions and open action items that no line was made from, and all that a human wrote. */
const dropped = (memories: readonly Memory[], lines: readonly Memory[]): Memory[] => {
  const said = lines.map(({ text }) => new Set(terms(text)))
  // A line may name a decision as its source and yet leave it out: only its words show that it is still there.
  const isSaid = ({ text }: Memory) => {
    const wanted = [...new Set(terms(text))]
    return said.some((words) => wanted.filter((word) => words.has(word)).length >= wanted.length * SAID_SHARE)
  }
  const texts = new Set(lines.map(({ text }) => text))
  return memories.filter((memory) => {
    if (texts.has(memory.text)) return false
    if (memory.origin === 'human') return true
    const binding = memory.kind === 'decision' || (memory.kind === 'action' && memory.status === 'open')
    return binding && memory.superseded === undefined && !isSaid(memory)
  })
}

/** Reads the turns that citations point at, each file once. */
class TurnReader {
  readonly #deps: CompactDeps
  readonly #sessions = new Map<string, readonly NumberedTurn[]>()

  constructor(deps: CompactDeps) {
    this.#deps = deps
  }

  async read({ path, turns }: Citation): Promise<NumberedTurn[]> {
    if (turns === undefined || !path.startsWith('raw/')) return []
    const known = this.#sessions.get(path) ?? (await readSession(this.#deps, path))?.turns ?? []
    this.#sessions.set(path, known)
    return known.filter(({ number }) => number >= turns[0] && number <= turns[1])
  }
}
