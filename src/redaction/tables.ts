/** Passwords in columns: Markdown tables, comma-separated lines, and rows that are inserted into a database. */
import { mentions, type Span } from './span.ts'
import { isReference, looksTyped } from './values.ts'

const COLUMN =
  /^(?:[\w .-]{0,24}[\s_.-])?(?:pass(?:word|wd|phrase|code)?|pwd|passwort|kennwort|mot de passe|contraseña|senha|secret|token|api[ _-]?key|access[ _-]?key|private[ _-]?key|pin)$/i
const COLUMN_HINT = /pass|pwd|kennwort|contraseña|senha|secret|token|key|pin/i
const HEADING = /^[\p{L}\p{N}][\p{L}\p{N} ._()/-]{0,59}$/u
const INSERT =
  /\binsert\s{1,4}into\s{1,4}[\w.`"[\]]{1,128}\s{0,4}\((?<columns>[^()]{1,2000})\)\s{0,8}values\s{0,8}(?<rows>(?:\((?:[^()'"]|'(?:[^'\\]|\\.|'')*'|"[^"]*")*\)[\s,]{0,8}){1,500})/dgi

interface Cell {
  text: string
  start: number
}

export function* findColumnSecrets(text: string): Iterable<Span> {
  if (!mentions(text, ['pass', 'pwd', 'kennwort', 'contraseña', 'senha', 'secret', 'token', 'key', 'pin'])) return
  yield* inTables(text)
  if (/insert/i.test(text)) yield* inInserts(text)
}

/** A header and what may stand below it. */
interface Table {
  separator: string
  width: number
  /** Places of the columns that hold secrets. */
  columns: readonly number[]
  /** Markdown and databases draw a rule under the header; until it has come, there is no table. */
  isOpen: boolean
}

/** Rows below a header of the same separator and width. */
function* inTables(text: string): Iterable<Span> {
  let table: Table | undefined
  for (const { line, start } of linesOf(text)) {
    if (table && !table.isOpen) {
      table = RULE.test(line) ? { ...table, isOpen: true } : headerOf(line)
      continue
    }
    const cells = table ? cellsOf(line, { start, separator: table.separator }) : []
    if (table && cells.length === table.width) {
      for (const column of table.columns) yield* secretIn(cells[column], table)
    } else table = headerOf(line)
  }
}

const RULE = /^[\s|:+=-]*-[\s|:+=-]*$/
const SEPARATORS = ['|', '\t', ';', ',']

function headerOf(line: string): Table | undefined {
  if (line.length > 2000 || !COLUMN_HINT.test(line)) return undefined
  for (const separator of SEPARATORS) {
    const cells = cellsOf(line, { start: 0, separator })
    const columns = cells.flatMap(({ text }, i) => (COLUMN.test(text) ? [i] : []))
    if (cells.length >= 2 && columns.length > 0 && cells.every(({ text }) => HEADING.test(text)))
      return { separator, width: cells.length, columns, isOpen: separator !== '|' }
  }
  return undefined
}

/** Below a rule anything is a value; below a line of words with commas only what looks like one. */
function* secretIn(cell: Cell | undefined, { separator }: Table): Iterable<Span> {
  const value = cell?.text ?? ''
  if (!cell || value.length < 3 || /\s/.test(value) || isReference(value)) return
  if (separator === '|' || looksTyped(value))
    yield { start: cell.start, end: cell.start + value.length, kind: 'password' }
}

/** The cells of a line without their quotes and white space; the outer bars of Markdown are no borders. */
function cellsOf(line: string, { start, separator }: { start: number; separator: string }): Cell[] {
  const cells: Cell[] = []
  let at = 0
  for (const piece of line.split(separator)) {
    const [lead = ''] = /^[\s"'`*]*/.exec(piece) ?? []
    cells.push({ text: piece.slice(lead.length).replace(/[\s"'`*]+$/, ''), start: start + at + lead.length })
    at += piece.length + separator.length
  }
  if (separator !== '|') return cells
  return cells.slice(/^\s*\|/.test(line) ? 1 : 0, /\|\s*$/.test(line) ? -1 : undefined)
}

function* linesOf(text: string): Iterable<{ line: string; start: number }> {
  let start = 0
  for (const line of text.split(/\r?\n/)) {
    yield { line, start }
    start += line.length + (text[start + line.length] === '\r' ? 2 : 1)
  }
}

function* inInserts(text: string): Iterable<Span> {
  for (const match of text.matchAll(INSERT)) {
    const columns = (match.groups?.columns ?? '').split(',').map((name) => name.replace(/[\s`"[\]]/g, ''))
    const wanted = new Set(columns.flatMap((name, i) => (COLUMN.test(name) ? [i] : [])))
    const [start = 0] = match.indices?.groups?.rows ?? []
    if (wanted.size === 0) continue
    let column = 0
    for (const { index, 0: token } of (match.groups?.rows ?? '').matchAll(/'(?:[^'\\]|\\.|'')*'|"[^"]*"|[(,)]/g)) {
      if (token === '(') column = 0
      else if (token === ',') column += 1
      else if (token.length > 2 && wanted.has(column))
        yield { start: start + index + 1, end: start + index + token.length - 1, kind: 'password' }
    }
  }
}
