/** Statements of many days → the state of things: restatements become one, changed facts keep their old value marked, actions are closed. */
import type { Citation, Memory } from '../memory/types.ts'
import { supersedes } from './changes.ts'
import { type Claim, claimOf } from './claims.ts'
import { outcomeOf, type Task, taskOf } from './closing.ts'
import { joinPieces, type Piece, piecesOf } from './pieces.ts'

/** Shared content words over all content words from which two statements say the same. */
const SAME_OVERLAP = 0.75
const MAX_CITATIONS = 3

/**
 * Merges statements, oldest first. Later words win: a restatement takes the newer text and both citations; a statement that a later one
 * replaces gets `superseded`; an open action that was done or dropped gets `status` and `closed`. Where a line says several things, the
 * one that changed becomes a line of its own. A human's statement is never changed by a machine's.
 */
export function mergeMemories(memories: readonly Memory[]): Memory[] {
  const known = new KnownStatements()
  for (const memory of memories.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) known.add(memory)
  return known.memories()
}

/** What one statement says, taken apart once. */
interface Known {
  memory: Memory
  words: ReadonlySet<string>
  values: string
  negated: boolean
  parts: readonly Part[]
  task: Task | undefined
}

/** One thing that a statement says, with the pieces of the line that say it. */
interface Part {
  claim: Claim
  pieces: readonly number[]
  replaced?: string
}

class KnownStatements {
  /** A slot is empty where a later restatement took its place. */
  readonly #slots: (Known | undefined)[] = []
  readonly #slotsWith = new Map<string, number[]>()

  add(memory: Memory): void {
    let next = describe(memory)
    for (const at of this.#candidates(next)) {
      const earlier = this.#slots[at]
      if (!earlier || (earlier.memory.origin === 'human' && memory.origin !== 'human')) continue
      if (isRestatement(earlier, next)) {
        next = { ...next, memory: joined(earlier.memory, next.memory) }
        this.#slots[at] = undefined
        continue
      }
      const outcome = outcomeFor(earlier, next)
      if (outcome) earlier.memory = closed(earlier.memory, next.memory, outcome)
      else if (markReplaced(earlier, next)) next = { ...next, memory: underOldName(earlier.memory, next.memory) }
    }
    for (const word of next.words) {
      const slots = this.#slotsWith.get(word)
      if (slots) slots.push(this.#slots.length)
      else this.#slotsWith.set(word, [this.#slots.length])
    }
    this.#slots.push(next)
  }

  memories(): Memory[] {
    return this.#slots.flatMap((known) => (known ? linesOf(known) : []))
  }

  /** Earlier statements with words in common: two, or one where one is all there is to share. */
  #candidates({ words, parts }: Known): number[] {
    const counts = new Map<number, number>()
    for (const word of words) {
      for (const at of (this.#slotsWith.get(word) ?? []).slice(-LATEST_WITH_A_WORD))
        counts.set(at, (counts.get(at) ?? 0) + 1)
    }
    const least = words.size <= 2 || parts.some(({ claim }) => claim.change) ? 1 : 2
    return [...counts].filter(([, shared]) => shared >= least).map(([at]) => at)
  }
}

/** A word that is in more statements says little; only the latest of them are looked at. */
const LATEST_WITH_A_WORD = 60

/** Memories are never changed, so each is taken apart once, however many levels merge it. */
const described = new WeakMap<Memory, Known>()

function describe(memory: Memory): Known {
  const last = described.get(memory)
  if (last) return { ...last, parts: last.parts.map((part) => ({ ...part })) }
  const parts = partsOf(memory)
  const known: Known = {
    memory,
    words: new Set(parts.flatMap(({ claim }) => [...claim.words])),
    values: parts
      .flatMap(({ claim }) => [...claim.values].flatMap(([kind, set]) => [...set].map((value) => `${kind} ${value}`)))
      .sort()
      .join('\n'),
    negated: parts.some(({ claim }) => claim.negated),
    parts,
    task: memory.kind === 'action' ? taskOf(memory.text) : undefined,
  }
  described.set(memory, known)
  return { ...known, parts: known.parts.map((part) => ({ ...part })) }
}

/** A line that was put together from several says several things. */
function partsOf(memory: Memory): Part[] {
  if (!memory.text.includes('; ')) return [{ claim: claimOf(memory.text), pieces: [] }]
  const pieces = piecesOf(memory)
  const groups: number[][] = []
  for (const [index, { joint, parent }] of pieces.entries()) {
    const group = groups.at(-1)
    if (group && (joint !== '; ' || parent !== undefined)) group.push(index)
    else groups.push([index])
  }
  if (groups.length < 2) return [{ claim: claimOf(memory.text), pieces: [] }]
  const owner = claimOf(memory.text).person
  return groups.map((group) => ({ claim: claimOf(textOf(group, pieces), owner), pieces: group }))
}

const textOf = (group: readonly number[], pieces: readonly Piece[]): string =>
  group.map((index, place) => `${place === 0 ? '' : pieces[index]?.joint}${pieces[index]?.text}`).join('')

/** The line as it is, or with what was replaced in it taken out and marked. */
function linesOf({ memory, parts }: Known): Memory[] {
  const replaced = parts.filter((part) => part.replaced !== undefined)
  if (replaced.length === 0) return [memory]
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

function outcomeFor({ memory, task }: Known, { memory: later, parts }: Known): 'done' | 'dropped' | undefined {
  if (!task || memory.status !== 'open' || memory.superseded !== undefined) return undefined
  if (later.kind === 'action' && later.status !== 'done') return undefined
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
    const isReplaced = next.parts.some(({ claim }) => {
      // What ends an action item is told by its outcome.
      if (a.kind === 'action' && claim.change?.ended) return false
      return (!isSameTalk || claim.change) && supersedes(part.claim, claim)
    })
    if (isReplaced) part.replaced = next.memory.date
    found ||= isReplaced
  }
  return found
}

/** The new state is found under the name of the old one. */
const underOldName = (earlier: Memory, next: Memory): Memory =>
  next.origin === 'human'
    ? next
    : { ...next, topics: [...new Set([...earlier.topics.slice(0, 1), ...next.topics])].slice(0, 3) }

function isRestatement(earlier: Known, next: Known): boolean {
  const a = earlier.memory
  const b = next.memory
  if (a.origin === 'human' || b.origin === 'human') return a.text === b.text && a.origin === b.origin
  if (a.kind !== b.kind && (a.kind === 'action' || b.kind === 'action')) return false
  if (a.superseded !== undefined || a.status !== b.status || earlier.negated !== next.negated) return false
  if (earlier.values !== next.values || earlier.parts.some((part) => part.replaced !== undefined)) return false
  let shared = 0
  for (const word of earlier.words) if (next.words.has(word)) shared++
  const union = earlier.words.size + next.words.size - shared
  return union > 0 && shared / union >= SAME_OVERLAP
}

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
