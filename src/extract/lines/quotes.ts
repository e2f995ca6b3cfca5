/** What stands between quotation marks: another's words, or one's own of another time. They are kept as they are and in one piece. */

/** Nobody quotes more at once; a mark without its partner must not swallow a text. */
const MOST = 600
const QUOTED = new RegExp(
  [
    // A straight mark opens only before a word and behind a space: 27" is a measure.
    `(?<![\\p{L}\\p{N}])"(?=\\S)[^"\\n]{0,${MOST}}(?<=\\S)"`,
    `“[^”“\\n]{0,${MOST}}”`,
    `„[^“”"\\n]{0,${MOST}}[“”"]`,
    `«[^»\\n]{0,${MOST}}»`,
    `»[^«»\\n]{0,${MOST}}«`,
    `(?<![\\p{L}\\p{N}])‘[^‘\\n]{0,${MOST}}?’(?![\\p{L}\\p{N}])`,
  ].join('|'),
  'gu',
)
const MARK = /["“„«»‘]/

export interface Span {
  from: number
  to: number
}

/** The quotations of a text, marks included. */
export const quotedSpans = (text: string): Span[] =>
  MARK.test(text)
    ? [...text.matchAll(QUOTED)].map(({ 0: quote, index }) => ({ from: index, to: index + quote.length }))
    : []

export const isWithin = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from < at && at < to)

/** One character of the private use area for each quotation. */
const PLACE = /[\uE000-\uE0FF]/g
const MOST_QUOTES = 256

/** Changes what stands outside the quotations. */
export function outsideQuotes<T>(text: string, change: (masked: string, restore: (text: string) => string) => T): T {
  const spans = quotedSpans(text).slice(0, MOST_QUOTES)
  if (spans.length === 0) return change(text, (same) => same)
  const quotes = spans.map(({ from, to }) => text.slice(from, to))
  const masked = withoutQuotes(text, (at) => String.fromCharCode(0xe000 + at))
  return change(masked, (changed) => changed.replace(PLACE, (place) => quotes[place.charCodeAt(0) - 0xe000] ?? place))
}

/** The text with something else for each quotation. */
export function withoutQuotes(text: string, instead: (index: number) => string = () => '""'): string {
  let rest = ''
  let from = 0
  for (const [index, span] of quotedSpans(text).slice(0, MOST_QUOTES).entries()) {
    rest += text.slice(from, span.from) + instead(index)
    from = span.to
  }
  return rest + text.slice(from)
}

const SPEECH =
  /^(?!I\b|We\b)[^:]{1,60}\b(?:wrote|writes|says?|said|told \S+|texted|replied|answered|mailed)\b[^:]{0,40}: (?!["“„«‘])\S/i

/** "Ben wrote: I will pay": another's words without marks. */
export const isSpeech = (text: string): boolean => SPEECH.test(text)
