/** Holds the redacted turns of one session between reading and writing: in memory, or on disk where they are many. */
import { parseRawTurns, renderTurn } from '../../markdown/raw.ts'
import type { MemoryFolder } from '../ports.ts'
import type { Turn } from '../types.ts'
import { markOf, type TurnMark } from './align.ts'

/** Above this much text (UTF-16 units) the turns go to a file: a 200 MB transcript must not need 200 MB of memory. */
const MEMORY_LIMIT = 8_000_000

export interface TurnSpool {
  /** One mark a turn, in order. */
  marks: TurnMark[]
  first: Turn | undefined
  /** Times of the earliest and latest turn that has one. */
  startedAt: string | undefined
  endedAt: string | undefined
  /** The turns once more, in order. */
  turns(): AsyncIterable<Turn>
  /** Removes what was put on disk. */
  dispose(): Promise<void>
}

/** Reads all turns of one session into a spool. `name` is unique among the processes that run now. */
export async function spoolTurns(
  folder: MemoryFolder,
  source: AsyncIterable<Turn>,
  { name }: { name: string },
): Promise<TurnSpool> {
  const spool = new Collector()
  const iterator = source[Symbol.asyncIterator]()
  const held: Turn[] = []
  for (let size = 0; size < MEMORY_LIMIT; ) {
    const next = await iterator.next()
    if (next.done) return spool.finish({ turns: () => inOrder(held), dispose: async () => {} })
    held.push(spool.add(next.value))
    size += next.value.text.length
  }
  const path = `.mem/spool/${name}.md`
  await folder.write(
    path,
    rendered(held, iterator, (turn) => spool.add(turn)),
  )
  return spool.finish({ turns: () => parseRawTurns(folder.readPieces(path)), dispose: () => folder.remove(path) })
}

class Collector {
  #marks: TurnMark[] = []
  #first: Turn | undefined
  #startedAt: string | undefined
  #endedAt: string | undefined

  add(turn: Turn): Turn {
    this.#marks.push(markOf(turn))
    this.#first ??= turn
    if (turn.at !== undefined) {
      if (this.#startedAt === undefined || turn.at < this.#startedAt) this.#startedAt = turn.at
      if (this.#endedAt === undefined || turn.at > this.#endedAt) this.#endedAt = turn.at
    }
    return turn
  }

  finish(access: Pick<TurnSpool, 'turns' | 'dispose'>): TurnSpool {
    return { ...access, marks: this.#marks, first: this.#first, startedAt: this.#startedAt, endedAt: this.#endedAt }
  }
}

async function* inOrder(turns: readonly Turn[]): AsyncGenerator<Turn> {
  yield* turns
}

/** The spool's file: turn blocks of a raw file, without a head. */
async function* rendered(held: Turn[], more: AsyncIterator<Turn>, add: (turn: Turn) => Turn): AsyncGenerator<string> {
  let number = 0
  for (const turn of held.splice(0)) yield renderTurn({ ...turn, number: ++number }, { timeZone: 'UTC' })
  for (let next = await more.next(); !next.done; next = await more.next()) {
    yield renderTurn({ ...add(next.value), number: ++number }, { timeZone: 'UTC' })
  }
}
