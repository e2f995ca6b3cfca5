/** The files in `.bench/` that hold every question's result: what the printed means are made of. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { ROOT } from './process.ts'

export interface ResultsFile {
  path: string
  /** Adds one JSON line. */
  add(line: object): void
}

/** An empty `.bench/<name>.jsonl`. */
export function newResultsFile(name: string): ResultsFile {
  const path = `${ROOT}/.bench/${name}.jsonl`
  mkdirSync(`${ROOT}/.bench`, { recursive: true })
  writeFileSync(path, '')
  return { path, add: (line) => appendFileSync(path, `${JSON.stringify(line, setsAsLists)}\n`) }
}

const setsAsLists = (_key: string, value: unknown): unknown => (value instanceof Set ? [...value] : value)
