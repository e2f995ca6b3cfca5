/** `mem compact --check`: whether every citation resolves, every file is readable, fresh and inside its budget. Changes nothing. */
import { MemError } from '../../errors.ts'
import { memoryTokens } from '../../extract/select/fit.ts'
import { parseCitations } from '../../markdown/citation.ts'
import type { Citation } from '../types.ts'
import { SUMMARY_LEVELS } from '../types.ts'
import { whatIsWrong } from '../what-is-wrong.ts'
import { levelBudget } from './budget.ts'
import { daysIn, digestsOf, humanMemoriesOf, type LevelFile, rawTokensOf, readTarget } from './documents.ts'
import { planCompaction } from './plan.ts'
import { openSession } from './sessions.ts'
import type { CompactDeps } from './types.ts'

export interface Damage {
  path: string
  kind: 'unreadable' | 'citation' | 'budget' | 'stale'
  message: string
}

/** Everything that is wrong, in the order of the tree. */
export async function checkFolder(deps: CompactDeps): Promise<Damage[]> {
  const damages: Damage[] = []
  const turns = await countTurns(deps, damages)
  const silent = { ...deps, reporter: { notice: () => {}, progress: () => {} } }
  for (const level of SUMMARY_LEVELS) {
    for (const { path } of await deps.folder.list(level)) {
      const file = await orDamage({ path, damages, read: () => readTarget(silent, path) })
      if (!file) continue
      damages.push(...(await checkCitations(deps, file, turns)), ...checkBudget(deps, file))
    }
  }
  for (const { path, reason } of (await planCompaction(silent, { redo: false })).steps) {
    if (!damages.some((damage) => damage.path === path && damage.kind === 'unreadable')) {
      damages.push({
        path,
        kind: 'stale',
        message: reason === 'new' ? 'is still to be made: run `mem compact`' : 'is out of date: run `mem compact`',
      })
    }
  }
  return damages
}

/** The number of turns of every raw file; broken ones are damage. */
async function countTurns({ folder }: CompactDeps, damages: Damage[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { path } of await folder.list('raw')) {
    const session = await orDamage({ path, damages, read: () => openSession({ folder }, path) })
    if (session) counts.set(path, session.turns.length)
  }
  return counts
}

interface Reading<T> {
  path: string
  damages: Damage[]
  read: () => Promise<T | undefined>
}

/** A file that cannot be read is a damage, named once. */
async function orDamage<T>({ path, damages, read }: Reading<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof MemError) || error.code !== 'damaged') throw error
    damages.push({ path, kind: 'unreadable', message: whatIsWrong(error, path) })
    return undefined
  }
}

async function checkCitations(
  { folder }: CompactDeps,
  { path, text }: LevelFile,
  turns: ReadonlyMap<string, number>,
): Promise<Damage[]> {
  const damages: Damage[] = []
  for (const citation of parseCitations(text, path)) {
    const missing = citation.path.startsWith('raw/')
      ? missingTurns(citation, turns)
      : (await folder.stat(citation.path)) === undefined
    if (missing) damages.push({ path, kind: 'citation', message: `${nameOf(citation)} does not exist` })
  }
  return damages
}

const missingTurns = ({ path, turns: range }: Citation, turns: ReadonlyMap<string, number>): boolean => {
  const count = turns.get(path)
  return count === undefined || (range !== undefined && range[1] > count)
}

const nameOf = ({ path, turns }: Citation): string =>
  turns ? `${path}, turn ${turns[0] === turns[1] ? turns[0] : `${turns[0]}–${turns[1]}`},` : path

/** What a human wrote is theirs: it may take a file above its budget. */
function checkBudget({ countTokens, budgets }: CompactDeps, file: LevelFile): Damage[] {
  const { document, path, text } = file
  const byHand = humanMemoriesOf(file).reduce((sum, memory) => sum + memoryTokens(memory, countTokens), 0)
  if (document.level === 'root') {
    const tokens = countTokens(text)
    const allowed = budgets.rootTokens + byHand + countTokens(document.pinned)
    return tokens > allowed
      ? [{ path, kind: 'budget', message: `takes ${tokens} of ${budgets.rootTokens} tokens` }]
      : []
  }
  const tokens = document.sections
    .flatMap(({ items }) => items)
    .filter(({ hand }) => !hand)
    .reduce((sum, { memory }) => sum + memoryTokens(memory, countTokens), 0)
  const budget = levelBudget({ budgets }, document.level, {
    rawTokens: rawTokensOf(document),
    days: daysIn(digestsOf(document)),
  })
  return tokens > budget ? [{ path, kind: 'budget', message: `takes ${tokens} of ${budget} tokens` }] : []
}
