/** Secrets whose name and value stand in a known form apart from `name: value`: XML, lists of variables, SQL, netrc, cookies. */
import { type Finder, mentions, type Span, spansOf } from './span.ts'
import { isExpression, isReference, looksSecret } from './values.ts'

const SECRET_NAME = String.raw`[\w.-]{0,64}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)`

const ELEMENT = new RegExp(String.raw`<${SECRET_NAME}>[ \t]{0,4}(?<secret>[^<\s][^<\r\n]{0,1023})<\/`, 'dgi')
/** `{"name":"DB_PASSWORD","value":"x"}`, `- name: DB_PASSWORD` with `value: x` on the next line, `<add key="Password" value="x"/>`. */
const NAME_AND_VALUE = new RegExp(
  String.raw`(?:name|key)\\?["']?[ \t]{0,3}[:=][ \t]{0,3}\\?["']?${SECRET_NAME}\\?["']?[ \t]{0,3},?\s{1,24}?\\?["']?value\\?["']?[ \t]{0,3}[:=][ \t]{0,3}\\?["']?(?<secret>[^\s"'\\,}>]{1,1024})`,
  'dgi',
)
const COMPACT_NAME_AND_VALUE = new RegExp(
  String.raw`(?:name|key)\\?["'][ \t]{0,3}:[ \t]{0,3}\\?["']${SECRET_NAME}\\?["'],\\?["']value\\?["'][ \t]{0,3}:[ \t]{0,3}\\?["'](?<secret>[^\s"'\\]{1,1024})`,
  'dgi',
)
const VALUE_AND_NAME = new RegExp(
  String.raw`value\\?["'][ \t]{0,3}:[ \t]{0,3}\\?["'](?<secret>[^\s"'\\]{1,1024})\\?["'][ \t]{0,3},\s{0,24}\\?["'](?:name|key)\\?["'][ \t]{0,3}:[ \t]{0,3}\\?["']${SECRET_NAME}\\?["']`,
  'dgi',
)
/** Property lists: `<key>password</key> <string>…</string>`. */
const PROPERTY = new RegExp(
  String.raw`<key>${SECRET_NAME}</key>\s{0,24}<string>(?<secret>[^<\r\n]{1,1024})</string>`,
  'dgi',
)
/** What stands under `data:` of a Kubernetes secret, whatever its name. */
const CLUSTER_SECRET = /\bkind:\s{1,4}Secret\b|"kind\\?":\s{0,4}\\?"Secret\\?"/
const CLUSTER_VALUE = /^[ \t]{1,8}[\w.-]{1,128}:[ \t]{1,4}(?<secret>[A-Za-z0-9+/]{8,}={0,2})[ \t]*$/dgm
/** ODBC: a value with a semicolon stands in braces. */
const IN_BRACES = /\b(?:pwd|password)\s?=\s?\{(?<secret>[^{}\r\n]{1,128})\}/dgi
const SQL =
  /(?:identified\s{1,4}(?:with\s{1,4}[\w'"`]{1,64}\s{1,4})?(?:by|as)|(?:with\s{1,4})?password)(?:\s{1,4}|\()'(?<secret>[^'\r\n]{1,256})'/dgi
const NETRC = /\blogin\s{1,8}\S{1,128}\s{1,8}password\s{1,8}(?<secret>\S{1,256})/dg
const COOKIES = /cookie\\?["']?[ \t]{0,2}:[ \t]{0,2}\\?["']?(?<secret>[^\r\n"'\\]{1,8192})/dgi
const COOKIE_VALUE = /=(?<secret>[^;\s=]{16,})/dg

export const findStructuredSecrets: Finder = function* (text) {
  if (!mentions(text, ['pass', 'pwd', 'secret', 'token', 'key', 'identified', 'cookie'])) return
  const accept = (secret: string) => !isReference(secret) && !isExpression(secret)
  for (const pattern of [ELEMENT, NAME_AND_VALUE, COMPACT_NAME_AND_VALUE, VALUE_AND_NAME, PROPERTY, SQL, NETRC]) {
    yield* spansOf(text, { pattern, kind: 'secret', accept })
  }
  yield* spansOf(text, { pattern: IN_BRACES, kind: 'password' })
  if (CLUSTER_SECRET.test(text)) {
    yield* spansOf(text, { pattern: CLUSTER_VALUE, kind: 'secret', accept: (value) => value.length % 4 === 0 })
  }
  for (const { start, end } of spansOf(text, { pattern: COOKIES, kind: 'cookie' }))
    yield* cookiesIn(text.slice(start, end), start)
}

function* cookiesIn(header: string, offset: number): Iterable<Span> {
  for (const { start, end, kind } of spansOf(header, { pattern: COOKIE_VALUE, kind: 'cookie', accept: looksSecret })) {
    yield { start: offset + start, end: offset + end, kind }
  }
}
