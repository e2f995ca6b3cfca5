/** Keeps a conversation in the raw file of its session, turn by turn. */
import { captureSession, type SessionDeps } from '../capture/session.ts'
import type { Turn } from '../types.ts'
import type { ChatHistory } from './types.ts'

export interface ChatHistoryOptions {
  /** The session's id. */
  session: string
  project?: string
}

/** Appends through capture: under the folder's lock, atomically. Turns must be redacted and carry ids. */
export function createRawHistory(deps: SessionDeps, { session, project }: ChatHistoryOptions): ChatHistory {
  return {
    async append(turns) {
      const meta = { source: 'chat', session, ...(project !== undefined && { project }) }
      const placed = await captureSession(deps, meta, { turns: inOrder(turns) })
      if (!placed) throw new Error('a chat kept no turns')
      return { path: placed.path, turns: placed.turns, parts: placed.parts }
    },
  }
}

async function* inOrder(turns: readonly Turn[]): AsyncGenerator<Turn> {
  yield* turns
}
