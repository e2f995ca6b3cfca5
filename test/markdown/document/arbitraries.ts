/** Documents as runs write them, and files as people leave them. */
import fc from 'fast-check'
import {
  documentOfPath,
  documentTitle,
  kindOfHeading,
  type LevelDocument,
  SECTION_HEADINGS,
} from '../../../src/markdown/document.ts'
import { oneLine } from '../../../src/markdown/inline.ts'
import type { Memory } from '../../../src/memory/types.ts'
import { memory, oddText } from '../arbitraries.ts'

export const PATHS = ['daily/2026-11-22.md', 'weekly/2026-W47.md', 'monthly/2026-11.md', 'ROOT.md'] as const
const CATEGORIES = ['travel', 'finance', 'Health & food', 'daily-briefing']

/** A memory as it comes out of a file: on one line, `human` only where it cites a passage by hand. */
const settled = memory
  .map(({ text, ...rest }): Memory => {
    const byHand = rest.citations.some(({ turns }) => !turns)
    return { ...rest, text: oneLine(text), origin: byHand ? 'human' : 'machine' }
  })
  .filter(({ text }) => text !== '')

/** Under a heading a memory is of the heading's kind, unless its checkbox makes it an action. */
const itemUnder = (heading: string) =>
  settled
    .filter(({ kind }) => kind === kindOfHeading(heading) || kind === 'action')
    .map((one) => ({ memory: one, line: '' }))

const prose = fc.constantFrom(
  'Two sessions, about invoices and a trip.',
  '12 topics are shortened to a link.',
  'Quiet.',
)

/** What a run wants to write at one of the four paths. */
export const nextDocument = (path: string): fc.Arbitrary<LevelDocument> => {
  const { level, period } = documentOfPath(path)
  const names = level === 'root' ? CATEGORIES : Object.values(SECTION_HEADINGS)
  const section = (heading: string) =>
    fc.record({ heading: fc.constant(heading), items: fc.array(itemUnder(heading), { minLength: 1, maxLength: 4 }) })
  return fc.record({
    level: fc.constant(level),
    period: fc.constant(period),
    title: fc.constant(documentTitle(level, period)),
    front: fc.record(
      { engine: fc.constant('embedded'), sources: fc.dictionary(fc.constantFrom(...PATHS), fc.nat()) },
      { noNullPrototype: true },
    ),
    intro: fc.uniqueArray(prose, { maxLength: 2 }).map((paragraphs) => paragraphs.join('\n\n')),
    pinned: fc.constant(''),
    sections: fc.subarray(names).chain((headings) => fc.tuple(...headings.map(section))),
  })
}

const HAND_LINES = [
  ...[
    '',
    '',
    '- a bullet of mine',
    '* another one #home',
    '1. a third',
    '   - indented',
    '  and its second line',
    '\tand a tab',
    '- [ ] call Bob',
  ],
  ...[
    '- [x] called Ann',
    'A paragraph.',
    'Its second line.',
    '# Notes',
    '## Decisions',
    '## facts',
    '## Ideas',
    '## Pinned',
    '### Deeper',
    '---',
    '===',
  ],
  ...[
    '```sh\n## not a heading\n- nor a bullet\n```',
    '## in or out of code',
    '> a quote',
    '| a | b |',
    '|---|---|',
    '<details>',
    '</details>',
    '<!-- a comment',
    'ends -->',
  ],
  ...[
    '[home]: https://example.com',
    '    code',
    '- ',
    '-',
    '##',
    '- \\#odd \\*text\\*',
    '- (2026-11-20)',
    '- [1](../raw/2026-11-22-session-1.md#turn-1)',
  ],
]

/** A line as a human writes one. */
export const handLine = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HAND_LINES) },
  oddText.filter((text) => !/[\n\r]/.test(text)),
)

/** What is opened and not closed, or closed and not opened. */
export const brokenLine = fc.constantFrom('```', '~~~~', '<!--', '-->', '  ```', '<pre>', '**')

/** A file that a human wrote from nothing. */
export const handFile = fc.array(handLine, { maxLength: 25 }).map((lines) => lines.join('\n'))
