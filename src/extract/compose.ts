/** Units that were kept → statements: what one speaker said in neighbouring turns makes one readable line with one citation. */
import type { ActionStatus, MemoryKind } from '../memory/types.ts'
import { decapitalise } from './clauses.ts'
import type { Unit } from './units.ts'

export interface Statement {
  kind: MemoryKind
  text: string
  turns: readonly [number, number]
  status?: ActionStatus
  /** The content words of its units. */
  words: Set<string>
}

/** How far apart (in turns) what a person says in a chat may be to share a line. A user's turns to an assistant each have their own matter. */
const NEAR_TURNS = 10
const MAX_LINE_CHARACTERS = { named: 320, labelled: 180 }

/** Groups units by who said them and where, so that selection knows which can share a line: one number a unit. */
export function groupsOf(units: readonly Unit[]): number[] {
  const groups: number[] = []
  const open = new Map<string, { group: number; turn: number }>()
  let next = 0
  for (const unit of units) {
    const parentGroup = unit.parent === undefined ? undefined : groups[unit.parent]
    const key = `${unit.speaker}\n${lineKind(unit)}`
    const last = open.get(key)
    const fits =
      last !== undefined &&
      unit.turn - last.turn <= (unit.named ? NEAR_TURNS : 0) &&
      unit.question === undefined &&
      unit.kind !== 'decision' &&
      unit.kind !== 'action'
    const group = parentGroup ?? (fits ? last.group : next++)
    groups.push(group)
    // What hangs on another line's clause goes there and opens nothing.
    if (parentGroup === undefined && !fits) open.set(key, { group, turn: unit.turn })
  }
  return groups
}

/** In a chat facts and preferences may share a line; decisions and action items never do. */
const lineKind = ({ kind, named }: Unit): string =>
  named && (kind === 'fact' || kind === 'preference') ? 'said' : kind

/** The statements of the units that were kept. */
export function composeStatements(kept: readonly Unit[], groups: readonly number[]): Statement[] {
  const lines = new Map<number, Unit[][]>()
  for (const unit of kept) {
    const group = groups[unit.id] ?? -1
    const parts = lines.get(group) ?? []
    lines.set(group, parts)
    const current = parts.at(-1)
    if (current && lengthOf([...current, unit]) <= MAX_LINE_CHARACTERS[unit.named ? 'named' : 'labelled'])
      current.push(unit)
    else if (current?.some(({ id }) => id === unit.parent)) current.push(unit)
    else parts.push([unit])
  }
  return [...lines.values()]
    .flat()
    .map(statementOf)
    .sort((a, b) => a.turns[0] - b.turns[0])
}

const lengthOf = (units: readonly Unit[]): number => units.reduce((sum, { text }) => sum + text.length + 2, 0)

function statementOf(units: readonly Unit[]): Statement {
  const first = units[0]
  if (!first) throw new Error('a statement needs a unit')
  const turns = units.flatMap(({ turn, question }) => (question ? [question.turn, turn] : [turn]))
  return {
    kind: kindOf(units),
    text: finish(sentenceOf(units)),
    turns: [Math.min(...turns), Math.max(...turns)],
    ...(first.status === undefined ? {} : { status: first.status }),
    words: new Set(units.flatMap(({ words }) => [...words])),
  }
}

/** A line is a preference only if most of it is. */
function kindOf(units: readonly Unit[]): MemoryKind {
  const preferences = units.filter(({ kind }) => kind === 'preference').length
  const [first] = units
  if (first?.kind === 'decision' || first?.kind === 'action') return first.kind
  return preferences * 2 > units.length ? 'preference' : 'fact'
}

function sentenceOf(units: readonly Unit[]): string {
  const quoted = units.some((unit) => unit.quoted)
  const first = units[0]
  if (!first) return ''
  const { speaker, named, question } = first
  const attributed = named || /^(?:assistant|ai|claude|chatgpt)$/i.test(speaker)
  const head = question
    ? `${speaker}, asked "${question.text}": ${lower(quoted ? first.quote : withSubject(first, speaker, false))}`
    : quoted
      ? `${speaker}: ${lower(first.quote)}`
      : first.elided
        ? `${speaker} ${first.text}`
        : attributed && !first.text.includes(speaker)
          ? `${speaker}: ${lower(first.text)}`
          : first.text
  let subject = !quoted && first.elided && !question
  let line = head
  for (const unit of units.slice(1)) {
    const text = quoted ? unit.quote : subject || !unit.elided ? unit.text : `${speaker} ${unit.text}`
    if (!quoted && unit.joint === '') subject = unit.elided
    line += unit.joint === '' ? `; ${lower(text)}` : `${unit.joint}${lower(text)}`
  }
  return line
}

const withSubject = (unit: Unit, speaker: string, known: boolean): string =>
  unit.elided && !known ? `${speaker} ${unit.text}` : unit.text

const lower = (text: string): string => decapitalise(text)

const finish = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  const sentence = line.charAt(0).toUpperCase() + line.slice(1)
  return /[.!?…]["'”’)\]]*$/.test(sentence) ? sentence : `${sentence}.`
}
