/** A resumed merge gives what a whole one gives. */
import { describe, expect, it } from 'vitest'
import { mergeMemories } from '../../../src/extract/changes/merge.ts'
import { type MergeState, resumeMerge } from '../../../src/extract/changes/resume.ts'
import { addDays } from '../../../src/markdown/calendar.ts'
import type { Memory } from '../../../src/memory/types.ts'

const THINGS = ['stand-up', 'launch', 'rehearsal', 'garden', 'ledger', 'visa', 'contract', 'invoice']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const NAMES = ['Ana', 'Olek', 'Ines', 'Tomas']

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T

/** Ten statements a day that move, restate, close and replace one another. */
function memoriesOf(day: number): Memory[] {
  const date = addDays('2026-01-01', day)
  return Array.from({ length: 10 }, (_, place): Memory => {
    const seed = day * 7 + place * 3
    const [thing, name, weekday] = [pick(THINGS, seed), pick(NAMES, seed >> 1), pick(DAYS, seed >> 2)]
    const texts = [
      `We moved the ${thing} of ${name} to ${weekday}.`,
      `The ${thing} of ${name} is on ${weekday}; ${name} prefers tea; the budget is ${seed} euros.`,
      `User will send the ${thing} to ${name} by ${weekday}.`,
      `User sent the ${thing} to ${name}.`,
      `${name} prefers ${thing} number ${seed}.`,
    ]
    const kind = place % 5 === 2 ? 'action' : 'fact'
    return {
      kind,
      text: pick(texts, place),
      topics: [thing],
      date,
      citations: [{ path: `raw/${date}-session-1.md`, turns: [place + 1, place + 1] }],
      ...(kind === 'action' && { status: 'open' as const }),
      origin: 'machine',
    }
  })
}

const upTo = (days: number): Memory[] => Array.from({ length: days }, (_, day) => memoriesOf(day)).flat()
const thawed = (state: MergeState): MergeState => JSON.parse(JSON.stringify(state))

describe('resumeMerge', () => {
  it('gives what a whole merge gives, as the days go by', () => {
    let state: MergeState | undefined
    let states = 0
    for (let days = 1; days <= 120; days += days < 40 ? 13 : 7) {
      const memories = upTo(days)
      const { merged, kept } = resumeMerge(memories, state)
      expect(merged).toEqual(mergeMemories(memories))
      if (!kept) continue
      state = thawed(kept)
      states++
    }
    expect(states).toBeGreaterThan(1)
    expect(states).toBeLessThan(10)
  })

  it('knows its statements again in any order in which they are read', () => {
    const read = upTo(70).reverse()
    const early = read.filter(({ date }) => date < addDays('2026-01-01', 60))
    const sourcesOf = (all: readonly Memory[]) => all.map(({ citations }) => citations[0]?.path)
    const { kept } = resumeMerge(early, undefined, sourcesOf(early))
    const { merged } = resumeMerge(read, kept && thawed(kept), sourcesOf(read))
    expect(merged).toEqual(mergeMemories(read))
    expect(kept?.statements.length).toBe(590)
  })

  it('leaves a state aside that began with other statements', () => {
    const { kept } = resumeMerge(upTo(60), undefined)
    const [first, ...others] = upTo(70)
    const changed = [{ ...first, text: 'The stand-up of Ana is off.' } as Memory, ...others]
    expect(kept).toBeDefined()
    expect(resumeMerge(changed, kept).merged).toEqual(mergeMemories(changed))
    expect(resumeMerge(upTo(3), kept).merged).toEqual(mergeMemories(upTo(3)))
  })

  it('asks where statements were read from instead of comparing them, and leaves a state of other sources aside', () => {
    const memories = upTo(70)
    const sourcesOf = (all: readonly Memory[]) => all.map(({ date }) => `daily/${date}.md`)
    const { kept } = resumeMerge(upTo(60), undefined, sourcesOf(upTo(60)))
    expect(kept && resumeMerge(memories, thawed(kept), sourcesOf(memories)).merged).toEqual(mergeMemories(memories))
    const [, second, ...others] = memories
    const changed = [{ ...second, text: 'The stand-up of Ana is off.' } as Memory, ...others]
    const changedSources = ['daily/changed.md', ...sourcesOf(others)]
    expect(resumeMerge(changed, kept, changedSources).merged).toEqual(mergeMemories(changed))
    expect(resumeMerge(changed.slice(0, 3), kept, changedSources).merged).toEqual(mergeMemories(changed.slice(0, 3)))
  })
})
