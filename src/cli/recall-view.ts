/** Hits as a person reads them: one headed block each, the turns verbatim. */
import { EMPTY_MEMORY, NOTHING_RELEVANT } from '../memory/recall/reason.ts'
import type { Moved, RecallHit, RecallResult } from '../memory/recall/types.ts'
import { printableLine } from './printable.ts'
import type { Style } from './style.ts'
import { indented } from './wrap.ts'

export interface Look {
  style: Style
  /** Of the terminal; absent: lines are not broken. */
  columns?: number | undefined
}

/** Text stands under its heading's rank. */
const INDENT = 3

/** Best first; each with its day, its citation and its topics. */
export function renderHits({ hits, omitted }: RecallResult, look: Look): string {
  const blocks = hits.map((hit, i) => `${heading(hit, i + 1, look)}\n${below(hit.text, look)}\n`)
  const hidden = omitted.overBudget > 0 ? look.style.faint(`${omitted.overBudget} more did not fit the budget.\n`) : ''
  return blocks.join('\n') + hidden
}

const MOVED: Readonly<Record<Moved, string>> = {
  newer: 'moved up: it tells the newer state',
  older: 'moved up: it tells the older state',
  asks: 'moved down: it only asks',
}

/** As `renderHits`, with what every score and every place is made of. */
export function renderExplanation({ hits, omitted, understood }: RecallResult, look: Look): string {
  const blocks = hits.map((hit, i) => {
    const { moved, ...parts } = hit.parts ?? {}
    const signals = Object.entries({ ...hit.signals, ...parts }).map(([name, value]) => `${name} ${value.toFixed(3)}`)
    const lines = [signals.join('  '), ...(moved ? [MOVED[moved]] : [])]
    const signalLines = look.style.faint(below(lines.join('\n'), look))
    return `${heading(hit, i + 1, look)}\n${signalLines}\n${below(hit.text, look)}\n`
  })
  const { overBudget, filtered, duplicate } = omitted
  const left = `left out: ${overBudget} over budget, ${filtered} filtered, ${duplicate} duplicates\n`
  return `${understood ? understanding(understood, look) : ''}${blocks.join('\n')}${look.style.faint(left)}`
}

/** Why there is nothing, and what to try. */
export function noHits({ reason = NOTHING_RELEVANT }: RecallResult): string {
  const next = reason === EMPTY_MEMORY ? ' Start with: mem capture <transcript>' : ''
  return `${printableLine(reason)}${next}\n`
}

function understanding(
  { terms, dates, topics, wantsRecent, wantsPast, wantsToDo, preset, weights }: NonNullable<RecallResult['understood']>,
  look: Look,
): string {
  const list = (words: string[]) => printableLine(words.join(' ')) || '–'
  const recent = wantsRecent ? '   wants the newest' : ''
  const past = wantsPast ? '   asks for the past' : ''
  const toDo = wantsToDo ? '   asks what is still to do' : ''
  const asked = `terms: ${list(terms)}   dates: ${list(dates)}   topics: ${list(topics)}${recent}${past}${toDo}`
  const weighed = Object.entries(weights).map(([name, weight]) => `${name} ${weight}`)
  const ranking = indented(`preset ${preset}: ${weighed.join('  ')}`, { ...look, indent: 0 })
  return `${look.style.faint(`${asked}\n${ranking}`)}\n\n`
}

function heading(
  { score, level, date, path, turns, topics, superseded }: RecallHit,
  rank: number,
  { style }: Look,
): string {
  const anchor = turns && level === 'raw' ? `#turn-${turns[0]}` : ''
  const tags = topics.map((topic) => ` #${printableLine(topic)}`).join('')
  const replaced = superseded === undefined ? '' : `  replaced ${superseded}`
  return `${style.strong(`${rank}.`)} ${date}  ${style.good(`${path}${anchor}`)}${style.faint(`${tags}${replaced}  ${score.toFixed(2)}`)}`
}

const below = (text: string, { columns }: Look): string => indented(text, { columns, indent: INDENT })
