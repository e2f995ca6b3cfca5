/** Splits the body of a document into the blocks that matter here. A line-by-line reading: what it does not know stays whole. */

/** `prose` and `bullet` state something; `other` (code, tables, deeper headings, comments) is only kept. */
export type BlockType = 'title' | 'section' | 'bullet' | 'prose' | 'other'

/** Tells a line that a run wrote. */
type IsWritten = (line: string) => boolean

export interface Block {
  type: BlockType
  /** Verbatim, without the indentation of its first line. For a heading its text alone. */
  text: string
  /** Its lines in the body: the first, and the one after the last, from 0. */
  from: number
  to: number
}

/** No block that must find its end is longer: a file full of openings must not take quadratic time. */
const MAX_BLOCK_LINES = 2000

const BULLET = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+[^ \t]/
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/
const FENCE = /^[ \t]*(`{3,}|~{3,})/
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/
const TITLE = /^ {0,3}# +(?=.*\S)([^ ].*)$/s
const SECTION = /^ {0,3}## +(?=.*\S)([^ ].*)$/s
const DEFINITION = /^ {0,3}\[[^\]]+\]:/

const isBlank = (line: string) => /^[ \t]*$/.test(line)
const indentOf = (line: string) => (/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length

/** Prose right below a line that a run wrote is not taken for its continuation. */
export function splitBlocks(lines: readonly string[], isWritten: IsWritten): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at] ?? '')) {
      at += 1
      continue
    }
    const block = blockAt(lines, at, isWritten)
    blocks.push(block)
    at = block.to
  }
  return blocks
}

function blockAt(lines: readonly string[], from: number, isWritten: IsWritten): Block {
  const line = lines[from] ?? ''
  const block = (type: BlockType, to: number): Block => ({ type, text: dedent(lines.slice(from, to)), from, to })
  const title = TITLE.exec(line)?.[1]
  if (title) return { type: 'title', text: title.trimEnd(), from, to: from + 1 }
  const section = SECTION.exec(line)?.[1]
  if (section) return { type: 'section', text: section.trimEnd(), from, to: from + 1 }
  const whole = endOfWhole(lines, from, isWritten)
  if (whole === 'open') return { ...block('other', from + 1), text: closed(dedent([line])) }
  if (whole !== undefined) return block('other', whole)
  if (BULLET.test(line)) {
    const to = endOfBullet(lines, from, isWritten)
    // Only the marker moves to the margin: what belongs to the item stays indented.
    return { type: 'bullet', text: [line.trimStart(), ...lines.slice(from + 1, to)].join('\n'), from, to }
  }
  return proseAt(lines, from, block)
}

/**
 * Left open, code or a comment would be closed by whatever a run moves below it, and hides the rest of the file from every reader of
 * Markdown.
 */
function closed(line: string): string {
  const fence = FENCE.exec(line)
  return fence ? `${line}\n${fence[0]}` : `${line.trimEnd()} -->`
}

/** Where a block ends that may hold blank lines or anything else: fenced code, a comment, a table, HTML; and what stands alone. */
function endOfWhole(lines: readonly string[], from: number, isWritten: IsWritten): number | 'open' | undefined {
  const line = lines[from] ?? ''
  if (FENCE.test(line)) return endOfFence(lines, from, { isWritten })
  if (/^ {0,3}<!--/.test(line)) return endOfComment(lines, from, isWritten)
  if (RULE.test(line) || DEFINITION.test(line) || /^ {0,3}(?:#{1,6}(?:[ \t]|$)|[-*+][ \t]*$)/.test(line))
    return from + 1
  if (/^ {0,3}[|<]/.test(line)) return endOfRun(lines, from, isWritten)
  return indentOf(line) >= 4 ? endOfCode(lines, from) : undefined
}

/** `open` for a fence that nothing closes, or that would swallow what runs wrote; one in a list item ends where the item does. */
function endOfFence(
  lines: readonly string[],
  from: number,
  { isWritten, indent = 0 }: { isWritten: IsWritten; indent?: number },
): number | 'open' {
  const marker = FENCE.exec(lines[from] ?? '')?.[1] ?? ''
  const end = Math.min(lines.length, from + MAX_BLOCK_LINES)
  for (let at = from + 1; at < end; at += 1) {
    const line = lines[at] ?? ''
    const closing = indentOf(line) < indent ? undefined : FENCE.exec(line)?.[1]
    if (closing?.startsWith(marker) && line.trim() === closing) return at + 1
    if (isWritten(line) || (indentOf(line) < indent && !isBlank(line))) return 'open'
  }
  return end < lines.length ? from + 1 : 'open'
}

/** `open` for a comment that nothing closes in its section. Lines of a run may be in it: commenting one out deletes it. */
function endOfComment(lines: readonly string[], from: number, isWritten: IsWritten): number | 'open' {
  const end = Math.min(lines.length, from + MAX_BLOCK_LINES)
  for (let at = from; at < end; at += 1) {
    const line = lines[at] ?? ''
    if (SECTION.test(line)) return 'open'
    if (line.includes('-->') && !isWritten(line)) return at + 1
  }
  return end < lines.length ? from + 1 : 'open'
}

function endOfCode(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, index) => index > from && (isBlank(line) || indentOf(line) < 4))
  return end === -1 ? lines.length : end
}

function endOfRun(lines: readonly string[], from: number, isWritten: IsWritten): number {
  let to = from + 1
  for (; to < lines.length; to += 1) {
    const line = lines[to] ?? ''
    if (isBlank(line) || isWritten(line)) break
  }
  return to
}

/** A line that ends the paragraph above it. */
const interrupts = (line: string) =>
  BULLET.test(line) || RULE.test(line) || FENCE.test(line) || /^ {0,3}(?:#{1,6}[ \t]|>|\||<)/.test(line)

/** A bullet goes on with lines that are indented, after blank lines too, and with prose right below it. */
function endOfBullet(lines: readonly string[], from: number, isWritten: IsWritten): number {
  const inner = indentOf(lines[from] ?? '') + 2
  const alone = isWritten(lines[from] ?? '')
  let to = from + 1
  for (let at = to; at < lines.length; ) {
    const line = lines[at] ?? ''
    if (isBlank(line)) {
      at += 1
      continue
    }
    const afterBlank = at > to
    const indented = indentOf(line) >= (BULLET.test(line) ? inner : Math.min(inner, 4))
    if (!indented && (afterBlank || alone || interrupts(line))) break
    const fence = FENCE.test(line) ? endOfFence(lines, at, { isWritten, indent: Math.min(inner, 4) }) : 'open'
    to = fence === 'open' ? at + 1 : fence
    at = to
  }
  return to
}

function proseAt(lines: readonly string[], from: number, block: (type: BlockType, to: number) => Block): Block {
  let to = from + 1
  for (; to < lines.length; to += 1) {
    const line = lines[to] ?? ''
    // A line of `=` or `-` makes a heading of the paragraph above it.
    if (UNDERLINE.test(line)) return block('other', to + 1)
    if (isBlank(line) || interrupts(line)) break
  }
  return block('prose', to)
}

function dedent(lines: readonly string[]): string {
  const indent = indentOf(lines[0] ?? '')
  // Four spaces make code of a line: they belong to it.
  const outer = indent < 4 ? new RegExp(`^ {0,${indent}}`) : /^/
  return lines.map((line) => line.replace(outer, '')).join('\n')
}
