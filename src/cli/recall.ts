/** `mem recall`: ranked hits with citations, for people, for programs, for prompts. */
import type { Command } from 'commander'
import * as z from 'zod/mini'
import { MemError } from '../errors.ts'
import type { RecallQuery, RecallResult } from '../memory/recall/types.ts'
import { PRESETS } from '../rank/weights.ts'
import { defineCommand, type GlobalFlags, parseFlags, printJson, printText } from './command.ts'
import { parseDay, parseMoment } from './dates.ts'
import type { Io } from './io.ts'
import { noHits, renderExplanation, renderHits } from './recall-view.ts'
import { styleFor } from './style.ts'

const LEVELS = ['raw', 'daily', 'weekly', 'monthly', 'root'] as const
const FORMATS = ['text', 'json', 'prompt'] as const
const positive = (what: string) => z.optional(z.coerce.number(what).check(z.int(what), z.positive(what)))
const oneOf = <const Name extends string>(names: readonly Name[]) =>
  z.optional(z.enum(names, `must be one of ${names.join(', ')}`))

const flagsSchema = z.object({
  k: positive('must be a number of hits'),
  budget: positive('must be a number of tokens'),
  since: z.optional(z.string()),
  until: z.optional(z.string()),
  asOf: z.optional(z.string()),
  topic: z.optional(z.string().check(z.regex(/[\p{L}\p{N}]/u, 'give the name of a topic'))),
  level: oneOf(LEVELS),
  preset: oneOf(PRESETS),
  explain: z._default(z.boolean(), false),
  format: oneOf(FORMATS),
  batch: z.optional(z.string()),
})
/** Without -k: people and prompts get a few hits, programs get recall's own number. */
const HITS_TO_READ = 8

type Flags = z.infer<typeof flagsSchema>

export function recallCommand(io: Io): Command {
  return defineCommand({
    name: 'recall',
    summary: 'Find the memories that answer a question, best first, each with the turns it stands in.',
    brief: 'find the memories that answer a question',
    examples: [
      'mem recall "when did we move the stand-up?"',
      'mem recall -k 3 --since 2026-11-01 postgres migration',
      'mem recall --topic billing --level daily "open invoices"',
      'mem recall --format prompt --budget 1500 "kyoto trip"  # for a prompt',
      'mem recall --batch asked.jsonl > hits.jsonl  # {"id", "query"} a line',
    ],
  })
    .argument('[query...]', 'what to look for, in plain words')
    .option('-k, --k <hits>', `at most so many hits (${HITS_TO_READ}; 30 with --json, --batch or --budget)`)
    .option('--budget <tokens>', 'as many hits as fit this many tokens')
    .option('--since <day>', 'only what was said on or after this day')
    .option('--until <day>', 'only what was said on or before this day')
    .option('--as-of <when>', 'answer as on that day: nothing later is seen')
    .option('--topic <name>', 'only this topic')
    .option('--level <name>', `only this level: ${LEVELS.join(', ')}`)
    .option('--preset <name>', `the ranking, without the weights of config.json: ${PRESETS.join(', ')}`)
    .option('--explain', 'show what each score and each place is made of')
    .option('--format <name>', `${FORMATS.join(', ')}`)
    .option('--batch <file>', 'many questions in one process, JSON lines; - for standard input')
    .action(async (words: string[], rawFlags: GlobalFlags) => {
      const flags = parseFlags(flagsSchema, rawFlags, 'recall')
      const query = words.join(' ').trim()
      if (!query === !flags.batch) {
        throw new MemError(
          'usage',
          'Give either a question or --batch.',
          'Example: mem recall "when did we move the stand-up?"',
        )
      }
      const format = formatOf(flags, rawFlags)
      const { openContext } = await import('../context.ts')
      const context = await openContext(io, rawFlags)
      const { timeZone, recall: defaults } = context.config
      const base = baseQuery(flags, { timeZone, defaults, format })
      const recall = await context.recaller()
      if (flags.batch) {
        const { runBatch } = await import('./recall-batch.ts')
        return runBatch(io, { file: flags.batch, base, recall, timeZone })
      }
      const result = await recall({ ...base, query })
      context.reporter.clear()
      await show(result, { io, format, explain: flags.explain })
      if (format === 'text' && result.hits.length === 0 && !rawFlags.quiet) io.stderr.write(noHits(result))
    })
}

type OutputFormat = (typeof FORMATS)[number]

function formatOf({ format, batch }: Flags, { json }: GlobalFlags): OutputFormat {
  if (batch !== undefined && format !== undefined && format !== 'json') {
    throw new MemError('usage', `--batch prints JSON lines, not ${format}.`, 'Leave --format out.')
  }
  if (json && format !== undefined && format !== 'json') {
    throw new MemError('usage', `--json and --format ${format} exclude each other.`, 'Leave one of them out.')
  }
  return batch !== undefined || json ? 'json' : (format ?? 'text')
}

interface ShowOptions {
  io: Io
  format: OutputFormat
  explain: boolean
}

async function show(result: RecallResult, { io, format, explain }: ShowOptions): Promise<void> {
  switch (format) {
    case 'json':
      return printJson(io, result)
    case 'prompt': {
      const { formatPrompt } = await import('../memory/recall/prompt.ts')
      return printText(io, formatPrompt(result))
    }
    case 'text': {
      const look = { style: styleFor(io.stdout, io.env), ...(io.stdout.isTTY && { columns: io.stdout.columns }) }
      return void io.stdout.write(explain ? renderExplanation(result, look) : renderHits(result, look))
    }
    default:
      return format satisfies never
  }
}

/** What the flags say of every question. */
export type QueryBase = Omit<RecallQuery, 'query'>

interface QueryDefaults {
  timeZone: string
  defaults: { k?: number | undefined; budgetTokens?: number | undefined }
  format: OutputFormat
}

function baseQuery(flags: Flags, { timeZone, defaults, format }: QueryDefaults): QueryBase {
  const since = flags.since && parseDay(flags.since, { flag: '--since', timeZone })
  const until = flags.until && parseDay(flags.until, { flag: '--until', timeZone })
  if (since && until) assertInOrder(since, until)
  const budgetTokens = flags.budget ?? defaults.budgetTokens
  const k = flags.k ?? defaults.k ?? (format === 'json' || budgetTokens !== undefined ? undefined : HITS_TO_READ)
  return {
    ...(k !== undefined && { k }),
    explain: flags.explain,
    ...(budgetTokens !== undefined && { budgetTokens, forPrompt: format === 'prompt' }),
    ...(since && { since }),
    ...(until && { until }),
    ...(flags.asOf !== undefined && { asOf: parseMoment(flags.asOf, { flag: '--as-of', timeZone, dayMeans: 'end' }) }),
    ...(flags.topic !== undefined && { topic: flags.topic }),
    ...(flags.level !== undefined && { level: flags.level }),
    ...(flags.preset !== undefined && { preset: flags.preset }),
  }
}

/** Days as they are written compare as text. */
function assertInOrder(since: string, until: string): void {
  if (since <= until) return
  throw new MemError('usage', `--since ${since} is after --until ${until}: no day lies between.`, 'Swap the two days.')
}
