import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LevelDocument, mergeDocument, parseDocument, renderDocument } from '../../../src/markdown/document.ts'
import { lineHash } from '../../../src/markdown/items.ts'
import { brokenLine, handFile, handLine, nextDocument, PATHS } from './arbitraries.ts'

const path = fc.constantFrom(...PATHS)
const TODAY = { today: '2026-11-22' }
const rewrite = (text: string, at: string) => renderDocument(parseDocument(text, at, TODAY), at)
const run = (text: string | undefined, next: LevelDocument, at: string) =>
  renderDocument(mergeDocument(text === undefined ? undefined : parseDocument(text, at, TODAY), next), at)

/** The words of a text, however its lines were moved and indented. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '))
    .filter((line) => line !== '')

/** A heading that runs write, and leave out where nothing stands below it. */
const isOurHeading = (line: string) => /^## *(?:pinned|decisions|facts)[\s\p{Cc}]*$/iu.test(line)

/** Whether two lines that are not the same have one hash. */
function sharesHash(text: string): boolean {
  const lines = new Set(linesOf(text))
  return new Set([...lines].map(lineHash)).size < lines.size
}

/** A file of a run, with some lines deleted and some of a human put in. */
const editsOf = (line: fc.Arbitrary<string>) =>
  fc.array(fc.record({ at: fc.nat(1000), remove: fc.nat(2), insert: fc.array(line, { maxLength: 4 }) }), {
    maxLength: 5,
  })

function edit(text: string, changes: readonly { at: number; remove: number; insert: string[] }[]): string {
  const lines = text.split('\n')
  const top = lines.indexOf('---', 1) + 1
  for (const { at, remove, insert } of changes) lines.splice(top + (at % (lines.length - top + 1)), remove, ...insert)
  return lines.join('\n')
}

describe('documents', () => {
  it('parse gives back what render wrote', () => {
    const written = path.chain((at) =>
      nextDocument(at).map((next) => ({ at, document: mergeDocument(undefined, next) })),
    )
    fc.assert(
      fc.property(written, ({ at, document }) => {
        const text = renderDocument(document, at)
        expect(parseDocument(text, at)).toEqual(document)
        expect(rewrite(text, at)).toBe(text)
        expect(rewrite(text.replaceAll('\n', '\r\n'), at)).toBe(text)
      }),
      { numRuns: 150 },
    )
  })

  it('reading and writing a file by hand loses no line, and a second time changes no byte', () => {
    fc.assert(
      fc.property(handFile, path, (text, at) => {
        const once = rewrite(text, at)
        const kept = linesOf(once).join('\n')
        for (const line of linesOf(text).filter((line) => !isOurHeading(line)))
          expect(kept.toLowerCase()).toContain(line.toLowerCase())
        expect(rewrite(once, at)).toBe(once)
      }),
      { numRuns: 400 },
    )
  })

  it('everything in a file by hand is by hand', () => {
    fc.assert(
      fc.property(handFile, path, (text, at) => {
        const { sections, removed } = parseDocument(text, at, TODAY)
        expect(removed).toEqual([])
        for (const { memory, hand } of sections.flatMap(({ items }) => items)) {
          expect({ hand, origin: memory.origin }).toEqual({ hand: true, origin: 'human' })
        }
      }),
    )
  })
})

describe('a run over a file that a human edited', () => {
  const editedWith = (line: fc.Arbitrary<string>) =>
    path.chain((at) =>
      fc.record({ at: fc.constant(at), first: nextDocument(at), second: nextDocument(at), changes: editsOf(line) }),
    )

  it('keeps what the human wrote, word for word', () => {
    fc.assert(
      fc.property(editedWith(fc.oneof(handLine, brokenLine)), ({ at, first, second, changes }) => {
        const before = run(undefined, first, at)
        const inserted = changes.flatMap(({ insert }) => insert)
        const mine = edit(before, changes)
        const after = linesOf(run(mine, second, at))
          .join('\n')
          .toLowerCase()
        const left = new Set(linesOf(mine))
        for (const line of inserted
          .map((text) => text.trim())
          .filter((text) => left.has(text) && !isOurHeading(text) && !(at === 'ROOT.md' && text.startsWith('## ')))) {
          expect(after).toContain(line.toLowerCase())
        }
      }),
      { numRuns: 250 },
    )
  })

  it('is idempotent, in memory and on disk', () => {
    fc.assert(
      fc.property(editedWith(fc.oneof(handLine, brokenLine)), ({ at, first, second, changes }) => {
        const mine = parseDocument(edit(run(undefined, first, at), changes), at, TODAY)
        // Nobody closes a fence in the pinned text but who opened it: what it hides depends on what a run writes below.
        fc.pre(!/```|~~~/.test(mine.pinned))
        const once = mergeDocument(mine, second)
        // Four characters are few: where a line by hand has the hash of one of ours, neither counts as ours from the next run on.
        fc.pre(!sharesHash(renderDocument(once, at)))
        expect(mergeDocument(once, second)).toEqual(once)
        const text = renderDocument(once, at)
        expect(run(text, second, at)).toBe(text)
        expect(rewrite(text, at)).toBe(text)
      }),
      { numRuns: 250 },
    )
  })

  it('never writes again what the human deleted', () => {
    const deletion = path.chain((at) => fc.record({ at: fc.constant(at), next: nextDocument(at), which: fc.nat(100) }))
    fc.assert(
      fc.property(deletion, ({ at, next, which }) => {
        const lines = run(undefined, next, at).split('\n')
        const bullets = lines.flatMap((line, index) => (line.startsWith('- ') ? [index] : []))
        const gone = bullets[which % Math.max(bullets.length, 1)]
        if (gone === undefined) return
        const line = lines[gone] ?? ''
        const mine = lines.filter((other) => other !== line).join('\n')
        const after = run(run(mine, next, at), next, at)
        expect(after.split('\n')).not.toContain(line)
      }),
      { numRuns: 150 },
    )
  })
})
