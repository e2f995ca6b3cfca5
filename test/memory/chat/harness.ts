/** A chat on a real folder with a real adapter that talks to a server of the test. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnthropicChat } from '../../../src/llm/anthropic.ts'
import { loadTokenCounter } from '../../../src/llm/embedded/tokens.ts'
import { createOpenAIChat } from '../../../src/llm/openai.ts'
import { createAnswerDraft } from '../../../src/memory/chat/draft.ts'
import { createRawHistory } from '../../../src/memory/chat/history.ts'
import type { createChatSession } from '../../../src/memory/chat/session.ts'
import type { ChatAnswer, ChatDeps, ChatHit, ChatOutput, ChatQuery } from '../../../src/memory/chat/types.ts'
import { openFolder } from '../../../src/store/folder.ts'
import { uniqueName } from '../../../src/store/process-identity.ts'
import { anthropicWire } from '../../helpers/fake-anthropic.ts'
import { openaiWire } from '../../helpers/fake-openai.ts'
import { type FakeServer, startFakeServer, type Wire } from '../../helpers/fake-server.ts'

export const NOW = new Date('2026-11-22T10:12:00Z')

/** Every chat adapter, with how its vendor's answers look. */
export const PROVIDERS: { name: string; wire: Wire; create: typeof createAnthropicChat }[] = [
  { name: 'anthropic', wire: anthropicWire, create: createAnthropicChat },
  { name: 'openai', wire: openaiWire, create: createOpenAIChat },
]

export interface Harness {
  root: string
  server: FakeServer
  deps: ChatDeps
  /** What was recalled for. */
  queries: ChatQuery[]
  /** The only raw file's text. */
  raw(): Promise<string>
  dispose(): Promise<void>
}

export interface HarnessOptions {
  hits?: ChatHit[]
  root?: string
  model?: boolean
}

/** Starts server and folder; `root` is the text of ROOT.md. */
export async function harness(
  provider: (typeof PROVIDERS)[number],
  { hits = [], root: rootText = '# Memory\n', model = true }: HarnessOptions = {},
): Promise<Harness> {
  const root = await mkdtemp(join(tmpdir(), 'mem-chat-'))
  for (const name of ['raw', 'daily']) await mkdir(join(root, name))
  await writeFile(join(root, 'ROOT.md'), rootText)
  const server = await startFakeServer()
  const folder = openFolder(root)
  const owner = uniqueName()
  const queries: ChatQuery[] = []
  const chat = provider.create({
    model: 'test-model',
    apiKey: 'key-of-the-test',
    baseUrl: server.url + provider.wire.basePath,
    maxRetries: 0,
  })
  const session = {
    folder,
    now: () => NOW,
    timeZone: 'UTC',
    newId: uniqueName,
    reporter: { notice() {}, progress() {} },
  }
  return {
    root,
    server,
    queries,
    deps: {
      folder,
      recall: async (query) => {
        queries.push(query)
        return hits
      },
      history: createRawHistory(session, { session: 'chat-1' }),
      draft: createAnswerDraft({ folder, owner }),
      ...(model && { model: chat }),
      costUsd: ({ inputTokens, outputTokens }) => (inputTokens + outputTokens) / 1e6,
      redact: (text) => text.replaceAll('hunter2', '[redacted]'),
      countTokens: await loadTokenCounter(),
      now: () => NOW,
      timeZone: 'UTC',
    },
    raw: async () => {
      const [name = ''] = await readdir(join(root, 'raw'))
      return readFile(join(root, 'raw', name), 'utf8')
    },
    async dispose() {
      await server.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}

export interface Told {
  outputs: ChatOutput[]
  /** All text as it was shown. */
  shown: string
  answer: ChatAnswer | undefined
  error: unknown
}

/** Asks and collects, also where it fails. */
export async function ask(
  session: Awaited<ReturnType<typeof createChatSession>>,
  text: string,
  { piped, signal = new AbortController().signal }: { piped?: string; signal?: AbortSignal } = {},
): Promise<Told> {
  const told: Told = { outputs: [], shown: '', answer: undefined, error: undefined }
  try {
    for await (const output of session.ask({ text, ...(piped && { piped }) }, { signal })) {
      told.outputs.push(output)
      if (output.type === 'text') told.shown += output.delta
      if (output.type === 'answer') told.answer = output.answer
    }
  } catch (error) {
    told.error = error
  }
  return told
}
