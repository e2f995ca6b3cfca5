/** A misspelt word of a question → the word that was meant: the one that the memory holds, one slip away. The memory's own words are the dictionary. */
import type { Corpus } from './corpus.ts'
import { hasTerm, occurrencesOf } from './lexical.ts'

/** Shorter words are one slip away from too many others. */
const MIN_LETTERS = 5
const PLAIN = /^[a-z]+$/

/** The term that most passages hold among those one slip away, the first letter kept; `undefined` for none, or where the memory holds the term itself. */
export function meantTerm(term: string, corpus: Corpus): string | undefined {
  if (term.length < MIN_LETTERS || !PLAIN.test(term) || hasTerm(term, corpus)) return undefined
  const [first = ''] = term
  const lengths = { min: term.length - 1, max: term.length + 1 }
  const near = corpus.postings.flatMap(({ table }) =>
    table.startingWith(first, lengths).filter((other) => PLAIN.test(other) && isOneSlip(term, other)),
  )
  let meant: string | undefined
  let most = 0
  for (const other of new Set(near)) {
    const held = occurrencesOf(other, corpus).length
    if (held <= most) continue
    meant = other
    most = held
  }
  return meant
}

/** A letter too many, one missing, one wrong, or two neighbours exchanged (Damerau 1964). */
export function isOneSlip(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && long[at] === short[at]) at += 1
  if (at === long.length) return false
  if (long.length === short.length + 1) return long.slice(at + 1) === short.slice(at)
  if (long.length !== short.length) return false
  const isExchanged = long[at] === short[at + 1] && long[at + 1] === short[at]
  return long.slice(at + 1) === short.slice(at + 1) || (isExchanged && long.slice(at + 2) === short.slice(at + 2))
}
