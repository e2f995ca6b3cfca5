/** `mem eval`: how well recall finds what the user knows to be there. */
import type { Command } from 'commander'
import * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { MemError } from '../errors.ts'
import type { Candidates } from '../memory/eval/candidates.ts'
import type { EvalReport } from '../memory/eval/evaluate.ts'
import { PRESETS } from '../rank/weights.ts'
import { counted, defineCommand, type GlobalFlags, parseFlags, printJson } from './command.ts'
import type { Io } from './io.ts'
import { styleFor } from './style.ts'

const COUNT = 'must be a number of questions'
const flagsSchema = z.object({
  make: z.optional(z.coerce.number(COUNT).check(z.int(COUNT), z.positive(COUNT))),
  preset: z.optional(z.enum(PRESETS, `must be one of ${PRESETS.join(', ')}`)),
})
type Preset = z.infer<typeof flagsSchema>['preset']

export function evalCommand(io: Io): Command {
  return defineCommand({
    name: 'eval',
    summary: 'Measure recall on your own memory: questions with what they should find.',
    examples: [
      'mem eval --make 30 > questions.jsonl   # candidates from your memories: check them by hand',
      'mem eval questions.jsonl',
      'mem eval questions.jsonl --json        # every question, with the hits that it should find',
      'mem eval questions.jsonl --preset lexical   # another ranking, to compare with',
      `echo '{"query":"who is the vet?","expect":["Dr. Moreau"]}' | mem eval -`,
    ],
  })
    .argument('[file]', 'JSON lines {"query", "expect": [path, session or text]}; - for standard input')
    .option('--make <count>', 'print so many candidate questions instead')
    .option('--preset <name>', `the ranking: ${PRESETS.join(', ')}`)
    .action(async (file: string | undefined, rawFlags: GlobalFlags) => {
      const { make, preset } = parseFlags(flagsSchema, rawFlags, 'eval')
      if ((file === undefined) === (make === undefined)) {
        throw new MemError(
          'usage',
          'Give either a file of questions or --make.',
          'Example: mem eval --make 30 > questions.jsonl',
        )
      }
      if (make !== undefined && preset !== undefined) {
        throw new MemError('usage', '--make ranks nothing: --preset says nothing to it.', 'Leave one of them out.')
      }
      const { openContext } = await import('../context.ts')
      const context = await openContext(io, rawFlags)
      if (make !== undefined) await printCandidates(io, { context, make })
      if (file !== undefined) await printScores(io, { context, file, preset, json: rawFlags.json ?? false })
    })
}

// --- measuring ---

interface Measuring {
  context: Context
  file: string
  preset: Preset
  json: boolean
}

async function printScores(io: Io, { context, file, preset, json }: Measuring): Promise<void> {
  const { readQuestions } = await import('./eval-questions.ts')
  const { evaluate } = await import('../memory/eval/evaluate.ts')
  const { folder, reporter, config } = context
  const questions = await readQuestions(io, { file, timeZone: config.timeZone })
  const report = await evaluate(questions, { recall: await context.recaller(), folder, reporter, preset })
  reporter.clear()
  const warning = warningOf(report)
  if (warning !== undefined) reporter.notice(warning)
  if (json) return printJson(io, report)
  const { renderReport } = await import('./eval-view.ts')
  const look = { style: styleFor(io.stdout, io.env), ...(io.stdout.isTTY && { columns: io.stdout.columns }) }
  io.stdout.write(renderReport(report, look))
}

const UNKNOWN_SHOWN = 5

/** What makes low scores say nothing about recall. */
function warningOf({ reason, unknown }: EvalReport): string | undefined {
  if (reason !== undefined) return `${reason} There is nothing to find. Start with: mem capture <transcript>`
  if (unknown.length === 0) return undefined
  const shown = unknown.slice(0, UNKNOWN_SHOWN).map((written) => `"${written}"`)
  const more =
    unknown.length > UNKNOWN_SHOWN ? ` and ${(unknown.length - UNKNOWN_SHOWN).toLocaleString('en')} more` : ''
  const [name, count] = unknown.length === 1 ? ['names', 'counts'] : ['name', 'count']
  const subject = counted(unknown.length, 'expectation')
  return `${subject} ${name} no file, turn, session or text of this memory and ${count} as missed: ${shown.join(', ')}${more}`
}

// --- candidates ---

async function printCandidates(io: Io, { context, make }: { context: Context; make: number }): Promise<void> {
  const { makeCandidates } = await import('../memory/eval/candidates.ts')
  const { folder, reporter } = context
  const made = await makeCandidates(make, { folder, reporter })
  reporter.clear()
  for (const question of made.questions) printJson(io, question)
  if (made.questions.length < make) reporter.notice(shortfall(made))
}

function shortfall({ questions, days }: Candidates): string {
  if (days === 0) return 'there is nothing to ask about: no day is remembered yet. Start with: mem capture <transcript>'
  const made = questions.length === 0 ? 'no question' : `no more than ${counted(questions.length, 'question')}`
  return `${made} could be made: a statement has to be long enough, to link to its turns and to name its matter`
}
