/** The part of a conversation that the model still sees: whole exchanges, the oldest left out first. Pure. */
import type { ChatMessage } from '../ports.ts'
import type { ChatHit } from './types.ts'

/** One message of the user with everything that answered it. */
export interface Exchange {
  messages: readonly ChatMessage[]
  tokens: number
  /** The turn of the session's raw file that it begins with: what the model still sees is not recalled. */
  firstTurn: number
  /** The memories that were given with it: they are not given twice. */
  hits: readonly ChatHit[]
}

export interface WindowOptions {
  /** What may be sent. */
  budgetTokens: number
}

/** After a cut this share of the budget is left: cutting a little every turn would spoil the provider's prompt cache every turn. */
const KEEP_SHARE = 0.6

/** The exchanges that still fit, oldest first. Unchanged while all fit. */
export function trimExchanges(exchanges: readonly Exchange[], { budgetTokens }: WindowOptions): readonly Exchange[] {
  if (tokensOf(exchanges) <= budgetTokens) return exchanges
  const goalTokens = budgetTokens * KEEP_SHARE
  let start = 0
  let tokens = tokensOf(exchanges)
  while (start < exchanges.length && tokens > goalTokens) tokens -= exchanges[start++]?.tokens ?? 0
  return exchanges.slice(start)
}

const tokensOf = (exchanges: readonly Exchange[]): number =>
  exchanges.reduce((sum, exchange) => sum + exchange.tokens, 0)

/** The text as it is, or its beginning and end around a visible mark where it is longer than `budgetTokens`. */
export function cutMiddle(
  text: string,
  { budgetTokens, countTokens }: { budgetTokens: number; countTokens: (text: string) => number },
): string {
  if (text.length <= budgetTokens) return text
  const tokens = countTokens(text)
  if (tokens <= budgetTokens) return text
  const half = Math.floor((text.length * budgetTokens) / tokens / 2)
  const head = text.slice(0, half).toWellFormed()
  const tail = text.slice(text.length - half).toWellFormed()
  return `${head}\n\n[… ${(text.length - 2 * half).toLocaleString('en')} characters left out here …]\n\n${tail}`
}
