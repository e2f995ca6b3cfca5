/** Names: each must stand in the turns. */

import type { NumberedTurn } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { STOP_WORDS } from '../../rank/words.ts'
import { splitSentences } from '../lines/sentences.ts'
import { isBaseVerb } from '../lines/verbs.ts'
import { isFlat, rarityOf } from '../words.ts'
import { MONTHS } from './said-dates.ts'
import type { Check } from './source.ts'

const CAPITALISED = /(?<![\p{L}\p{N}_./-])\p{Lu}[\p{L}\p{M}\p{N}’'&-]*/gu

export const checkNames: Check = (text, { words, lower }) => {
  const unknown = namesIn(text).find(
    (name) => !terms(name).every((term) => words.has(term)) && !lower.includes(name.toLowerCase()),
  )
  return unknown === undefined ? undefined : { problem: 'name', value: unknown }
}

/** The names in a text, as far as capitals tell them. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(CAPITALISED)].flatMap((match) => {
    const name = match[0].replace(/['’](?:s|re|ve|ll|d|m)?$/, '')
    return isOrdinary(name, opensSentence(text, match.index)) ? [] : [name]
  })

/**
 * Whether an earlier turn tells what a text means by a capitalised word: as a name, or as a common noun that only opens the text. A name
 * from elsewhere may not open it: that would be who did it.
 */
export const tellsName = (
  { speaker, text: said }: NumberedTurn,
  { name, text }: { name: string; text: string },
): boolean =>
  text.startsWith(name)
    ? [...said.matchAll(WORDS)].some(([word]) => word === name.toLowerCase())
    : speaker === name || namesIn(said).includes(name)

const WORDS = /[\p{L}\p{M}]+/gu

/** Sentences that share at least this much of what the nearest one shares with a text are where it comes from. */
const NEAR = 0.3

/**
 * Whether the sentences that a text comes from tell a name that the text does not: then a name of the text that is nowhere in the turns
 * may stand in its place.
 */
export function leavesNamesOut(text: string, turns: readonly NumberedTurn[]): boolean {
  const words = new Set(terms(text))
  const told = turns.flatMap((turn) =>
    splitSentences(turn.text).map((sentence) => ({
      names: [...namesIn(sentence.text), ...(FIRST_PERSON.test(sentence.text) ? [turn.speaker] : [])],
      shared: terms(sentence.text).filter((term) => words.has(term)).length,
    })),
  )
  const most = Math.max(1, ...told.map(({ shared }) => shared))
  return told
    .filter(({ shared }) => shared >= NEAR * most)
    .some(({ names }) => names.some((name) => !terms(name).every((term) => words.has(term))))
}

/** Whoever says so speaks of himself. */
const FIRST_PERSON = /\b(?:I|me|my|mine|myself)\b/

const opensSentence = (text: string, at: number): boolean => /(?:^|[.!?:;]\s+|["“(]\s*)$/.test(text.slice(0, at))

const isCalendarName = (lower: string): boolean =>
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/.test(lower) || MONTHS.includes(lower)

/** A word that has its capital from its place, or none that a name is told by. */
function isOrdinary(word: string, opening: boolean): boolean {
  const lower = word.toLowerCase()
  if (STOP_WORDS.has(lower) || isCalendarName(lower) || /^(?:i|i['’]\w+|user|assistant|ai)$/i.test(word)) return true
  if (!opening || /^\p{Lu}{2}/u.test(word)) return false
  if (isBaseVerb(lower) || /(?:ing|ed|ly|tion|ness|ment)$/.test(lower)) return true
  const [term = ''] = terms(word)
  return isFlat(term) || rarityOf(term) !== 'rare'
}
