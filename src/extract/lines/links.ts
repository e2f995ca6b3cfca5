/** Gives each draft of a turn what it leans on: a clause before it, a question, what the last speaker said. What finds nothing to lean on goes. */

import type { Draft } from './draft.ts'
import { decapitalise } from './fillers.ts'
import type { Question } from './questions.ts'
import type { Before, Unit } from './units.ts'

export interface LinkOptions {
  before: Before
  /** The number of the first unit. */
  from: number
}

/** The units of one turn. */
export function linkTurn(drafts: readonly Draft[], { before, from }: LinkOptions): Unit[] {
  const units: Unit[] = []
  for (const draft of drafts) {
    const link = linkAny(draft, { units, before })
    if (link === undefined) continue
    const unit = unitOf(draft, { id: from + units.length, ...link })
    const answers = unit.question?.turn ?? unit.answers ?? (units.length === 0 ? askedBy(before, draft) : undefined)
    units.push({ ...unit, ...(answers === undefined ? {} : { answers }) })
  }
  return units
}

function linkAny(draft: Draft, { units, before }: Surroundings): Link | undefined {
  if (draft.agreesTo !== undefined) return { answers: draft.agreesTo }
  return draft.record ? linkRecord(draft, before) : linkOf(draft, { units, before })
}

/** The turn before, where it asked. */
const askedBy = ({ questions, turn }: Before, { speaker }: Draft): number | undefined =>
  questions.find((question) => question.turn === turn?.number && question.speaker !== speaker)?.turn

interface Link {
  parent?: number
  /** What has to stand before it: the words that introduce its list. */
  lead?: string
  question?: Question
  joint?: string
  /** The turn that it answers or says back. */
  answers?: number
}

interface Surroundings {
  /** The units of the turn so far. */
  units: readonly Unit[]
  before: Before
}

/** What the draft leans on; an empty link where it stands alone; `undefined` where it has to go. */
function linkOf(draft: Draft, { units, before }: Surroundings): Link | undefined {
  const head = units.findLast(({ sentence, hangs }) => sentence === draft.sentence && hangs === 'nothing')
  const previous = units.findLast(({ form, hangs }) => form !== 'caption' && hangs === 'nothing')
  if (draft.hangs !== 'nothing' && (draft.hangs === 'before' || draft.joint !== '')) {
    const holder = draft.hangs === 'head' ? head : units.findLast(({ sentence }) => sentence === draft.sentence)
    return holder && { parent: holder.id }
  }
  if (draft.form === 'caption') return previous ? { parent: previous.id } : {}
  if (opensFragment(draft)) return previous && { parent: previous.id, joint: ', ' }
  if (!draft.leans && !draft.verbless) return {}
  return draft.verbless ? linkVerbless(draft, { units, before }) : linkPointer(draft, { head, previous, units, before })
}

/** "Unless work gets in the way.": half a sentence that belongs to the one before. */
const opensFragment = ({ quote, joint }: Draft): boolean =>
  joint === '' &&
  /^(?:unless|because|which|although|though|whereas|since|so that|until|especially|except|including|like|as well as)\b/i.test(
    quote,
  ) &&
  !/,/.test(quote)

/** A longer clause has a verb that we do not know. */
const MAX_VERBLESS_WORDS = 5

/** An answer needs its question; a few words in a note, a list or a command stand for themselves. */
function linkVerbless(draft: Draft, { units, before }: Surroundings): Link | undefined {
  if (draft.lead !== undefined) return { lead: draft.lead }
  const question = units.length === 0 ? questionFor(draft, before) : undefined
  if (question) return { question }
  const previous = units.at(-1)
  const goesOn = previous?.sentence === draft.sentence - 1 && draft.form === 'prose' && !isBinding(previous)
  if (previous && goesOn && /\d/.test(draft.quote)) return { parent: previous.id }
  if (draft.kind === 'action' || draft.quote.split(/\s+/).length > MAX_VERBLESS_WORDS) return {}
  return draft.part === 'note' || (draft.part === 'user' && /\d/.test(draft.quote)) ? {} : undefined
}

function linkPointer(
  draft: Draft,
  { head, previous, units, before }: Surroundings & { head: Unit | undefined; previous: Unit | undefined },
): Link | undefined {
  if (draft.lead !== undefined && draft.hangs === 'nothing') return { lead: draft.lead }
  const near =
    head ?? (previous && units.findLast(({ form, sentence }) => form !== 'caption' && sentence === previous.sentence))
  if (near) return { parent: near.id }
  const question = units.length === 0 ? questionFor(draft, before) : undefined
  if (question) return { question }
  const holder = holderFor(draft, before)
  return holder && { parent: holder.id }
}

/** What the speaker before said that the draft goes on with: the statement that it shares most words with, else the last. */
function holderFor(draft: Draft, { said }: Before): Unit | undefined {
  const main = said.filter(
    (unit) => unit.form !== 'caption' && unit.hangs === 'nothing' && !/\byou\b|\byour\b/i.test(unit.quote),
  )
  const clear = main.every(({ part }) => part !== 'assistant') || main.length <= MAX_STATEMENTS_TO_LEAN_ON
  const shared = ({ words }: Unit) => [...draft.words].filter((word) => words.has(word)).length
  const [best] = clear ? main.toReversed().toSorted((a, b) => shared(b) - shared(a)) : []
  return best && !isBinding(best) ? best : undefined
}

/** What the draft says again of the turn before. */
export const restatedBy = (words: ReadonlySet<string>, { said, turn }: Before): Unit[] =>
  said.filter((unit) => unit.turn === turn?.number && shareOf(unit.words, words) >= RESTATED_SHARE)

const RESTATED_SHARE = 0.5
const shareOf = (words: ReadonlySet<string>, within: ReadonlySet<string>): number =>
  words.size === 0 ? 0 : [...words].filter((word) => within.has(word)).length / words.size

/** What an assistant says back is kept only where the words that it heard say less on their own, or bind nobody. */
function linkRecord(draft: Draft, before: Before): Link | undefined {
  if (draft.leans || before.turn === undefined) return undefined
  const restated = restatedBy(draft.words, before)
  if (draft.record === 'new') return restated.length === 0 ? {} : { answers: before.turn.number }
  const known = before.said.some((unit) => unit.turn === before.turn?.number && shareOf(draft.words, unit.words) > 0.7)
  const better = restated.some((unit) => unit.lacks > (draft.verbless ? 1 : 0) || bindsMore(draft, unit))
  return better || (restated.length === 0 && !known) ? { answers: before.turn.number } : undefined
}

/** Whether it is called a task or a decision, and the words that it heard are not. */
const bindsMore = (draft: Draft, unit: Unit): boolean => isBinding(draft) && !isBinding(unit)

const isBinding = ({ kind }: Pick<Draft, 'kind'>): boolean => kind === 'action' || kind === 'decision'

/** "It works" behind a long answer of an assistant may mean anything in it. */
const MAX_STATEMENTS_TO_LEAN_ON = 3
const MAX_ANSWER_WORDS = 12

/** The question that the turn answers; a choice ("Tuesday then") may be made a few turns after it was put. */
function questionFor(draft: Draft, { questions, turn }: Before): Question | undefined {
  if (draft.words.size > MAX_ANSWER_WORDS) return undefined
  const chosen = /\bthen\W*$|^(?:the )?(?:first|second|third|latter|former|option)\b/i.test(draft.quote)
  return questions.find(
    (question) => (chosen || question.turn === turn?.number) && (chosen || question.speaker !== draft.speaker),
  )
}

function unitOf(
  { leans, verbless, lead: _, record: __, agreesTo: ___, ...draft }: Draft,
  { id, parent, question, joint, lead, answers }: Link & { id: number },
): Unit {
  return {
    ...draft,
    id,
    lacks: question ? 2 : parent !== undefined ? 0 : leans ? 2 : verbless ? 1 : 0,
    ...(answers === undefined ? {} : { answers }),
    ...(parent === undefined ? {} : { parent }),
    ...(question === undefined ? {} : { question }),
    ...(lead === undefined ? {} : { lead }),
    ...(joint === undefined ? {} : { joint, text: decapitalise(draft.text), quote: decapitalise(draft.quote) }),
  }
}
