/** What a run wants to write + what stands in the file = what is written. Nothing that a human wrote, edited or deleted is undone. */
import { lineHash, renderMemory } from '../items.ts'
import { documentPath, SECTION_HEADINGS } from './levels.ts'
import { isByHand, paragraphs } from './render.ts'
import type { DocumentItem, DocumentSection, LevelDocument, ParsedDocument } from './types.ts'

const textKey = (text: string) =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
const keyOf = ({ memory }: DocumentItem) => textKey(memory.text)
const headingKey = ({ heading }: DocumentSection) => heading.toLowerCase()
const OUR_HEADINGS: ReadonlySet<string> = new Set(Object.values(SECTION_HEADINGS))
const append = (above: string | undefined, text: string) => (above === undefined ? text : `${above}\n\n${text}`)

/**
 * Joins the new document `next` with the file as it was read. From the file stay: title, pinned text, front-matter keys that `next`
 * does not set, and every line and passage by hand, in its section and below the line it stood below. Left out of `next`: statements
 * that a human removed, edited or wrote in their own words. `mergeDocument(mergeDocument(a, b), b)` equals `mergeDocument(a, b)`.
 */
export function mergeDocument(existing: ParsedDocument | undefined, next: LevelDocument): ParsedDocument {
  const path = documentPath(next.level, next.period)
  const settled = next.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => settle(item, path)),
  }))
  if (!existing) return { ...next, sections: settled.filter(hasContent), removed: [] }
  const kept = existing.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => settle(item, path)),
  }))
  const filter = new RemovalFilter(existing.removed, kept)
  const wanted = settled.map((section) => ({ ...section, items: section.items.filter((item) => filter.admits(item)) }))
  return {
    ...next,
    title: existing.title,
    front: { ...existing.front, ...next.front },
    intro: paragraphs(next.intro)
      .filter((paragraph) => !existing.removed.includes(lineHash(paragraph)))
      .join('\n\n'),
    pinned: next.pinned.includes(existing.pinned) ? next.pinned : existing.pinned,
    sections: mergeSections({ ...existing, sections: kept }, wanted),
    removed: filter.removed,
  }
}

/** Says of an item whose it is, as reading the file back would. */
function settle(item: DocumentItem, path: string): DocumentItem {
  const hand = isByHand(item, path)
  const byHand = hand || item.memory.citations.some(({ turns }) => !turns)
  const memory = { ...item.memory, origin: byHand ? ('human' as const) : ('machine' as const) }
  return { ...item, memory, line: hand ? item.line : renderMemory(memory, path), hand }
}

const hasContent = ({ items, lead }: DocumentSection) => items.length > 0 || lead !== undefined

/** Knows what a human took out or said in their own words. */
class RemovalFilter {
  readonly #removed: Set<string>
  readonly #byHand: ReadonlySet<string>

  constructor(removed: readonly string[], kept: readonly DocumentSection[]) {
    this.#removed = new Set(removed)
    this.#byHand = new Set(kept.flatMap(({ items }) => items.filter(({ hand }) => hand).map(keyOf)))
  }

  get removed(): string[] {
    return [...this.#removed]
  }

  admits(item: DocumentItem): boolean {
    if (this.#byHand.has(keyOf(item))) return false
    if (item.hand || this.#removed.size === 0) return true
    const statement = lineHash(`statement: ${item.memory.text}`)
    if (this.#removed.has(statement)) return false
    if (!this.#removed.has(lineHash(item.line))) return true
    // Later runs may cite more turns for the same words; their line would have another hash.
    this.#removed.add(statement)
    return false
  }
}

/** The order of `wanted`; a section that only the file has stays below the one that it stood below. */
function mergeSections(
  { sections: kept, level }: LevelDocument,
  wanted: readonly DocumentSection[],
): DocumentSection[] {
  const byHeading = new Map(kept.map((section) => [headingKey(section), section]))
  const merged = wanted.map((section) => mergeSection(byHeading.get(headingKey(section)), section))
  let above = -1
  for (const section of kept) {
    const place = merged.findIndex((other) => headingKey(other) === headingKey(section))
    above = place === -1 ? above + 1 : place
    if (place === -1) merged.splice(above, 0, mergeSection(section, { heading: section.heading, items: [] }))
  }
  const byHand = new Set(kept.filter((section) => isHeadingByHand(section, level)).map(headingKey))
  return merged.filter((section) => hasContent(section) || byHand.has(headingKey(section)))
}

/** In ROOT any heading can be a run's; but runs write none with nothing below it. */
const isHeadingByHand = ({ heading, written, items }: DocumentSection, level: LevelDocument['level']) =>
  written !== undefined || items.length === 0 || (level !== 'root' && heading !== '' && !OUR_HEADINGS.has(heading))

/** New items in their order, each item by hand below the one that it stood below. */
function mergeSection(kept: DocumentSection | undefined, wanted: DocumentSection): DocumentSection {
  const items = wanted.items.map((item) => ({ ...item }))
  const byKey = new Map(items.filter(({ hand }) => !hand).map((item) => [keyOf(item), item]))
  const top: DocumentItem[] = []
  const below = new Map<DocumentItem, DocumentItem[]>()
  let lead = kept?.lead ?? wanted.lead
  let anchor: DocumentItem | undefined
  for (const item of kept?.items ?? []) {
    if (!item.hand) anchor = byKey.get(keyOf(item)) ?? anchor
    const group = anchor ? (below.get(anchor) ?? []) : top
    if (anchor) below.set(anchor, group)
    if (item.hand) group.push({ ...item })
    else if (item.after !== undefined) {
      // What stood below a line that is gone stays below the one above it.
      const place = group.at(-1) ?? anchor
      if (!place) lead = append(lead, item.after)
      else if (place.after !== item.after) place.after = append(place.after, item.after)
    }
  }
  const all = [...top, ...items.flatMap((item) => [item, ...(below.get(item) ?? [])])]
  return { ...(kept ?? wanted), heading: wanted.heading, items: all, ...(lead !== undefined && { lead }) }
}
