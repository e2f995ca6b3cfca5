/** How many tokens the statements that stand for a stretch of talk may take. */

/**
 * A short day is not cut down to a few words, and a note of one line is kept as it is: below this there is next to nothing to save.
 * The topic and the day's own name may take a few tokens more than was said.
 */
const LEAST_TOKENS = { daily: 120, weekly: 60, monthly: 60 } as const
const LINE_TOKENS = 12

/** The share of the raw tokens, and a little more where that is next to nothing. */
export const statementBudget = (
  level: keyof typeof LEAST_TOKENS,
  { share, rawTokens }: { share: number; rawTokens: number },
): number => Math.floor(Math.max(share * rawTokens, Math.min(LEAST_TOKENS[level], rawTokens + LINE_TOKENS)))
