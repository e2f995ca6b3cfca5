import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packVocabulary, unpackVocabulary } from '../../../src/llm/embedded/token-file.ts'
import { ranksIn, readTokens } from '../../../src/llm/embedded/token-ranks.ts'

/** A vocabulary of these tokens, as its text. */
function textOf(tokens: readonly Uint8Array[], first: number): string {
  return `! ${first} ${tokens.map((token) => Buffer.from(token).toString('base64')).join(' ')}\n`
}

const asToken = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const someTokens = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 9 }), {
  minLength: 1,
  maxLength: 60,
  selector: asToken,
})

describe('packed vocabulary', () => {
  it('finds what the text holds, under the same rank, and nothing else', () => {
    fc.assert(
      fc.property(someTokens, fc.nat(1000), fc.uint8Array({ maxLength: 4 }), (tokens, first, other) => {
        const table = readTokens(textOf(tokens, first))
        const packed = unpackVocabulary(Buffer.from(packVocabulary({ pattern: '\\p{L}+|é', table })))
        expect(packed?.pattern).toBe('\\p{L}+|é')
        const rankOf = ranksIn(packed?.table ?? table)
        for (const [index, token] of tokens.entries()) expect(rankOf(asToken(token))).toBe(first + index)
        const place = tokens.findIndex((token) => asToken(token) === asToken(other))
        expect(rankOf(asToken(other))).toBe(place < 0 ? undefined : first + place)
      }),
    )
  })

  it('is not taken where it is cut short, longer, or something else', () => {
    const packed = Buffer.from(
      packVocabulary({ pattern: 'a', table: readTokens(textOf([Uint8Array.of(97), Uint8Array.of(98)], 0)) }),
    )
    expect(unpackVocabulary(packed)).toBeDefined()
    expect(unpackVocabulary(packed.subarray(0, -1))).toBeUndefined()
    expect(unpackVocabulary(Buffer.concat([packed, Buffer.of(0)]))).toBeUndefined()
    expect(unpackVocabulary(Buffer.alloc(packed.length))).toBeUndefined()
    expect(unpackVocabulary(new Uint8Array())).toBeUndefined()
  })
})
