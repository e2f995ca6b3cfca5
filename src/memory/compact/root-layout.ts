/** Fits ROOT into its budget: whole lines for the most useful topics, then names with links, then a count of the rest. */
import { shortTopicLine, topicTitle } from '../../extract/topic-index.ts'
import { type DocumentSection, type ParsedDocument, renderDocument } from '../../markdown/document.ts'
import type { Memory } from '../types.ts'
import { joinDraft } from './documents.ts'
import type { CategorisedEntry } from './root-categories.ts'
import { ROOT_PATH, type RootInputs } from './root-inputs.ts'
import { introOf, monthIndex, openActions, sectionOf } from './root-sections.ts'
import type { CompactDeps } from './types.ts'

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

/** The most that fits: whole lines, then shorter ones, then names with links, from the least useful topic upwards. */
export function fitRoot(deps: CompactDeps, draft: RootDraft): ParsedDocument {
  const framed = withFrame(draft)
  const root = layRoot(deps, framed, layoutOf(deps, framed))
  const tokens = deps.countTokens(renderDocument(root, ROOT_PATH))
  const { rootTokens } = deps.budgets
  if (tokens > rootTokens) {
    deps.reporter.notice(
      `ROOT.md: the pinned and hand-written part alone takes ${tokens} of ${rootTokens} tokens; it is kept whole.`,
    )
  }
  return root
}

/** How many topics can be told whole, and how long a line may be. */
export const fitLayout = (deps: CompactDeps, draft: RootDraft): Layout => layoutOf(deps, withFrame(draft))

const withFrame = (draft: RootDraft): RootDraft & RootFrame => ({
  ...draft,
  actions: openActions(draft.entries),
  months: monthIndex(draft.inputs.months, draft.entries),
  lineOf: onceEach(draft.lineOf),
})

function layoutOf(deps: CompactDeps, draft: RootDraft & RootFrame): Layout {
  const limit = deps.budgets.rootTokens
  const tokensOf = (layout: Layout) => deps.countTokens(renderDocument(layRoot(deps, draft, layout), ROOT_PATH))
  const count = Math.min(draft.entries.length, Math.ceil(limit / LEAST_LINE_TOKENS))
  const bare = { whole: 0, named: 0, textTokens: LEAST_TEXT_TOKENS }
  const empty = tokensOf(bare)
  if (empty > limit) return bare
  const share = Math.floor((limit - empty) / Math.max(1, count)) - LINE_TOKENS
  const textTokens = Math.min(MAX_TEXT_TOKENS, Math.max(LEAST_TEXT_TOKENS, share))
  const fits = (layout: Layout) => tokensOf(layout) <= limit
  const all = largest(count, (whole) => fits({ whole, named: 0, textTokens }))
  if (all === draft.entries.length) return grow(fits, { whole: count, named: 0, textTokens })
  // Three quarters of the room for whole lines, the rest for names.
  const whole = largest(all, (n) => tokensOf({ whole: n, named: 0, textTokens }) <= empty + (limit - empty) * 0.75)
  const named = largest(count - whole, (n) => fits({ whole, named: n, textTokens }))
  return { whole, named, textTokens }
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
  actions: DocumentSection[]
  months: DocumentSection[]
}

function layRoot(
  { budgets }: CompactDeps,
  { entries, inputs, existing, lineOf, frontOf, actions, months }: RootDraft & RootFrame,
  { whole, named, textTokens }: Layout,
): ParsedDocument {
  const sections = new Map<string, Memory[]>()
  for (const [index, entry] of entries.slice(0, whole + named).entries()) {
    const memory = index < whole ? lineOf(entry, textTokens) : shortTopicLine(entry)
    sections.set(entry.category, [...(sections.get(entry.category) ?? []), memory])
  }
  return joinDraft(
    {
      level: 'root',
      period: '',
      front: { sources: inputs.digest, budgetTokens: budgets.rootTokens, ...frontOf(entries.slice(0, whole)) },
      intro: introOf(inputs.days, { topics: entries.length, named, left: entries.length - whole - named }),
      sections: [
        ...actions,
        ...[...sections].map(([heading, memories]) => sectionOf(topicTitle(heading), memories)),
        ...months,
      ],
    },
    existing,
  )
}
