import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseWithRetry, type StructuredReply } from '../../src/llm/parse-retry.ts'
import { NO_USAGE } from '../../src/llm/usage.ts'
import type { ChatMessage } from '../../src/memory/ports.ts'

const request = { name: 'sums', system: '', prompt: 'Add.', schema: z.object({ sum: z.number() }), maxTokens: 10 }
const reply = (text: string): StructuredReply => ({ text, stop: 'end', usage: NO_USAGE })

async function valueIn(text: string): Promise<unknown> {
  const { value } = await parseWithRetry(request, { modelId: 'm', ask: async () => reply(text) })
  return value
}

describe('parseWithRetry', () => {
  it.each([
    '{"sum":3}',
    ' \n{"sum": 3}\n',
    '```json\n{"sum":3}\n```',
    'The sum is:\n\n{"sum":3}\n\nAnything else?',
    '<think>{1 + 2}</think>\n{"sum":3}',
  ])('finds the value in %j', async (text) => {
    expect(await valueIn(text)).toEqual({ sum: 3 })
  })

  it.each(['', 'null', '3', '{}', '{"sum":"3"}', '{"sum":3', 'sum: 3', '[{"sum":3}]'])('refuses %j', async (text) => {
    await expect(valueIn(text)).rejects.toMatchObject({ name: 'MemError', code: 'provider' })
  })

  it('shows the model its reply and the reason, cut to a bearable length', async () => {
    const asked: (readonly ChatMessage[])[] = []
    const replies = [reply(`${'x'.repeat(50_000)}`), reply('{"sum":3}')]
    const ask = async (messages: readonly ChatMessage[]) => {
      asked.push(messages)
      return replies.shift() ?? reply('')
    }
    await parseWithRetry(request, { modelId: 'm', ask })
    expect(asked[1]?.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(JSON.stringify(asked[1]).length).toBeLessThan(10_000)
  })
})
