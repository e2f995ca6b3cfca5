/** What a question should find: as a person writes it → which hits meet it. Pure. */
import type { RecallHit } from '../recall/types.ts'

/**
 * - `path`: a file of the memory. One of `raw/` is met by its own turns and by every statement that links to it first; any other file by its
 *   own statements. `raw/…md#turn-3` or `#3-5` is met by what holds, or links to, at least one of these turns.
 * - `session`: the source's id of a session that is in the memory. It is met by its turns and by the statements that link to them first.
 * - `text`: anything else. It is met by a hit that holds it, in whatever case and spacing.
 */
export type Expectation =
  | { kind: 'path'; written: string; path: string; turns?: readonly [number, number] }
  | { kind: 'session'; written: string }
  | { kind: 'text'; written: string }

type Hit = Pick<RecallHit, 'path' | 'level' | 'text' | 'turns' | 'session' | 'citedPath'>

/** Links in the memory's own files begin with `../`. */
const PATH = /^(?:\.{1,2}\/)*((?:ROOT|(?:raw|daily|weekly|monthly)\/[^#]+)\.md)(?:#(.*))?$/
const TURNS = /^(?:turn-)?(\d{1,9})(?:[-–](?:turn-)?(\d{1,9}))?$/

export function parseExpectation(written: string, isSession: (id: string) => boolean): Expectation {
  const [, path, fragment] = PATH.exec(written) ?? []
  if (path !== undefined) return pathExpectation(written, { path, fragment })
  return { kind: isSession(written) ? 'session' : 'text', written }
}

/** A fragment that names no turns belongs to the path: there is no such file. */
function pathExpectation(
  written: string,
  { path, fragment }: { path: string; fragment: string | undefined },
): Expectation {
  if (fragment === undefined) return { kind: 'path', written, path }
  const [, first, last = first] = TURNS.exec(fragment) ?? []
  if (first === undefined || !path.startsWith('raw/')) return { kind: 'path', written, path: `${path}#${fragment}` }
  return { kind: 'path', written, path, turns: [Number(first), Number(last)] }
}

export function meets(hit: Hit, expected: Expectation): boolean {
  switch (expected.kind) {
    case 'path':
      return isFrom(hit, expected.path) && (expected.turns === undefined || overlaps(hit.turns, expected.turns))
    case 'session':
      return hit.session === expected.written
    case 'text':
      return textFinder(expected.written)(hit.text)
    default:
      return expected satisfies never
  }
}

/** The turn that `path` and `number` name, where a hit holds it or links to it. */
export const showsTurn = (hit: Hit, { path, number }: { path: string; number: number }): boolean =>
  isFrom(hit, path) && overlaps(hit.turns, [number, number])

const isFrom = ({ path, citedPath }: Hit, wanted: string): boolean => path === wanted || citedPath === wanted

const overlaps = (turns: readonly [number, number] | undefined, [first, last]: readonly [number, number]): boolean =>
  turns !== undefined && turns[0] <= last && first <= turns[1]

// --- text ---

/** Shorter than this, a text has to be whole words: "Rex" is not in "T-Rexes". */
const MIN_PART_LENGTH = 4
/** What a word of an alphabet goes on with; scripts without spaces have no such edges. */
const LETTER = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{N}]`

/** Whether a text holds `wanted`, in whatever case and spacing. */
export function textFinder(wanted: string): (text: string) => boolean {
  const needle = normalised(wanted)
  if (needle.length >= MIN_PART_LENGTH) return (text) => normalised(text).includes(needle)
  const escaped = needle.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
  const whole = new RegExp(`(?<!${LETTER})${escaped}(?!${LETTER})`, 'u')
  return (text) => whole.test(normalised(text))
}

const normalised = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
