/** The extractor with a model. Nothing that it returns is believed: a statement that its turns do not bear out is replaced by extracted text. */

import { withAbsoluteDates } from '../../extract/lines/dates.ts'
import { GENERAL } from '../../extract/topics/topic-groups.ts'
import { normalizeTopic } from '../../markdown/items.ts'
import { terms } from '../../rank/tokenize.ts'
import { fallBack } from '../fall-back.ts'
import type { CountTokens, Extractor, ExtractRequest, Reporter, StructuredModel } from '../ports.ts'
import type { Extraction, Memory, NumberedTurn } from '../types.ts'
import { bearingOut } from './bearing-out.ts'
import { chunkTurns } from './chunks.ts'
import { looksForged } from './forged.ts'
import { type ExtractionReply, extractionRequest, PROMPT_OVERHEAD_TOKENS } from './prompt.ts'

export interface ModelExtractorOptions {
  model: StructuredModel
  /** Makes what the model could not: the embedded extractor. */
  fallback: Extractor
  countTokens: CountTokens
  reporter: Reporter
}

/** Share of the context that turns may fill; the rest is for the rules, the topics and the answer. */
const CONTEXT_SHARE = 0.5
/** Longer stretches lose their end in a model's attention, and a failed one costs more. */
const MAX_CHUNK_TOKENS = 12_000
const CONTEXT_TURNS = 4

export function createModelExtractor({ model, fallback, countTokens, reporter }: ModelExtractorOptions): Extractor {
  const budgetTokens = Math.max(
    500,
    Math.min(MAX_CHUNK_TOKENS, Math.floor(model.contextTokens * CONTEXT_SHARE) - PROMPT_OVERHEAD_TOKENS),
  )
  return {
    id: model.id,
    async extract(request, { signal } = {}) {
      const parts: Extraction[] = []
      const chunks = chunkTurns(request.turns, { budgetTokens, countTokens })
      for (const [index, chunk] of chunks.entries()) {
        const before = index === 0 ? request.context : (chunks[index - 1] ?? []).slice(-CONTEXT_TURNS)
        parts.push(
          await extractChunk({ ...request, turns: chunk, context: before }, { model, fallback, reporter, signal }),
        )
        reporter.progress('extracting', index + 1, chunks.length)
      }
      return joined(parts, model.id)
    },
  }
}

const joined = (parts: readonly Extraction[], id: string): Extraction => ({
  memories: parts.flatMap(({ memories }) => memories),
  rejected: parts.reduce((sum, { rejected }) => sum + rejected, 0),
  engine: parts.length === 0 ? id : [...new Set(parts.map(({ engine }) => engine))].sort().join(', '),
  capped: parts.some(({ capped }) => capped),
})

interface ChunkDeps extends Pick<ModelExtractorOptions, 'model' | 'fallback' | 'reporter'> {
  signal: AbortSignal | undefined
}

async function extractChunk(
  request: ExtractRequest,
  { model, fallback, reporter, signal }: ChunkDeps,
): Promise<Extraction> {
  const safe = await fallback.extract(request, signal ? { signal } : {})
  try {
    const { value } = await model.generate(extractionRequest(request.turns, request), signal ? { signal } : {})
    return verified(value, { request, safe, engine: model.id })
  } catch (error) {
    return { ...safe, ...fallBack(reporter, error) }
  }
}

interface Verification {
  request: ExtractRequest
  /** What the embedded extractor found in the same turns. */
  safe: Extraction
  engine: string
}

/** Keeps what the turns bear out; refills the places of what they do not, and decisions and action items that the model dropped. */
export function verified({ memories }: ExtractionReply, { request, safe, engine }: Verification): Extraction {
  const kept: Memory[] = []
  const holes: [number, number][] = []
  for (const reply of memories) {
    const memory = readReply(reply, request)
    if (memory) kept.push(memory)
    else holes.push([reply.firstTurn, reply.lastTurn])
  }
  const missing = safe.memories.filter(
    (memory) => !isCovered(memory, kept) && (isBinding(memory) || holes.some((hole) => touches(memory, hole))),
  )
  // A reply that keeps next to nothing of a long stretch is a failed one.
  if (kept.length === 0 && safe.memories.length > 0) return { ...safe, rejected: memories.length }
  return { memories: [...kept, ...missing].sort(byTurn), rejected: holes.length, engine }
}

const byTurn = (a: Memory, b: Memory): number => (a.citations[0]?.turns?.[0] ?? 0) - (b.citations[0]?.turns?.[0] ?? 0)

const isBinding = ({ kind }: Memory): boolean => kind === 'decision' || kind === 'action'

function touches({ citations }: Memory, [first, last]: readonly [number, number]): boolean {
  const turns = citations[0]?.turns
  return turns !== undefined && turns[0] <= last && turns[1] >= first
}

const COVERED_SHARE = 0.5

/** Whether a statement of the model says what the extracted one says: the same turns and half of its words. */
function isCovered(memory: Memory, kept: readonly Memory[]): boolean {
  const wanted = new Set(terms(memory.text))
  return kept.some((other) => {
    const turns = other.citations[0]?.turns
    if (!turns || !touches(memory, turns)) return false
    const has = new Set(terms(other.text))
    return [...wanted].filter((word) => has.has(word)).length >= wanted.size * COVERED_SHARE
  })
}

const MAX_CITED_TURNS = 12
const MAX_TEXT_CHARACTERS = 400

type Reply = ExtractionReply['memories'][number]

/** The memory that a reply states, where its turns bear it out. */
function readReply(reply: Reply, request: ExtractRequest): Memory | undefined {
  const { path, date, knownTopics } = request
  const cited = citedTurns(reply, request.turns)
  const text = withAbsoluteDates(reply.text.replace(/\s+/g, ' ').trim(), { day: date })
  if (text === '' || text.length > MAX_TEXT_CHARACTERS || looksForged(text)) return undefined
  const ranges = bearingOut(text, cited, request)
  if (!ranges) return undefined
  const status = reply.kind === 'action' ? (reply.status ?? 'open') : undefined
  return {
    kind: reply.kind,
    text,
    topics: [topicOf(reply.topic, { cited, knownTopics })].filter((topic) => topic !== GENERAL),
    date,
    citations: ranges.map((range) => ({ path, turns: range })),
    ...(status && { status }),
    ...(status && status !== 'open' && { closed: date }),
    origin: 'machine',
  }
}

function citedTurns({ firstTurn, lastTurn }: Reply, turns: readonly NumberedTurn[]): NumberedTurn[] {
  if (!Number.isInteger(firstTurn) || !Number.isInteger(lastTurn) || lastTurn - firstTurn >= MAX_CITED_TURNS) return []
  return turns.filter(({ number }) => number >= firstTurn && number <= lastTurn)
}

/** A name in use, or one whose words stand in the cited turns; any other is none. */
function topicOf(
  topic: string,
  { cited, knownTopics }: { cited: readonly NumberedTurn[]; knownTopics: readonly string[] },
): string {
  const name = normalizeTopic(topic).split('-').slice(0, 3).join('-')
  if (knownTopics.includes(name)) return name
  const words = new Set(cited.flatMap(({ text }) => terms(text)))
  const parts = terms(name.replaceAll('-', ' '))
  return parts.length > 0 && parts.every((part) => words.has(part)) ? name : GENERAL
}
