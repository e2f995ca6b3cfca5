/** What a command sees of the process: passed in, so that tests can run commands in memory. */
import type { Readable } from 'node:stream'

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface Io {
  stdin: Readable & { isTTY?: boolean }
  stdout: Output
  stderr: Output
  env: Readonly<Record<string, string | undefined>>
  /** Absolute path of the working folder. */
  cwd: string
  /** The user's home folder. */
  home: string
  now: () => Date
  /** Aborted by the first Ctrl-C. */
  signal: AbortSignal
}
