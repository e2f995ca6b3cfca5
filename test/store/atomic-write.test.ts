import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openFolder } from '../../src/store/folder.ts'
import { createLedger } from '../../src/store/ledger.ts'
import { identify } from '../../src/store/process-identity.ts'
import { buildChild, freshFolder, startChild, startCommand } from './processes.ts'
import { versionOf, versionText } from './versions.ts'

const isRoot = process.getuid?.() === 0

/** A full disk needs a file system of a given size, which the tests may mount only in a namespace of their own. */
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt']).status === 0

let script: string
let root: string

beforeAll(async () => {
  script = await buildChild()
})

beforeEach(() => {
  root = freshFolder()
})

const temporaries = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.tmp'))
const realName = (pattern: string) => {
  const { pid, machine, birth } = identify(process.pid)
  return pattern.replace('PID', String(pid)).replace('MACHINE', machine).replace('BIRTH', birth)
}
const sweep = () => openFolder(root, { lockWaitMs: 0 }).withLock(async () => undefined)

describe('a write that is killed', () => {
  it('leaves the old file or the new one, and what it left behind is swept', async () => {
    const path = 'daily/2026-11-22.md'
    let leftBehind = 0
    let version = 0
    await openFolder(root).write(path, versionText(0))
    for (let round = 0; round < 30; round += 1) {
      const child = startChild(script, ['rewrite', root, path, String(version + 1)])
      await child.said(1)
      await new Promise((resolve) => setTimeout(resolve, 12 * Math.random()))
      await child.kill()
      const said = Number(child.lines.at(-1))
      const found = versionOf(readFileSync(join(root, path), 'utf8'))
      expect(found, 'the file is whole').toBeDefined()
      expect([said, said + 1]).toContain(found)
      version = found ?? 0
      leftBehind += temporaries('daily').length
      await sweep()
      expect(temporaries('daily')).toEqual([])
    }
    expect(leftBehind, 'some kills fell into a write').toBeGreaterThan(0)
  })
})

describe('temporary files', () => {
  it('of a living process are left alone', async () => {
    const writer = startChild(script, ['writeSlowly', root, 'raw/2026-11-22-session-1.md'])
    await writer.said(1)
    expect(temporaries('raw')).toHaveLength(1)
    await sweep()
    expect(temporaries('raw')).toHaveLength(1)
    writer.process.stdin?.end()
    expect(await writer.ended).toBe(0)
    expect(readFileSync(join(root, 'raw/2026-11-22-session-1.md'), 'utf8')).toMatch(/^x{100000}the end\n$/)
  })

  it.each([
    { name: '.ROOT.md.999999999.MACHINE.00000000.0123456789ab.tmp', ageHours: 0, swept: true },
    { name: '.ROOT.md.PID.MACHINE.00000000.0123456789ab.tmp', ageHours: 0, swept: true },
    { name: '.ROOT.md.PID.MACHINE.BIRTH.0123456789ab.tmp', ageHours: 48, swept: false },
    { name: '.ROOT.md.1.00000000.00000000.0123456789ab.tmp', ageHours: 23, swept: false },
    { name: '.ROOT.md.1.00000000.00000000.0123456789ab.tmp', ageHours: 25, swept: true },
    { name: 'ROOT.md.999999999.MACHINE.00000000.0123456789ab.tmp', ageHours: 48, swept: false },
    { name: '.ROOT.md.999999999.tmp', ageHours: 48, swept: false },
    { name: '.~lock.ROOT.md#', ageHours: 48, swept: false },
  ])('$name, $ageHours h old: swept $swept', async ({ name, ageHours, swept }) => {
    const real = realName(name)
    const time = Date.now() / 1000 - ageHours * 3600
    for (const place of ['.', 'raw', '.mem/spool/deep']) {
      mkdirSync(join(root, place), { recursive: true })
      writeFileSync(join(root, place, real), 'x')
      utimesSync(join(root, place, real), time, time)
    }
    await sweep()
    for (const place of ['.', 'raw', '.mem/spool/deep']) {
      expect(readdirSync(join(root, place)).includes(real)).toBe(!swept)
    }
  })
})

describe('what waiting processes leave beside the lock', () => {
  it.each([
    { who: 'a killed one', name: 'lock.999999999.MACHINE.00000000.0123456789ab', ageHours: 0, swept: true },
    { who: 'a living one', name: 'lock.PID.MACHINE.BIRTH.0123456789ab', ageHours: 48, swept: false },
    { who: 'one elsewhere', name: 'lock.1.00000000.00000000.0123456789ab', ageHours: 23, swept: false },
    { who: 'one elsewhere, long ago', name: 'lock.1.00000000.00000000.0123456789ab', ageHours: 25, swept: true },
  ])('is swept for $who: $swept', async ({ name, ageHours, swept }) => {
    const candidate = join(root, '.mem', realName(name))
    mkdirSync(candidate, { recursive: true })
    writeFileSync(join(candidate, 'x'), '')
    const time = Date.now() / 1000 - ageHours * 3600
    utimesSync(candidate, time, time)
    await sweep()
    expect(readdirSync(join(root, '.mem')).length).toBe(swept ? 0 : 1)
  })
})

describe('a system that refuses', () => {
  it('is explained in two lines where the folder is not ours', async () => {
    const place = join(root, 'closed')
    mkdirSync(place)
    writeFileSync(join(place, 'ROOT.md'), 'old')
    for (const path of [root, place]) chmodSync(path, 0o555)
    const child = startChild(script, ['writeUnprivileged', place, 'ROOT.md', '10'])
    expect(await child.ended).toBe(0)
    for (const path of [root, place]) chmodSync(path, 0o755)
    expect(child.lines).toEqual([
      'config',
      `Cannot write ${join(place, 'ROOT.md')}: permission denied.`,
      'Check who owns the memory folder and its permissions.',
    ])
    expect(readdirSync(place)).toEqual(['ROOT.md'])
  })

  it('midway through a write leaves the old file and no temporary one', async () => {
    writeFileSync(join(root, 'ROOT.md'), 'old')
    const limited = `trap '' XFSZ; ulimit -f 16; exec '${process.execPath}' '${script}' write '${root}' ROOT.md 100000`
    const child = startCommand('sh', ['-c', limited])
    expect(await child.ended).toBe(0)
    expect(child.lines.slice(0, 2)).toEqual([
      'config',
      `Cannot write ${join(root, 'ROOT.md')}: the file is too large for this disk.`,
    ])
    expect(readFileSync(join(root, 'ROOT.md'), 'utf8')).toBe('old')
    expect(readdirSync(root)).toEqual(['ROOT.md'])
  })

  it.runIf(canMount)('because the disk is full: the old file stays, and writing goes on when there is room', () => {
    const run = `'${process.execPath}' '${script}' write '${root}' ROOT.md`
    const steps = [
      `mount -t tmpfs -o size=64k tmpfs '${root}'`,
      `${run} 1000`,
      `${run} 500000`,
      `wc -c < '${root}/ROOT.md'`,
      `ls -A '${root}'`,
      `${run} 2000`,
    ]
    const output = execFileSync('unshare', ['-rm', 'sh', '-ec', steps.join('; ')], { encoding: 'utf8' })
    expect(output.trim().split('\n')).toEqual([
      'written',
      'config',
      `Cannot write ${join(root, 'ROOT.md')}: the disk is full.`,
      'Free some space and run the command again: nothing was lost.',
      '1000',
      'ROOT.md',
      'written',
    ])
  })
})

describe.runIf(isRoot)('root at work in the folder of a user', () => {
  const USER = { uid: 65534, gid: 65534 }

  it('leaves the user the owner of all that it makes and rewrites', async () => {
    chownSync(root, USER.uid, USER.gid)
    const folder = openFolder(root)
    await folder.withLock(async () => {
      const [holder = ''] = readdirSync(join(root, '.mem/lock'))
      for (const path of ['.mem/lock', `.mem/lock/${holder}`]) expect(statSync(join(root, path))).toMatchObject(USER)
    })
    await folder.write('daily/2026-11-22.md', 'new')
    await folder.write('.mem/spool/deep/a.md', 'new')
    await folder.write('ROOT.md', 'old')
    await folder.write('ROOT.md', 'new')
    await createLedger(root).record({
      at: '2026-11-22T10:00:00Z',
      purpose: 'chat',
      model: 'a/b',
      usage: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 },
      costUsd: 0,
    })
    const made = readdirSync(root, { recursive: true, encoding: 'utf8' })
    expect(made.sort()).toEqual(
      ['.mem', '.mem/ledger.jsonl', '.mem/spool', '.mem/spool/deep', '.mem/spool/deep/a.md'].concat(
        'ROOT.md',
        'daily',
        'daily/2026-11-22.md',
      ),
    )
    for (const path of made) expect(statSync(join(root, path)), path).toMatchObject(USER)
  })

  it('keeps the owner that a file has', async () => {
    writeFileSync(join(root, 'ROOT.md'), 'old')
    chownSync(join(root, 'ROOT.md'), 1234, 1235)
    await openFolder(root).write('ROOT.md', 'new')
    expect(statSync(join(root, 'ROOT.md'))).toMatchObject({ uid: 1234, gid: 1235 })
  })
})
