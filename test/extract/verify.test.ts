import { beforeAll, describe, expect, it } from 'vitest'
import { extractMemories } from '../../src/extract/embedded-extractor.ts'
import { verifyStatement } from '../../src/extract/verify.ts'
import type { NumberedTurn } from '../../src/memory/types.ts'
import { CHAT_DAY, chatTurns, WORK_DAY, workTurns } from './talk.ts'

/** Numerical Recipes' linear congruential generator: the same corruptions in every run. */
function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T }
}
type Random = ReturnType<typeof seeded>

interface Line {
  text: string
  turns: readonly NumberedTurn[]
  date: string
  speakers: string[]
}

/** Replaces one match of the pattern, picked by chance. */
function replaceOne(
  text: string,
  pattern: RegExp,
  { random, by }: { random: Random; by: (found: string) => string },
): string | undefined {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return undefined
  const { 0: found, index } = random.pick(matches)
  return text.slice(0, index) + by(found) + text.slice(index + found.length)
}

const NAMES = ['Jessica', 'Marcus', 'Oslo', 'Boston', 'Wilhelmina', 'Nintendo', 'Priscilla']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const CORRUPTIONS: Record<string, (text: string, random: Random) => string | undefined> = {
  number: (text, random) =>
    replaceOne(text, /(?<![\d.-])\d[\d,]*(?![\d,]*[-.:]\d)(?![\w/])|\b(?:two|three|four|six|ten)\b/g, {
      random,
      by: (found) =>
        /\d/.test(found)
          ? String(Number(found.replaceAll(',', '')) + 1 + Math.floor(random.next() * 50))
          : random.pick(['seven', 'eight', 'nine', 'eleven']),
    }),
  date: (text, random) =>
    replaceOne(text, /\d{4}-\d\d-\d\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g, {
      random,
      by: (found) =>
        /\d/.test(found)
          ? new Date(Date.parse(found) + (1 + Math.floor(random.next() * 30)) * 86_400_000).toISOString().slice(0, 10)
          : random.pick(DAYS.filter((day) => day !== found)),
    }),
  name: (text, random) =>
    replaceOne(
      text,
      /\b(?:Dana|Priya|Lisbon|Marco|Kyoto|Postgres|Utrecht|Femke|Porto|Beatriz|Mariza|Amsterdam|Calouste|Pixel|Rotterdam|Ines|Tomas)\b/g,
      {
        random,
        by: () => random.pick(NAMES),
      },
    ),
  path: (text, random) =>
    replaceOne(text, /\b(?:src|test)\/[\w./-]+\.ts\b|https:\/\/\S+\w/g, {
      random,
      by: (found) =>
        found.replace(
          /(\w+)(\.\w+|\/\w+)$/,
          (_, stem: string, end: string) => `${stem}${random.pick(['s', '-old', '2', 'x'])}${end}`,
        ),
    }),
  negation: (text, random) =>
    /n't\b|\bnot\b|\bnever\b/.test(text)
      ? text.replace(/ (?:doesn't|does not|don't)|\bnever |\bnot /, (found) => (found.startsWith(' d') ? '' : ''))
      : replaceOne(text, /\b(?:is|has|was|goes|needs|lives|love|loves|moved|booked)\b/g, {
          random,
          by: (found) => (/^(?:is|has|was)$/.test(found) ? `${found} not` : `never ${found}`),
        }),
}

let lines: Line[]
beforeAll(() => {
  const countTokens = (text: string) => Math.ceil(text.length / 4)
  lines = (
    [
      [workTurns, WORK_DAY],
      [chatTurns, CHAT_DAY],
    ] as const
  ).flatMap(([turns, date]) =>
    [0.25, 0.5, 1].flatMap((share) =>
      extractMemories({ path: 'raw/x.md', turns, context: [], date, knownTopics: [] }, { countTokens, share }).map(
        ({ text, citations }) => {
          const [first, last] = citations[0]?.turns ?? [0, 0]
          return {
            text,
            date,
            speakers: turns.map(({ speaker }) => speaker),
            turns: turns.filter(({ number }) => number >= first && number <= last),
          }
        },
      ),
    ),
  )
})

const isCaught = (text: string, { turns, date, speakers }: Line) => !verifyStatement(text, { turns, date, speakers }).ok

describe('verifyStatement', () => {
  it('refuses at most 5 % of true lines', () => {
    expect(lines.length).toBeGreaterThan(40)
    const refused = lines.filter((line) => isCaught(line.text, line))
    expect(refused.length / lines.length).toBeLessThanOrEqual(0.05)
  })

  it.each([
    ['number', 0.95],
    ['date', 0.95],
    ['name', 0.95],
    ['path', 0.95],
    // A "not" that is put in or taken out passes where no clause of the source is near enough to compare.
    ['negation', 0.7],
  ] as const)('catches corrupted %ss', (kind, least) => {
    const random = seeded(20261122)
    let tried = 0
    let caught = 0
    for (let tries = 0; tried < 125 && tries < 5_000; tries++) {
      const line = random.pick(lines)
      const corrupted = CORRUPTIONS[kind]?.(line.text, random)
      if (corrupted === undefined || corrupted === line.text) continue
      tried++
      if (isCaught(corrupted, line)) caught++
    }
    expect(tried).toBe(125)
    expect(caught / tried).toBeGreaterThanOrEqual(least)
  })

  const turn = (text: string, speaker = 'Ana'): NumberedTurn => ({ number: 1, speaker, role: 'user', text })
  it.each([
    ['Ana moved to Rome on 2026-11-21.', 'I moved to Rome yesterday.', true],
    ['Ana moved to Rome on Saturday.', 'I moved to Rome yesterday.', true],
    ['Ana moved to Rome on 2026-11-20.', 'I moved to Rome yesterday.', false],
    ['Ana pays 1200 euros.', 'I pay 1,200 euros', true],
    ['Ana has 3 cats.', 'I have three cats', true],
    ['Ana edited `src/a.ts`.', 'I edited src/a.tsx', false],
    ['Ana does not smoke.', 'I smoke two cigars a day.', false],
    ['Ana plans to buy a sailing boat and cross the ocean.', 'We talked about the weather in the garden.', false],
  ])('%j from %j', (statement, source, ok) => {
    expect(verifyStatement(statement, { turns: [turn(source)], date: '2026-11-22' }).ok).toBe(ok)
  })

  it('refuses what one speaker said in the name of the other', () => {
    const evidence = {
      turns: [turn('I adopted a grey cat from the shelter.', 'Tomas')],
      date: CHAT_DAY,
      speakers: ['Ines', 'Tomas'],
    }
    expect(verifyStatement('Ines adopted a grey cat from the shelter.', evidence)).toEqual({
      ok: false,
      problem: 'speaker',
      value: 'Ines',
    })
    expect(verifyStatement('Tomas adopted a grey cat from the shelter.', evidence)).toEqual({ ok: true })
  })
})
