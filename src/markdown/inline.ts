/**
 * Plain text ⇄ one line of Markdown that reads as that text: `plainInline(escapeInline(text)) = text`. Code spans stay code
 * spans; everything else that Markdown, GitHub or Obsidian would take for structure is escaped, and nothing more.
 */

const PUNCTUATION = /[!-/:-@[-`{-~]/
const WORD = /[\p{L}\p{N}]/u
const SPACES = /[\p{Cc}\u2028\u2029 ]+/gu
/** Words with single spaces between them, as nearly every statement is. */
const PLAIN_LINE = /^[!-~]+(?: [!-~]+)*$/
/** How far a code span or an emphasis may reach: hostile text must not make the search for its end quadratic. */
const REACH = 1000

/** The text on one line: line breaks and control characters become spaces, runs of spaces one, the ends are trimmed. */
export function oneLine(text: string): string {
  if (PLAIN_LINE.test(text)) return text
  const line = text.toWellFormed().replace(SPACES, ' ')
  return line.slice(line.startsWith(' ') ? 1 : 0, line.length > 1 && line.endsWith(' ') ? -1 : undefined)
}

/** Where the code span that opens at `start` ends; `undefined` where no run of as many backticks closes it. */
function endOfCode(text: string, start: number): number | undefined {
  const run = lengthOfRun(text, start)
  for (let at = text.indexOf('`', start + run); at !== -1 && at - start < REACH; ) {
    const length = lengthOfRun(text, at)
    if (length === run) return at + run
    at = text.indexOf('`', at + length)
  }
  return undefined
}

function lengthOfRun(text: string, start: number): number {
  let end = start
  while (text[end] === text[start]) end += 1
  return end - start
}

/** Markdown for a text. Give it {@link oneLine} text; the result opens no block when it stands after `- ` or on a line of its own. */
export function escapeInline(text: string): string {
  let markdown = ''
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '`') {
      markdown += needsEscape(text, at) ? `\\${text[at]}` : text[at]
      at += 1
      continue
    }
    const end = endOfCode(text, at)
    const run = lengthOfRun(text, at)
    markdown += end === undefined ? '\\`'.repeat(run) : text.slice(at, end)
    at = end ?? at + run
  }
  return escapeBlockStart(markdown)
}

function needsEscape(text: string, at: number): boolean {
  const [before = ' ', character = '', after = ' '] = [text[at - 1], text[at], text[at + 1]]
  switch (character) {
    case '\\':
      return at + 1 === text.length || PUNCTUATION.test(after)
    case '<':
      return /[A-Za-z/!?]/.test(after)
    case '>':
      return before === '-' && text[at - 2] === '-'
    case '&':
      return /^&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/i.test(text.slice(at, at + 40))
    case ']':
      return after === '(' || after === '[' || after === ':'
    case '[':
      return after === '[' || after === '^' || (at === 0 && /^\[[ xX-]\](?: |$)/.test(text))
    case '*':
      return before !== ' ' || after !== ' '
    case '_':
      return !(before === ' ' && after === ' ') && !(WORD.test(before) && WORD.test(after))
    case '~':
      return before !== ' ' || after === '~'
    case '%':
      return after === '%'
    case '#':
      return before === ' ' && (after === ' ' || after === '#' || /[\p{L}\p{N}_]/u.test(after)) && !isIssue(text, at)
    default:
      return false
  }
}

/** `#4512` names an issue; no reader takes it for a tag. */
const isIssue = (text: string, at: number) => /^#\d+(?![\p{L}\p{N}_-])/u.test(text.slice(at, at + 40))

/** A marker at the very start would make the line a list, a quote, a heading or a rule. */
function escapeBlockStart(markdown: string): string {
  const number = /^(\d{1,9})([.)](?: |$).*)$/.exec(markdown)
  if (number) return `${number[1]}\\${number[2]}`
  return /^(?:>|[-+*](?: |$)|(?:[-_*] ?){3,}$|=+$)/.test(markdown) ? `\\${markdown}` : markdown
}

/** The text that one line of Markdown says: escapes undone, emphasis dropped, links written out. */
export function plainInline(markdown: string): string {
  let text = ''
  for (let at = 0; at < markdown.length; ) {
    const piece = plainPiece(markdown, at)
    text += piece.text
    at += piece.length
  }
  return text
}

const EMPHASIS = /(\*\*\*|\*\*|\*|___|__|_|~~)(?=[^\s*_~])((?:\\.|[^\\`]){0,400}?[^\s\\*_~])\1(?!(?<=_)[\p{L}\p{N}])/uy
const LINK = /!?\[((?:\\.|[^\\[\]]){0,400})\]\(([^()\s]*)\)/y

function plainPiece(markdown: string, at: number): { text: string; length: number } {
  const character = markdown[at] ?? ''
  if (character === '\\' && PUNCTUATION.test(markdown[at + 1] ?? '')) return { text: markdown[at + 1] ?? '', length: 2 }
  if (character === '`') {
    const end = endOfCode(markdown, at) ?? at + lengthOfRun(markdown, at)
    return { text: markdown.slice(at, end), length: end - at }
  }
  if (character === '*' || character === '_' || character === '~') {
    const insideWord = character === '_' && WORD.test(markdown[at - 1] ?? ' ')
    const inner = insideWord ? null : matchAt(EMPHASIS, markdown, at)
    if (inner) return { text: plainInline(inner[2] ?? ''), length: inner[0].length }
    const length = lengthOfRun(markdown, at)
    return { text: markdown.slice(at, at + length), length }
  }
  if (character === '[' || character === '!') {
    const link = matchAt(LINK, markdown, at)
    if (link) return { text: writtenOut(plainInline(link[1] ?? ''), link[2] ?? ''), length: link[0].length }
  }
  return { text: character, length: 1 }
}

const writtenOut = (label: string, target: string) =>
  label === '' || label === target ? target : `${label} (${target})`

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
