/** Turns → stretches that fit a model's context. */
import type { CountTokens } from '../ports.ts'
import type { NumberedTurn } from '../types.ts'

/** How a turn too long for the context is cut: its beginning and its end say most. */
const CUT_MARK = '\n[… cut …]\n'

/** Consecutive turns, each stretch at most `budgetTokens`; a turn that is longer alone is cut in the middle. Tool output is left out. */
export function chunkTurns(
  turns: readonly NumberedTurn[],
  { budgetTokens, countTokens }: { budgetTokens: number; countTokens: CountTokens },
): NumberedTurn[][] {
  const chunks: NumberedTurn[][] = []
  let current: NumberedTurn[] = []
  let usedTokens = 0
  for (const turn of turns) {
    if (turn.role !== 'user' && turn.role !== 'assistant') continue
    const fitted = fitTurn(turn, { budgetTokens, countTokens })
    const tokens = costOf(fitted, countTokens)
    if (current.length > 0 && usedTokens + tokens > budgetTokens) {
      chunks.push(current)
      current = []
      usedTokens = 0
    }
    current.push(fitted)
    usedTokens += tokens
  }
  return current.length > 0 ? [...chunks, current] : chunks
}

const TURN_MARK_TOKENS = 16

const costOf = ({ text }: NumberedTurn, countTokens: CountTokens): number => countTokens(text) + TURN_MARK_TOKENS

function fitTurn(
  turn: NumberedTurn,
  { budgetTokens, countTokens }: { budgetTokens: number; countTokens: CountTokens },
): NumberedTurn {
  const tokens = costOf(turn, countTokens)
  if (tokens <= budgetTokens) return turn
  const half = Math.floor((turn.text.length * Math.max(0, budgetTokens - 2 * TURN_MARK_TOKENS)) / tokens / 2)
  const cut = {
    ...turn,
    text: `${turn.text.slice(0, half).toWellFormed()}${CUT_MARK}${turn.text.slice(-half).toWellFormed()}`,
  }
  return half > 40 && costOf(cut, countTokens) > budgetTokens
    ? fitTurn(cut, { budgetTokens: budgetTokens - 8, countTokens })
    : cut
}
