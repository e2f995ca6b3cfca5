/** Fits ROOT into its budget: whole lines for the most useful topics, then names with links, then a count of the rest. */
import { OTHER_CATEGORY } from '../../../extract/topics/categories.ts'
import { GENERAL } from '../../../extract/topics/topic-groups.ts'
import { namesLine, titleOf, topicTitle } from '../../../extract/topics/topic-index.ts'
import { type DocumentSection, type ParsedDocument, renderDocument } from '../../../markdown/document.ts'
import { lineHash, renderMemory } from '../../../markdown/items.ts'
import type { Memory } from '../../types.ts'
import { joinDraft } from '../documents.ts'
import type { CompactDeps } from '../types.ts'
import { actionSections, openActions } from './actions.ts'
import type { CategorisedEntry } from './categories.ts'
import { generalLines, generalWithin } from './general.ts'
import { ROOT_PATH, type RootInputs } from './inputs.ts'
import { firstBeyond, mostWithin, sum } from './room.ts'
import { introOf, monthIndex, sectionOf, tellingEntries } from './sections.ts'

/** The line of a topic in at most about so many tokens of text. */
export type TopicLineOf = (entry: CategorisedEntry, textTokens: number) => Memory

export interface RootDraft {
  /** The most useful first. */
  entries: readonly CategorisedEntry[]
  inputs: RootInputs
  existing: ParsedDocument | undefined
  lineOf: TopicLineOf
  /** What the front matter says of the lines, given the topics that have a whole one: who wrote them. */
  frontOf: (whole: readonly CategorisedEntry[]) => Record<string, unknown>
}

export interface Layout {
  /** How many of the best statements without a topic have a line. */
  general: number
  /** How many of the most useful topics have a whole line; the next have a name and a link; the rest are only counted. */
  whole: number
  named: number
  textTokens: number
}

/** How long a line's text may be, longest first: the first length at which every topic has a line is taken. */
const TEXT_TOKENS = [110, 90, 75, 60, 48, 40, 32, 26, 20, 16]
/** So many of the most useful topics may take twice as much. */
const LEADING = 4
const lengthOf = (index: number, textTokens: number): number => (index < LEADING ? 2 * textTokens : textTokens)
/** Where not every topic has a whole line, what the others get of the room: a name and a link each. */
const NAMED_SHARE = 0.25
/** What statements without a topic get of the room, where not everything has a line. */
const GENERAL_SHARE = 0.12
/** In a small ROOT at least so many tokens, two lines or three, but never more than a third of the room. */
const LEAST_GENERAL_TOKENS = 80
/** Where everything has one, topics may take so much before there are more of those. */
const PLAIN_TEXT_TOKENS = 40
/** So many topics must be there, be it by name: one for so many tokens of ROOT's budget. */
const TOKENS_A_TOPIC = 43
/** No line of ROOT takes less, so no more of them can ever fit. */
const LEAST_LINE_TOKENS = 15

/** The most that fits: whole lines, then shorter ones, then names with links, from the least useful topic upwards. */
export function fitRoot(deps: CompactDeps, draft: RootDraft): ParsedDocument {
  const { root, tokens } = layWithin(deps, withFrame(draft))
  const { rootTokens } = deps.budgets
  if (tokens > rootTokens) {
    deps.reporter.notice(
      `ROOT.md: the pinned and hand-written part alone takes ${tokens} of ${rootTokens} tokens; it is kept whole.`,
    )
  }
  return root
}

/** How many topics can be told whole, and how long a line may be. */
export const fitLayout = (deps: CompactDeps, draft: RootDraft): Layout => layWithin(deps, withFrame(draft)).layout

function withFrame(draft: RootDraft): RootDraft & RootFrame {
  const open = openActions(draft.entries)
  return {
    ...draft,
    entries: tellingEntries(draft.entries, [...open.pending, ...open.overdue]),
    general: generalLines(draft.entries),
    actions: actionSections(open),
    months: monthIndex(draft.inputs.months, draft.entries),
    lineOf: onceEach(draft.lineOf),
  }
}

/** ROOT in a layout, and what it takes. */
interface LaidOut {
  layout: Layout
  root: ParsedDocument
  tokens: number
}

function layWithin(deps: CompactDeps, draft: RootDraft & RootFrame): LaidOut {
  const { rootTokens } = deps.budgets
  const lay = (layout: Layout): LaidOut => {
    const root = layRoot(deps, draft, layout)
    return { layout, root, tokens: deps.countTokens(renderDocument(root, ROOT_PATH)) }
  }
  const bare = lay({ general: 0, whole: 0, named: 0, textTokens: TEXT_TOKENS.at(-1) ?? 0 })
  const room = rootTokens - bare.tokens
  let laid = room < 0 ? bare : lay(estimate(deps, draft, { room, bare: bare.layout }))
  // Lines were counted one by one; together they may take a few tokens more.
  while (hasLines(laid.layout) && laid.tokens > rootTokens) laid = lay(withLess(laid.layout))
  return laid
}

const hasLines = ({ general, whole, named }: Layout): boolean => general + whole + named > 0

function withLess(layout: Layout): Layout {
  if (layout.named > 0) return { ...layout, named: layout.named - 1 }
  return layout.whole > 0 ? { ...layout, whole: layout.whole - 1 } : { ...layout, general: layout.general - 1 }
}

/** More lines than this fit into no ROOT. */
export const mostLines = ({ budgets }: Pick<CompactDeps, 'budgets'>): number =>
  Math.ceil(budgets.rootTokens / LEAST_LINE_TOKENS)

/** The layout that fits by the sum of its lines. */
function estimate(
  deps: CompactDeps,
  draft: RootDraft & RootFrame,
  { room: wholeRoom, bare }: { room: number; bare: Layout },
): Layout {
  const entries = draft.entries.slice(0, mostLines(deps))
  const costs = lineCosts(deps, entries)
  // Lines without room are not put together at all: it takes longer than all else that ROOT takes.
  const tokensAt = (textTokens: number): number[] =>
    firstBeyond(wholeRoom, entries, (entry, index) => costs.line(draft.lineOf(entry, lengthOf(index, textTokens))))
  const needed = (tokens: readonly number[]): number =>
    tokens.length < draft.entries.length ? wholeRoom : costs.headings(entries.length) + sum(tokens)
  const tokens = tokensAt(bare.textTokens)
  const isTight = needed(tokens) >= wholeRoom
  const general = generalWithin(deps, draft.general, {
    room: Math.max(leastGeneral(wholeRoom), isTight ? 0 : wholeRoom - needed(tokensAt(PLAIN_TEXT_TOKENS))),
    costOf: costs.line,
  })
  const room = wholeRoom - general.tokens
  const allFit = (tokens: readonly number[]): boolean =>
    tokens.length === draft.entries.length && needed(tokens) <= room
  if (allFit(tokens)) {
    const textTokens = TEXT_TOKENS.find((length) => allFit(tokensAt(length))) ?? bare.textTokens
    return { general: general.count, whole: entries.length, named: 0, textTokens }
  }
  // Where not all of them can have a line, lines are as short as they may be.
  const shown = (whole: number) =>
    mostWithin([...tokens.slice(0, whole), ...costs.names(entries.slice(whole))], { room, headings: costs.headings })
  const wanted = Math.min(entries.length, Math.floor(deps.budgets.rootTokens / TOKENS_A_TOPIC))
  let whole = mostWithin(tokens, { room: room * (1 - NAMED_SHARE), headings: costs.headings })
  while (whole > 0 && shown(whole) < wanted) whole--
  return { ...bare, general: general.count, whole, named: Math.max(0, shown(whole) - whole) }
}

const leastGeneral = (room: number): number => Math.max(room * GENERAL_SHARE, Math.min(LEAST_GENERAL_TOKENS, room / 3))

/** Tokens of a line of ROOT with its line break and its hash in the front matter, and of the headings of the first entries. */
function lineCosts({ countTokens }: CompactDeps, entries: readonly CategorisedEntry[]) {
  const headings: number[] = [0]
  const seen = new Set<string>()
  const nameCost = onceByEntry((entry) => {
    const line = namesLine([entry])
    return {
      alone: countTokens(renderMemory(line, ROOT_PATH)) - NAMES_FRAME_TOKENS,
      beside: countTokens(`, ${titleOf(entry)}`),
      link: `${entry.category} ${line.citations[0]?.path}`,
    }
  })
  for (const { category } of entries) {
    const fresh = seen.has(category) ? 0 : countTokens(`\n\n## ${topicTitle(category)}\n`)
    seen.add(category)
    headings.push((headings.at(-1) ?? 0) + fresh)
  }
  const known = new Map<Memory, number>()
  const costOf = (memory: Memory): number => {
    const line = renderMemory(memory, ROOT_PATH)
    return countTokens(`${line}\n`) + countTokens(` ${lineHash(line)}`)
  }
  return {
    // Lines of several lengths are often one and the same.
    line: (memory: Memory) => {
      const cost = known.get(memory) ?? costOf(memory)
      known.set(memory, cost)
      return cost
    },
    names: (named: readonly CategorisedEntry[]) => {
      const linked = new Set<string>()
      return named.map((entry) => {
        const { alone, beside, link } = nameCost(entry)
        const isShared = linked.has(link)
        linked.add(link)
        return isShared ? beside : alone
      })
    },
    headings: (count: number) => headings[count] ?? 0,
  }
}

function onceByEntry<T>(make: (entry: CategorisedEntry) => T): (entry: CategorisedEntry) => T {
  const made = new Map<CategorisedEntry, T>()
  return (entry) => {
    const value = made.get(entry) ?? make(entry)
    made.set(entry, value)
    return value
  }
}

/** The bullet, its beginning and the brackets: names of one category share them. */
const NAMES_FRAME_TOKENS = 5

/** Puts every line together once for every length. */
function onceEach(lineOf: TopicLineOf): TopicLineOf {
  const lines = new Map<string, Memory>()
  return (entry, textTokens) => {
    const key = `${textTokens} ${entry.topic}`
    const line = lines.get(key) ?? lineOf(entry, textTokens)
    lines.set(key, line)
    return line
  }
}

/** What is the same in every layout. */
interface RootFrame {
  /** What is under no topic, the best first. */
  general: Memory[]
  actions: DocumentSection[]
  months: DocumentSection[]
}

function layRoot(
  { budgets }: CompactDeps,
  { entries, inputs, existing, lineOf, frontOf, general, actions, months }: RootDraft & RootFrame,
  layout: Layout,
): ParsedDocument {
  const { whole, named, textTokens } = layout
  const told = general.slice(0, layout.general)
  const sections = new Map<string, Memory[]>()
  const add = (category: string, line: Memory) => sections.set(category, [...(sections.get(category) ?? []), line])
  for (const [index, entry] of entries.slice(0, whole).entries())
    add(entry.category, lineOf(entry, lengthOf(index, textTokens)))
  for (const [category, more] of byCategory(entries.slice(whole, whole + named))) add(category, namesLine(more))
  return joinDraft(
    {
      level: 'root',
      period: '',
      front: { sources: inputs.digest, budgetTokens: budgets.rootTokens, ...frontOf(entries.slice(0, whole)) },
      intro: introOf(inputs.days, {
        topics: entries.length,
        named,
        left: entries.length - whole - named,
        generalLeft: general.length - told.length,
      }),
      sections: [
        ...(told.length > 0 ? [sectionOf(topicTitle(GENERAL), told)] : []),
        ...actions,
        ...byUse(sections, entries).map(([heading, memories]) => sectionOf(topicTitle(heading), memories)),
        ...months,
      ],
    },
    existing,
  )
}

function byCategory(entries: readonly CategorisedEntry[]): Map<string, CategorisedEntry[]> {
  const groups = new Map<string, CategorisedEntry[]>()
  for (const entry of entries) groups.set(entry.category, [...(groups.get(entry.category) ?? []), entry])
  return groups
}

/** The categories by the usefulness of their topics; what fits none comes last. */
function byUse(sections: ReadonlyMap<string, Memory[]>, entries: readonly CategorisedEntry[]): [string, Memory[]][] {
  const use = new Map<string, number>()
  for (const { category, usefulness } of entries) use.set(category, (use.get(category) ?? 0) + usefulness)
  const worth = (category: string) => (category === OTHER_CATEGORY ? -1 : (use.get(category) ?? 0))
  return [...sections].sort(([a], [b]) => worth(b) - worth(a))
}
