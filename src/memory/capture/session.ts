/** The turns of one session into its raw file: what `mem capture` does with each session, and `mem chat` with every turn. */
import { messageOf } from '../../errors.ts'
import type { Turn } from '../types.ts'
import type { IncomingSession } from './find.ts'
import { type PlaceDeps, type Placement, placeSession } from './place.ts'
import { spoolTurns } from './spool.ts'

export interface SessionDeps extends PlaceDeps {
  /** Unique among all processes that run now: names scratch files. */
  newId: () => string
}

/** Captures the turns of one session; `undefined` where it has none. Also the way in for `mem chat`. */
export async function captureSession(
  deps: SessionDeps,
  meta: Omit<IncomingSession, 'saidAt' | 'isDated'>,
  { turns, saidAt }: { turns: AsyncIterable<Turn>; saidAt?: Date | undefined },
): Promise<Placement | undefined> {
  const spool = await spoolTurns(deps.folder, turns, { name: deps.newId() })
  try {
    if (spool.marks.length === 0) return undefined
    return await placeSession(
      deps,
      { ...meta, saidAt: (saidAt ?? deps.now()).toISOString(), isDated: saidAt !== undefined },
      spool,
    )
  } finally {
    await spool.dispose().catch((error) => deps.reporter.notice(`a scratch file was left behind: ${messageOf(error)}`))
  }
}
