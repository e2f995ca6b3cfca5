/** How many tokens the statements that stand for a stretch of talk may take. */

/**
 * A short day is not cut down to a few words, and a note of one line is kept as it is: below this there is next to nothing to save.
 * The topic and the day's own name may take a few tokens more than was said.
 */
const LEAST_TOKENS = { daily: 120, weekly: 60, monthly: 60 } as const
const LINE_TOKENS = 12

/** A file that nobody reads to its end condenses nothing: about fifteen pages. */
const MOST_TOKENS = 20_000

/** The share of the raw tokens, a little more where that is next to nothing, and never more than a person reads. */
export const statementBudget = (
  level: keyof typeof LEAST_TOKENS,
  { share, rawTokens }: { share: number; rawTokens: number },
): number =>
  Math.floor(Math.min(MOST_TOKENS, Math.max(share * rawTokens, Math.min(LEAST_TOKENS[level], rawTokens + LINE_TOKENS))))
