import { describe, expect, it } from 'vitest'
import { statementsOf } from '../../src/markdown/statements.ts'

const FILE = `---
kind: daily
date: "2026-11-22"
---
# Sunday

A quiet day in the workshop.

## Pinned
- Call me Sam.
  I like it short.

## Facts
- The boiler is a Vaillant. #home ([2–3](../raw/2026-11-22-session-1.md#turn-2))
- ~~The gate code is 1234.~~ #home ([1](../raw/2026-11-22-session-1.md#turn-1)) superseded 2026-11-22
`

describe('statementsOf', () => {
  it('finds bullets with their continuation and paragraphs, each with its lines', () => {
    const found = statementsOf(FILE, { path: 'daily/2026-11-22.md', date: '2026-11-22' })
    expect(found.map(({ memory, lines }) => [memory.text, ...lines])).toEqual([
      ['A quiet day in the workshop.', 7, 7],
      ['Call me Sam. I like it short.', 10, 11],
      ['The boiler is a Vaillant.', 14, 14],
      ['The gate code is 1234.', 15, 15],
    ])
    expect(found[2]?.memory).toMatchObject({
      topics: ['home'],
      citations: [{ path: 'raw/2026-11-22-session-1.md', turns: [2, 3] }],
    })
    expect(found[3]?.memory.superseded).toBe('2026-11-22')
  })

  it('reads a file without a head, or with a broken one', () => {
    const read = (file: string) =>
      statementsOf(file, { path: 'ROOT.md', date: '2026-11-22' }).map(({ memory }) => memory.text)
    expect(read('- One.\r\n- Two.\r\n')).toEqual(['One.', 'Two.'])
    expect(read('---\n: [broken\n---\n- One.')).toEqual(['One.'])
    expect(read('')).toEqual([])
  })
})
