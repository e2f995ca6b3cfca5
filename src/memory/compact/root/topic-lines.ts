/** The lines of ROOT.md by a model: only topics whose memories have changed are asked for, and a human's deletions stay deleted. */
import { createHash } from 'node:crypto'
import { EMBEDDED_ENGINE } from '../../../extract/embedded-extractor.ts'
import { fitMemories, memoryTokens } from '../../../extract/select/fit.ts'
import { GENERAL } from '../../../extract/topics/topic-groups.ts'
import { titleOf, topicLines } from '../../../extract/topics/topic-index.ts'
import type { ParsedDocument } from '../../../markdown/document.ts'
import type { Memory } from '../../types.ts'
import type { CompactDeps } from '../types.ts'
import { askForLines, isWorthAsking, type ToldLine } from './ask-topics.ts'
import type { CategorisedEntry } from './categories.ts'
import type { TopicLineOf } from './layout.ts'

export interface TellOptions {
  entries: readonly CategorisedEntry[]
  /** ROOT.md as it stands. */
  existing: ParsedDocument | undefined
  /** Asks for every line anew. */
  force: boolean
  /** How many of the first entries will have a whole line, and how long one may be. */
  layoutOf: (told: Pick<ToldTopics, 'entries' | 'lineOf' | 'frontOf'>) => { whole: number; textTokens: number }
  signal: AbortSignal | undefined
}

export interface ToldTopics {
  /** Without those whose line a human took out. */
  entries: readonly CategorisedEntry[]
  lineOf: TopicLineOf
  /** The front matter where these entries have a whole line. */
  frontOf: (whole: readonly CategorisedEntry[]) => Record<string, unknown>
  rejected: number
  fellBack: boolean
  capped: boolean
}

/**
 * Which topics were put to a model stands in ROOT.md itself, under `asked`: a digest of each one's memories. A topic with the same digest
 * keeps the line that stands there; where none stands there any more, a human took it out. Without a model nothing is asked, and lines
 * that one wrote stay until their memories change.
 */
export async function tellTopics(deps: CompactDeps, options: TellOptions): Promise<ToldTopics> {
  const state = standingLines(options)
  const known = toldTopics(deps, state, NOTHING_ASKED)
  const { structuredModel } = deps
  if (!structuredModel) return known
  const { whole, textTokens } = options.layoutOf(known)
  const open = state.entries
    .slice(0, whole)
    .filter(
      (entry) =>
        entry.topic !== GENERAL &&
        !state.lines.has(entry.topic) &&
        !state.asked.has(topicDigest(entry)) &&
        isWorthAsking(deps, entry, textTokens),
    )
  const answer = await askForLines(deps, open, { model: structuredModel, textTokens, signal: options.signal })
  for (const [topic, line] of answer.lines) state.lines.set(topic, line)
  for (const entry of answer.asked) state.asked.add(topicDigest(entry))
  return toldTopics(deps, state, { ...answer, engine: answer.asked.length > 0 ? structuredModel.id : undefined })
}

const NOTHING_ASKED = { engine: undefined, rejected: 0, fellBack: false, capped: false }

/** What stands in ROOT.md and still holds. */
interface Standing {
  entries: readonly CategorisedEntry[]
  lines: Map<string, ToldLine>
  /** Digests of the topics that a model was asked for. */
  asked: Set<string>
  /** Digests of topics whose line a human took out. */
  gone: readonly string[]
  /** Models that wrote lines that still stand. */
  engines: readonly string[]
}

function standingLines({ entries, existing, force }: TellOptions): Standing {
  const before = new Set(wordsIn(existing?.front.asked))
  const texts = existing?.sections.flatMap(({ items }) => items.filter(({ hand }) => !hand).map(({ memory }) => memory))
  const state: Standing = { entries, lines: new Map(), asked: new Set(), gone: [], engines: [] }
  const gone = new Map<string, string>()
  for (const entry of before.size === 0 ? [] : entries) {
    const digest = topicDigest(entry)
    if (entry.topic === GENERAL || !before.has(digest)) continue
    const title = titleOf(entry)
    const line = texts?.find(({ text }) => text === title || text.startsWith(`${title} (`))
    if (!line) gone.set(entry.topic, digest)
    else if (!force) {
      state.asked.add(digest)
      if (line.text !== title) state.lines.set(entry.topic, behindTitle(line))
    }
  }
  const engines = state.lines.size > 0 ? wordsIn(existing?.front.engine, ', ') : []
  return {
    ...state,
    entries: entries.filter(({ topic }) => !gone.has(topic)),
    gone: [...gone.values()],
    engines: engines.filter((engine) => engine !== EMBEDDED_ENGINE),
  }
}

const wordsIn = (value: unknown, separator = ' '): string[] =>
  typeof value === 'string' ? value.split(separator).filter((word) => word !== '') : []

/** `Kyoto trip (2026-11-20): …` → what stands behind the colon. */
function behindTitle({ text, date, citations, superseded }: Memory): ToldLine {
  const said = text.slice(text.indexOf('): ') + '): '.length)
  return { text: said, date, citations, ...(superseded !== undefined && { superseded }) }
}

const DIGEST_SPACE = 36 ** 5

/** Five characters that change with whatever is known of a topic. */
function topicDigest({ topic, memories }: CategorisedEntry): string {
  const known = memories.map(({ kind, text, date, status, superseded }) => [kind, text, date, status, superseded])
  const number =
    createHash('sha256')
      .update(JSON.stringify([topic, known]))
      .digest()
      .readUIntBE(0, 6) % DIGEST_SPACE
  return number.toString(36).padStart(5, '0')
}

interface Outcome {
  /** The model that answered, if one was asked. */
  engine: string | undefined
  rejected: number
  fellBack: boolean
  capped: boolean
}

function toldTopics(deps: CompactDeps, state: Standing, { engine, ...outcome }: Outcome): ToldTopics {
  const { entries, lines, asked, gone, engines } = state
  const byModel = [...engines, ...(engine === undefined ? [] : [engine])]
  const selected = onceEach((entry) => topicLines(entry, deps.countTokens))
  const all = [...byModel, ...(byModel.length === 0 || outcome.fellBack ? [EMBEDDED_ENGINE] : [])]
  return {
    entries,
    lineOf: (entry, textTokens) => {
      const told = lines.get(entry.topic)
      return told ? lineBehindTitle(deps, entry, { told, textTokens }) : selected(entry)(textTokens)
    },
    frontOf: (whole) => {
      const digests = [
        ...(asked.size === 0 ? [] : whole.map(topicDigest).filter((digest) => asked.has(digest))),
        ...gone,
      ]
      return {
        engine: [...new Set(all)].sort().join(', '),
        asked: digests.length > 0 ? digests.join(' ') : undefined,
        capped: outcome.capped ? true : undefined,
      }
    },
    ...outcome,
  }
}

/** ROOT is laid out at many lengths. */
function onceEach<T>(make: (entry: CategorisedEntry) => T): (entry: CategorisedEntry) => T {
  const made = new Map<string, T>()
  return (entry) => {
    const value = made.get(entry.topic) ?? make(entry)
    made.set(entry.topic, value)
    return value
  }
}

/** Cut to its length by clauses, as every line is. */
function lineBehindTitle(
  { countTokens }: CompactDeps,
  entry: CategorisedEntry,
  { told, textTokens }: { told: ToldLine; textTokens: number },
): Memory {
  const whole: Memory = { kind: 'fact', topics: [], origin: 'machine', ...told }
  const [cut = whole] = fitMemories([whole], {
    budgetTokens: textTokens + memoryTokens({ ...whole, text: '' }, countTokens),
    countTokens,
  })
  return { ...cut, text: `${titleOf(entry)} (${told.date}): ${cut.text}` }
}
