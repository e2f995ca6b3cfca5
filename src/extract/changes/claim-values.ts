/** What may change in a statement: numbers, days, names; and what is left of it without them. */
import { terms } from '../../rank/tokenize.ts'
import { isGerman } from './german.ts'

export interface Values {
  /** By kind: `weekday` → `thursday`, `euro` → `2500`. */
  values: ReadonlyMap<string, ReadonlySet<string>>
  /** Numbers that tell one thing from its like: `release 4.2`. */
  labels: ReadonlySet<string>
  /** The text without them. */
  rest: string
}

const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const GERMAN_MONTH = '(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)'
/** In this order: what one pattern takes, the next do not see. */
const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'date',
    new RegExp(
      `\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?: \\d{4})?|${MONTH} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}\\. ${GERMAN_MONTH}(?: \\d{4})?)\\b`,
      'g',
    ),
  ],
  ['month', new RegExp(`\\b${MONTH}\\b`, 'g')],
  [
    'weekday',
    /\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)s?\b/gi,
  ],
  ['time', /\b\d{1,2}[:.]\d{2}(?: ?[ap]m)?(?= |,|\.|$)(?! ?(?:euros|GB|MB|%|percent))|\b\d{1,2} ?[ap]m\b/gi],
]
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
/** `4,000 euros`, `$30`, `60 minutes`: the unit is the kind. */
const QUANTITY = new RegExp(
  `[$€£]\\s?\\d[\\d.,]*\\d|[$€£]\\s?\\d|\\b(?:\\d[\\d.,]*|${NUMBERS.join('|')})\\s?(?:\\p{L}+|%)`,
  'giu',
)
/** Most clauses have none, and the pattern takes its time to find that out. */
const MAY_HAVE_QUANTITY = new RegExp(`\\d|${NUMBERS.join('|')}`, 'i')
const digitsOf = (number: string): string => {
  const word = NUMBERS.indexOf(number.toLowerCase())
  return word >= 0 ? String(word + 1) : number.replace(/(?<=\d)[,.](?=\d{3}\b)/g, '').replace(/[.,]$/, '')
}
const PLAIN_NUMBER = /(?<![\w-])[A-Za-z]?\d[\w.,:/-]*/g
const NAME = /(?<=[\p{Ll}\d,.’'] |["“(])\p{Lu}[\p{L}\d.+#'’-]*(?: \p{Lu}[\p{L}\d.+#'’-]*)*/gu
/** Every German noun has a capital: a name stands where no article does. */
const GERMAN_NAME = /(?<=\b(?:in|nach|bei|mit|von|heißt|statt) )\p{Lu}[\p{L}\d.+#'’-]*(?: \p{Lu}[\p{L}\d.+#'’-]*)*/gu
const LABELLED =
  /\b(?:release|version|chapter|part|issue|ticket|phase|milestone|sprint|episode|season|volume|week|day|step|v|no\.?) ?#?(\d[\d.]*)/gi

/** The values of a text, by kind, and the text without them. */
export function valuesOf(text: string, person?: string): Values {
  const values = new Map<string, Set<string>>()
  const add = (kind: string, value: string) => values.set(kind, (values.get(kind) ?? new Set()).add(value))
  const labels = new Set([...text.matchAll(LABELLED)].map(([, number = '']) => number.replace(/\.$/, '')))
  let rest = text.replace(LABELLED, (found, number: string) => found.slice(0, -number.length))
  for (const [kind, pattern] of PATTERNS)
    rest = rest.replace(pattern, (found) => {
      add(kind, found.toLowerCase().replace(/(?<=\d)(?:st|nd|rd|th)\b|(?<=day|tag|woch)s$/, ''))
      return ' '
    })
  if (MAY_HAVE_QUANTITY.test(rest))
    rest = rest.replace(QUANTITY, (found) => {
      const [, number = '', word = ''] = /^[$€£]?\s?(\d[\d.,]*|\p{L}+)\s?(.*)$/u.exec(found) ?? []
      const unit = /^[$€£]/.test(found) ? 'euro' : word === '%' ? 'percent' : terms(word)[0]
      if (unit === undefined) return found
      add(unit, digitsOf(number))
      return UNITS.has(unit) ? ' ' : ` ${word} `
    })
  rest = rest.replace(PLAIN_NUMBER, (found) => {
    add('number', found.replace(/[.,:]+$/, ''))
    return ' '
  })
  rest = rest.replace(isGerman(text) ? GERMAN_NAME : NAME, (found) => {
    if (found === person || /^(?:User|Assistant)['’s]*$/.test(found) || found.startsWith(`${person}'`)) return found
    for (const term of terms(found)) add('name', term)
    return ' '
  })
  return { values, labels, rest }
}

/** Units that tell nothing of what is counted. */
const UNITS = new Set(
  terms(`euros euro dollars cents minutes minute hours hour days day weeks weeks months years km kilometres miles metres percent kg grams mg
  gb mb tb ms seconds litres units degrees times am pm`),
)
