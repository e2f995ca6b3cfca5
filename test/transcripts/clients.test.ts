/** Each client's own files: what was said comes out, what programs put in does not (the fixtures mark it with INJECTED). */
import { describe, expect, it } from 'vitest'
import { fixture, jsonLines, read, spoken } from './harness.ts'

const FILES = [
  'claude-code.jsonl',
  'codex-new.jsonl',
  'codex-old.jsonl',
  'gemini-cli.jsonl',
  'gemini-cli-old.json',
  'opencode.json',
  'chatgpt.json',
  'claude-ai.json',
]

describe('every client', () => {
  it.each(FILES)('%s: nothing injected is remembered', async (file) => {
    expect(fixture(file).includes('INJECTED')).toBe(file !== 'gemini-cli-old.json')
    expect(JSON.stringify(await read(fixture(file)))).not.toContain('INJECTED')
  })

  it.each(FILES)('%s: the same in pieces of any size', async (file) => {
    const whole = await read(fixture(file))
    for (const pieceBytes of [1, 7, 1000]) expect(await read(fixture(file), { pieceBytes })).toEqual(whole)
  })

  it.each(FILES)('%s: the same when its format is named, also with a byte order mark and CRLF', async (file) => {
    const whole = await read(fixture(file))
    const format = whole.sessions[0]?.meta.source ?? 'auto'
    expect(await read(fixture(file), { format })).toEqual(whole)
    expect(await read(`\uFEFF${fixture(file).replaceAll('\n', '\r\n')}`)).toEqual(whole)
  })

  it.each(FILES)('%s: ids are unique, so that a later capture adds only what is new', async (file) => {
    for (const { turns } of (await read(fixture(file))).sessions) {
      const ids = turns.flatMap(({ id }) => (id === undefined ? [] : [id]))
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('Claude Code', () => {
  it('merges a message, pairs tools with results, and keeps order, times and ids', async () => {
    const { sessions, notices } = await read(fixture('claude-code.jsonl'))
    expect(sessions.map(({ meta }) => meta)).toEqual([
      { source: 'claude-code', session: '5f0c1d2e-0000-4000-8000-00000000000a', project: '/home/user/shop' },
    ])
    expect(notices).toEqual([])
    const turns = sessions[0]?.turns ?? []
    const build = turns.find(({ id }) => id === 't3')
    expect(spoken(turns.filter((turn) => turn !== build))).toEqual([
      'User: Move the invoices to Postgres.',
      'Assistant: I will look at the tables first.',
      'Bash: $ npm test\ndescription: Run the tests\nexit status: 1\n\nExit code 1\n2 tests failed',
      'Edit: old_string: sqlite\nnew_string: postgres\nfiles: /home/user/shop/src/db.ts\n\nThe file has been updated.',
      'Bash: $ npx mem recall invoices\n\n[memory left out]',
      'Task: description: Find callers\nprompt: Find all callers of db.ts',
      'Assistant: Done: the invoices are in Postgres.\n\nThe build passes.',
      'User: [image: image/png]\n\nThis is how the invoice should look. שלום 你好 👋',
      'Bash: $ ls invoices\n\n2026-11.pdf',
      'Assistant: Nice to see it.',
    ])
    expect(turns[0]).toMatchObject({ role: 'user', at: '2026-11-22T09:02:00.000Z', id: 'u02' })
    expect(build?.text).toMatch(/^\$ npm run build\nexit status: 0\n\nline 1 of the build log\n/)
    expect(build?.text).toMatch(/\n\[… 1\d,\d{3} characters cut …\]\nline \d+ of the build log\n/)
    expect(build?.text.endsWith('line 600 of the build log')).toBe(true)
  })

  const said = (content: unknown, at: number, fields = {}) => ({
    type: 'user',
    uuid: `u${at}`,
    sessionId: 's',
    message: { role: 'user', content },
    ...fields,
  })

  it('keeps what the user typed behind a command, but no options of the client', async () => {
    const command = (name: string, args: string) =>
      `<command-name>/${name}</command-name>\n<command-message>${name}</command-message>\n<command-args>${args}</command-args>`
    const { turns } = await read(
      jsonLines(
        said(command('review', 'please look at the garden plan'), 1),
        said(
          `<command-message>plan</command-message>\n${command('plan', 'move it to\nPostgres')
            .split('\n')
            .filter((line) => !line.includes('message'))
            .join('\n')}`,
          2,
        ),
        said(command('model', 'opus'), 3),
        said(command('clear', ''), 4),
      ),
    )
    expect(spoken(turns)).toEqual(['User: /review please look at the garden plan', 'User: /plan move it to\nPostgres'])
  })

  it('keeps what the user typed while the agent worked', async () => {
    const queued = (attachment: object, at: number) => ({
      type: 'attachment',
      uuid: `q${at}`,
      sessionId: 's',
      attachment,
    })
    const { turns } = await read(
      jsonLines(
        said('Build it.', 1),
        queued({ type: 'queued_command', prompt: 'And the garden too.', commandMode: 'prompt' }, 2),
        queued({ type: 'queued_command', prompt: [{ type: 'text', text: 'And the fence.' }] }, 3),
        queued({ type: 'queued_command', prompt: 'INJECTED', commandMode: 'task-notification' }, 4),
        queued({ type: 'hook_success', content: 'INJECTED' }, 5),
      ),
    )
    expect(spoken(turns)).toEqual(['User: Build it.', 'User: And the garden too.', 'User: And the fence.'])
  })

  it('refuses the transcript of a subagent, and says which file to capture', async () => {
    await expect(read(fixture('claude-code-subagent.jsonl'))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('subagent'),
      hint: expect.stringContaining('session that started it'),
    })
  })

  it('starts a session for each of several files in one stream', async () => {
    const line = (sessionId: string, uuid: string) => ({
      type: 'user',
      sessionId,
      uuid,
      message: { role: 'user', content: uuid },
    })
    const { sessions } = await read(jsonLines(line('a', '1'), line('a', '2'), line('b', '3')))
    expect(sessions.map(({ meta, turns }) => [meta.session, spoken(turns)])).toEqual([
      ['a', ['User: 1', 'User: 2']],
      ['b', ['User: 3']],
    ])
  })

  it('reads what `claude -p --output-format stream-json` prints', async () => {
    const { sessions } = await read(
      jsonLines(
        { type: 'system', subtype: 'init', session_id: 's', cwd: '/home/user/shop' },
        { type: 'user', session_id: 's', uuid: 'u', message: { role: 'user', content: 'Hello' } },
        {
          type: 'assistant',
          session_id: 's',
          uuid: 'a',
          message: { id: 'm', role: 'assistant', content: [{ type: 'text', text: 'Hi.' }] },
        },
        {
          type: 'assistant',
          session_id: 's',
          parent_tool_use_id: 't',
          message: { id: 'x', content: [{ type: 'text', text: 'no' }] },
        },
        { type: 'result', session_id: 's', result: 'Hi.' },
      ),
    )
    expect(sessions.map(({ meta, turns }) => [meta.session, spoken(turns)])).toEqual([
      ['s', ['User: Hello', 'Assistant: Hi.']],
    ])
  })

  it('writes a call without a result as the beginning of what it will be with one', async () => {
    const call = {
      type: 'assistant',
      sessionId: 's',
      uuid: 'a',
      message: { id: 'm', content: [{ type: 'tool_use', id: 't', name: 'Bash', input: { command: 'make' } }] },
    }
    const result = {
      type: 'user',
      sessionId: 's',
      uuid: 'b',
      message: { content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok' }] },
    }
    const [open] = (await read(jsonLines(call))).turns
    const [closed] = (await read(jsonLines(call, result))).turns
    expect(open).toMatchObject({ id: 't', speaker: 'Bash', text: '$ make' })
    expect(closed).toMatchObject({ id: 't', text: '$ make\n\nok' })
  })

  it('leaves injected blocks out of what the user said, and keeps what only looks like one', async () => {
    const say = async (content: unknown) => {
      const { turns } = await read(
        jsonLines(
          { type: 'user', sessionId: 's', uuid: 'u', message: { content } },
          { type: 'user', sessionId: 's', uuid: 'v', message: { content: 'end' } },
        ),
      )
      return spoken(turns.slice(0, -1))
    }
    expect(await say('<system-reminder>a</system-reminder>')).toEqual([])
    expect(await say('<system-reminder>never closed')).toEqual([])
    expect(
      await say('one <system-reminder>a</system-reminder> two <system-reminder>b</system-reminder> three'),
    ).toEqual(['User: one  two  three'])
    expect(await say('What does <system-reminder> mean?')).toEqual(['User: What does <system-reminder> mean?'])
    expect(await say('[Request interrupted by user]')).toEqual([])
    expect(await say('a < b and <div> too')).toEqual(['User: a < b and <div> too'])
  })
})

describe('Codex', () => {
  it('takes each message once, with or without events', async () => {
    expect(spoken((await read(fixture('codex-new.jsonl'))).turns)).toEqual([
      'User: Rename the column.',
      'exec_command: $ psql -f rename.sql\nexit status: 3\n\nWall time: 0.1 seconds\nProcess exited with code 3\nOutput:\nERROR: no such column',
      'apply_patch: *** Begin Patch\n*** Update File: rename.sql\n+ALTER TABLE\n*** End Patch\nfiles: rename.sql\nexit status: 0\n\nSuccess.',
      'Assistant: Renamed.',
    ])
    const { sessions } = await read(fixture('codex-old.jsonl'))
    expect(sessions.map(({ meta }) => meta)).toEqual([{ source: 'codex', session: 'cx-0', project: '/home/user/shop' }])
    expect(spoken(sessions[0]?.turns ?? [])).toEqual([
      'User: <div> is not centred, fix it',
      'shell: $ sed -n 1p a.css\nexit status: 0\n\ndiv {}',
      'Assistant: Centred.',
      'User: Centred.',
    ])
  })
})

describe('Gemini CLI', () => {
  it('takes the last form of each message', async () => {
    const { sessions } = await read(fixture('gemini-cli.jsonl'))
    expect(sessions.map(({ meta }) => meta)).toEqual([{ source: 'gemini-cli', session: 'gm-1' }])
    expect(spoken(sessions[0]?.turns ?? [])).toEqual([
      'User: List the invoices.',
      'Assistant: I will list them.',
      'run_shell_command: $ ls invoices\nexit status: 0\n\nOutput: 2026-11.pdf\nExit Code: 0',
      'Assistant: There is one: 2026-11.pdf',
    ])
  })

  it('holds only so many messages back', async () => {
    const message = (i: number) => ({
      id: `g${i}`,
      type: 'user',
      timestamp: '2026-11-22T11:00:00Z',
      content: `say ${i}`,
    })
    const { turns } = await read(
      jsonLines({ sessionId: 's', projectHash: 'x' }, ...Array.from({ length: 500 }, (_, i) => message(i)), message(0)),
    )
    expect(turns.map(({ text }) => text)).toEqual(Array.from({ length: 500 }, (_, i) => `say ${i}`))
  })
})

describe('OpenCode', () => {
  it('reads the export in the order of its parts', async () => {
    const { sessions } = await read(fixture('opencode.json'))
    expect(sessions.map(({ meta }) => meta)).toEqual([
      { source: 'opencode', session: 'oc-1', project: '/home/user/shop' },
    ])
    expect(spoken(sessions[0]?.turns ?? [])).toEqual([
      'User: Count the lines.\n\n[image: a.png, image/png]',
      'bash: $ wc -l a.ts\nexit status: 0\n\n12 a.ts',
      'Assistant: Twelve.',
    ])
  })
})

describe('exports of web chats', () => {
  it('ChatGPT: follows the branch that the user sees, and honours "do not remember"', async () => {
    const { sessions, notices } = await read(fixture('chatgpt.json'))
    expect(sessions.map(({ meta, turns }) => [meta.session, spoken(turns)])).toEqual([
      [
        'cg-1',
        [
          'User: Plan a trip to Kyoto.',
          'Assistant: In April or November?',
          'User: [image]\n\nNovember.',
          'Assistant: Then book the flights early.',
        ],
      ],
      ['cg-3', ['User: One.', 'Assistant: Two.']],
    ])
    expect(sessions[0]?.turns[0]?.at).toBe('2026-11-22T16:37:14.500Z')
    expect(notices).toEqual([expect.stringContaining('do not remember')])
  })

  it('ChatGPT: reads `{conversations: […]}`, one conversation a line, and one alone', async () => {
    const conversations: unknown = JSON.parse(fixture('chatgpt.json'))
    const list = Array.isArray(conversations) ? conversations : []
    const expected = spoken((await read(fixture('chatgpt.json'))).turns)
    expect(spoken((await read(JSON.stringify({ conversations: list }))).turns)).toEqual(expected)
    expect(spoken((await read(jsonLines(...list))).turns)).toEqual(expected)
    expect(spoken((await read(JSON.stringify(list[0], null, 2))).turns)).toEqual(expected.slice(0, 4))
  })

  it('Claude.ai: follows the branch to the current leaf; attached documents are not the user’s words', async () => {
    const { sessions } = await read(fixture('claude-ai.json'))
    expect(sessions.map(({ meta, turns }) => [meta.session, spoken(turns)])).toEqual([
      [
        'ca-1',
        [
          'User: Which temple first?\n\n[file: map.pdf]',
          'Assistant: Let me look.',
          'web_search: query: temples\n\nKinkaku-ji',
          'User: Kinkaku-ji then.',
        ],
      ],
      ['ca-3', ['User: Only text.']],
    ])
  })
})
