/** What the real processes of the store's tests do: bundled by processes.ts and run as `node child.mjs <action> <root> …`. */
import { writeSync } from 'node:fs'
import { MemError, messageOf } from '../../src/errors.ts'
import { openFolder } from '../../src/store/folder.ts'
import { createLedger } from '../../src/store/ledger.ts'
import { versionPieces, versionText } from './versions.ts'

const [action = '', root = '', ...rest] = process.argv.slice(2)
const folder = openFolder(root)
const say = (line: string) => writeSync(1, `${line}\n`)
const forever = () => new Promise<never>(() => setInterval(() => undefined, 1000))

const ACTIONS: Record<string, () => Promise<void>> = {
  /** Replaces one file again and again; says each version when it is safe. */
  async rewrite() {
    const [path = '', from = '0'] = rest
    for (let version = Number(from); ; version += 1) {
      await folder.write(path, version % 2 ? versionText(version) : versionPieces(version))
      say(String(version))
    }
  },
  /** Adds its lines to one file, each by reading and rewriting it under the lock; says each line when it is safe. */
  async addLines() {
    const [path = '', name = '', times = '0'] = rest
    for (let line = 1; line <= Number(times); line += 1) {
      await folder.withLock(async () => {
        const before = (await folder.read(path)) ?? ''
        await folder.write(path, `${before}${name}:${line}\n`)
      })
      say(`${name}:${line}`)
    }
  },
  async hold() {
    await folder.withLock(async () => {
      say('held')
      await forever()
    })
  },
  async exitWhileHolding() {
    await folder.withLock(async () => process.exit(0))
  },
  /** Stops in the middle of a write until its standard input ends. */
  async writeSlowly() {
    const [path = ''] = rest
    async function* pieces() {
      yield 'x'.repeat(100_000)
      say('halfway')
      for await (const _ of process.stdin);
      yield 'the end\n'
    }
    await folder.write(path, pieces())
    say('written')
  },
  async recordCalls() {
    const [name = '', times = '0'] = rest
    const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 }
    for (let call = 1; call <= Number(times); call += 1) {
      await createLedger(root).record({
        at: new Date().toISOString(),
        purpose: 'extract',
        model: `${name}/${call}`,
        usage,
        costUsd: 0,
      })
    }
  },
  /** Tries one write as a user without rights and says what a user would read. */
  async writeUnprivileged() {
    const [path = '', bytes = '0'] = rest
    if (process.getuid?.() === 0) process.setuid?.(65534)
    await explainFailure(() => folder.write(path, 'x'.repeat(Number(bytes))))
  },
  async write() {
    const [path = '', bytes = '0'] = rest
    await explainFailure(() => folder.write(path, 'x'.repeat(Number(bytes))))
  },
}

async function explainFailure(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    say('written')
  } catch (error) {
    say(error instanceof MemError ? `${error.code}\n${error.message}\n${error.hint}` : `bug\n${messageOf(error)}`)
  }
}

await ACTIONS[action]?.()
