/** Puts topics to a model, as many at a time as its context takes, and verifies every line that comes back. */
import { fitMemories, memoryTokens } from '../../../extract/select/fit.ts'
import { titleOf } from '../../../extract/topics/topic-index.ts'
import { fallBack } from '../../fall-back.ts'
import type { StructuredModel } from '../../ports.ts'
import type { Memory } from '../../types.ts'
import { batchesOf, promptRoom } from '../batches.ts'
import { LineVerifier, sourcedBy } from '../borne-out.ts'
import { MEMORY_MARK_TOKENS } from '../condense-prompt.ts'
import { isBinding, isSaidIn } from '../said.ts'
import type { CompactDeps } from '../types.ts'
import type { CategorisedEntry } from './categories.ts'
import { MAX_LINE_SOURCES, type TopicLinesReply, topicLinesRequest } from './topic-prompt.ts'

/** What a line of ROOT.md says behind its title. */
export type ToldLine = Pick<Memory, 'text' | 'date' | 'citations' | 'superseded'>

/** A topic with one short statement needs no model, and a human's words are never reworded. */
export function isWorthAsking(
  { countTokens }: CompactDeps,
  { memories }: CategorisedEntry,
  textTokens: number,
): boolean {
  if (memories.some(({ origin }) => origin === 'human')) return false
  return memories.length > 1 || memories.some(({ text }) => countTokens(text) > textTokens)
}

export interface Answer {
  /** By topic; only what the turns bear out. */
  lines: Map<string, ToldLine>
  /** The topics that a model has answered for, also where its line was refused. */
  asked: CategorisedEntry[]
  rejected: number
  fellBack: boolean
  capped: boolean
}

interface AskOptions {
  model: StructuredModel
  textTokens: number
  signal: AbortSignal | undefined
}

/** A topic as the model sees it. */
interface Offer {
  entry: CategorisedEntry
  memories: Memory[]
}

export async function askForLines(
  deps: CompactDeps,
  entries: readonly CategorisedEntry[],
  { model, textTokens, signal }: AskOptions,
): Promise<Answer> {
  const answer: Answer = { lines: new Map(), asked: [], rejected: 0, fellBack: false, capped: false }
  const verifier = new LineVerifier(deps)
  const offers = entries.map((entry) => ({ entry, memories: offered(deps, entry) }))
  const tokensOf = ({ memories }: Offer) => offerTokens(deps, memories)
  try {
    for (const batch of batchesOf(offers, { roomTokens: promptRoom(model), tokensOf })) {
      const topics = batch.map(({ entry, memories }) => ({ topic: entry.topic, memories }))
      const { value } = await model.generate(topicLinesRequest(topics, { textTokens }), signal ? { signal } : {})
      answer.rejected += await keepTrueLines(value, batch, { verifier, lines: answer.lines })
      answer.asked.push(...batch.map(({ entry }) => entry))
    }
  } catch (error) {
    return { ...answer, fellBack: true, ...fallBack(deps.reporter, error) }
  }
  return answer
}

/** Of a topic that much was said about, so much is shown: what says most. */
const OFFER_TOKENS = 600
const TOPIC_MARK_TOKENS = 30

const offered = ({ countTokens }: CompactDeps, { memories }: CategorisedEntry): Memory[] =>
  fitMemories(memories, { budgetTokens: OFFER_TOKENS, countTokens, trim: false })

const offerTokens = ({ countTokens }: CompactDeps, memories: readonly Memory[]): number =>
  memories.reduce((sum, memory) => sum + memoryTokens(memory, countTokens) + MEMORY_MARK_TOKENS, TOPIC_MARK_TOKENS)

const MAX_LINE_CHARACTERS = 600

/** Keeps the first line of each topic that stands the test; gives how many do not. */
async function keepTrueLines(
  { lines }: TopicLinesReply,
  batch: readonly Offer[],
  { verifier, lines: kept }: { verifier: LineVerifier; lines: Map<string, ToldLine> },
): Promise<number> {
  let rejected = 0
  for (const { topic, text, from } of lines) {
    const offer = batch[topic - 1]
    const sources = sourcesOf(from, offer?.memories ?? [])
    const line = offer ? withoutTitle(text.replace(/\s+/g, ' ').trim(), titleOf(offer.entry)) : ''
    const isTrue = line.length <= MAX_LINE_CHARACTERS && (await verifier.isBorneOut(line, sources))
    if (!offer || !isTrue || dropsDecision(line, offer)) rejected++
    else if (!kept.has(offer.entry.topic)) kept.set(offer.entry.topic, { text: line, ...sourcedBy(sources) })
  }
  return rejected
}

/** A line has no room for every decision of a topic, but the latest one that holds is how things stand. */
function dropsDecision(line: string, { memories }: Offer): boolean {
  const latest = memories.findLast((memory) => memory.kind === 'decision' && isBinding(memory))
  return latest !== undefined && !isSaidIn([line], latest)
}

/** The newest first. */
const sourcesOf = (from: readonly number[], memories: readonly Memory[]): Memory[] =>
  [...new Set(from)]
    .flatMap((number) => memories[number - 1] ?? [])
    .toSorted((a, b) => b.date.localeCompare(a.date))
    .slice(0, MAX_LINE_SOURCES)

const withoutTitle = (line: string, title: string): string =>
  line.toLowerCase().startsWith(`${title.toLowerCase()}: `) ? line.slice(title.length + 2).trim() : line
