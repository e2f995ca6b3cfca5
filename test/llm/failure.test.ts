import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quote } from '../../src/llm/failure.ts'
import { endpointOf, keyFor } from '../../src/llm/providers.ts'

describe('quote', () => {
  it.each([
    ['  two\n\nlines. ', 'two lines'],
    ['\u001b[31mred\u001b[0m\u0000', '[31mred [0m'],
    ['...', 'no reason given'],
    ['', 'no reason given'],
    ['the key sk-secret-1 is bad', 'the key [key] is bad'],
  ])('%j becomes %j', (text, expected) => {
    expect(quote(text, 'sk-secret-1')).toBe(expected)
  })

  it('is always one short, well-formed line without the key', () => {
    const key = 'sk-secret-1'
    const text = fc
      .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.constant(key)))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (said) => {
        const line = quote(said, key)
        expect(line).not.toMatch(/\p{Cc}/u)
        expect(line).not.toContain(key)
        expect(line.length).toBeLessThanOrEqual(301)
        expect(line.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('endpointOf', () => {
  it.each([
    ['openai', undefined, 'hosted', 'openai/m', 'OpenAI'],
    ['openai', 'https://api.openai.com/v1/', 'hosted', 'openai/m', 'OpenAI'],
    ['openai', 'http://127.0.0.1:11434/v1', 'local', 'local/m', 'the server at http://127.0.0.1:11434'],
    ['openai', 'http://localhost:1234/v1', 'local', 'local/m', 'the server at http://localhost:1234'],
    ['openai', 'http://[::1]:8080/v1', 'local', 'local/m', 'the server at http://[::1]:8080'],
    ['openai', 'http://u:p@10.0.0.5/v1', 'other', '10.0.0.5/m', 'the server at http://10.0.0.5'],
    [
      'openai',
      'https://localhost.example.com/v1',
      'other',
      'localhost.example.com/m',
      'the server at https://localhost.example.com',
    ],
    ['anthropic', undefined, 'hosted', 'anthropic/m', 'Anthropic'],
    ['anthropic', 'http://127.0.0.1:1', 'local', 'anthropic/m', 'the server at http://127.0.0.1:1'],
  ] as const)('%s at %s', (provider, baseUrl, kind, id, name) => {
    expect(endpointOf(provider, { model: 'm', baseUrl })).toMatchObject({ kind, id, name })
  })

  it('wants a key only for the provider itself', () => {
    expect(() => keyFor(endpointOf('openai', { model: 'm' }), ' ')).toThrow('no API key')
    expect(keyFor(endpointOf('openai', { model: 'm', baseUrl: 'http://127.0.0.1:1' }), undefined)).toBe('none')
    expect(keyFor(endpointOf('anthropic', { model: 'm' }), ' sk-1\n')).toBe('sk-1')
  })
})
