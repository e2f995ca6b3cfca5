/** Private keys in PEM and PGP armour: whole, cut at either end, inside JSON (`\n`), quoted, indented or numbered. */
import { type Finder, type Span, spansOf } from './span.ts'

const BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g
const END = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g
/** Without the flag: a shared place to go on from would make `matchAll` begin there. */
const FIRST_END = new RegExp(END.source)
/** The largest key in use (RSA 16384) is far below this. */
const MAX_KEY_CHARS = 32_768
const BASE64_RUN = /[A-Za-z0-9+/=]{20}/
/** Lines of a body, however they are prefixed. No part of it can fail after the others, so it never backtracks. */
const BODY =
  /(?:(?:\s|\\+[nrt]|[>|"'+,#*→:0-9-]){0,16}(?:[A-Za-z0-9+/=]{20,}|(?:Proc-Type|DEK-Info|Comment|Version|Hash|Charset): ?[^\n\\]{0,200}))*(?:(?:\s|\\+[nrt])*[A-Za-z0-9+/]{1,19}={0,2}(?=[\s"'\\]*$|[\s"'\\]*[\n"']))?/y

/** A bare number of 64 digits may be any hash: its name tells that it is a key. Keys of wallets have a form of their own. */
const NAMED_NUMBER =
  /(?<![A-Za-z])(?:pk|priv(?:ate)?[_-]?key|(?:wallet|signer|deployer|account|owner|eth)[_-]?(?:pk|(?:private[_-]?)?key))["']?\s{0,3}(?::\s{0,3}(?:str|string|Hex)\s{0,3})?[:=]\s{0,3}["'`]?(?<secret>(?:0x)?[0-9a-f]{64})(?![0-9a-f])/dgi
const HEX_KEY = /[0-9a-f]{64}/i
const WALLET_KEY = /\bWIF\b[^\w\r\n]{1,8}(?:is\s)?(?<secret>[5KL][1-9A-HJ-NP-Za-km-z]{50,51})(?![0-9A-Za-z])/dg

export const findKeyNumbers: Finder = function* (text) {
  if (HEX_KEY.test(text)) yield* spansOf(text, { pattern: NAMED_NUMBER, kind: 'private-key' })
  if (text.includes('WIF')) yield* spansOf(text, { pattern: WALLET_KEY, kind: 'private-key' })
}

/** Keys from their first line on, to their last line or to where they are cut off. */
export function* findPrivateKeys(text: string): Iterable<Span> {
  if (!text.includes('PRIVATE KEY')) return
  const begins = [...text.matchAll(BEGIN)]
  for (const [i, begin] of begins.entries()) {
    const bodyStart = begin.index + begin[0].length
    const limit = Math.min(begins[i + 1]?.index ?? text.length, bodyStart + MAX_KEY_CHARS)
    const end = endOfKey(text, { bodyStart, limit })
    if (end !== undefined) yield { start: begin.index, end, kind: 'private-key' }
  }
}

/** What is left of keys whose first lines are missing. Runs when the whole ones are gone. */
export function* findPrivateKeyTails(text: string): Iterable<Span> {
  if (!text.includes('PRIVATE KEY')) return
  // Each marker looks back only to the one before it: nothing is read twice.
  let from = 0
  for (const { index, 0: marker } of text.matchAll(END)) {
    const start = startOfTail(text, { from, end: index })
    from = index + marker.length
    if (start !== undefined) yield { start, end: from, kind: 'private-key' }
  }
}

/** After the end marker, or after the last line of a key that is cut off; `undefined` where no key follows the marker. */
function endOfKey(text: string, { bodyStart, limit }: { bodyStart: number; limit: number }): number | undefined {
  const rest = text.slice(bodyStart, limit)
  const end = FIRST_END.exec(rest)
  if (end && BASE64_RUN.test(rest.slice(0, end.index))) return bodyStart + end.index + end[0].length
  BODY.lastIndex = 0
  const body = BODY.exec(end ? rest.slice(0, end.index) : rest)?.[0] ?? ''
  return /[A-Za-z0-9+/=]{12}/.test(body) ? bodyStart + body.trimEnd().length : undefined
}

/** Where the lines of a key begin whose first part is missing. */
function startOfTail(text: string, { from, end }: { from: number; end: number }): number | undefined {
  const before = text.slice(Math.max(from, end - MAX_KEY_CHARS), end)
  const tokens = before.split(/(\s+|\\+[nrt])/)
  let start: number | undefined
  let at = end
  for (const [back, token] of tokens.reverse().entries()) {
    const isLine = /^[A-Za-z0-9+/=]+$/.test(token) && (token.length >= 32 || back <= 2)
    if (!isLine && !/^(?:\s*|\\+[nrt])$/.test(token)) break
    at -= token.length
    if (isLine) start = at
  }
  return start
}
