/** `mem compact --check`: whether every citation resolves, every file is readable, fresh and inside its budget. Changes nothing. */
import { MemError, messageOf } from '../../errors.ts'
import { memoryTokens } from '../../extract/select/fit.ts'
import { parseCitations } from '../../markdown/citation.ts'
import type { Citation } from '../types.ts'
import { SUMMARY_LEVELS } from '../types.ts'
import { levelBudget } from './budget.ts'
import { daysIn, digestsOf, humanMemoriesOf, type LevelFile, rawTokensOf, readTarget } from './documents.ts'
import { planCompaction } from './plan.ts'
import { readSession } from './sessions.ts'
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
      const file = await readFile(silent, path, damages)
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
async function countTurns(deps: CompactDeps, damages: Damage[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { path } of await deps.folder.list('raw')) {
    const notice = (message: string) => void damages.push({ path, kind: 'unreadable', message })
    const session = await readSession({ ...deps, reporter: { notice, progress: () => {} } }, path)
    if (session) counts.set(path, session.turns.length)
  }
  return counts
}

async function readFile(deps: CompactDeps, path: string, damages: Damage[]): Promise<LevelFile | undefined> {
  try {
    return await readTarget(deps, path)
  } catch (error) {
    if (!(error instanceof MemError) || error.code !== 'damaged') throw error
    damages.push({ path, kind: 'unreadable', message: messageOf(error) })
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
