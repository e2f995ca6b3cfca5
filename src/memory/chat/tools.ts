/** Runs the tools that the model may call in a chat. Its input is untrusted, and so is what the tools return. */
import * as z from 'zod'
import { MemError } from '../../errors.ts'
import { isDay } from '../../markdown/calendar.ts'
import { fence } from '../fence.ts'
import type { CountTokens, ToolCall } from '../ports.ts'
import { memoriesBlock, type ShownMemory } from './prompt.ts'
import { readPart } from './read-part.ts'
import { type ChatDeps, type ChatHit, citationOf } from './types.ts'

const day = z.string().refine(isDay, 'must be a day such as 2026-11-16')
const recallInput = z.object({
  query: z.string().trim().min(1).max(2000),
  since: day.optional(),
  until: day.optional(),
  k: z.number().int().min(1).max(20).default(8),
})
const line = z.number().int().min(1)
const readInput = z.object({ path: z.string().min(1).max(300), from: line.optional(), to: line.optional() })

export interface ToolOutcome {
  text: string
  isError: boolean
  /** What happened, in a few words for the user. */
  label: string
  hits: ChatHit[]
}

export interface ToolOptions {
  /** What the result may cost. */
  budgetTokens: number
}

type ToolDeps = Pick<ChatDeps, 'folder' | 'recall' | 'countTokens'>

/** Runs one call. Never throws for what the model got wrong: it is told and may try again. */
export async function runTool(deps: ToolDeps, call: ToolCall, { budgetTokens }: ToolOptions): Promise<ToolOutcome> {
  try {
    switch (call.name) {
      case 'recall':
        return await runRecall(deps, recallInput.parse(call.input), { budgetTokens })
      case 'read':
        return await runRead(deps, readInput.parse(call.input), { budgetTokens })
      default:
        return failure(`There is no tool "${call.name}": use recall or read.`)
    }
  } catch (error) {
    if (error instanceof z.ZodError) return failure(z.prettifyError(error))
    if (!(error instanceof MemError)) throw error
    // Other messages may name places on this machine: they are for the user alone.
    return error.code === 'input'
      ? failure(error.message)
      : { ...failure('It could not be done.'), label: `${call.name}: ${error.message}` }
  }
}

/** The answer to a call that is not run any more. */
export const failure = (message: string): ToolOutcome => ({
  text: fence('tool_error', message),
  isError: true,
  label: message.split('\n')[0] ?? message,
  hits: [],
})

async function runRecall(
  { recall }: ToolDeps,
  { query, since, until, k }: z.infer<typeof recallInput>,
  { budgetTokens }: ToolOptions,
): Promise<ToolOutcome> {
  const hits = await recall({ query, k, budgetTokens, ...(since && { since }), ...(until && { until }) })
  const range = since || until ? ` (${since ?? '…'} to ${until ?? '…'})` : ''
  return {
    text: hits.length ? memoriesBlock(shown(hits)) : 'Nothing was found. Try other words, or no time range.',
    isError: false,
    label: `recall "${query}"${range}: ${hits.length} found`,
    hits,
  }
}

async function runRead(
  { folder, countTokens }: { folder: ToolDeps['folder']; countTokens: CountTokens },
  input: z.infer<typeof readInput>,
  { budgetTokens }: ToolOptions,
): Promise<ToolOutcome> {
  const part = await readPart(
    folder,
    { path: input.path, ...(input.from && { from: input.from }), ...(input.to && { to: input.to }) },
    { budgetTokens, countTokens },
  )
  const lines = `${part.lines[0]}-${part.lines[1]}`
  const rest = part.more ? { continues: `at line ${part.lines[1] + 1}` } : {}
  return {
    text: fence('file', part.text, { path: part.path, lines, ...rest }),
    isError: false,
    label: `read ${part.path}, lines ${lines}`,
    hits: [],
  }
}

/** Hits in the form that prompts show. */
export const shown = (hits: readonly ChatHit[]): ShownMemory[] =>
  hits.map((hit) => ({
    citation: citationOf(hit),
    date: hit.date,
    text: hit.text,
    ...(hit.speakers && { speakers: hit.speakers }),
  }))
