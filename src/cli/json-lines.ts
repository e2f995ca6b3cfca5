/** Files of questions: a JSON value a line, from a file or from standard input. */
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { MemError } from '../errors.ts'
import { parseJsonText } from '../json.ts'
import type { Io } from './io.ts'

/** What a file is called in messages; `-` is standard input. */
export const inputName = (file: string): string => (file === '-' ? 'standard input' : file)

export interface JsonLine {
  value: unknown
  /** Where it stands, for messages: `questions.jsonl, line 3`. */
  where: string
}

/** Every line that is not blank. `MemError('input')` for a file that cannot be read, and at the first line that is no JSON. */
export async function* readJsonLines(
  io: Io,
  { file, example }: { file: string; example: string },
): AsyncGenerator<JsonLine> {
  const input = file === '-' ? io.stdin : Readable.from(await bytesOf(resolve(io.cwd, file)))
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const where = `${inputName(file)}, line ${number}`
    yield { value: parseLine(line, { where, example }), where }
  }
}

async function bytesOf(path: string): Promise<AsyncIterable<Uint8Array>> {
  const { readInputFile } = await import('../store/input-file.ts')
  return readInputFile(path)
}

function parseLine(line: string, { where, example }: { where: string; example: string }): unknown {
  try {
    return parseJsonText(line)
  } catch (cause) {
    throw new MemError('input', `${where} is not a question: it is no JSON.`, `Each line is JSON: ${example}`, {
      cause,
    })
  }
}
