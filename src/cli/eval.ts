/** `mem eval`: how well recall finds what the user knows to be there. */
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import * as z from 'zod'
import { MemError } from '../errors.ts'
import type { EvalReport, EvaluatedQuestion } from '../memory/eval/evaluate.ts'
import { defineCommand, type GlobalFlags, parseFlags, printJson } from './command.ts'
import { parseMoment } from './dates.ts'
import type { Io } from './io.ts'
import { type Style, styleFor } from './style.ts'

const flagsSchema = z.object({
  make: z.coerce.number('must be a number of questions').int().positive('must be a number of questions').optional(),
})

export function evalCommand(io: Io): Command {
  return defineCommand({
    name: 'eval',
    summary: 'Measure recall on your own memory: questions with what they should find.',
    examples: [
      'mem eval --make 30 > questions.jsonl   # candidates from your memories: check them by hand',
      'mem eval questions.jsonl',
      'mem eval questions.jsonl --json        # every question, with the rank of what was expected',
      `echo '{"query":"who is the vet?","expect":["Dr. Moreau"]}' | mem eval -`,
    ],
  })
    .argument('[file]', 'JSON lines {"query", "expect": [path, session or text]}; - for standard input')
    .option('--make <count>', 'print so many candidate questions instead')
    .action(async (file: string | undefined, rawFlags: GlobalFlags) => {
      const { make } = parseFlags(flagsSchema, rawFlags, 'eval')
      if ((file === undefined) === (make === undefined)) {
        throw new MemError(
          'usage',
          'Give either a file of questions or --make.',
          'Example: mem eval --make 30 > questions.jsonl',
        )
      }
      const { openContext } = await import('../context.ts')
      const context = await openContext(io, rawFlags)
      if (make !== undefined) {
        const { makeCandidates } = await import('../memory/eval/candidates.ts')
        for (const candidate of await makeCandidates(context.folder, make)) printJson(io, candidate)
        return
      }
      const { evaluate, parseQuestions } = await import('../memory/eval/evaluate.ts')
      const name = file ?? '-'
      const questions = parseQuestions(await readAll(io, name), name)
      if (questions.length === 0) {
        throw new MemError('input', `${name} holds no questions.`, 'Make some: mem eval --make 30 > questions.jsonl')
      }
      const { timeZone } = context.config
      const report = await evaluate(questions, {
        recall: await context.recaller(),
        parseTime: (moment) => parseMoment(moment, { flag: `${name}: asOf`, timeZone, dayMeans: 'end' }),
      })
      context.reporter.clear()
      if (rawFlags.json) printJson(io, report)
      else io.stdout.write(renderReport(report, styleFor(io.stdout, io.env)))
    })
}

async function readAll(io: Io, name: string): Promise<string> {
  if (name === '-') return text(io.stdin)
  const { readInputFile } = await import('../store/input-file.ts')
  return text(Readable.from(readInputFile(resolve(io.cwd, name))))
}

/** The means, then the questions whose answer is not the first hit, worst first. */
function renderReport({ questions, mean }: EvalReport, style: Style): string {
  const means = Object.entries(mean).map(
    ([name, value]) => `  ${name.padEnd(10)}${((value ?? 0) * 100).toFixed(1).padStart(6)} %\n`,
  )
  const worse = questions
    .filter(({ rank }) => rank !== 1)
    .toSorted((a, b) => (b.rank ?? Number.POSITIVE_INFINITY) - (a.rank ?? Number.POSITIVE_INFINITY))
  const count = `${questions.length} ${questions.length === 1 ? 'question' : 'questions'}`
  const list = worse.length > 0 ? `\n${style.strong('not found first')}\n${worse.map(questionLine).join('')}` : ''
  return `${style.strong(count)}\n${means.join('')}${list}`
}

const questionLine = ({ query, rank, first, missed }: EvaluatedQuestion): string =>
  `  ${(rank === undefined ? 'missed' : `rank ${rank}`).padEnd(8)} ${query}\n` +
  `           first hit: ${first ?? 'none'}${missed.length > 0 ? `; not among the hits: ${missed.join(', ')}` : ''}\n`
