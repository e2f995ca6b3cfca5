/** Secrets that are only written in another way: base64 of a kubeconfig's key or of a `.env`, `postgres%3A%2F%2Fbob%3A…`, JWKs, bare key bodies. */
import { type Span, spansOf } from './span.ts'

export type HasSecret = (text: string) => boolean

const BASE64 = /(?<![A-Za-z0-9+/_=-])(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{2,3}={0,2})?(?![A-Za-z0-9+/_-])/g
/** Enough to see whether it is text. */
const PROBE_CHARS = 48
/** Text is not wrapped in longer ones; images are no text. */
const MAX_ENCODED_CHARS = 200_000
const PERCENT_SIGN = /%(?:3[AaDd]|40)/g
const PERCENT_RUN_CHARS = 2048
const RUN_BEFORE = /[^\s"'`<>&?=#|]*$/
const RUN_AFTER = /^[^\s"'`<>&?=#|]*/

/** What decodes to readable text with a secret in it, as a whole. `hasSecret` is redaction itself. */
export function* findEncodedSecrets(text: string, hasSecret: HasSecret): Iterable<Span> {
  for (const { index: start, 0: run } of text.matchAll(BASE64)) {
    if (run.length > MAX_ENCODED_CHARS || !isReadable(decoded(run.slice(0, PROBE_CHARS)))) continue
    const plain = decoded(run)
    if (isReadable(plain) && hasSecret(plain)) yield { start, end: start + run.length, kind: 'encoded-secret' }
  }
  yield* findPercentEncoded(text, hasSecret)
}

function* findPercentEncoded(text: string, hasSecret: HasSecret): Iterable<Span> {
  let done = 0
  for (const { index } of text.matchAll(PERCENT_SIGN)) {
    if (index < done) continue
    const before = RUN_BEFORE.exec(text.slice(Math.max(done, index - PERCENT_RUN_CHARS), index))?.[0] ?? ''
    const after = RUN_AFTER.exec(text.slice(index, index + PERCENT_RUN_CHARS))?.[0] ?? ''
    const plain = `${before}${after}`.replace(/%[0-9A-Fa-f]{2}/g, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
    done = index + after.length
    if (hasSecret(plain)) yield { start: index - before.length, end: done, kind: 'encoded-secret' }
  }
}

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1')
const isReadable = (text: string): boolean => /^[\t\n\r\x20-\x7e\xa0-\xff]*$/.test(text) && !/[\x80-\xff]{4}/.test(text)

/** The header of a private key as base64 has it: PKCS#8, PKCS#1, OpenSSH. What follows in lines like it belongs to it. */
const KEY_BODY =
  /(?:MII[A-Za-z0-9+/]{1,5}(?:IBADANBgkqhkiG9w0BAQEFAASC|IBAAKC)|MIGHAgEAMBMGByqGSM49|MC4CAQAwBQYDK2Vw|b3BlbnNzaC1rZXktdjEA)[A-Za-z0-9+/]*={0,2}(?:(?:\r?\n|\\+n)[ \t>]{0,8}[A-Za-z0-9+/]{16,}={0,2})*/g
const PUTTY =
  /(?<=Private-Lines: \d{1,3}(?:\r?\n|\\n))(?:[A-Za-z0-9+/=]{20,}(?=\s|\\n|$)\s?(?:\\n)?)*(?:[A-Za-z0-9+/=]{4,}(?![\w-]))?/g
const JWK_PART = /"(?:d|p|q|dp|dq|qi|k)\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9_-]{20,})/dg

export function* findKeyBodies(text: string): Iterable<Span> {
  yield* spansOf(text, { pattern: KEY_BODY, kind: 'private-key' })
  if (text.includes('Private-Lines: ')) yield* spansOf(text, { pattern: PUTTY, kind: 'private-key' })
  if (/"kty\\?"/.test(text)) yield* spansOf(text, { pattern: JWK_PART, kind: 'private-key' })
}
