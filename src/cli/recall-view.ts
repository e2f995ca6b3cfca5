/** Hits as a person reads them: one headed block each, the turns verbatim. */
import type { RecallHit, RecallResult } from '../memory/recall/types.ts'
import { printable } from './printable.ts'
import type { Style } from './style.ts'

/** Best first; each with its day, its citation and its topics. */
export function renderHits({ hits, omitted }: RecallResult, style: Style): string {
  const blocks = hits.map((hit, i) => `${heading(hit, i + 1, style)}\n${indented(printable(hit.text))}\n`)
  const hidden = omitted.overBudget > 0 ? style.faint(`${omitted.overBudget} more did not fit the budget.\n`) : ''
  return blocks.join('\n') + hidden
}

/** As `renderHits`, with what every score is made of. */
export function renderExplanation(result: RecallResult, style: Style): string {
  const { understood } = result
  const head = understood
    ? `${style.faint(`terms: ${understood.terms.join(' ') || '–'}   dates: ${understood.dates.join(' ') || '–'}   topics: ${understood.topics.join(' ') || '–'}${understood.wantsRecent ? '   wants the newest' : ''}${understood.wantsPast ? '   asks for the past' : ''}`)}\n\n`
    : ''
  const blocks = result.hits.map((hit, i) => {
    const signals = Object.entries({ ...hit.signals, ...hit.parts }).map(
      ([name, value]) => `${name} ${asNumber(value)}`,
    )
    return `${heading(hit, i + 1, style)}\n   ${style.faint(signals.join('  '))}\n${indented(printable(hit.text))}\n`
  })
  const { overBudget, filtered, duplicate } = result.omitted
  return `${head}${blocks.join('\n')}${style.faint(`left out: ${overBudget} over budget, ${filtered} filtered, ${duplicate} duplicates\n`)}`
}

const asNumber = (value: unknown): string => (typeof value === 'number' ? value.toFixed(3) : String(value))

function heading({ score, level, date, path, turns, topics }: RecallHit, rank: number, style: Style): string {
  const anchor = turns && level === 'raw' ? `#turn-${turns[0]}` : ''
  const tags = topics.map((topic) => ` #${topic}`).join('')
  return `${style.strong(`${rank}.`)} ${date}  ${style.good(`${path}${anchor}`)}${style.faint(`${tags}  ${score.toFixed(2)}`)}`
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n')
