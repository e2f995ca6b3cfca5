/** Secrets that people tell: "my password is hunter2", "use Blue-77 as the password", "the passphrase is correct horse battery staple". */
import { isQuotedPassword } from './phrases.ts'
import { mentions, type Span, spansOf } from './span.ts'
import { isState } from './states.ts'
import { isExpression, isMeasure, isReference, looksSecret, looksTyped } from './values.ts'
import { FOREIGN_PASSWORD_WORD, mentionsPassword, PASSWORD_WORD, WEAK_PASSWORD_WORD } from './words.ts'

const SECRET_WORD = `(?:api|access|secret|private|encryption|licen[cs]e|auth)[ -]?(?:key|token)|secret|token|client secret`
/** "password for the router", "pwd of bob", "password (staging)" */
const OF_WHAT = String.raw`(?:\s(?:nuev[ao]|actual|antigu[ao]|viej[ao]|temporal|nouveau|actuel|ancien|provisoire|nov[ao]|atual|antig[ao]|nuov[ao]|attuale|vecchi[ao]))?(?:\s{1,3}(?:for|of|on|to|at|in|für|fürs|vom|von|zum|zur|beim|im|am|der|des|meine[rs]|unsere[rs]|de|del|du|di|della|pour|para|per|van|voor|от|для|do)\s{1,3}[^\s,;:!?]{1,40}(?:\s{1,3}[^\s,;:!?]{1,40}){0,4}?)?(?:\s\([^()\r\n]{1,40}\))?`
const IS = String.raw`,?\s{0,3}(?:(?:\s(?:is(?: (?:now|still|currently|again|just))?|was|will be|should be|would be|(?:ist|lautet|heißt)(?: (?:jetzt|nun|ab jetzt|seitdem|weiterhin|immer noch|noch|übrigens))?|est(?: (?:maintenant|désormais))?|c['’]est|es(?: ahora)?|é(?: agora)?|è(?: (?:ora|adesso))?|är(?: nu)?|er(?: nå| nu)?|to be|to|jest|je|—|–|-|->|→)|['’]s|=|:|：)[:=]?(?:\s[:=])?)\s{1,3}`
const VALUE = String.raw`(?:["“'‘«${'`'}*]{1,2}\s?(?<quoted>[^"”'’»${'`'}*\r\n]{2,128}?)\s?["”'’»${'`'}*]|(?<bare>[^\s"“”'‘«»${'`'}]{2,256}))`
/** Ends without a sign of a program: what stands there whole was typed by hand. */
const TYPED = String.raw`["“'‘«${'`'}*]{0,2}(?<secret>[^\s"“”'‘’«»${'`'}()[\]{}<>;|=,]{6,64})(?=[\s"”'’»${'`'}*.,;)]|$)`

const told = (words: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])(?<word>${words})${OF_WHAT}${IS}${VALUE}`, 'dgiu')

const TOLD_PASSWORD = told(`(?:\\p{L}{1,24}-?)?(?:${PASSWORD_WORD})s?`)
const TOLD_BY_WEAK_WORD = told(
  String.raw`(?<!(?:boarding|ski|lift|day|week|bus|train|season|parking|hall|press|guest|park)\s)(?:${WEAK_PASSWORD_WORD})`,
)
const TOLD_SECRET = told(SECRET_WORD)
/** "log in with password Blue77", "ENV POSTGRES_PASSWORD Blue77": nothing between word and value. */
const PASSWORD_BESIDE = new RegExp(
  String.raw`(?:${PASSWORD_WORD})s?(?:,|\s[—–→-]{1,2}|\s(?:then|dann|also))?\s{1,3}${TYPED}`,
  'dgiu',
)
const SECRET_BESIDE =
  /(?:(?:api|access|secret|auth)[ _-]?(?:key|token)|secret one)\s{1,3}(?:is\s{1,3})?["'`]?(?<secret>[A-Za-z0-9_+/.=-]{16,512})(?![\w+/-])/dgi
const PASSWORD_BEFORE =
  /\sas\s{1,3}(?:the|my|your|our|his|her|their|a)\s{1,3}(?:[\p{L}\p{N}-]{1,24}\s{1,3}){0,2}?(?:pass(?:word|phrase|code)|pwd)/giu
const PASSWORD_CHANGED = new RegExp(
  String.raw`(?:${PASSWORD_WORD})\s[^.\r\n]{0,40}?\b(?:from|von|de)\s{1,3}${TYPED}["'”]?\s{1,3}(?:to|auf|in|à|a)\s`,
  'dgiu',
)
/** "Als Passwort kirschbaum genommen": what was taken for one. */
const PASSWORD_TAKEN =
  /(?<!\p{L})als\s(?:Passwort|Kennwort)\s(?:jetzt\s)?["„'`]?(?<secret>[^\s"„“'`]{4,64}?)["“'`]?\s(?:genommen|gesetzt|gewählt|vergeben|eingestellt|eingetragen|verwendet|benutzt|genutzt|festgelegt)/dgu
/** Latin signs within a text of another script: 密码是Kuihua77. */
const TOLD_IN_SCRIPT = new RegExp(
  String.raw`(?:${FOREIGN_PASSWORD_WORD})[^\x21-\x7e\r\n]{0,24}[:="'${'`'}]{0,2}\s{0,2}(?<secret>[!#-&(-_a-~]{4,64})`,
  'dgiu',
)
/** 我的密码是kuihua。, パスワードはkuihuaです: a whole word of Latin letters right behind "is". */
const WORD_IN_SCRIPT =
  /(?:(?:密码|密碼|口令)(?:现在|現在)?(?:是|为|為|改成)|(?:パスワード|パスコード|パス)は「?)\s{0,2}(?<secret>[A-Za-z][\w@#$%^&*!+-]{3,63})(?=」?です|\s{0,2}(?:[。，,.!！;；）)]|$|[\r\n]))/dgu

export function* findSpokenSecrets(text: string): Iterable<Span> {
  if (mentionsPassword(text)) yield* findPasswords(text)
  if (mentions(text, ['key', 'token', 'secret'])) {
    yield* tellings(text, { pattern: TOLD_SECRET, kind: 'secret', accept: looksSecret })
    yield* spansOf(text, { pattern: SECRET_BESIDE, kind: 'secret', accept: looksSecret })
  }
}

function* findPasswords(text: string): Iterable<Span> {
  const kind = 'password'
  yield* tellings(text, {
    pattern: TOLD_PASSWORD,
    kind,
    accept: (value, { match, isQuoted }) => isToldPassword(value, { text, match, isQuoted }),
  })
  yield* tellings(text, {
    pattern: TOLD_BY_WEAK_WORD,
    kind,
    // Tests write "pass: …" before what has passed.
    accept: (value, { match }) => looksTyped(value) && !/^pass\s*[:=]/i.test(match[0]),
  })
  yield* spansOf(text, { pattern: PASSWORD_BESIDE, kind, accept: looksTyped })
  yield* spansOf(text, { pattern: PASSWORD_CHANGED, kind, accept: looksTyped })
  for (const { index } of text.matchAll(PASSWORD_BEFORE)) {
    const before = /[^\s"'`()[\]{}<>;|=]{6,64}(?=["'`]?$)/.exec(text.slice(Math.max(0, index - 72), index))
    if (before && looksTyped(before[0])) {
      const start = Math.max(0, index - 72) + before.index
      yield { start, end: start + before[0].length, kind }
    }
  }
  yield* spansOf(text, { pattern: PASSWORD_TAKEN, kind, accept: (value) => !isReference(value) })
  yield* spansOf(text, { pattern: WORD_IN_SCRIPT, kind, accept: (value) => !isReference(value) && !isState(value) })
  for (const span of spansOf(text, { pattern: TOLD_IN_SCRIPT, kind })) {
    const value = withoutEnd(text.slice(span.start, span.end))
    if (value.length >= 4 && (looksTyped(value) || /^\d{4,8}$/.test(value)))
      yield { ...span, end: span.start + value.length }
  }
}

const withoutEnd = (value: string): string => value.replace(/[.,;:!?)\]}]+$/, '')

interface Telling {
  pattern: RegExp
  kind: string
  accept: (value: string, found: { match: RegExpExecArray; isQuoted: boolean }) => boolean
}

function* tellings(text: string, { pattern, kind, accept }: Telling): Iterable<Span> {
  for (const match of text.matchAll(pattern)) {
    const { quoted, bare } = match.groups ?? {}
    const [start] = match.indices?.groups?.quoted ?? match.indices?.groups?.bare ?? []
    if (start === undefined) continue
    const value = quoted ?? withoutEnd(bare ?? '')
    if (value.length >= 2 && accept(value, { match, isQuoted: quoted !== undefined }))
      yield { start, end: start + value.length, kind }
  }
}

function isToldPassword(
  value: string,
  { text, match, isQuoted }: { text: string; match: RegExpExecArray; isQuoted: boolean },
): boolean {
  if (isReference(value) || isExpression(value)) return false
  if (isQuoted) return isQuotedPassword(value)
  const said = match[0].toLowerCase()
  // "to" tells a password only where it was set or changed to something: "the password to the server" does not.
  if (
    /^\S*p(?:ass|wd).*\sto\s+\S+$/.test(said) &&
    !/(?:chang|set|reset|updat|rotat)\w*\s[^.\n]{0,40}$/i.test(text.slice(Math.max(0, match.index - 48), match.index))
  )
    return false
  const hasMark = /[\d@#$%^&*_+=~!?]/.test(value.replace(/[!?.]+$/, '')) || /\p{Ll}\p{Lu}/u.test(value)
  if (hasMark) return !LENGTH.test(value) && !PLACE.test(value) && !isMeasure(value, '')
  // After a dash, and after "the password's", anything may follow.
  if (/(?:[\s,](?:—|–|-|->|→)|['’]s)\s+\S+$/.test(said)) return false
  if (!/^[\p{L}-]{4,}$/u.test(value) || isState(value, { said })) return false
  // A plain word only where it ends what is said about the password.
  const valueEnd = match.index + match[0].length - (/[.,;:!?)\]}]*$/.exec(match[0])?.[0].length ?? 0)
  return END_OF_TELLING.test(text.slice(valueEnd, valueEnd + 24))
}

/** "The password is 12 characters", "… is 8-64 characters". */
const LENGTH = /^\d{1,3}(?:[-–]\d{1,3})?\+?$/
const PLACE = /^(?:[a-z]+:\/\/|\.{0,2}\/|~\/)/
const END_OF_TELLING = /^\s*(?:[.,;:!?)"']|$|\n|(?:and|but|for|on|in|by the way|btw|please|thanks)\b)/i
