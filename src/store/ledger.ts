/** The record of every model call: `.mem/ledger.jsonl`, one JSON object a line, only ever appended to. */
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import type { Ledger, LedgerEntry } from '../memory/ports.ts'
import { adopt, FILE_MODE, makeFolder } from './access.ts'
import { errorCode, explained } from './file-error.ts'
import { resolveInside } from './paths.ts'

const LEDGER_PATH = '.mem/ledger.jsonl'

const Tokens = z.number().check(z.nonnegative())

const LedgerLine = z.object({
  at: z.iso.datetime({ offset: true }),
  purpose: z.string(),
  model: z.string(),
  usage: z.object({ inputTokens: Tokens, outputTokens: Tokens, cacheReadTokens: Tokens, cacheWriteTokens: Tokens }),
  costUsd: z.nullable(z.number().check(z.nonnegative())),
}) satisfies z.ZodMiniType<LedgerEntry>

/** The ledger of the memory folder at `root`. Needs no lock: an entry is one write at the end of the file. */
export function createLedger(root: string): Ledger {
  return {
    async record(entry) {
      const file = await resolveInside(root, LEDGER_PATH)
      await explained(() => appendLine(file, JSON.stringify(LedgerLine.parse(entry))), { action: 'write', path: file })
    },
    async since(start) {
      const file = await resolveInside(root, LEDGER_PATH)
      const text = await explained(() => readIfThere(file), { action: 'read', path: file })
      const lines = text.split('\n').filter((line) => !isBefore(line, start))
      return lines.flatMap(parseLine).filter((entry) => Date.parse(entry.at) >= start.getTime())
    },
  }
}

/** Starts on a line of its own even after a write that a crash cut short. */
async function appendLine(file: string, line: string): Promise<void> {
  await makeFolder(dirname(file))
  const handle = await open(file, 'a+', FILE_MODE)
  try {
    const { size } = await handle.stat()
    if (size === 0) await adopt(file, dirname(file))
    const last =
      size === 0
        ? '\n'
        : (await handle.read({ position: size - 1, length: 1, buffer: Buffer.alloc(1) })).buffer.toString('latin1')
    await handle.appendFile(Buffer.from(`${last === '\n' ? '' : '\n'}${line}\n`))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}

/** Whether a line as `record` writes it, time first, is older: most of a year's lines are, and need no parsing. */
function isBefore(line: string, start: Date): boolean {
  const at = /^\{"at":"([^"]+)"/.exec(line)?.[1]
  return at !== undefined && Date.parse(at) < start.getTime()
}

/** None for a line that is damaged or torn. */
function parseLine(line: string): LedgerEntry[] {
  if (line.trim() === '') return []
  try {
    return [LedgerLine.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
