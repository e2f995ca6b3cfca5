/**
 * The ranks of a byte-pair vocabulary, looked up in a hash table over its bytes. A `Map` of its 200,000 tokens takes five times as long
 * to build, which every capture would wait for; and the table lies packed beside the program.
 */

/** The rank of a token, given as a string with one character for each of its bytes; `undefined` for what is no token. */
export type RankOf = (token: string) => number | undefined

/** FNV-1a, 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const EMPTY = -1
const SPACE = 32
const LINE_END = 10

/** Looks tokens up in a table. */
export const ranksIn =
  (table: TokenTable): RankOf =>
  (token) =>
    find(table, token)

/** Tokens in a hash table. */
export interface TokenTable {
  /** All tokens, one after the other, and where each begins; one more for the end. */
  bytes: Uint8Array
  starts: Uint32Array
  ranks: Uint32Array
  /** Tokens by hash, linear probing; the length is a power of two. */
  slots: Int32Array
}

/** Reads lines of `! <rank of the first> <token in base64> <token in base64> …`. */
export function readTokens(text: string): TokenTable {
  const most = mostTokens(text)
  const table: Growing = {
    bytes: new Uint8Array(text.length),
    starts: new Uint32Array(most + 1),
    ranks: new Uint32Array(most),
    slots: new Int32Array(2 ** Math.ceil(Math.log2(2 * most))).fill(EMPTY),
    count: 0,
  }
  for (let at = 0; at < text.length; ) {
    const [, first = '0'] = text.slice(at, at + LONGEST_HEAD).split(' ', 2)
    at += `! ${first} `.length
    let rank = Number(first)
    while (at < text.length && text.charCodeAt(at - 1) !== LINE_END) at = addToken(table, { text, at, rank: rank++ })
  }
  const { bytes, starts, ranks, slots, count } = table
  return {
    bytes: bytes.slice(0, starts[count]),
    starts: starts.slice(0, count + 1),
    ranks: ranks.slice(0, count),
    slots,
  }
}

/** A token stands behind a blank. */
function mostTokens(text: string): number {
  let most = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) most += 1
  return most
}

const LONGEST_HEAD = 20

interface Growing extends TokenTable {
  count: number
}

/** Decodes the token that begins here; returns where the next one does. */
function addToken(table: Growing, { text, at, rank }: { text: string; at: number; rank: number }): number {
  const { bytes, starts, slots } = table
  let end = starts[table.count] ?? 0
  let hash = FNV_OFFSET
  let bits = 0
  let held = 0
  let next = at
  for (; next < text.length; next++) {
    const char = text.charCodeAt(next)
    if (char === SPACE || char === LINE_END) break
    const value = BASE64[char] ?? PADDING
    if (value === PADDING) continue
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    const byte = (held >> bits) & 0xff
    bytes[end++] = byte
    hash = Math.imul(hash ^ byte, FNV_PRIME)
  }
  let slot = hash & (slots.length - 1)
  while (slots[slot] !== EMPTY) slot = (slot + 1) & (slots.length - 1)
  slots[slot] = table.count
  table.ranks[table.count] = rank
  table.count += 1
  starts[table.count] = end
  return next + 1
}

function find(table: TokenTable, token: string): number | undefined {
  const { ranks, slots } = table
  let hash = FNV_OFFSET
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), FNV_PRIME)
  let slot = hash & (slots.length - 1)
  for (let id = slots[slot] ?? EMPTY; id !== EMPTY; id = slots[slot] ?? EMPTY) {
    if (isToken(table, id, token)) return ranks[id]
    slot = (slot + 1) & (slots.length - 1)
  }
  return undefined
}

function isToken({ bytes, starts }: TokenTable, id: number, token: string): boolean {
  const start = starts[id] ?? 0
  if ((starts[id + 1] ?? 0) - start !== token.length) return false
  for (let i = 0; i < token.length; i++) if (bytes[start + i] !== token.charCodeAt(i)) return false
  return true
}

const PADDING = 255

/** The value of each character of base64, by its code. */
const BASE64 = Uint8Array.from({ length: 128 }, (_, code) => {
  const at = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(String.fromCharCode(code))
  return at < 0 ? PADDING : at
})
