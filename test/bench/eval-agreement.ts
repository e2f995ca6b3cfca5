/** `mem eval` is what a user measures with: it has to say what this bench says. */
import { z } from 'zod'
import type { ScoreName } from '../../src/memory/eval/scores.ts'
import { askAndScore, type ScoredQuestion } from './ask.ts'
import type { CapturedStore } from './captured.ts'
import { MEM, runNode } from './process.ts'
import { answerable, type BenchQuestion } from './sets.ts'

/** A user's file can say the evidence sessions, or where the evidence stands and what the answer is: these are scored from each. */
const FROM_SESSIONS = ['mrr', 'any@1', 'any@5', 'all@5', 'rec@10'] as const
const FROM_EVIDENCE = ['ev@1500t', 'ans@1500t'] as const

const reportSchema = z.object({
  questions: z.array(z.object({ query: z.string(), scores: z.record(z.string(), z.number()) })),
})

/** A line that says so; throws at the first question for which `mem eval` and the bench differ. */
export function assertEvalAgrees(captured: CapturedStore | undefined): string {
  if (!captured) return ''
  const { store } = captured
  const questions = answerable(store.questions).filter(({ ignored }) => ignored.size === 0)
  const scored = askAndScore(captured, { questions })
  const places = placesOf(captured)
  assertSame(scored, { captured, names: FROM_SESSIONS, expectedOf: ({ sessions }) => [...sessions] })
  assertSame(scored, {
    captured,
    names: FROM_EVIDENCE,
    expectedOf: ({ turns, answer }) => [...[...turns].map((turn) => places.get(turn) ?? turn), answer].filter(Boolean),
  })
  const names = [...FROM_SESSIONS, ...FROM_EVIDENCE].join(', ')
  return `\`mem eval\` gives every one of the ${scored.length} questions of ${store.name} the same ${names}.`
}

/** Every turn's id → its place, as a questions file names it: `raw/2026-11-22-session-1.md#turn-3`. */
const placesOf = ({ store, paths }: CapturedStore): Map<string, string> =>
  new Map(
    store.sessions.flatMap(({ id, turns }) =>
      turns.map((turn, index): [string, string] => [turn.id, `${paths.get(id)}#turn-${index + 1}`]),
    ),
  )

interface Compared {
  captured: CapturedStore
  names: readonly ScoreName[]
  /** What a questions file expects. */
  expectedOf: (question: BenchQuestion) => string[]
}

function assertSame(scored: readonly ScoredQuestion[], { captured, names, expectedOf }: Compared): void {
  const input = scored.map(({ question }) =>
    JSON.stringify({ query: question.query, expect: expectedOf(question), asOf: question.asOf }),
  )
  const args = [MEM, 'eval', '-', '--json', '--quiet', '--dir', captured.root]
  const { stdout } = runNode(args, { input: input.join('\n') })
  const evaluated = reportSchema.parse(JSON.parse(stdout)).questions
  for (const [index, { question, scores }] of scored.entries()) {
    for (const name of names) {
      const theirs = evaluated[index]?.scores[name]
      if (theirs !== scores[name])
        throw new Error(`${question.id}: ${name} is ${scores[name]}, but mem eval says ${theirs}`)
    }
  }
}
