/** The one error type that is meant for people: anything else that reaches `main` is a bug. */

/** Why a command could not do its work; each code has one exit status. */
export type MemErrorCode = 'usage' | 'input' | 'config' | 'provider' | 'cap' | 'locked' | 'damaged' | 'interrupted'

const EXIT_STATUS: Record<MemErrorCode, number> = {
  usage: 2,
  input: 2,
  config: 3,
  provider: 4,
  cap: 4,
  locked: 5,
  damaged: 6,
  interrupted: 130,
}

/** An expected failure: `message` says what happened, `hint` what to do next. Thrown where the facts are, printed once in `main`. */
export class MemError extends Error {
  readonly code: MemErrorCode
  readonly hint: string

  constructor(code: MemErrorCode, message: string, hint: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'MemError'
    this.code = code
    this.hint = hint
  }
}

/** The process's exit status for an error of this code. */
export const exitStatus = (code: MemErrorCode): number => EXIT_STATUS[code]

/** What happened and what to do next, for reports that go on after a failure. */
export const accountOf = (error: unknown): string =>
  error instanceof MemError ? `${error.message} ${error.hint}` : messageOf(error)

/** The sentence of any thrown value, for reports that go on after a failure. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
