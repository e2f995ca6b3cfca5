/** The conversation of `mem chat`, typed at a terminal made of streams, on a real folder with a real adapter. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/main.ts'
import { parseRaw } from '../../src/markdown/raw.ts'
import { anthropicWire } from '../helpers/fake-anthropic.ts'
import { answerIn, type FakeServer, failIn, startFakeServer } from '../helpers/fake-server.ts'
import { runMem } from '../helpers/run-mem.ts'

const NOW = new Date('2026-11-22T12:00:00Z')
const USAGE = { input: 900, output: 30, cacheRead: 0, cacheWrite: 0 }

let dir = ''
let server: FakeServer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mem-repl-'))
  server = await startFakeServer()
  await runMem(['init', dir])
})
afterEach(async () => {
  await server.close()
  await rm(dir, { recursive: true, force: true })
})

const says = (...texts: string[]) => answerIn(anthropicWire, { texts, usage: USAGE })

/** Starts `mem chat`; `step` types once the screen shows what is waited for. */
function chat(
  args: string[] = [],
  env: Record<string, string> = { ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: server.url },
) {
  const stdin: PassThrough & { isTTY?: boolean } = new PassThrough()
  stdin.isTTY = true
  let stdout = ''
  let screen = ''
  let seen = 0
  const show = (text: string) => {
    screen += stripVTControlCharacters(text)
  }
  const ended = run(['chat', ...args], {
    stdin,
    stdout: {
      isTTY: true,
      columns: 100,
      write: (text) => {
        stdout += text
        show(text)
      },
    },
    stderr: { isTTY: true, columns: 100, write: show },
    env: { MEM_DIR: dir, MEM_TIME_ZONE: 'UTC', NO_COLOR: '1', ...env },
    cwd: tmpdir(),
    home: dir,
    now: () => NOW,
    signal: new AbortController().signal,
  })
  return {
    ended,
    stdout: () => stdout,
    screen: () => screen,
    async step(expected: string, typed: string) {
      let at = -1
      for (let tries = 0; at < 0; tries++) {
        if (tries > 2000) throw new Error(`"${expected}" never came:\n${screen.slice(seen)}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        at = screen.indexOf(expected, seen)
      }
      seen = at + expected.length
      stdin.write(typed)
    },
  }
}

const turns = async () => {
  const [name = ''] = await readdir(join(dir, 'raw'))
  const { turns } = parseRaw(await readFile(join(dir, 'raw', name), 'utf8'), `raw/${name}`)
  return turns.map(({ role, text }) => `${role}: ${text}`)
}

describe('a conversation', () => {
  it('answers, keeps every turn, condenses at the end', async () => {
    server.script(says('The retro is ', 'on Friday.'), says('At 15:00.'))
    const { step, ended, stdout, screen } = chat()
    await step('> ', 'We decided to hold the retro on Friday at 15:00.\r')
    await step('30 out', 'At what time is it?\r')
    await step('30 out', '/exit\r')
    expect(await ended).toBe(0)
    expect(stdout()).toBe('The retro is on Friday.\nAt 15:00.\n')
    expect(screen()).toContain(`The memory is ${dir}`)
    expect(await turns()).toEqual([
      'user: We decided to hold the retro on Friday at 15:00.',
      'assistant: The retro is on Friday.',
      'user: At what time is it?',
      'assistant: At 15:00.',
    ])
    expect(await readFile(join(dir, 'daily/2026-11-22.md'), 'utf8')).toContain('raw/2026-11-22-session-1.md: 4')
    expect(JSON.stringify(server.requests[1]?.body)).toContain('The retro is on Friday.')
  })

  it('stops an answer at Ctrl-C and goes on; leaves at Ctrl-C at the empty prompt', async () => {
    server.script((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(
        anthropicWire
          .frames({ texts: ['Once upon ', 'a time'] })
          .slice(0, 8)
          .join(''),
      )
    }, says('Better so.'))
    const { step, ended, screen } = chat()
    await step('> ', 'Tell me a story.\r')
    await step('Once upon', '\u0003')
    await step('stopped', 'Something shorter.\r')
    await step('Better so.', '')
    await step('> ', '\u0003')
    expect(await ended).toBe(0)
    expect(screen()).not.toContain('bug')
    expect(await turns()).toEqual([
      'user: Tell me a story.',
      expect.stringMatching(/^assistant: Once upon .*\[stopped by the user\]$/s),
      'user: Something shorter.',
      'assistant: Better so.',
    ])
  })

  it('knows its commands, and sends none of them to the model', async () => {
    const { step, ended, stdout, screen } = chat()
    await step('> ', '/remember Leo is allergic to cashews. #family\r')
    await step('Kept in daily/2026-11-22.md', '/recall cashews\r')
    await step('allergic', '/root\r')
    await step('> ', '/help\r')
    await step('/exit', '/nonsense\r')
    await step('There is no command /nonsense', '/recall\r')
    await step('needs words', '\u0004')
    expect(await ended).toBe(0)
    expect(stdout()).toContain('Leo is allergic to cashews.')
    expect(screen()).toContain('/remember <text>')
    expect(server.requests).toHaveLength(0)
    expect(await readFile(join(dir, 'daily/2026-11-22.md'), 'utf8')).toContain(
      '- Leo is allergic to cashews. #family\n',
    )
    expect(await readFile(join(dir, 'ROOT.md'), 'utf8')).toContain('cashews')
    expect(await readdir(dir)).not.toContain('raw')
  })

  it('survives a failed answer', async () => {
    server.script(failIn(anthropicWire, { status: 401, message: 'no' }), says('Now it works.'))
    const { step, ended, screen } = chat()
    await step('> ', 'First try.\r')
    await step('ANTHROPIC_API_KEY', 'Second try.\r')
    await step('Now it works.', '/exit\r')
    expect(await ended).toBe(0)
    expect(await turns()).toEqual(['user: First try.', 'user: Second try.', 'assistant: Now it works.'])
    expect(screen()).not.toContain('bug')
  })

  it('quotes without a model', async () => {
    const { step, ended } = chat([], {})
    await step('no model is set up', 'We chose Postgres 16 for the bookings.\r')
    await step('matches that', 'Which database did we choose for the bookings?\r')
    await step('Postgres 16', '/exit\r')
    expect(await ended).toBe(0)
    expect(await turns()).toEqual([
      'user: We chose Postgres 16 for the bookings.',
      'user: Which database did we choose for the bookings?',
    ])
  })

  it('lets nothing drive the terminal that a model or a memory says', async () => {
    server.script(says('red \u001b[31m alert\u0007', '\u009b2J'))
    const { step, ended, stdout } = chat()
    await step('> ', 'Hi\r')
    await step('30 out', '/exit\r')
    await ended
    expect(stdout()).toBe('red [31m alert2J\n')
  })
})
