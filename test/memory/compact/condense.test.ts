/** Weeks by a model behind the real OpenAI adapter, on a local server: what it invents or drops never reaches the file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOpenAIStructured } from '../../../src/llm/openai.ts'
import { checkFolder } from '../../../src/memory/compact/check.ts'
import { compact, planCompaction } from '../../../src/memory/compact/compact.ts'
import { openaiWire } from '../../helpers/fake-openai.ts'
import { answerIn, type FakeServer, failIn, type Reply, startFakeServer } from '../../helpers/fake-server.ts'
import { forgetEnvironment } from '../../llm/surroundings.ts'
import { fillWithWork, testFolder } from './folder.ts'

let server: FakeServer
beforeAll(async () => {
  server = await startFakeServer()
})
afterAll(() => server.close())
forgetEnvironment()

const says = (lines: readonly unknown[]) => answerIn(openaiWire, { texts: [JSON.stringify({ lines })], usage: null })

async function weekBy(reply: Reply) {
  server.script(reply)
  const budgets = { dailyShare: 0.9, weeklyShare: 0.9, monthlyShare: 0.9, rootTokens: 3000 }
  const structured = createOpenAIStructured({
    model: 'some-model',
    apiKey: 'sk-test-key',
    baseUrl: server.url + openaiWire.basePath,
    maxRetries: 0,
  })
  const test = await testFolder({ budgets, structuredModel: structured })
  await fillWithWork(test)
  const report = await compact(test.deps, await planCompaction(test.deps))
  expect(await checkFolder(test.deps)).toEqual([])
  expect((await planCompaction(test.deps)).steps).toEqual([])
  return { report, week: await test.read('weekly/2026-W45.md'), notices: test.notices }
}

describe('a week by a model', () => {
  it('drops an invented number, keeps the memory it came from, and brings back the decisions it left out', async () => {
    const { week, report } = await weekBy(
      says([{ kind: 'fact', text: 'The invoices are kept in MySQL 9.9 on billing-db-1.', from: [1, 2, 3, 4, 5, 6] }]),
    )
    expect(report.rejected).toBeGreaterThan(0)
    expect(week).not.toContain('9.9')
    expect(week).toContain('We moved the stand-up from Tuesday to Thursday')
    expect(week).toContain('engine: local/some-model')
  })

  it('a decision that a line names as its source and leaves out comes back', async () => {
    const { week } = await weekBy(says([{ kind: 'fact', text: 'Priya is in Lisbon.', from: [1, 2, 3, 4, 5, 6, 7] }]))
    expect(week).toContain('We moved the stand-up from Tuesday to Thursday')
  })

  it('says that the embedded engine took over where the model is out of order', async () => {
    const { week, report, notices } = await weekBy(failIn(openaiWire, { status: 503, message: 'busy' }))
    expect(report.fellBack).toContain('weekly/2026-W45.md')
    expect(week).toContain('engine: embedded')
    expect(notices.join('\n')).toContain('The embedded engine took over.')
  })
})
