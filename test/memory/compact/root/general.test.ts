/** What is under no topic has its place in ROOT.md: what somebody is, has and wants in every session. */
import { describe, expect, it } from 'vitest'
import { compact, planCompaction, updateRoot } from '../../../../src/memory/compact/compact.ts'
import { testFolder } from '../folder.ts'

const LASTING = [
  "I'm diabetic, type 1, since I was nine.",
  'I was born in 1987 in a small village.',
  "I'm pregnant, due in August.",
  'I got divorced last month.',
  'I lost my job yesterday.',
  'I work only four days a week, never on Wednesdays.',
]

const folderOf = async (said: readonly string[], rootTokens = 3000) => {
  const test = await testFolder({ budgets: { dailyShare: 0.9, weeklyShare: 0.3, monthlyShare: 0.2, rootTokens } })
  for (const [index, text] of said.entries()) {
    const day = new Date(Date.UTC(2026, 7, 1 + index)).toISOString().slice(0, 10)
    await test.session(`raw/${day}-session-1.md`, `${day}T09:00:00Z`, [['User', text]])
  }
  await compact(test.deps, await planCompaction(test.deps))
  return test
}

const general = (root: string): string[] =>
  (/^## General\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(root)?.[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('- '))

describe('what is under no topic', () => {
  it('is in ROOT.md where it says who the user is', async () => {
    const root = await (await folderOf(LASTING)).read('ROOT.md')
    const lines = general(root).join('\n')
    for (const word of ['diabetic', '1987', 'pregnant', 'divorced', 'lost their job', 'never on Wednesdays'])
      expect(lines).toContain(word)
  })

  it('begins with what the user wants in every session', async () => {
    const root = await (
      await folderOf(['Only commit when I say so.', 'I want you to write tests first.', ...LASTING])
    ).read('ROOT.md')
    expect(general(root).slice(0, 2).join('\n')).toMatch(
      /write tests first[\s\S]*only commit|only commit[\s\S]*write tests/,
    )
  })

  it('is left out where it was but asked, felt or done once', async () => {
    const root = await (
      await folderOf([
        ...LASTING,
        'I am looking forward to it.',
        'I hope so, I am glad about that.',
        'I waited for an hour.',
      ])
    ).read('ROOT.md')
    expect(general(root).join('\n')).not.toMatch(/looking forward|glad|waited/)
  })

  it.each([200, 300, 600])(
    'stays with all else within %i tokens, and what has no room is counted',
    async (rootTokens) => {
      const more = ['the aquarium', 'the piano', 'the telescope', 'the bicycle', 'the greenhouse'].map(
        (thing) => `We decided to keep ${thing} until 2031 in the hall.`,
      )
      const many = Array.from({ length: 12 }, (_, index) => `I work only ${index + 8} hours a week, never at night.`)
      const test = await folderOf([...LASTING, ...more, ...many], rootTokens)
      const root = await test.read('ROOT.md')
      expect(test.deps.countTokens(root)).toBeLessThanOrEqual(rootTokens)
      expect(root).toMatch(/\d+ general statements? (?:is|are) only in the daily, weekly and monthly files/)
      if (rootTokens >= 300) expect(general(root).length).toBeGreaterThan(0)
      if (rootTokens >= 600) expect(root).toMatch(/Piano|Telescope|Bicycle/)
      expect(await updateRoot(test.deps, { force: true })).toMatchObject({ written: false })
    },
    60_000,
  )

  it('does not come back where a human took it out', async () => {
    const test = await folderOf(LASTING)
    await test.edit('ROOT.md', (text) => text.replace(/^- User is pregnant.*\n/m, ''))
    await updateRoot(test.deps, { force: true })
    expect(await test.read('ROOT.md')).not.toContain('pregnant')
    expect(await test.read('ROOT.md')).toContain('diabetic')
  })
})
