import { it, expect } from 'vitest'
import { parseMemory, renderMemory } from '../src/markdown/items.ts'
import { compact, planCompaction, updateRoot } from '../src/memory/compact/compact.ts'
import { mergeMemories } from '../src/extract/changes/merge.ts'
import { countsOf } from '../src/memory/compact/documents.ts'
import { testFolder } from './memory/compact/folder.ts'
const o = { fromPath: 'daily/2026-11-22.md', kind: 'fact', date: '2026-11-22' } as const
const rt = (name: string, m: any) => {
  const line = renderMemory(m, 'weekly/2026-W47.md')
  const back = parseMemory(line, { ...o, fromPath: 'weekly/2026-W47.md' })
  console.log(name, '\n  text ', JSON.stringify(m.text), '\n  line ', line, '\n  back ', JSON.stringify(back?.text), JSON.stringify(back?.topics), JSON.stringify(back?.citations))
}
it('labels', () => {
  const hand = parseMemory('- See also: ([the plan](../raw/2026-11-22-session-1.md#turn-3))', o)!
  console.log(JSON.stringify(hand))
  rt('plain', hand)
  rt('topics', { ...hand, topics: ['billing'] })
  rt('struck', { ...hand, superseded: '2026-11-23' })
  rt('mixed', { ...hand, citations: [...hand.citations, { path: 'raw/2026-11-23-session-1.md', turns: [1, 1] }] })
  rt('dropped action', { ...hand, kind: 'action', status: 'dropped' })
  const md = parseMemory('- See also: ([the *plan*](../raw/2026-11-22-session-1.md#turn-3))', o)!
  rt('markup', md)
  const tick = parseMemory('- [x] ~~Ask about: ([the plan](../raw/2026-11-22-session-1.md#turn-3))~~', o)!
  rt('tick', tick)
  const a = parseMemory('- See also: ([the plan](../raw/2026-11-22-session-1.md#turn-3))', o)!
  const b = parseMemory('- See also: the plan ([5](../raw/2026-11-23-session-1.md#turn-5))', { ...o, date: '2026-11-23' })!
  console.log('merged', JSON.stringify(mergeMemories([a, b])))
  for (const m of mergeMemories([a, b])) rt('merged', m)
  const c = parseMemory('- The rent is: ([1,150 euros](../raw/2026-11-22-session-1.md#turn-3))', o)!
  const d = parseMemory('- The rent is 1,200 euros. ([5](../raw/2026-11-23-session-1.md#turn-5))', { ...o, date: '2026-11-23' })!
  for (const m of mergeMemories([c, d])) rt('merged2', m)
})
it('counts', () => {
  console.log(countsOf({ front: { sources: [3, 5] } } as any), countsOf({ front: { sources: { a: 3, b: 'x' } } } as any))
})
