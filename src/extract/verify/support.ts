/** Invented prose: most of what a statement says must stand in the turns. */
import { terms } from '../../rank/tokenize.ts'
import { isFlat } from '../words.ts'
import { DATED } from './said-dates.ts'
import type { Check } from './source.ts'

/** Share of a statement's content words that must stand in the cited turns. */
const LEAST_SUPPORT = 0.5

export const checkSupport: Check = (text, { words }) => {
  const wanted = [...new Set(terms(text.replace(DATED, ' ')))].filter(
    (term) => !isFlat(term) && term !== 'user' && term !== 'ask',
  )
  const known = wanted.filter((term) => words.has(term)).length
  return wanted.length > 0 && known / wanted.length < LEAST_SUPPORT ? { problem: 'support', value: text } : undefined
}
