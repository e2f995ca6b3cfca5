/** The prompt, driven byte by byte as a terminal does. */
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { createReplInput } from '../../src/cli/repl-input.ts'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const PASTE = (text: string) => `\u001b[200~${text}\u001b[201~`

function terminal() {
  const stdin: PassThrough & { isTTY?: boolean } = new PassThrough()
  stdin.isTTY = true
  let screen = ''
  const interrupt = new AbortController()
  const io: Io = {
    stdin,
    stdout: { write: () => true },
    stderr: { write: (text) => (screen += text), isTTY: true, columns: 80 },
    env: {},
    cwd: '/',
    home: '/',
    now: () => new Date(),
    signal: interrupt.signal,
  }
  const input = createReplInput(io, { prompt: '> ' })
  return { input, type: (bytes: string) => stdin.write(bytes), screen: () => screen, interrupt }
}

describe('the prompt of a chat', () => {
  it('gives one message a line', async () => {
    const { input, type, screen } = terminal()
    const event = input.next()
    type('hello there\r')
    expect(await event).toEqual({ kind: 'message', text: 'hello there' })
    expect(stripVTControlCharacters(screen())).toContain('> hello there')
    input.close()
  })

  it('takes a pasted block as one message, sent with Enter', async () => {
    const { input, type } = terminal()
    type(`look: ${PASTE('line one\rline two\r\rline four')}`)
    type('\r')
    expect(await input.next()).toEqual({ kind: 'message', text: 'look: line one\nline two\n\nline four' })
    input.close()
  })

  it('goes on after a backslash at the end of a line', async () => {
    const { input, type } = terminal()
    type('first \\\rsecond\r')
    expect(await input.next()).toEqual({ kind: 'message', text: 'first \nsecond' })
    input.close()
  })

  it('keeps what was typed while an answer came, and does not show it then', async () => {
    const { input, type, screen } = terminal()
    await input.during(async () => {
      const before = screen()
      type('next question\r')
      await new Promise((resolve) => setImmediate(resolve))
      expect(screen()).toBe(before)
    })
    expect(await input.next()).toEqual({ kind: 'message', text: 'next question' })
    input.close()
  })

  it('aborts the work at Ctrl-C and stays', async () => {
    const { input, type } = terminal()
    const outcome = await input.during(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve('stopped'))
          type(CTRL_C)
        }),
    )
    expect(outcome).toBe('stopped')
    type('still here\r')
    expect(await input.next()).toEqual({ kind: 'message', text: 'still here' })
    input.close()
  })

  it('clears a typed line at Ctrl-C, and leaves at an empty one', async () => {
    const { input, type } = terminal()
    const event = input.next()
    type('half a thou')
    type(CTRL_C)
    type('whole thought\r')
    expect(await event).toEqual({ kind: 'message', text: 'whole thought' })
    const last = input.next()
    type(CTRL_C)
    expect(await last).toEqual({ kind: 'interrupt' })
    input.close()
  })

  it('ends at Ctrl-D, also while an answer comes', async () => {
    const { input, type } = terminal()
    await input.during(async (signal) => {
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve))
      type(CTRL_D)
      await aborted
    })
    expect(await input.next()).toEqual({ kind: 'end' })
    input.close()
  })

  it('leaves at a signal from outside', async () => {
    const { input, interrupt } = terminal()
    const event = input.next()
    interrupt.abort()
    expect(await event).toEqual({ kind: 'interrupt' })
    input.close()
  })

  it('turns the marks for pasted text on, and off again', () => {
    const { input, screen } = terminal()
    expect(screen()).toContain('\u001b[?2004h')
    input.close()
    expect(screen()).toContain('\u001b[?2004l')
  })
})
