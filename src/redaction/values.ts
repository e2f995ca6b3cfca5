/** What a value next to a secret's name looks like: the secret itself, or only a word about it. */

/** Names a secret instead of being one: `$PASSWORD`, `${{ secrets.X }}`, `<your-key>`, `****`, `null`. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value) || PLACEHOLDER_WORDS.test(value) || /^(.)\1*$/su.test(value)
}

// `$DB_PASSWORD` and `$password` are variables; `$ecret1` is a password that begins with a dollar.
const REFERENCE =
  /^(?:\$[({]|\$[A-Z_][A-Z0-9_]*$|\$[A-Za-z_]+$|\$\d$|\$\w*(?:[Pp]ass|[Ss]ecret|[Tt]oken|[Kk]ey)\w*$|%\(|%\w+%$|%[sdqv]$|\{\{|\{[\w.]*\}$|<[^<>]*>?$|\[[^\]]*\]?$|@[\w.]+@$|[*xX•.#_-]+$)/
const PLACEHOLDER_WORDS =
  /^(?:null|nil|none|undefined|true|false|yes|no|n\/a|todo|tbd|string|str|text|varchar|char|bytes|number|int|integer|bool|boolean|object|any|unknown|void|optional|required|hidden|redacted|masked|omitted|removed|changeme|your[-_ ][\w -]{0,40}|my[-_]?(?:password|secret|token|key)|example|placeholder|input|value|password|passwd|passphrase|secret|token|api[-_]?key|empty|default|unset|missing|invalid|disabled|enabled|env|self|this|flag|field|1password|bitwarden|keepass(?:xc)?|lastpass|dashlane|keychain|vaultwarden)$/i

/** An expression of a program, not a literal: a call, a path of names, an index, an operator. */
export function isExpression(value: string): boolean {
  return (
    /^[\w$.]+\(/.test(value) ||
    isNamePath(value) ||
    /^[A-Za-z_$][\w$.]*\[/.test(value) ||
    /^(?:new|await|function|async|lambda|const|let|var|return|not|in|is|os|process|self|this)\b(?![\w-])/.test(value) ||
    /^[({[|&<=>]/.test(value) ||
    /^[!?]{1,2}[A-Za-z_.]*$/.test(value)
  )
}

const NAME_PATH = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+(?:$|[[(;,)])/
const KNOWN_ROOT =
  /^(?:req|request|res|os|process|self|this|config|cfg|settings|env|args|opts|options|params|data|body|user|ctx|context|props|state|form|input|event|values|secrets|var|local|module)\b/i

/** `req.body.password`; a path with digits and no familiar name in it may well be a password. */
const isNamePath = (value: string) =>
  NAME_PATH.test(value) && (!/\d/.test(value) || KNOWN_ROOT.test(value) || /pass|pwd|secret|token|key/i.test(value))

/** "12 characters", "8-64 Zeichen", "minLength 12": how long a password has to be. */
export const isMeasure = (value: string, after: string): boolean =>
  /^(?:min|max)[A-Z_-]?[A-Za-z]{0,12}$/.test(value) ||
  (/^\d{1,3}(?:[-–]\d{1,3})?\+?$/.test(value) &&
    /^\s{0,3}(?:char|zeichen|digit|letter|symbol|ziffer|buchstabe|caract|chiffre|lettre|letra|dígito|word|tekens|day|tage|jours|días)/iu.test(
      after,
    ))

/** Random enough that nobody would write it for another reason. Hexadecimal counts: a name beside it says that it is a secret. */
export function looksSecret(value: string): boolean {
  if (value.length < 8 || /\s/.test(value) || isReference(value) || isExpression(value) || isPlace(value)) return false
  const hasDigit = /\d/.test(value)
  const hasLetter = /[A-Za-z]/.test(value)
  if (hasDigit && hasLetter) return !isDateOrVersion(value)
  return (
    value.length >= 16 &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    bitsPerCharacter(value) > 3.5 &&
    !/[a-z]{5}/.test(value)
  )
}

/** Words of the trade that have digits, and names of fields: they stand beside the word "password" and are none. */
const TRADE_WORD =
  /^(?:sha|md|utf|base|argon|pbkdf|bcrypt|scrypt|oauth|http|ipv|rfc|cve|win|es|ed|aes|rsa|des|crc|pkcs|fido|varchar|nvarchar|char|int|uint|float|step|version|level|phase|field|input|test|v)[-_]?\d|^[a-z]\d{1,2}[a-z]$|^[\w.-]+\.[a-z]{1,4}$|^#\d+$/i

/** Letters with digits or signs between them, as people make passwords. */
export function looksTyped(value: string): boolean {
  if (value.length < 6 || /\s/.test(value) || isReference(value) || isExpression(value) || isPlace(value)) return false
  const core = value.replace(/[.,:;!?)]+$/, '')
  if (TRADE_WORD.test(core) || isDateOrVersion(core) || !/\p{L}/u.test(core)) return false
  return /\d/.test(core) || /\p{L}[@#$%^&*+~!][\p{L}\p{N}]/u.test(core)
}

/** A path, an URL, an address of a secret elsewhere. Base64 may begin with a slash too: only what reads like a path is one. */
export const isPlace = (value: string) =>
  /^(?:[a-z][a-z0-9+.-]*:\/\/|\.{1,2}\/|~\/|\/(?:[a-z][a-z._-]*|Users|[A-Z]:)(?:\/|$)|\/[\w-]+\.\w{1,5}$|[A-Za-z]:\\|arn:|projects\/|op:|vault:|secret\/)/.test(
    value,
  )
const isDateOrVersion = (value: string) =>
  /^(?:v?\d+(?:\.\d+)+(?:-[a-z.\d]{1,12})?|\d{4}-\d{2}-\d{2}(?:T[\d:.]*Z?)?)$/i.test(value)

/** Shannon's entropy of the characters. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0)
}
