/** Keeps the machine's own keys and profiles out of the tests of adapters. */
import { afterEach, beforeEach, vi } from 'vitest'
import type { MemError } from '../../src/errors.ts'

/** No key, base URL or profile of this machine is seen by the tests of this block. */
export function forgetEnvironment(): void {
  beforeEach(() => {
    for (const name of Object.keys(process.env)) {
      if (/^(ANTHROPIC|OPENAI)_/.test(name)) vi.stubEnv(name, undefined)
    }
    vi.stubEnv('HOME', '/nonexistent')
    vi.stubEnv('XDG_CONFIG_HOME', '/nonexistent')
  })
  afterEach(() => vi.unstubAllEnvs())
}

/** What a promise is rejected with; the test fails where it is not. */
export async function errorOf(promise: Promise<unknown>): Promise<MemError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (outcome === undefined) throw new Error('this should have failed')
  return outcome as MemError
}
