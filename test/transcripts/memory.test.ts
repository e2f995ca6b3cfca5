/** A transcript of any size streams in bounded memory. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { readTranscript } from '../../src/transcripts/read.ts'

const MEGABYTE = 2 ** 20
const SIZE = 30 * MEGABYTE

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

const heapBytes = () => {
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

const TEXT = 'We moved the invoices to Postgres today. It took two hours, and nobody noticed. '.repeat(20)
const claudeLine = (i: number) =>
  `${JSON.stringify({ type: 'user', uuid: `u${i}`, sessionId: 's', timestamp: '2026-11-22T09:00:00Z', message: { role: 'user', content: `${i} ${TEXT}` } })}\n`
const message = (i: number) => JSON.stringify({ role: i % 2 ? 'assistant' : 'user', content: `${i} ${TEXT}` })

async function* generated(unit: (i: number) => string, { first = '', last = '' } = {}): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(first)
  for (let bytes = 0, i = 0; bytes < SIZE; i++) {
    const piece = encoder.encode(unit(i))
    bytes += piece.length
    yield piece
  }
  yield encoder.encode(last)
}

describe('thirty megabytes', () => {
  it.each<[string, () => AsyncIterable<Uint8Array>]>([
    ['JSONL', () => generated(claudeLine)],
    ['one JSON array', () => generated((i) => `${i > 0 ? ',' : ''}${message(i)}`, { first: '[', last: ']' })],
    [
      '{messages} on one line',
      () => generated((i) => `${i > 0 ? ',' : ''}${message(i)}`, { first: '{"id":"x","messages":[', last: ']}' }),
    ],
    ['a dialogue', () => generated((i) => `${i % 2 ? 'Assistant' : 'User'}: ${TEXT}\n`)],
    ['a note', () => generated(() => `${TEXT}\n\n`)],
    ['a note without a single space or line', () => generated(() => 'x'.repeat(1000))],
  ])('%s', async (_, input) => {
    const before = heapBytes()
    let turns = 0
    let chars = 0
    let peak = 0
    for await (const event of readTranscript(input())) {
      if (event.type !== 'turn') continue
      turns += 1
      chars += event.turn.text.length
      if (turns % 1000 === 0) peak = Math.max(peak, heapBytes())
    }
    expect(chars).toBeGreaterThan(SIZE * 0.9)
    expect(peak - before).toBeLessThan(12 * MEGABYTE)
  })
})
