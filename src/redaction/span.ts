/** Where in a text a secret stands. */
export interface Span {
  start: number
  /** Exclusive. */
  end: number
  /** Lower-case words joined by `-`; the reader sees it in the placeholder. */
  kind: string
}

/** `after`: the kind of the secret that stood right before the text. */
export type Finder = (text: string, after?: string) => Iterable<Span>

/** The spans of a pattern's named group `secret` (or of the whole match), where `accept` agrees. */
export function* spansOf(
  text: string,
  {
    pattern,
    kind,
    accept,
  }: { pattern: RegExp; kind: string; accept?: (secret: string, match: RegExpExecArray) => boolean },
): Iterable<Span> {
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length]
    if (!accept || accept(text.slice(start, end), match)) yield { start, end, kind }
  }
}

/**
 * Whether one of these (lower-case) words occurs: looking for them is many times faster than a pattern that ignores case, and most
 * texts hold none.
 */
export function mentions(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.some((word) => lower.includes(word))
}
