/**
 * Fits the direction of `src/extract/select/word-direction.ts`: which words of a session occur in answers to questions about it, beside
 * what their use tells. Reports what daily lines keep of answers without it, and with a direction that was fitted on the other conversations.
 */
import { pathToFileURL } from 'node:url'
import { extractMemories } from '../../src/extract/embedded-extractor.ts'
import { type SpokenTurn, wordOdds } from '../../src/extract/select/salience.ts'
import { meaningAlong, type WordMeaning } from '../../src/extract/select/word-direction.ts'
import { createEmbeddedEncoder } from '../../src/llm/embedded/encoder.ts'
import { loadTokenCounter } from '../../src/llm/embedded/tokens.ts'
import { contentWords } from '../../src/memory/eval/scores.ts'
import type { CountTokens } from '../../src/memory/ports.ts'
import { terms } from '../../src/rank/tokenize.ts'
import { fitLogistic, type Sample } from './logistic.ts'
import { ROOT } from './process.ts'
import { step } from './progress.ts'
import { answerable, type BenchQuestion, type BenchSession, type BenchSet } from './sets.ts'
import { printTable } from './table.ts'

const FOLDS = 5
const RIDGE = 1000
const SHARES = [0.26, 0.21, 0.2]
/** Answers to these say what the user would like, in words of their own. */
const NOT_ASKED_FOR = /preference/
const LONGEST_ANSWER = 12

interface Session {
  data: string
  fold: number
  session: BenchSession
  questions: BenchQuestion[]
}

export async function benchWordDirection(sets: readonly BenchSet[]): Promise<void> {
  const encoder = createEmbeddedEncoder({ assets: pathToFileURL(`${ROOT}/src/llm/embedded/table/`) })
  const sessions = sets.filter((set) => isOnce(set, sets)).flatMap(sessionsOf)
  const words = step('reading the words of the sessions', () => samplesOf(sessions, encoder.vectorOf))
  const fitted = (without?: number) =>
    step(without === undefined ? 'fitting on all' : `fitting without part ${without + 1} of ${FOLDS}`, () =>
      directionFrom(words.filter(({ fold }) => fold !== without)),
    )
  const byFold = Array.from({ length: FOLDS }, (_, fold) => alongDirection(fitted(fold), encoder.vectorOf))
  const countTokens = await loadTokenCounter()
  const variants: [name: string, (fold: number) => WordMeaning | undefined][] = [
    ['without meaning', () => undefined],
    ['fitted on the other conversations', (fold) => byFold[fold]],
    ['as it stands in the program, fitted on all', () => meaningAlong(encoder.vectorOf)],
  ]
  console.log('\n## Words of answers in daily lines, by the meaning of words\n')
  const rows = variants.map(([name, meaningOf]) => [name, ...keptCells(sessions, { meaningOf, countTokens })])
  printTable(
    ['', ...[...new Set(sessions.map(({ data }) => data))].flatMap((data) => SHARES.map((s) => `${data} ${s}`))],
    rows,
  )
  console.log(`\nFor ${encoder.id}:\n${packed(fitted())}`)
}

/**
 * The sessions that questions are about. Conversations stay whole, where there are several: what is known of a person would tell of the
 * person's other sessions; else sessions that share a question stay together.
 */
function sessionsOf({ data, stores }: BenchSet): Session[] {
  const asked = stores.flatMap(({ name, sessions, questions }) =>
    sessions.map((session) => ({ data, store: name, session, questions: questionsAbout(session, questions) })),
  )
  const groups = new Map<string, number>()
  return asked
    .filter(({ questions }) => questions.length > 0)
    .map(({ store, ...one }) => {
      const keys = stores.length > 1 ? [store] : one.questions.map(({ id }) => id)
      const group = keys.map((key) => groups.get(key)).find((known) => known !== undefined) ?? groups.size
      for (const key of keys) groups.set(key, group)
      return { ...one, fold: group % FOLDS }
    })
}

const questionsAbout = ({ id }: BenchSession, questions: readonly BenchQuestion[]): BenchQuestion[] =>
  answerable(questions).filter(({ sessions, category }) => sessions.has(id) && !NOT_ASKED_FOR.test(category))

/** A pool of stores that are there by themselves as well is left out. */
const isOnce = ({ data, arrangement }: BenchSet, sets: readonly BenchSet[]): boolean =>
  arrangement === 'each store' || !sets.some((other) => other.data === data && other.arrangement === 'each store')

const turnsOf = ({ turns }: BenchSession): SpokenTurn[] =>
  turns.map(({ speaker, text }, index) => ({
    number: index + 1,
    speaker: speaker === 'user' ? 'User' : speaker === 'assistant' ? 'Assistant' : speaker,
    role: speaker === 'assistant' ? 'assistant' : 'user',
    text,
  }))

type FoldedSample = Sample & { fold: number }

/** One a word and session: its vector, then one, whether a set other than the first, and what its use tells. Of a larger set every nth. */
function samplesOf(sessions: readonly Session[], vectorOf: (word: string) => Float32Array): FoldedSample[] {
  const sets = [...new Set(sessions.map(({ data }) => data))]
  const bySet = sets.map((data, index) =>
    sessions.filter((one) => one.data === data).flatMap((one) => wordsOf(one, { index, vectorOf })),
  )
  const least = Math.min(...bySet.map(({ length }) => length))
  return bySet.flatMap((samples) => {
    const every = Math.floor(samples.length / least)
    return samples.filter((_, at) => at % every === 0)
  })
}

function wordsOf(
  { fold, session, questions }: Session,
  { index, vectorOf }: { index: number; vectorOf: (word: string) => Float32Array },
): FoldedSample[] {
  const wanted = new Set(questions.flatMap(({ answer }) => terms(answer)))
  return wordOdds(turnsOf(session)).map(({ term, surface, logOdds }) => ({
    fold,
    features: Float32Array.of(...vectorOf(surface), 1, index === 0 ? 0 : 1, logOdds),
    label: wanted.has(term) ? 1 : 0,
  }))
}

/** Log-odds a unit of each dimension, in units of what the use of words tells. */
function directionFrom(samples: readonly FoldedSample[]): Float64Array {
  const dimensions = (samples[0]?.features.length ?? 3) - 3
  const spread = Math.sqrt(1 / dimensions)
  const scaled = samples.map((sample) => ({
    ...sample,
    features: sample.features.map((value, i) => (i < dimensions ? value / spread : value)),
  }))
  const coefficients = fitLogistic(scaled, { ridge: RIDGE, ridged: dimensions })
  const byUse = coefficients[dimensions + 2] ?? 1
  return coefficients.slice(0, dimensions).map((value) => value / spread / byUse)
}

const alongDirection =
  (direction: Float64Array, vectorOf: (word: string) => Float32Array): WordMeaning =>
  (word) =>
    vectorOf(word).reduce((sum, value, i) => sum + value * (direction[i] ?? 0), 0)

interface Keeping {
  meaningOf: (fold: number) => WordMeaning | undefined
  countTokens: CountTokens
}

function keptCells(sessions: readonly Session[], keeping: Keeping): string[] {
  return [...new Set(sessions.map(({ data }) => data))].flatMap((data) =>
    SHARES.map((share) => {
      const of = sessions.filter((one) => one.data === data)
      return step(`extracting ${data} at ${share}`, () => keptShare(of, { ...keeping, share })).toFixed(3)
    }),
  )
}

/** The mean share of an answer's words in the lines of its sessions. */
function keptShare(
  sessions: readonly Session[],
  { meaningOf, countTokens, share }: Keeping & { share: number },
): number {
  const lines = new Map<string, string>()
  for (const { fold, session } of sessions) {
    const date = new Date(session.dateMs).toISOString().slice(0, 10)
    const request = { turns: turnsOf(session), context: [], date, path: `raw/${date}-session-1.md`, knownTopics: [] }
    const memories = extractMemories(request, { countTokens, share, meaning: meaningOf(fold) })
    lines.set(session.id, memories.map(({ text, topics }) => `${text} ${topics.join(' ')}`).join('\n'))
  }
  const questions = new Set(sessions.flatMap((one) => one.questions))
  const shares = [...questions].flatMap((question) => {
    const wanted = contentWords(question.answer)
    if (wanted.size === 0 || wanted.size > LONGEST_ANSWER) return []
    const found = contentWords([...question.sessions].map((id) => lines.get(id) ?? '').join(' '))
    return [...wanted].filter((word) => found.has(word)).length / wanted.size
  })
  return shares.reduce((sum, value) => sum + value, 0) / Math.max(1, shares.length)
}

/** As it stands in the program. */
function packed(direction: Float64Array): string {
  const unit = Math.max(...direction.map(Math.abs)) / 127
  const bytes = Int8Array.from(direction, (value) => Math.round(value / unit))
  return `UNIT ${unit.toFixed(6)}\n${Buffer.from(bytes.buffer).toString('base64')}`
}
