/** What ROOT.md is made from, and whether it still says what the folder says. */
import type { Memory } from '../../types.ts'
import { digestOf, humanMemoriesOf, type KnownFile, memoriesOfDay } from '../documents.ts'
import { readLevel } from '../level-files.ts'
import type { CompactDeps } from '../types.ts'

export const ROOT_PATH = 'ROOT.md'

/** What ROOT is made from, as it stands in the folder now. */
export interface RootInputs {
  memories: Memory[]
  /** The file that each of the first of them was read from, as it was then. */
  sources: string[]
  days: string[]
  /** Months that have a file. */
  months: string[]
  digest: string
}

/** Days count whole; of weeks and months only what a human wrote there: the rest comes from the same days. */
export function rootInputsOf(files: readonly KnownFile[]): RootInputs {
  const { days, byHand, months } = partsOf(files)
  const memories: Memory[] = []
  const sources: string[] = []
  for (const day of days) {
    const source = `${day.path} ${day.digest}`
    for (const memory of memoriesOfDay(day)) {
      memories.push(memory)
      sources.push(source)
    }
  }
  return {
    memories: [...memories, ...byHand],
    sources,
    days: days.map(({ document }) => document.period),
    months,
    digest: rootDigestOf(files),
  }
}

/** Changes with everything that ROOT is made from. */
export function rootDigestOf(files: readonly KnownFile[]): string {
  const { days, byHand, months } = partsOf(files)
  return digestOf(JSON.stringify([days.map(({ path, digest }) => [path, digest]), byHand, months]))
}

function partsOf(files: readonly KnownFile[]) {
  const days = files.filter(({ document }) => document.level === 'daily')
  const byHand = files.filter(({ document }) => document.level !== 'daily').flatMap(humanMemoriesOf)
  const months = files.filter(({ document }) => document.level === 'monthly').map(({ document }) => document.period)
  return { days, byHand, months }
}

const readFiles = async (deps: CompactDeps): Promise<KnownFile[]> => [
  ...(await readLevel(deps, 'daily')),
  ...(await readLevel(deps, 'weekly')),
  ...(await readLevel(deps, 'monthly')),
]

export const readRootInputs = async (deps: CompactDeps): Promise<RootInputs> => rootInputsOf(await readFiles(deps))

/** The digest alone, of the folder as it is now. */
export const readRootDigest = async (deps: CompactDeps): Promise<string> => rootDigestOf(await readFiles(deps))

/** Whether ROOT.md, as it was read, says what a folder with this digest says. */
export const isFresh = (
  { budgets }: Pick<CompactDeps, 'budgets'>,
  root: Pick<KnownFile, 'document'> | undefined,
  digest: string,
): boolean => root?.document.front.sources === digest && root.document.front.budgetTokens === budgets.rootTokens
