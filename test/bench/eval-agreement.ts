/** `mem eval` is what a user measures with: it has to say what this bench says. */
import { z } from 'zod'
import { askAndScore } from './ask.ts'
import type { CapturedStore } from './captured.ts'
import { MEM, runNode } from './process.ts'
import { answerable } from './sets.ts'

/** The scores that need nothing but the expected sessions. */
const SHARED_SCORES = ['mrr', 'any@1', 'any@5', 'all@5', 'rec@10'] as const

const reportSchema = z.object({
  questions: z.array(z.object({ query: z.string(), scores: z.record(z.string(), z.number()) })),
})

/** A line that says so; throws at the first question for which `mem eval` and the bench differ. */
export function assertEvalAgrees(captured: CapturedStore | undefined): string {
  if (!captured) return ''
  const { store, root } = captured
  const questions = answerable(store.questions).filter(({ ignored }) => ignored.size === 0)
  const input = questions.map(({ query, sessions, asOf }) => JSON.stringify({ query, expect: [...sessions], asOf }))
  const { stdout } = runNode([MEM, 'eval', '-', '--json', '--dir', root], { input: input.join('\n') })
  const evaluated = reportSchema.parse(JSON.parse(stdout)).questions
  const scored = askAndScore(captured, { questions })
  for (const [index, { question, scores }] of scored.entries()) {
    for (const name of SHARED_SCORES) {
      const theirs = evaluated[index]?.scores[name]
      if (theirs !== scores[name])
        throw new Error(`${store.name}, ${question.id}: ${name} is ${scores[name]}, but mem eval says ${theirs}`)
    }
  }
  return `\`mem eval\` gives every one of the ${scored.length} questions of ${store.name} the same ${SHARED_SCORES.join(', ')}.`
}
