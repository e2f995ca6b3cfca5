/**
 * Holds a statement against the turns that it cites. Whatever could be wrong without looking wrong (numbers, dates, names, paths, URLs,
 * commands, identifiers, a lost "not") must stand there or follow from the day of the session; invented prose fails by its words.
 */
import { checkCode, checkIdentifiers, checkPaths, checkUrls } from './verify/copied.ts'
import { checkDates, checkResolved } from './verify/dates.ts'
import { checkNames } from './verify/names.ts'
import { checkNegation } from './verify/negation.ts'
import { checkNeighbours } from './verify/neighbours.ts'
import { checkCounts, checkNumbers } from './verify/numbers.ts'
import { type Check, type Evidence, type Finding, readSource } from './verify/source.ts'
import { checkSpeaker } from './verify/speaker.ts'
import { checkSupport } from './verify/support.ts'

export type { Evidence, Problem } from './verify/source.ts'

export type Verdict = { ok: true } | ({ ok: false } & Finding)

/** From the most to the least certain. */
const CHECKS: readonly Check[] = [
  checkUrls,
  checkCode,
  checkPaths,
  checkIdentifiers,
  checkDates,
  checkResolved,
  checkNeighbours,
  checkNumbers,
  checkCounts,
  checkNames,
  checkSpeaker,
  checkNegation,
  checkSupport,
]

/** The first problem found. */
export function verifyStatement(statement: string, evidence: Evidence): Verdict {
  const source = readSource(evidence)
  const text = statement.normalize('NFC')
  for (const check of CHECKS) {
    const problem = check(text, source)
    if (problem) return { ok: false, ...problem }
  }
  return { ok: true }
}
