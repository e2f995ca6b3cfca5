/** Which units may share a line: a line is about one matter, said by one speaker in one turn or in two that belong together. */
import type { NumberedTurn } from '../../memory/types.ts'
import { contentWords, isFlat, rarityOf } from '../words.ts'
import type { Unit } from './units.ts'

/** Units of one group can make one line: one number a unit. */
export function groupsOf(units: readonly Unit[], turns: readonly NumberedTurn[]): number[] {
  const matters = mattersOf(turns)
  const groups: number[] = []
  const open = new Map<string, { unit: Unit; group: number; from: number }>()
  let next = 0
  for (const unit of units) {
    const parentGroup = unit.parent === undefined ? undefined : groups[unit.parent]
    const last = open.get(keyOf(unit))
    const joins = last !== undefined && unit.turn - last.from <= MAX_TURNS_APART && belongs(unit, last.unit, matters)
    const group = parentGroup ?? (joins ? last.group : next++)
    groups.push(group)
    if (parentGroup !== undefined && units[unit.parent ?? -1]?.speaker !== unit.speaker) close(open, parentGroup)
    // What hangs on another line's unit goes there and opens nothing.
    if (parentGroup === undefined && unit.form !== 'caption')
      open.set(keyOf(unit), { unit, group, from: joins ? last.from : unit.turn })
  }
  return groups
}

/** Once another speaker has gone on with a line, the first one's next sentence begins a new line. */
function close(open: Map<string, { group: number }>, group: number): void {
  for (const [key, last] of open) if (last.group === group) open.delete(key)
}

const MAX_TURNS_APART = 4

/** What can only be quoted and what is told do not mix; decisions and action items have lines of their own. */
const keyOf = ({ id, speaker, kind, voice }: Unit): string =>
  kind === 'decision' || kind === 'action' ? `${id}` : `${speaker}\n${voice === 'quoted' ? 'quoted' : 'told'}`

/** Of two units of one speaker: whether the second goes on with the matter of the first. */
function belongs(unit: Unit, before: Unit, matters: ReadonlyMap<number, number>): boolean {
  if (unit.question !== undefined) return false
  if (unit.sentence === before.sentence) return true
  if (unit.part !== 'person')
    return unit.turn === before.turn && unit.sentence - before.sentence <= 2 && sharesWord(unit.words, before.words)
  if (matters.get(unit.turn) !== matters.get(before.turn)) return false
  return true
}

/**
 * Numbers the matters of a talk: a turn goes on with the matter of the two before it where it shares a word with them that is not
 * everyday, or answers a question.
 */
function mattersOf(turns: readonly NumberedTurn[]): Map<number, number> {
  const matters = new Map<number, number>()
  let matter = 0
  let recent: { words: Set<string>; asks: boolean }[] = []
  for (const { number, text } of turns) {
    const words = contentWords(text)
    const goesOn = recent.at(-1)?.asks || recent.some((turn) => sharesWord(words, turn.words))
    if (!goesOn) matter++
    matters.set(number, matter)
    recent = [...recent.slice(-1), { words, asks: /\?/.test(text) }]
  }
  return matters
}

const sharesWord = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((word) => b.has(word) && !isFlat(word) && rarityOf(word) !== 'common')
