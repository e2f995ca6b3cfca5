import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../src/memory/ports.ts'
import { createLedger } from '../../src/store/ledger.ts'
import { buildChild, freshFolder, startChild } from './processes.ts'

let root: string
let file: string

beforeEach(() => {
  root = freshFolder()
  file = join(root, '.mem/ledger.jsonl')
})

const ALL = new Date(0)
const call = (model: string, at = '2026-11-22T10:00:00.000Z'): LedgerEntry => ({
  at,
  purpose: 'extract',
  model,
  usage: { inputTokens: 1200, outputTokens: 80, cacheReadTokens: 0, cacheWriteTokens: 0 },
  costUsd: 0.0016,
})
const modelsSince = async (start: Date) => (await createLedger(root).since(start)).map(({ model }) => model)

describe('the ledger', () => {
  it('gives back what was recorded, from a time on', async () => {
    const ledger = createLedger(root)
    expect(await ledger.since(ALL)).toEqual([])
    await ledger.record(call('a', '2026-11-21T23:59:59.999Z'))
    await ledger.record(call('b', '2026-11-22T00:00:00.000Z'))
    await ledger.record({ ...call('c', '2026-11-22T01:00:00+02:00'), costUsd: null })
    expect(await ledger.since(ALL)).toHaveLength(3)
    expect(await modelsSince(new Date('2026-11-22T00:00:00Z'))).toEqual(['b'])
    expect(await modelsSince(new Date('2026-11-21T23:00:00Z'))).toEqual(['a', 'b', 'c'])
    expect((await ledger.since(ALL))[0]).toEqual(call('a', '2026-11-21T23:59:59.999Z'))
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('survives a write cut short at any byte: what was before stays, and the next entry stands on its own line', async () => {
    await createLedger(root).record(call('first'))
    const first = readFileSync(file)
    await createLedger(root).record(call('second ü'))
    const both = readFileSync(file)
    for (let length = first.length; length <= both.length; length += 1) {
      writeFileSync(file, both.subarray(0, length))
      await createLedger(root).record(call('third'))
      const isWhole = length >= both.length - 1
      expect(await modelsSince(ALL)).toEqual(isWhole ? ['first', 'second ü', 'third'] : ['first', 'third'])
    }
  })

  it('skips lines that are damaged or come from somewhere else', async () => {
    await createLedger(root).record(call('a'))
    appendFileSync(file, '\n<<<<<<< HEAD\n{}\n[]\nnull\n{"at":"yesterday"}\n\u0000\u0000\n')
    appendFileSync(file, `${JSON.stringify({ ...call('negative'), costUsd: -5 })}\n`)
    appendFileSync(file, Buffer.from([0xff, 0xfe, 0x0a]))
    await createLedger(root).record(call('b'))
    expect(await modelsSince(ALL)).toEqual(['a', 'b'])
  })

  it('keeps the entries of many processes apart', async () => {
    const script = await buildChild()
    const children = ['p', 'q', 'r', 's'].map((name) => startChild(script, ['recordCalls', root, name, '40']))
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0, 0])
    expect(new Set(await modelsSince(ALL)).size).toBe(160)
    // Whoever finds the file without its last line break, because another is writing, puts one: a line may be empty, none is torn.
    const lines = readFileSync(file, 'utf8').split('\n')
    expect(lines.filter((line) => line !== '')).toHaveLength(160)
  })

  it('says in two lines when it cannot be written', async () => {
    mkdirSync(file, { recursive: true })
    await expect(createLedger(root).record(call('a'))).rejects.toMatchObject({ code: 'damaged' })
    await expect(createLedger(root).since(ALL)).rejects.toMatchObject({ code: 'damaged' })
  })
})
