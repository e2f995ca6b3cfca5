/** What comes in before any format is known: encodings, damage, and things that are no transcript. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonDocument } from '../../src/transcripts/json-document.ts'
import { readTranscript } from '../../src/transcripts/read.ts'
import { cutMiddle } from '../../src/transcripts/tools.ts'
import { fixture, jsonLines, read, spoken } from './harness.ts'

const bytesOf = (...bytes: number[]) => new Uint8Array(bytes)
const HELLO = { role: 'user', content: 'Hello' }

describe('what is no transcript', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /empty.*0 messages found/],
    ['white space', ' \n\t\n', /empty/],
    ['only a byte order mark', '\uFEFF', /empty/],
    ['a PDF', '%PDF-1.7 and so on', /PDF/],
    ['a zip archive', bytesOf(0x50, 0x4b, 3, 4, 1, 2, 3, 4, 5), /zip/],
    ['a PNG image', bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), /PNG/],
    ['NUL bytes', 'Hello\0there', /not text/],
    ['bytes that are no UTF-8', bytesOf(0x48, 0xe9, 0x20, 0x48, 0x69), /not text/],
    ['half a JSON array', JSON.stringify([HELLO, HELLO], null, 1).slice(0, -20), /ends in the middle/],
    ['half a JSON object', JSON.stringify({ messages: [HELLO] }, null, 1).slice(0, -20), /ends in the middle/],
    ['half a string', '[{"role":"user","content":"Hel', /ends in the middle/],
    ['broken JSON', '[{"role":"user","content":"Hello"} {"role":"user"}]', /not valid JSON/],
    ['text after JSON', '[{"role":"user","content":"Hello"}] and more', /not valid JSON/],
    ['JSON of another shape', '{"name":"mem","version":"0.1.0"}', /no transcript.*"name", "version".*0 messages found/],
    ['a JSON array of another shape', '[{"a":1}]', /no transcript/],
    ['a JSON array of numbers', '[1, 2, 3]', /no transcript/],
    ['JSONL of another shape', jsonLines({ a: 1 }, { b: 2 }), /no transcript/],
    ['an empty array', '[]', /no transcript.*0 messages found/],
    ['an empty list of messages', '{"messages":[]}', /0 messages found/],
    ['only a system prompt', JSON.stringify([{ role: 'system', content: 'x' }]), /0 messages found/],
    ['only empty messages', JSON.stringify([{ role: 'user', content: '  ' }]), /0 messages found/],
  ])('%s', async (_, input, message) => {
    const error = await read(input).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'MemError',
      code: 'input',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\w/),
    })
  })

  it('text for a format that is JSON', async () => {
    await expect(read('Hello', { format: 'codex' })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('codex'),
    })
  })
})

describe('encodings', () => {
  const TEXT = 'User: Grüße 你好 👋\nAssistant: Hi.'
  const utf16 = (text: string, isBigEndian: boolean) => {
    const view = new DataView(new ArrayBuffer(text.length * 2))
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !isBigEndian)
    return new Uint8Array(view.buffer)
  }
  it.each<[string, string | Uint8Array]>([
    ['UTF-8', TEXT],
    ['UTF-8 with a byte order mark', `\uFEFF${TEXT}`],
    ['UTF-16 LE', utf16(`\uFEFF${TEXT}`, false)],
    ['UTF-16 BE', utf16(`\uFEFF${TEXT}`, true)],
  ])('%s, in pieces of any size', async (_, input) => {
    for (const pieceBytes of [1, 3, 65_536]) {
      expect(spoken((await read(input, { pieceBytes })).turns)).toEqual(['User: Grüße 你好 👋', 'Assistant: Hi.'])
    }
  })

  it('a file of less than eight bytes', async () => {
    expect((await read('Hi')).turns[0]?.text).toBe('Hi')
  })

  it('a text that is cut inside a character', async () => {
    expect((await read(new TextEncoder().encode('Hello 👋').slice(0, -1))).turns[0]?.text).toBe('Hello \uFFFD')
  })
})

describe('damaged lines', () => {
  it('a last line that is still being written is left for later', async () => {
    const { turns, notices } = await read(jsonLines(HELLO, HELLO, HELLO).slice(0, -9))
    expect(turns).toHaveLength(2)
    expect(notices).toEqual([expect.stringMatching(/^Line 3, the last one, is cut short/)])
  })

  it('a damaged line in the middle is skipped and named', async () => {
    const { turns, notices } = await read(
      `${jsonLines(HELLO)}{"role":"us\n${jsonLines(HELLO)}nonsense\n${jsonLines(HELLO)}`,
    )
    expect(turns).toHaveLength(3)
    expect(notices).toEqual(['2 lines are not valid JSON and were skipped: 2, 4.'])
  })

  it('a line that is too long is skipped, and said to be', async () => {
    const long = JSON.stringify({ role: 'user', content: 'x'.repeat(65 * 2 ** 20) })
    const { turns, notices } = await read(`${jsonLines(HELLO)}${long}\n${jsonLines(HELLO)}`)
    expect(turns).toHaveLength(2)
    expect(notices).toEqual(['Line 2 is longer than 64 MB and was skipped.'])
  })

  it('a damaged first line does not hide the others', async () => {
    const { turns, notices } = await read(`ello"}\n${jsonLines(HELLO, HELLO)}`)
    expect(turns).toHaveLength(2)
    expect(notices).toEqual(['Line 1 is not valid JSON and was skipped.'])
  })

  it('records of odd types are no reason to stop', async () => {
    const odd = [
      null,
      1,
      'x',
      [],
      {},
      { role: 5, content: {} },
      { role: 'user' },
      { role: 'user', content: null },
      { role: 'user', content: [null, 3, { type: 7 }] },
    ]
    expect(spoken((await read(jsonLines(HELLO, ...odd, HELLO))).turns)).toEqual(['User: Hello', 'User: Hello'])
    for (const file of ['claude-code.jsonl', 'codex-new.jsonl', 'gemini-cli.jsonl']) {
      const whole = await read(fixture(file))
      expect(
        (
          await read(
            `${fixture(file)}${jsonLines(null, 1, [], { type: 'user', message: 7, sessionId: whole.sessions[0]?.meta.session })}`,
          )
        ).turns,
      ).toEqual(whole.turns)
    }
  })
})

describe('JSON documents', () => {
  const context = { timeZone: 'UTC', beforeCut: (text: string) => text, notice: () => {} }
  async function* pieces(text: string, size: number) {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
  }
  const items = async (text: string, size: number) => {
    const found: unknown[] = []
    for await (const frame of readJsonDocument(pieces(text, size), context))
      found.push(frame.kind === 'item' ? frame.value : frame.fields)
    return found
  }

  it('reads any list as JSON.parse does, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(undefined, 1),
        async (list, size, indent) => {
          expect(await items(JSON.stringify(list, null, indent), size)).toEqual(JSON.parse(JSON.stringify(list)))
        },
      ),
    )
  })

  it('reads any object with messages as JSON.parse does', async () => {
    const object = fc.record({
      messages: fc.array(fc.jsonValue(), { maxLength: 4 }),
      id: fc.string({ unit: 'grapheme' }),
      x: fc.jsonValue(),
    })
    await fc.assert(
      fc.asyncProperty(object, fc.integer({ min: 1, max: 9 }), async (value, size) => {
        const { messages, ...fields }: { messages: unknown[]; id: string; x: unknown } = JSON.parse(
          JSON.stringify(value),
        )
        expect(await items(JSON.stringify(value), size)).toEqual([fields, ...messages])
      }),
    )
  })

  it('notices every cut', async () => {
    const text = JSON.stringify([HELLO, { role: 'assistant', content: '"]}\\' }])
    for (let length = 1; length < text.length; length++)
      await expect(items(text.slice(0, length), 4)).rejects.toMatchObject({ code: 'input' })
  })
})

describe('cutMiddle', () => {
  it('keeps both ends, says what is gone, and splits no character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '\n', '👋', 'word '), { maxLength: 900 }), (parts) => {
        const text = parts.join('')
        const cut = cutMiddle(text, { headChars: 200, tailChars: 100 })
        if (text.length <= 400) {
          expect(cut).toBe(text)
          return
        }
        const [head = '', count = '', tail = ''] = cut.split(/\n\[… ([\d,]+) characters cut …\]\n/)
        expect(text.startsWith(head)).toBe(true)
        expect(text.endsWith(tail)).toBe(true)
        expect(cut.isWellFormed()).toBe(true)
        expect(head.length).toBeLessThanOrEqual(200)
        expect(tail.length).toBeGreaterThanOrEqual(70)
        expect(
          Math.abs(Number(count.replaceAll(',', '')) - (text.length - head.length - tail.length)),
        ).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('beforeCut', () => {
  it('sees tool arguments and output whole, before anything is cut', async () => {
    const secret = 'S3CRET'.repeat(400)
    const messages = [
      {
        role: 'assistant',
        tool_calls: [
          {
            id: 'c',
            function: { name: 'shell', arguments: JSON.stringify({ command: `run ${secret}`, key: secret }) },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'c', content: `${'x '.repeat(1000)}${secret}${' x'.repeat(1000)}` },
    ]
    const { turns } = await read(JSON.stringify(messages), { beforeCut: (text) => text.replaceAll(secret, '[gone]') })
    expect(turns[0]?.text).toContain('$ run [gone]')
    expect(turns[0]?.text).not.toContain('S3CRET')
  })
})

describe('the input', () => {
  it.each<[string, string, boolean]>([
    ['after the last turn', 'User: Hello\nAssistant: Hi.', false],
    ['when the reader stops early', 'User: Hello\nAssistant: Hi.', true],
    ['after an error', '{"a":1}', false],
  ])('is closed %s', async (_, text, stopsEarly) => {
    let closed = false
    async function* input() {
      try {
        yield new TextEncoder().encode(text)
        yield new TextEncoder().encode('\n')
      } finally {
        closed = true
      }
    }
    try {
      for await (const event of readTranscript(input())) if (stopsEarly && event.type === 'turn') break
    } catch (error) {
      expect(error).toMatchObject({ code: 'input' })
    }
    expect(closed).toBe(true)
  })
})
