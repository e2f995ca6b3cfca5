/** What a first-time user meets: the welcome, the help texts, and what a mistake says. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshMemory, type TestMemory } from '../helpers/memory.ts'
import { runMem } from '../helpers/run-mem.ts'

let memory: TestMemory
beforeAll(async () => {
  memory = await freshMemory()
})
afterAll(() => memory.dispose())

const COMMANDS = ['init', 'capture', 'compact', 'recall', 'chat', 'status', 'index']

describe('mem alone', () => {
  it('prints the lines that a first user needs', async () => {
    expect(await runMem([])).toMatchInlineSnapshot(`
      {
        "status": 0,
        "stderr": "",
        "stdout": "mem keeps what matters from your conversations, in plain Markdown that you own.

        mem init                      make your memory folder (in ~/memory)
        mem capture session.jsonl     keep a transcript (Claude Code, ChatGPT, text, …)
        mem recall "what did we say"  find the right memory
        mem chat                      talk with all of it in mind
        mem compact                   condense days into weeks, months and ROOT.md

      No key, no account and no server needed. \`mem <command> --help\` shows examples.
      ",
      }
    `)
  })

  it('prints its version', async () => {
    for (const flag of ['--version', '-V']) {
      expect((await runMem([flag])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    }
  })
})

describe('help', () => {
  it.each(COMMANDS)('of %s fits a terminal of 80 columns and ends with examples', async (command) => {
    const { stdout, stderr, status } = await runMem([command, '--help'])
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const [text, examples] = stdout.split('\nExamples:\n')
    expect((command === 'chat' ? text : stdout)?.split('\n').filter((line) => [...line].length > 80)).toEqual([])
    expect(examples).toMatch(new RegExp(`^  \\$ .*mem ${command}`))
  })

  it.each(COMMANDS)('of %s is the same by `mem help`', async (command) => {
    expect(await runMem(['help', command])).toEqual(await runMem([command, '--help']))
  })

  it('lists every command in a line', async () => {
    const { stdout, status } = await runMem(['--help'])
    expect(status).toBe(0)
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} +\\S`, 'm'))
    expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([])
  })

  it('is as wide as a narrow terminal', async () => {
    const { stdout } = await runMem(['recall', '--help'], { columns: 60 })
    const untilExamples = stdout.slice(0, stdout.indexOf('Examples:'))
    expect(untilExamples.split('\n').filter((line) => line.length > 60)).toEqual([])
  })
})

describe('wrong usage', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['remember'], /Unknown command 'remember'/],
    ['a mistyped command', ['recal', 'x'], /Unknown command 'recal'.*recall/],
    ['help for an unknown command', ['help', 'nope'], /no such command/],
    ['an unknown option', ['recall', '--nope', 'x'], /Unknown option '--nope'/],
    ['a mistyped option', ['recall', '--sinc', '2026-11-01', 'x'], /--sinc'.*--since/],
    ['an option before its command', ['--quiet', 'status'], /Unknown option '--quiet'.*\n.*Options follow/],
    ['an option without its value', ['recall', '--since'], /--since <day>' argument missing/],
    ['one argument too many', ['init', 'a', 'b'], /too many arguments/i],
    ['an argument for a command without any', ['status', 'x'], /too many arguments/i],
    ['neither question nor batch', ['recall'], /either a question or --batch/],
    ['both question and batch', ['recall', 'x', '--batch', 'f'], /either a question or --batch/],
    ['a blank question', ['recall', '  '], /either a question or --batch/],
    ['hits that are no number', ['recall', '-k', 'many', 'x'], /-k: must be a number of hits/],
    ['no hits at all', ['recall', '-k', '0', 'x'], /-k: must be a number of hits/],
    ['half a hit', ['recall', '-k', '1.5', 'x'], /-k: must be a number of hits/],
    ['a budget below zero', ['recall', '--budget', '-5', 'x'], /--budget: must be a number of tokens/],
    ['a day that does not exist', ['recall', '--since', '2026-02-30', 'x'], /--since: "2026-02-30" is not a date/],
    ['a date in another order', ['recall', '--until', '22.11.2026', 'x'], /--until: "22\.11\.2026" is not a date/],
    ['a time that does not exist', ['recall', '--as-of', '2026-11-22T25:00:00Z', 'x'], /--as-of: .* is not a date/],
    ['an unknown level', ['recall', '--level', 'yearly', 'x'], /--level: must be one of raw, daily/],
    ['an unknown format', ['recall', '--format', 'xml', 'x'], /--format: must be one of text, json, prompt/],
    ['a batch in another format', ['recall', '--batch', '-', '--format', 'text'], /--batch prints JSON lines/],
    ['an unknown preset', ['recall', '--preset', 'best', 'x'], /--preset: must be one of/],
    ['an unknown level to compact', ['compact', '--level', 'yearly'], /--level: must be one of daily, weekly/],
    ['raw as a level to compact', ['compact', '--level', 'raw'], /--level: must be one of daily, weekly/],
    ['no day to compact', ['compact', '--date', '2026-13-01'], /--date: "2026-13-01" is not a date/],
    [
      'a day of capture that does not exist',
      ['capture', '--date', '2026-02-30', 'x.txt'],
      /"2026-02-30" is not a date/,
    ],
    ['an unknown transcript format', ['capture', '--format', 'word', 'x.txt'], /--format: must be one of auto/],
    ['an empty session id', ['capture', '--session', ' ', 'x.txt'], /--session: give the id/],
    ['one session id for many files', ['capture', '--session', 's', 'a', 'b'], /--session names one session/],
    ['an unknown provider', ['compact', '--provider', 'acme'], /--provider: must be one of/],
    ['nothing to capture', ['capture'], /no transcript to read/],
  ])('%s: status 2, two lines, nothing on stdout', async (_, args, message) => {
    const { stdout, stderr, status } = await memory.mem(args)
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^mem: \S.*\n {5}\S.*\n$/)
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
  })

  it('two formats at once are one too many', async () => {
    const { stderr, status } = await memory.mem(['recall', '--json', '--format', 'prompt', 'x'])
    expect(status).toBe(2)
    expect(JSON.parse(stderr).error.message).toBe('--json and --format prompt exclude each other.')
  })

  it('is JSON where JSON was asked for', async () => {
    for (const flags of [['--json'], ['--format', 'json'], ['--format=json']]) {
      const { stdout, stderr, status } = await memory.mem(['recall', '-k', 'many', 'x', ...flags])
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
      expect(JSON.parse(stderr)).toEqual({
        error: { code: 'usage', message: '-k: must be a number of hits.', hint: 'See `mem recall --help`.' },
      })
    }
  })
})

describe('without a memory folder', () => {
  it.each<[string, string[]]>([
    ['capture', ['capture', 'x.txt']],
    ['compact', ['compact']],
    ['recall', ['recall', 'x']],
    ['status', ['status']],
    ['index', ['index']],
  ])('%s says how to make one and makes none', async (_, args) => {
    const dir = join(memory.place, 'nowhere')
    const { stdout, stderr, status } = await runMem([...args, '--dir', dir])
    expect({ stdout, status }).toEqual({ stdout: '', status: 3 })
    expect(stderr).toBe(
      `mem: There is no memory folder at ${dir}.\n     Run \`mem init ${dir}\` to make one, or name another with --dir.\n`,
    )
  })

  it('a folder that holds something else is not taken for one', async () => {
    const dir = join(memory.place, 'photos')
    await mkdir(dir)
    expect((await runMem(['status', '--dir', dir])).stderr).toContain('is not a memory folder')
  })

  it('a file is not taken for one', async () => {
    const dir = join(memory.place, 'a-file')
    await writeFile(dir, 'x')
    expect((await runMem(['status', '--dir', dir])).status).toBe(3)
    const { stderr, status } = await runMem(['init', dir])
    expect(stderr).toMatch(/^mem: \S.*\n {5}\S.*\n$/)
    expect(status).toBe(3)
  })
})

describe('a wrong configuration', () => {
  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /config\.json is not valid JSON/],
    ['an unknown key', '{"colour": "red"}', /config\.json: .*colour/],
    ['a wrong value', '{"budgets": {"rootTokens": "many"}}', /`budgets\.rootTokens` in .*config\.json/],
  ])('%s: status 3 and the place', async (_, text, message) => {
    const broken = await freshMemory()
    await writeFile(join(broken.dir, 'config.json'), text)
    const { stdout, stderr, status } = await broken.mem(['status'])
    expect({ stdout, status }).toEqual({ stdout: '', status: 3 })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^mem: \S.*\n {5}\S.*\n$/)
    await broken.dispose()
  })

  it('an unknown time zone is named', async () => {
    const { stderr, status } = await memory.mem(['status'], { env: { MEM_TIME_ZONE: 'Mars/Base' } })
    expect(status).toBe(3)
    expect(stderr).toContain('MEM_TIME_ZONE is set to "Mars/Base"')
  })
})

describe('mem init', () => {
  it('makes the folder, says what comes next, and changes nothing the second time', async () => {
    const home = memory.place
    const dir = join(home, 'new folder')
    const first = await runMem(['init', dir])
    expect(first).toEqual({
      status: 0,
      stdout: `${dir}\n`,
      stderr: `Made README.md, ROOT.md, config.json, .gitignore.\nNext: export MEM_DIR='${dir}', then mem capture <transcript>\n`,
    })
    await writeFile(join(dir, 'ROOT.md'), 'mine\n')
    const second = await runMem(['init', dir, '--json'])
    expect(JSON.parse(second.stdout)).toEqual({
      dir,
      created: [],
      kept: ['README.md', 'ROOT.md', 'config.json', '.gitignore'],
    })
  })

  it('needs no MEM_DIR for ./memory', async () => {
    const { stderr } = await runMem(['init', './memory'], { cwd: memory.place })
    expect(stderr).toContain('Next: mem capture <transcript>')
  })
})
