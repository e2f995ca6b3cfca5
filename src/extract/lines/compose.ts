/** Units that were kept → statements: each is a line that says who did what, in proper sentences and in one voice a speaker. */
import type { ActionStatus, MemoryKind } from '../../memory/types.ts'
import { capitalise, decapitalise } from './fillers.ts'
import type { Part } from './speakers.ts'
import type { Unit } from './units.ts'

export interface Statement {
  kind: MemoryKind
  text: string
  turns: readonly [number, number]
  status?: ActionStatus
  /** The content words of its units. */
  words: Set<string>
}

/** So many units make a line; what hangs on them may come on top. */
export const MAX_UNITS = 3

/** Whether a unit only goes on with the sentence of another, or shows a picture to it. */
export const goesOn = ({ hangs, form, parent }: Unit): boolean =>
  parent !== undefined && (hangs !== 'nothing' || form === 'caption')

/** The statements of the units that were kept, in the order in which they were said. */
export function composeStatements(kept: readonly Unit[], groups: readonly number[]): Statement[] {
  const lines = new Map<number, Unit[][]>()
  for (const unit of kept) {
    const group = groups[unit.id] ?? -1
    const parts = lines.get(group) ?? []
    lines.set(group, parts)
    const fits =
      parts.find((part) => part.some(({ id }) => id === unit.parent)) ??
      parts.findLast((part) => part.filter((other) => !goesOn(other)).length < MAX_UNITS)
    if (fits) fits.push(unit)
    else parts.push([unit])
  }
  return [...lines.values()]
    .flat()
    .map((units) => statementOf(units))
    .sort((a, b) => a.turns[0] - b.turns[0])
}

function statementOf(units: readonly Unit[]): Statement {
  const turns = units.flatMap(({ turn, answers }) => (answers === undefined ? [turn] : [answers, turn]))
  const status = units.find((unit) => unit.status !== undefined)?.status
  return {
    kind: kindOf(units),
    text: runsOf(units).map(renderRun).join(' ').replace(/\s+/g, ' ').trim(),
    turns: [Math.min(...turns), Math.max(...turns)],
    ...(status === undefined ? {} : { status }),
    words: new Set(units.flatMap(({ words }) => [...words])),
  }
}

/** What binds somebody makes the line; a line is a preference only if most of it is. */
function kindOf(units: readonly Unit[]): MemoryKind {
  const binding = units.find(({ kind }) => kind === 'action' || kind === 'decision')
  if (binding) return binding.kind
  return units.filter(({ kind }) => kind === 'preference').length * 2 > units.length ? 'preference' : 'fact'
}

/** What one speaker says in one go. */
interface Run {
  speaker: string
  part: Part
  /** Whether another speaker's words stand before it in the line. */
  follows: boolean
  units: Unit[]
  captions: Unit[]
}

function runsOf(units: readonly Unit[]): Run[] {
  const runs: Run[] = []
  for (const unit of units) {
    let run = runs.at(-1)
    if (run?.speaker !== unit.speaker) {
      run = { speaker: unit.speaker, part: unit.part, follows: runs.length > 0, units: [], captions: [] }
      runs.push(run)
    }
    if (unit.form === 'caption') run.captions.push(unit)
    else run.units.push(unit)
  }
  return runs
}

function renderRun(run: Run): string {
  const said = run.units.length === 0 ? '' : renderSaid(run)
  if (run.captions.length === 0) return said
  const shown = run.captions.map(({ text }) => text).join(' and ')
  return said === '' ? finish(`${run.speaker} ${shown}`) : finish(`${said.replace(/\.$/, '')} (${shown})`)
}

function renderSaid(run: Run): string {
  const { speaker, units } = run
  const question = units[0]?.question
  if (question || units.some(({ voice }) => voice === 'quoted')) return quotation(units, { speaker, question })
  const told = units.some(({ voice }) => voice === 'told')
  if (!told && !needsNobody(run)) return quotation(units, { speaker, question })
  const line = finish(sentencesOf(units, { speaker, own: !told }))
  // Behind what another has said, a line that does not begin with its speaker would pass for the other's.
  return run.follows && !line.startsWith(`${speaker} `) ? quotation(units, { speaker, question }) : line
}

/** Whether the reader need not know who says so. */
const needsNobody = ({ part, units }: Run): boolean =>
  part === 'user' || part === 'note' || isBox(units) || opensWithName(units)

/** A task of a list is the same whoever wrote the list. */
const isBox = ([first]: readonly Unit[]): boolean => first?.form === 'ticked' || first?.form === 'unticked'

/** Somebody else's name as the subject needs nobody who says so. */
const opensWithName = ([first]: readonly Unit[]): boolean =>
  first !== undefined &&
  /^(?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}[\p{L}'’-]+ (?:\p{Lu}[\p{L}'’-]+ )?(?:is|was|has|had|will|can|lives?|works?|starts?|started|moved|went|got|wants?|needs?|owes?|still|said|says)\b/u.test(
    first.quote,
  ) &&
  !/^(?:It|They|He|She|This|That|There|The|Everything|Everyone|Nothing|Nobody|One|What|Who|Something|Someone)\b/.test(
    first.quote,
  )

function quotation(
  units: readonly Unit[],
  { speaker, question }: { speaker: string; question: Unit['question'] },
): string {
  const said = finish(sentencesOf(units, { speaker, own: true })).replaceAll('"', "'")
  if (!question) return `${speaker}: "${said}"`
  const asked = question.text.replaceAll('"', "'")
  return question.speaker === speaker
    ? `${speaker}, on "${asked}": "${said}"`
    : `${speaker}, asked "${asked}": "${said}"`
}

/** The units as sentences: clauses of one sentence stay joined as they stood, a subject that goes on is not named again. */
function sentencesOf(units: readonly Unit[], { speaker, own = false }: { speaker: string; own?: boolean }): string {
  let line = ''
  let before: Unit | undefined
  let joined = false
  for (const unit of units) {
    const said = own ? unit.quote : unit.text
    const text = unit.lead === undefined || before?.lead === unit.lead ? said : `${unit.lead}: ${decapitalise(said)}`
    const named = !own && unit.elided ? `${speaker} ${text}` : text
    if (before === undefined) line = capitalise(named)
    else if (unit.joint !== '' && unit.sentence === before.sentence) {
      const goesOn = !own && unit.elided && before.elided && /\b(?:and|but|or|then) $/.test(unit.joint)
      line += `${unit.joint}${decapitalise(goesOn ? text : named)}`
    } else if (unit.joint !== '' && unit.parent !== undefined) line += `${unit.joint}${decapitalise(named)}`
    else if (!own && unit.elided && before.elided && !joined && !/,| and /.test(before.text)) {
      line += ` and ${decapitalise(text)}`
      joined = true
    } else {
      line += `. ${capitalise(named)}`
      joined = false
    }
    before = unit
  }
  return line.replace(/([.!?…]["'”’)\]]*)\. /g, '$1 ')
}

const finish = (text: string): string => {
  const line = text.trim()
  return /[.!?…]["'”’)\]]*$/.test(line) && !/\betc\.\)$/.test(line) ? line : `${line}.`
}
