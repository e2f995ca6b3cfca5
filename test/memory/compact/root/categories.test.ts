import { describe, expect, it } from 'vitest'
import { categorise } from '../../../../src/memory/compact/root/categories.ts'

const entry = (topic: string, text: string, day: string, count = 1) => ({
  topic,
  usefulness: 1,
  memories: Array.from({ length: count }, () => ({
    kind: 'fact' as const,
    text,
    topics: [topic],
    date: day,
    citations: [{ path: `raw/${day}-session-1.md`, turns: [1, 1] as const }],
    origin: 'machine' as const,
  })),
})

const categoriesOf = async (entries: Parameters<typeof categorise>[0]): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await categorise(entries, { embedder: undefined, most: 100 })).map(({ topic, category }) => [topic, category]),
  )

describe('categories of topics', () => {
  const trip = [
    entry('japan-trip', 'We booked the flights and the hotel in Osaka.', '2026-10-06'),
    entry('osaka-hotel', 'The hotel in Osaka has a vacation rate.', '2026-10-06'),
  ]

  it('go where the company is that an unclear topic keeps', async () => {
    const found = await categoriesOf([...trip, entry('wardrobe', 'The wardrobe stays.', '2026-10-06')])
    expect(found['japan-trip']).toBe('travel')
    expect(found.wardrobe).toBe('travel')
  })

  it('stay "other" where the company is mixed or another day', async () => {
    const found = await categoriesOf([...trip, entry('wardrobe', 'The wardrobe stays.', '2026-10-07')])
    expect(found.wardrobe).toBe('other')
  })

  it('of a single topic are no heading, unless much is known of it', async () => {
    const alone = await categoriesOf([...trip, entry('cello', 'The cello needs new strings.', '2026-10-06')])
    expect(alone.cello).toBe('travel')
    const known = await categoriesOf([...trip, entry('cello', 'The cello needs new strings.', '2026-10-06', 3)])
    expect(known.cello).toBe('music')
  })
})
