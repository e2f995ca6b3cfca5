/** Which turns bear out a model's statement: those that it cites, and earlier ones that tell its names where the cited ones say "they". */

import { leavesNamesOut, tellsName } from '../../extract/verify/names.ts'
import { verifyStatement } from '../../extract/verify.ts'
import type { ExtractRequest } from '../ports.ts'
import type { NumberedTurn } from '../types.ts'

/** A statement may take so many names from turns before those that it cites. */
const MAX_NAMES_BEFORE = 2

/**
 * The ranges of turns that bear the statement out, the cited ones first; `undefined` where they do not. A statement has to stand alone, so
 * it may name what the cited turns only point at; but all that it says must stand in the cited turns, which name nobody else in its place.
 */
export function bearingOut(
  text: string,
  cited: readonly NumberedTurn[],
  { turns, context, date }: Pick<ExtractRequest, 'turns' | 'context' | 'date'>,
): (readonly [number, number])[] | undefined {
  const [first, last] = [cited[0]?.number, cited.at(-1)?.number]
  if (first === undefined || last === undefined) return undefined
  const before = [...context, ...turns].filter(({ number }) => number < first)
  const speakers = turns.map(({ speaker }) => speaker)
  const naming = new Map<string, number>()
  for (;;) {
    const verdict = verifyStatement(text, { turns: cited, date, speakers, namedBefore: [...naming.keys()] })
    if (verdict.ok) return [[first, last], ...[...new Set(naming.values())].map((number) => [number, number] as const)]
    if (verdict.problem !== 'name' || naming.size === MAX_NAMES_BEFORE || leavesNamesOut(text, cited)) return undefined
    const teller = before.findLast((turn) => tellsName(turn, { name: verdict.value, text }))
    if (!teller) return undefined
    naming.set(verdict.value, teller.number)
  }
}
