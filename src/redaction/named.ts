/** Secrets that a name gives away: `password: …`, `API_KEY=…`, `"clientSecret": "…"`, `Authorization: Bearer …`. */
import { type Finder, mentions, type Span, spansOf } from './span.ts'
import { isExpression, isMeasure, isReference, looksSecret, looksTyped } from './values.ts'
import { FOREIGN_PASSWORD_WORD, mentionsPassword, PASSWORD_WORD } from './words.ts'

/** Names whose value is a secret whatever it looks like. */
const PASSWORD_NAME = `${PASSWORD_WORD}|${FOREIGN_PASSWORD_WORD}|mot_de_passe|clave de acceso|(?<![A-Za-z])(?:psk|pw)|(?<=[A-Za-z0-9][_.-]|["'])pass|(?<=[a-z])Pass`
/** Names whose value is a secret where it looks like one. */
const SECRET_NAME = String.raw`secret(?:[_-]?access)?(?:[_-]?key)?|api[_-]?key|apikey|access[_-]?key|account[_-]?key|shared[_-]?access[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|master[_-]?key|license[_-]?key|auth[_-]?key|pre-?shared[_-]?key|client-key-data|subscription[_-]?key|storage[_-]?key|function[_-]?key|token|credentials?|creds|(?<=["']|_)auth|x-auth|session[_-]?(?:key|cookie)|sess(?:ion)?[_-]?id(?==)|connect\.sid|jwt|signature(?==)|pat(?==)|otp`
/** What may follow inside the name without changing what it means; `password_hash`, `tokenType` and `secret_name` are other things. */
const NAME_END = String.raw`(?:[_-]?(?:value|text|plain(?:text)?|prod(?:uction)?|dev(?:elopment)?|test(?:ing)?|stag(?:e|ing)|live|old|new|current|default|confirm(?:ation)?|again|b64|base64|string|env|\d{1,3}))?`
/** `:` `=` `:=` `=>` `==`, quoted, bold or coloured names, `config["password"] =`, escaped quotes inside JSON, and a type between name and value. */
const COLOUR = String.raw`(?:\x1b\[[0-9;]{0,8}m){0,2}`
const SEPARATOR = String.raw`(?:\\{0,3}["']|\*\*|__)?\]?${COLOUR}[ \t]{0,4}(?::[ \t]{0,4}&?(?:str|string|String)[ \t]{0,4}=|:=|=>|={1,2}|:|：)(?:\*\*|__)?${COLOUR}[ \t]{0,4}${COLOUR}(?:&quot;|&#3[49];|[|>][+-]?\r?\n[ \t]{1,16})?`
const QUOTED = String.raw`(?<open>\\{0,3}["'${'`'}])(?<quoted>(?:(?!\k<open>)[^\r\n]){1,4096}?)\k<open>`
const BARE = String.raw`(?<bare>[^\s"'${'`'},;<>|][^\s"'${'`'},;<>|]*)`

const named = (names: string) => new RegExp(`(?<name>${names})${NAME_END}${SEPARATOR}(?:${QUOTED}|${BARE})`, 'dgi')

const PASSWORDS = named(PASSWORD_NAME)
const SECRETS = named(SECRET_NAME)
/** `STRIPE_KEY=…`: a key of whatever it opens, where it looks random. */
const SETTING_KEY =
  /(?<![A-Za-z0-9_])(?!(?:\w*_)?(?:PUBLIC|PUB|CACHE|PRIMARY|FOREIGN|PARTITION|SORT|ROW|IDEMPOTENCY|TRANSLATION|GROUP|INDEX)_KEY)(?:[A-Z][A-Z0-9]*_){1,6}KEY(?:_BASE)?["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:base64:)?(?<secret>[^\s"'`,;]{16,4096})/dg
/** `os.getenv("JWT_SECRET", "…")`, `process.env.DB_PASSWORD || "…"`, `define('DB_PASSWORD', '…')`: a value beside the name. */
const BESIDE = new RegExp(
  String.raw`(?:${PASSWORD_NAME}|${SECRET_NAME})["']?\]?\)?[ \t]{0,3}(?:,|\|\||\?\?|\bor\b)[ \t]{0,3}["'${'`'}](?<secret>[^\s"'${'`'}]{6,512})["'${'`'}]`,
  'dgi',
)
/** `?key=…`, `&code=…`: what a link gives a service to know its user by. */
const URL_KEY =
  /(?<=[?&#;](?:key|appid|app_id|code|auth|sig|sid|session|signature|invite|magic|otp|hash)=)(?<secret>[A-Za-z0-9._~%/+-]{20,2048})/dgi
/** `/reset-password/…`, `/magic-link/…`: who has the link is taken for its user. */
const URL_PATH_TOKEN =
  /(?<=\/(?:reset-password|password-reset|reset|magic-?link|magic|verify(?:-email)?|confirm(?:-email)?|activate|invite|unlock|sign-?in|login|one-time)\/)(?<secret>[A-Za-z0-9._~-]{12,512})/dgi
const DIGEST = /\bdigest\s[^\r\n]{0,1000}?response="(?<secret>[0-9a-f]{32,128})"/dgi
const AUTHORIZATION =
  /(?<![A-Za-z])authorization\\?["']?[ \t]{0,3}[:=][ \t]{0,3}\\?["']?(?:(?:bearer|basic|token|bot|key|apikey|api-key|negotiate|aws4-hmac-sha256)[ \t]{1,3})?(?<secret>[^\s"'`,;<>\\]{6,})/dgi
const BEARER = /(?<![A-Za-z])bearer[ \t]{1,3}(?<secret>[A-Za-z0-9._~+/=-]{16,})/dgi

const SECRET_HINTS = ['secret', 'key', 'token', 'cred', 'auth', 'sess', '.sid', 'jwt', 'signature=', 'pat=', 'otp']

export const findNamedSecrets: Finder = function* (text) {
  if (mentions(text, ['authorization', 'bearer'])) {
    yield* spansOf(text, { pattern: AUTHORIZATION, kind: 'authorization', accept: isCredential })
    yield* spansOf(text, { pattern: BEARER, kind: 'authorization', accept: (secret) => looksSecret(secret) })
  }
  const namesPassword = mentionsPassword(text) || mentions(text, ['psk'])
  const namesSecret = mentions(text, SECRET_HINTS)
  if (namesPassword) {
    yield* valuesOf(text, { pattern: PASSWORDS, kind: () => 'password', accept: isPassword })
  }
  if (namesSecret) {
    yield* valuesOf(text, { pattern: SECRETS, kind: kindOf, accept: isNamedSecret })
  }
  if (namesPassword || namesSecret) {
    yield* spansOf(text, { pattern: BESIDE, kind: 'secret', accept: looksTyped })
    yield* spansOf(text, { pattern: SETTING_KEY, kind: 'key', accept: looksRandom })
  }
  if (mentions(text, ['digest'])) yield* spansOf(text, { pattern: DIGEST, kind: 'authorization' })
  if (text.includes('/')) yield* spansOf(text, { pattern: URL_PATH_TOKEN, kind: 'token', accept: looksRandom })
  if (text.includes('=')) yield* spansOf(text, { pattern: URL_KEY, kind: 'token', accept: looksRandom })
}

interface NamedValue {
  name: string
  value: string
  isQuoted: boolean
  /** Written as in a shell or a settings file: `NAME=value`, without space. */
  isSetting: boolean
  /** The rest of the line after the value. */
  after: string
}

interface ValueRule {
  pattern: RegExp
  kind: (name: string) => string
  accept: (found: NamedValue) => boolean
}

function* valuesOf(text: string, { pattern, kind, accept }: ValueRule): Iterable<Span> {
  for (let from = 0, match = matchFrom(text, from, pattern); match; match = matchFrom(text, from, pattern)) {
    from = match.index + match[0].length
    const { name = '', quoted, bare } = match.groups ?? {}
    const range = match.indices?.groups?.quoted ?? match.indices?.groups?.bare
    if (!range) continue
    const value = quoted ?? trimBare(bare ?? '')
    const [start] = range
    const end = start + value.length
    const isSetting = text[start - 1] === '='
    const after = /^[^\r\n]{0,80}/.exec(text.slice(end, end + 80))?.[0] ?? ''
    if (accept({ name, value, isQuoted: quoted !== undefined, isSetting, after }))
      yield { start, end, kind: kind(name) }
    // What is no secret itself may name one: secret: `api_key = …`
    else from = start
  }
}

/** The next match of a global pattern; the place is kept by the caller, because the pattern is shared. */
function matchFrom(text: string, from: number, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = from
  return pattern.exec(text)
}

/** An escaped line break, `&` before the next name of a query (not of a password) and a bracket that was opened before it end a bare value; so does the full stop of a sentence. */
function trimBare(value: string): string {
  const cut = value.search(/\\+[nrt"']|&(?=[\w.~%-]{1,64}=|(?:quot|apos|amp|lt|gt|#\d{1,5})?$|&)|\$\(/)
  const kept = (cut > 0 ? value.slice(0, cut) : value).replace(/(?:[.:]|\*{2}|_{2})$/, '')
  return /[([{]/.test(kept) ? kept : kept.replace(/[)\]}]+[.:]?$/, '')
}

/** Words that stand after `password:` without being one. */
const PROSE =
  /^(?:the|a|an|this|that|it|is|are|was|we|you|i|he|she|they|must|should|can|cannot|will|may|please|enter|type|see|use|with|for|and|or|not|no|if|when|to|of|in|on|at|as|by|from|my|your|our|their|forgot(?:ten)?|reset|change|login|user|admin\/)$/i

function isPassword({ name, value, isQuoted, isSetting, after }: NamedValue): boolean {
  if (/^pwd$/i.test(name) && WORKING_FOLDER.test(value)) return false
  if (value === '' || isReference(value) || isMessage(value)) return false
  if (isQuoted) return !/^\s*$/.test(value)
  if (isExpression(value) || isNameOfSecret(value) || value.length < 2 || PROSE.test(value)) return false
  if (isSetting) return true
  if (isMeasure(value, after)) return false
  // A lone plain word may be a password; the first of several words is prose.
  const isPlainWord = /^\p{L}+\??$/u.test(value)
  if (name.toLowerCase() === 'pass' && /^\d+$/.test(value)) return false
  return !isPlainWord || !/^[ \t]+[\p{L}\d]/u.test(after)
}

/** `PWD` is also where a shell works. */
const WORKING_FOLDER = /^(?:\/|~|\.{1,2}(?:\/|$)|[A-Za-z]:[\\/])/

/** A variable that holds a password: `self.password = db_password`. */
const isNameOfSecret = (value: string) => /^[A-Za-z_]*(?:pass|pwd|secret|token|credential)[A-Za-z_]*$/i.test(value)

/** A sentence for people, such as the text of a form field: `Enter your password.` */
const isMessage = (value: string) =>
  /^[\p{L}'’-]+[,:;]?(?:\s+[\p{L}\d'’()-]+[.,:;!?…)]*)+$/u.test(value) &&
  (/[.!?:…]$/.test(value) ||
    /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(value) ||
    /\b(?:must|is|are|your|enter|please)\b/i.test(value))

function isNamedSecret({ name, value, isQuoted, isSetting }: NamedValue): boolean {
  if (looksSecret(value))
    return !(/sess/i.test(name) && UUID.test(value)) && (isQuoted || isSetting || !/^(?:jwt|otp)$/i.test(name))
  if (isReference(value) || isExpression(value) || /\s/.test(value) || /^\d+$/.test(value)) return false
  const isNamedKey = /secret|key/i.test(name)
  return (
    isNamedKey &&
    (isSetting || isQuoted) &&
    value.length >= 8 &&
    !/^(?:[./~]|https?:)/.test(value) &&
    !isWordPath(value)
  )
}

/** Far from words: letters and digits through each other. */
const looksRandom = (value: string): boolean =>
  looksSecret(value) && (value.match(/[A-Za-z]\d|\d[A-Za-z]/g) ?? []).length >= 3

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** `my-app-secrets`, `app.secret.name`, `Keys.Primary`: names of things, in words. */
const isWordPath = (value: string) => /^[A-Za-z]+(?:[-_.:/ ][A-Za-z]+)+$/.test(value) && !/[a-z][A-Z]/.test(value)

function kindOf(name: string): string {
  if (/aws|access/i.test(name)) return 'access-key'
  if (/api/i.test(name)) return 'api-key'
  if (/key/i.test(name)) return 'key'
  if (/token|jwt|pat/i.test(name)) return 'token'
  return /cookie|sess|\.sid/i.test(name) ? 'session' : 'secret'
}

/** Schemes without credentials (`Bearer`), words about the header, and references are no credentials. */
function isCredential(secret: string): boolean {
  if (isReference(secret) || isExpression(secret)) return false
  return (
    /\d/.test(secret) ||
    /[^A-Za-z]/.test(secret.replace(/[.!?)]+$/, '')) ||
    (secret.length >= 8 && !/^.[a-z]*$/.test(secret))
  )
}
