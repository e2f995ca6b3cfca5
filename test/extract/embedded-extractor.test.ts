import { beforeAll, describe, expect, it } from 'vitest'
import { createEmbeddedExtractor, extractMemories } from '../../src/extract/embedded-extractor.ts'
import { memoryTokens } from '../../src/extract/select/fit.ts'
import { verifyStatement } from '../../src/extract/verify.ts'
import { loadTokenCounter } from '../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../src/memory/ports.ts'
import type { Memory } from '../../src/memory/types.ts'
import { CHAT_DAY, chatTurns, WORK_DAY, workTurns } from './lines/talk.ts'

let countTokens: CountTokens
beforeAll(async () => {
  countTokens = await loadTokenCounter()
})

const request = (turns: typeof workTurns, date: string) => ({
  path: `raw/${date}-session-1.md`,
  turns,
  context: [],
  date,
  knownTopics: [] as string[],
})
const work = (share: number) => extractMemories(request(workTurns, WORK_DAY), { countTokens, share })
const chat = (share: number) => extractMemories(request(chatTurns, CHAT_DAY), { countTokens, share })
const textsOf = (memories: readonly Memory[], kind: Memory['kind']) =>
  memories.filter((memory) => memory.kind === kind).map(({ text }) => text)

describe('the embedded extractor', () => {
  it('tells decisions, actions, preferences and facts', () => {
    const memories = work(0.9)
    expect(textsOf(memories, 'decision')).toEqual(
      expect.arrayContaining([
        'We decided to use pgloader for the first copy.',
        'We moved the stand-up from Tuesday to Thursday because Priya is in Lisbon until the 20th.',
        'User decided to go with monthly partitions.',
      ]),
    )
    expect(textsOf(memories, 'action')).toEqual(
      expect.arrayContaining([
        'User needs to send the August invoice to Dana by Friday (2026-11-06).',
        'Ask Marco about the pension fund.',
      ]),
    )
    expect(textsOf(memories, 'preference')).toContain('Always use pnpm, never npm, in this repo.')
    expect(textsOf(memories, 'fact').join(' ')).toContain(
      'User booked the flights to Kyoto yesterday (2026-11-02), 1,140 euros for two',
    )
  })

  it('names speakers, resolves dates, drops praise, greetings and questions nobody needs', () => {
    const text = chat(1)
      .map((memory) => memory.text)
      .join('\n')
    expect(text).toContain('Tomas moved to Utrecht last Saturday (2026-06-13)')
    expect(text).toContain('Tomas is going to run the Rotterdam half marathon next month (July 2026)')
    expect(text).not.toMatch(/awesome|Good luck|Talk to you|Long time/i)
    expect(text).not.toMatch(/\bI\b/)
  })

  it('says nothing that the cited turns do not bear out', () => {
    for (const share of [0.1, 0.2, 0.4, 0.8]) {
      for (const [memories, turns, date] of [
        [work(share), workTurns, WORK_DAY],
        [chat(share), chatTurns, CHAT_DAY],
      ] as const) {
        const speakers = turns.map(({ speaker }) => speaker)
        for (const { text, citations } of memories) {
          const [first, last] = citations[0]?.turns ?? [0, 0]
          const cited = turns.filter(({ number }) => number >= first && number <= last)
          expect({ text, verdict: verifyStatement(text, { turns: cited, date, speakers }) }).toEqual({
            text,
            verdict: { ok: true },
          })
        }
      }
    }
  })

  it('never remembers tool output, code, or orders to whoever reads it', () => {
    const text = [...work(1), ...chat(1)].map((memory) => memory.text).join('\n')
    expect(text).not.toMatch(/ECONNREFUSED|CREATE TABLE|previous instructions|system prompt/i)
  })

  it('stays within its share', () => {
    const raw = chatTurns.reduce((sum, { speaker, text }) => sum + countTokens(`${speaker}: ${text}`), 0)
    for (const share of [0.42, 0.6, 0.8]) {
      const used = chat(share).reduce((sum, memory) => sum + memoryTokens(memory, countTokens), 0)
      expect(used).toBeLessThanOrEqual(share * raw)
      expect(used).toBeGreaterThan(share * raw * 0.6)
    }
  })

  it('has one line a memory and one to two plain topics', () => {
    for (const { text, topics } of [...work(0.6), ...chat(0.6)]) {
      expect(text).not.toContain('\n')
      expect(text).toMatch(/^[\p{Lu}\d"`].*[.!?…]["'”’)\]]*$/u)
      expect(topics).toHaveLength(1)
      expect(topics[0]).toMatch(/^[\p{L}\p{N}-]+$/u)
    }
  })

  it('reuses the topic names it is given', () => {
    const known = { ...request(workTurns, WORK_DAY), knownTopics: ['standup-meeting', 'stand-up'] }
    const memories = extractMemories(known, { countTokens, share: 0.6 })
    expect(memories.find(({ text }) => text.includes('moved the stand-up'))?.topics).toEqual(['stand-up'])
  })

  it('gives the same for the same turns, and nothing for none', async () => {
    const extractor = createEmbeddedExtractor({ countTokens })
    const first = await extractor.extract(request(chatTurns, CHAT_DAY))
    expect(await extractor.extract(request(chatTurns, CHAT_DAY))).toEqual(first)
    expect(await extractor.extract(request([], CHAT_DAY))).toEqual({ memories: [], rejected: 0, engine: 'embedded' })
  })
})
