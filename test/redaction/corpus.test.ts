/**
 * Secrets as they turn up in transcripts, and texts that only look like them. In the fixtures `«…»` marks what must go and `<a40>` stands
 * for 40 random characters (`a` letters and digits, `h` hexadecimal, `l` small, `u` base32, `b` base64, `w` base64url), so that no scanner
 * takes the file for a leak.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/redaction/redact.ts'

const SMALL = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const MIXED = SMALL.toUpperCase() + SMALL + DIGITS
const ALPHABETS: Record<string, string> = {
  a: MIXED,
  h: `${DIGITS}abcdef`,
  l: SMALL + DIGITS,
  u: `${SMALL.toUpperCase()}234567`,
  b: `${MIXED}+/`,
  w: `${MIXED}-_`,
}

/** The same characters in every run. */
function generator() {
  let seed = 12345
  return (length: number, alphabet: string): string =>
    Array.from({ length }, () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return alphabet[(seed >>> 8) % alphabet.length] ?? ''
    }).join('')
}

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`../fixtures/redaction/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
const unescaped = (line: string): string =>
  line.replace(/\\(u[0-9a-f]{4}|.)/g, (_, code: string) =>
    code.length > 1
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : ({ n: '\n', t: '\t', r: '\r' }[code] ?? code),
  )

const random = generator()
const LEAKS = linesOf('leaks.tsv').map((line) => {
  const [name = '', template = ''] = line.split('\t')
  const marked = unescaped(template)
    .replaceAll('<uuid>', '<h8>-<h4>-4<h3>-a<h3>-<h12>')
    .replace(/<([ahlubw])(\d+)>/g, (_, kind: string, count: string) => random(Number(count), ALPHABETS[kind] ?? ''))
  return {
    name,
    text: marked.replace(/[«»]/g, ''),
    secrets: [...marked.matchAll(/«([^»]+)»/g)].map(([, secret = '']) => secret),
  }
})

describe('secrets as they are met', () => {
  it.each(LEAKS)('are taken out: $name', ({ text, secrets }) => {
    const { text: clean, found } = redact(text)
    expect(secrets.length).toBeGreaterThan(0)
    for (const secret of secrets) {
      expect(clean).not.toContain(secret)
      if (secret.length >= 16) expect(clean).not.toContain(secret.slice(-10))
    }
    expect(found).not.toEqual([])
    expect(redact(clean).text).toBe(clean)
  })
})

describe('texts that talk about secrets, and ids and hashes', () => {
  it.each(linesOf('harmless.txt').map(unescaped))('are left alone: %s', (text) => {
    expect(redact(text)).toEqual({ text, found: [] })
  })
})
