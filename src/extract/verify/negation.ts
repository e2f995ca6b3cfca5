/** A lost or invented "not". */
import { terms } from '../../rank/tokenize.ts'
import { splitSentences } from '../lines/sentences.ts'
import { isFlat } from '../words.ts'
import type { Check } from './source.ts'

const NEGATION = /\b(?:not|never|no longer|no|none|neither|nor|nobody|nothing|without|cannot|hardly|barely)\b|n['’]t\b/i

/**
 * A clause must be negated where the clause it comes from is, and only there. Clauses are paired by their words; a pair that shares less
 * than half of them decides nothing.
 */
export const checkNegation: Check = (text, { turns }) => {
  const clauses = turns.flatMap((turn) => splitSentences(turn.text).flatMap((sentence) => cut(sentence.text)))
  const known = clauses.flatMap(withinReach).map((clause) => ({ clause, words: new Set(terms(clause)) }))
  for (const piece of cut(text)) {
    const words = new Set(terms(piece))
    if (NEGATION.test(piece) && isNegatedNowhere(words, known)) return { problem: 'negation', value: piece }
    if (words.size < 2) continue
    const scored = known
      .map((other) => ({ ...other, score: dice(words, other.words) }))
      .sort((a, b) => b.score - a.score)
    const best = scored[0]
    if (!best || best.score < 0.55) continue
    const rivals = scored.filter(({ score }) => score >= best.score - 0.1)
    if (rivals.every(({ clause }) => denies(clause) !== denies(piece))) return { problem: 'negation', value: piece }
  }
  return undefined
}

/** An odd number of negations: "does not pay without" affirms. */
const denies = (clause: string): boolean => (clause.match(NEGATIONS)?.length ?? 0) % 2 === 1
const NEGATIONS = new RegExp(NEGATION.source, 'gi')

/** Clauses of the source speak of the same thing, and none of them denies it. */
function isNegatedNowhere(
  words: ReadonlySet<string>,
  known: readonly { clause: string; words: ReadonlySet<string> }[],
): boolean {
  const related = known.filter((other) => [...words].some((word) => !isFlat(word) && other.words.has(word)))
  return related.length > 0 && related.every(({ clause }) => !NEGATION.test(clause))
}

const cut = (text: string): string[] =>
  text
    .split(/[;.!?]["”]?\s+|,? (?:and|but|so|because|'cause|which|while|although|though) | [–—-] /)
    .filter((part) => part.trim() !== '')

/** A clause that denies, and its parts: in "a torn tendon, no fracture" the "no" does not reach the tendon. */
const withinReach = (clause: string): string[] =>
  NEGATION.test(clause) && clause.includes(', ') ? [clause, ...clause.split(/, /)] : [clause]

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size)
}
