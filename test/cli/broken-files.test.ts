/** A broken file is skipped, and named wherever it matters. */
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DIALOGUE, freshMemory, type TestMemory } from '../helpers/memory.ts'

let memory: TestMemory
const file = (path: string) => join(memory.dir, path)

describe('a file that cannot be read', () => {
  const BROKEN = 'raw/2026-11-06-session-1.md'
  const said = `${BROKEN} is left out of the index: it is not UTF-8 text.`
  const WRITTEN = new Date('2026-11-06T10:00:00Z')
  beforeEach(async () => {
    memory = await freshMemory()
    await memory.mem(['capture'], { input: DIALOGUE })
    await memory.mem(['compact'])
    await memory.mem(['index'])
    await writeFile(file(BROKEN), Buffer.from([0x2d, 0xff, 0xfe]))
    await utimes(file(BROKEN), WRITTEN, WRITTEN)
  })
  afterEach(() => memory.dispose())

  it('is named by every recall, and read once', async () => {
    const first = await memory.mem(['recall', 'stand-up'])
    expect(first.stderr).toContain(`mem: ${said}\n`)
    const second = await memory.mem(['recall', 'stand-up'])
    expect(second).toEqual({ ...first, stderr: `mem: ${said}\n` })
    await writeFile(file(BROKEN), 'abc')
    await utimes(file(BROKEN), WRITTEN, WRITTEN)
    expect(await memory.mem(['recall', 'stand-up'])).toEqual(second)
    const batch = await memory.mem(['recall', '--batch', '-'], {
      input: '{"id":1,"query":"stand-up"}\n{"id":2,"query":"invoices"}\n',
    })
    expect(batch.stderr).toBe(`mem: ${said}\n`)
  })

  it('is named by index --check, before and after recall has seen it', async () => {
    const before = await memory.mem(['index', '--check'])
    expect(before.stderr).toBe(
      `mem: ${said}\nmem: The index is out of date: 1 new file.\n     Run \`mem index\` to rebuild it; \`mem recall\` mends it too.\n`,
    )
    await memory.mem(['recall', 'stand-up'])
    const after = await memory.mem(['index', '--check', '--quiet'])
    expect(after).toEqual({
      stdout: '',
      stderr: `mem: 1 file cannot be read and is left out: ${BROKEN}.\n     Mend what is wrong there, or restore a copy: the next command reads it again.\n`,
      status: 6,
    })
    const { stdout } = await memory.mem(['index', '--check', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      stale: false,
      skipped: [{ path: BROKEN, reason: 'it is not UTF-8 text.' }],
    })
  })

  it('is named by status, before and after recall has seen it', async () => {
    const before = await memory.mem(['status'])
    expect(before.stdout).toContain(`\nbroken\n  ${BROKEN}: it is not UTF-8 text.\n  Recall does not see`)
    await memory.mem(['recall', 'stand-up'])
    expect((await memory.mem(['status'])).stdout).toBe(before.stdout)
    expect(JSON.parse((await memory.mem(['status', '--json'])).stdout).broken).toEqual([
      { path: BROKEN, reason: 'it is not UTF-8 text.' },
    ])
  })

  it('is named once a line by compact --check', async () => {
    const { stdout, status } = await memory.mem(['compact', '--check'])
    expect({ stdout, status }).toEqual({ stdout: `${BROKEN}: it is not UTF-8 text.\n`, status: 6 })
  })

  it('is well again once it is mended', async () => {
    await memory.mem(['recall', 'stand-up'])
    await rm(file(BROKEN))
    expect((await memory.mem(['recall', 'stand-up'])).stderr).toBe('')
    expect((await memory.mem(['index', '--check'])).status).toBe(0)
    expect((await memory.mem(['status'])).stdout).not.toContain('broken')
  })
})
