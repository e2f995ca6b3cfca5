/** How things stand and how they were: which of two hits on one matter comes first. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recall } from '../../../src/memory/recall/recall.ts'
import { type RecallFolder, recallFolder, type Said } from './folder.ts'

let memory: RecallFolder
beforeEach(async () => {
  memory = await recallFolder()
})
afterEach(() => memory.dispose())

const said = (text: string): Said => ({ speaker: 'Maya', text })
const firstText = async (query: string) => (await recall({ query }, memory.deps)).hits[0]?.text

describe('what was said later', () => {
  beforeEach(async () => {
    await memory.say('raw/2026-10-05-session-1.md', [
      said('The stand-up is on Tuesdays at ten, in the small room.'),
      said('Our office is in Hamburg, near the harbour.'),
      said('We rent the van from Miller.'),
    ])
    await memory.say('raw/2026-11-09-session-1.md', [
      said('The stand-up moved to Thursday, because Ben is away on the other days of the week.'),
      said('The office has moved to Berlin, a larger place for all of us.'),
      said('The van broke down on the way to the fair.'),
    ])
  })

  it.each([
    ['When is the stand-up?', 'Thursday'],
    ['When is the stand-up now?', 'Thursday'],
    ['On which day do we have the stand-up?', 'Thursday'],
    ['Where is our office?', 'Berlin'],
  ])('answers "%s" with what holds now: %s', async (query, expected) => {
    expect(await firstText(query)).toContain(expected)
  })

  it.each([
    ['What was the old day of the stand-up?', 'Tuesdays'],
    ['When was the stand-up before it moved?', 'Tuesdays'],
    ['Where was our office before the move?', 'Hamburg'],
    ['Where did we use to have our office, originally?', 'Hamburg'],
  ])('answers "%s" with what held before: %s', async (query, expected) => {
    expect(await firstText(query)).toContain(expected)
  })

  it('does not take what is newer for what replaces', async () => {
    expect(await firstText('From whom do we rent the van?')).toContain('Miller')
  })
})

describe('a replaced statement', () => {
  beforeEach(async () => {
    await memory.say('raw/2026-10-05-session-1.md', [
      said('The garden gate code is 1234. The mower is in the shed.'),
      said('Dinner on Friday is at seven.'),
    ])
    await memory.say('raw/2026-11-09-session-1.md', [said('The garden gate has a new code, it is 9876 from today on.')])
    await memory.write(
      'daily/2026-10-05.md',
      [
        '---\nkind: daily\ndate: "2026-10-05"\n---\n# Monday\n\n## Facts',
        '- ~~The garden gate code is 1234.~~ #garden ([1](../raw/2026-10-05-session-1.md#turn-1)) superseded 2026-11-09',
        '- The mower is in the shed. #garden ([1](../raw/2026-10-05-session-1.md#turn-1))',
      ].join('\n'),
    )
  })

  it('takes its turns down with it', async () => {
    const { hits } = await recall({ query: 'What is the code of the garden gate?', explain: true }, memory.deps)
    expect(hits[0]?.text).toContain('9876')
    expect(hits.find(({ text }) => text.includes('1234'))?.parts?.stateFactor).toBeLessThan(1)
  })

  it('leaves them where they stand for another matter, and for the past', async () => {
    const factorFor = async (query: string) =>
      (await recall({ query, explain: true, level: 'raw' }, memory.deps)).hits.find(({ text }) => text.includes('1234'))
        ?.parts?.stateFactor
    expect(await factorFor('Where is the mower?')).toBe(1)
    expect(await factorFor('What was the old code of the garden gate?')).toBe(1)
  })
})

describe('an acknowledgement', () => {
  it('comes after the turn that it answers', async () => {
    await memory.say('raw/2026-11-09-session-1.md', [
      said('We have decided to run the session cache on Redis 7, with the data kept on disk.'),
      { speaker: 'Claude', role: 'assistant', text: 'Noted: Redis 7.' },
      said('Let us also have lunch together on Fridays.'),
      { speaker: 'Claude', role: 'assistant', text: 'Sounds good! Lunch on Fridays.' },
    ])
    expect(await firstText('Which Redis version?')).toContain('session cache')
    expect(await firstText('Redis 7')).toContain('session cache')
    expect(await firstText('lunch on Fridays')).toContain('together')
  })
})

describe('lines of ROOT.md that lead on', () => {
  it('are no hits, other lines are', async () => {
    const { lineHash } = await import('../../../src/markdown/items.ts')
    const ours = [
      '2 topics from 2 days, 2026-10-05 to 2026-11-09. Links lead to the words as they were said.',
      '- Redis ([1](raw/2026-11-09-session-1.md#turn-1))',
      '- Cache (2026-11-09): The session cache runs on Redis. ([1](raw/2026-11-09-session-1.md#turn-1))',
      '- November 2026: Redis, Cache ([1](raw/2026-11-09-session-1.md#turn-1), [2026-11](monthly/2026-11.md))',
    ]
    const [intro, topic, line, month] = ours
    const head = `---\nkind: root\nlines: "${ours.map(lineHash).join(' ')}"\n---\n# Memory\n\n`
    const body = `${intro}\n\n## Pinned\n\nRedis is Ana's field\n\n## Software\n${topic}\n${line}\n- Redis by hand\n\n## Months\n${month}\n`
    await memory.say('raw/2026-11-09-session-1.md', [said('The session cache runs on Redis.')])
    await memory.write('ROOT.md', head + body)
    const { hits } = await recall({ query: 'Redis cache, November 2026 topics', level: 'root' }, memory.deps)
    expect(hits.map(({ text }) => text).toSorted()).toEqual([
      'Cache (2026-11-09): The session cache runs on Redis.',
      'Redis by hand',
      "Redis is Ana's field",
    ])
  })
})
