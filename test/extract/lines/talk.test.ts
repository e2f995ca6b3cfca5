import { describe, expect, it } from 'vitest'
import { isEmptySecret } from '../../../src/extract/lines/talk.ts'

describe('isEmptySecret', () => {
  it.each(['My AWS key is [redacted: aws-access-key], please forget it.', 'The password is [redacted: password].'])(
    'says so of: %s',
    (sentence) => {
      expect(isEmptySecret(sentence)).toBe(true)
    },
  )

  it.each([
    'My AWS key is old, please forget it.',
    'The nightly backup of the Atlas database runs with the key [redacted: aws-access-key] at two in the morning.',
  ])('says no of: %s', (sentence) => {
    expect(isEmptySecret(sentence)).toBe(false)
  })
})
