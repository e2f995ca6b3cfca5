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
  /**
   * Runs this program once more in a process of its own, without a terminal, that lives on when this one ends. Resolves to its exit status,
   * `null` where a signal ended it; does not keep this process alive. Absent in tests that run commands in memory.
   */
  detach?: (args: readonly string[]) => Promise<number | null>
}
