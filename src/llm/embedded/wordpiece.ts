/**
 * The uncased BERT tokenizer: normalise, split at white space and punctuation, then cut each word into the longest known pieces.
 * Pure. Equal to the reference (Hugging Face `tokenizers`: BertNormalizer, BertPreTokenizer, WordPiece) for all text; special tokens such
 * as `[CLS]` have no meaning here, since remembered text is data.
 */

/** Longer words are unknown as a whole, as in the reference. Counted in code points. */
const LONGEST_WORD = 100
/** Words whose pieces are remembered; past it the cache starts anew, so that odd text cannot fill the memory. */
const CACHED_WORDS = 50_000

const PLAIN_ASCII = /^[\t\n\r -~]*$/
/** Control, format and private-use characters; tab and the two line ends are white space instead. */
const DROPPED = /[\0\ufffd]|(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}]/gu
const WHITE_SPACE = /\p{White_Space}/gu
const IDEOGRAPH =
  /[\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu
const MARK = /\p{Mn}/gu
const WORD_OR_SIGN = /[!-/:-@[-`{-~\p{P}]|[^\s!-/:-@[-`{-~\p{P}]+/gu

/** Lower case without accents; CJK ideographs stand alone; white space is one kind of space. */
export function normalise(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase()
  return text
    .replace(DROPPED, '')
    .replace(WHITE_SPACE, ' ')
    .replace(IDEOGRAPH, ' $& ')
    .normalize('NFD')
    .replace(MARK, '')
    .replaceAll('Σ', 'σ') // the reference lowers each letter alone: no final sigma
    .toLowerCase()
}

/** The words and single punctuation signs of a text. */
export const splitWords = (text: string): string[] => normalise(text).match(WORD_OR_SIGN) ?? []

/** The known pieces, each with its id. */
export interface PieceIndex {
  /** The most UTF-16 units that a piece has, `##` not counted. */
  readonly longestPiece: number
  /** The id of `word.slice(start, end)` as the beginning of a word (`start` 0) or as its continuation (`##`); `-1` when unknown. */
  find(word: string, start: number, end: number): number
}

export interface Wordpiece {
  /** The ids of the pieces, in order; `-1` for a word that cannot be put together from known pieces. */
  encode(text: string): number[]
}

export function createWordpiece(pieces: PieceIndex): Wordpiece {
  const cache = new Map<string, readonly number[]>()

  const remembered = (word: string): readonly number[] => {
    const known = cache.get(word)
    if (known) return known
    if (cache.size >= CACHED_WORDS) cache.clear()
    const ids = cutWord(word, pieces)
    cache.set(word, ids)
    return ids
  }

  return {
    encode(text) {
      const ids: number[] = []
      for (const word of splitWords(text)) for (const id of remembered(word)) ids.push(id)
      return ids
    },
  }
}

const UNKNOWN: readonly number[] = [-1]

/** Greedy: the longest piece that fits at each place; one gap makes the whole word unknown. */
function cutWord(word: string, pieces: PieceIndex): readonly number[] {
  if (word.length > LONGEST_WORD && [...word].length > LONGEST_WORD) return UNKNOWN
  const ids: number[] = []
  for (let start = 0; start < word.length; ) {
    let end = Math.min(word.length, start + pieces.longestPiece)
    let id = pieces.find(word, start, end)
    while (id < 0 && end > start + 1) id = pieces.find(word, start, --end)
    if (id < 0) return UNKNOWN
    ids.push(id)
    start = end
  }
  return ids
}
