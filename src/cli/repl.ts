/** The conversation at a terminal: messages, commands, and a way out that keeps everything. */
import { MemError } from '../errors.ts'
import type { ChatSession } from '../memory/chat/session.ts'
import type { ChatHit } from '../memory/chat/types.ts'
import { citationOf } from '../memory/chat/types.ts'
import { createChatView } from './chat-view.ts'
import type { Io } from './io.ts'
import { printable } from './printable.ts'
import { createReplInput, type ReplInput } from './repl-input.ts'
import { styleFor } from './style.ts'

export interface ReplServices {
  session: ChatSession
  recall: (query: string) => Promise<ChatHit[]>
  /** Writes a memory of the user's; returns the file. */
  remember: (text: string) => Promise<string>
  rootText: () => Promise<string>
}

export interface ReplOptions {
  quiet: boolean
  /** Whether a model answers; else the memory is quoted. */
  hasModel: boolean
  /** What the user sees first: where the memory is, who answers. */
  greeting: string
}

const HELP = `/recall <words>    find memories
/remember <text>   keep something, as your own word
/root              show ROOT.md
/help              this list
/exit              leave (also Ctrl-D, or Ctrl-C at an empty prompt)
Ctrl-C stops an answer. A pasted block is one message; a \\ at the end of a line goes on.
`

/** Talks until the user leaves. Returns `interrupted` where it was with Ctrl-C. */
export async function runRepl(
  io: Io,
  services: ReplServices,
  { quiet, greeting, hasModel }: ReplOptions,
): Promise<'end' | 'interrupted'> {
  const style = styleFor(io.stderr, io.env)
  if (!quiet) io.stderr.write(`${style.faint(greeting)}\n`)
  const input = createReplInput(io, { prompt: '> ' })
  const view = createChatView(io, { quiet, showAnswer: true, showRecalled: hasModel })
  try {
    for (;;) {
      const event = await input.next()
      if (event.kind !== 'message') {
        io.stderr.write('\n')
        return event.kind === 'end' ? 'end' : 'interrupted'
      }
      const text = event.text.trim()
      if (text === '/exit' || text === '/quit') return 'end'
      if (text !== '') await survive(io, () => respond(io, text, { services, input, view }))
    }
  } finally {
    input.close()
  }
}

/** A failed answer does not end the conversation. */
async function survive(io: Io, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    io.stderr.write(`mem: ${printable(error.message)}\n     ${printable(error.hint)}\n`)
  }
}

interface Respond {
  services: ReplServices
  input: ReplInput
  view: ReturnType<typeof createChatView>
}

async function respond(io: Io, text: string, { services, input, view }: Respond): Promise<void> {
  if (text.startsWith('/')) return input.during(() => runCommand(io, text, services))
  await input.during(async (signal) => {
    for await (const output of services.session.ask({ text }, { signal })) view.show(output)
  })
}

async function runCommand(io: Io, text: string, services: ReplServices): Promise<void> {
  const [, name = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  switch (name) {
    case 'help':
      return void io.stderr.write(HELP)
    case 'root':
      return void io.stdout.write(`${printable(await services.rootText()).trimEnd()}\n`)
    case 'recall': {
      if (rest === '') throw new MemError('usage', '/recall needs words to look for.', 'Example: /recall kyoto flights')
      const hits = await services.recall(rest)
      io.stdout.write(hits.length ? hits.map(hitText).join('\n') : 'Nothing relevant was found.\n')
      return
    }
    case 'remember': {
      if (rest === '')
        throw new MemError('usage', '/remember needs a statement.', 'Example: /remember Leo is allergic to cashews.')
      return void io.stderr.write(`Kept in ${await services.remember(rest)}.\n`)
    }
    default:
      throw new MemError('usage', `There is no command /${name}.`, 'See /help.')
  }
}

const hitText = (hit: ChatHit): string =>
  `${hit.date}  ${citationOf(hit)}\n${printable(hit.text).replace(/^/gm, '  ')}\n`
