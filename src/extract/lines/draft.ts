/** A draft of a unit: what of a clause may be kept, before it is known what it leans on. */
import type { ActionStatus, MemoryKind, NumberedTurn } from '../../memory/types.ts'
import type { Clause } from './clauses.ts'
import type { Voice } from './person.ts'
import type { Sentence } from './sentences.ts'
import type { Part } from './speakers.ts'

export interface Draft {
  turn: number
  speaker: string
  part: Part
  /** Numbers the sentences of all turns. */
  sentence: number
  /** What joins it to the clause before it in the sentence; empty for the first. */
  joint: string
  /** What of its sentence it makes no sense without. */
  hangs: Clause['hangs']
  /** Whether it points at something said before. */
  leans: boolean
  /** Whether it is no sentence: an answer, or a heap of words. */
  verbless: boolean
  /** In the third person where `voice` is `told`, with absolute dates. */
  text: string
  /** Whether the speaker's name has to stand before `text` (`went to Rome`). */
  elided: boolean
  /** In the speaker's own words, with absolute dates. */
  quote: string
  voice: Voice
  kind: MemoryKind
  status?: ActionStatus
  /** Content words (index terms). */
  words: ReadonlySet<string>
  /** How much its words count, by its form: 1 is a plain statement. */
  trust: number
  form: Sentence['form']
  /** What introduces the list that it is an item of. */
  lead?: string
  /** Whether an assistant writes down what it was told, in the same words or in new ones. */
  record?: 'echo' | 'new'
  /** The turn that asked for what it promises. */
  agreesTo?: number
}

export interface DraftContext {
  turn: NumberedTurn
  /** What the speaker is to the talk. */
  part: Part
  /** How speakers are addressed. */
  names: readonly string[]
  /** The only other person in the talk, where there is exactly one. */
  other: string | undefined
  day: string
  sentence: number
  /** The content words of the turn before. */
  heard: ReadonlySet<string>
  /** Whether the turn before asked for words that somebody else is to say. */
  writes: boolean
}
