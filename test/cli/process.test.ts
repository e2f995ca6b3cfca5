/** The built program as a process: pipes that break, Ctrl-C, folders it may not write. */
import { type ChildProcess, execFile } from 'node:child_process'
import { chmod, chown, readdir, readlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DIALOGUE, filesOf, freshMemory, type TestMemory } from '../helpers/memory.ts'
import { spawnMem } from '../helpers/spawn-mem.ts'

let memory: TestMemory
beforeEach(async () => {
  memory = await freshMemory()
})
afterEach(() => memory.dispose())

const run = promisify(execFile)
const PROGRAM = process.env.MEM_TEST_PROGRAM ?? ''
/** A command line of a real shell, in which `mem` is the built program. */
const shell = (line: string) =>
  run('bash', ['-c', `mem() { "${process.execPath}" "${PROGRAM}" "$@"; }; ${line}`], {
    cwd: memory.place,
    env: { PATH: process.env.PATH ?? '', HOME: memory.place, MEM_DIR: memory.dir, MEM_TIME_ZONE: 'UTC' },
  })

describe('a reader that stops early', () => {
  it('is a success, also behind a large output', async () => {
    const long = Array.from({ length: 400 }, (_, i) => `Line ${i} about the kiln and its glaze, batch ${i * 7}.`)
    await memory.mem(['capture'], { input: `User: ${long.join(' ')}\nClaude: Noted.` })
    const questions = Array.from({ length: 200 }, (_, id) => JSON.stringify({ id, query: 'kiln glaze batch' }))
    await writeFile(join(memory.place, 'q.jsonl'), questions.join('\n'))
    const { stdout, stderr } = await shell('set -o pipefail; mem recall --batch q.jsonl | head -1 | cut -c1-8; echo $?')
    expect({ stdout, stderr }).toEqual({ stdout: '{"id":0,\n0\n', stderr: '' })
  })

  it('of the talk does not stop the work', async () => {
    await writeFile(join(memory.place, 's.json'), DIALOGUE)
    const { stdout } = await shell(
      '{ mem capture s.json 2>&1 1>out; echo "status $?" >&2; } 2>status | true; cat out status',
    )
    expect(stdout).toBe('raw/2026-11-20-session-1.md  3 turns\nstatus 0\n')
  })
})

describe.runIf(process.platform === 'linux')('a full disk behind the output', () => {
  const FULL =
    'mem: Cannot write to standard output: the disk is full.\n     Free some space and run the command again: nothing was lost.\n'

  it.each(['recall stand-up', 'status', 'compact --check', 'index', 'chat stand-up -q', '', '--help'])(
    'is told in two lines: mem %s',
    async (args) => {
      await memory.mem(['capture'], { input: DIALOGUE })
      const { stdout } = await shell(`mem ${args} < /dev/null 2>&1 > /dev/full; echo "status $?"`)
      expect(stdout).toBe(`${FULL}status 3\n`)
    },
  )

  it('of the talk does not stop the work', async () => {
    await writeFile(join(memory.place, 's.json'), DIALOGUE)
    const { stdout } = await shell(
      'mem capture s.json 2> /dev/full; echo "status $?"; mem recall 2> /dev/full || echo $?',
    )
    expect(stdout).toBe('raw/2026-11-20-session-1.md  3 turns\nstatus 0\n2\n')
  })

  it('of both still gives the status', async () => {
    expect((await shell('{ mem status > /dev/full 2>&1; } || echo $?')).stdout).toBe('3\n')
    expect((await shell('{ mem --version > /dev/full 2>&1; } || echo $?')).stdout).toBe('3\n')
  })

  it('is told as JSON with --json', async () => {
    const { stdout } = await shell('mem status --json 2>&1 > /dev/full || true')
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'config',
      message: expect.stringContaining('the disk is full'),
    })
  })

  it('that takes a part is no success', async () => {
    const { stdout } = await shell('ulimit -f 1; mem recall --help > out 2>err; echo "status $?"; cat err; wc -c < out')
    expect(stdout).toMatch(/^status 3\nmem: Cannot write to standard output: the file is too large.*\n {5}.*\n1024\n$/)
  })
})

describe('Ctrl-C', () => {
  /** Some seconds of work. */
  const manyTurns = () => {
    const turn = (i: number) => ({
      role: i % 2 ? 'assistant' : 'user',
      content: `Turn ${i}: ${'glaze kiln clay '.repeat(20)}`,
    })
    return Array.from({ length: 60_000 }, (_, i) => JSON.stringify(turn(i))).join('\n')
  }

  const isReading = async (child: ChildProcess, file: string) => {
    while (child.exitCode === null) {
      const open = await readdir(`/proc/${child.pid}/fd`).catch(() => [])
      const targets = await Promise.all(open.map((fd) => readlink(`/proc/${child.pid}/fd/${fd}`).catch(() => '')))
      if (targets.includes(file)) return
      await wait(5)
    }
  }

  it.runIf(process.platform === 'linux')('in a long capture leaves a valid folder and status 130', async () => {
    await memory.mem(['capture', '--session', 'first'], { input: DIALOGUE })
    await memory.mem(['compact'])
    const before = await filesOf(memory.dir)
    const file = join(memory.place, 'long.jsonl')
    await writeFile(file, manyTurns())
    const { child, ended } = spawnMem(['capture', '--session', 'long', file], { dir: memory.dir })
    await isReading(child, file)
    child.kill('SIGINT')
    expect(await ended).toEqual({
      stdout: '',
      stderr: 'mem: Stopped before anything was written.\n     Run the same command again: it goes on from there.\n',
      status: 130,
      signal: null,
    })
    expect(await filesOf(memory.dir)).toEqual(before)
    expect((await memory.mem(['compact', '--check'])).status).toBe(0)
  })

  it.runIf(process.platform === 'linux')('twice stops at once', async () => {
    const file = join(memory.place, 'long.jsonl')
    await writeFile(file, manyTurns())
    const { child, ended } = spawnMem(['capture', file], { dir: memory.dir })
    await isReading(child, file)
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect((await ended).status).toBe(130)
    expect((await memory.mem(['status'])).status).toBe(0)
  })
})

describe('a folder that may not be written', () => {
  const isRoot = process.getuid?.() === 0
  const NOBODY = 65534

  /** Nobody may write there: for the superuser, who may write anywhere, the program runs as `nobody`. */
  async function lock(path: string) {
    for (const name of ['', ...(await readdir(path, { recursive: true }))]) {
      const entry = join(path, name)
      if (isRoot) await chown(entry, NOBODY, NOBODY)
      await chmod(entry, name === '' || !/\.[a-z]+$/.test(name) || name === '.mem' ? 0o500 : 0o400)
    }
  }

  /** Locks the memory; commands then run as somebody who may not write there. */
  async function readOnly() {
    await chmod(memory.place, 0o755)
    await chmod(dirname(dirname(PROGRAM)), 0o755)
    await lock(memory.dir)
    const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
    return async (args: string[]) => {
      const running = run(process.execPath, [PROGRAM, ...args], {
        ...as,
        cwd: memory.place,
        env: { HOME: memory.place, MEM_DIR: memory.dir, MEM_TIME_ZONE: 'UTC' },
      })
      running.child.stdin?.end()
      return await running.catch((error: { code: number; stdout: string; stderr: string }) => error)
    }
  }

  it.runIf(process.platform !== 'win32')('still recalls, and says why capture cannot', async () => {
    await memory.mem(['capture'], { input: DIALOGUE })
    const mem = await readOnly()
    const recalled = await mem(['recall', 'when is the stand-up', '--level', 'raw'])
    expect(recalled.stdout).toContain('stand-up is on Thursday')
    expect('code' in recalled).toBe(false)
    const note = join(memory.place, 'note.txt')
    await writeFile(note, 'A note.')
    const captured = await mem(['capture', note])
    expect(captured).toMatchObject({ code: 3, stdout: '' })
    expect(captured.stderr).toMatch(/\nmem: .*permission denied\.\n {5}\S.*\n$/)
    await chmod(memory.dir, 0o700)
  })

  it.runIf(process.platform !== 'win32')('still quotes in a chat, and says that the talk is not kept', async () => {
    await memory.mem(['capture'], { input: DIALOGUE })
    const before = await filesOf(memory.dir)
    const mem = await readOnly()
    const told = await mem(['chat', 'when is the stand-up?'])
    expect(told.stdout).toContain('stand-up is on Thursday')
    expect(told.stderr).toMatch(
      /^mem: What is said here is not kept: .*permission denied\.\n {5}\S.*\nmem: these are quotes/,
    )
    expect(told.stderr).not.toContain('is kept')
    expect('code' in told).toBe(false)
    const quiet = await mem(['chat', '--quiet', '--json', 'when is the stand-up?'])
    expect(JSON.parse(quiet.stdout)).toMatchObject({ kept: false, answer: expect.stringContaining('Thursday') })
    expect(quiet.stderr).toMatch(/^mem: What is said here is not kept: .*\n {5}\S.*\n$/)
    await chmod(memory.dir, 0o700)
    expect(await filesOf(memory.dir)).toEqual(before)
  })
})
