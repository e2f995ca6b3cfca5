/** Weekdays and years that are all in the turns, but not there: a schedule names every weekday, a list of films many years. */
import { STOP_WORDS } from '../../rank/words.ts'
import type { Check } from './source.ts'

const WORD = /[\p{L}\p{N}]+/gu
/** What may stand between two neighbours, markup and brackets too: no line break, no sentence. */
const GAP = /^[^\p{L}\p{N}\n.!?]{1,6}$/u
const KINDS = { weekday: /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/, year: /^(?:19|20)\d\d$/ }

interface Neighbour {
  value: string
  /** The word before or behind it, and which. */
  beside: string
}

function* neighboursOf(text: string): Generator<Neighbour[]> {
  const words = [...text.toLowerCase().matchAll(WORD)]
  for (const [at, { 0: value }] of words.entries()) {
    const kind = Object.entries(KINDS).find(([, pattern]) => pattern.test(value))?.[0]
    if (kind === undefined) continue
    const before = phraseFrom(text, words, { at, step: -1 })
    const after = phraseFrom(text, words, { at, step: 1 })
    const beside = [...(before ? [`${before} <`] : []), ...(after ? [`> ${after}`] : [])]
    yield beside.map((phrase) => ({ value, beside: `${kind} ${phrase}` }))
  }
}

/** As many small words may stand between: "the dentist on Friday", "from Monday to Friday". */
const MAX_SMALL_WORDS = 2

/** The next telling word on one side, with the small words on the way to it; nothing where a sentence ends before. */
function phraseFrom(
  text: string,
  words: readonly RegExpExecArray[],
  { at, step }: { at: number; step: 1 | -1 },
): string | undefined {
  const phrase: string[] = []
  for (let next = at + step; phrase.length <= MAX_SMALL_WORDS; next += step) {
    const [left, right] = step > 0 ? [words[next - 1], words[next]] : [words[next], words[next + 1]]
    if (!left || !right || !GAP.test(text.slice(left.index + left[0].length, right.index))) return undefined
    const word = words[next]?.[0] ?? ''
    if (/\d{4}/.test(word)) return undefined
    phrase.push(word)
    if (!STOP_WORDS.has(word)) return (step > 0 ? phrase : phrase.reverse()).join(' ')
  }
  return undefined
}

/** Which weekdays and years stand beside each word. */
export function neighboursIn(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { value, beside } of [...neighboursOf(text)].flat())
    found.set(beside, (found.get(beside) ?? new Set()).add(value))
  return found
}

/** A weekday or year beside a word that has others beside it in the turns, and never this one. */
export const checkNeighbours: Check = (text, { neighbours }) => {
  for (const sides of neighboursOf(text)) {
    const known = sides.flatMap(({ value, beside }) => {
      const values = neighbours.get(beside)
      return values ? [values.has(value)] : []
    })
    if (known.length > 0 && !known.includes(true)) return { problem: 'date', value: sides[0]?.value ?? '' }
  }
  return undefined
}
