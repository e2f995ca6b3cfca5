/** The daily limit for models, met midway: a real server, a real ledger, and the days after. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compactor, type ModelLine, promptOf, taskOf } from '../helpers/fake-compactor.ts'
import { openaiWire } from '../helpers/fake-openai.ts'
import { type FakeServer, startFakeServer } from '../helpers/fake-server.ts'
import { filesOf, freshMemory, type TestMemory } from '../helpers/memory.ts'

/** What the server says that every call takes. */
const CALL_TOKENS = 150

let memory: TestMemory
let server: FakeServer
beforeEach(async () => {
  memory = await freshMemory()
  server = await startFakeServer()
  server.script(compactor({ wire: openaiWire }))
  await writeFile(
    join(memory.dir, 'config.json'),
    JSON.stringify({
      models: {
        extract: { provider: 'openai', model: 'some-model' },
        compact: { provider: 'openai', model: 'some-model' },
      },
      cap: { dailyTokens: null, dailyUsd: null },
      budgets: { dailyShare: 0.9, weeklyShare: 0.9, monthlyShare: 0.9 },
    }),
  )
})
afterEach(async () => {
  await server.close()
  await memory.dispose()
})

const turn = (content: string, timestamp: string) => ({ role: 'user', name: 'Maya', content, timestamp })
const DAYS = ['2026-11-16', '2026-11-17', '2026-11-18']
const talkOf = (day: string, euros: number) => [
  turn(`We decided to rent the office number ${euros} in Utrecht.`, `${day}T09:00:00Z`),
  turn(`The office costs ${euros} euros a month.`, `${day}T09:01:00Z`),
  turn(`The invoices of ${euros} were sent to Dana.`, `${day}T09:02:00Z`),
]

/** Runs on a day, with so many tokens a day allowed. */
const mem = (args: readonly string[], { day = '2026-11-22', tokens }: { day?: string; tokens?: number } = {}) =>
  memory.mem(args, {
    now: new Date(`${day}T12:00:00Z`),
    env: {
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: `${server.url}/v1`,
      ...(tokens !== undefined && { MEM_DAILY_TOKENS: String(tokens) }),
    },
  })

/** Raw files of three days, and no day of them done yet. */
async function withTranscripts(): Promise<void> {
  for (const [index, day] of DAYS.entries()) {
    const file = join(memory.place, `${day}.json`)
    await writeFile(file, JSON.stringify(talkOf(day, 700 + index)))
    await mem(['capture', file, '--provider', 'embedded', '--quiet'])
  }
  for (const path of await levels()) await rm(join(memory.dir, path))
}

const levels = async () =>
  Object.keys(await filesOf(memory.dir)).filter((name) => /^(ROOT|daily|weekly|monthly)/.test(name))
const read = (path: string) => readFile(join(memory.dir, path), 'utf8')
const markdown = async () =>
  Object.fromEntries(Object.entries(await filesOf(memory.dir)).filter(([name]) => !name.startsWith('.mem')))
const status = async (options: Parameters<typeof mem>[1]) =>
  JSON.parse((await mem(['status', '--json'], options)).stdout)

describe('the daily limit, reached midway', () => {
  it('leaves a valid tree, says what was made without the model, and the run is a success', async () => {
    await withTranscripts()
    const outcome = await mem(['compact'], { tokens: 2 * CALL_TOKENS })
    expect(outcome).toMatchObject({ status: 0 })
    expect(server.requests).toHaveLength(2)
    expect(outcome.stdout).toContain(
      'Made without the model because its daily limit is reached: daily/2026-11-18.md, weekly/2026-W47.md, monthly/2026-11.md, ROOT.md\n',
    )
    expect(outcome.stderr.match(/Today's limit for models is reached/g)).toHaveLength(1)
    expect(await read('daily/2026-11-17.md')).toMatch(/^engine: local\/some-model$/m)
    const last = await read('daily/2026-11-18.md')
    expect(last).toMatch(/^engine: embedded\ncapped: true$/m)
    expect(last).toContain('office number 702 in Utrecht')
    expect(await mem(['compact', '--check'])).toMatchObject({ status: 0, stdout: 'Everything is in order.\n' })
  })

  it('on the same day, nothing more is due, and no byte changes', async () => {
    await withTranscripts()
    await mem(['compact'], { tokens: 2 * CALL_TOKENS })
    const before = await markdown()
    expect(await mem(['compact'], { tokens: 2 * CALL_TOKENS })).toMatchObject({ stdout: '', stderr: '', status: 0 })
    expect(await markdown()).toEqual(before)
    expect(server.requests).toHaveLength(2)
    expect(await status({ tokens: 2 * CALL_TOKENS })).toMatchObject({
      due: [],
      waiting: ['daily/2026-11-18.md', 'weekly/2026-W47.md', 'monthly/2026-11.md', 'ROOT.md'],
    })
    const shown = await mem(['status'], { tokens: 2 * CALL_TOKENS })
    expect(shown.stdout).toContain('4 files made without the model wait until its daily limit has room')
  })

  it('once there is room, the model does what was left, and only that', async () => {
    await withTranscripts()
    await mem(['compact'], { tokens: 2 * CALL_TOKENS })
    const tomorrow = { day: '2026-11-23', tokens: 1_000_000 }
    expect((await status(tomorrow)).due).toEqual([
      'daily/2026-11-18.md',
      'weekly/2026-W47.md',
      'monthly/2026-11.md',
      'ROOT.md',
    ])
    expect((await mem(['compact', '--dry-run'], tomorrow)).stdout).toContain(
      'daily/2026-11-18.md  was made without the model\n',
    )
    expect(await mem(['compact'], tomorrow)).toMatchObject({
      stdout: 'daily/2026-11-18.md\nweekly/2026-W47.md\nmonthly/2026-11.md\nROOT.md\n',
      stderr: '',
      status: 0,
    })
    expect(server.requests.slice(2).map((request) => taskOf(promptOf(request)))).toEqual([
      'memories',
      'lines of a period',
      'lines of a period',
      'lines of topics',
    ])
    for (const path of await levels()) expect(`${path} ${await read(path)}`).not.toMatch(/capped|engine: embedded/)
    const before = await markdown()
    expect(await mem(['compact'], tomorrow)).toMatchObject({ stdout: '', status: 0 })
    expect(await markdown()).toEqual(before)
    expect(server.requests).toHaveLength(6)
  })

  it('a server that is down the next day changes nothing', async () => {
    await withTranscripts()
    await mem(['compact'], { tokens: 2 * CALL_TOKENS })
    const before = await markdown()
    server.script((response) => void response.socket?.destroy())
    expect(await mem(['compact'], { day: '2026-11-23', tokens: 1_000_000 })).toMatchObject({ status: 0 })
    expect(await markdown()).toEqual(before)
  })

  it('a day in which a human took out a line is not done again by itself', async () => {
    await withTranscripts()
    await mem(['compact'], { tokens: 2 * CALL_TOKENS })
    const path = join(memory.dir, 'daily/2026-11-18.md')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace(/^- .*Dana.*\n/m, ''))
    await mem(['compact'], { day: '2026-11-23', tokens: 1_000_000 })
    expect(await read('daily/2026-11-18.md')).not.toContain('Dana')
    expect(await read('daily/2026-11-18.md')).toMatch(/^engine: embedded\ncapped: true$/m)
  })

  it('where today has less room than a file takes, it waits', async () => {
    await withTranscripts()
    await mem(['compact'], { tokens: 2 * CALL_TOKENS })
    const before = await markdown()
    const { waiting, due } = await status({ day: '2026-11-23', tokens: 600 })
    expect({ waiting, due }).toEqual({
      waiting: ['daily/2026-11-18.md', 'weekly/2026-W47.md', 'monthly/2026-11.md', 'ROOT.md'],
      due: [],
    })
    await mem(['compact'], { day: '2026-11-23', tokens: 600 })
    expect(await markdown()).toEqual(before)
  })
})

describe('ROOT.md by a model', () => {
  it('asks for the topics that changed, and for no other', async () => {
    await withTranscripts()
    await mem(['compact'])
    const asked = server.requests.length
    const file = join(memory.place, 'kyoto.json')
    await writeFile(
      file,
      JSON.stringify([
        turn('The flights to Kyoto cost 1,140 euros.', '2026-11-19T09:00:00Z'),
        turn('The hotel in Kyoto is booked for two people.', '2026-11-19T09:01:00Z'),
      ]),
    )
    await mem(['capture', file, '--quiet'])
    const prompts = server.requests.slice(asked).map(promptOf)
    expect(prompts.map(taskOf)).toEqual(['memories', 'lines of topics'])
    expect(prompts[1]).toContain('Kyoto')
    expect(prompts[1]).not.toContain('Utrecht')
    expect(await read('ROOT.md')).toMatch(/Utrecht[\s\S]*Kyoto|Kyoto[\s\S]*Utrecht/)
  })

  /** The line on the office in Utrecht, and ROOT.md as a human leaves it. */
  const editedRoot = async (by: (line: string) => string) => {
    await withTranscripts()
    await mem(['compact'])
    const root = await read('ROOT.md')
    const line = root.split('\n').find((each) => /^- .*\(2026-11-1\d\): .*Utrecht/.test(each)) ?? ''
    expect(line).not.toBe('')
    await writeFile(join(memory.dir, 'ROOT.md'), root.replace(`${line}\n`, by(line)))
    const lines = (all: ModelLine[]) => all.map((each) => ({ ...each, text: `Maya: ${each.text}` }))
    server.script(compactor({ wire: openaiWire, lines }))
    expect((await mem(['compact', '--level', 'root', '--force'])).status).toBe(0)
    return { line, after: await read('ROOT.md') }
  }

  it('a line that a human took out does not come back in other words', async () => {
    const { after } = await editedRoot(() => '')
    expect(after).not.toMatch(/: .*Utrecht/)
  })

  it('a line that a human edited stays as it is, and no other is put beside it', async () => {
    const edited = (line: string) => line.replace('Utrecht', 'beautiful Utrecht')
    const { line, after } = await editedRoot((text) => `${edited(text)}\n`)
    expect(after).toContain(edited(line))
    expect(after.match(/: .*Utrecht/g)).toHaveLength(1)
  })

  it('is part of --dry-run', async () => {
    await withTranscripts()
    const plan = JSON.parse((await mem(['compact', '--dry-run', '--json'])).stdout)
    for (const { path, inputTokens, outputTokens } of plan.steps)
      expect({ path, isEstimated: inputTokens > 0 && outputTokens > 0 }).toEqual({ path, isEstimated: true })
    expect(plan.steps.at(-1)).toMatchObject({ path: 'ROOT.md' })
    expect(server.requests).toEqual([])
  })
})
