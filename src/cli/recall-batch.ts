/** `mem recall --batch`: many questions in one process. */
import * as z from 'zod/mini'
import { MemError } from '../errors.ts'
import type { RecallQuery } from '../memory/recall/types.ts'
import { counted, printJson } from './command.ts'
import type { Io } from './io.ts'
import { type JsonLine, readJsonLines } from './json-lines.ts'
import { parseQuestion, questionFields } from './question-line.ts'
import type { QueryBase } from './recall.ts'

export interface BatchOptions {
  /** `-`: standard input. */
  file: string
  base: QueryBase
  recall: (query: RecallQuery) => Promise<object>
  timeZone: string
}

const EXAMPLE = '{"id": 1, "query": "…", "asOf": "2026-11-22"}'
const schema = z.strictObject(questionFields)

interface Question {
  id?: string | number | undefined
  query: string
  asOf?: Date
}

/**
 * One result a line, in the order of the questions, each with its id: an answer, or an `error` in the shape of `--json`. A question that is
 * wrong does not lose the others' answers; that there was one is thrown at the end. A line that is no JSON ends the run.
 */
export async function runBatch(io: Io, { file, base, recall, timeZone }: BatchOptions): Promise<void> {
  const refused: MemError[] = []
  let asked = 0
  for await (const line of readJsonLines(io, { file, example: EXAMPLE })) {
    asked++
    const question = questionOrError(line, timeZone)
    if (question instanceof MemError) {
      const { code, message, hint } = question
      refused.push(question)
      printJson(io, { id: idOf(line), error: { code, message, hint } })
    } else {
      const { id, ...query } = question
      printJson(io, { id, ...(await recall({ ...base, ...query })) })
    }
  }
  if (refused[0]) throw notAll(refused[0], { refused: refused.length, asked })
}

function questionOrError(line: JsonLine, timeZone: string): Question | MemError {
  try {
    return parseQuestion(line, { schema, example: EXAMPLE, timeZone })
  } catch (error) {
    if (error instanceof MemError) return error
    throw error
  }
}

const idSchema = z.object({ id: questionFields.id })

function idOf({ value }: JsonLine): string | number | undefined {
  const parsed = idSchema.safeParse(value)
  return parsed.success ? parsed.data.id : undefined
}

const notAll = (first: MemError, { refused, asked }: { refused: number; asked: number }): MemError =>
  new MemError(
    first.code,
    refused === 1
      ? first.message
      : `${refused.toLocaleString('en')} of ${counted(asked, 'question')} were not answered, first: ${first.message}`,
    asked === 1 ? first.hint : 'The others were answered; in the output, each of these has an "error".',
  )
