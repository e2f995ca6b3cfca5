/** Announces each session once, before its first turn. */
import type { Turn } from '../memory/types.ts'
import { oneLine } from './content.ts'
import type { TranscriptEvent, TranscriptMeta } from './formats.ts'

export interface SessionNames {
  session?: string | undefined
  project?: string | undefined
}

/** Keeps a session's name until a turn comes: a session without turns is never announced. */
export class SessionAnnouncer {
  readonly #source: TranscriptMeta['source']
  #names: SessionNames = {}
  #announced = false

  constructor(source: TranscriptMeta['source']) {
    this.#source = source
  }

  /** The turns from here on belong to a new session. */
  begin(names: SessionNames): void {
    this.#names = names
    this.#announced = false
  }

  /** The turns from here on belong to the session of this id: the same one goes on, another is announced. */
  continue(names: SessionNames): void {
    if (names.session === undefined || names.session === this.#names.session) {
      this.#names = { ...names, ...definedOf(this.#names) }
    } else if (this.#names.session === undefined && !this.#announced) {
      this.#names = { ...this.#names, ...definedOf(names) }
    } else {
      this.begin(names)
    }
  }

  *turns(turns: Iterable<Turn | undefined>): Iterable<TranscriptEvent> {
    for (const turn of turns) {
      if (!turn) continue
      if (!this.#announced) yield { type: 'session', meta: this.#meta() }
      this.#announced = true
      yield { type: 'turn', turn }
    }
  }

  #meta(): TranscriptMeta {
    const { session, project } = this.#names
    return {
      source: this.#source,
      ...(session === undefined ? {} : { session: oneLine(session).toWellFormed() }),
      ...(project === undefined ? {} : { project: oneLine(project).toWellFormed() }),
    }
  }
}

const definedOf = (names: SessionNames): SessionNames =>
  Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined))
