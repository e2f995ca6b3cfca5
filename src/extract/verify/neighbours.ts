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
  for (const [at, { 0: value, index }] of words.entries()) {
    const kind = Object.entries(KINDS).find(([, pattern]) => pattern.test(value))?.[0]
    if (kind === undefined) continue
    const [before, after] = [words[at - 1], words[at + 1]]
    const beside: string[] = []
    if (before && GAP.test(text.slice(before.index + before[0].length, index))) beside.push(`${before[0]} <`)
    if (after && GAP.test(text.slice(index + value.length, after.index))) beside.push(`> ${after[0]}`)
    yield beside.filter((word) => !isVague(word)).map((word) => ({ value, beside: `${kind} ${word}` }))
  }
}

const isVague = (beside: string): boolean => STOP_WORDS.has(beside.replace(/^> | <$/g, '')) || /\d{4}/.test(beside)

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
