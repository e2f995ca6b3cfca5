import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../src/markdown/document.ts'
import { keepDocument, readKept } from '../../../src/memory/compact/kept-document.ts'

/** As `lines` in the front matter stands for what a run wrote, a file without it is all a human's: hashes come from the parser itself. */
const HAND = `---
kind: daily
date: "2026-11-22"
---

# Sunday, 22 November 2026

## Pinned

Stays.

## Decisions

- The invoices move to Postgres. #billing #db ([1](../raw/2026-11-22-session-1.md#turn-1), [2–4](../raw/2026-11-20-session-2.md#turn-2))
- Written by hand.

\`\`\`sh
make
\`\`\`

## Actions

- [ ] Send the August invoice to Dana. #billing ([2–4](../raw/2026-11-22-session-1.md#turn-2))
- [x] Book the flights to Kyoto. #kyoto-trip ([7](../raw/2026-11-22-session-1.md#turn-7)) done 2026-11-22

## Facts

- ~~The stand-up is on Tuesday.~~ #team ([3](../raw/2026-11-20-session-1.md#turn-3)) superseded 2026-11-22
- It rained. ([12](../raw/2026-11-21-session-1.md#turn-12))
`

const PATH = 'daily/2026-11-22.md'

/** The same, with every line that has a source as a run would have written it. */
function written() {
  const document = parseDocument(HAND, PATH)
  const sections = document.sections.map((section) => ({
    ...section,
    items: section.items.map((item) =>
      item.memory.citations.length === 0
        ? item
        : { ...item, memory: { ...item.memory, origin: 'machine' as const }, hand: false },
    ),
  }))
  return { ...document, sections }
}

describe('kept documents', () => {
  it.each([
    ['by hand', parseDocument(HAND, PATH)],
    ['by a run', written()],
  ])('are read again as they were parsed, keys in their order: %s', (_, document) => {
    const again = readKept(JSON.parse(JSON.stringify(keepDocument(document))))
    const withoutLines = {
      ...document,
      sections: document.sections.map((section) => ({
        ...section,
        items: section.items.map((item) => (item.hand ? item : { ...item, line: '' })),
      })),
    }
    expect(JSON.stringify(again)).toBe(JSON.stringify(withoutLines))
  })

  it('take less room for what a run wrote', () => {
    const document = written()
    expect(JSON.stringify(keepDocument(document)).length).toBeLessThan(JSON.stringify(document).length * 0.7)
  })
})
