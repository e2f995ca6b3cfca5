/** Weeks and months by a model behind the real OpenAI adapter, on a local server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFolder } from '../../../src/memory/compact/check.ts'
import { compact, planCompaction } from '../../../src/memory/compact/compact.ts'
import { promptOf } from '../../helpers/fake-compactor.ts'
import { type FakeServer, startFakeServer } from '../../helpers/fake-server.ts'
import { forgetEnvironment } from '../../llm/surroundings.ts'
import { fillWithWork } from './folder.ts'
import { AMPLE, type ModelFolderOptions, modelFolder } from './with-model.ts'

let server: FakeServer
beforeAll(async () => {
  server = await startFakeServer()
})
afterAll(() => server.close())
forgetEnvironment()

async function workBy(options: ModelFolderOptions) {
  const test = await modelFolder(server, options)
  await fillWithWork(test)
  const asked = server.requests.length
  const report = await compact(test.deps, await planCompaction(test.deps))
  expect(await checkFolder(test.deps)).toEqual([])
  expect((await planCompaction(test.deps)).steps).toEqual([])
  const prompts = server.requests.slice(asked).map(promptOf)
  return { test, report, week: await test.read('weekly/2026-W45.md'), prompts }
}

describe('a week by a model', () => {
  it('holds a decision that a line names as its source and leaves out', async () => {
    const lines = () => [{ kind: 'fact', text: 'Priya is in Lisbon.', from: [1, 2, 3, 4] }]
    const { week } = await workBy({ lines })
    expect(week).toContain('We moved the stand-up from Tuesday to Thursday')
  })

  it('cites all that a line was made from', async () => {
    const { week } = await workBy({
      lines: (all) => [{ kind: 'fact', text: `${all[0]?.text} ${all.at(-1)?.text}`, from: [1, all.length] }],
    })
    expect(week).toContain('engine: local/some-model')
    expect(week).toMatch(
      /raw\/2026-11-05-session-1\.md#turn-\d+\), \[[\d–]+\]\(\.\.\/raw\/2026-11-03-session-1\.md#turn-\d+\)/,
    )
  })

  it('is asked for in stretches that fit the context', async () => {
    const { prompts, test, week } = await workBy({ contextTokens: 400, budgets: { ...AMPLE, weeklyShare: 2 } })
    const ofWeek = prompts.filter((prompt) => prompt.includes('weekly (2026-W45)'))
    expect(ofWeek.length).toBeGreaterThan(1)
    for (const prompt of prompts) expect(test.deps.countTokens(prompt)).toBeLessThan(400)
    const offered = ofWeek.flatMap((prompt) =>
      [...prompt.matchAll(/<memory[^>]*>\n(.*)\n<\/memory>/g)].map(([, text]) => text),
    )
    expect(new Set(offered).size).toBe(offered.length)
    for (const text of offered) expect(week).toContain(text)
  })

  it('is asked for without the lock', async () => {
    const free: boolean[] = []
    await workBy({
      before: async ({ deps }) => void free.push(await deps.folder.withLock(async () => true)),
    })
    // Two weeks, the month, and ROOT.md.
    expect(free.length).toBeGreaterThanOrEqual(3)
  })
})
