/** Text in lines that fit the terminal. */
import { printable } from './printable.ts'

/** Narrower than this, the terminal breaks lines better. */
const NARROWEST = 24

export interface WrapOptions {
  /** Of the terminal; absent: lines are not broken. */
  columns?: number | undefined
  /** So many columns before every line are left free. */
  indent: number
}

/** Remembered or typed text, made printable: every line stands `indent` columns in. */
export const indented = (text: string, options: WrapOptions): string =>
  brokenLines(text, options)
    .map((line) => (line === '' ? '' : `${' '.repeat(options.indent)}${line}`))
    .join('\n')

/** The same, with `head` in the free columns before the first line. */
export const hanging = (text: string, { head, ...options }: WrapOptions & { head: string }): string =>
  `${head.padEnd(options.indent)}${indented(text, options).slice(options.indent)}`

const brokenLines = (text: string, { columns, indent }: WrapOptions): string[] =>
  printable(text)
    .split('\n')
    .flatMap((line) => (columns === undefined ? [line] : broken(line, Math.max(NARROWEST, columns - indent))))

/** A line in pieces that fit, cut at spaces; a longer word is left to the terminal. */
function broken(line: string, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const word of line.split(/(?<=\s)(?=\S)/)) {
    if (piece !== '' && (piece + word).trimEnd().length > width) {
      pieces.push(piece.trimEnd())
      piece = word
    } else piece += word
  }
  return [...pieces, piece]
}
