/** Message lists, as the APIs take them and as people keep them. */
import { describe, expect, it } from 'vitest'
import { jsonLines, read, spoken } from './harness.ts'

const HELLO = [
  { role: 'system', content: 'You are a pirate.' },
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Ahoy.' },
]
const SAID = ['User: Hello', 'Assistant: Ahoy.']

describe('message lists', () => {
  it.each<[string, string]>([
    ['an array', JSON.stringify(HELLO)],
    ['an array, indented', JSON.stringify(HELLO, null, 2)],
    ['{messages}', JSON.stringify({ model: 'm', messages: HELLO })],
    ['{messages}, indented', JSON.stringify({ messages: HELLO }, null, 4)],
    ['JSONL', jsonLines(...HELLO)],
    ['JSONL with CRLF and blank lines', jsonLines(...HELLO).replaceAll('\n', '\r\n\r\n')],
    ['JSONL without a last line break', jsonLines(...HELLO).trimEnd()],
    ['JSONL of {messages}', jsonLines({ messages: HELLO })],
    [
      'the contents of a Gemini request',
      JSON.stringify({ contents: HELLO.map(({ role, content }) => ({ role, parts: [{ text: content }] })) }),
    ],
    ['an array of sessions', JSON.stringify([{ messages: HELLO }])],
    ['a list of lists', JSON.stringify([HELLO])],
    [
      'messages with a type and a session',
      jsonLines(...HELLO.map((message) => ({ type: 'message', session_id: 's', ...message }))),
    ],
    ['concatenated indented objects', HELLO.map((message) => JSON.stringify(message, null, 2)).join('\n')],
    [
      'ShareGPT',
      JSON.stringify([
        {
          id: 'x',
          conversations: [
            { from: 'system', value: 'x' },
            { from: 'human', value: 'Hello' },
            { from: 'gpt', value: 'Ahoy.' },
          ],
        },
      ]),
    ],
    [
      'Gemini contents',
      JSON.stringify([
        { role: 'user', parts: [{ text: 'Hello' }] },
        { role: 'model', parts: [{ text: 'Ahoy.' }] },
      ]),
    ],
    [
      'content parts',
      JSON.stringify([
        { role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
        { role: 'assistant', content: [{ type: 'output_text', text: 'Ahoy.' }] },
      ]),
    ],
  ])('%s', async (_, text) => {
    const { turns, sessions } = await read(text)
    expect(spoken(turns)).toEqual(SAID)
    expect(sessions).toHaveLength(1)
    expect(sessions[0]?.meta.source).toBe('messages')
  })

  it.each<[string, unknown]>([
    ['before the list', { session_id: 'abc', project: 'kyoto', messages: HELLO }],
    ['after the list', { messages: HELLO, sessionId: 'abc', cwd: 'kyoto' }],
    ['as the id', { id: 'abc', project: 'kyoto', messages: HELLO }],
  ])('takes the session’s own id %s', async (_, value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 1), jsonLines(value)]) {
      expect((await read(text)).sessions.map(({ meta }) => meta)).toEqual([
        { source: 'messages', session: 'abc', project: 'kyoto' },
      ])
    }
  })

  it('gives each line of a fine-tuning file a session of its own', async () => {
    const { sessions } = await read(
      jsonLines({ id: 1, messages: HELLO }, { id: 2, messages: HELLO }, { messages: HELLO }),
    )
    expect(sessions.map(({ meta, turns }) => [meta.session, spoken(turns)])).toEqual([
      ['1', SAID],
      ['2', SAID],
      [undefined, SAID],
    ])
  })

  it('divides a stream of messages by their session ids', async () => {
    const say = (session_id: string, content: string) => ({ session_id, role: 'user', content })
    const { sessions } = await read(jsonLines(say('a', '1'), say('a', '2'), say('b', '3')))
    expect(sessions.map(({ meta, turns }) => [meta.session, turns.map(({ text }) => text)])).toEqual([
      ['a', ['1', '2']],
      ['b', ['3']],
    ])
  })

  it('honours names, ids and roles that are names', async () => {
    const { turns } = await read(
      JSON.stringify([
        { role: 'user', name: 'Caroline', content: 'I got the job!', id: 'm1' },
        { role: 'user', name: ' Mel\nanie ', content: 'Congratulations!' },
        { speaker: 'Dana', text: 'Well done.' },
        { role: 'Bob', content: 'Cheers.' },
        { role: 'assistant', name: '', content: 'Nice.' },
      ]),
    )
    expect(spoken(turns)).toEqual([
      'Caroline: I got the job!',
      'Mel anie: Congratulations!',
      'Dana: Well done.',
      'Bob: Cheers.',
      'Assistant: Nice.',
    ])
    expect(turns.map(({ role }) => role)).toEqual(['user', 'user', 'user', 'user', 'assistant'])
    expect(turns[0]?.id).toBe('m1')
  })

  it('reads times of many forms, and says how many it cannot read', async () => {
    const times: [unknown, string | undefined][] = [
      ['2026-11-22T16:17:34.504Z', '2026-11-22T16:17:34.504Z'],
      ['2026-11-22T16:17:34+02:00', '2026-11-22T14:17:34.000Z'],
      ['2026-11-22 16:17', '2026-11-22T16:17:00.000Z'],
      ['2026-11-22', '2026-11-22T00:00:00.000Z'],
      [1795364254, '2026-11-22T16:17:34.000Z'],
      [1795364254.5, '2026-11-22T16:17:34.500Z'],
      [1795364254504, '2026-11-22T16:17:34.504Z'],
      ['1795364254', '2026-11-22T16:17:34.000Z'],
      ['yesterday', undefined],
      ['2026-13-45T99:00:00Z', undefined],
      [{ year: 2026 }, undefined],
    ]
    const { turns, notices } = await read(
      JSON.stringify(times.map(([timestamp], i) => ({ role: 'user', content: `${i}`, timestamp }))),
    )
    expect(turns.map(({ at }) => at)).toEqual(times.map(([, at]) => at))
    expect(notices).toEqual(['3 messages have a time that cannot be read; they were kept without it.'])
    const dated = await read(
      JSON.stringify([
        { role: 'user', content: 'a', created_at: '2026-11-22T16:17:34Z' },
        { role: 'user', content: 'b', date: '2026-11-23' },
      ]),
    )
    expect(dated.turns.map(({ at }) => at)).toEqual(['2026-11-22T16:17:34.000Z', '2026-11-23T00:00:00.000Z'])
  })

  const RAN = ['User: Run it', 'Assistant: I run it.', 'shell: $ ls\n\na.txt', 'Assistant: Done.']
  it.each<[string, unknown[]]>([
    [
      'OpenAI',
      [
        { role: 'user', content: 'Run it' },
        {
          role: 'assistant',
          content: 'I run it.',
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'shell', arguments: '{"command":"ls"}' } }],
        },
        { role: 'tool', tool_call_id: 'c', content: 'a.txt' },
        { role: 'assistant', content: 'Done.' },
      ],
    ],
    [
      'OpenAI, legacy',
      [
        { role: 'user', content: 'Run it' },
        { role: 'assistant', content: 'I run it.', function_call: { name: 'shell', arguments: '{"command":"ls"}' } },
        { role: 'function', name: 'shell', content: 'a.txt' },
        { role: 'assistant', content: 'Done.' },
      ],
    ],
    [
      'OpenAI, responses',
      [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Run it' }] },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I run it.' }] },
        { type: 'function_call', call_id: 'c', name: 'shell', arguments: '{"command":"ls"}' },
        { type: 'function_call_output', call_id: 'c', output: 'a.txt' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Done.' }] },
      ],
    ],
    [
      'Anthropic',
      [
        { role: 'user', content: 'Run it' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm' },
            { type: 'text', text: 'I run it.' },
            { type: 'tool_use', id: 'c', name: 'shell', input: { command: 'ls' } },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'c', content: [{ type: 'text', text: 'a.txt' }] }],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
      ],
    ],
  ])('pairs the tools of %s', async (_, messages) => {
    expect(spoken((await read(JSON.stringify(messages))).turns)).toEqual(RAN)
    expect(spoken((await read(jsonLines(...messages))).turns)).toEqual(RAN)
  })

  it('replaces attachments and never keeps their bytes', async () => {
    const parts = [
      { type: 'image_url', image_url: { url: 'data:image/png;base64,BYTES' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'BYTES' } },
      { inlineData: { mimeType: 'audio/mpeg', data: 'BYTES' } },
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'BYTES' } },
      { type: 'input_file', filename: 'a.csv', file_data: 'BYTES' },
      { type: 'text', text: 'Look.' },
    ]
    const { turns } = await read(JSON.stringify([{ role: 'user', content: parts }]))
    expect(turns[0]?.text).toBe(
      '[image: image/png]\n\n[image: image/jpeg]\n\n[audio: audio/mpeg]\n\n[file: application/pdf]\n\n[file: a.csv]\n\nLook.',
    )
  })

  it('makes every text well-formed', async () => {
    const { turns } = await read(String.raw`[{"role":"user","name":"A\ud800","content":"half \ud83d a pair"}]`)
    expect(turns[0]).toEqual({ role: 'user', speaker: 'A\uFFFD', text: 'half \uFFFD a pair' })
  })

  it('keeps whatever text it finds verbatim', async () => {
    const text = '---\n# not a heading\r\n```js\nlet a\n\n> quote  \n\tשלום 你好 👩‍👩‍👧 <b>&amp;</b> [x](y)\u2028\u0007'
    expect((await read(JSON.stringify([{ role: 'user', content: text }]))).turns[0]?.text).toBe(text)
  })
})
