/** What happens when a model cannot be had: the embedded engine does the work, and the user is told. */
import { MemError, messageOf } from '../errors.ts'
import type { Reporter } from './ports.ts'

/** The limit of the day concerns every call that is left of a run: it is said once. */
const toldOfCap = new WeakSet<Reporter>()

/**
 * Says that the embedded engine takes over, and whether that is because the limit of the day was reached: what is made without the model
 * for that reason is done again when there is room. Rethrows a bug, and the user's wish to stop.
 */
export function fallBack(reporter: Reporter, error: unknown): { capped: boolean } {
  if (!(error instanceof MemError) || error.code === 'interrupted') throw error
  const capped = error.code === 'cap'
  if (!capped || !toldOfCap.has(reporter)) reporter.notice(`${messageOf(error)} The embedded engine took over.`)
  if (capped) toldOfCap.add(reporter)
  return { capped }
}
