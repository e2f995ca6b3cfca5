/** A statement taken apart for comparing it with others: its claims, its words, what it sets out to do. */
import type { Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { type Piece, piecesOf } from '../lines/pieces.ts'
import { type Claim, claimOf } from './claims.ts'
import { type Task, taskOf } from './closing.ts'

/** What one statement says, taken apart once. */
export interface Known {
  memory: Memory
  words: ReadonlySet<string>
  /** Of the shortest thing that it says: what has to do with that has to do with it. */
  leastWords: number
  negated: boolean
  isChange: boolean
  /** Words of what changed: one of them in common is enough to look closer. */
  cues: ReadonlySet<string>
  parts: readonly Part[]
  /** What its parts claim, and each clause of them by itself: "the rent is 1,200 euros, Mr. Peeters corrected the contract". */
  claims: readonly Claim[]
  task: Task | undefined
  /** For a task, so many words must be shared with what may have to do with it: two, or the name of who has answered. */
  taskWords: number | undefined
  /** Whether something said later may still change it. */
  isOpen: boolean
  /** Whether a later statement says it too. */
  isMerged: boolean
  /** Whether a later statement replaced a part of it, or all. */
  isReplaced: boolean
}

/** One thing that a statement says, with the pieces of the line that say it. */
export interface Part {
  claim: Claim
  pieces: readonly number[]
  replaced?: string
}

/** Memories are never changed, so each is taken apart once, however many levels merge it. */
const described = new WeakMap<Memory, Known>()

export function describe(memory: Memory): Known {
  const last = described.get(memory)
  if (last) return { ...last, parts: last.parts.map((part) => ({ ...part })) }
  const parts = partsOf(memory)
  const words = union(parts.map(({ claim }) => claim.words))
  const task = memory.kind === 'action' ? taskOf(memory.text) : undefined
  const known: Known = {
    memory,
    words,
    // A part without a word of its own has to do with anything, which is nothing.
    leastWords: Math.min(words.size, ...parts.map(({ claim }) => claim.words.size).filter((size) => size > 0)),
    negated: parts.some(({ claim }) => claim.negated),
    isChange: parts.some(({ claim }) => claim.change),
    cues: union(parts.map(({ claim }) => cuesOf(claim))),
    parts,
    claims: parts.flatMap(({ claim }) => [claim, ...clausesOf(claim)]),
    task,
    taskWords: task && (task.isForSilence ? 1 : 2),
    isOpen: memory.superseded === undefined && memory.status !== 'done' && memory.status !== 'dropped',
    isMerged: false,
    isReplaced: false,
  }
  described.set(memory, known)
  return { ...known, parts: known.parts.map((part) => ({ ...part })) }
}

/** What is known of an open statement without having taken it apart. */
export type Outline = Pick<Known, 'memory' | 'leastWords' | 'taskWords'> & {
  /** With spaces between them. */
  words: string
  /** The replaced parts, each with the day of what replaced it. */
  replaced: readonly (readonly [part: number, day: string])[]
}

/** A statement as an earlier merge left it; it is taken apart when somebody asks for more. */
export const restored = (outline: Outline): Known => new RestoredStatement(outline)

/** A class, as there are thousands of them, and most are never asked. */
class RestoredStatement implements Known {
  readonly memory: Memory
  readonly leastWords: number
  readonly taskWords: number | undefined
  isOpen = true
  isMerged = false
  isReplaced: boolean
  /** Later words may change the memory; what was taken apart is what was said. */
  readonly #said: Memory
  #words: string | ReadonlySet<string>
  readonly #replaced: Outline['replaced']
  #parts: readonly Part[] | undefined
  #whole: Known | undefined

  constructor({ memory, words, leastWords, taskWords, replaced }: Outline) {
    this.memory = memory
    this.leastWords = leastWords
    this.taskWords = taskWords
    this.isReplaced = replaced.length > 0
    this.#said = memory
    this.#words = words
    this.#replaced = replaced
  }

  get words() {
    if (typeof this.#words === 'string') this.#words = new Set(this.#words.split(' ').filter((word) => word !== ''))
    return this.#words
  }

  get negated() {
    return this.#known().negated
  }

  get isChange() {
    return this.#known().isChange
  }

  get cues() {
    return this.#known().cues
  }

  get parts() {
    this.#parts ??= this.#partsLeft()
    return this.#parts
  }

  get claims() {
    return this.#known().claims
  }

  get task() {
    return this.#known().task
  }

  #known(): Known {
    this.#whole ??= describe(this.#said)
    return this.#whole
  }

  /** By themselves: most that is asked of a statement is whether one of its parts was replaced. */
  #partsLeft(): readonly Part[] {
    const parts = partsOf(this.#said)
    for (const [index, day] of this.#replaced) {
      const part = parts[index]
      if (part) part.replaced = day
    }
    return parts
  }
}

function cuesOf(claim: Claim): ReadonlySet<string> {
  if (!claim.change) return NONE
  const { old, moved, ended, isNow, target } = claim.change
  const who = target !== '' && !moved && claim.person !== undefined ? new Set(terms(claim.person)) : NONE
  return union([old ?? NONE, moved ?? NONE, ended ?? NONE, isNow ? claim.subject : NONE, who])
}

const NONE: ReadonlySet<string> = new Set()

/** Most statements say one thing: nothing has to be copied then. */
function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [first = NONE, ...others] = sets.filter(({ size }) => size > 0)
  return others.length === 0 ? first : new Set([...first, ...others.flatMap((set) => [...set])])
}

/** Each sentence of a line says a thing of its own, and each clause of it that stands for itself. */
function partsOf(memory: Memory): Part[] {
  if (!SEVERAL.test(memory.text)) return [{ claim: claimOf(memory.text), pieces: [] }]
  const pieces = piecesOf(memory)
  const groups: number[][] = []
  for (const [index, { parent }] of pieces.entries()) {
    const group = groups.at(-1)
    if (group && parent !== undefined) group.push(index)
    else groups.push([index])
  }
  if (groups.length < 2) return [{ claim: claimOf(memory.text), pieces: [] }]
  const owner = claimOf(memory.text)
  return groups.map((group) => ({ claim: claimOf(textOf(group, pieces), owner), pieces: group }))
}

/** Where somebody goes on to say who did it, without an "and". */
const GOES_ON =
  /, (?=(?:I|we|he|she|they|\p{Lu}\p{L}+|(?:Mr|Mrs|Ms|Dr)\. \p{Lu}\p{L}+) (?:has |have |had |just )?(?:\p{Ll}+ed|said|told|made|gave|got|sent|wrote|found|took|put)\b)/u

function clausesOf(claim: Claim): Claim[] {
  const clauses = claim.text.split(GOES_ON)
  return clauses.length < 2 ? [] : clauses.map((clause) => claimOf(clause, claim))
}

/** Most lines say one thing, and are not taken apart. */
const SEVERAL = /[.;!?,] |\band\b/

const textOf = (group: readonly number[], pieces: readonly Piece[]): string =>
  group.map((index, place) => `${place === 0 ? '' : pieces[index]?.joint}${pieces[index]?.text}`).join('')
