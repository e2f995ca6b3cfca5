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
    const found = await categoriesOf([...trip, entry('lantern', 'The lantern stays.', '2026-10-07')])
    expect(found.lantern).toBe('other')
  })

  it('of a single topic are no heading, unless much is known of it', async () => {
    const alone = await categoriesOf([...trip, entry('cello', 'The cello needs new strings.', '2026-10-06')])
    expect(alone.cello).toBe('travel')
    const known = await categoriesOf([...trip, entry('cello', 'The cello needs new strings.', '2026-10-06', 3)])
    expect(known.cello).toBe('music')
  })

  it('of a single topic stay where the company is unclear and the name says it', async () => {
    const found = await categoriesOf([
      entry('landlady', 'The landlord of Mill Lane wants notice.', '2026-10-09'),
      entry('dentist', 'The dentist has moved to Mill Lane.', '2026-10-09'),
    ])
    expect(found).toEqual({ landlady: 'other', dentist: 'health' })
    const sky = await categoriesOf([
      entry('star-shower', 'The star shower began at nine.', '2026-10-09'),
      entry('sister', 'My sister saw the forest, the lake, the mountains, the river and wildlife.', '2026-10-09'),
    ])
    expect(sky['star-shower']).not.toBe('home')
  })

  it('are read by the talk around them where a name does not say: a word has more than one sense', async () => {
    const talk = [
      entry('migration', 'The migration to Postgres needs a rollback script.', '2026-10-06', 3),
      entry('latency', 'The p95 latency of the API is 300 ms after the deploy.', '2026-10-06', 3),
    ]
    const found = await categoriesOf([
      ...talk,
      entry('leftovers', 'The 9 leftovers are from the cancelled camp; they go into a table.', '2026-10-06'),
      entry('remainders', 'The 30 remainders are bookings of the hotel, drop them from the schema.', '2026-10-06'),
    ])
    expect(found.leftovers).toBe('engineering')
    expect(found.remainders).toBe('engineering')
  })

  it('are not read from a word in somebody’s name, nor from one that only looks like it', async () => {
    const found = await categoriesOf([
      entry('reminder', 'This one is for Baltic Swimming School again.', '2026-10-06', 3),
      entry('dates', 'The dates are on the 4th and the 9th.', '2026-10-08', 3),
    ])
    expect(found).toEqual({ reminder: 'other', dates: 'other' })
  })

  it('stay "other" where most of what was talked about is', async () => {
    const found = await categoriesOf([
      ...trip,
      ...['parcel', 'anvil', 'lantern', 'ribbon'].map((topic) => entry(topic, `The ${topic} stays.`, '2026-10-06')),
    ])
    expect(found).toMatchObject({ 'japan-trip': 'travel', anvil: 'other', lantern: 'other' })
  })
})
