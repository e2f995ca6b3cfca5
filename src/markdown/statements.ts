/** The statements of a daily, weekly, monthly or ROOT file, each with its lines: bullets, and paragraphs that a human wrote. */
import type { Memory } from '../memory/types.ts'
import { parseMemory } from './items.ts'

export interface LocatedStatement {
  memory: Memory
  /** First and last line in the file, inclusive, from 1. */
  lines: [number, number]
}

const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---\r?(?:\n|$)/
const BULLET = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/
const NO_STATEMENT = /^(?:#{1,6}(?:\s|$)|<!--|[-*_=]{3,}\s*$)/

/** Reads leniently: a file with a broken head still tells what it says. `date` is the day of statements that name none. */
export function statementsOf(file: string, { path, date }: { path: string; date: string }): LocatedStatement[] {
  return blocksOf(file).flatMap(({ text, lines }) => {
    const memory = parseMemory(text, { fromPath: path, kind: 'fact', date })
    return memory ? [{ memory, lines }] : []
  })
}

interface Block {
  text: string
  lines: [number, number]
}

/** Bullets with the lines that continue them, and paragraphs. */
function blocksOf(file: string): Block[] {
  const head = FRONT_MATTER.exec(file)?.[0] ?? ''
  const before = head === '' ? 0 : head.split('\n').length - 1
  const blocks: Block[] = []
  let open = false
  for (const [index, raw] of file.slice(head.length).split('\n').entries()) {
    const line = raw.replace(/\r$/, '')
    const number = before + index + 1
    const last = blocks.at(-1)
    if (line.trim() === '' || NO_STATEMENT.test(line)) open = false
    else if (open && last && !BULLET.test(line)) {
      last.text += `\n${line}`
      last.lines[1] = number
    } else {
      blocks.push({ text: line, lines: [number, number] })
      open = true
    }
  }
  return blocks
}
