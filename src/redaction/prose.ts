/** Secrets that people tell: "my password is hunter2", "the passphrase is correct horse battery staple". */
import { mentions, type Span, spansOf } from './span.ts'
import { isExpression, isReference, looksSecret } from './values.ts'

const PASSWORD_WORD = `pass(?:word|phrase|code)s?|pwd|log-?in code|passwort|kennwort|mot de passe|contraseña|wachtwoord|senha|hasło|пароль`
const SECRET_WORD = `(?:api|access|secret|private|encryption|licen[cs]e|auth)[ -]?(?:key|token)|secret|token|client secret`
/** "password for the router", "pwd of bob" */
const OF_WHAT = String.raw`(?:\s{1,3}(?:for|of|on|to|für|de|del|van)\s{1,3}[^\s,;:!?]{1,40}(?:\s{1,3}[^\s,;:!?]{1,40}){0,4}?)?`
const IS = String.raw`\s{0,3}(?:(?:\s(?:is now|is|was|will be|should be|ist|lautet|est|es|é|to be|to|jest)|=|:|：)[:=]?)\s{1,3}`
const VALUE = String.raw`(?:["“'‘«${'`'}*]{1,2}(?<quoted>[^"”'’»${'`'}*\r\n]{2,128})["”'’»${'`'}*]|(?<bare>[^\s"“”'‘«»${'`'}]{2,256}))`

const TOLD_PASSWORD = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(?<word>${PASSWORD_WORD})${OF_WHAT}${IS}${VALUE}`,
  'dgiu',
)
const TOLD_SECRET = new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${SECRET_WORD})${OF_WHAT}${IS}${VALUE}`, 'dgiu')
/** Four words or more: a phrase of a wallet or of a generator, not a sentence. */
const PHRASE =
  /(?<![\p{L}])(?:pass ?phrase|seed(?: phrase)?|recovery phrase|mnemonic(?: phrase)?|password)(?:\s{1,3}(?:for|of)\s{1,3}[^\s,;:!?]{1,40}(?:\s{1,3}[^\s,;:!?]{1,40}){0,2}?)?(?:\s{1,3}is|\s{0,2}[:=])\s{1,3}["“'`]?(?<secret>[a-z]{3,12}(?:[ -][a-z]{3,12}){3,23})(?![a-z])/dgiu

const PASSWORD_HINTS = ['pass', 'pwd', 'code', 'kennwort', 'contraseña', 'wachtwoord', 'senha', 'hasło', 'пароль']
const PHRASE_HINTS = ['phrase', 'seed', 'mnemonic', 'password']

export function* findSpokenSecrets(text: string): Iterable<Span> {
  if (!mentions(text, [...PASSWORD_HINTS, ...PHRASE_HINTS, 'key', 'token', 'secret'])) return
  if (mentions(text, PHRASE_HINTS)) yield* spansOf(text, { pattern: PHRASE, kind: 'passphrase', accept: isWordList })
  for (const match of text.matchAll(TOLD_PASSWORD)) {
    yield* told(match, {
      kind: 'password',
      accept: (value, isQuoted) => isToldPassword(value, { text, match, isQuoted }),
    })
  }
  for (const match of text.matchAll(TOLD_SECRET)) yield* told(match, { kind: 'secret', accept: looksSecret })
}

interface Telling {
  kind: string
  accept: (value: string, isQuoted: boolean) => boolean
}

function* told(match: RegExpExecArray, { kind, accept }: Telling): Iterable<Span> {
  const { quoted, bare } = match.groups ?? {}
  const [start] = match.indices?.groups?.quoted ?? match.indices?.groups?.bare ?? []
  if (start === undefined) return
  const value = quoted ?? (bare ?? '').replace(/[.,;:!?)\]}]+$/, '')
  if (value.length >= 2 && accept(value, quoted !== undefined)) yield { start, end: start + value.length, kind }
}

/** Words that people put after "the password is" to say something about it. */
const ABOUT =
  /^(?:a|an|the|not|no|too|very|so|now|still|also|only|just|even|already|always|never|often|usually|wrong|right|correct|incorrect|valid|invalid|required|needed|optional|missing|empty|blank|expired|weak|strong|stronger|weaker|long|short|longer|shorter|stored|saved|kept|sent|set|reset|known|unknown|same|different|secure|insecure|safe|unsafe|secret|public|private|plain|plaintext|clear|visible|hidden|gone|lost|old|new|fine|ok|okay|good|bad|better|here|there|below|above|in|on|at|for|by|with|without|within|from|to|as|of|out|up|down|under|inside|part|one|two|my|your|our|their|his|her|its|this|that|these|those|it|something|anything|nothing|everything|given|what|where|when|why|how|who|if|then|because|being|be|been|going|about|all|both|either|more|less|at least|minimum|min|max|case|password|secret|key|token|user|username|email|login|access|work|change|find|protect|log|use|get|make|see|do|go|nicht|falsch|richtig|gut|immer|noch|sehr|ein|eine|der|die|das)$/i
const ABOUT_FORM = /(?:ed|ing|able|ible|ly|ten|ent|ive|ful|less|ous|ary)$/i

function isToldPassword(
  value: string,
  { text, match, isQuoted }: { text: string; match: RegExpExecArray; isQuoted: boolean },
): boolean {
  if (isReference(value) || isExpression(value)) return false
  if (isQuoted) return !/\s/.test(value) || isWordList(value)
  const said = match[0].toLowerCase()
  // "to" tells a password only where it was set or changed to something: "the password to the server" does not.
  if (
    /\sto\s+\S+$/.test(said) &&
    !/(?:chang|set|reset|updat|rotat)\w*\s[^.\n]{0,40}$/i.test(text.slice(Math.max(0, match.index - 48), match.index))
  )
    return false
  const hasMark = /[\d@#$%^&*_+=~!?]/.test(value.replace(/[!?.]+$/, '')) || /\p{Ll}\p{Lu}/u.test(value)
  if (hasMark) return !LENGTH.test(value) && !PLACE.test(value)
  if (ABOUT.test(value) || ABOUT_FORM.test(value) || !/^[\p{L}-]{4,}$/u.test(value)) return false
  // A plain word only where it ends what is said about the password.
  const valueEnd = match.index + match[0].length - (/[.,;:!?)\]}]*$/.exec(match[0])?.[0].length ?? 0)
  return END_OF_TELLING.test(text.slice(valueEnd, valueEnd + 24))
}

/** "The password is 12 characters", "… is 8-64 characters". */
const LENGTH = /^\d{1,3}(?:[-–]\d{1,3})?\+?$/
const PLACE = /^(?:[a-z]+:\/\/|\.{0,2}\/|~\/)/
const END_OF_TELLING = /^\s*(?:[.,;:!?)"']|$|\n|(?:and|but|for|on|in|by the way|btw|please|thanks)\b)/i

/** Words with none of those that every sentence has. */
function isWordList(value: string): boolean {
  const words = value.toLowerCase().split(/[ -]+/)
  const grammar = words.filter((word) => GRAMMAR.has(word)).length
  return words.length >= 4 && grammar === 0
}

const GRAMMAR: ReadonlySet<string> = new Set(
  `the and for are was were been being has have had not but you your our their his her its this that these those with without from into onto what when where
  which who whom why how can could should would will shall may might must does did done doing too very also only just still already never always all any some
  than then there here because while until about after before between under over again wrong incorrect required stored saved sent stronger secure expired
  wir sie ist und nicht der die das ein eine`.split(/\s+/),
)
