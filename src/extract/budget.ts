/** How many tokens the statements that stand for a stretch of talk may take. */

/** A short day is not cut down to a few words: below this there is next to nothing to save. */
const LEAST_TOKENS = { daily: 120, weekly: 60, monthly: 60 } as const
/** So that every level stays a summary, whatever the least would allow. */
const LEAST_SHARE = 0.4

/** The share of the raw tokens, and a little more where that is next to nothing. */
export const statementBudget = (
  level: keyof typeof LEAST_TOKENS,
  { share, rawTokens }: { share: number; rawTokens: number },
): number => Math.floor(Math.max(share * rawTokens, Math.min(LEAST_TOKENS[level], LEAST_SHARE * rawTokens)))
