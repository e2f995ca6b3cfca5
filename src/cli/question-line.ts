/** One line of a file of questions → a question, for `mem recall --batch` and `mem eval`. */
import * as z from 'zod/mini'
import { MemError } from '../errors.ts'
import { parseMoment } from './dates.ts'
import type { JsonLine } from './json-lines.ts'

/** What a question has in both. Schemas of lines are strict: a mistyped `asof` would be answered as another question, and nobody told. */
export const questionFields = {
  id: z.optional(z.union([z.string(), z.number()], 'must be a text or a number')),
  query: z.string('must be a text').check(z.trim(), z.minLength(1, 'must not be empty')),
  asOf: z.optional(z.string('must be a date')),
}

export interface QuestionOptions<T> {
  schema: z.core.$ZodType<T>
  /** A whole line, for the hint. */
  example: string
  timeZone: string
}

/** The question with its `asOf` as a time. `MemError('input' or 'usage')` names the line and what is wrong with it. */
export function parseQuestion<T extends { asOf?: string | undefined }>(
  { value, where }: JsonLine,
  { schema, example, timeZone }: QuestionOptions<T>,
): Omit<T, 'asOf'> & { asOf?: Date } {
  const parsed = z.safeParse(schema, value)
  if (!parsed.success) {
    throw new MemError(
      'input',
      `${where} is not a question: ${problemIn(parsed.error)}.`,
      `Each line is JSON: ${example}`,
    )
  }
  const { asOf, ...question } = parsed.data
  if (asOf === undefined) return question
  return { ...question, asOf: parseMoment(asOf, { flag: `${where}: asOf`, timeZone, dayMeans: 'end' }) }
}

function problemIn({ issues: [issue] }: z.core.$ZodError): string {
  if (issue?.code === 'unrecognized_keys') return `there is no field ${issue.keys.map((key) => `"${key}"`).join(', ')}`
  return issue?.path.length ? `${issue.path.join('.')} ${issue.message}` : 'it is no object'
}
