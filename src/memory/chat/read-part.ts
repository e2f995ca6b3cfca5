/** Reads some lines of a file of the memory, by line or by turn, without holding the file. */
import { MemError } from '../../errors.ts'
import type { CountTokens, MemoryFolder } from '../ports.ts'

/** What may be read: the levels of the tree. Settings and `.mem/` are none of a model's business. */
const READABLE = /^(?:ROOT\.md|(?:raw|daily|weekly|monthly)\/[\w-]+\.md)$/

export interface PartRequest {
  /** As a citation gives it: also `../raw/x.md`, and with `#turn-7`. */
  path: string
  /** Lines, inclusive, from 1. */
  from?: number
  to?: number
}

export interface FilePart {
  path: string
  text: string
  lines: [number, number]
  /** True where the file goes on after it. */
  more: boolean
}

/** At most `budgetTokens` of the file from the wanted line on; at least one line. `MemError('input')` where there is none. */
export async function readPart(
  folder: Pick<MemoryFolder, 'readPieces' | 'stat'>,
  request: PartRequest,
  { budgetTokens, countTokens }: { budgetTokens: number; countTokens: CountTokens },
): Promise<FilePart> {
  const [given = '', anchor] = request.path.split('#', 2)
  const path = given.replace(/^(?:\.{1,2}\/)+/, '')
  if (!READABLE.test(path) || !(await folder.stat(path))) throw notThere(request.path)
  const wanted = anchor ? new RegExp(`^## ${anchor.replace(/[^\w-]/g, '')}\\s*$`) : undefined
  const lines: string[] = []
  let first = 0
  let number = 0
  let tokens = 0
  let more = false
  for await (const line of linesOf(folder, path)) {
    number++
    if (number < (request.from ?? 1) || (wanted && first === 0 && !wanted.test(line))) continue
    const cost = countTokens(line) + 1
    if (number > (request.to ?? Number.POSITIVE_INFINITY) || (lines.length > 0 && tokens + cost > budgetTokens)) {
      more = true
      break
    }
    first ||= number
    tokens += cost
    lines.push(cost > budgetTokens ? `${line.slice(0, budgetTokens * 2).toWellFormed()} […]` : line)
  }
  if (first === 0) throw notThere(request.path)
  return { path, text: linksFromRoot(lines.join('\n'), path), lines: [first, first + lines.length - 1], more }
}

const notThere = (path: string): MemError =>
  new MemError(
    'input',
    `There is nothing at ${JSON.stringify(path)}.`,
    'Use a path from a citation, such as raw/2026-11-16-session-1.md#turn-7.',
  )

/** Links as they are seen from the memory's folder, so that every path which the model reads can be read and cited. */
export const linksFromRoot = (text: string, path: string): string =>
  /^(?:daily|weekly|monthly)\//.test(path) ? text.replaceAll('](../', '](') : text

async function* linesOf(folder: Pick<MemoryFolder, 'readPieces'>, path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of folder.readPieces(path)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
