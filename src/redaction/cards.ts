/** Payment card numbers: the issuers' lengths and first digits (ISO/IEC 7812) and the Luhn check digit. */
import { type Finder, spansOf } from './span.ts'

/** Whole, or in the groups that are printed on cards. Not part of a longer number, identifier or path. */
const CARD =
  /(?<![\w.\-/+=]|\d{4} )(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2}|35\d{2})([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -]?)\d{6}\2\d{5})(?![\w\-/+=]|\.\d| \d{4}\b)/g

export const findCards: Finder = (text) => spansOf(text, { pattern: CARD, kind: 'card-number', accept: passesLuhn })

function passesLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number)
  const sum = digits.reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0)
  return sum % 10 === 0 && new Set(digits).size > 1
}
