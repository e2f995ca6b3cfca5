/** Splits the body of a document into the blocks that matter here. A line-by-line reading: what it does not know stays whole. */

/** `prose` and `bullet` state something; `other` (code, tables, deeper headings, comments) is only kept. */
export type BlockType = 'title' | 'section' | 'bullet' | 'prose' | 'other'

export interface Block {
  type: BlockType
  /** Verbatim, without the indentation of its first line. For a heading its text alone. */
  text: string
  /** Its lines in the body: the first, and the one after the last, from 0. */
  from: number
  to: number
}

const BULLET = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S/
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/
const FENCE = /^[ \t]*(`{3,}|~{3,})/
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/
const TITLE = /^# +(\S.*)$/
const SECTION = /^## +(\S.*)$/
const DEFINITION = /^ {0,3}\[[^\]]+\]:/

const isBlank = (line: string) => line.trim() === ''
const indentOf = (line: string) => (/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length

/** `isWritten` tells a line that a run wrote: prose right below it is not taken for its continuation. */
export function splitBlocks(lines: readonly string[], isWritten: (line: string) => boolean): Block[] {
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

function blockAt(lines: readonly string[], from: number, isWritten: (line: string) => boolean): Block {
  const line = lines[from] ?? ''
  const block = (type: BlockType, to: number): Block => ({ type, text: dedent(lines.slice(from, to)), from, to })
  const title = TITLE.exec(line)?.[1]
  if (title) return { type: 'title', text: title.trimEnd(), from, to: from + 1 }
  const section = SECTION.exec(line)?.[1]
  if (section) return { type: 'section', text: section.trimEnd(), from, to: from + 1 }
  const whole = endOfWhole(lines, from)
  if (whole !== undefined) return block('other', whole)
  if (BULLET.test(line)) return block('bullet', endOfBullet(lines, from, isWritten))
  return proseAt(lines, from, block)
}

/** Where a block ends that may hold blank lines or anything else: fenced code, a comment, a table, HTML; and what stands alone. */
function endOfWhole(lines: readonly string[], from: number): number | undefined {
  const line = lines[from] ?? ''
  if (FENCE.test(line)) return endOfFence(lines, from) ?? from + 1
  if (/^ {0,3}<!--/.test(line)) {
    const end = lines.findIndex((later, index) => index >= from && later.includes('-->'))
    return end === -1 ? from + 1 : end + 1
  }
  if (RULE.test(line) || DEFINITION.test(line) || /^ {0,3}(?:#{1,6}(?:[ \t]|$)|[-*+][ \t]*$)/.test(line))
    return from + 1
  if (/^ {0,3}[|<]/.test(line)) return endOfRun(lines, from)
  return indentOf(line) >= 4 ? endOfRun(lines, from) : undefined
}

function endOfFence(lines: readonly string[], from: number): number | undefined {
  const marker = FENCE.exec(lines[from] ?? '')?.[1] ?? ''
  const end = lines.findIndex((line, index) => {
    const closing = index > from ? FENCE.exec(line)?.[1] : undefined
    return closing?.startsWith(marker) && line.trim() === closing
  })
  return end === -1 ? undefined : end + 1
}

function endOfRun(lines: readonly string[], from: number): number {
  let to = from + 1
  while (to < lines.length && !isBlank(lines[to] ?? '')) to += 1
  return to
}

/** A line that ends the paragraph above it. */
const interrupts = (line: string) =>
  BULLET.test(line) || RULE.test(line) || FENCE.test(line) || /^ {0,3}(?:#{1,6}[ \t]|>|\||<)/.test(line)

/** A bullet goes on with lines that are indented, after blank lines too, and with prose right below it. */
function endOfBullet(lines: readonly string[], from: number, isWritten: (line: string) => boolean): number {
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
    const indented = indentOf(line) >= inner
    if (!indented && (afterBlank || alone || interrupts(line))) break
    to = (FENCE.test(line) ? endOfFence(lines, at) : undefined) ?? at + 1
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
  const indent = Math.min(3, /^ */.exec(lines[0] ?? '')?.[0].length ?? 0)
  return lines.map((line) => line.replace(new RegExp(`^ {0,${indent}}`), '')).join('\n')
}
