/** Names: each must stand in the turns. */
import { terms } from '../../rank/tokenize.ts'
import { STOP_WORDS } from '../../rank/words.ts'
import { isBaseVerb } from '../lines/verbs.ts'
import { isFlat, rarityOf } from '../words.ts'
import { MONTHS } from './said-dates.ts'
import type { Check } from './source.ts'

const CAPITALISED = /(?<![\p{L}\p{N}_./-])\p{Lu}[\p{L}\p{M}\p{N}’'&-]*/gu

export const checkNames: Check = (text, { words, lower }) => {
  for (const match of text.matchAll(CAPITALISED)) {
    const name = match[0].replace(/['’]s?$/, '')
    if (isOrdinary(name, opensSentence(text, match.index))) continue
    const known = terms(name).every((term) => words.has(term)) || lower.includes(name.toLowerCase())
    if (!known) return { problem: 'name', value: name }
  }
  return undefined
}

const opensSentence = (text: string, at: number): boolean => /(?:^|[.!?:;]\s+|["“(]\s*)$/.test(text.slice(0, at))

const isCalendarName = (lower: string): boolean =>
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/.test(lower) || MONTHS.includes(lower)

/** A word that has its capital from its place, or none that a name is told by. */
function isOrdinary(word: string, opening: boolean): boolean {
  const lower = word.toLowerCase()
  if (STOP_WORDS.has(lower) || isCalendarName(lower) || /^(?:i|i['’]\w+|user|assistant|ai)$/i.test(word)) return true
  if (!opening) return false
  if (isBaseVerb(lower) || /(?:ing|ed|ly|tion|ness|ment)$/.test(lower)) return true
  const [term = ''] = terms(word)
  return isFlat(term) || rarityOf(term) !== 'rare'
}
