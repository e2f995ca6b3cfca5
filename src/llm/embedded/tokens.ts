/** Counts tokens for budgets with OpenAI's o200k vocabulary: js-tiktoken's lite build, loaded at first use. */
import type { CountTokens } from '../../memory/ports.ts'

/**
 * js-tiktoken merges a run of letters, of signs or of blanks in quadratic time: 200,000 Chinese characters without a comma take
 * minutes. Longer runs than any word has are counted in slices, which can only count too many, by a token a slice at most.
 */
const LONG_RUN = /[\p{L}\p{M}]{65,}|[^\s\p{L}\p{M}\p{N}]{65,}|\s{65,}/gu
const SLICE_CHARS = 32

let counter: Promise<CountTokens> | undefined

/**
 * A counter of tokens. Every text is plain text to it: `<|endoftext|>` in a hostile transcript is a few plain tokens and no control
 * mark, half a surrogate pair is one odd character, and nothing throws. Claude's own vocabulary is not public: on English prose
 * recent Claude models count up to a third more.
 */
export function loadTokenCounter(): Promise<CountTokens> {
  counter ??= createCounter()
  return counter
}

async function createCounter(): Promise<CountTokens> {
  const [{ Tiktoken }, { default: ranks }] = await Promise.all([
    import('js-tiktoken/lite'),
    import('js-tiktoken/ranks/o200k_base'),
  ])
  const encoder = new Tiktoken(ranks)
  const count = (text: string): number => encoder.encode(text, [], []).length
  return (text) => splitLongRuns(text).reduce((sum, piece) => sum + count(piece), 0)
}

/** The text in pieces none of which has a run above the limit; one piece for ordinary text, whose count stays exact. */
function splitLongRuns(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    pieces.push(text.slice(from, index), ...slices(run))
    from = index + run.length
  }
  pieces.push(text.slice(from))
  return pieces
}

function slices(run: string): string[] {
  const characters = Array.from(run)
  const pieces: string[] = []
  for (let at = 0; at < characters.length; at += SLICE_CHARS) {
    pieces.push(characters.slice(at, at + SLICE_CHARS).join(''))
  }
  return pieces
}
