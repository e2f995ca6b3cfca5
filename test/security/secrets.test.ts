/** A secret that was said is nowhere in the folder, not even for a moment, and nowhere in what the program prints. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesOf, freshMemory, type TestMemory } from '../helpers/memory.ts'
import { spawnMem } from '../helpers/spawn-mem.ts'

let memory: TestMemory
beforeEach(async () => {
  memory = await freshMemory()
})
afterEach(() => memory.dispose())

const ALPHABET = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z'
let seed = 7
/** Characters that no other secret has in this order, so that every leak is found and named. */
const some = (count: number, alphabet = ALPHABET) =>
  Array.from({ length: count }, () => {
    // The high bits: the low ones of such a generator repeat.
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return alphabet[(seed >>> 12) % alphabet.length] ?? ''
  }).join('')
const upper = (count: number) => some(count, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')

/** What is said, and the part of it that must not be kept. Put together at run time, so that no scanner mistakes this file. */
const SECRETS: Record<string, { said: string; secret: string }> = Object.fromEntries(
  (
    [
      ['anthropic', `sk-ant-${'api03'}-${some(93)}AA`],
      ['openai', `sk-${'proj'}-${some(74)}T3BlbkFJ${some(74)}`],
      ['aws id', `AKIA${upper(16)}`],
      ['google', `AIza${some(35)}`],
      ['github', `ghp_${some(36)}`],
      ['github fine-grained', `github_pat_${some(22)}_${some(59)}`],
      ['gitlab', `glpat-${some(20)}`],
      ['slack', `xoxb-${'123456789012'}-${some(24)}`],
      ['stripe', `sk_live_${some(24)}`],
      ['npm', `npm_${some(36)}`],
      ['hugging face', `hf_${some(34)}`],
      ['telegram', `123456789:AA${some(33)}`],
      ['sendgrid', `SG.${some(22)}.${some(43)}`],
      ['jwt', `eyJ${some(20)}.eyJ${some(40)}.${some(43)}`],
      ['password', some(14), 'password: «»'],
      ['aws secret', some(40), 'aws_secret_access_key = «»'],
      ['environment', some(24), 'export DATABASE_PASSWORD=«»'],
      ['connection string', some(16), 'postgres://app:«»@db.example.com:5432/app'],
      ['bearer', some(40), 'curl -H "Authorization: Bearer «»" https://example.com'],
      ['url user', some(18), 'git clone https://maya:«»@example.com/repo.git'],
      ['private key', `${some(64)}\n${some(64)}`, '-----BEGIN RSA PRIVATE KEY-----\n«»\n-----END RSA PRIVATE KEY-----'],
    ] as const
  ).map(([kind, secret, around = '«»']) => [kind, { said: around.replace('«»', secret), secret }]),
)

const TRANSCRIPT = JSON.stringify(
  Object.entries(SECRETS).flatMap(([kind, { said }], i) => [
    { role: 'user', content: `We decided to use the ${kind} access from ${i + 1} December:\n${said}\nKeep it.` },
    { role: 'assistant', content: `Understood, ${kind}: \`${said}\`` },
  ]),
)

/** The secrets of which any 10 characters stand in a text, and where. */
function leaks(texts: Record<string, string>): string[] {
  const found: string[] = []
  for (const [kind, { secret }] of Object.entries(SECRETS)) {
    // The beginning may stay as a hint of the kind; the middle and the end may not.
    const pieces = secret.split('\n').flatMap((line) => [line.slice(-10), line.slice(line.length >> 1).slice(0, 10)])
    for (const [place, text] of Object.entries(texts)) {
      if (pieces.some((piece) => text.includes(piece))) found.push(`${kind} in ${place}`)
    }
  }
  return found
}

describe('secrets of every kind', () => {
  it('are in no file and in no output, after every command', async () => {
    const printed: Record<string, string> = {}
    const mem = async (args: string[], input = '') => {
      const { stdout, stderr, status } = await spawnMem(args, { dir: memory.dir, input }).ended
      printed[args.join(' ')] = stdout + stderr
      expect(status, stderr).toBe(0)
    }
    await mem(['capture'], TRANSCRIPT)
    await mem(['capture'], TRANSCRIPT)
    await mem(['compact'])
    await mem(['recall', '--json', '-k', '100', 'access password key decided'])
    await mem(['recall', '--explain', 'access password key decided'])
    await mem(['chat', 'which access did we decide on?'])
    await mem(['status', '--json'])
    await mem(['index'])
    const files = await filesOf(memory.dir)
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(
        ['raw/2026-11-22-session-1.md', '.mem/embeddings.json'].map((name) =>
          name.replace('2026-11-22', new Date().toISOString().slice(0, 10)),
        ),
      ),
    )
    expect(leaks(files)).toEqual([])
    expect(leaks(printed)).toEqual([])
    expect(printed.capture).toContain('nothing new')
    // The test can fail: what was said around them is there.
    expect(Object.entries(files).find(([name]) => name.startsWith('raw/'))?.[1]).toContain('from 3 December')
  })

  it('are in no scratch file of a long capture, nor in what a kill leaves', async () => {
    const file = join(memory.place, 'long.jsonl')
    const turn = (i: number) =>
      JSON.stringify({
        role: i % 2 ? 'assistant' : 'user',
        content: `Turn ${i}. ${Object.values(SECRETS)[i % 21]?.said} ${'clay '.repeat(1500)}`,
      })
    await writeFile(file, Array.from({ length: 1600 }, (_, i) => turn(i)).join('\n'))
    const { child, ended } = spawnMem(['capture', file], { dir: memory.dir })
    let seen = 0
    while (child.exitCode === null && seen < 3) {
      const files = await filesOf(memory.dir).catch((): Record<string, string> => ({}))
      expect(leaks(files)).toEqual([])
      if (Object.entries(files).some(([name, text]) => name.startsWith('.mem/spool/') && text.length > 0)) seen++
      await wait(20)
    }
    child.kill('SIGKILL')
    await ended
    expect(seen).toBeGreaterThan(0)
    expect(leaks(await filesOf(memory.dir))).toEqual([])
  })

  it('are redacted in --session and --project too', async () => {
    const { secret: session } = SECRETS.github ?? { secret: '' }
    const { secret: project } = SECRETS.npm ?? { secret: '' }
    const { stdout, status } = await memory.mem(['capture', '--json', '--session', session, '--project', project], {
      input: 'A note on the kiln.',
    })
    expect(status).toBe(0)
    expect(leaks({ ...(await filesOf(memory.dir)), stdout })).toEqual([])
  })

  it('are redacted in what a note for one day says, before the memory of it is made', async () => {
    await memory.mem(['capture', '--date', '2026-11-01', '--format', 'note'], {
      input: Object.values(SECRETS)
        .map(({ said }) => said)
        .join('\n\n'),
    })
    await memory.mem(['compact'])
    expect(leaks(await filesOf(memory.dir))).toEqual([])
  })
})

describe('answers to a question for a secret', () => {
  const piece = (...turns: [role: string, content: string][]) =>
    turns.map(([role, content]) => JSON.stringify({ role, content })).join('\n')
  const QUESTION: [string, string] = ['assistant', 'Sure. What is the password for the guest network?']
  const rawOf = async () =>
    Object.entries(await filesOf(memory.dir)).flatMap(([name, text]) => (name.startsWith('raw/') ? [text] : []))

  it('are in no file', async () => {
    const talk = piece(['user', 'Set up the guest network.'], QUESTION, ['user', 'Blau-Wal77'], ['assistant', 'Done.'])
    await memory.mem(['capture', '--session', 's1'], { input: talk })
    await memory.mem(['compact'])
    expect(JSON.stringify(await filesOf(memory.dir))).not.toContain('Wal77')
    const { stdout } = await memory.mem(['capture', '--session', 's1', '--json'], { input: talk })
    expect(JSON.parse(stdout)).toMatchObject({ sessions: [{ added: 0 }] })
  })

  it('are in no file where a session is captured in pieces, and stay the same turns', async () => {
    await memory.mem(['capture', '--session', 's1'], { input: piece(['user', 'Set up the network.'], QUESTION) })
    const rest = piece(['user', 'kirschbaum'], ['assistant', 'Done.'])
    await memory.mem(['capture', '--session', 's1'], { input: rest })
    await memory.mem(['capture', '--session', 's1'], { input: rest })
    const [raw = '', ...others] = await rawOf()
    expect(others).toEqual([])
    expect(raw).toContain('[redacted: password]')
    expect(raw).toContain('turns: 4')
    expect(JSON.stringify(await filesOf(memory.dir))).not.toContain('kirschbaum')
  })

  it('leave the first word of a session as it is held, whatever was asked for later', async () => {
    const start = piece(['user', 'Bluebird77'], ['assistant', 'Hello. How can I help?'])
    const talk = piece(['user', 'Bluebird77'], ['assistant', 'Hello. How can I help?'], QUESTION, [
      'user',
      'Blau-Wal77',
    ])
    await memory.mem(['capture', '--session', 's1'], { input: start })
    for (const added of [2, 0]) {
      const { stdout } = await memory.mem(['capture', '--session', 's1', '--json'], { input: talk })
      expect(JSON.parse(stdout)).toMatchObject({ sessions: [{ added, turns: 4 }] })
    }
    expect(JSON.stringify(await filesOf(memory.dir))).not.toContain('Wal77')
  })
})

describe('file modes', () => {
  it.runIf(process.platform !== 'win32')('are 0600 and 0700, whatever the umask of the caller', async () => {
    const before = process.umask(0)
    try {
      await memory.dispose()
      memory = await freshMemory()
      await memory.mem(['capture'], { input: 'User: We decided to glaze on Monday.\nClaude: Noted.' })
      await memory.mem(['compact'])
      await memory.mem(['index'])
    } finally {
      process.umask(before)
    }
    const modes: Record<string, string> = {}
    for (const entry of await readdir(memory.dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const mode = ((await stat(path)).mode & 0o777).toString(8)
      if (mode !== (entry.isDirectory() ? '700' : '600')) modes[path.slice(memory.dir.length)] = mode
    }
    expect(modes).toEqual({})
    expect(((await stat(memory.dir)).mode & 0o777).toString(8)).toBe('700')
    expect(await readFile(join(memory.dir, '.gitignore'), 'utf8')).toContain('.mem')
  })
})
