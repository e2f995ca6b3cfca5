/** Turns → units: the smallest pieces of a statement that can be kept on their own, each with its words and with what it leans on. */
import type { NumberedTurn } from '../../memory/types.ts'
import { contentWords } from '../words.ts'
import { isPromise } from './agreements.ts'
import { heardTurns } from './denied.ts'
import type { Draft } from './draft.ts'
import { draftsOf } from './drafts.ts'
import { linkTurn, restatedBy } from './links.ts'
import { asksForText } from './pasted.ts'
import { lastQuestionOf, type Question } from './questions.ts'
import { sentencesWithPasted } from './sentences.ts'
import { namesOf, partsOf } from './speakers.ts'
import { promisedDrafts } from './told-drafts.ts'

export interface Unit extends Omit<Draft, 'leans' | 'verbless' | 'lead' | 'record' | 'agreesTo'> {
  /** Its place in the list. */
  id: number
  /** The unit without which this one makes no sense. */
  parent?: number
  /** The question that it answers, where it needs that question to be understood. */
  question?: Question
  /** What has to stand before it. */
  lead?: string
  /** The turn before, where that asked and this is the first that is said in reply. */
  answers?: number
  /** How much is missing where it stands alone: 0 nothing, 1 a verb, 2 what it is about. */
  lacks: 0 | 1 | 2
}

export interface UnitOptions {
  /** The turns before, to find the question that a first turn answers. */
  context: readonly NumberedTurn[]
  day: string
}

/** What was said before a turn, as far as the turn may lean on it. */
export interface Before {
  turn: NumberedTurn | undefined
  /** The statements of the turn before, or of the one before that where it has none. */
  said: readonly Unit[]
  /** How many turns since had none. */
  silent: number
  /** The questions of the last few turns, newest first. */
  questions: readonly Question[]
}

const QUESTION_TURNS = 4
const MAX_SILENT_TURNS = 1

/** All units of the turns, in order. */
export function unitsOf(turns: readonly NumberedTurn[], { context, day }: UnitOptions): Unit[] {
  const all = [...context, ...turns].filter(({ role }) => role === 'user' || role === 'assistant')
  const names = namesOf(all)
  const parts = partsOf(all)
  const heard = heardTurns(all, parts)
  const first = turns[0]?.number ?? 0
  const units: Unit[] = []
  let sentence = 0
  let before: Before = { turn: undefined, said: [], silent: 0, questions: [] }
  for (const turn of all) {
    const fresh = turn.number >= first
    const { sentences = sentencesWithPasted(turn.text), corrects } = heard.get(turn.number) ?? {}
    const part = parts.get(turn.speaker) ?? 'person'
    const others = [...parts.keys()].filter((speaker) => speaker !== turn.speaker)
    const other = part !== 'note' && others.length === 1 ? others[0] : undefined
    const textBefore = before.turn?.text ?? ''
    const writes = part === 'assistant' && asksForText(textBefore)
    const about = { turn, part, names, other, day, heard: contentWords(textBefore), writes }
    const asked =
      fresh && isAnswerTo(before.turn, turn) && part !== 'assistant' && isPromise(sentences) ? before.turn : undefined
    const drafts = [
      ...(asked ? promisedDrafts(asked, { ...about, sentence: sentence++ }) : []),
      ...(fresh ? sentences.flatMap((text) => draftsOf(text, { ...about, sentence: sentence++ })) : []),
    ]
    const own = linkTurn(drafts, { before, from: units.length })
    for (const record of own.filter(({ speaker }) => speaker !== turn.speaker))
      for (const worse of restatedBy(record.words, before))
        if (worse.lacks > record.lacks || record.kind !== worse.kind) units[worse.id] = { ...worse, trust: 0 }
    units.push(...own.map((unit) => (corrects === undefined ? unit : { ...unit, answers: corrects })))
    const question = lastQuestionOf(turn, { sentences, names })
    before = {
      turn,
      ...(own.length > 0
        ? { said: own, silent: 0 }
        : { said: before.silent < MAX_SILENT_TURNS ? before.said : [], silent: before.silent + 1 }),
      questions: [...(question ? [question] : []), ...before.questions].filter(
        ({ turn: number }) => turn.number - number < QUESTION_TURNS,
      ),
    }
  }
  return units
}

const isAnswerTo = (before: NumberedTurn | undefined, { speaker }: NumberedTurn): before is NumberedTurn =>
  before !== undefined && before.speaker !== speaker
