/** Memory folders with a benchmark's conversations in them, made by `mem init` and `mem capture`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { MEM, runNode } from './process.ts'
import { step } from './progress.ts'
import { type BenchSession, type BenchSet, type BenchStore, nameOf } from './sets.ts'

/** A store in its memory folder. */
export interface CapturedStore {
  store: BenchStore
  root: string
  /** The raw file of every session, by the session's id. Its turns stand there in their order. */
  paths: ReadonlyMap<string, string>
}

/** What a folder's config.json may hold; `src/config.ts` is what reads it. */
export type Settings = Readonly<Record<string, unknown>>

/** Days are days of UTC, wherever the bench runs. */
const SETTINGS: Settings = { timeZone: 'UTC' }

/** Captures every session of a store, each from a file of its own, as a client's export holds them. */
export function captureStore(store: BenchStore, { settings = {} }: { settings?: Settings } = {}): CapturedStore {
  const place = mkdtempSync(join(tmpdir(), 'mem-bench-'))
  const root = join(place, 'memory')
  try {
    runNode([MEM, 'init', root])
    configure(root, settings)
    const files = writeTranscripts(store.sessions, join(place, 'inbox'))
    const { stdout } = step(`capturing ${store.name}: ${store.sessions.length} sessions`, () =>
      runNode([MEM, 'capture', ...files, '--dir', root, '--json', '--quiet']),
    )
    return { store, root, paths: pathsFrom(stdout, store) }
  } catch (error) {
    discard({ root })
    throw error
  }
}

/** Replaces the folder's settings. */
export function configure(root: string, settings: Settings = {}): void {
  writeFileSync(join(root, 'config.json'), JSON.stringify({ ...SETTINGS, ...settings }))
}

export const discard = ({ root }: Pick<CapturedStore, 'root'>): void =>
  rmSync(join(root, '..'), { recursive: true, force: true })

function writeTranscripts(sessions: readonly BenchSession[], inbox: string): string[] {
  mkdirSync(inbox)
  return sessions.map(({ id, dateMs, turns }, index) => {
    const file = join(inbox, `${index}.json`)
    const timestamp = new Date(dateMs).toISOString()
    const messages = turns.map(({ speaker, text }) => ({ ...voiceOf(speaker), content: text, timestamp }))
    writeFileSync(file, JSON.stringify({ session_id: id, messages }))
    return file
  })
}

/** A named speaker is a person. */
function voiceOf(speaker: string): { role: string; name?: string } {
  return speaker === 'assistant' || speaker === 'user' ? { role: speaker } : { role: 'user', name: speaker }
}

const captureSchema = z.object({
  sessions: z.array(z.object({ session: z.string(), path: z.string(), turns: z.number() })),
})

/** Throws where a session or a turn did not land: evidence is counted by the places of the turns. */
function pathsFrom(stdout: string, { sessions }: BenchStore): Map<string, string> {
  const placed = new Map(captureSchema.parse(JSON.parse(stdout)).sessions.map((one) => [one.session, one]))
  return new Map(
    sessions.map(({ id, turns }) => {
      const place = placed.get(id)
      if (place?.turns !== turns.length)
        throw new Error(`${place?.turns ?? 0} of ${turns.length} turns of ${id} landed`)
      return [id, place.path]
    }),
  )
}

/** The folders of the sets, each captured once however many parts of the bench ask of it. */
export class Captures {
  readonly #captured = new Map<string, CapturedStore[]>()

  of(set: BenchSet): CapturedStore[] {
    const name = nameOf(set)
    const captured = this.#captured.get(name) ?? set.stores.map((store) => captureStore(store))
    this.#captured.set(name, captured)
    return captured
  }

  discardAll(): void {
    for (const captured of this.#captured.values()) captured.forEach(discard)
    this.#captured.clear()
  }
}
