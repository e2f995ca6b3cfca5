/** Statements of many days → the state of things: restatements become one, changed facts keep their old value marked, actions are closed. */
import type { Citation, Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { joinPieces, piecesOf } from '../lines/pieces.ts'
import { supersedes } from './changes.ts'
import { closedAmong, isSameTask, type Outcome, outcomeOf, type Task } from './closing.ts'
import { isOtherHolder } from './holder.ts'
import { describe, type Known, type Part } from './known.ts'
import { StatementIndex } from './statement-index.ts'

/** Shared content words over all content words from which two statements say the same. */
const SAME_OVERLAP = 0.75
/** From which one may say it with another value. */
const SAME_FRAME_OVERLAP = 0.25
const MAX_CITATIONS = 3

/**
 * Merges statements, oldest first. Later words win: a restatement takes the newer text and both citations; a statement that a later one
 * replaces gets `superseded`; an open action that was done or dropped gets `status` and `closed`. Where a line says several things, the
 * one that changed becomes a line of its own. A human's statement is never changed by a machine's.
 */
export function mergeMemories(memories: readonly Memory[]): Memory[] {
  const index = new StatementIndex()
  settleAll(index, oldestFirst(memories))
  return mergedOf(index)
}

const oldestFirst = (memories: readonly Memory[]): Memory[] =>
  orderOf(memories).flatMap((place) => memories[place] ?? [])

/** Their places in the order in which they are merged: the oldest first. */
export function orderOf(memories: readonly Memory[]): number[] {
  const places = memories.map((_, place) => place)
  const dates = memories.map(({ date }) => date)
  // What days were read from is in order already.
  if (dates.every((date, place) => place === 0 || (dates[place - 1] ?? '') <= date)) return places
  const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)
  return places.sort((a, b) => compare(dates[a], dates[b]))
}

/** Goes on with a merge: `memories` were said after all that the index knows. */
export function settleAll(index: StatementIndex, memories: readonly Memory[]): void {
  for (const memory of memories) index.add(settle(describe(memory), index))
}

/** What holds after all that the index knows was said. `settledAt`: what is left of a statement that the index does not know any more. */
export function mergedOf(
  { statements }: StatementIndex,
  settledAt: (place: number) => readonly Memory[] = () => [],
): Memory[] {
  const merged: Memory[] = []
  for (let place = 0; place < statements.length; place++) {
    const known = statements[place]
    for (const line of known ? linesOf(known) : settledAt(place)) merged.push(line)
  }
  return merged
}

/** Marks what a statement changes in those before it; gives it as it is known now, with what it takes over from them. */
function settle(said: Known, index: StatementIndex): Known {
  let next = said
  const ended: Ended[] = []
  for (const earlier of index.near(said)) {
    if (earlier.memory.origin === 'human' && said.memory.origin !== 'human') continue
    const overlap = overlapOf(earlier.words, next.words)
    if (isRestatement(earlier, next, overlap) || isSameTaskBeside(earlier, next)) {
      next = { ...next, memory: joined(earlier.memory, next.memory) }
      Object.assign(earlier, { isMerged: true, isOpen: false })
      continue
    }
    const outcome = outcomeFor(earlier, next)
    if (outcome && earlier.task) ended.push({ earlier, task: earlier.task, outcome })
    else if ((next.isChange || isSameFrame(earlier, next, overlap)) && markReplaced(earlier, next))
      next = { ...next, memory: underOldName(earlier.memory, next.memory) }
  }
  for (const { earlier, outcome } of closedAmong(ended, { text: said.memory.text, words: said.words }))
    Object.assign(earlier, { memory: closed(earlier.memory, said.memory, outcome), isOpen: false })
  return next
}

/** An open task that a later statement may have closed. */
interface Ended {
  earlier: Known
  task: Task
  outcome: Outcome
}

/** The line as it is, or with what was replaced in it taken out and marked; none where a later one says it too. */
export function linesOf(known: Known): readonly Memory[] {
  const { memory, isMerged, isReplaced } = known
  if (isMerged) return []
  if (!isReplaced) return [memory]
  const { parts } = known
  const replaced = parts.filter((part) => part.replaced !== undefined)
  const superseded =
    replaced
      .map((part) => part.replaced ?? '')
      .sort()
      .at(-1) ?? ''
  if (replaced.length === parts.length) return [{ ...memory, superseded }]
  const pieces = piecesOf(memory)
  const line = (chosen: readonly Part[]): Memory => ({
    ...memory,
    text: joinPieces(
      memory,
      pieces,
      chosen.flatMap((part) => part.pieces),
    ),
  })
  return [line(parts.filter((part) => part.replaced === undefined)), { ...line(replaced), superseded }]
}

/** The task is asked for last: an earlier statement may have to be taken apart for it. */
function outcomeFor(earlier: Known, { memory: later, parts }: Known): Outcome | undefined {
  const { memory } = earlier
  if (memory.status !== 'open' || memory.superseded !== undefined) return undefined
  if (later.kind === 'action' && later.status !== 'done') return undefined
  const { task } = earlier
  if (!task) return undefined
  for (const { claim } of parts) {
    const outcome = outcomeOf(task, claim)
    if (outcome) return outcome
  }
  return undefined
}

const closed = (action: Memory, later: Memory, status: 'done' | 'dropped'): Memory => ({
  ...action,
  status,
  closed: later.date,
  citations: cited(action, later),
})

/** Marks what the later statement replaces in the earlier one; whether it replaces anything. */
function markReplaced(earlier: Known, next: Known): boolean {
  const a = earlier.memory
  if (a.superseded !== undefined || a.status === 'done' || a.status === 'dropped') return false
  const isSameTalk = a.date === next.memory.date && a.citations[0]?.path === next.memory.citations[0]?.path
  let found = false
  for (const part of earlier.parts) {
    if (part.replaced !== undefined) continue
    const isReplaced = next.claims.some((claim) => {
      // What ends an action item is told by its outcome.
      if (a.kind === 'action' && claim.change?.ended) return false
      return (!isSameTalk || claim.change) && supersedes(part.claim, claim)
    })
    if (isReplaced) part.replaced = next.memory.date
    found ||= isReplaced
  }
  earlier.isReplaced ||= found
  earlier.isOpen = earlier.parts.some((part) => part.replaced === undefined)
  return found
}

/** The new state is found under the name of the old one, where the old one was about that. */
function underOldName({ text, topics }: Memory, next: Memory): Memory {
  const [name] = topics
  const words = new Set(terms(text))
  const isNamed = name !== undefined && terms(name.replaceAll('-', ' ')).some((word) => words.has(word))
  if (next.origin === 'human' || !isNamed) return next
  return { ...next, topics: [...new Set([name, ...next.topics])].slice(0, 3) }
}

function isRestatement(earlier: Known, next: Known, overlap: number): boolean {
  const a = earlier.memory
  const b = next.memory
  if (a.origin === 'human' || b.origin === 'human') return a.text === b.text && a.origin === b.origin
  if (overlap < SAME_OVERLAP) return false
  if (a.kind !== b.kind && (a.kind === 'action' || b.kind === 'action')) return false
  if (a.superseded !== undefined || a.status !== b.status || earlier.negated !== next.negated) return false
  if (earlier.parts.some(({ claim }, part) => isOtherHolder(claim.holder, next.parts[part]?.claim.holder))) return false
  return earlier.parts.every((part) => part.replaced === undefined) && valuesIn(earlier) === valuesIn(next)
}

/** So many turns apart, a task is still the one that was just asked for. */
const TASK_TURNS = 2

/** "Call Siobhán if I hear nothing": "Open action: call Siobhán Walsh if there is no answer." */
function isSameTaskBeside(earlier: Known, { memory: b, task: other }: Known): boolean {
  const { memory: a } = earlier
  if (!other || a.status !== 'open' || b.status !== 'open' || a.superseded !== undefined) return false
  if (a.origin === 'human' || b.origin === 'human') return false
  const [one, two] = [a.citations[0], b.citations[0]]
  if (one?.path !== two?.path || !one?.turns || !two?.turns) return false
  const turnsApart = two.turns[0] - one.turns[1]
  if (Math.abs(turnsApart) > TASK_TURNS) return false
  const { task } = earlier
  return task?.verb ? isSameTask(task, other) : false
}

/** Shared over all words. */
function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [short, long] = a.size < b.size ? [a, b] : [b, a]
  if (short.size / long.size < SAME_FRAME_OVERLAP) return 0
  let shared = 0
  for (const word of short) if (long.has(word)) shared++
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

/** Whether the two, or one thing that each of them says, are near enough to be the same with another value. */
const isSameFrame = (earlier: Known, next: Known, overlap: number): boolean =>
  overlap >= SAME_FRAME_OVERLAP ||
  (earlier.parts.length + next.claims.length > 2 &&
    earlier.parts.some(({ claim: { words } }) =>
      next.claims.some((claim) => overlapOf(words, claim.words) >= SAME_FRAME_OVERLAP),
    ))

/** All values of a statement, in one order. */
const valuesIn = ({ parts }: Known): string =>
  parts
    .flatMap(({ claim }) => [...claim.values].flatMap(([kind, set]) => [...set].map((value) => `${kind} ${value}`)))
    .sort()
    .join('\n')

const joined = (earlier: Memory, next: Memory): Memory => ({
  ...next,
  topics: [...new Set([...earlier.topics, ...next.topics])].slice(0, 3),
  citations: cited(next, earlier),
})

/** The citations of both, at most three, without doubles. */
function cited(first: Memory, second: Memory): Citation[] {
  const all = new Map<string, Citation>()
  for (const citation of [...first.citations, ...second.citations]) {
    all.set(`${citation.path}#${citation.turns?.join('-') ?? ''}`, citation)
  }
  return [...all.values()].slice(0, MAX_CITATIONS)
}
