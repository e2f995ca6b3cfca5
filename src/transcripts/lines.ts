/** Pieces of text → lines, and lines of JSON → records, without ever holding more than one line. */
import type { ReaderContext } from './formats.ts'

/** No record of a real client comes near this; a longer one is skipped, so that no input can exhaust memory. */
export const MAX_RECORD_CHARS = 64 * 2 ** 20

export interface Line {
  /** Without its line break; `undefined` where it was longer than `MAX_RECORD_CHARS`. */
  text: string | undefined
  /** From 1. */
  number: number
  /** False only for a last line without a line break. */
  ended: boolean
}

/** Lines end with LF; a CR before it stays in the text (JSON ignores it). */
export async function* splitLines(pieces: AsyncIterable<string>): AsyncIterable<Line> {
  let parts: string[] = []
  let length = 0
  let number = 1
  const take = (ended: boolean): Line => {
    const line = { text: length > MAX_RECORD_CHARS ? undefined : parts.join(''), number, ended }
    parts = []
    length = 0
    number += 1
    return line
  }
  const add = (part: string) => {
    length += part.length
    if (length > MAX_RECORD_CHARS) parts = []
    else parts.push(part)
  }
  for await (const piece of pieces) {
    let from = 0
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', from)) {
      add(piece.slice(from, at))
      yield take(true)
      from = at + 1
    }
    if (from < piece.length) add(piece.slice(from))
  }
  if (length > 0) yield take(false)
}

/** The records of a JSONL text. Damaged lines are skipped and reported once, a cut last line apart from the others. */
export async function* readJsonLines(pieces: AsyncIterable<string>, context: ReaderContext): AsyncIterable<unknown> {
  const damaged: number[] = []
  for await (const { text, number, ended } of splitLines(pieces)) {
    if (text?.trim() === '') continue
    if (text === undefined) {
      context.notice(`Line ${number} is longer than ${MAX_RECORD_CHARS / 2 ** 20} MB and was skipped.`)
      continue
    }
    const record = parseJson(text)
    if (record) yield record.value
    else if (ended) damaged.push(number)
    else context.notice(`Line ${number}, the last one, is cut short and was skipped; the lines before it were read.`)
  }
  if (damaged.length > 0) context.notice(damagedNotice(damaged))
}

function damagedNotice(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 5).join(', ')
  const more = numbers.length > 5 ? ` and ${(numbers.length - 5).toLocaleString('en')} more` : ''
  return numbers.length === 1
    ? `Line ${shown} is not valid JSON and was skipped.`
    : `${numbers.length.toLocaleString('en')} lines are not valid JSON and were skipped: ${shown}${more}.`
}

/** Boxed, so that a parsed `null` differs from a failure. */
export function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
