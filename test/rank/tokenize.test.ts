import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { terms } from '../../src/rank/tokenize.ts'

describe('terms', () => {
  it.each([
    ['The invoices moved to Postgres', ['invoic', 'move', 'postgr']],
    ["Melanie's children weren't there", ['melani', 'kid']],
    ['I went, we go, she has gone', ['go', 'go', 'go']],
    ['auth_v2.ts', ['auth_v2.ts', 'auth', 'v', 'two', 'ts']],
    ['see #4512', ['see', '#4512', '4512']],
    ['run --dry-run', ['run', '--dry-run', 'dri', 'run']],
    ['A check-in, CHECK-IN, checkins', ['checkin', 'check', 'checkin', 'check', 'checkin']],
    ['ERR_CONNECTION_REFUSED', ['err_connection_refused', 'err', 'connect', 'refus']],
    ['getUserName', ['getusername', 'get', 'user', 'name']],
    ['$1,300 and 12,000,000', ['1300', '12000000']],
    ['Café naïve', ['cafe', 'naiv']],
    ['two cats and 2 dogs', ['two', 'cat', 'two', 'dog']],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected)
  })

  it.each([
    ['我们上周把发票搬到了数据库', '数据库'],
    ['会議は火曜日に移動しました', '火曜日'],
    ['การประชุมย้ายไปวันอังคาร', 'ประชุม'],
  ])('finds a word inside a script without spaces: %s', (text, word) => {
    const found = new Set(terms(text))
    expect(terms(word).some((term) => found.has(term))).toBe(true)
  })

  it('brings forms of one word together in a question and its answer', () => {
    for (const [asked, said] of [
      ['What did she buy?', 'She bought a bike'],
      ['running', 'ran'],
      ['café', 'cafe'],
      ['7 pm', '7pm'],
      ['when is the standup', 'Our stand-up is on Tuesday'],
      ['e-mail', 'the email'],
    ] as const) {
      const found = new Set(terms(said))
      expect(
        terms(asked).some((term) => found.has(term)),
        `${asked} / ${said}`,
      ).toBe(true)
    }
  })

  it('gives the same terms for any text in any case of ASCII, and none with a line break or the label sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const term of terms(text)) expect(term).not.toMatch(/[\n=]|^$/)
      }),
    )
  })
})
