/** Numbers that stand for money or a person: social security, and payment cards: the issuers' lengths and first digits (ISO/IEC 7812) and the Luhn check digit. */
import { type Finder, spansOf } from './span.ts'

/** Whole, or in the groups that are printed on cards. Not part of a longer number, identifier or path, but a field of a form. */
const CARD =
  /(?=[2-6]\d{3})(?:(?<![\w.\-/+=]|\d{4} )|(?<=(?:card|cc|pan|kreditkarte)[a-z_-]{0,16}=))(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2}|35\d{2})([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -]?)\d{6}\2\d{5})(?![\w\-/+=]|\.\d| \d{4}\b)/g

/** Numbers of orders, parcels and customers have sixteen digits too, of which one in ten passes the check. */
const OTHER_NUMBER =
  /(?<![\p{L}\p{N}])(?:order|invoice|tracking|shipment|parcel|package|customer|client|member(?:ship)?|library|ticket|booking|reservation|reference|ref|serial|case|meeting|patient|policy|bestell(?:ung|nummer|nr)?|rechnungs?(?:nummer|nr)?|kunden(?:nummer|nr)|sendungs?(?:nummer|nr)?|auftrags?(?:nummer|nr)?|vorgangs?(?:nummer|nr)?|mitglieds(?:nummer|nr)|buchungs(?:nummer|nr)|commande|facture|colis|pedido|factura|fatura|ordine|fattura)(?:[ -]?(?:numbers?|no|nr|num|id|code|nummer))?[.:#=]?\s{0,2}(?:(?:is|was|ist|lautet|est|es|è|é|n°|#)\s{0,2}){0,2}$/iu
const NAME_CHARS = 48

export const findCards: Finder = (text) =>
  spansOf(text, {
    pattern: CARD,
    kind: 'card-number',
    accept: (number, { index }) =>
      passesLuhn(number) && !OTHER_NUMBER.test(text.slice(Math.max(0, index - NAME_CHARS), index)),
  })

/** Of the United States; its word tells it from other numbers of that form. */
const SOCIAL_SECURITY =
  /(?<![\p{L}])(?:SSN|social security(?: (?:number|no\.?|nr))?)(?:\s(?:for|of)\s[^\s,;:]{1,40})?["']?(?:\s?[:=#]|\s(?:is|was))?\s{0,3}["']?(?<secret>\d{3}[- ]?\d{2}[- ]?\d{4})(?![\d-])/dgiu

const SOCIAL_HINT = /SSN|ssn|[Ss]ocial [Ss]ecurity/

export const findSocialSecurityNumbers: Finder = (text) =>
  SOCIAL_HINT.test(text) ? spansOf(text, { pattern: SOCIAL_SECURITY, kind: 'ssn' }) : []

function passesLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number)
  const sum = digits.reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0)
  return sum % 10 === 0 && new Set(digits).size > 1
}
