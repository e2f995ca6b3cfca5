/** ROOT.md by a model behind the real OpenAI adapter, on a local server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFolder } from '../../../../src/memory/compact/check.ts'
import { compact, planCompaction } from '../../../../src/memory/compact/compact.ts'
import { promptOf, taskOf } from '../../../helpers/fake-compactor.ts'
import { type FakeServer, startFakeServer } from '../../../helpers/fake-server.ts'
import { forgetEnvironment } from '../../../llm/surroundings.ts'
import type { TestFolder } from '../folder.ts'
import { AMPLE, type ModelFolderOptions, modelFolder } from '../with-model.ts'

let server: FakeServer
beforeAll(async () => {
  server = await startFakeServer()
})
afterAll(() => server.close())
forgetEnvironment()

const SUBJECTS =
  'postgres kyoto marathon guitar mortgage dentist garden sourdough bicycle chess podcast telescope'.split(' ')

async function fill(test: TestFolder, subjects = SUBJECTS): Promise<void> {
  for (const [index, subject] of subjects.entries()) {
    for (const [at, day] of [`2026-08-${10 + index}`, `2026-09-${10 + index}`].entries()) {
      await test.session(`raw/${day}-session-1.md`, `${day}T09:00:00Z`, [
        [
          'User',
          at === 0
            ? `The ${subject} costs ${100 + index} euros.`
            : `The ${subject} is blue and was made in ${1990 + index}.`,
        ],
      ])
    }
  }
}

async function rootBy(options: ModelFolderOptions, subjects?: readonly string[]) {
  const test = await modelFolder(server, options)
  await fill(test, subjects ? [...subjects] : undefined)
  const asked = server.requests.length
  const report = await compact(test.deps, await planCompaction(test.deps))
  const prompts = server.requests
    .slice(asked)
    .map(promptOf)
    .filter((prompt) => taskOf(prompt) === 'lines of topics')
  return { test, report, prompts, root: await test.read('ROOT.md') }
}

describe('ROOT.md by a model', () => {
  it('holds its lines with all their sources, and says who wrote it', async () => {
    const { root, test } = await rootBy({
      lines: (all, task) =>
        task === 'lines of topics'
          ? all.map((line) => ({ ...line, text: `In short: ${line.text}`, from: [1, 2] }))
          : all,
    })
    expect(root).toMatch(/^engine: .*local\/some-model/m)
    expect(root).toMatch(
      /- Postgres \(2026-09-10\): In short: .*blue.* \(\[1\]\(raw\/2026-09-10-session-1\.md#turn-1\), \[1\]\(raw\/2026-08-10-session-1\.md#turn-1\)\)/,
    )
    expect(await checkFolder(test.deps)).toEqual([])
  })

  it.each([300, 700, 1500])('stays within %i tokens whatever comes back', async (rootTokens) => {
    const budgets = { ...AMPLE, rootTokens }
    const { root, test } = await rootBy({
      budgets,
      lines: (all) => all.map((line) => ({ ...line, text: Array(8).fill(line.text).join(' ') })),
    })
    expect(test.deps.countTokens(root)).toBeLessThanOrEqual(rootTokens)
    expect((await planCompaction(test.deps)).steps).toEqual([])
  })

  it('is asked for in stretches that fit the context, each topic once', async () => {
    const { prompts, test } = await rootBy({ contextTokens: 900 })
    expect(prompts.length).toBeGreaterThan(1)
    for (const prompt of prompts) expect(test.deps.countTokens(prompt)).toBeLessThan(900)
    const names = prompts.flatMap((prompt) =>
      [...prompt.matchAll(/<topic number="\d+" name="([^"]*)"/g)].map(([, name]) => name),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it('a line that was refused is not asked for again while its memories stay', async () => {
    const { test, report, root } = await rootBy({
      lines: (all) => all.map((line) => ({ ...line, text: `${line.text} Wilhelmina agreed.` })),
    })
    expect(report.rejected).toBeGreaterThan(0)
    expect(root).not.toContain('Wilhelmina')
    const asked = server.requests.length
    await test.session('raw/2026-10-01-session-1.md', '2026-10-01T09:00:00Z', [
      ['User', 'My sister Femke moved to Utrecht.'],
    ])
    await compact(test.deps, await planCompaction(test.deps))
    const prompts = server.requests
      .slice(asked)
      .map(promptOf)
      .filter((prompt) => taskOf(prompt) === 'lines of topics')
    for (const prompt of prompts) expect(prompt).not.toMatch(/guitar|marathon/i)
  })

  it('keeps what is pinned and written by hand', async () => {
    const { test } = await rootBy({})
    const mine = '- The spare key is at the baker.'
    await test.edit(
      'ROOT.md',
      (text) => `${text.replace('## Pinned\n', '## Pinned\n- Never deploy on the 24th.\n')}\n## Home\n${mine}\n`,
    )
    await test.session('raw/2026-10-01-session-1.md', '2026-10-01T09:00:00Z', [
      ['User', 'The guitar was sold for 90 euros.'],
    ])
    await compact(test.deps, await planCompaction(test.deps))
    const root = await test.read('ROOT.md')
    expect(root).toContain('## Pinned\n- Never deploy on the 24th.\n')
    expect(root).toContain(mine)
    expect(root).toContain('sold for 90 euros')
  })

  it('lines of a model stay where it is no longer asked', async () => {
    const { test, root } = await rootBy({
      lines: (all, task) =>
        task === 'lines of topics' ? all.map((line) => ({ ...line, text: `In short: ${line.text}` })) : all,
    })
    const { structuredModel: _, ...deps } = test.deps
    await test.session('raw/2026-10-01-session-1.md', '2026-10-01T09:00:00Z', [
      ['User', 'My sister Femke moved to Utrecht.'],
    ])
    await compact(deps, await planCompaction(deps))
    const told = (text: string) => text.split('\n').filter((line) => line.includes('In short: '))
    expect(told(root).length).toBeGreaterThan(5)
    expect(told(await test.read('ROOT.md'))).toEqual(expect.arrayContaining(told(root)))
  })
})
