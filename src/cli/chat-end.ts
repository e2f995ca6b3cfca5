/** What happens when a chat is over: its memories are extracted and what is due is compacted, in the background if nobody waits. */
import type { ConfigFlags } from '../config.ts'
import type { Context } from '../context.ts'
import { MemError } from '../errors.ts'
import type { Io } from './io.ts'

export interface EndOptions {
  /** False where the memory could not take what was said: then it takes no summary of it either, and the user knows. */
  isKept: boolean
  /** True where the user has just pressed Ctrl-C to leave. */
  inHurry: boolean
  /** The models that the chat was started with. */
  flags: ConfigFlags
}

/** Never fails the chat: what could not be done is said, and is done by the next run. */
export async function endChat(io: Io, context: Context, { isKept, inHurry, flags }: EndOptions): Promise<void> {
  if (!isKept) return
  const { extract, compact } = context.config.models
  const usesModel = extract.provider !== 'embedded' || compact.provider !== 'embedded'
  const { detach } = io
  try {
    if (usesModel && detach) await compactElsewhere(io, context, { detach, inHurry, flags })
    else await compactHere(io, context)
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    context.reporter.notice(`what was said is kept, but not condensed yet: ${error.message} The next run does it.`)
  } finally {
    context.reporter.clear()
  }
}

async function compactHere(io: Io, context: Context): Promise<void> {
  const { planCompaction, compact } = await import('../memory/compact/compact.ts')
  const deps = await context.compactDeps()
  const plan = await planCompaction(deps, {})
  if (plan.steps.length > 0) await compact(deps, plan, { signal: io.signal })
  await context.refreshIndex()
}

interface Elsewhere extends Omit<EndOptions, 'isKept'> {
  detach: NonNullable<Io['detach']>
}

/** A model takes its time: a process of its own does the work, and Ctrl-C only ends the waiting. */
async function compactElsewhere(
  io: Io,
  { folder, reporter }: Context,
  { detach, inHurry, flags }: Elsewhere,
): Promise<void> {
  const models = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const done = detach(['compact', '--quiet', '--dir', folder.root, ...models]).catch(() => null)
  if (inHurry || io.signal.aborted) return
  reporter.notice('condensing what was said; Ctrl-C leaves it to the background')
  // A pending promise keeps no process alive, and the other process is not ours to wait for: this timer is.
  const stayAlive = setInterval(() => {}, 60_000)
  try {
    const status = await Promise.race([done, aborted(io.signal)])
    if (status !== 0 && status !== 'aborted') {
      reporter.notice('what was said is kept, but condensing it failed: run `mem compact` to see why')
    }
  } finally {
    clearInterval(stayAlive)
  }
}

const aborted = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }))
