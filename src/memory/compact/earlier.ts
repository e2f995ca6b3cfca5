/** What a day is read with: the names that topics have, and what is still to be done, as the days before it say. */
import { addDays } from '../../markdown/calendar.ts'
import type { Memory } from '../types.ts'
import type { KnownFile } from './documents.ts'
import { readLevel } from './level-files.ts'
import { TopicCounts } from './topics.ts'
import type { CompactDeps } from './types.ts'

export interface Earlier {
  /** Topic names in use, most used first. */
  topics: string[]
  /** Oldest first. Those that another day closes are among them: this only tells what to listen for. */
  openActions: Memory[]
}

/** What was to be done longer ago is done, or forgotten. */
const DAYS_OPEN = 60

type DayFile = Pick<KnownFile, 'document'>

/** Only days before the one that is read count, so a day that is read again is read as it was the first time. */
export class EarlierDays {
  readonly #topics = new TopicCounts()
  readonly #files = new Map<string, DayFile>()

  constructor(files: readonly DayFile[] = []) {
    for (const file of files) this.add(file)
  }

  add(file: DayFile): void {
    this.#topics.add(file)
    this.#files.set(file.document.period, file)
  }

  before(day: string): Earlier {
    const first = addDays(day, -DAYS_OPEN)
    const days = [...this.#files].filter(([period]) => period >= first && period < day)
    return {
      topics: this.#topics.ranked(day),
      openActions: days.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, file]) => openIn(file)),
    }
  }
}

const openIn = ({ document }: DayFile): Memory[] =>
  document.sections
    .flatMap(({ items }) => items.map(({ memory }) => memory))
    .filter(({ kind, status, superseded }) => kind === 'action' && status === 'open' && superseded === undefined)

export const readEarlier = async (
  deps: Pick<CompactDeps, 'folder' | 'reporter' | 'cache'>,
  day: string,
): Promise<Earlier> => new EarlierDays(await readLevel(deps, 'daily')).before(day)
