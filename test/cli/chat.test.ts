/** `mem chat` as a user runs it: real processes, a real folder, a provider that is a server on this machine. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseRaw } from '../../src/markdown/raw.ts'
import { anthropicWire } from '../helpers/fake-anthropic.ts'
import { openaiWire } from '../helpers/fake-openai.ts'
import {
  answerIn,
  type FakeAnswer,
  type FakeServer,
  failIn,
  type Reply,
  startFakeServer,
} from '../helpers/fake-server.ts'
import { runMem } from '../helpers/run-mem.ts'
import { spawnMem } from '../helpers/spawn-mem.ts'

const DEMO = fileURLToPath(new URL('../fixtures/demo/', import.meta.url))
const USAGE = { input: 900, output: 30, cacheRead: 300, cacheWrite: 0 }

let dir = ''
let server: FakeServer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mem-cli-chat-'))
  server = await startFakeServer()
  expect((await mem(['init'])).status).toBe(0)
})
afterEach(async () => {
  await server.close()
  await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const mem = (args: string[], options: { input?: string; env?: Record<string, string> } = {}) =>
  spawnMem(args, { dir, ...options }).ended
const anthropic = () => ({ ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: server.url })
const openai = () => ({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` })
const says = (...texts: string[]) => answerIn(anthropicWire, { texts, usage: USAGE })
const captureKyoto = () => mem(['capture', join(DEMO, '2026-11-15-ryokan-research.json')])

/** Sends the answer up to the piece that holds `last`, and no more. */
const stopsAfter =
  (answer: FakeAnswer, last: string): Reply =>
  (response) => {
    const frames = anthropicWire.frames(answer)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(frames.slice(0, frames.findIndex((frame) => frame.includes(last)) + 1).join(''))
  }

/** The turns of all chats in the folder. */
async function chats(): Promise<string[][]> {
  const found: string[][] = []
  for (const name of await readdir(join(dir, 'raw'))) {
    const { header, turns } = parseRaw(await readFile(join(dir, 'raw', name), 'utf8'), `raw/${name}`)
    if (header.source === 'chat') found.push(turns.map(({ role, text }) => `${role}: ${text}`))
  }
  return found
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('mem chat, one answer', () => {
  it('quotes the memory where there is no model, and says how to get one', async () => {
    await captureKyoto()
    const { status, stdout, stderr } = await mem(['chat', 'What', 'did the flights to Kyoto cost?'])
    expect(stderr).toContain('ANTHROPIC_API_KEY')
    expect(status).toBe(0)
    expect(stdout).toContain('3,412')
    expect(stdout).toMatch(/> — \[2026-11-15\]\(raw\/2026-11-15-session-1\.md#turn-\d+\)/)
    expect(await chats()).toEqual([['user: What did the flights to Kyoto cost?']])
  })

  it('answers with a model: the answer on stdout, the rest on stderr, the turns on disk, the call in the ledger', async () => {
    await captureKyoto()
    server.script(says('You paid ', '€3,412 ', '(raw/2026-11-15-session-1.md#turn-2).'))
    const { status, stdout, stderr } = await mem(['chat', 'What did the flights to Kyoto cost?'], { env: anthropic() })
    expect(stderr).toMatch(/recalled \d+:\n {2}2026-11-15 {2}raw\/2026-11-15-session-1\.md#turn-\d+ {2}/)
    expect(stderr).toMatch(
      /anthropic\/claude-sonnet-5-5: 1,200 tokens in \(300 from the cache\), 30 out, about \$0\.00\d\d/,
    )
    expect(stdout).toBe('You paid €3,412 (raw/2026-11-15-session-1.md#turn-2).\n')
    expect(status).toBe(0)
    expect(await chats()).toEqual([
      ['user: What did the flights to Kyoto cost?', 'assistant: You paid €3,412 (raw/2026-11-15-session-1.md#turn-2).'],
    ])
    const ledger = await readFile(join(dir, '.mem/ledger.jsonl'), 'utf8')
    expect(
      ledger
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([expect.objectContaining({ purpose: 'chat', model: 'anthropic/claude-sonnet-5-5' })])
  })

  it('speaks with any OpenAI-compatible server', async () => {
    server.script(answerIn(openaiWire, { texts: ['Hello.'], usage: USAGE }))
    const { status, stdout } = await mem(['chat', '--provider', 'openai', '--model', 'llama3.2', 'Hi'], {
      env: { OPENAI_BASE_URL: `${server.url}/v1` },
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Hello.\n' })
    expect(server.requests[0]?.body.model).toBe('llama3.2')
  })

  it('takes a message from a pipe, or text beside the message', async () => {
    server.script(says('Yes.'))
    expect((await mem(['chat'], { input: 'Is this a message?\n', env: anthropic() })).stdout).toBe('Yes.\n')
    await mem(['chat', 'And what is this?'], { input: 'SOME DIFF\n', env: anthropic() })
    expect(await chats()).toEqual([
      ['user: Is this a message?', 'assistant: Yes.'],
      ['tool: SOME DIFF\n', 'user: And what is this?', 'assistant: Yes.'],
    ])
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain('<piped_text>\\nSOME DIFF')
  })

  it('prints one line of JSON with --json', async () => {
    await captureKyoto()
    server.script(says('€3,412.'))
    const { stdout, status } = await mem(['chat', '--json', 'What did the flights to Kyoto cost?'], {
      env: anthropic(),
    })
    expect(status).toBe(0)
    const answer = JSON.parse(stdout)
    expect(Object.keys(answer)).toEqual(['answer', 'engine', 'stop', 'recalled', 'usage', 'costUsd', 'session', 'kept'])
    expect(answer).toMatchObject({ answer: '€3,412.', engine: 'anthropic/claude-sonnet-5-5', stop: 'end', kept: true })
    expect(answer.recalled[0]).toMatchObject({ path: 'raw/2026-11-15-session-1.md', date: '2026-11-15' })
    const [raw] = (await readdir(join(dir, 'raw'))).filter((name) => !name.startsWith('2026-11-15'))
    expect(await readFile(join(dir, 'raw', raw ?? ''), 'utf8')).toContain(`session: "${answer.session}"`)
  })

  it('is quiet with --quiet', async () => {
    server.script(says('Yes.'))
    expect(await mem(['chat', '--quiet', 'Hi'], { env: anthropic() })).toMatchObject({ stdout: 'Yes.\n', stderr: '' })
  })

  it('extracts memories of what was said, at once', async () => {
    server.script(says('Noted: the retro is on Friday at 15:00 from now on, and Jonas writes the minutes.'))
    await mem(['chat', 'We decided that the retro moves to Friday at 15:00, and that Jonas writes the minutes.'], {
      env: anthropic(),
    })
    const [day = ''] = await readdir(join(dir, 'daily'))
    const daily = await readFile(join(dir, 'daily', day), 'utf8')
    expect(daily).toMatch(/^ {2}raw\/\d{4}-\d\d-\d\d-session-1\.md: 2$/m)
  })

  it('never writes or sends a secret', async () => {
    server.script(says('Do not share it.'))
    const secret = 'ghp_0123456789abcdefABCDEF0123456789abcd'
    await mem(['chat', `my token is ${secret}`], { input: `export GITHUB_TOKEN=${secret}`, env: anthropic() })
    expect(JSON.stringify(server.requests.map(({ body }) => body))).not.toContain(secret)
    expect(JSON.stringify(await chats())).not.toContain(secret)
    expect(JSON.stringify(await chats())).toContain('[redacted: ')
  })

  it.each([
    ['nothing to say', [], 2, 'nothing to say'],
    ['--context too small', ['--context', '5', 'Hi'], 2, '--context'],
    ['an unknown provider', ['--provider', 'acme', 'Hi'], 2, '--provider'],
  ])('refuses %s', async (_, args, expected, said) => {
    const { status, stdout, stderr } = await mem(['chat', ...args])
    expect(stderr).toContain(said)
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' })
  })

  it('refuses --json at a terminal without a message', async () => {
    const { status, stderr } = await runMem(['chat', '--json'], { env: { MEM_DIR: dir } })
    expect(status).toBe(2)
    expect(stderr).toContain('--json needs a message')
  })
})

describe('mem chat when the provider fails', () => {
  it('ends with status 3 where the key is refused, and keeps the words', async () => {
    server.script(failIn(anthropicWire, { status: 401, message: 'invalid x-api-key' }))
    const { status, stdout, stderr } = await mem(['chat', 'Are you there?'], { env: anthropic() })
    expect(stderr).toContain('ANTHROPIC_API_KEY')
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    expect(await chats()).toEqual([['user: Are you there?']])
  })

  it('quotes the memory where the provider is overloaded', async () => {
    await captureKyoto()
    server.script(failIn(anthropicWire, { status: 529, message: 'Overloaded' }))
    const { status, stdout, stderr } = await mem(['chat', 'What did the flights to Kyoto cost?'], { env: anthropic() })
    expect(stderr).toContain('quoted from the memory')
    expect(stdout).toContain('3,412')
    expect(status).toBe(0)
  })

  it('quotes the memory once the cap of the day is reached, without a call', async () => {
    await captureKyoto()
    server.script(says('Yes.'))
    const env = { ...openai(), ...anthropic(), MEM_DAILY_TOKENS: '1000' }
    expect((await mem(['chat', 'Hi'], { env })).stdout).toBe('Yes.\n')
    const { status, stdout, stderr } = await mem(['chat', 'What did the flights to Kyoto cost?'], { env })
    expect(stderr).toContain('limit')
    expect(stdout).toContain('3,412')
    expect(status).toBe(0)
    expect(server.requests).toHaveLength(1)
  })

  it('reports a damaged ROOT.md and goes on', async () => {
    await writeFile(join(dir, 'ROOT.md'), '---\nkind: [root\n---\n# Memory\n')
    server.script(says('Yes.'))
    expect(await mem(['chat', 'Hi'], { env: anthropic() })).toMatchObject({ status: 0, stdout: 'Yes.\n' })
  })
})

describe('mem chat when it is ended', () => {
  const slow = { texts: ['A first sentence. ', 'A second ', 'part'], usage: USAGE }

  it('keeps all but the unfinished sentence after kill -9; the next start takes it up', async () => {
    server.script(stopsAfter(slow, 'A second'), says('Hello again.'))
    const { child, ended } = spawnMem(['chat', 'Tell me a story.'], { dir, env: anthropic() })
    await until(async () =>
      (await readdir(join(dir, '.mem/chat')).catch(() => [])).some((name) => name.endsWith('.json')),
    )
    child.kill('SIGKILL')
    expect((await ended).signal).toBe('SIGKILL')
    expect(await chats()).toEqual([['user: Tell me a story.']])

    expect((await mem(['chat', 'Hi'], { env: anthropic() })).stdout).toBe('Hello again.\n')
    const [first, second] = await chats()
    expect(first?.[0]).toBe('user: Tell me a story.')
    expect(first?.[1]).toMatch(/^assistant: A first sentence\. [\s\S]*\[broken off: the program was ended\]$/)
    expect(second).toEqual(['user: Hi', 'assistant: Hello again.'])
    expect(await readdir(join(dir, '.mem/chat'))).toEqual([])
  })

  it('stops at Ctrl-C with status 130, and keeps what was said', async () => {
    server.script(stopsAfter(slow, 'A second'))
    const { child, ended } = spawnMem(['chat', 'Tell me a story.'], { dir, env: anthropic() })
    await once(child.stdout ?? process.stdin, 'data')
    child.kill('SIGINT')
    const { status, stdout, stderr } = await ended
    expect(status).toBe(130)
    expect(stdout).toMatch(/^A first sentence\. /)
    expect(stderr).not.toContain('bug')
    expect(await chats()).toEqual([
      ['user: Tell me a story.', expect.stringMatching(/^assistant: A first sentence[\s\S]*\[stopped by the user\]$/)],
    ])
  })

  it('counts a reader that leaves early as a success, and keeps the words', async () => {
    server.script(says(...Array.from({ length: 3000 }, (_, i) => `Line ${i} of a very long answer.\n`)))
    const bin = process.env.MEM_TEST_PROGRAM ?? ''
    const script = '("$0" "$1" chat "Write a lot." < /dev/null; echo "status $?" >&2) | head -n 1'
    const child = spawn('sh', ['-c', script, process.execPath, bin], {
      env: { PATH: process.env.PATH ?? '', HOME: dir, MEM_DIR: dir, MEM_TIME_ZONE: 'UTC', ...anthropic() },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (text) => (stderr += text))
    await once(child, 'close')
    expect(stderr).not.toMatch(/EPIPE|bug/)
    expect(stderr).toContain('status 0')
    expect((await chats())[0]?.[0]).toBe('user: Write a lot.')
  })

  it('condenses with a model in a process of its own, which Ctrl-C leaves behind', async () => {
    let asked = 0
    server.script(says('Noted.'), async (response, request) => {
      asked++
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await failIn(anthropicWire, { status: 400, message: 'no' })(response, request)
    })
    const args = ['chat', '--provider', 'anthropic', 'We decided that the retro moves to Friday at 15:00.']
    const { child, ended } = spawnMem(args, { dir, env: { ...anthropic(), MEM_EXTRACT_PROVIDER: 'anthropic' } })
    await until(async () => asked > 0)
    child.kill('SIGINT')
    const { status, stdout, stderr } = await ended
    expect(stderr).toContain('Ctrl-C leaves it to the background')
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Noted.\n' })
    expect(await readdir(join(dir, 'daily')).catch(() => [])).toEqual([])
    await until(async () => (await readdir(join(dir, 'daily')).catch(() => [])).length > 0)
    await until(async () => !(await readdir(join(dir, '.mem'))).some((name) => name.startsWith('lock')))
  })

  it('lets two chats and a capture write at once', async () => {
    server.script(says('Yes.'))
    const ends = await Promise.all([
      ...['one', 'two', 'three'].map((text) => mem(['chat', `This is ${text}.`], { env: anthropic() })),
      captureKyoto(),
    ])
    expect(ends.map(({ status }) => status)).toEqual([0, 0, 0, 0])
    expect((await chats()).map(([user]) => user).sort()).toEqual(
      ['one', 'two', 'three'].map((text) => `user: This is ${text}.`).sort(),
    )
  })
})
