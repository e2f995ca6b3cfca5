import { describe, expect, it } from 'vitest'
import { compact, planCompaction, updateRoot } from '../../../../src/memory/compact/compact.ts'
import { fillWithWork, type TestFolder, testFolder } from '../folder.ts'

const SUBJECTS =
  `billing postgres kyoto marathon guitar piano mortgage dentist passport garden tomato sourdough espresso bicycle yoga chess
  podcast novel telescope aquarium hamster violin pottery origami karate sailing drone router printer invoice payroll warehouse webhook
  redis kafka terraform docker linter parser compiler scheduler backup firewall certificate newsletter inbox visa hotel ferry museum
  opera festival wedding nursery kindergarten grandmother allergy vaccine physio sleep vitamin pension dividend bond crypto insurance
  tax salary interview resume standup retro roadmap whiteboard projector translator`.split(/\s+/)

const topicFolder = async (rootTokens: number, days = SUBJECTS.length) => {
  const test = await testFolder({ budgets: { dailyShare: 0.9, weeklyShare: 0.3, monthlyShare: 0.2, rootTokens } })
  for (const [index, subject] of SUBJECTS.slice(0, days).entries()) {
    const day = new Date(Date.UTC(2026, 7, 1 + index)).toISOString().slice(0, 10)
    await test.session(`raw/${day}-session-1.md`, `${day}T09:00:00Z`, [
      ['User', `We decided to keep the ${subject} until ${2027 + index}. The ${subject} costs ${100 + index} euros.`],
    ])
  }
  await compact(test.deps, await planCompaction(test.deps))
  return test
}

describe('ROOT.md', () => {
  it('holds more than 70 topics in many categories within 3,000 tokens, and says what is shortened', async () => {
    const test = await topicFolder(3000)
    const root = await test.read('ROOT.md')
    expect(SUBJECTS.length).toBeGreaterThan(70)
    expect(test.deps.countTokens(root)).toBeLessThanOrEqual(3000)
    const categories = [...root.matchAll(/^## (.+)$/gm)].map(([, name]) => name)
    expect(categories.length).toBeGreaterThanOrEqual(12)
    const named = SUBJECTS.filter((subject) => root.toLowerCase().includes(subject))
    expect(named.length).toBeGreaterThanOrEqual(70)
    expect(root).toMatch(/\d+ topics are shortened to their name and link\./)
  }, 120_000)

  it('says what is to do under the open actions only', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.9, weeklyShare: 0.3, monthlyShare: 0.2, rootTokens: 3000 },
    })
    const said = [
      'I need to renew the library card by 20 November.',
      'We decided to keep the aquarium in the hall. The aquarium holds 120 litres.',
      'I need to buy a new pump for the aquarium by Friday.',
    ]
    for (const [index, text] of said.entries())
      await test.session(`raw/2026-11-0${index + 2}-session-1.md`, `2026-11-0${index + 2}T09:00:00Z`, [['User', text]])
    await compact(test.deps, await planCompaction(test.deps))
    const root = await test.read('ROOT.md')
    expect(root.match(/renew the library card/g)).toHaveLength(1)
    expect(root.match(/new pump/g)).toHaveLength(1)
    expect(root).toMatch(/Aquarium .*: We decided to keep/)
    expect(await updateRoot(test.deps)).toMatchObject({ written: false })
  })

  it.each([300, 600, 1200])(
    'stays within %i tokens',
    async (rootTokens) => {
      const test = await topicFolder(rootTokens, 30)
      const root = await test.read('ROOT.md')
      expect(test.deps.countTokens(root)).toBeLessThanOrEqual(rootTokens)
      expect(root).toMatch(/more are only in the daily, weekly and monthly files|shortened/)
    },
    120_000,
  )

  it('puts what is pinned first, counts it, and keeps it whole when it alone is too long', async () => {
    const test = await testFolder({
      budgets: { dailyShare: 0.9, weeklyShare: 0.3, monthlyShare: 0.2, rootTokens: 400 },
    })
    await fillWithWork(test)
    await compact(test.deps, await planCompaction(test.deps))
    const pinned = Array.from({ length: 60 }, (_, index) => `- Remember the rule number ${index} of this house.`).join(
      '\n',
    )
    await test.edit('ROOT.md', (text) => text.replace('## Pinned\n', `## Pinned\n${pinned}\n`))
    const result = await updateRoot(test.deps, { force: true })
    expect(result.written).toBe(true)
    const root = await test.read('ROOT.md')
    expect(root).toContain(pinned)
    expect(root.indexOf('## Pinned')).toBeLessThan(
      root.search(/^## (?!Pinned)/m) === -1 ? root.length : root.search(/^## (?!Pinned)/m),
    )
    expect(test.notices.join('\n')).toMatch(/pinned and hand-written part alone takes \d+ of 400 tokens/)
    expect(await updateRoot(test.deps, { force: true })).toMatchObject({ written: false })
  })

  it('is empty of nothing: no file where there is no day', async () => {
    const test = await testFolder()
    expect(await updateRoot(test.deps)).toMatchObject({ written: false })
    expect(await test.files()).toEqual({})
  })
})

describe('while ROOT.md is being worked out', () => {
  /** Does something while topics are looked at, which is the first thing that takes its time. */
  const meanwhile = async (test: TestFolder, act: () => Promise<unknown>) => {
    let isDone = false
    const embed = async (texts: readonly string[]) => {
      if (!isDone) {
        isDone = true
        await act()
      }
      return texts.map(() => new Float32Array(4))
    }
    const result = await updateRoot({ ...test.deps, embedder: { id: 'none', dimensions: 4, embed } }, { force: true })
    expect(isDone).toBe(true)
    return result
  }
  const dueLevels = async ({ deps }: TestFolder) => (await planCompaction(deps)).steps.map(({ level }) => level)

  const sellTrombone = async (test: TestFolder) => {
    await test.session('raw/2026-11-20-session-1.md', '2026-11-20T09:00:00Z', [
      ['User', 'We decided to sell the trombone in May 2027.'],
    ])
    await compact(test.deps, await planCompaction(test.deps))
  }

  it('another run may write it while the days are read: that stays', async () => {
    const test = await topicFolder(3000, 3)
    const { folder } = test.deps
    let isDone = false
    const list: typeof folder.list = async (level, options) => {
      if (level === 'monthly' && !isDone) {
        isDone = true
        await sellTrombone(test)
      }
      return folder.list(level, options)
    }
    const { written } = await updateRoot({ ...test.deps, folder: { ...folder, list } }, { force: true })
    expect({ isDone, written }).toEqual({ isDone: true, written: false })
    expect(await test.read('ROOT.md')).toContain('trombone')
    expect(await dueLevels(test)).toEqual([])
  })

  it('another run may write it from more: that stays', async () => {
    const test = await topicFolder(3000, 3)
    const result = await meanwhile(test, () => sellTrombone(test))
    expect(result.written).toBe(false)
    expect(await test.read('ROOT.md')).toContain('trombone')
    expect(await dueLevels(test)).toEqual([])
  })

  it('a human may write in it: their words stay', async () => {
    const test = await topicFolder(3000, 3)
    await meanwhile(test, () => test.edit('ROOT.md', (text) => text.replace('## Pinned', '## Pinned\n- Call me Mx.')))
    expect(await test.read('ROOT.md')).toContain('- Call me Mx.')
  })

  it('a human may write in a day: then it is due again', async () => {
    const test = await topicFolder(3000, 3)
    await meanwhile(test, () => test.edit('daily/2026-08-01.md', (text) => `${text}- I sold the tuba.\n`))
    expect(await dueLevels(test)).toContain('root')
    await compact(test.deps, await planCompaction(test.deps))
    expect(await test.read('ROOT.md')).toContain('tuba')
  })
})
