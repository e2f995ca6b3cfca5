/** `mem chat`: one answer, or a conversation at the terminal, with the memory in mind. */
import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import * as z from 'zod'
import type { ConfigFlags } from '../config.ts'
import type { Context } from '../context.ts'
import { MemError } from '../errors.ts'
import type { Chat } from '../memory/chat/open.ts'
import type { ChatAnswer, ChatInput } from '../memory/chat/types.ts'
import { endChat } from './chat-end.ts'
import { chatJson, createChatView } from './chat-view.ts'
import { defineCommand, type GlobalFlags, parseFlags, printJson } from './command.ts'
import type { Io } from './io.ts'
import { addModelOptions, modelFlagsSchema } from './model-options.ts'
import type { ReplServices } from './repl.ts'

const flagsSchema = modelFlagsSchema.extend({
  context: z.coerce
    .number('must be a number of tokens')
    .int('must be a whole number of tokens')
    .min(2000, 'must be at least 2000 tokens')
    .optional(),
  project: z.string().trim().min(1, 'give the name of the project').optional(),
  redact: z.boolean().default(true),
})

/** After this long without a byte, say what is waited for: a pipe that never ends looks like a hang. */
const STDIN_PATIENCE_MS = 2000

export function chatCommand(io: Io): Command {
  const command = defineCommand({
    name: 'chat',
    summary:
      'Talk to a model that remembers. With a message: one answer. Without: a conversation (/help shows its commands). What is said is kept as it is said, and condensed at the end. Without a model, the best memories are quoted.',
    brief: 'talk to a model that remembers, or to the memory alone',
    examples: [
      'mem chat',
      'mem chat "what did we decide about the database?"',
      'git diff | mem chat "does this fit what we agreed on?"',
      'mem chat --provider anthropic --model claude-sonnet-5-5',
      'export OPENAI_BASE_URL=http://127.0.0.1:11434/v1    # Ollama, LM Studio, …',
      'mem chat --provider openai --model llama3.2',
      'mem chat --json "when is the stand-up?"',
    ],
  })
    .argument('[message...]', 'what to say; text piped in is given along as data')
    .option('--context <tokens>', 'the longest conversation that is sent; older turns stay on disk and can be recalled')
    .option('--project <name>', 'the project that the conversation belongs to')
    .option('--no-redact', 'keep and send secrets as they are (not advised)')
  return addModelOptions(command).action(async (words: string[], rawFlags: GlobalFlags) => {
    const flags = parseFlags(flagsSchema, rawFlags, 'chat')
    const { json = false, quiet = false } = rawFlags
    const input = await readInput(io, words.join(' ').trim(), { quiet })
    if (!input && json) {
      throw new MemError('usage', '--json needs a message.', 'Example: mem chat --json "when is the stand-up?"')
    }
    const { openContext } = await import('../context.ts')
    const context = await openContext(io, { ...rawFlags, ...flags, purposes: ['chat'] })
    const session = `chat-${randomUUID()}`
    const { chat, model } = await startChat(context, { session, flags, isLong: !input })
    context.reporter.clear()
    const named = { ...(flags.provider && { provider: flags.provider }), ...(flags.model && { model: flags.model }) }
    if (input) await answerOnce(io, context, { chat, model, flags: named, input, session, json, quiet })
    else await talk(io, context, { chat, model, flags: named, quiet })
  })
}

type Flags = z.infer<typeof flagsSchema>

async function startChat(
  context: Context,
  { session, flags, isLong }: { session: string; flags: Flags; isLong: boolean },
): Promise<Pick<OneShot, 'chat' | 'model'>> {
  const { openChat, recoverChats } = await import('../memory/chat/open.ts')
  const parts = await context.chatParts()
  await recoverChats(parts).catch((error) => {
    if (!(error instanceof MemError)) throw error
    context.reporter.notice(`what a chat that broke off had said is not taken up yet: ${error.message}`)
  })
  // What an earlier chat left behind comes into ROOT.md now, where that takes no model and so little time; else when this chat ends.
  if (isLong && context.config.models.extract.provider === 'embedded') await context.refresh([])
  const chat = await openChat(parts, {
    session,
    redact: flags.redact && context.config.redact,
    ...(flags.project !== undefined && { project: flags.project }),
    ...(flags.context !== undefined && { limits: { contextTokens: flags.context } }),
  })
  return { chat, model: parts.model?.id }
}

interface OneShot {
  chat: Chat
  /** `undefined`: answers are quotes. */
  model: string | undefined
  flags: ConfigFlags
  input: ChatInput
  session: string
  json: boolean
  quiet: boolean
}

async function answerOnce(
  io: Io,
  context: Context,
  { chat, model, flags, input, session, json, quiet }: OneShot,
): Promise<void> {
  const view = createChatView(io, { quiet, showAnswer: !json, showRecalled: model !== undefined })
  let answer: ChatAnswer | undefined
  try {
    for await (const output of chat.session.ask(input, { signal: io.signal })) {
      view.show(output)
      if (output.type === 'answer') answer = output.answer
    }
    if (json && answer) printJson(io, chatJson(answer, { session, kept: chat.session.isKept }))
  } finally {
    const inHurry = answer === undefined || answer.stop === 'stopped'
    await endChat(io, context, { isKept: chat.session.isKept, inHurry, flags })
  }
  if (answer?.stop === 'stopped') {
    throw new MemError('interrupted', 'Stopped in mid-answer.', 'What was said so far is kept.')
  }
  if (!model && !quiet) {
    io.stderr.write(`${ADD_A_MODEL}\n`)
  }
}

/** How to get from quotes to answers. */
const ADD_A_MODEL = `mem: these are quotes: no model is set up. For answers set ANTHROPIC_API_KEY
     or OPENAI_API_KEY, or use a server of your own (such as Ollama):
     export OPENAI_BASE_URL=http://127.0.0.1:11434/v1
     mem chat --provider openai --model <name>`

type Talk = Pick<OneShot, 'chat' | 'model' | 'flags' | 'quiet'>

async function talk(io: Io, context: Context, { chat, model, flags, quiet }: Talk): Promise<void> {
  const { folder } = context
  const { runRepl } = await import('./repl.ts')
  const who = model ? `${model} answers.` : ADD_A_MODEL
  const greeting = `${who}\nThe memory is ${folder.root}. /help shows commands, Ctrl-D leaves.`
  const services: ReplServices = {
    session: chat.session,
    recall: chat.recall,
    remember: async (statement) => (await chat.remember(statement)).path,
    rootText: async () => (await folder.read('ROOT.md')) ?? '',
  }
  const outcome = await runRepl(io, services, { quiet, greeting, hasModel: model !== undefined })
  await endChat(io, context, { isKept: chat.session.isKept, inHurry: outcome === 'interrupted', flags })
}

/** The message and what was piped; `undefined` where the user is at a terminal and has not said anything yet. */
async function readInput(io: Io, message: string, { quiet }: { quiet: boolean }): Promise<ChatInput | undefined> {
  const piped = io.stdin.isTTY ? '' : await readStdin(io, { quiet })
  if (message) return { text: message, ...(piped.trim() && { piped }) }
  if (piped.trim()) return { text: piped.trim() }
  if (io.stdin.isTTY) return undefined
  throw new MemError('usage', 'There is nothing to say.', 'Example: mem chat "when is the stand-up?"')
}

async function readStdin(io: Io, { quiet }: { quiet: boolean }): Promise<string> {
  const notice = setTimeout(() => {
    if (!quiet) io.stderr.write('mem: waiting for standard input to end (`< /dev/null` where there is none)\n')
  }, STDIN_PATIENCE_MS)
  const decoder = new TextDecoder('utf-8')
  let text = ''
  try {
    for await (const bytes of io.stdin) {
      clearTimeout(notice)
      text += typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true })
    }
  } finally {
    clearTimeout(notice)
  }
  return text + decoder.decode()
}
