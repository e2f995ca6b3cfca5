import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialDialect, type OpenAIDialect, withoutRefused } from '../../src/llm/openai-dialect.ts'
import { endpointOf, PROVIDERS } from '../../src/llm/providers.ts'

const dialectOf = (model: string, purpose: 'chat' | 'structured', baseUrl?: string): OpenAIDialect =>
  initialDialect(endpointOf('openai', { model, baseUrl }), purpose)

describe('initialDialect', () => {
  it.each([
    [PROVIDERS.openai.models.chat, 'chat', 'none'],
    [PROVIDERS.openai.models.extract, 'structured', 'low'],
    ['gpt-5.6-luna', 'chat', 'none'],
    ['gpt-5.4-mini', 'chat', null],
    ['o4-mini', 'structured', 'low'],
    ['gpt-4o', 'chat', null],
    ['gpt-4o', 'structured', null],
  ] as const)('%s for %s starts with effort %s at OpenAI', (model, purpose, effort) => {
    expect(dialectOf(model, purpose)).toMatchObject({ effort, outputLimit: 'max_completion_tokens' })
  })

  it('asks nothing new of other servers', () => {
    expect(dialectOf('gpt-6-luna', 'structured', 'http://127.0.0.1:1/v1')).toMatchObject({
      effort: null,
      outputLimit: 'max_tokens',
    })
  })
})

describe('withoutRefused', () => {
  it('leaves errors alone that name no feature', () => {
    for (const refusal of ['', 'Invalid model', 'messages: must not be empty', 'out of memory']) {
      expect(withoutRefused(dialectOf('gpt-4o', 'chat'), refusal)).toBeUndefined()
    }
  })

  it('ends after each feature was refused once, whatever a server says', () => {
    const words = [
      'max_tokens',
      'stream_options',
      'reasoning_effort',
      'response_format',
      'does not support tools',
      'sorry',
    ]
    fc.assert(
      fc.property(fc.array(fc.subarray(words, { minLength: 1 }), { minLength: 10 }), (refusals) => {
        let dialect: OpenAIDialect | undefined = dialectOf('gpt-6-luna', 'chat')
        let steps = 0
        for (const refusal of refusals) {
          const next: OpenAIDialect | undefined = withoutRefused(dialect, refusal.join(' '))
          if (!next) continue
          expect(next).not.toEqual({ ...dialect, refused: next.refused })
          dialect = next
          steps++
        }
        expect(steps).toBeLessThanOrEqual(5)
      }),
    )
  })
})
