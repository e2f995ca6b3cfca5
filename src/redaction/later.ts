/**
 * Secrets apart from the word that names them: "I changed the root password on db01, it's … now", "it was [redacted: password], now it
 * is …", what stands behind the id of an access key, the rest of a token on the next line.
 */
import { mentions, type Span, spansOf } from './span.ts'
import { isExpression, isReference, looksSecret, looksTyped } from './values.ts'
import { mentionsPassword, NO_COMPOUND, PASSWORD_WORD } from './words.ts'

/** Some words of the same sentence; a full stop inside a name does not end it. */
const SOME = String.raw`(?:[^.!?\r\n]|[.!?](?=[^\s.!?])){0,80}?`
const NOW = '(?:now|jetzt|nun|maintenant|ahora|agora|ora|adesso)'
/** ", it's", "now it is", "und jetzt lautet es", "so": what takes the word up again. */
const TAKEN_UP = String.raw`(?:[,;:]|\s[–—-]|\s(?:and|und|but|aber|et|y|e))\s{1,3}(?:${NOW}\s{1,3})?(?:(?:it|that|which|the new one|mine)(?:['’]s|\s(?:is|was|will be|would be|reads))|(?:es|das|die|der|das neue|neu)\s(?:ist|lautet|heißt|wäre)|(?:ist|lautet)\ses|c['’]est|es|é|è|${NOW}|so|also|namely|nämlich)(?:\s${NOW})?\s{1,3}`
const OPEN = '["“„\'‘«`*]{0,2}'
const TYPED = String.raw`${OPEN}(?<secret>[^\s"“”„'‘’«»${'`'}()[\]{}<>;|=,]{6,64}?)`
/** It ends what is said, but for "now". */
const END = String.raw`(?=["”'’»${'`'}*]{0,2}(?:\s(?:${NOW}|again|from now on|ab jetzt))?(?:[.,;!?)]{0,3}(?:\s{0,3}$|[\r\n])|[.,;!?)]{1,3}\s))`

const PASSWORD_LATER = new RegExp(
  String.raw`(?:${PASSWORD_WORD})s?${NO_COMPOUND}(?![\p{L}\p{N}_])${SOME}${TAKEN_UP}${TYPED}${END}`,
  'dgiu',
)
/** "the password you need there would be …" */
const PASSWORD_OF_CLAUSE = new RegExp(
  String.raw`(?:${PASSWORD_WORD})\s(?:you|i|we|he|she|they|that|which)\s[^.,;:!?\r\n]{1,60}?\s(?:is|was|will be|would be|should be)\s{1,3}${TYPED}${END}`,
  'dgiu',
)
/** The PIN of which has been said before that it is new. */
const PIN_LATER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:PIN|pin|Pin|door code|alarm code)(?![\p{L}\p{N}_])${SOME}${TAKEN_UP}(?<secret>\d{4,8})${END}`,
  'dgu',
)
const RENEWED = /(?<!\p{L})(?:chang|re-?set|set|new|updat|änder|geändert|neue?)\p{L}{0,4}\s[^.!?\r\n]*$/iu
const RENEWED_CHARS = 80

export function* findLaterSecrets(text: string, after = ''): Iterable<Span> {
  if (mentionsPassword(text)) {
    yield* spansOf(text, { pattern: PASSWORD_LATER, kind: 'password', accept: looksTyped })
    yield* spansOf(text, { pattern: PASSWORD_OF_CLAUSE, kind: 'password', accept: looksTyped })
  }
  if (mentions(text, ['pin', 'code'])) {
    const accept = (_: string, { index }: RegExpExecArray) =>
      RENEWED.test(text.slice(Math.max(0, index - RENEWED_CHARS), index))
    yield* spansOf(text, { pattern: PIN_LATER, kind: 'pin', accept })
  }
  if (after !== '') yield* findBehind(text, after)
}

/** "… until yesterday, now it is …", "… to …": the new one behind the old one. */
const NEW_PASSWORD = new RegExp(
  String.raw`^(?:["'”]?\s{1,3}(?:to|auf|in|à|a|zu)\s{1,3}|${SOME}${TAKEN_UP})${TYPED}${END}`,
  'diu',
)
/** The secret of an access key has forty characters; a hash of that length has no capitals. */
const ACCESS_SECRET = /(?<![A-Za-z0-9+/=_-])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=_-])/dg
const BEHIND_CHARS = 240
/** A backslash at the end of a line: the token goes on. */
const CONTINUED = /^\\\r?\n[ \t]{0,32}(?<secret>[A-Za-z0-9_+/=.-]{8,})/d

/** What belongs to a secret that was taken out before this text; `after` is its kind. */
function* findBehind(text: string, after: string): Iterable<Span> {
  const near = text.slice(0, BEHIND_CHARS)
  if (after === 'password') {
    yield* firstOf(near, { pattern: NEW_PASSWORD, kind: after, accept: looksTyped })
  }
  if (after === 'aws-access-key') {
    yield* spansOf(near, { pattern: ACCESS_SECRET, kind: 'access-key', accept: isMixed })
  }
  yield* firstOf(text, { pattern: CONTINUED, kind: after, accept: (value) => looksSecret(value) || value.length >= 16 })
}

function* firstOf(
  text: string,
  { pattern, kind, accept }: { pattern: RegExp; kind: string; accept: (value: string) => boolean },
): Iterable<Span> {
  const [start, end] = pattern.exec(text)?.indices?.groups?.secret ?? []
  if (start === undefined || end === undefined) return
  const value = text.slice(start, end)
  if (!isReference(value) && !isExpression(value) && accept(value)) yield { start, end, kind }
}

const isMixed = (value: string): boolean => /\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value)
