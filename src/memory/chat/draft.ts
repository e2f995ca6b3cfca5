/** What an answer had said when the process died: kept beside the session sentence by sentence, taken up at the next start. */
import * as z from 'zod'
import { parseRaw } from '../../markdown/raw.ts'
import type { MemoryFolder } from '../ports.ts'
import type { Turn } from '../types.ts'
import type { AnswerDraft, ChatHistory } from './types.ts'

const draftSchema = z.object({
  /** Names the process that writes it. */
  owner: z.string(),
  turn: z.object({
    speaker: z.string(),
    role: z.literal('assistant'),
    text: z.string(),
    at: z.string(),
    id: z.string(),
  }),
})

/** How many of the latest sessions are looked at: a chat that died is among them. */
const SESSIONS_LOOKED_AT = 200

export interface DraftDeps {
  folder: MemoryFolder
  /** A name of this process, as `isGone` understands it. */
  owner: string
  /** True where the process of that name certainly runs no more. */
  isGone: (owner: string) => boolean
}

/** Drafts lie in `.mem/chat/`, one a session. */
export function createAnswerDraft({ folder, owner }: Pick<DraftDeps, 'folder' | 'owner'>): AnswerDraft {
  const saved = new Set<string>()
  return {
    async save({ rawPath, turn }) {
      saved.add(rawPath)
      await folder.write(draftPath(rawPath), `${JSON.stringify({ owner, turn })}\n`)
    },
    async discard(rawPath) {
      if (saved.delete(rawPath)) await folder.remove(draftPath(rawPath))
    },
  }
}

const draftPath = (rawPath: string): string => rawPath.replace(/^raw\/(.*)\.md$/, '.mem/chat/$1.json')

/** Adds the drafts of dead processes to their sessions; returns the sessions' raw files. */
export async function recoverDrafts(
  { folder, isGone }: Pick<DraftDeps, 'folder' | 'isGone'>,
  historyOf: (session: string) => ChatHistory,
): Promise<string[]> {
  const recovered: string[] = []
  for (const { path } of (await folder.list('raw')).slice(-SESSIONS_LOOKED_AT)) {
    const draft = parseDraft(await folder.read(draftPath(path)))
    if (!draft || !isGone(draft.owner)) continue
    if (await recover(folder, { path, turn: draft.turn, historyOf })) recovered.push(path)
    await folder.remove(draftPath(path))
  }
  return recovered
}

async function recover(
  folder: MemoryFolder,
  { path, turn, historyOf }: { path: string; turn: Turn; historyOf: (session: string) => ChatHistory },
): Promise<boolean> {
  const { header, turns } = parseRaw((await folder.read(path)) ?? '', path)
  // The process may have died between keeping the whole answer and discarding the draft.
  if (header.source !== 'chat' || turns.some(({ id }) => id === turn.id)) return false
  await historyOf(header.session).append([{ ...turn, text: `${turn.text}\n\n[broken off: the program was ended]` }])
  return true
}

function parseDraft(text: string | undefined): z.infer<typeof draftSchema> | undefined {
  if (text === undefined) return undefined
  try {
    return draftSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
