/** Cuts the text of a turn into passages: pieces that can be read alone and are small enough for several to fit a budget. */

/** A passage's place in the text it was cut from: UTF-16 offsets, end exclusive. */
export interface Passage {
  start: number
  end: number
}

export interface PassageOptions {
  /** No passage is longer, unless a single line has no place to cut it. */
  maxCharacters?: number
}

/** Best places to cut, strongest first: between paragraphs, lines, sentences, clauses, words. Each match ends where the next passage may begin. */
const BREAKS = [/\n\s*\n+/g, /\n/g, /[.!?…。！？]["'”’)\]]*(?:\s+|(?<=[。！？]["'”’)\]]*))/g, /[,;:、，；]\s*/g, /\s+/g]
/** The first three end a sentence. */
const SENTENCE_BREAK = new RegExp(
  BREAKS.slice(0, 3)
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/** Cuts `text` into passages in order. They cover everything but the white space between them. */
export function passagesOf(text: string, { maxCharacters = 400 }: PassageOptions = {}): Passage[] {
  const whole = trimmed(text, { start: 0, end: text.length })
  if (whole.end - whole.start <= maxCharacters) return whole.end > whole.start ? [whole] : []
  return cut(text, whole, { maxCharacters, level: 0 })
}

/** The sentences of a text, cut where passages are: at paragraphs, lines and the ends of sentences. */
export function sentencesOf(text: string): string[] {
  const whole = { start: 0, end: text.length }
  return piecesAt(text, whole, SENTENCE_BREAK).map(({ start, end }) => text.slice(start, end))
}

function trimmed(text: string, { start, end }: Passage): Passage {
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return { start, end }
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000

/** Cuts at the strongest break that there is, then packs neighbouring pieces as long as they fit. */
function cut(text: string, span: Passage, options: { maxCharacters: number; level: number }): Passage[] {
  const { maxCharacters, level } = options
  if (span.end - span.start <= maxCharacters) return [span]
  const pattern = BREAKS[level]
  if (!pattern) return cutAnywhere(text, span, maxCharacters)
  const pieces = piecesAt(text, span, pattern).flatMap((piece) => cut(text, piece, { maxCharacters, level: level + 1 }))
  return packed(pieces, maxCharacters)
}

function piecesAt(text: string, span: Passage, pattern: RegExp): Passage[] {
  const pieces: Passage[] = []
  let start = span.start
  for (const match of text.slice(span.start, span.end).matchAll(pattern)) {
    const next = span.start + match.index + match[0].length
    pieces.push(trimmed(text, { start, end: next }))
    start = next
  }
  pieces.push(trimmed(text, { start, end: span.end }))
  return pieces.filter((piece) => piece.end > piece.start)
}

function packed(pieces: readonly Passage[], maxCharacters: number): Passage[] {
  const result: Passage[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (last && piece.end - last.start <= maxCharacters) last.end = piece.end
    else result.push({ ...piece })
  }
  return result
}

/** The last resort, for a run without any break; never between the halves of a surrogate pair. */
function cutAnywhere(text: string, { start, end }: Passage, maxCharacters: number): Passage[] {
  const result: Passage[] = []
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + maxCharacters)
    if (to < end && isLowSurrogate(text.charCodeAt(to)) && to - 1 > from) to--
    result.push({ start: from, end: to })
    from = to
  }
  return result
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff
