/** Scores as a person reads them: the means, then the questions whose answer is not the first hit, worst first. */
import type { EvalReport } from '../memory/eval/evaluate.ts'
import type { EvaluatedQuestion } from '../memory/eval/evaluate-one.ts'
import { SCORE_NAMES } from '../memory/eval/scores.ts'
import { counted } from './command.ts'
import { printableLine } from './printable.ts'
import type { Look } from './recall-view.ts'
import { hanging, indented } from './wrap.ts'

const INDENT = 11
const EXPLANATION =
  '"hit" is the number that recall gives it. The scores go by "rank": one more than the sessions of the hits before it.'

export function renderReport(report: EvalReport, look: Look): string {
  const { questions } = report
  const worse = questions
    .filter(({ hit }) => hit !== 1)
    .toSorted((a, b) => (b.hit ?? Number.POSITIVE_INFINITY) - (a.hit ?? Number.POSITIVE_INFINITY))
  const { style, columns } = look
  const list = worse.map((question) => renderQuestion(question, look))
  const explanation = worse.some(({ hit }) => hit !== undefined)
    ? `${style.faint(indented(EXPLANATION, { columns, indent: 2 }))}\n`
    : ''
  const head = `${style.strong(counted(questions.length, 'question'))}\n${renderMeans(report)}`
  return worse.length === 0 ? head : `${head}\n${style.strong('not found first')}\n${list.join('')}${explanation}`
}

/** A score that applies to some of the questions only says to how many. */
const renderMeans = ({ questions, mean, counts }: EvalReport): string =>
  SCORE_NAMES.flatMap((name) => {
    const value = mean[name]
    if (value === undefined) return []
    const count = counts[name] ?? 0
    const part = count < questions.length ? `  of ${counted(count, 'question')}` : ''
    return `  ${name.padEnd(10)}${(value * 100).toFixed(1).padStart(6)} %${part}\n`
  }).join('')

function renderQuestion({ query, hit, rank, first, missed, expected }: EvaluatedQuestion, { columns }: Look): string {
  const unknown = new Set(expected.flatMap(({ expect, unknown: isUnknown }) => (isUnknown ? expect : [])))
  const wanting = missed.map((written) => (unknown.has(written) ? `${written} (not in the memory)` : written))
  const facts = [
    ...(rank === undefined ? [] : [`rank ${rank}`]),
    `first hit: ${first ?? 'none'}`,
    ...(wanting.length > 0 ? [`not among the hits: ${wanting.join(', ')}`] : []),
  ]
  const head = `  ${hit === undefined ? 'missed' : `hit ${hit}`}`
  const options = { columns, indent: INDENT }
  return `${hanging(printableLine(query), { head, ...options })}\n${indented(printableLine(facts.join('; ')), options)}\n`
}
