/**
 * A misspelt word of a question → the word that was meant: the one that the memory holds, one slip away. After Norvig, "How to write a
 * spelling corrector" (2007), with the memory's own words as the dictionary.
 */
import type { Corpus } from './corpus.ts'
import { hasTerm, occurrencesOf } from './lexical.ts'

/** Shorter words are one slip away from too many others. */
const MIN_LETTERS = 5
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const PLAIN = /^[a-z]+$/

/** The term that most passages hold among those one slip away, the first letter kept; `undefined` for none, or where the memory holds the term itself. */
export function meantTerm(term: string, corpus: Corpus): string | undefined {
  if (term.length < MIN_LETTERS || !PLAIN.test(term) || hasTerm(term, corpus)) return undefined
  let meant: string | undefined
  let most = 0
  for (const near of oneSlipAway(term)) {
    const held = hasTerm(near, corpus) ? occurrencesOf(near, corpus).length : 0
    if (held <= most) continue
    meant = near
    most = held
  }
  return meant
}

/** A letter too many, two exchanged, one wrong, one missing (Damerau 1964). The first letter is seldom the wrong one. */
function oneSlipAway(term: string): Set<string> {
  const found = new Set<string>()
  for (let at = 1; at <= term.length; at++) {
    const [before, after] = [term.slice(0, at), term.slice(at)]
    const [next = '', second = ''] = after
    if (next) found.add(before + after.slice(1))
    if (second) found.add(before + second + next + after.slice(2))
    for (const letter of LETTERS) {
      if (next) found.add(before + letter + after.slice(1))
      found.add(before + letter + after)
    }
  }
  return found
}
