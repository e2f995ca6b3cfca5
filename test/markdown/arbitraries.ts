/** Texts and memories that make Markdown hard. */
import fc from 'fast-check'
import { normalizeTopic } from '../../src/markdown/items.ts'
import type { Citation, Memory, NumberedTurn } from '../../src/memory/types.ts'

const PIECES = [
  ...[
    '---',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\0',
    '\u2028',
    '\u2029',
    '\u0085',
    '\uFEFF',
    ' ',
    '  ',
    '\t',
    '# ',
    '## turn-4',
    '## Pinned',
  ],
  ...[
    '```',
    '~~~',
    '<!--',
    '-->',
    '--',
    '<script>',
    '</b>',
    '<',
    '>',
    '> ',
    '&copy;',
    '&',
    '\\',
    '`',
    '``',
    '*',
    '**',
    '_',
    '~',
    '~~',
  ],
  ...[
    '[x](y)',
    '[',
    ']',
    '(',
    ')',
    '](javascript:alert(1))',
    '![',
    '[[note]]',
    '[^1]',
    '|',
    '- ',
    '- [ ] ',
    '1. ',
    '+ ',
    '===',
    '%%',
  ],
  ...[
    '#hash',
    ' #hash',
    '#4512',
    'C#',
    'a',
    'Dana',
    'snake_case',
    'done 2026-11-22',
    ' superseded 2026-11-22',
    '(2026-11-22)',
  ],
  ...[
    '([1](../raw/2026-11-22-session-1.md#turn-1))',
    '"',
    "'",
    ':',
    '{',
    '}',
    '\u202Eabc',
    'שלום',
    'مرحبا',
    '日本語',
    '👩‍👩‍👧',
    'é',
    '2026',
    '.',
  ],
] as const

/** Any well-formed text: random code points, and shuffles of what Markdown and our own format give a meaning. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
)

export const instant: fc.Arbitrary<string> = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())

export const day: fc.Arbitrary<string> = instant.map((at) => at.slice(0, 10))

/** Turns numbered from 1, as a raw file holds them. */
export const turns: fc.Arbitrary<NumberedTurn[]> = fc
  .array(
    fc.record(
      {
        speaker: fc.oneof(
          fc.constantFrom('User', 'Caroline', 'mcp__mem__recall'),
          oddText.filter((text) => text !== ''),
        ),
        role: fc.constantFrom('user' as const, 'assistant' as const, 'system' as const, 'tool' as const),
        text: oddText,
        at: fc.oneof(instant, oddText),
        id: oddText,
      },
      { requiredKeys: ['speaker', 'role', 'text'] },
    ),
    { maxLength: 6 },
  )
  .map((all) => all.map((turn, index) => ({ number: index + 1, ...turn })))

const rawPath = fc.tuple(day, fc.integer({ min: 1, max: 99 })).map(([date, n]) => `raw/${date}-session-${n}.md`)
const otherPath = fc.oneof(
  day.map((date) => `daily/${date}.md`),
  fc.constantFrom('ROOT.md', 'weekly/2026-W47.md', 'monthly/2026-11.md', 'raw/my old session.md', 'raw/naïve–日本.md'),
)
const range = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(20))
  .map(([first, more]): [number, number] => [first, first + more])

export const citation: fc.Arbitrary<Citation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ path: rawPath, turns: range }) },
  fc.record({ path: otherPath }),
)

const topic = fc
  .oneof(fc.constantFrom('billing', 'kyoto-trip', '401k', '日本', 'r2d2', '2026'), oddText)
  .map(normalizeTopic)
  .filter((name) => name !== '')

const life = (date: string) =>
  fc.constantFrom<Pick<Memory, 'status' | 'closed' | 'superseded'>>(
    { status: 'open' },
    { status: 'open', superseded: date },
    { status: 'done' },
    { status: 'done', closed: date },
    { status: 'done', closed: date, superseded: date },
    { status: 'dropped' },
    { status: 'dropped', closed: date },
  )

/** Memories of any text; an action has a status, nothing else has. Their origin is `human`, as for every bullet read alone. */
export const memory: fc.Arbitrary<Memory> = fc
  .record({
    text: oddText,
    topics: fc.uniqueArray(topic, { maxLength: 3 }),
    date: day,
    citations: fc.array(citation, { maxLength: 3 }),
    kind: fc.constantFrom('decision' as const, 'fact' as const, 'preference' as const, 'action' as const),
    superseded: fc.boolean(),
  })
  .chain(({ superseded, ...rest }) =>
    rest.kind === 'action'
      ? life(rest.date).map((state): Memory => ({ ...rest, ...state, origin: 'human' }))
      : fc.constant<Memory>({ ...rest, ...(superseded && { superseded: rest.date }), origin: 'human' }),
  )
