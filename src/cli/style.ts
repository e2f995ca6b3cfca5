/** Colour, where the reader's terminal shows it and nobody asked for none. */
import type { Io, Output } from './io.ts'

export interface Style {
  strong(text: string): string
  faint(text: string): string
  good(text: string): string
  warn(text: string): string
}

const plain: Style = { strong: (t) => t, faint: (t) => t, good: (t) => t, warn: (t) => t }

const paint = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`

const coloured: Style = { strong: paint(1, 22), faint: paint(2, 22), good: paint(32, 39), warn: paint(33, 39) }

/** The style for one stream: plain for files, pipes, dumb terminals, and wherever `NO_COLOR` has any value. */
export function styleFor(output: Output, env: Io['env']): Style {
  return output.isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? coloured : plain
}
