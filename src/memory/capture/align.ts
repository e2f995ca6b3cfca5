/**
 * Which turns of a transcript are new to the raw file of its session. Pure.
 *
 * A session is captured many times while it grows, from clients that append, cut a window, rewind or resend a longer
 * version of the last message. The rule behind every case: a turn is left out only where the file certainly holds it.
 */
import { createHash } from 'node:crypto'
import type { Turn } from '../types.ts'

/** What is remembered of a turn to compare it, small enough to hold a million. Times do not count: clients re-stamp. */
export interface TurnMark {
  id?: string
  /** Who said it: digest of role and speaker. */
  by: string
  /** Digest and length (UTF-16 units) of the text. */
  text: string
  length: number
  /** When it was said, where the source knows. Not compared. */
  at?: string
}

/** A turn to append: the incoming turn at `index`, from character `from` on (0: the whole of it). */
export interface NewTurn {
  index: number
  from: number
}

const DIGEST_BYTES = 12

/** Cut before it is written out: a piece of a longer string would keep that alive, a million times. */
const digest = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, DIGEST_BYTES).toString('base64url')

export function markOf(turn: Turn): TurnMark {
  return {
    ...(turn.id !== undefined && { id: turn.id }),
    by: digest(JSON.stringify([turn.role, turn.speaker])),
    text: digest(turn.text),
    length: turn.text.length,
    ...(turn.at !== undefined && { at: turn.at }),
  }
}

/** Asks for the text of an incoming turn's first `length` characters; returns its digest. Only called for grown turns. */
export type PrefixDigest = (index: number, from: number, length: number) => string

/** The digest function over the texts of the turns that `grownCandidates` names, by index. */
export const prefixDigestOf =
  (texts: ReadonlyMap<number, string>): PrefixDigest =>
  (index, from, length) =>
    digest((texts.get(index) ?? '').slice(from, from + length))

/** Indices of the few incoming turns that may be a longer version of a held one: only their texts are compared. */
export function grownCandidates(held: readonly TurnMark[], incoming: readonly TurnMark[]): number[] {
  if (held.length === 0) return []
  if (!incoming.every((mark) => mark.id !== undefined)) return [commonPrefix(held, incoming)]
  const texts = new Map<string, Set<string>>()
  for (const { id, text } of held) if (id !== undefined) texts.set(id, (texts.get(id) ?? new Set()).add(text))
  return incoming.flatMap(({ id, text }, index) => {
    const known = texts.get(id ?? '')
    return known && !known.has(text) ? [index] : []
  })
}

/** The incoming turns, or parts of them, that the file does not hold. `held` and `incoming` are in order. */
export function newTurns(
  held: readonly TurnMark[],
  incoming: readonly TurnMark[],
  { prefixDigest }: { prefixDigest: PrefixDigest },
): NewTurn[] {
  if (held.length === 0) return incoming.map((_, index) => ({ index, from: 0 }))
  return incoming.every((mark) => mark.id !== undefined)
    ? newById(held, incoming, { prefixDigest })
    : newBySequence(held, incoming, { prefixDigest })
}

/** True where one list of turns begins with the other: the same session, seen at two times. */
export function isSameOpening(
  held: readonly TurnMark[],
  incoming: readonly TurnMark[],
  { prefixDigest }: { prefixDigest: PrefixDigest },
): boolean {
  const common = commonPrefix(held, incoming)
  if (common === Math.min(held.length, incoming.length)) return true
  return common === held.length - 1 && grewFrom(held[common], incoming, { index: common, prefixDigest }) > 0
}

function newById(
  held: readonly TurnMark[],
  incoming: readonly TurnMark[],
  { prefixDigest }: { prefixDigest: PrefixDigest },
): NewTurn[] {
  const pieces = new Map<string, TurnMark[]>()
  for (const mark of held) if (mark.id !== undefined) pieces.set(mark.id, [...(pieces.get(mark.id) ?? []), mark])
  return incoming.flatMap((mark, index) => {
    const from = heldLength(pieces.get(mark.id ?? '') ?? [], mark, { index, prefixDigest })
    return from === undefined ? [] : [{ index, from }]
  })
}

/** Where the unheld rest of a message begins, given the pieces of it that the file holds; `undefined`: nothing is new. */
function heldLength(
  pieces: readonly TurnMark[],
  mark: TurnMark,
  { index, prefixDigest }: { index: number; prefixDigest: PrefixDigest },
): number | undefined {
  if (pieces.some((piece) => piece.text === mark.text)) return undefined
  let from = 0
  for (const piece of pieces) {
    // A message only grows under its id: a shorter one is an older state of what the file holds.
    if (from + piece.length > mark.length) return undefined
    if (prefixDigest(index, from, piece.length) !== piece.text) return 0
    from += piece.length
  }
  return from === mark.length && from > 0 ? undefined : from
}

function newBySequence(
  held: readonly TurnMark[],
  incoming: readonly TurnMark[],
  { prefixDigest }: { prefixDigest: PrefixDigest },
): NewTurn[] {
  const common = commonPrefix(held, incoming)
  if (common === incoming.length) return []
  if (common === held.length - 1) {
    const from = grewFrom(held[common], incoming, { index: common, prefixDigest })
    if (from > 0) return [{ index: common, from }, ...rest(incoming, common + 1)]
  }
  if (common === held.length) return rest(incoming, common)
  const { overlap, contained } = overlapOf(held, incoming)
  if (contained) return []
  return rest(incoming, Math.max(overlap, common))
}

const rest = (incoming: readonly TurnMark[], start: number): NewTurn[] =>
  incoming.slice(start).map((_, offset) => ({ index: start + offset, from: 0 }))

const same = (a: TurnMark | undefined, b: TurnMark | undefined): boolean =>
  a !== undefined && b !== undefined && a.by === b.by && a.text === b.text

function commonPrefix(a: readonly TurnMark[], b: readonly TurnMark[]): number {
  let length = 0
  while (length < a.length && same(a[length], b[length])) length++
  return length
}

/** How much of the incoming turn the held one covers, where it is a proper beginning of it; else 0. */
function grewFrom(
  last: TurnMark | undefined,
  incoming: readonly TurnMark[],
  { index, prefixDigest }: { index: number; prefixDigest: PrefixDigest },
): number {
  const mark = incoming[index]
  if (!last || !mark || last.by !== mark.by || last.length === 0 || mark.length <= last.length) return 0
  return prefixDigest(index, 0, last.length) === last.text ? last.length : 0
}

/**
 * The longest end of `held` that `incoming` begins with, and whether `incoming` stands in `held` as a whole.
 * Knuth, Morris and Pratt: Fast Pattern Matching in Strings, SIAM J. Comput. 6 (1977); linear in both lengths.
 */
function overlapOf(held: readonly TurnMark[], incoming: readonly TurnMark[]): { overlap: number; contained: boolean } {
  const border = borders(incoming)
  let matched = 0
  for (const mark of held) {
    while (matched > 0 && !same(incoming[matched], mark)) matched = border[matched - 1] ?? 0
    if (same(incoming[matched], mark)) matched++
    if (matched === incoming.length) return { overlap: matched, contained: true }
  }
  return { overlap: matched, contained: false }
}

/** For every prefix: the length of its longest proper prefix that is also its end. */
function borders(pattern: readonly TurnMark[]): number[] {
  const border = [0]
  let matched = 0
  for (let i = 1; i < pattern.length; i++) {
    while (matched > 0 && !same(pattern[i], pattern[matched])) matched = border[matched - 1] ?? 0
    if (same(pattern[i], pattern[matched])) matched++
    border.push(matched)
  }
  return border
}
