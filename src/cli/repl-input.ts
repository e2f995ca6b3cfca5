/** Reads messages at a terminal: history, pasted blocks, Ctrl-C and Ctrl-D. */
import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Io } from './io.ts'

/** What the user did at the prompt. `interrupt`: Ctrl-C with nothing typed. */
export type ReplEvent = { kind: 'message'; text: string } | { kind: 'interrupt' } | { kind: 'end' }

export interface ReplInput {
  /** Shows the prompt and waits. */
  next(): Promise<ReplEvent>
  /** Runs `work` with typing hidden; Ctrl-C aborts its signal. */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>
  close(): void
}

/** Asks the terminal to mark what is pasted, so that a block of lines is one message. */
const PASTE_MARKS_ON = '\u001b[?2004h'
const PASTE_MARKS_OFF = '\u001b[?2004l'
const CONTINUED = '… '

export function createReplInput(io: Io, { prompt }: { prompt: string }): ReplInput {
  const screen = new Screen(io)
  const lines = createInterface({
    input: io.stdin,
    output: screen,
    terminal: true,
    prompt,
    historySize: 500,
    removeHistoryDuplicates: true,
    escapeCodeTimeout: 100,
  })
  io.stderr.write(PASTE_MARKS_ON)
  return new TerminalInput(io, { lines, screen, prompt })
}

/** The terminal as readline draws on it: stderr, so that answers alone are on stdout; silent while an answer is given. */
class Screen extends Writable {
  isSilent = false
  readonly #io: Io

  constructor(io: Io) {
    super({ decodeStrings: false })
    this.#io = io
  }

  get columns(): number {
    return this.#io.stderr.columns ?? 80
  }

  override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
    if (!this.isSilent) this.#io.stderr.write(chunk.toString())
    done()
  }
}

interface TerminalParts {
  lines: Interface
  screen: Screen
  prompt: string
}

class TerminalInput implements ReplInput {
  readonly #io: Io
  readonly #lines: Interface
  readonly #screen: Screen
  readonly #prompt: string
  /** Lines of a message that is not finished: pasted, or ended with a backslash. */
  #begun: string[] = []
  #isPasting = false
  /** What was typed ahead while an answer was given. */
  readonly #waiting: ReplEvent[] = []
  #deliver: ((event: ReplEvent) => void) | undefined
  #work: AbortController | undefined
  #hasEnded = false

  constructor(io: Io, { lines, screen, prompt }: TerminalParts) {
    this.#io = io
    this.#lines = lines
    this.#screen = screen
    this.#prompt = prompt
    io.stdin.on('keypress', (_text: string | undefined, key: { name?: string } | undefined) => {
      if (key?.name === 'paste-start') this.#isPasting = true
      if (key?.name === 'paste-end') this.#isPasting = false
    })
    lines.on('line', (line) => this.#onLine(line))
    lines.on('SIGINT', () => this.#onInterrupt())
    lines.on('close', () => this.#onEnd())
    io.signal.addEventListener('abort', () => this.#onInterrupt())
  }

  next(): Promise<ReplEvent> {
    const waiting = this.#waiting.shift()
    if (waiting) return Promise.resolve(waiting)
    if (this.#hasEnded) return Promise.resolve({ kind: 'end' })
    this.#lines.prompt(true)
    return new Promise((resolve) => {
      this.#deliver = resolve
    })
  }

  async during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#work = new AbortController()
    this.#screen.isSilent = true
    try {
      return await work(this.#work.signal)
    } finally {
      this.#work = undefined
      this.#screen.isSilent = false
    }
  }

  close(): void {
    this.#hasEnded = true
    this.#io.stderr.write(PASTE_MARKS_OFF)
    this.#lines.close()
  }

  #onLine(line: string): void {
    const isContinued = !this.#isPasting && line.endsWith('\\')
    this.#begun.push(isContinued ? line.slice(0, -1) : line)
    if (this.#isPasting || isContinued) {
      this.#lines.setPrompt(CONTINUED)
      if (isContinued && !this.#work) this.#lines.prompt()
      return
    }
    const text = this.#begun.join('\n')
    this.#forgetBegun()
    this.#emit({ kind: 'message', text })
  }

  #onInterrupt(): void {
    if (this.#work) this.#work.abort()
    else if (this.#lines.line === '' && this.#begun.length === 0) this.#emit({ kind: 'interrupt' })
    else this.#clearTyped()
  }

  #clearTyped(): void {
    this.#forgetBegun()
    this.#lines.write(null, { ctrl: true, name: 'e' })
    this.#lines.write(null, { ctrl: true, name: 'u' })
    this.#io.stderr.write('\n')
    this.#lines.prompt()
  }

  #onEnd(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#work?.abort()
    this.#emit({ kind: 'end' })
  }

  #forgetBegun(): void {
    this.#begun = []
    this.#lines.setPrompt(this.#prompt)
  }

  #emit(event: ReplEvent): void {
    const deliver = this.#deliver
    this.#deliver = undefined
    if (deliver) deliver(event)
    else this.#waiting.push(event)
  }
}
