/** Turns → units: the smallest pieces of a statement that can be kept on their own, each with its words and what it hangs on. */
import type { ActionStatus, MemoryKind, NumberedTurn } from '../memory/types.ts'
import { classify, isAssistantTalk, isCompletion, isQuestion, isTalk, proposalOf, requestOf } from './classify.ts'
import { type Clause, capitalise, pointsBack, splitClauses } from './clauses.ts'
import { withAbsoluteDates } from './dates.ts'
import { isInstruction } from './injection.ts'
import { voice } from './person.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { isLabel } from './speakers.ts'
import { contentWords, rarityOf } from './words.ts'

export interface Unit {
  /** Its place in the list. */
  id: number
  turn: number
  /** The turn whose question it answers, where it needs that question. */
  question?: { turn: number; text: string }
  speaker: string
  /** Whether the speaker is a person with a name, not just "User" or "Assistant". */
  named: boolean
  /** The unit without which this one makes no sense. */
  parent?: number
  /** What joins it to its parent within a sentence; empty where it is a sentence of its own. */
  joint: string
  /** In the third person where that is safe, with absolute dates. */
  text: string
  /** Whether the speaker's name has to stand before it (`went to Rome`). */
  elided: boolean
  /** In the speaker's own words, with absolute dates. */
  quote: string
  /** Whether only the quotation is sure to be true. */
  quoted: boolean
  kind: MemoryKind
  status?: ActionStatus
  /** Content words (index terms). */
  words: ReadonlySet<string>
  /** How much its words count, by its form: 1 is a plain statement. */
  trust: number
  exclaimed: boolean
  firstPerson: boolean
  form: Sentence['form']
}

export interface UnitOptions {
  /** The turns before, to find the question that a first turn answers. */
  context: readonly NumberedTurn[]
  day: string
}

const AHEAD =
  /\b(?:will|['’]ll|going to|gonna|need|must|have to|due|by|plan|planning|next|until|deadline|remind|todo|schedule|book)\b/i
const LOOKING_BACK = /\b(?:was|were|had|did|went|got|\w+ed|since)\b/i

/** All units of the turns, in order. */
export function unitsOf(turns: readonly NumberedTurn[], { context, day }: UnitOptions): Unit[] {
  const names = namesOf([...context, ...turns])
  const units: Unit[] = []
  let before: NumberedTurn | undefined = context.at(-1)
  for (const turn of turns) {
    if (turn.role === 'user' || turn.role === 'assistant') {
      addTurn(units, turn, { before, names, day })
      before = turn
    }
  }
  return units
}

/** The names that speakers are addressed by, whole and (for two words or more) the first. */
function namesOf(turns: readonly NumberedTurn[]): string[] {
  const names = new Set<string>()
  for (const { speaker } of turns) {
    if (isLabel(speaker)) continue
    names.add(speaker)
    const first = speaker.split(/\s+/)[0]
    if (first !== undefined && first.length > 2) names.add(first)
    if (first !== undefined && first.length > 4) {
      names.add(first.slice(0, 3))
      names.add(first.slice(0, 4))
    }
  }
  return [...names].sort((a, b) => b.length - a.length)
}

interface TurnContext {
  before: NumberedTurn | undefined
  names: readonly string[]
  day: string
}

function addTurn(units: Unit[], turn: NumberedTurn, { before, names, day }: TurnContext): void {
  const question = before && before.speaker !== turn.speaker ? lastQuestion(before) : undefined
  let previous: number | undefined
  let first = true
  for (const sentence of splitSentences(turn.text)) {
    if (isInstruction(sentence.text)) continue
    const start = units.length
    const asked = requestOf(sentence.text, turn.role)
    const proposed = isLabel(turn.speaker) ? proposalOf(sentence.text) : undefined
    if (proposed !== undefined) addProposal(units, proposed, { turn, sentence, day })
    else if (asked !== undefined && isLabel(turn.speaker)) addRequest(units, asked, { turn, sentence, day })
    else if (sentence.form === 'caption') addCaption(units, sentence.text, { turn, previous })
    else if (!isQuestion(sentence.text)) {
      addSentence(units, sentence, { turn, names, day, previous, question: first ? question : undefined })
    } else {
      first = false
      continue
    }
    if (units.length > start) {
      previous = start
      first = false
    }
  }
}

function lastQuestion(turn: NumberedTurn): { turn: number; text: string } | undefined {
  const last = splitSentences(turn.text)
    .filter(({ form }) => form !== 'caption')
    .at(-1)?.text
  if (last === undefined || !/\?\W*$/.test(last) || last.length > 120) return undefined
  return { turn: turn.number, text: capitalise(last.replace(/^(?:and|so|but|wow|oh|hey|well)[,!]? /i, '')) }
}

interface SentenceContext {
  turn: NumberedTurn
  names: readonly string[]
  day: string
  previous: number | undefined
  question: { turn: number; text: string } | undefined
}

function addSentence(units: Unit[], sentence: Sentence, context: SentenceContext): void {
  const { turn, previous } = context
  let head: number | undefined
  for (const clause of splitClauses(sentence.text, context.names)) {
    if (isEmptyTalk(clause, turn) && !(units.length === 0 && context.question)) {
      // What hung on it would hang in the air; a clause that stands alone may follow.
      head = undefined
      continue
    }
    const hangs = clause.joint !== ''
    if (hangs && head === undefined) continue
    const parent = hangs ? head : pointsBack(clause.text) ? (head ?? previous) : undefined
    const unit = makeUnit(clause, { ...context, sentence, id: units.length, parent })
    if (unit === undefined) continue
    units.push(unit)
    if (!hangs) head = unit.id
  }
}

/** "Recorded.", "Keep both.": a word that says nothing without what it stood beside. */
const isThin = ({ text }: Clause): boolean => {
  const words = [...contentWords(text)]
  return (
    words.length < 2 &&
    words.every((word) => rarityOf(word) !== 'rare') &&
    text.split(/\s+/).length < 4 &&
    !/\d/.test(text)
  )
}

const isEmptyTalk = (clause: Clause, turn: NumberedTurn): boolean =>
  isTalk(clause.text) ||
  (isLabel(turn.speaker) && isThin(clause)) ||
  (turn.role === 'assistant' && isLabel(turn.speaker) && isAssistantTalk(clause.text))

function makeUnit(
  clause: Clause,
  {
    turn,
    day,
    question,
    sentence,
    id,
    parent,
  }: SentenceContext & { sentence: Sentence; id: number; parent: number | undefined },
): Unit | undefined {
  const named = !isLabel(turn.speaker)
  const quote = withAbsoluteDates(clause.text, { day, ahead: tenseOf(clause.text) })
  const words = contentWords(clause.text)
  if (words.size === 0) return undefined
  const voiced = voice(quote, turn.speaker)
  const needsQuestion =
    question !== undefined && parent === undefined && !voiced.elided && isElliptic(clause.text, words.size)
  const { kind, status } = classify(clause.text)
  return {
    id,
    turn: turn.number,
    ...(needsQuestion && question ? { question } : {}),
    speaker: turn.speaker,
    named,
    ...(parent === undefined ? {} : { parent }),
    joint: clause.joint,
    text: voiced.text,
    elided: voiced.elided,
    quote,
    quoted: voiced.quoted && named,
    kind: isTask(sentence) ? 'action' : kind,
    ...statusOf(sentence, status),
    words,
    trust:
      (isCompletion(sentence.text) && parent === undefined ? COMPLETION_TRUST : 1) *
      trustOf(clause, {
        turn,
        named,
        dangling: parent === undefined && !needsQuestion && pointsBack(clause.text),
      }),
    exclaimed: /!\W*$/.test(sentence.text),
    firstPerson: /\b(?:I|my|we|our|me)\b/i.test(clause.text) || voiced.elided,
    form: sentence.form,
  }
}

const COMPLETION_TRUST = 3
/** A standing order to an assistant outlives whatever the day was about. */
const STANDING_TRUST = 2

/** A box to tick, or a line that says it is a task. */
const isTask = ({ form, text }: Sentence): boolean =>
  form === 'ticked' || form === 'unticked' || /^\W*(?:to-?do|action item|reminder|next step)\b\s*[:–-]/i.test(text)

function statusOf({ form, text }: Sentence, status: ActionStatus | undefined): { status?: ActionStatus } {
  if (form === 'ticked') return { status: 'done' }
  if (form === 'unticked') return { status: 'open' }
  if (isTask({ form, text })) return { status: 'open' }
  return status === undefined ? {} : { status }
}

/** Which way "on Friday" looks, where the clause tells. */
function tenseOf(clause: string): boolean | undefined {
  if (AHEAD.test(clause)) return true
  return LOOKING_BACK.test(clause) ? false : undefined
}

/** An answer that needs its question: "Five years already", "Yes, in Rome", "It was fun". */
const isElliptic = (clause: string, words: number): boolean =>
  words <= 11 && (pointsBack(clause) || !HAS_VERB.test(clause.split(/\s+/).slice(0, 6).join(' ')))

const HAS_VERB =
  /\b(?:I|we|my|our|is|are|was|were|has|have|had|will|can)\b|['’](?:s|re|m|ve|ll)\b|^(?:\S+ ){0,3}(?!(?:called|named|titled|based|entitled)\b)\S+ed\b/i

function trustOf(
  clause: Clause,
  { turn, named, dangling }: { turn: NumberedTurn; named: boolean; dangling: boolean },
): number {
  let trust = 1
  if (dangling) trust *= 0.75
  if (/^(?:you|your|you['’]re)\b/i.test(clause.text)) trust *= 0.45
  if (/\b(?:you|your)\b/i.test(clause.text)) trust *= 0.5
  if (!named && turn.role === 'assistant') trust *= 0.5
  return trust
}

function addCaption(
  units: Unit[],
  caption: string,
  { turn, previous }: Pick<SentenceContext, 'turn' | 'previous'>,
): void {
  const text = `shared ${/^(?:an?|the)\b/i.test(caption) ? decap(caption) : `an image of ${decap(caption)}`}`
  const words = contentWords(caption)
  if (words.size === 0) return
  units.push({
    id: units.length,
    turn: turn.number,
    speaker: turn.speaker,
    named: !isLabel(turn.speaker),
    joint: '',
    ...(previous === undefined ? {} : { parent: previous }),
    text,
    elided: true,
    quote: text,
    quoted: false,
    kind: 'fact',
    words,
    trust: 0.5,
    exclaimed: false,
    firstPerson: false,
    form: 'caption',
  })
}

const decap = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function addRequest(
  units: Unit[],
  asked: string,
  { turn, sentence, day }: { turn: NumberedTurn; sentence: Sentence; day: string },
): void {
  const words = contentWords(asked)
  if (words.size === 0) return
  const { kind, status } = classify(sentence.text)
  const standing = kind === 'preference' || kind === 'action' || kind === 'decision'
  const dated = withAbsoluteDates(asked, { day, ahead: true })
  units.push({
    id: units.length,
    turn: turn.number,
    speaker: turn.speaker,
    named: false,
    joint: '',
    text: standing ? capitalise(dated) : `asked to ${dated}`,
    elided: !standing,
    quote: `asked to ${dated}`,
    quoted: false,
    kind,
    ...(status === undefined ? {} : { status }),
    words,
    trust: kind === 'preference' ? STANDING_TRUST : 1,
    exclaimed: false,
    firstPerson: true,
    form: sentence.form,
  })
}

function addProposal(
  units: Unit[],
  proposed: string,
  { turn, sentence, day }: { turn: NumberedTurn; sentence: Sentence; day: string },
): void {
  const words = contentWords(proposed)
  if (words.size === 0) return
  const text = withAbsoluteDates(proposed, { day, ahead: true })
  units.push({
    id: units.length,
    turn: turn.number,
    speaker: turn.speaker,
    named: false,
    joint: '',
    text,
    elided: true,
    quote: text,
    quoted: false,
    kind: 'decision',
    words,
    trust: 1,
    exclaimed: false,
    firstPerson: true,
    form: sentence.form,
  })
}
