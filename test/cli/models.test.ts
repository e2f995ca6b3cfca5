/** `mem capture` and `mem compact` with a model, end to end: the built program, the real SDKs, a server on this machine. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anthropicWire } from '../helpers/fake-anthropic.ts'
import { promptOf, taskOf } from '../helpers/fake-compactor.ts'
import { openaiWire } from '../helpers/fake-openai.ts'
import { answerIn, type FakeServer, failIn, startFakeServer } from '../helpers/fake-server.ts'
import { scratchFolder } from '../helpers/run-mem.ts'
import { spawnMem } from '../helpers/spawn-mem.ts'

const USAGE = { input: 1000, output: 100, cacheRead: 0, cacheWrite: 0 }
const TRANSCRIPT = JSON.stringify([
  {
    role: 'user',
    name: 'Maya',
    content: 'We moved the invoices to Postgres on 2026-11-09. My card is due in May.',
    timestamp: '2026-11-10T09:00:00Z',
  },
  {
    role: 'assistant',
    name: 'Assistant',
    content: 'Noted: the invoices live in Postgres now.',
    timestamp: '2026-11-10T09:00:10Z',
  },
  {
    role: 'user',
    name: 'Maya',
    content: 'Please remind me to send invoice 4512 to Dana by Friday.',
    timestamp: '2026-11-10T09:01:00Z',
  },
])

const statement = (text: string, more: object = {}) => ({
  kind: 'fact',
  text,
  topic: 'billing',
  firstTurn: 1,
  lastTurn: 1,
  status: null,
  ...more,
})
const TRUE_LINE = 'The invoices moved to Postgres on 2026-11-09.'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let server: FakeServer
let dir: string

beforeEach(async () => {
  scratch = await scratchFolder()
  dir = join(scratch.path, 'memory')
  server = await startFakeServer()
  await spawnMem(['init', dir], { dir: scratch.path }).ended
})
afterEach(async () => {
  await server.close()
  await scratch.dispose()
})

const WIRES = {
  anthropic: { wire: anthropicWire, env: () => ({ ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: server.url }) },
  openai: { wire: openaiWire, env: () => ({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` }) },
}
type ProviderName = keyof typeof WIRES

const capture = (provider: ProviderName, env: Record<string, string> = {}) =>
  spawnMem(['capture', '--provider', provider, '--model', 'claude-haiku-5-5', '--session', 's1'], {
    dir,
    input: TRANSCRIPT,
    env: { ...WIRES[provider].env(), ...env },
  }).ended
const replies = (provider: ProviderName, memories: object[]) =>
  answerIn(WIRES[provider].wire, { texts: [JSON.stringify({ memories })], usage: USAGE })
/** ROOT.md may be asked for as well. */
const extractions = () => server.requests.filter((request) => taskOf(promptOf(request)) === 'memories')
const daily = () => readFile(join(dir, 'daily/2026-11-10.md'), 'utf8')
const ledger = async () =>
  (await readFile(join(dir, '.mem/ledger.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe.each<ProviderName>(['anthropic', 'openai'])('capture with %s', (provider) => {
  it('keeps true statements and refuses invented ones', async () => {
    server.script(replies(provider, [statement(TRUE_LINE), statement('The invoices moved to Oracle on 2026-11-12.')]))
    const outcome = await capture(provider)
    expect(outcome, outcome.stderr).toMatchObject({ status: 0 })
    expect(await daily()).toContain(TRUE_LINE)
    expect(await daily()).not.toContain('Oracle')
    expect((await ledger())[0]).toMatchObject({ purpose: 'extract', usage: { inputTokens: 1000, outputTokens: 100 } })
  })

  it.each([
    ['the provider is overloaded', 529, 'overloaded'],
    ['the key is refused', 401, 'invalid key'],
  ])('falls back to the embedded extractor when %s', async (_, status, message) => {
    server.script(failIn(WIRES[provider].wire, { status, message }))
    const outcome = await capture(provider)
    expect(outcome, outcome.stderr).toMatchObject({ status: 0 })
    expect(outcome.stderr).toMatch(/embedded/i)
    expect(await daily()).toContain('Postgres')
  })

  it('falls back when the reply is no JSON, after one retry', async () => {
    server.script(answerIn(WIRES[provider].wire, { texts: ['Sure! Here are the memories:'], usage: USAGE }))
    const outcome = await capture(provider)
    expect(outcome.status).toBe(0)
    expect(extractions()).toHaveLength(2)
    expect(await daily()).toContain('Postgres')
  })

  it('stops asking at the daily cap, and says so', async () => {
    server.script(replies(provider, [statement(TRUE_LINE)]))
    await capture(provider)
    const asked = server.requests.length
    const more = JSON.stringify([
      {
        role: 'user',
        name: 'Maya',
        content: 'We picked the blue logo on 2026-11-11.',
        timestamp: '2026-11-11T09:00:00Z',
      },
    ])
    const outcome = await spawnMem(['capture', '--provider', provider, '--session', 's2'], {
      dir,
      input: more,
      // The ledger holds 1,100 tokens of today.
      env: { ...WIRES[provider].env(), MEM_DAILY_TOKENS: '1000' },
    }).ended
    expect(outcome, outcome.stderr).toMatchObject({ status: 0 })
    expect(server.requests).toHaveLength(asked)
    expect(outcome.stderr).toMatch(/limit|cap/i)
    expect(await readFile(join(dir, 'daily/2026-11-11.md'), 'utf8')).toContain('blue logo')
  })
})

describe('money', () => {
  it('is shown by status', async () => {
    server.script(replies('anthropic', [statement(TRUE_LINE)]))
    await capture('anthropic')
    const status = await spawnMem(['status', '--json'], { dir }).ended
    const { spent } = JSON.parse(status.stdout)
    const entries = await ledger()
    const tokens = entries.reduce((sum, { usage }) => sum + usage.inputTokens + usage.outputTokens, 0)
    expect(spent.today).toMatchObject({ calls: entries.length, tokens })
    expect(tokens).toBeGreaterThanOrEqual(1100)
    expect(spent.today.usd).toBeGreaterThan(0)
  })
})

describe('a key alone', () => {
  it('sends nothing anywhere', async () => {
    await spawnMem(['capture', '--session', 's1'], { dir, input: TRANSCRIPT, env: WIRES.anthropic.env() }).ended
    await spawnMem(['compact'], { dir, env: WIRES.anthropic.env() }).ended
    await spawnMem(['recall', 'invoices'], { dir, env: WIRES.openai.env() }).ended
    expect(server.requests).toEqual([])
  })
})

describe('compaction with a model', () => {
  it('lets no line into a file that its turns do not bear out', async () => {
    const demo = fileURLToPath(new URL('../fixtures/demo/', import.meta.url))
    const files = (await readdir(demo)).filter((name) => name.endsWith('.jsonl')).map((name) => join(demo, name))
    expect((await spawnMem(['capture', ...files], { dir }).ended).status).toBe(0)
    const line = { kind: 'fact', text: 'Everything moved to Oracle 23 for $9,999.', from: [1] }
    server.script(answerIn(anthropicWire, { texts: [JSON.stringify({ lines: [line] })], usage: USAGE }))
    const outcome = await spawnMem(['compact', '--provider', 'anthropic'], { dir, env: WIRES.anthropic.env() }).ended
    expect(outcome, outcome.stderr).toMatchObject({ status: 0 })
    expect(server.requests.length).toBeGreaterThan(0)
    for (const folder of ['weekly', 'monthly']) {
      for (const name of await readdir(join(dir, folder))) {
        expect(await readFile(join(dir, folder, name), 'utf8')).not.toContain('Oracle')
      }
    }
    expect(await readFile(join(dir, 'ROOT.md'), 'utf8')).not.toContain('Oracle')
    expect(await readFile(join(dir, 'monthly/2026-11.md'), 'utf8')).toContain('](../raw/')
  })
})

describe('embeddings from a server', () => {
  it('are asked for as floats, and a server that fails leaves recall working', async () => {
    await writeFile(join(dir, 'config.json'), JSON.stringify({ models: { embed: { provider: 'openai' } } }))
    server.script(failIn(openaiWire, { status: 500, message: 'broken' }))
    const captured = await spawnMem(['capture', '--session', 's1'], { dir, input: TRANSCRIPT, env: WIRES.openai.env() })
      .ended
    expect(captured.status).toBe(0)
    const recalled = await spawnMem(['recall', '--json', 'invoices postgres'], { dir, env: WIRES.openai.env() }).ended
    expect(recalled.status).toBe(0)
    expect(JSON.parse(recalled.stdout).hits.length).toBeGreaterThan(0)
    expect(server.requests[0]?.body).toMatchObject({ encoding_format: 'float' })
  })
})
