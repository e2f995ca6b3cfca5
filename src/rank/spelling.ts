/** A misspelt word of a question → the word that was meant: the one that the memory holds, one slip away. The memory's own words are the dictionary. */
import type { Corpus } from './corpus.ts'
import { hasTerm, occurrencesOf } from './lexical.ts'
import { terms } from './tokenize.ts'

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
  return mostHeld(near, corpus)
}

/**
 * Slips are made in words, not in stems: "salinty" is one slip away from "salinity", its term two from that word's. The term of the words
 * one slip away that most passages hold, the first letter kept; `undefined` for none.
 */
export function termOfMeantWord(word: string, corpus: Corpus): string | undefined {
  if (word.length < MIN_LETTERS || !PLAIN.test(word)) return undefined
  const near = new Set<string>()
  for (const variant of oneSlipFrom(word)) {
    const [term, ...more] = terms(variant)
    if (term !== undefined && more.length === 0 && hasTerm(term, corpus)) near.add(term)
  }
  return mostHeld(near, corpus)
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** All words one slip away, the first letter kept. */
function* oneSlipFrom(word: string): Generator<string> {
  for (let at = 1; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of LETTERS) {
      yield before + letter + after
      if (after !== '') yield before + letter + after.slice(1)
    }
    if (after !== '') yield before + after.slice(1)
    if (after.length > 1) yield before + after[1] + after[0] + after.slice(2)
  }
}

function mostHeld(candidates: Iterable<string>, corpus: Corpus): string | undefined {
  let meant: string | undefined
  let most = 0
  for (const term of new Set(candidates)) {
    const held = occurrencesOf(term, corpus).length
    if (held <= most) continue
    meant = term
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
