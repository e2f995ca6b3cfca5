/** Plain text: dialogues by their labels, everything else as a note. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read, spoken } from './harness.ts'

const DIALOGUES: readonly [name: string, text: string, turns: readonly string[]][] = [
  ['labels', 'User: Hello\nAssistant: Hi.\n', ['User: Hello', 'Assistant: Hi.']],
  [
    'bold labels',
    '**User:** Hello\n\n**Assistant:** Hi.\nHow are you?\n',
    ['User: Hello', 'Assistant: Hi.\nHow are you?'],
  ],
  ['bold labels, colon outside', '**User**: Hello\n**Assistant**: Hi.', ['User: Hello', 'Assistant: Hi.']],
  ['headings', '## Human\n\nHello\n\n## Assistant\n\nHi.\n', ['Human: Hello', 'Assistant: Hi.']],
  ['copied from ChatGPT', '##### You said:\nHello\n\n##### ChatGPT said:\nHi.', ['You: Hello', 'ChatGPT: Hi.']],
  ['Anthropic’s old prompt', '\n\nHuman: Hello\n\nAssistant: Hi.', ['Human: Hello', 'Assistant: Hi.']],
  ['labels on their own lines', 'User:\nHello\nthere\n\nAssistant:\nHi.', ['User: Hello\nthere', 'Assistant: Hi.']],
  [
    'an export of Cursor',
    '# Plan\n\n---\n\n**User**\n\nPlease split it.\n\n---\n\n**Cursor**\n\nDone.',
    ['Note: # Plan\n\n---', 'User: Please split it.\n\n---', 'Cursor: Done.'],
  ],
  ['CRLF', 'User: Hello\r\nAssistant: Hi.\r\n', ['User: Hello', 'Assistant: Hi.']],
  [
    'names that recur',
    'Caroline: I got the job!\nMelanie: Wow, congratulations!\nCaroline: Thanks a lot, Mel.',
    ['Caroline: I got the job!', 'Melanie: Wow, congratulations!', 'Caroline: Thanks a lot, Mel.'],
  ],
  [
    'full names',
    'Dr. Ana Ruiz: How are you feeling today?\nTom O’Neil: Much better, thanks.\nDr. Ana Ruiz: Good to hear.',
    ['Dr. Ana Ruiz: How are you feeling today?', 'Tom O’Neil: Much better, thanks.', 'Dr. Ana Ruiz: Good to hear.'],
  ],
  [
    'Japanese names',
    '花子: おはようございます。\n太郎: おはよう。\n花子: 今日は暑いですね。',
    ['花子: おはようございます。', '太郎: おはよう。', '花子: 今日は暑いですね。'],
  ],
  [
    'times',
    '[2026-11-22 10:00] Caroline: Hello there.\n[2026-11-22 10:01] Mel: Hi you.',
    ['Caroline: Hello there.', 'Mel: Hi you.'],
  ],
  [
    'two people, one line each',
    'Ana: We moved the stand-up to 10.\nBen: Fine, I will tell the team.\n',
    ['Ana: We moved the stand-up to 10.', 'Ben: Fine, I will tell the team.'],
  ],
  [
    'two people who say no word to each other',
    'Ana: The invoices move to Postgres.\n\nBen: Good idea, but not in May.',
    ['Ana: The invoices move to Postgres.', 'Ben: Good idea, but not in May.'],
  ],
  [
    'Chinese names, one line each',
    '王: 我们把会议改到十点。\n李: 好的，我通知大家。',
    ['王: 我们把会议改到十点。', '李: 好的，我通知大家。'],
  ],
  [
    'names on their own lines',
    'Ana:\nWe moved it.\n\nBen:\nFine.\n\nAna:\nSee you.\n\nBen:\nBye.',
    ['Ana: We moved it.', 'Ben: Fine.', 'Ana: See you.', 'Ben: Bye.'],
  ],
  [
    'an export of WhatsApp',
    '22/11/2026, 10:00 - Messages are end-to-end encrypted.\n22/11/2026, 10:01 - Ana: moved it\n22/11/2026, 10:02 - +49 170 1234567: ok\nand more',
    ['Note: 22/11/2026, 10:00 - Messages are end-to-end encrypted.', 'Ana: moved it', '+49 170 1234567: ok\nand more'],
  ],
  [
    'a preamble',
    'Call of Monday\n\nUser: Hello\nAssistant: Hi.',
    ['Note: Call of Monday', 'User: Hello', 'Assistant: Hi.'],
  ],
  [
    'code in a turn',
    'User: Look:\n```yaml\nAssistant: not me\nUser: nor me\n```\nok?\nAssistant: Fine.',
    ['User: Look:\n```yaml\nAssistant: not me\nUser: nor me\n```\nok?', 'Assistant: Fine.'],
  ],
  [
    'other labels inside a turn',
    'User: What is this?\nNote: it is old.\nhttp://example.org\nAssistant: A note.',
    ['User: What is this?\nNote: it is old.\nhttp://example.org', 'Assistant: A note.'],
  ],
]

const NOTES: readonly [name: string, text: string][] = [
  ['prose', 'We moved the invoices to Postgres today.\n\nIt took two hours.'],
  ['a letter', 'Dear Bob: thanks.\n\nRegards: Ann'],
  ['one label', 'User: Hello\nUser: Are you there?'],
  ['labels in a fence', 'A script:\n```\nUser: Hello\nAssistant: Hi.\n```'],
  ['a log', 'INFO: started\nERROR: no such file\nINFO: stopped now for good'],
  ['a log with times', '[2026-11-22 10:00:01] INFO: started\n[2026-11-22 10:00:02] ERROR: it failed badly'],
  ['pros and cons', 'Pros: it is cheap and fast.\nCons: it is not pretty.\nPros: it is here already.'],
  ['a form', 'Name: Bob\nEmail: bob@example.org\nPhone: 555-0123\nName: Ann\nEmail: ann@example.org\nPhone: 555-0124'],
  ['a server’s data', 'User: admin\nSystem: Ubuntu\nHost: example.org'],
  ['tasks', 'TODO: write the tests.\nFIXME: handle the error.\nTODO: write the docs too.'],
  ['YAML', 'services:\n  web:\n    image: nginx\nvolumes:\n  data: {}'],
  ['two sentences with colons', 'Postgres: it is a fine database.\nRedis: it is a fine cache.'],
  ['two facts with colons', 'Berlin: 3 degrees and rain\nMunich: 5 degrees and sun'],
  ['note and to-do', 'Note: I should buy milk.\nTodo: call you on Monday.'],
  ['a letter to two', 'Dear Ana: We moved it.\nRegards: Ben'],
  ['a heading each', '# Summary\nText.\n\n# Decisions\nMore.\n\n# Summary\nAgain.'],
  ['a word and a link', 'See: http://example.org and so on\nThen: read it\nSee: the end of it'],
]

describe('plain text', () => {
  it.each(DIALOGUES)('dialogue: %s', async (_, text, turns) => {
    const { sessions } = await read(text)
    expect(sessions.map(({ meta }) => meta)).toEqual([{ source: 'text' }])
    expect(spoken(sessions[0]?.turns ?? [])).toEqual(turns)
    for (const pieceBytes of [1, 5]) expect(spoken((await read(text, { pieceBytes })).turns)).toEqual(turns)
  })

  it.each(NOTES)('note: %s', async (_, text) => {
    const { sessions } = await read(text)
    expect(sessions).toEqual([{ meta: { source: 'note' }, turns: [{ speaker: 'Note', role: 'user', text }] }])
  })

  it('gives roles to known labels', async () => {
    const { turns } = await read('System: Be kind.\nUser: Hello\nClaude: Hi.')
    expect(turns.map(({ role }) => role)).toEqual(['system', 'user', 'assistant'])
  })

  it('reads the times of labels in the given zone', async () => {
    const text =
      '[2026-11-22 10:00] Caroline: Hello there.\n(2026-07-22T10:00:30Z) Mel: Hi you.\n10:05 Caroline: Only a time of day.'
    expect((await read(text, { timeZone: 'Europe/Vienna' })).turns.map(({ at }) => at)).toEqual([
      '2026-11-22T09:00:00.000Z',
      '2026-07-22T10:00:30.000Z',
      undefined,
    ])
    const [turn] = (
      await read('[2026-07-01 00:30] Ann: One two three.\n[2026-07-01 00:31] Ben: One two three.', {
        timeZone: 'America/New_York',
      })
    ).turns
    expect(turn?.at).toBe('2026-07-01T04:30:00.000Z')
  })

  it('reads the times of exported chats in the order of their country', async () => {
    const times = async (text: string) => (await read(text)).turns.map(({ at }) => at)
    expect(await times('[13.11.26, 10:00:12] Ana: moved it\n[02.12.26, 23:01:11] Ben: ok')).toEqual([
      '2026-11-13T10:00:12.000Z',
      '2026-12-02T23:01:11.000Z',
    ])
    expect(await times('\u200e[11/13/26, 9:05:12 PM] Ana: moved it\n[12/2/26, 12:01:11\u202fAM] Ben: ok')).toEqual([
      '2026-11-13T21:05:12.000Z',
      '2026-12-02T00:01:11.000Z',
    ])
    expect(await times('1/2/2026, 9:05 - Ana: moved it\n1/2/2026, 9:06 - Ben: ok')).toEqual([
      '2026-02-01T09:05:00.000Z',
      '2026-02-01T09:06:00.000Z',
    ])
  })

  it('reads what the user calls a dialogue as one', async () => {
    const text = 'ana: we moved it\nben: ok\nNote: it is old'
    expect(spoken((await read(text)).turns)).toEqual([`Note: ${text}`])
    expect(spoken((await read(text, { format: 'text' })).turns)).toEqual([
      'ana: we moved it',
      'ben: ok\nNote: it is old',
    ])
    expect(spoken((await read('Note: a b\nTodo: c d', { format: 'text' })).turns)).toEqual(['Note: a b', 'Todo: c d'])
    expect(spoken((await read('Nobody.', { format: 'text' })).turns)).toEqual(['Note: Nobody.'])
  })

  it.each([
    ['Ana: We moved it.\nBen: Fine.', 'auto', 'Read as a dialogue of Ana, Ben. If it is none, use --format note.'],
    ['We moved it.', 'auto', 'Read as one note. For a dialogue, begin lines with "Name:" and use --format text.'],
    ['ana: a\nben: b', 'text', 'Read as a dialogue of ana, ben.'],
    ['We moved it.', 'text', 'No line begins with a name and a colon: read as one note.'],
  ] as const)('says how it reads a text: %j as %s', async (text, format, notice) => {
    expect((await read(text, { format })).notices).toEqual([notice])
  })

  it('keeps a dialogue whole where the user says that it is a note', async () => {
    const text = 'User: Hello\nAssistant: Hi.'
    expect((await read(text, { format: 'note' })).turns).toEqual([{ speaker: 'Note', role: 'user', text }])
  })

  it('reads JSON as a note where the user says so', async () => {
    expect((await read('{"a":1}\n', { format: 'note' })).turns[0]?.text).toBe('{"a":1}')
  })

  const prose = fc.array(
    fc.oneof(
      fc.lorem({ maxCount: 40, mode: 'sentences' }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('\n', '\n\n', '\r\n', '---\n', '> ', '😀'.repeat(9000), 'x'.repeat(20_000)),
    ),
    { maxLength: 60 },
  )

  it('cuts a long note into turns that join to the note', async () => {
    await fc.assert(
      fc.asyncProperty(prose, fc.integer({ min: 1, max: 5000 }), async (parts, pieceBytes) => {
        const text = parts
          .join('')
          .replaceAll('\0', '')
          .replace(/^\uFEFF+/, '')
          .toWellFormed()
        fc.pre(text.trim() !== '')
        const { turns } = await read(text, { format: 'note', pieceBytes })
        expect(turns.map((turn) => turn.text).join('')).toBe(text.replace(/\r?\n$/, ''))
        for (const turn of turns) expect(turn.text.length).toBeLessThanOrEqual(16_000)
      }),
      { numRuns: 60 },
    )
  })

  it('loses no word of a text, whatever it takes it for', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'User: hello',
        'Assistant: hi',
        '```',
        'Caroline: yes please do',
        '',
        '## Human\nhowdy',
        'Note: x',
        '**Claude:** ok',
      ),
      fc.lorem({ maxCount: 5 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        fc.pre(lines.join('').trim() !== '' && lines.some((text) => /^\w+$|: \w|ok/.test(text)))
        const { turns } = await read(`start\n${lines.join('\n')}`)
        const words = (text: string) => text.split(/[^A-Za-z]+/).filter((word) => word !== '')
        const kept = turns.flatMap(({ speaker, text }) => words(speaker === 'Note' ? text : `${speaker} ${text}`))
        for (const word of words(lines.join('\n'))) expect(kept).toContain(word)
      }),
    )
  })
})
