/**
 * Counts tokens for budgets with OpenAI's o200k vocabulary, loaded at first use. The vocabulary is js-tiktoken's; the counting is ours,
 * because its encoder takes half a second to set up and quadratic time for runs without a blank. Its counts are the tests' oracle.
 */
import type { CountTokens } from '../../memory/ports.ts'
import { loadVocabulary, type TokenVocabulary } from './token-file.ts'
import { type RankOf, ranksIn } from './token-ranks.ts'

/** Beside the bundle; from source the file is not there. */
const ASSETS = new URL('./table/', import.meta.url)

let counter: Promise<CountTokens> | undefined

/**
 * A counter of tokens. Every text is plain text to it: `<|endoftext|>` in a hostile transcript is a few plain tokens and no control
 * mark, half a surrogate pair is one odd character, and nothing throws. Claude's own vocabulary is not public: on English prose
 * recent Claude models count up to a third more.
 */
export function loadTokenCounter(): Promise<CountTokens> {
  counter ??= loadVocabulary(ASSETS).then(createCounter)
  return counter
}

function createCounter(vocabulary: TokenVocabulary): CountTokens {
  const rankOf = ranksIn(vocabulary.table)
  const pattern = new RegExp(vocabulary.pattern, 'gu')
  const countMemoised = memoised((bytes) => countMerged(bytes, rankOf))
  return (text) => {
    let count = 0
    for (const block of blocks(text)) {
      const isAscii = ASCII_ONLY.test(block)
      for (const piece of block.match(pattern) ?? []) {
        const bytes = isAscii ? piece : toBytes(piece)
        if (rankOf(bytes) !== undefined) count++
        else for (const part of parts(bytes)) count += countMemoised(part)
      }
    }
    return count
  }
}

/** Its characters are its bytes. */
const ASCII_ONLY = /^[\0-\x7f]*$/

const MAX_BLOCK_CHARS = 1_000_000

/** The text in blocks that a regular expression can match without running out of stack; nearly always one. */
function* blocks(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += MAX_BLOCK_CHARS) yield text.slice(at, at + MAX_BLOCK_CHARS)
}

const toBytes = (piece: string): string => Buffer.from(piece, 'utf8').toString('latin1')

/** Merging takes quadratic time, so longer pieces, which no language has, are cut: that costs a token a cut at most. */
const MAX_PIECE_BYTES = 256

function* parts(bytes: string): Generator<string> {
  for (let at = 0; at < bytes.length; at += MAX_PIECE_BYTES) yield bytes.slice(at, at + MAX_PIECE_BYTES)
}

const MAX_REMEMBERED = 10_000

/** Texts repeat their rare words, and padding repeats itself. */
function memoised(count: (bytes: string) => number): (bytes: string) => number {
  const known = new Map<string, number>()
  return (bytes) => {
    const before = known.get(bytes)
    if (before !== undefined) return before
    if (known.size >= MAX_REMEMBERED) known.clear()
    const counted = count(bytes)
    known.set(bytes, counted)
    return counted
  }
}

/** Byte-pair encoding (Sennrich et al. 2016): joins the neighbours whose union has the lowest rank until none has one. */
function countMerged(bytes: string, rankOf: RankOf): number {
  const ends = Array.from(bytes, (_, i) => i + 1)
  const startOf = (i: number): number => (i === 0 ? 0 : (ends[i - 1] ?? 0))
  const rankAt = (i: number): number => rankOf(bytes.slice(startOf(i), ends[i + 1])) ?? Number.POSITIVE_INFINITY
  const unions = ends.slice(0, -1).map((_, i) => rankAt(i))
  for (;;) {
    const lowest = indexOfLowest(unions)
    if (lowest === undefined) return ends.length
    ends.splice(lowest, 1)
    unions.splice(lowest, 1)
    if (lowest > 0) unions[lowest - 1] = rankAt(lowest - 1)
    if (lowest < unions.length) unions[lowest] = rankAt(lowest)
  }
}

function indexOfLowest(unions: readonly number[]): number | undefined {
  let lowest: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < unions.length; i++) {
    const rank = unions[i] ?? least
    if (rank < least) {
      least = rank
      lowest = i
    }
  }
  return lowest
}
