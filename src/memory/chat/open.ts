/** Puts a conversation together from the parts of the program that it uses. */
import { parseCitations } from '../../markdown/citation.ts'
import { NOTHING_ASKED } from '../../redaction/asking.ts'
import { redact } from '../../redaction/redact.ts'
import type { SessionDeps } from '../capture/session.ts'
import type { ChatModel, CountTokens, MemoryFolder } from '../ports.ts'
import type { RecallHit, RecallQuery } from '../recall/types.ts'
import type { Usage } from '../types.ts'
import { createAnswerDraft, recoverDrafts } from './draft.ts'
import { createRawHistory } from './history.ts'
import { linksFromRoot } from './read-part.ts'
import { type Remembered, remember } from './remember.ts'
import { type ChatSession, createChatSession } from './session.ts'
import type { ChatDeps, ChatHit, ChatLimits, ChatRecall } from './types.ts'

/** What a chat needs from the composition root. */
export interface ChatParts {
  sessionDeps: SessionDeps
  recall: (query: RecallQuery) => Promise<{ hits: RecallHit[] }>
  /** Absent: answers are quotes from the memory. */
  model?: ChatModel
  costUsd: (usage: Usage) => number | null
  countTokens: CountTokens
  /** A name of this process, and whether the process of such a name certainly runs no more. */
  owner: string
  isGone: (owner: string) => boolean
}

export interface OpenChatOptions {
  /** The session's id, as recall hits give it back. */
  session: string
  project?: string
  /** False only where the user switched redaction off. */
  redact?: boolean
  limits?: Partial<ChatLimits>
}

export interface Chat {
  session: ChatSession
  recall: (query: string) => Promise<ChatHit[]>
  remember: (statement: string) => Promise<Remembered>
}

/** What `/recall` shows. */
const SHOWN_HITS = 5

/** Takes up what chats that died had said; returns their raw files. */
export const recoverChats = ({ sessionDeps, isGone }: ChatParts): Promise<string[]> =>
  recoverDrafts({ folder: sessionDeps.folder, isGone }, (session) => createRawHistory(sessionDeps, { session }))

/** Starts a conversation. */
export async function openChat(parts: ChatParts, options: OpenChatOptions): Promise<Chat> {
  const { sessionDeps, owner } = parts
  const { folder, now, timeZone } = sessionDeps
  const clean: ChatDeps['redact'] =
    options.redact === false ? (text) => text : (text, asked = NOTHING_ASKED) => redact(text, { asked }).text
  const { session: id, project, limits } = options
  const recall = recallOf(parts)
  const session = await createChatSession({
    folder,
    recall,
    history: createRawHistory(sessionDeps, { session: id, ...(project !== undefined && { project }) }),
    draft: createAnswerDraft({ folder, owner }),
    ...(parts.model && { model: parts.model }),
    costUsd: parts.costUsd,
    redact: clean,
    countTokens: parts.countTokens,
    now,
    timeZone,
    ...(limits && { limits }),
  })
  return {
    session,
    recall: (query) => recall({ query, k: SHOWN_HITS }),
    remember: (statement) => remember({ folder, redact: clean, now, timeZone }, statement),
  }
}

const recallOf =
  ({ recall, sessionDeps: { folder } }: ChatParts): ChatRecall =>
  async (query) => {
    const { hits } = await recall(query)
    return Promise.all(hits.map((hit) => toChatHit(hit, folder)))
  }

async function toChatHit(hit: RecallHit, folder: Pick<MemoryFolder, 'read'>): Promise<ChatHit> {
  const { path, date, text, speakers, score } = hit
  return {
    ...(await placeOf(hit, folder)),
    date,
    text: linksFromRoot(text, path),
    ...(speakers.length > 0 && { speakers }),
    score,
  }
}

/** Where the words were said: a curated statement is cited by the turns that its line links to, not by the file that it stands in. */
async function placeOf(
  { level, path, turns, lines: [first, last] }: RecallHit,
  folder: Pick<MemoryFolder, 'read'>,
): Promise<Pick<ChatHit, 'path' | 'turns'>> {
  if (level === 'raw') return { path, ...(turns && { turns }) }
  if (level === 'root') return { path }
  const lines = ((await folder.read(path)) ?? '').split('\n').slice(first - 1, last)
  return parseCitations(lines.join('\n'), path).find((citation) => citation.turns) ?? { path }
}
