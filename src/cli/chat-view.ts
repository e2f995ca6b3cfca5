/** How a chat looks: the answer on stdout as it comes, what was recalled and what it cost on stderr. */
import type { MemError } from '../errors.ts'
import { type ChatAnswer, type ChatHit, type ChatOutput, citationOf } from '../memory/chat/types.ts'
import type { Io } from './io.ts'
import { printable, printableLine } from './printable.ts'
import { styleFor } from './style.ts'

const MOST_SHOWN = 5
/** Of a line, where nothing tells how wide the terminal is. */
const LINE_CHARACTERS = 100

export interface ChatViewOptions {
  quiet: boolean
  /** False where the answer is printed later, as JSON. */
  showAnswer: boolean
  /** False where the answer is made of nothing but what was recalled. */
  showRecalled: boolean
}

export interface ChatView {
  show(output: ChatOutput): void
}

export function createChatView(io: Io, { quiet, showAnswer, showRecalled }: ChatViewOptions): ChatView {
  const style = styleFor(io.stderr, io.env)
  /** True where the cursor stands behind text of an answer. */
  let isMidLine = false
  const talk = (line: string) => {
    if (isMidLine && io.stdout.isTTY) io.stdout.write('\n')
    isMidLine = false
    if (!quiet) io.stderr.write(`${style.faint(line)}\n`)
  }
  return {
    show(output) {
      switch (output.type) {
        case 'recalled':
          if (showRecalled) recalledLines(output.hits, io.stderr.columns ?? LINE_CHARACTERS).forEach(talk)
          return
        case 'tool':
          return talk(`· ${printable(output.label)}`)
        case 'notice':
          return talk(`mem: ${printable(output.message)}`)
        case 'unkept':
          return void io.stderr.write(unkeptLines(output.error))
        case 'text': {
          if (!showAnswer) return
          const text = printable(output.delta)
          io.stdout.write(text)
          isMidLine = text !== '' ? !text.endsWith('\n') : isMidLine
          return
        }
        case 'answer':
          if (showAnswer && isMidLine) io.stdout.write('\n')
          isMidLine = false
          return costLines(output.answer).forEach(talk)
        default:
          return output satisfies never
      }
    },
  }
}

function recalledLines(hits: readonly ChatHit[], columns: number): string[] {
  if (hits.length === 0) return []
  const shown = hits.slice(0, MOST_SHOWN).map((hit) => {
    const place = `  ${hit.date}  ${citationOf(hit)}  `
    return place + excerpt(hit.text, Math.max(16, columns - place.length - 2))
  })
  const more = hits.length > MOST_SHOWN ? [`  and ${hits.length - MOST_SHOWN} more`] : []
  return [`recalled ${hits.length}:`, ...shown, ...more]
}

function excerpt(text: string, characters: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim()
  return line.length > characters ? `${line.slice(0, characters - 1).toWellFormed()}…` : line
}

/** Where the answer is from and what it cost; nothing for quotes, which cost nothing. */
function costLines({ engine, usage, costUsd, stop }: ChatAnswer): string[] {
  if (engine === 'embedded') return []
  // A stopped answer is billed too, but the provider tells its size only at the end.
  if (stop === 'stopped') return [`${engine}: stopped`]
  const inputTokens = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
  const cached = usage.cacheReadTokens > 0 ? ` (${count(usage.cacheReadTokens)} from the cache)` : ''
  const cost = costUsd === null ? 'price unknown' : costUsd === 0 ? 'free' : `about $${costUsd.toFixed(4)}`
  return [`${engine}: ${count(inputTokens)} tokens in${cached}, ${count(usage.outputTokens)} out, ${cost}`]
}

const count = (value: number): string => value.toLocaleString('en')

/** Also with --quiet: whoever talks counts on it that the talk is kept. */
const unkeptLines = ({ message, hint }: MemError): string =>
  `mem: What is said here is not kept: ${printableLine(message)}\n     ${printableLine(hint)}\n`

/** The stable form of one answer; `kept`: whether what was said is in the memory now. */
export const chatJson = ({ text, ...answer }: ChatAnswer, { session, kept }: { session: string; kept: boolean }) => ({
  answer: text,
  engine: answer.engine,
  stop: answer.stop,
  recalled: answer.recalled.map(({ path, turns, date, score, text }) => ({
    path,
    ...(turns && { turns }),
    date,
    score,
    text,
  })),
  usage: answer.usage,
  costUsd: answer.costUsd,
  session,
  kept,
})
