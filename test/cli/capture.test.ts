/** `mem capture` as it is typed: what it reads, what it says, what it leaves behind. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DIALOGUE, filesOf, freshMemory, type TestMemory } from '../helpers/memory.ts'

let memory: TestMemory
beforeEach(async () => {
  memory = await freshMemory()
})
afterEach(() => memory.dispose())

const put = (name: string, content: string | Uint8Array) => writeFile(join(memory.place, name), content)
const raw = (name: string) => readFile(join(memory.dir, 'raw', name), 'utf8')
/** Paths of everything but what `mem init` made. */
const made = async () => Object.keys(await filesOf(memory.dir)).filter((name) => /^(raw|daily|weekly|\.mem)/.test(name))

describe('one transcript', () => {
  it('says where it is kept and how many memories its day holds', async () => {
    await put('session.json', DIALOGUE)
    const { stdout, stderr, status } = await memory.mem(['capture', 'session.json'])
    expect({ stdout, status }).toEqual({ stdout: 'raw/2026-11-20-session-1.md  3 turns\n', status: 0 })
    expect(stderr).toMatch(/^daily\/2026-11-20\.md now holds \d+ memor(y|ies)\n$/)
  })

  it.each<[string, string[]]>([
    ['without a file', []],
    ['with -', ['-']],
  ])('from a pipe, %s', async (_, args) => {
    const { stdout, status } = await memory.mem(['capture', ...args], { input: DIALOGUE })
    expect({ stdout, status }).toEqual({ stdout: 'raw/2026-11-20-session-1.md  3 turns\n', status: 0 })
  })

  it('with --json is one line of JSON', async () => {
    const { stdout, stderr, status } = await memory.mem(['capture', '--json', '--session', 'abc'], { input: DIALOGUE })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toMatch(/^\{.*\}\n$/)
    const report = JSON.parse(stdout)
    expect(report).toEqual({
      sessions: [
        {
          path: 'raw/2026-11-20-session-1.md',
          files: 1,
          session: 'abc',
          source: 'messages',
          turns: 3,
          added: 3,
          days: ['2026-11-20'],
        },
      ],
      memories: expect.any(Number),
      written: ['daily/2026-11-20.md', 'ROOT.md'],
      redacted: [],
      failed: [],
      silent: [],
    })
    expect(report.memories).toBeGreaterThan(0)
  })

  it('with --quiet says nothing but the result', async () => {
    const { stdout, stderr } = await memory.mem(['capture', '-q'], { input: DIALOGUE })
    expect({ stdout, stderr }).toEqual({ stdout: 'raw/2026-11-20-session-1.md  3 turns\n', stderr: '' })
  })

  it('without anything to remember is kept all the same', async () => {
    const { stdout, stderr, status } = await memory.mem(['capture'], { input: 'User: ok\nClaude: Thanks!' })
    expect({ stdout, stderr, status }).toEqual({
      stdout: 'raw/2026-11-22-session-1.md  2 turns\n',
      stderr:
        'mem: standard input: Read as a dialogue of User, Claude. If it is none, use --format note.\n' +
        'No memory stands out; the whole text is kept, and `mem recall` finds it.\n',
      status: 0,
    })
    expect(await raw('2026-11-22-session-1.md')).toContain('> Thanks!')
  })
})

describe('the same session again', () => {
  it('adds nothing and changes no byte', async () => {
    await memory.mem(['capture', '--session', 's'], { input: DIALOGUE })
    const before = await filesOf(memory.dir)
    const { stdout, stderr, status } = await memory.mem(['capture', '--session', 's'], { input: DIALOGUE })
    expect({ stdout, stderr, status }).toEqual({
      stdout: 'raw/2026-11-20-session-1.md  3 turns, nothing new\n',
      stderr: '',
      status: 0,
    })
    expect(await filesOf(memory.dir)).toEqual(before)
  })

  it('is recognised without an id', async () => {
    await memory.mem(['capture'], { input: DIALOGUE })
    const before = await filesOf(memory.dir)
    await memory.mem(['capture'], { input: DIALOGUE })
    expect(await filesOf(memory.dir)).toEqual(before)
  })

  it('adds what was said since', async () => {
    await memory.mem(['capture', '--session', 's'], { input: DIALOGUE })
    const longer = [
      ...JSON.parse(DIALOGUE),
      { role: 'user', content: 'One more thing.', timestamp: '2026-11-20T09:05:00Z' },
    ]
    const { stdout } = await memory.mem(['capture', '--session', 's'], { input: JSON.stringify(longer) })
    expect(stdout).toBe('raw/2026-11-20-session-1.md  4 turns, 1 new\n')
  })
})

describe('options', () => {
  it('--date dates the turns that have no time', async () => {
    const { stdout } = await memory.mem(['capture', '--date', '2026-11-05'], {
      input: 'User: Hello.\nClaude: Hi there.',
    })
    expect(stdout).toBe('raw/2026-11-05-session-1.md  2 turns\n')
  })

  it('--date takes an ISO time', async () => {
    await memory.mem(['capture', '--date', '2026-11-05T23:30:00+01:00'], { input: 'A note.' })
    expect(await raw('2026-11-05-session-1.md')).toContain('started: "2026-11-05T22:30:00.000Z"')
  })

  it('--date moves no turn that has a time', async () => {
    const { stdout } = await memory.mem(['capture', '--date', '2026-11-05'], { input: DIALOGUE })
    expect(stdout).toContain('raw/2026-11-20-session-1.md')
  })

  it('--project is kept', async () => {
    await memory.mem(['capture', '--project', 'garden'], { input: 'A note.' })
    expect(await raw('2026-11-22-session-1.md')).toMatch(/^project: "?garden"?$/m)
  })

  it('--no-redact keeps a secret, and only then', async () => {
    const secret = 'AKIAIOSFODNN7EXAMPLE'
    const first = await memory.mem(['capture', '--session', 'a'], { input: `The key is ${secret}` })
    expect(first.stderr).toMatch(/^redacted: 1 × \S+$/m)
    expect(await raw('2026-11-22-session-1.md')).not.toContain(secret)
    await memory.mem(['capture', '--no-redact', '--session', 'b'], { input: `The key is ${secret}` })
    expect(await raw('2026-11-22-session-2.md')).toContain(secret)
  })

  it('ids that are secrets are redacted, and stay different', async () => {
    const key = (end: string) => `AKIAIOSFODNN7EXAM${end}`
    const said = (content: string, id: string) => ({ role: 'user', content, id })
    const talk = [said('Yes.', key('AAA')), said('Yes.', key('BBB'))]
    for (const end of ['CCC', 'DDD', 'CCC']) {
      await memory.mem(['capture', '--session', key(end)], { input: JSON.stringify(talk) })
    }
    expect(await made()).toEqual(expect.arrayContaining(['raw/2026-11-22-session-2.md']))
    expect(await made()).not.toContain('raw/2026-11-22-session-3.md')
    for (const name of ['2026-11-22-session-1.md', '2026-11-22-session-2.md']) {
      expect(await raw(name)).toMatch(/^turns: 2$/m)
      expect(await raw(name)).not.toContain('AKIA')
    }
  })

  it('--format note keeps a dialogue whole', async () => {
    const { stdout } = await memory.mem(['capture', '--format', 'note'], { input: 'User: Hello.\nClaude: Hi there.' })
    expect(stdout).toContain('1 turn\n')
  })

  it('--session refuses a file of several sessions before anything is written', async () => {
    const line = (sessionId: string, uuid: string) =>
      JSON.stringify({
        type: 'user',
        uuid,
        sessionId,
        timestamp: '2026-11-20T09:00:00Z',
        message: { role: 'user', content: `Hello from ${sessionId}` },
      })
    await put('two.jsonl', `${line('one', 'u1')}\n${line('two', 'u2')}\n`)
    const { stdout, stderr, status } = await memory.mem(['capture', '--session', 'mine', 'two.jsonl'])
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
    expect(stderr).toBe('mem: two.jsonl holds several sessions, but --session names one.\n     Leave --session out.\n')
    expect(await made()).toEqual([])
  })
})

describe('what cannot be read', () => {
  const cut = DIALOGUE.slice(0, -40)
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /The input is empty/],
    ['white space', ' \n\t\n', /The input is empty/],
    [
      'an image',
      Buffer.from('89504e470d0a1a0a0000000d49484452000001900000012c0802', 'hex'),
      /This is a PNG image, not a transcript/,
    ],
    ['half a JSON file', cut, /cut off|ends|damaged|incomplete/i],
    ['JSON of another kind', '{"name":"mem","version":"1.0.0"}', /valid JSON, but no transcript.*"name", "version"/],
    ['a list of numbers', '[1, 2, 3]', /valid JSON, but no transcript/],
    ['a list without messages', '[]', /0 messages found/],
    ['a conversation nobody speaks in', '[{"role":"user","content":""}]', /0 messages found/],
  ])('%s: status 2, two lines, nothing written', async (_, content, message) => {
    await put('odd', content)
    for (const json of [[], ['--json']]) {
      const { stdout, stderr, status } = await memory.mem(['capture', 'odd', ...json])
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
      if (json.length > 0) expect(JSON.parse(stderr).error).toMatchObject({ code: 'input' })
      else {
        expect(stderr).toMatch(message)
        expect(stderr).toMatch(/^mem: \S.*\n {5}\S.*\n$/)
      }
    }
    expect(await made()).toEqual([])
  })

  it('a missing file and a folder are named', async () => {
    await mkdir(join(memory.place, 'folder'))
    const missing = await memory.mem(['capture', 'nix.txt'])
    expect(missing.stderr).toContain(`${join(memory.place, 'nix.txt')} cannot be read: there is no such file.`)
    const folder = await memory.mem(['capture', 'folder'])
    expect(folder.stderr).toContain('it is a folder.\n     Name the files in it.\n')
    expect([missing.status, folder.status]).toEqual([2, 2])
  })
})

describe('many transcripts', () => {
  it('one broken, the others are captured and the broken one is named', async () => {
    await put('a.txt', 'User: Alpha.\nClaude: Beta.')
    await put('broken.json', '[{"role":"user","content":"half')
    await put('empty.txt', '')
    await put('b.txt', 'User: Gamma.\nClaude: Delta.')
    const files = ['a.txt', 'broken.json', 'empty.txt', 'missing.txt', 'b.txt']
    const { stdout, stderr, status } = await memory.mem(['capture', ...files])
    expect(status).toBe(2)
    expect(stdout).toBe('raw/2026-11-22-session-1.md  2 turns\nraw/2026-11-22-session-2.md  2 turns\n')
    expect(stderr).toMatch(/^mem: broken\.json: .+$/m)
    expect(stderr).toMatch(/^mem: empty\.txt: The input is empty/m)
    expect(stderr).toMatch(/^mem: \S+missing\.txt cannot be read/m)
    expect(stderr).toMatch(/^mem: 3 of 5 transcripts could not be read\.\n {5}The others were captured\./m)
    expect(await raw('2026-11-22-session-2.md')).toContain('Delta.')
  })

  it('in which nobody speaks are left out, and are no failure', async () => {
    await put('a.txt', 'User: Alpha.\nClaude: Beta.')
    const summary = `${JSON.stringify({ type: 'summary', summary: 'x', leafUuid: 'l' })}\n`
    for (const name of ['b.jsonl', 'c.jsonl']) await put(name, summary)
    const { stdout, stderr, status } = await memory.mem(['capture', 'a.txt', 'b.jsonl', 'c.jsonl'])
    expect(status).toBe(0)
    expect(stdout).toBe('raw/2026-11-22-session-1.md  2 turns\n')
    expect(stderr).toContain('mem: left out, because nobody says anything in it: b.jsonl and 1 other\n')
    const json = await memory.mem(['capture', 'a.txt', 'b.jsonl', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ failed: [], silent: ['b.jsonl'] })
    expect(await memory.mem(['capture', 'b.jsonl', 'c.jsonl'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('mem: Nobody says anything in these 2 transcripts. 0 messages found.\n'),
    })
    expect(await memory.mem(['capture', 'b.jsonl'])).toMatchObject({ status: 2 })
  })

  it('as JSON, the broken ones are in the report', async () => {
    await put('a.txt', 'User: Alpha.\nClaude: Beta.')
    const { stdout, status } = await memory.mem(['capture', 'a.txt', 'missing.txt', '--json'])
    expect(status).toBe(2)
    const { sessions, failed } = JSON.parse(stdout)
    expect(sessions).toHaveLength(1)
    expect(failed).toEqual([{ name: 'missing.txt', code: 'input', message: expect.stringContaining('missing.txt') }])
  })
})

describe('a run that is stopped', () => {
  it('while it waits for its pipe writes nothing', async () => {
    const stop = new AbortController()
    const pipe = new Readable({ read() {} })
    pipe.push('User: I had only begun to say')
    setTimeout(() => stop.abort(), 50)
    const { stdout, stderr, status } = await memory.mem(['capture'], { stdin: pipe, signal: stop.signal })
    expect({ stdout, status }).toEqual({ stdout: '', status: 130 })
    expect(stderr).toBe(
      'mem: Stopped before anything was written.\n     Run the same command again: it goes on from there.\n',
    )
    expect(await made()).toEqual([])
  })

  it('does not take half a pipe for the whole', async () => {
    const stop = new AbortController()
    async function* words() {
      yield Buffer.from('User: I had only begun to say')
      // Ctrl-C ends the program that writes the pipe as well.
      stop.abort()
    }
    const { status } = await memory.mem(['capture'], { stdin: Readable.from(words()), signal: stop.signal })
    expect(status).toBe(130)
    expect(await made()).toEqual([])
  })
})
