/** How many tokens the statements that stand for a stretch of talk may take. */

/**
 * A short day is not cut down to a few words: it is cheap to keep, and notes and what is told to an assistant are dense. A note of one
 * line is kept as it is; its topic and the day's own name may take a few tokens more than was said.
 */
const LEAST_TOKENS = { daily: 240, weekly: 60, monthly: 60 } as const
/** People who chat with each other say less in as many words. */
const LEAST_CHAT_TOKENS = 100
const LINE_TOKENS = 12
/** A week or month of many short days has room for the best of each day, up to about ten lines. */
const DAY_TOKENS = { daily: 0, weekly: 30, monthly: 18 } as const
const MOST_BY_DAYS = 400

/** A file that nobody reads to its end condenses nothing: about fifteen pages. */
const MOST_TOKENS = 20_000

export interface BudgetOptions {
  share: number
  rawTokens: number
  /** Whether people talk with each other, and nobody with an assistant or to themselves. */
  isChat?: boolean
  /** On how many days the tokens were said. */
  days?: number
}

/** The share of the raw tokens, more where that is next to nothing, and never more than a person reads. */
export function statementBudget(
  level: keyof typeof LEAST_TOKENS,
  { share, rawTokens, isChat = false, days = 1 }: BudgetOptions,
): number {
  const byDays = Math.max(LEAST_TOKENS[level], Math.min(MOST_BY_DAYS, DAY_TOKENS[level] * days))
  const least = Math.min(byDays, isChat && level === 'daily' ? LEAST_CHAT_TOKENS : Number.POSITIVE_INFINITY)
  return Math.floor(Math.min(MOST_TOKENS, Math.max(share * rawTokens, Math.min(least, rawTokens + LINE_TOKENS))))
}
