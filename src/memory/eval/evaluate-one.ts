/** One question's hits against what was expected of them. Pure. */
import type { RecallHit } from '../recall/types.ts'
import { type Contents, hasPath } from './contents.ts'
import { type Expectation, meets, parseExpectation, showsTurn } from './expectation.ts'
import { type Evidence, type QuestionScores, rankOf, type ScoredHit, scoreRanks } from './scores.ts'

/** A question, and what its hits should be: see {@link Expectation}. */
export interface EvalQuestion {
  id?: string | number | undefined
  query: string
  /** Never empty. */
  expect: string[]
  asOf?: Date
}

/** What became of one thing that was expected. */
export interface ExpectedOutcome {
  expect: string
  /** As what it was read. */
  kind: Expectation['kind']
  /** The first hit that meets it, as recall numbers its hits, from 1; absent where none does. */
  hit?: number
  /** What the scores go by: one more than the sessions of the hits before that one. */
  rank?: number
  /** There is no such file, turn, session or text in the memory. */
  unknown?: true
}

export interface EvaluatedQuestion {
  id?: string | number
  query: string
  scores: QuestionScores
  /** The first hit that meets any expectation, and its rank; absent where none does. */
  hit?: number
  rank?: number
  expected: ExpectedOutcome[]
  /** What was expected and is not among the hits. */
  missed: string[]
  /** Where the first hit stands. */
  first?: string
}

export interface Found {
  hits: readonly RecallHit[]
  contents: Contents
}

/** Hits are best first. What is missed as a text is `unknown` only when the files were searched for it. */
export function evaluateOne({ id, query, expect }: EvalQuestion, { hits, contents }: Found): EvaluatedQuestion {
  const expectations = [...new Set(expect)].map((written) =>
    parseExpectation(written, (session) => contents.sessions.has(session)),
  )
  const { turns, answer } = evidenceOf(expectations, contents)
  const scored = hits.map((hit) => scoredHit(hit, turns))
  const expected = expectations.map((expectation) => outcomeOf(expectation, { scored, contents }))
  const [best] = expected.filter(({ hit }) => hit !== undefined).sort((a, b) => (a.hit ?? 0) - (b.hit ?? 0))
  const evidence: Evidence = { turns: new Set(turns.map(({ name }) => name)), answer }
  const [first] = hits
  return {
    ...(id !== undefined && { id }),
    query,
    scores: scoreRanks(
      expected.map(({ rank }) => rank),
      { evidence, hits: scored },
    ),
    ...(best?.hit !== undefined && { hit: best.hit }),
    ...(best?.rank !== undefined && { rank: best.rank }),
    expected,
    missed: expected.flatMap(({ expect: written, hit }) => (hit === undefined ? written : [])),
    ...(first && { first: placeOf(first) }),
  }
}

const placeOf = ({ path, level, turns }: RecallHit): string =>
  turns && level === 'raw' ? `${path}#turn-${turns[0]}` : path

type ScoredRecallHit = ScoredHit & { hit: RecallHit }

const scoredHit = (hit: RecallHit, turns: readonly EvidenceTurn[]): ScoredRecallHit => ({
  hit,
  source: hit.session ?? hit.path,
  turns: turns.flatMap((turn) => (showsTurn(hit, turn) ? turn.name : [])),
  text: hit.text,
})

interface Scored {
  scored: readonly ScoredRecallHit[]
  contents: Contents
}

function outcomeOf(expectation: Expectation, { scored, contents }: Scored): ExpectedOutcome {
  const isRight = ({ hit }: ScoredRecallHit): boolean => meets(hit, expectation)
  const rank = rankOf(scored, isRight)
  const isUnknown = rank === undefined && expectation.kind === 'path' && !hasPath(contents, expectation)
  return {
    expect: expectation.written,
    kind: expectation.kind,
    ...(rank !== undefined && { hit: scored.findIndex(isRight) + 1, rank }),
    ...(isUnknown && { unknown: true }),
  }
}

interface EvidenceTurn {
  name: string
  path: string
  number: number
}

/** Turns that are expected by number, and the words of all texts that are. */
function evidenceOf(
  expectations: readonly Expectation[],
  contents: Contents,
): { turns: EvidenceTurn[]; answer: string } {
  const turns = expectations.flatMap((expectation) =>
    expectation.kind === 'path' ? turnsOf(expectation, contents) : [],
  )
  const texts = expectations.filter(({ kind }) => kind === 'text')
  return { turns, answer: texts.map(({ written }) => written).join(' ') }
}

function turnsOf(expectation: Extract<Expectation, { kind: 'path' }>, contents: Contents): EvidenceTurn[] {
  const { path, turns, written } = expectation
  if (turns === undefined) return []
  // Turns that are not there count as one that is never shown.
  if (!hasPath(contents, expectation)) return [{ name: written, path, number: 0 }]
  return Array.from({ length: turns[1] - turns[0] + 1 }, (_, index) => {
    const number = turns[0] + index
    return { name: `${path}#turn-${number}`, path, number }
  })
}
