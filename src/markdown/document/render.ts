/** Document → text, the same bytes for the same document. */
import { renderFrontMatter } from '../front-matter.ts'
import { escapeInline, oneLine } from '../inline.ts'
import { lineHash, renderMemory } from '../items.ts'
import { PERIOD_KEYS } from './levels.ts'
import type { DocumentItem, DocumentSection, LevelDocument } from './types.ts'

/** True for a line that stays as a human wrote it, false for one that a run writes. */
export function isByHand(item: DocumentItem, path: string): boolean {
  if (item.hand !== undefined) return item.hand
  const { memory, line } = item
  return memory.origin === 'human' && line.trim() !== '' && line !== renderMemory(memory, path)
}

/**
 * The text of a document that stands at `path`. What a run wrote is rendered from its memories and hashed into the front matter's
 * `lines`; what a human wrote stays verbatim.
 */
export function renderDocument(document: LevelDocument & { removed?: readonly string[] }, path: string): string {
  const sections = document.sections.toSorted((a, b) => Number(a.heading !== '') - Number(b.heading !== ''))
  const lines = new Set([
    ...paragraphs(document.intro),
    ...sections
      .flatMap(({ items }) => items.filter((item) => !isByHand(item, path)))
      .map(({ memory }) => renderMemory(memory, path)),
  ])
  const periodKey = PERIOD_KEYS[document.level]
  const front = {
    kind: document.level,
    ...(periodKey && { [periodKey]: document.period }),
    ...document.front,
    // Two lines of one hash are listed twice: reading counts them.
    ...(lines.size > 0 && { lines: [...lines].map(lineHash).join(' ') }),
    ...(document.removed && document.removed.length > 0 && { removed: document.removed.join(' ') }),
  }
  return renderFrontMatter(front, renderBody(document, { sections, path }))
}

export const paragraphs = (text: string): string[] =>
  text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')

function renderBody(
  { level, title, intro, pinned }: LevelDocument,
  { sections, path }: { sections: readonly DocumentSection[]; path: string },
): string {
  const top = sections.filter(({ heading }) => heading === '').map((section) => renderContent(section, path))
  const hasPinned = pinned !== '' || level === 'daily' || level === 'root'
  const parts = [
    `# ${title.replace(/\s*\n\s*/g, ' ')}`,
    intro,
    ...top,
    ...(hasPinned ? [`## Pinned\n${pinned}`.trimEnd()] : []),
    ...sections.filter(({ heading }) => heading !== '').map((section) => renderSection(section, path)),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const renderSection = (section: DocumentSection, path: string) =>
  `## ${section.written ?? renderHeading(section.heading)}\n${renderContent(section, path)}`.trimEnd()

/** `## Pinned` is the one section that runs leave alone: a category must not pass for it. */
function renderHeading(heading: string): string {
  const text = escapeInline(oneLine(heading))
  return text.toLowerCase() === 'pinned' ? `${text} topics` : text
}

function renderContent({ lead, items }: DocumentSection, path: string): string {
  let text = lead ?? ''
  let closed = true
  for (const item of items) {
    const line = isByHand(item, path) ? item.line : renderMemory(item.memory, path)
    // Bullets stand close together; anything else needs a blank line around it, or Markdown takes it for part of its neighbour.
    const close = !closed && isBullet(line)
    text += `${text === '' ? '' : close ? '\n' : '\n\n'}${line}${item.after === undefined ? '' : `\n\n${item.after}`}`
    closed = item.after !== undefined || !isBullet(line)
  }
  return text
}

const isBullet = (text: string) => /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(text)
