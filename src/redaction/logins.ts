/** Names and passwords that stand side by side: `credentials: admin / hunter2`, `auth=("bob", "hunter2")`, `user bob pass hunter2`. */
import { mentions, type Span, spansOf } from './span.ts'
import { looksTyped } from './values.ts'

const TYPED = String.raw`(?<secret>[^\s"'${'`'}()[\]{}<>;|,]{6,64})`

/** "credentials: admin / …", "log in with admin:…", "user/pass: admin/…" */
const PAIR = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(?:credentials?|creds|log-?in|(?:log|sign|logged|signed) in|user(?:name)?\s?[/:]\s?pass(?:word)?|zugangsdaten|anmeldedaten|(?:zugang|access|acceso|accès|accesso|acesso)(?:\s(?:zum|zur|zu|für|fürs|auf|to|for|al?|à|au)\s[^\s:,;]{1,40}(?:\s[^\s:,;]{1,40})?)?(?=:)|identifiants|credenciales|credenziali)(?:\s(?:is|are|was|with|as|using|mit|sind|avec|con|son))?\s{0,2}:?\s{1,3}["'${'`'}*]{0,2}[\w.@+-]{2,64}["'${'`'}*]{0,2}\s?[/:|]\s?["'${'`'}*]{0,2}${TYPED}`,
  'dgiu',
)
/** "user: bob pass: …", "login bob, pw …" */
const NAMED_PAIR = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(?:user(?:name)?|log-?in|account|e-?mail|name)\s{0,2}[:=]?\s{1,3}["'${'`'}]?[\w.@+-]{1,64}["'${'`'}]?[\s,;/|]{1,4}(?:and\s)?(?:pass|pw)\s{0,2}[:=]?\s{1,3}["'${'`'}]?${TYPED}`,
  'dgiu',
)
const ARGUMENTS =
  /(?:\bauth\s{0,2}=\s{0,2}|BasicAuth|NetworkCredential|PasswordCredential|DigestAuth|UsernamePassword\w{0,24}|\.login|\.auth|\.authenticate)\(\s{0,4}(?<q>["'`])[^"'`\r\n]{1,128}\k<q>,\s{0,4}["'`](?<secret>[^"'`\r\n]{2,256})["'`]/dg
/** `new PDO('mysql:…', 'root', '…')`, `mysqli_connect("localhost", "root", "…")`: the third argument. */
const THIRD_ARGUMENT =
  /\b(?:new\s(?:PDO|mysqli)|mysqli?_connect)\(\s{0,8}(?:"[^"\r\n]{1,256}"|'[^'\r\n]{1,256}'|\$\w{1,64}),\s{0,8}(?:"[^"\r\n]{1,64}"|'[^'\r\n]{1,64}'|\$\w{1,64}),\s{0,8}["'](?<secret>[^"'\r\n]{2,256})["']/dgi
/** Forms: `<input type="password" … value="…">`. */
const INPUT =
  /<input\b(?=[^<>]{0,400}?type\s?=\s?\\?["']?password)[^<>]{0,400}?\svalue\s?=\s?\\?["'](?<secret>[^"'\\\r\n]{2,256})/dgi
/** `user:password@tcp(host)` of Go, `scott/tiger@//host` of Oracle, `host:5432:db:user:password` of PostgreSQL. */
const DRIVER_ADDRESSES: readonly RegExp[] = [
  /(?<![\w:/])[\w.-]{1,64}:(?<secret>[^\s:/@"'`]{1,128})@(?:tcp|unix|udp)\(/dg,
  /jdbc:oracle:\w{1,8}:[\w.-]{1,64}\/(?<secret>[^\s@"'`]{1,128})@/dg,
  /^(?:[\w.-]{1,128}|\*):(?:\d{2,5}|\*):(?:[\w-]{1,64}|\*):[\w.-]{1,64}:(?<secret>[^\s:]{4,128})$/dgm,
  /\bWIFI:(?:[A-Z]:[^;]{0,64};){0,3}P:(?<secret>[^;\r\n]{1,128});/dg,
]

export function* findLogins(text: string): Iterable<Span> {
  const kind = 'password'
  if (
    mentions(text, [
      'cred',
      'login',
      'log in',
      'sign in',
      'user',
      'daten',
      'zugang',
      'acces',
      'accès',
      'acesso',
      'identif',
      'account',
      'mail',
      'name',
    ])
  ) {
    yield* spansOf(text, { pattern: PAIR, kind, accept: looksTyped })
    yield* spansOf(text, { pattern: NAMED_PAIR, kind, accept: looksTyped })
  }
  if (mentions(text, ['auth', 'credential', 'password', '.login'])) yield* spansOf(text, { pattern: ARGUMENTS, kind })
  if (mentions(text, ['pdo(', 'mysql'])) yield* spansOf(text, { pattern: THIRD_ARGUMENT, kind })
  if (mentions(text, ['<input'])) yield* spansOf(text, { pattern: INPUT, kind })
  if (text.includes(':')) for (const pattern of DRIVER_ADDRESSES) yield* spansOf(text, { pattern, kind })
}
