/** ROOT.md: every topic by category, one line each, never above its budget. Pinned and hand-written lines come first and stay whole. */
import { categoryDescriptions, categoryOf, OTHER_CATEGORY } from '../../extract/categories.ts'
import { mergeMemories } from '../../extract/merge.ts'
import {
  groupByTopic,
  shortTopicLine,
  type TopicEntry,
  titleOf,
  topicLine,
  topicTitle,
} from '../../extract/topic-index.ts'
import { isoWeek, longMonth, monthOfWeek } from '../../markdown/calendar.ts'
import { type DocumentSection, documentPath, type ParsedDocument, renderDocument } from '../../markdown/document.ts'
import { renderMemory } from '../../markdown/items.ts'
import type { Embedder } from '../ports.ts'
import type { Memory } from '../types.ts'
import {
  digestOf,
  humanMemoriesOf,
  joinDraft,
  type LevelFile,
  memoriesOf,
  readLevel,
  readLevelFile,
  readTarget,
  writeDocument,
} from './documents.ts'
import type { CompactDeps, FileResult } from './types.ts'

export const ROOT_PATH = 'ROOT.md'

/** What ROOT is made from, as it stands in the folder now. */
export interface RootInputs {
  memories: Memory[]
  days: string[]
  /** Months that have a file. */
  months: string[]
  digest: string
}

/** Days count whole; of weeks and months only what a human wrote there: the rest comes from the same days. */
export function rootInputsOf(files: readonly LevelFile[]): RootInputs {
  const days = files.filter(({ document }) => document.level === 'daily')
  const byHand = files.filter(({ document }) => document.level !== 'daily').flatMap(humanMemoriesOf)
  const months = files.filter(({ document }) => document.level === 'monthly').map(({ document }) => document.period)
  return {
    memories: [...days.flatMap(memoriesOf), ...byHand],
    days: days.map(({ document }) => document.period),
    months,
    digest: digestOf(JSON.stringify([days.map(({ path, digest }) => [path, digest]), byHand, months])),
  }
}

const digestIn = (document: ParsedDocument | undefined, budgetTokens: number): string | undefined =>
  document?.front.budgetTokens === budgetTokens && typeof document.front.sources === 'string'
    ? document.front.sources
    : undefined

/** Whether ROOT.md says what the folder says now. */
export async function rootIsFresh(deps: CompactDeps, { digest }: RootInputs): Promise<boolean> {
  const root = await readLevelFile(deps, ROOT_PATH)
  return digestIn(root?.document, deps.budgets.rootTokens) === digest
}

/** Brings ROOT.md up to date with the days. */
export async function updateRoot(
  deps: CompactDeps,
  { force = false }: { force?: boolean; signal?: AbortSignal } = {},
): Promise<FileResult> {
  const result: FileResult = { path: ROOT_PATH, written: false, rejected: 0, fellBack: false }
  const inputs = await readInputs(deps)
  if (inputs.days.length === 0 || (!force && (await rootIsFresh(deps, inputs)))) return result
  const entries = await categorise(groupByTopic(mergeMemories(inputs.memories)), deps.embedder)
  result.written = await deps.folder.withLock(async () => {
    const now = await readInputs(deps)
    // Somebody wrote below meanwhile: their run, or the next one, brings ROOT up to date.
    if (now.digest !== inputs.digest) return false
    const existing = await readTarget(deps, ROOT_PATH)
    return writeDocument(deps, fitRoot(deps, { entries, inputs, existing: existing?.document }), existing)
  })
  return result
}

const readInputs = async (deps: CompactDeps): Promise<RootInputs> =>
  rootInputsOf([
    ...(await readLevel(deps, 'daily')),
    ...(await readLevel(deps, 'weekly')),
    ...(await readLevel(deps, 'monthly')),
  ])

interface CategorisedEntry extends TopicEntry {
  category: string
}

const LEAST_COSINE = 0.25

/** Word lists first; what they do not know goes where its meaning is nearest, or to "other". */
async function categorise(entries: readonly TopicEntry[], embedder: Embedder | undefined): Promise<CategorisedEntry[]> {
  const listed = entries.map((entry) => ({
    ...entry,
    category: categoryOf(
      entry.topic,
      entry.memories.map(({ text }) => text),
    ),
  }))
  const unknown = listed.filter(({ category }) => category === undefined)
  const placed = embedder && unknown.length > 0 ? await placeByMeaning(unknown, embedder) : new Map<string, string>()
  return listed.map((entry) => ({ ...entry, category: entry.category ?? placed.get(entry.topic) ?? OTHER_CATEGORY }))
}

async function placeByMeaning(entries: readonly TopicEntry[], embedder: Embedder): Promise<Map<string, string>> {
  const categories = categoryDescriptions()
  const vectors = await embedder.embed([
    ...categories.map(({ text }) => text),
    ...entries.map(({ topic, memories }) => `${topicTitle(topic)}. ${memories.at(-1)?.text ?? ''}`),
  ])
  const placed = new Map<string, string>()
  for (const [index, { topic }] of entries.entries()) {
    const vector = vectors[categories.length + index]
    const scored = categories
      .map(({ name }, at) => ({ name, score: dot(vector, vectors[at]) }))
      .sort((a, b) => b.score - a.score)
    const best = scored[0]
    if (best && best.score >= LEAST_COSINE) placed.set(topic, best.name)
  }
  return placed
}

const dot = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  a && b ? a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0) : 0

// --- fitting ---

interface RootDraft {
  entries: readonly CategorisedEntry[]
  inputs: RootInputs
  existing: ParsedDocument | undefined
}

interface Layout {
  /** How many of the most useful topics have a whole line; the next have a name and a link; the rest are only counted. */
  whole: number
  named: number
  textTokens: number
}

const MAX_TEXT_TOKENS = 60
const LEAST_TEXT_TOKENS = 12
/** Name, date, link, bullet and hash of a line. */
const LINE_TOKENS = 36
/** No line of ROOT takes less, so no more of them can ever fit. */
const LEAST_LINE_TOKENS = 15
const OPEN_ACTIONS = 8

/** The most that fits: whole lines, then shorter ones, then names with links, from the least useful topic upwards. */
function fitRoot(deps: CompactDeps, draft: RootDraft): ParsedDocument {
  const limit = deps.budgets.rootTokens
  const lines = new Map<string, Memory>()
  const fixed = { actions: openActions(draft.entries), months: monthIndex(draft.inputs, draft.entries) }
  const lay = (layout: Layout) => layRoot(deps, { ...draft, ...fixed, lines }, layout)
  const tokensOf = (document: ParsedDocument) => deps.countTokens(renderDocument(document, ROOT_PATH))
  const count = Math.min(draft.entries.length, Math.ceil(limit / LEAST_LINE_TOKENS))
  const empty = tokensOf(lay({ whole: 0, named: 0, textTokens: LEAST_TEXT_TOKENS }))
  if (empty > limit) {
    deps.reporter.notice(
      `ROOT.md: the pinned and hand-written part alone takes ${empty} of ${limit} tokens; it is kept whole.`,
    )
    return lay({ whole: 0, named: 0, textTokens: LEAST_TEXT_TOKENS })
  }
  const share = Math.floor((limit - empty) / Math.max(1, count)) - LINE_TOKENS
  const textTokens = Math.min(MAX_TEXT_TOKENS, Math.max(LEAST_TEXT_TOKENS, share))
  const fits = (layout: Layout) => tokensOf(lay(layout)) <= limit
  const all = largest(count, (whole) => fits({ whole, named: 0, textTokens }))
  if (all === draft.entries.length) return lay(grow(fits, { whole: count, named: 0, textTokens }))
  // Three quarters of the room for whole lines, the rest for names.
  const whole = largest(all, (n) => tokensOf(lay({ whole: n, named: 0, textTokens })) <= empty + (limit - empty) * 0.75)
  const named = largest(count - whole, (n) => fits({ whole, named: n, textTokens }))
  return lay({ whole, named, textTokens })
}

/** Longer lines, where there is room left. */
function grow(fits: (layout: Layout) => boolean, layout: Layout): Layout {
  let best = layout
  for (let textTokens = layout.textTokens + 4; textTokens <= MAX_TEXT_TOKENS; textTokens += 4) {
    const longer = { ...layout, textTokens }
    if (!fits(longer)) break
    best = longer
  }
  return best
}

/** The largest n in 0…max that passes; passing is taken to be monotonic. */
function largest(max: number, passes: (n: number) => boolean): number {
  let low = 0
  let high = max
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (passes(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** What is the same in every layout. */
interface RootFrame {
  actions: DocumentSection[]
  months: DocumentSection[]
  /** The lines that were put together so far, by length and topic. */
  lines: Map<string, Memory>
}

/** The line of a topic, put together once for every length. */
function wholeLine(
  { countTokens }: CompactDeps,
  entry: CategorisedEntry,
  { textTokens, lines }: { textTokens: number; lines: Map<string, Memory> },
): Memory {
  const key = `${textTokens} ${entry.topic}`
  const line = lines.get(key) ?? topicLine(entry, { textTokens, countTokens })
  lines.set(key, line)
  return line
}

function layRoot(
  deps: CompactDeps,
  { entries, inputs, existing, actions, months, lines }: RootDraft & RootFrame,
  { whole, named, textTokens }: Layout,
): ParsedDocument {
  const shown = entries.slice(0, whole + named).map((entry, index) => ({
    category: entry.category,
    memory: index < whole ? wholeLine(deps, entry, { textTokens, lines }) : shortTopicLine(entry),
  }))
  const sections = new Map<string, Memory[]>()
  for (const { category, memory } of shown) sections.set(category, [...(sections.get(category) ?? []), memory])
  return joinDraft(
    {
      level: 'root',
      period: '',
      front: { sources: inputs.digest, budgetTokens: deps.budgets.rootTokens, engine: 'embedded' },
      intro: introOf({ inputs, entries, whole, named }),
      sections: [
        ...actions,
        ...[...sections].map(([heading, memories]) => sectionOf(topicTitle(heading), memories)),
        ...months,
      ],
    },
    existing,
  )
}

const sectionOf = (heading: string, memories: readonly Memory[]): DocumentSection => ({
  heading,
  items: memories.map((memory) => ({ memory, line: renderMemory(memory, ROOT_PATH) })),
})

/** What is still to do, newest first. */
function openActions(entries: readonly CategorisedEntry[]): DocumentSection[] {
  const open = entries
    .flatMap(({ memories }) => memories)
    .filter(({ kind, status, superseded }) => kind === 'action' && status === 'open' && superseded === undefined)
    .toSorted((a, b) => b.date.localeCompare(a.date))
    .slice(0, OPEN_ACTIONS)
    .map((memory) => ({
      ...memory,
      topics: memory.topics.slice(0, 1),
      citations: memory.citations.slice(0, 1),
      origin: 'machine' as const,
    }))
  return open.length > 0 ? [sectionOf('Open actions', open)] : []
}

const MONTHS_SHOWN = 12
const THEMES_A_MONTH = 4

/** Where to read on: the latest months with what they were about. */
function monthIndex({ months }: RootInputs, entries: readonly CategorisedEntry[]): DocumentSection[] {
  const monthOf = new Map<string, string>()
  for (const { date } of entries.flatMap(({ memories }) => memories)) {
    if (!monthOf.has(date)) monthOf.set(date, monthOfWeek(isoWeek(date)))
  }
  const lines = months
    .toSorted()
    .slice(-MONTHS_SHOWN)
    .reverse()
    .flatMap((month) => monthLine(month, { entries, isOfMonth: ({ date }) => monthOf.get(date) === month }))
  return lines.length > 0 ? [sectionOf('Months', lines)] : []
}

/** Its themes, the newest words on the first of them, and the file to read on in. */
function monthLine(
  month: string,
  { entries, isOfMonth }: { entries: readonly CategorisedEntry[]; isOfMonth: (memory: Memory) => boolean },
): Memory[] {
  const themes = entries.filter(({ memories }) => memories.some(isOfMonth)).slice(0, THEMES_A_MONTH)
  const newest = themes[0]?.memories.findLast(isOfMonth)
  const source = newest?.citations[0]
  if (!newest || !source) return []
  return [
    {
      kind: 'fact',
      text: `${longMonth(month)}: ${themes.map(titleOf).join(', ')}`,
      topics: [],
      date: newest.date,
      citations: [source, { path: documentPath('monthly', month) }],
      origin: 'machine',
    },
  ]
}

function introOf({
  inputs,
  entries,
  whole,
  named,
}: {
  inputs: RootInputs
  entries: readonly CategorisedEntry[]
  whole: number
  named: number
}): string {
  const days = inputs.days.toSorted()
  const span = days.length > 1 ? `${days.length} days, ${days[0]} to ${days.at(-1)}` : `${days[0]}`
  const rest = entries.length - whole - named
  const parts = [
    `${entries.length} topics from ${span}. Links lead to the words as they were said.`,
    ...(named > 0 ? [`${named} topics are shortened to their name and link.`] : []),
    ...(rest > 0 ? [`${rest} more are only in the daily, weekly and monthly files.`] : []),
  ]
  return parts.join(' ')
}
