/** The questions file of `mem eval`. */
import * as z from 'zod/mini'
import { MemError } from '../errors.ts'
import type { EvalQuestion } from '../memory/eval/evaluate-one.ts'
import type { Io } from './io.ts'
import { inputName, readJsonLines } from './json-lines.ts'
import { parseQuestion, questionFields } from './question-line.ts'

const EXAMPLE = '{"query": "…", "expect": ["raw/2026-11-22-session-1.md#turn-3"]}'

const schema = z.strictObject({
  ...questionFields,
  expect: z
    .array(z.string('must be a text').check(z.trim(), z.minLength(1, 'must not be empty')), 'must be a list of texts')
    .check(z.minLength(1, 'must hold what should be found')),
})

/** One question a line. `MemError('input' or 'usage')` for a file without any, and at the first line that is none. */
export async function readQuestions(
  io: Io,
  { file, timeZone }: { file: string; timeZone: string },
): Promise<EvalQuestion[]> {
  const questions: EvalQuestion[] = []
  for await (const line of readJsonLines(io, { file, example: EXAMPLE }))
    questions.push(parseQuestion(line, { schema, example: EXAMPLE, timeZone }))
  if (questions.length > 0) return questions
  throw new MemError(
    'input',
    `${inputName(file)} holds no questions.`,
    'Make some: mem eval --make 30 > questions.jsonl',
  )
}
