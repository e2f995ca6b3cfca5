/** Commands with an embedder that is a server, which answers, fails, or changes. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embeddings, letterVector, openaiWire } from '../helpers/fake-openai.ts'
import {
  deadUrl,
  type FakeServer,
  failIn,
  json,
  type RecordedRequest,
  type Reply,
  raw,
  startFakeServer,
} from '../helpers/fake-server.ts'
import { DIALOGUE, freshMemory, type TestMemory } from '../helpers/memory.ts'

let memory: TestMemory
let server: FakeServer
const letters = (dimensions = 16) => embeddings((text) => letterVector(text, dimensions))
const broken = failIn(openaiWire, { status: 500, message: 'broken' })
const FAILURES: [string, Reply][] = [
  ['fails', broken],
  ['limits requests', failIn(openaiWire, { status: 429, message: 'slow down' })],
  ['sends NaN', raw('{"data":[{"index":0,"embedding":[NaN]}]}', 'application/json')],
  ['knows no such model', failIn(openaiWire, { status: 404, message: 'model not found' })],
]

const configure = (embed: object, baseUrl: string = server.url, rest: object = {}) =>
  writeFile(
    join(memory.dir, 'config.json'),
    JSON.stringify({ models: { embed }, providers: { openai: { baseUrl: `${baseUrl}/v1` } }, ...rest }),
  )
const capture = (input = DIALOGUE) => memory.mem(['capture'], { input })
const recall = async (question = 'Where do the invoices move?', env: Record<string, string> = {}) => {
  const outcome = await memory.mem(['recall', question, '--json'], { env })
  return { ...outcome, result: outcome.status === 0 ? JSON.parse(outcome.stdout) : undefined }
}
const sentTexts = () => server.requests.flatMap(({ body }) => body.input as string[])
const note = (lines: number) =>
  JSON.stringify(
    Array.from({ length: lines }, (_, i) => ({
      role: 'user',
      name: 'Maya',
      content: `Shelf ${i} holds the jar of ${i % 2 ? 'honey' : 'plums'} number ${i}.`,
      timestamp: new Date(Date.UTC(2026, 10, 20, 9, i)).toISOString(),
    })),
  )

beforeEach(async () => {
  server = await startFakeServer()
  server.script(letters())
  memory = await freshMemory()
  await configure({ provider: 'openai', model: 'letters' })
})
afterEach(async () => {
  await memory.dispose()
  await server.close()
})

describe('an embedder whose dimensions nobody knows', () => {
  it('is asked for nothing but what has to be embedded, and all of it is in the ledger', async () => {
    await capture()
    server.requests.length = 0
    const { result } = await recall()
    expect(result.hits[0].text).toContain('Postgres')
    expect(sentTexts()).toEqual(['Where do the invoices move?'])
    const ledger = (await readFile(join(memory.dir, '.mem/ledger.jsonl'), 'utf8')).trim().split('\n')
    expect(JSON.parse(ledger.at(-1) ?? '')).toMatchObject({ purpose: 'embed', model: 'local/letters' })
  })

  describe.each(FAILURES)('that %s', (_, failure) => {
    it('leaves every command working, by words', async () => {
      await capture()
      server.script(failure)
      const questions = join(memory.place, 'q.jsonl')
      await writeFile(questions, '{"id":1,"query":"invoices Postgres"}\n')
      const expected = join(memory.place, 'expected.jsonl')
      await writeFile(expected, '{"query":"invoices Postgres","expect":["Postgres"]}\n')
      const { status, result, stderr } = await recall()
      expect(status, stderr).toBe(0)
      expect(result.hits[0].text).toContain('Postgres')
      expect(stderr).toMatch(/^mem: Searching by words only: .+\n$/)
      for (const command of [
        ['recall', '--batch', questions],
        ['eval', expected],
        ['index'],
        ['index', '--check'],
        ['chat', 'Where do the invoices move?', '--provider', 'embedded'],
      ]) {
        const outcome = await memory.mem(command)
        expect(outcome, `${command}: ${outcome.stderr}`).toMatchObject({ status: 0 })
      }
    })

    it('does not keep a capture from making the day', async () => {
      server.script(failure)
      const { status, stderr } = await capture()
      expect(status, stderr).toBe(0)
      expect(await readFile(join(memory.dir, 'daily/2026-11-20.md'), 'utf8')).toContain('Postgres')
      expect(stderr).toMatch(/found by words only/)
    })
  })

  it('may be off when the index is checked', async () => {
    await capture()
    await configure({ provider: 'openai', model: 'letters' }, await deadUrl())
    const { status, stdout } = await memory.mem(['index', '--check'])
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('embedder local/letters') })
  })

  it('has the index made anew, and says so, when its vectors come in another length', async () => {
    await capture()
    server.script(letters(24))
    const { stderr, result } = await recall()
    expect(stderr).toMatch(/letters gives vectors of 24 numbers now, not 16: built anew from/)
    expect(result.hits[0].signals.cosine).toBeGreaterThan(0)
    expect((await recall()).stderr).toBe('')
  })

  it('has the index made anew by a capture that finds it so', async () => {
    await capture()
    server.script(letters(24))
    const { stderr, status } = await capture(note(3))
    expect(status, stderr).toBe(0)
    expect(stderr).toMatch(/24 numbers now, not 16: built anew from/)
    expect((await recall()).result.index.stale).toBe(false)
  })
})

describe('an embedder that fails for a while', () => {
  it('is given later what it could not be given, once', async () => {
    server.script(broken)
    await capture()
    server.script(letters())
    server.requests.length = 0
    const { result, stderr } = await recall()
    expect(stderr).toBe('')
    expect(result.index.stale).toBe(false)
    expect(result.hits[0].signals.cosine).toBeGreaterThan(0)
    const texts = sentTexts()
    expect(texts).toHaveLength(new Set(texts).size)
    server.requests.length = 0
    await recall()
    expect(sentTexts()).toEqual(['Where do the invoices move?'])
  })

  it('costs one request for a question, whatever waits for its vectors', async () => {
    server.script(broken)
    await capture()
    server.requests.length = 0
    const { result } = await recall()
    expect(result.index.stale).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  it('keeps what was paid for before it failed, and is asked only for the rest', async () => {
    const sent: string[] = []
    const failingAfterOne: Reply = (response, request: RecordedRequest) => {
      const texts = request.body.input as string[]
      if (sent.length > 0) return json(400, { error: { message: 'no more today' } })(response, request)
      sent.push(...texts)
      return letters()(response, request)
    }
    server.script(failingAfterOne)
    const { stderr } = await capture(note(400))
    expect(sent.length).toBeGreaterThan(100)
    expect(stderr).toMatch(/found by words only/)
    server.script(letters())
    server.requests.length = 0
    const { result } = await recall('Where is the honey?')
    expect(result.index.stale).toBe(false)
    expect(sentTexts().filter((text) => sent.includes(text))).toEqual([])
    expect(sentTexts().length).toBeGreaterThan(100)
  })

  it('fills a memory larger than the limit of a day, day after day', async () => {
    await configure({ provider: 'openai', model: 'letters' }, server.url, { cap: { dailyTokens: 400, dailyUsd: null } })
    const { stderr } = await capture(note(600))
    expect(stderr).toMatch(/found by words only until .*limit/)
    const day = (date: string) =>
      memory.mem(['recall', 'honey', '--json'], { now: new Date(`2026-11-${date}T12:00:00Z`) })
    for (const date of ['23', '24', '25', '26']) await day(date)
    expect(JSON.parse((await day('27')).stdout).index.stale).toBe(false)
    const texts = sentTexts().filter((text) => text !== 'honey')
    expect(texts).toHaveLength(new Set(texts).size)
  })
})

describe('a file that cannot be read, where passages wait for their vectors', () => {
  const BROKEN = 'raw/2026-11-06-session-1.md'
  const said = `mem: ${BROKEN} is left out of the index: it is not UTF-8 text.\n`

  it('is named once by a recall that has the index made anew', async () => {
    await capture()
    await writeFile(join(memory.dir, BROKEN), Buffer.from([0x2d, 0xff, 0xfe]))
    server.script(letters(24))
    const { stderr, result } = await recall()
    expect(stderr).toContain('24 numbers now, not 16')
    expect(stderr.split(said)).toHaveLength(2)
    expect(result.index.stale).toBe(false)
    expect((await recall()).stderr).toBe(said)
  })

  it('is what a check finds wrong; that some wait is no damage', async () => {
    server.script(broken)
    await capture()
    const waiting = await memory.mem(['index', '--check'])
    expect(waiting).toMatchObject({ status: 0, stdout: expect.stringMatching(/; \d+ found by words only until/) })
    await writeFile(join(memory.dir, BROKEN), Buffer.from([0x2d, 0xff, 0xfe]))
    expect((await memory.mem(['index'])).stderr).toContain(said)
    const { status, stderr, stdout } = await memory.mem(['index', '--check', '--json'])
    expect({ status, stderr }).toEqual({ status: 6, stderr: expect.stringContaining('1 file cannot be read') })
    expect(JSON.parse(stdout)).toMatchObject({
      stale: false,
      waiting: expect.any(Number),
      skipped: [{ path: BROKEN }],
      outdated: { added: 0, edited: 0, gone: 0 },
    })
  })
})

describe('an embedder without its key', () => {
  it('is said once a question, with the next step; the work for the words is kept', async () => {
    await capture()
    await writeFile(join(memory.dir, 'config.json'), JSON.stringify({ models: { embed: { provider: 'openai' } } }))
    const first = await recall()
    expect(first.stderr).toMatch(/made with the embedder local\/letters: built anew/)
    const { stderr, result } = await recall()
    expect(result.hits[0].text).toContain('Postgres')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/Searching by words only: There is no API key for OpenAI\. Set OPENAI_API_KEY/)
  })
})

describe('the next step of a failing embedder', () => {
  it('is one that works for questions', async () => {
    await capture()
    server.script(broken)
    const { stderr } = await recall()
    expect(stderr).not.toContain('--provider')
    expect(stderr).toContain('MEM_EMBED_PROVIDER=embedded')
    const { status, stderr: after } = await recall(undefined, { MEM_EMBED_PROVIDER: 'embedded' })
    expect(status).toBe(0)
    expect(after).not.toContain('words only')
  })

  it('keeps nobody from seeing the rest, where no embedder can be made of what is set', async () => {
    await capture()
    const { status, stdout, stderr } = await memory.mem(['status'], { env: { MEM_EMBED_PROVIDER: 'anthropic' } })
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('sessions') })
    expect(stderr).toContain('embed')
  })
})
