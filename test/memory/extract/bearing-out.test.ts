/**
 * How a good model words things: lines of `fixtures/model-lines.tsv` (day, first and last turn, statement), written by hand after the
 * demo's transcripts as the prompt asks. They merge turns, name what the turns point at and date what the turns leave open.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { namesIn } from '../../../src/extract/verify/names.ts'
import { bearingOut } from '../../../src/memory/extract/bearing-out.ts'
import type { NumberedTurn } from '../../../src/memory/types.ts'
import { type CorruptionKind, corruptions, seeded, type TrueLine } from '../../helpers/corruptions.ts'
import { read } from '../../transcripts/harness.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url)

/** A true line, and all that was said in its session. */
interface ModelLine extends TrueLine {
  session: readonly NumberedTurn[]
}

let lines: ModelLine[]
beforeAll(async () => {
  const sessions = new Map<string, NumberedTurn[]>()
  for (const name of readdirSync(new URL('demo/', FIXTURES)))
    sessions.set(name.slice(0, '2026-11-01'.length), await spokenTurns(readFileSync(new URL(`demo/${name}`, FIXTURES))))
  const rows = readFileSync(new URL('model-lines.tsv', FIXTURES), 'utf8').trim().split('\n')
  lines = rows.map((row) => {
    const [date = '', first, last, text = ''] = row.split('\t')
    const session = sessions.get(date) ?? []
    const turns = session.filter(({ number }) => Number(first) <= number && number <= Number(last))
    return { text, date, turns, session, speakers: [...new Set(session.map(({ speaker }) => speaker))] }
  })
})

async function spokenTurns(transcript: Uint8Array): Promise<NumberedTurn[]> {
  const { turns } = await read(transcript)
  return turns
    .map((turn, index) => ({ ...turn, number: index + 1 }))
    .filter(({ role }) => role === 'user' || role === 'assistant')
}

const rangesOf = (text: string, { turns, session, date }: ModelLine) =>
  bearingOut(text, turns, { turns: session, context: [], date })

describe('bearingOut', () => {
  it('refuses at most 5 % of what a good model says', () => {
    expect(lines.length).toBeGreaterThan(100)
    const refused = lines.filter((line) => !rangesOf(line.text, line)).map(({ text }) => text)
    expect(refused.length / lines.length, refused.join('\n')).toBeLessThanOrEqual(0.05)
  })

  it.each([
    ['number', 0.95],
    ['date', 0.95],
    ['name', 0.95],
    ['path', 0.95],
    ['negation', 0.85],
  ] satisfies [CorruptionKind, number][])('refuses such lines with another %s', (kind, least) => {
    const made = corruptions(lines, { kind, count: 250, random: seeded(20261126) })
    const missed = made.filter(({ line, corrupted }) => rangesOf(corrupted, line as ModelLine))
    expect(made).toHaveLength(250)
    expect(missed.length / made.length, missed.map(({ corrupted }) => corrupted).join('\n')).toBeLessThanOrEqual(
      1 - least,
    )
  })

  it('lets few names in from elsewhere in the session: at most 7 % of those that the cited turns do not tell', () => {
    let swapped = 0
    const passed: string[] = []
    for (const line of lines) {
      const cited = new Set(line.turns.flatMap(({ speaker, text }) => [speaker, ...namesIn(text)]))
      const others = new Set(line.session.flatMap(({ text }) => namesIn(text)).filter((name) => !cited.has(name)))
      for (const name of new Set(namesIn(line.text)))
        for (const other of others) {
          const corrupted = line.text.replace(name, other)
          swapped++
          if (rangesOf(corrupted, line)) passed.push(corrupted)
        }
    }
    expect(swapped).toBeGreaterThan(1000)
    expect(passed.length / swapped, passed.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.07)
  })

  const turn = (number: number, text: string, speaker = 'Ana'): NumberedTurn => ({
    number,
    speaker,
    role: 'user',
    text,
  })
  const session = [
    turn(1, 'Harbour Sailing in Cork wants to leave us. Ben told me.'),
    turn(2, 'How many instructors are there?', 'Assistant'),
    turn(3, 'There are 22 of them, and they pay €29.'),
    turn(4, 'I pay for the boat myself.'),
  ]
  it.each([
    [
      'a name that an earlier turn tells is cited there',
      'There are 22 instructors at Harbour Sailing.',
      [2, 3],
      [
        [2, 3],
        [1, 1],
      ],
    ],
    ['a name that no turn tells is refused', 'There are 22 instructors at Onda Surf.', [2, 3], undefined],
    [
      'nothing but the name comes from there',
      'There are 22 instructors at Harbour Sailing in the autumn of 2024.',
      [2, 3],
      undefined,
    ],
    ['who did it stands in the cited turns', 'Ben pays for the boat.', [4, 4], undefined],
    ['nobody takes the place of who says so', 'The boat is paid for by Ben.', [4, 4], undefined],
  ] as const)('%s', (_, text, [first, last], ranges) => {
    const cited = session.filter(({ number }) => first <= number && number <= last)
    expect(bearingOut(text, cited, { turns: session, context: [], date: '2026-11-22' })).toEqual(ranges)
  })
})
