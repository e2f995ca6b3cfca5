import { expect, it } from 'vitest'
import { asks } from '../../../src/memory/recall/reply.ts'

it.each([
  'What is the rent?',
  'I have a question. and whats the max number of parameters',
  'ok so how do we deploy it',
  'Is it still at nine',
])('"%s" asks', (text) => expect(asks(text)).toBe(true))

it.each(['It is still at nine.', 'What a day!', 'Whatever works for you', 'When it rains, we stay.', 'the why'])(
  '"%s" does not',
  (text) => expect(asks(text)).toBe(false),
)
