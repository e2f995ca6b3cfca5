/**
 * Text → index terms. Words are lower-cased, freed of accents, stemmed; identifiers (`auth_v2.ts`, `#4512`, `--dry-run`) count whole and in
 * parts; scripts without spaces are cut by `Intl.Segmenter`. The same function reads passages and queries.
 */
import { stem } from './stem.ts'
import { IRREGULAR, STOP_WORDS } from './words.ts'

const ASCII_ONLY = /^[\0-\x7f]*$/
/** A word, or an identifier whose parts are joined by punctuation, with the marks that may lead it. */
const ASCII_TOKEN = /(?:--?|[#@$.])?[a-z0-9]+(?:(?:['_\-./:@+\\]|::|->)[a-z0-9]+)*/gi
const UNICODE_TOKEN = /(?:--?|[#@$.])?[\p{L}\p{M}\p{N}]+(?:(?:['’_\-./:@+\\]|::|->)[\p{L}\p{M}\p{N}]+)*/gu
const PART = /[\p{L}\p{M}]+|\p{N}+/gu
const ASCII_PART = /[a-z]+|[0-9]+/g
const PLAIN_WORD = /^[a-z]+$/
/** "stand-up", "e-mail": some write it as one word. */
const COMPOUND = /^[a-z]+(?:-[a-z]+)+$/
const CAMEL_CASE = /[a-z][A-Z]/
/** Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han. */
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]+/gu
const HAS_UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
/** Longer runs are not words (base64, hashes of minified code): they would only fill the vocabulary. */
const MAX_TERM_LENGTH = 64

/** The index terms of a text, in order; a term occurs as often as it stands there. */
export function terms(text: string): string[] {
  const plain = text.includes(',') ? text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '') : text
  return ASCII_ONLY.test(plain) ? asciiTerms(plain) : unicodeTerms(plain)
}

const sets = new Map<string, ReadonlySet<string>>()
const MAX_SET_CHARACTERS = 2_000_000
let setCharacters = 0

/** The different index terms of a text. Remembered: questions to one process find the same passages again and again. */
export function termSet(text: string): ReadonlySet<string> {
  const known = sets.get(text)
  if (known) return known
  if (setCharacters + text.length > MAX_SET_CHARACTERS) {
    sets.clear()
    setCharacters = 0
  }
  const set = new Set(terms(text))
  sets.set(text, set)
  setCharacters += text.length
  return set
}

function asciiTerms(text: string): string[] {
  const found: string[] = []
  for (const token of text.match(ASCII_TOKEN) ?? []) addToken(token, found)
  return found
}

function unicodeTerms(text: string): string[] {
  const plain = withoutAccents(text)
  const found: string[] = []
  const spaced = HAS_UNSPACED.test(plain) ? plain.replace(UNSPACED, (run) => segmentInto(found, run)) : plain
  for (const token of spaced.match(UNICODE_TOKEN) ?? []) addToken(token.replaceAll('’', "'"), found)
  return found
}

/** Compatibility forms and accents fold away (`ﬁ` → `fi`, `café` → `cafe`); other scripts keep their marks. */
const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')

let segmenter: Intl.Segmenter | undefined

/** Adds the words of a run and, since segmentation depends on context, its pairs of characters. */
function segmentInto(found: string[], run: string): string {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  for (const { segment, isWordLike } of segmenter.segment(run)) if (isWordLike) found.push(segment)
  const characters = [...run]
  for (let i = 1; i < characters.length; i++) found.push(`${characters[i - 1]}${characters[i]}`)
  return ' '
}

/** Each token's terms: none, one, or several. A text says few words that no other says. */
const tokens = new Map<string, string | readonly string[]>()
const MAX_KNOWN = 100_000
/** A longer one may hold on to the whole text that it was cut from. */
const MAX_KNOWN_LENGTH = 12

function addToken(token: string, found: string[]): void {
  const terms = token.length > MAX_KNOWN_LENGTH ? termsOfToken(token) : knownTermsOf(token)
  if (typeof terms === 'string') found.push(terms)
  else for (const term of terms) found.push(term)
}

function knownTermsOf(token: string): string | readonly string[] {
  let terms = tokens.get(token)
  if (terms === undefined) {
    if (tokens.size >= MAX_KNOWN) tokens.clear()
    const found = termsOfToken(token)
    const [only] = found
    terms = found.length === 1 && only !== undefined ? only : found
    tokens.set(token, terms)
  }
  return terms
}

function termsOfToken(token: string): string[] {
  const found: string[] = []
  const lower = token.toLowerCase()
  const bare = lower.replace(/'(?:s|t|d|m|re|ve|ll)?$/, '')
  if (PLAIN_WORD.test(bare) && !CAMEL_CASE.test(token)) addWord(bare, found)
  else addIdentifier(token, lower, found)
  return found
}

function addWord(word: string, found: string[]): void {
  if (!STOP_WORDS.has(word) && word.length <= MAX_TERM_LENGTH) found.push(stem(IRREGULAR.get(word) ?? word))
}

/** The whole, where it has parts or a mark, and each part: `--dry-run` → `--dry-run`, `dri`, `run`; `check-in` → `checkin`, `check`. */
function addIdentifier(token: string, lower: string, found: string[]): void {
  const parts = partsOf(token, lower)
  const whole = COMPOUND.test(lower) ? stem(lower.replaceAll('-', '')) : lower.replace(/^[.$]/, '')
  if ((parts.length > 1 || parts[0] !== whole) && whole.length <= MAX_TERM_LENGTH) found.push(whole)
  for (const part of parts) {
    if (PLAIN_WORD.test(part)) addWord(part, found)
    else if (part.length <= MAX_TERM_LENGTH) found.push(IRREGULAR.get(part) ?? part)
  }
}

function partsOf(token: string, lower: string): string[] {
  if (!CAMEL_CASE.test(token)) return lower.match(ASCII_ONLY.test(lower) ? ASCII_PART : PART) ?? []
  return (
    token
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(PART) ?? []
  )
}
