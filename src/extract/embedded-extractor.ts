/** The extractor that needs no model: pure, deterministic, and true to the turns because it only cuts and never writes. */
import type { CountTokens, Extractor, ExtractRequest } from '../memory/ports.ts'
import type { Citation, Extraction, Memory, NumberedTurn } from '../memory/types.ts'
import { OpenTasks } from './changes/open-tasks.ts'
import { composeStatements, goesOn, MAX_UNITS, type Statement } from './lines/compose.ts'
import { groupsOf } from './lines/groups.ts'
import { restatedTurns } from './lines/restated.ts'
import { type Unit, unitsOf } from './lines/units.ts'
import { onceEach } from './once.ts'
import { statementBudget } from './select/budget.ts'
import { closingUnits, withRoom } from './select/closings.ts'
import { memoryTokens, withinBudget } from './select/fit.ts'
import { wordValues } from './select/salience.ts'
import { type Choice, selectChoices } from './select/select.ts'
import type { WordMeaning } from './select/word-direction.ts'
import { GENERAL } from './topics/topic-groups.ts'
import { indexTopics } from './topics/topics.ts'

export interface EmbeddedExtractorOptions {
  countTokens: CountTokens
  /** Share of the conversation's tokens that its statements may take, 0 to 1. */
  share?: number
  /** Helps to tell which words matter. */
  meaning?: WordMeaning | undefined
}

export const EMBEDDED_ENGINE = 'embedded'
const DEFAULT_SHARE = 0.2
/** At most one memory for so many turns of a chat. */
const TURNS_PER_MEMORY = 3
const LEAST_MEMORIES = 6
/** Name, separator and topic of a new line. */
const OPENING_TOKENS = 3
const KIND_TRUST = { decision: 2.75, action: 2.25, preference: 1.35, fact: 1 } as const

export function createEmbeddedExtractor({ share = DEFAULT_SHARE, ...options }: EmbeddedExtractorOptions): Extractor {
  return {
    id: EMBEDDED_ENGINE,
    async extract(request): Promise<Extraction> {
      return { memories: extractMemories(request, { ...options, share }), rejected: 0, engine: EMBEDDED_ENGINE }
    },
  }
}

/** The curated statements of the turns, in their order. */
export function extractMemories(
  { turns, context, date, path, knownTopics, openActions = [] }: ExtractRequest,
  { countTokens, share, meaning }: Omit<EmbeddedExtractorOptions, 'share'> & { share: number },
): Memory[] {
  const spoken = turns.filter(({ role }) => role === 'user' || role === 'assistant')
  const units = unitsOf(turns, { context, day: date })
  if (units.length === 0) return []
  const rawTokens = spoken.reduce((sum, turn) => sum + countTokens(`${turn.speaker}: ${turn.text}`), 0)
  const isChat = units.some(({ part }) => part === 'person')
  const budgetTokens = statementBudget('daily', { share, rawTokens, isChat })
  const topics = indexTopics(
    units.map(({ turn, quote }) => ({ turn, text: quote })),
    { known: knownTopics, speakers: spoken.map(({ speaker }) => speaker), fallback: GENERAL },
  )
  const pool = poolOf(units, { spoken, countTokens, meaning, isChat, tasks: new OpenTasks(openActions) })
  const topicsOf = onceEach(topics.topicsOf)
  const tokensOf = onceEach(countTokens)
  const kept = withinBudget(budgetTokens, {
    pick: (room) =>
      pickStatements(pool, room).map((statement) => ({
        statement,
        memory: memoryOf(statement, { path, date, topicsOf }),
      })),
    total: (some) => some.reduce((sum, { memory }) => sum + memoryTokens(memory, tokensOf), 0),
  })
  const restated = restatedTurns(
    kept.map(({ statement }) => statement),
    pool,
  )
  return kept.map(({ statement, memory }) => ({
    ...memory,
    citations: [...memory.citations, ...citationsOf(restated.get(statement) ?? [], path)],
  }))
}

const citationsOf = (turns: readonly number[], path: string): Citation[] =>
  turns.map((turn) => ({ path, turns: [turn, turn] }))

interface Pool {
  units: readonly Unit[]
  groups: readonly number[]
  choices: readonly Choice[]
  values: ReadonlyMap<string, number>
  maxStatements: number
  /** Of earlier days. */
  tasks: OpenTasks
  /** The units that close one of them. */
  closings: readonly number[]
}

interface PoolOptions {
  spoken: readonly NumberedTurn[]
  countTokens: CountTokens
  meaning: WordMeaning | undefined
  isChat: boolean
  tasks: OpenTasks
}

function poolOf(units: readonly Unit[], { spoken, countTokens, meaning, isChat, tasks }: PoolOptions): Pool {
  const groups = groupsOf(units, spoken)
  const choices = units.map((unit, index) => ({
    costTokens:
      countTokens(unit.joint + unit.text) +
      (unit.joint === '' ? 1 : 0) +
      (unit.elided && unit.joint === '' ? 1 : 0) +
      (unit.voice === 'quoted' && unit.joint === '' ? 1 : 0) +
      (unit.question ? countTokens(unit.question.text) + 4 : 0) +
      (unit.lead === undefined ? 0 : countTokens(unit.lead) + 1),
    words: unit.words,
    trust: unit.trust * KIND_TRUST[unit.kind],
    group: groups[index] ?? index,
    goesOn: goesOn(unit),
    ...(unit.parent === undefined ? {} : { parent: unit.parent }),
  }))
  const maxStatements = isChat ? Math.max(LEAST_MEMORIES, Math.ceil(spoken.length / TURNS_PER_MEMORY)) : units.length
  return {
    units,
    groups,
    choices,
    values: wordValues(spoken, meaning),
    maxStatements,
    tasks,
    closings: closingUnits(units, tasks),
  }
}

function pickStatements(pool: Pool, budgetTokens: number): Statement[] {
  const { units, groups, choices, values, maxStatements } = pool
  const kept = selectChoices(choices, {
    budgetTokens,
    values,
    openingTokens: OPENING_TOKENS,
    groupSize: MAX_UNITS,
    maxOpenings: maxStatements,
    kept: withRoom(pool.closings, choices, budgetTokens),
  })
  const statements = composeStatements(
    kept.flatMap((index) => units[index] ?? []),
    groups,
  )
  return bestOf(statements, { values, max: maxStatements, tasks: pool.tasks })
}

/** The statements with the most value, in their order. */
function bestOf(
  statements: readonly Statement[],
  { values, max, tasks }: { values: ReadonlyMap<string, number>; max: number; tasks: OpenTasks },
): Statement[] {
  if (statements.length <= max) return [...statements]
  const worth = ({ kind, words, text }: Statement) =>
    tasks.isClosedBy(text)
      ? Number.POSITIVE_INFINITY
      : KIND_TRUST[kind] * [...words].reduce((sum, word) => sum + (values.get(word) ?? 0), 0)
  const best = new Set(statements.toSorted((a, b) => worth(b) - worth(a)).slice(0, max))
  return statements.filter((statement) => best.has(statement))
}

const memoryOf = (
  { kind, text, turns, status }: Statement,
  { path, date, topicsOf }: { path: string; date: string; topicsOf: (text: string) => string[] },
): Memory => ({
  kind,
  text,
  // A tag that says nothing is not written.
  topics: topicsOf(text).filter((topic) => topic !== GENERAL),
  date,
  citations: [{ path, turns }],
  ...(status === undefined ? {} : { status }),
  ...(status === 'done' ? { closed: date } : {}),
  origin: 'machine',
})
