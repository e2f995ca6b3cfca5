/** A sentence → drafts of units: what of it may be kept, in the third person and in the speaker's own words. What it leans on is not yet known. */
import type { ActionStatus, MemoryKind, NumberedTurn } from '../../memory/types.ts'
import { contentWords } from '../words.ts'
import { askedOf } from './agreements.ts'
import { leansBack } from './anchors.ts'
import { type Classified, classify, isQuestion } from './classify.ts'
import { type Clause, capitalise, splitClauses } from './clauses.ts'
import { withAbsoluteDates } from './dates.ts'
import { decapitalise, trimFiller } from './fillers.ts'
import { isInstruction } from './injection.ts'
import { isEnglish } from './language.ts'
import { type Voice, voiceOf } from './person.ts'
import { statementBeforeQuestion } from './pleasantry.ts'
import { asOwnWords, type Record, recordOf } from './records.ts'
import { proposalOf, requestOf } from './requests.ts'
import type { Sentence } from './sentences.ts'
import { isLabel, type Part } from './speakers.ts'
import { isEmptySecret, isIrony, isNarration, isTalk, isThin, isToolOutput, isUnreal } from './talk.ts'
import { DATED_TRUST, isDated, SPECIFIC, trustOf } from './trust.ts'
import { hasVerb } from './verbs.ts'

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
}

/** A standing order to an assistant outlives whatever the day was about. */
const STANDING_TRUST = 2
const INQUIRY_TRUST = 0.35
const CAPTION_TRUST = 0.5

/** What of the sentence may be kept; nothing where it is talk, a question, irony, or made to steer its reader. */
export function draftsOf(sentence: Sentence, context: DraftContext): Draft[] {
  const { part } = context
  const { text } = sentence
  if (isInstruction(text) || isToolOutput(text) || isEmptySecret(text) || isIrony(text) || isUnreal(text)) return []
  if (sentence.form === 'caption') return [captionDraft(text, context)].flatMap((draft) => draft ?? [])
  if (part === 'user') {
    const settled = proposalOf(text)
    if (settled !== undefined) return draftTold(settled, { ...context, kind: 'decision' })
    const asked = draftRequest(sentence, context)
    if (asked !== undefined) return asked
  }
  const stated = statementBeforeQuestion(trimFiller(text, context.names))
  if (stated !== undefined) return draftsOf({ ...sentence, text: stated }, context)
  if (isQuestion(text) || (part === 'assistant' && sentence.letter)) return []
  if (part === 'assistant') {
    const record = recordOf(sentence)
    const isHeard = isEcho(contentWords(record?.text ?? text), context.heard)
    if (record || isHeard)
      return recordDrafts(record ?? { text }, { ...context, source: sentence, record: isHeard ? 'echo' : 'new' })
  }
  if (part === 'assistant' && isNarration(trimFiller(text, context.names))) return []
  const clauses = splitClauses(text, context.names)
  return clauses.flatMap((clause, index) => {
    const about = clauses.slice(0, index).some((before) => /\b(?:I|me|my)\b/.test(before.text))
    return clauseDraft(clause, { ...context, source: sentence, goesOn: about && clause.hangs !== 'nothing' }) ?? []
  })
}

interface ClauseContext extends DraftContext {
  source: Sentence
  /** Whether the sentence has spoken of its speaker before. */
  goesOn: boolean
}

function clauseDraft(clause: Clause, context: ClauseContext): Draft | undefined {
  const { turn, part, source, day, other } = context
  const english = isEnglish(clause.text)
  if (isTalk(clause.text) || (part !== 'person' && isThin(clause.text))) return undefined
  if (!english && !/\s\S+\s\S+\s/.test(clause.text)) return undefined
  const words = contentWords(clause.text)
  if (![...words].some((word) => /\p{L}/u.test(word))) return undefined
  if (part === 'assistant' && isEcho(words, context.heard)) return undefined
  const quote = withAbsoluteDates(clause.text, { day, ahead: tenseOf(clause.text) })
  const voiced = english
    ? voiceOf(quote, {
        name: turn.speaker,
        other,
        labelled: isLabel(turn.speaker),
        continued: context.goesOn,
        opens: clause.joint === '',
      })
    : { text: quote, elided: false, voice: 'quoted' as const }
  const { kind, status } = kindOf(clause, { source, part })
  const draft: Draft = {
    turn: turn.number,
    speaker: turn.speaker,
    part,
    sentence: context.sentence,
    joint: clause.joint,
    hangs: clause.hangs,
    leans: english && leansBack(clause.text),
    verbless: english && !hasVerb(clause.text),
    text: voiced.text,
    elided: voiced.elided,
    quote,
    voice: part === 'note' && voiced.voice === 'told' ? 'ours' : voiced.voice,
    kind,
    ...(status === undefined ? {} : { status }),
    words,
    trust: trustOf(clause.text, { part, source }) * (voiced.elided && isDated(quote) ? DATED_TRUST : 1),
    form: source.form,
    ...leadOf(source),
  }
  return draft.trust === 0 ? undefined : draft
}

type RecordContext = DraftContext & { source: Sentence; record: 'echo' | 'new' }

/** A record is its user's matter, in the third person and with nobody's name before it. */
function recordDrafts(record: Record, context: RecordContext): Draft[] {
  const parts = record.kind === 'action' ? record.text.split(/; +/) : [record.text]
  return parts.flatMap((text) => recordDraft({ ...record, text }, context) ?? [])
}

const ASSISTANTS_OWN = /\b(?:I|me|my|we|us|our)\b/

function recordDraft(
  { text, kind = 'fact', status }: Record,
  { source, record, ...context }: RecordContext,
): Draft | undefined {
  const { turn, other, day } = context
  const said = trimFiller(text, context.names)
  if (other === undefined || !isEnglish(said) || isTalk(said) || isThin(said) || !SPECIFIC.test(said)) return undefined
  // "Done: I deleted the bucket": that is the assistant's deed, not the user's.
  if (ASSISTANTS_OWN.test(said)) return undefined
  const quote = withAbsoluteDates(asOwnWords(said), { day, ahead: tenseOf(said) })
  const voiced = voiceOf(quote, { name: other, labelled: isLabel(other) })
  if (voiced.voice === 'quoted') return undefined
  const about = { ...context, turn: { ...turn, speaker: other }, part: 'user', kind } as const
  return {
    ...toldDraft(voiced.text, { ...about, ...(status === undefined ? {} : { status }) }),
    ...voiced,
    leans: leansBack(said),
    verbless: !hasVerb(said),
    quote,
    words: contentWords(said),
    trust: RECORD_TRUST,
    form: source.form,
    record,
  }
}

const RECORD_TRUST = 0.8
const ECHO_SHARE = 0.75

/** An assistant that says back what it was just told adds nothing. */
const isEcho = (words: ReadonlySet<string>, heard: ReadonlySet<string>): boolean =>
  [...words].filter((word) => heard.has(word)).length >= words.size * ECHO_SHARE

/** What introduces the list of an item, where that says anything: not "Here are a few tips". */
const leadOf = ({ list }: Sentence): { lead?: string } =>
  list?.lead === undefined || isNarration(list.lead) || isThin(list.lead) ? {} : { lead: list.lead }

/** A box to tick, or a line that says it is a task. */
const isTask = ({ form, text }: Sentence): boolean =>
  form === 'ticked' || form === 'unticked' || /^\W*(?:to-?do|action item|reminder|next step)\b\s*[:–-]/i.test(text)

function kindOf(
  { text: clause, unsure }: Clause,
  { source, part }: { source: Sentence; part: Part },
): { kind: MemoryKind; status?: ActionStatus } {
  if (isTask(source)) return { kind: 'action', status: source.form === 'ticked' ? 'done' : 'open' }
  const found: Classified = unsure ? { kind: 'fact' } : classify(clause)
  // What an assistant advises is nobody's decision, preference or task until the user says so.
  if (part === 'assistant' && !/^(?:I|we)\b/i.test(clause)) return { kind: 'fact' }
  return found
}

const AHEAD =
  /\b(?:will|['’]ll|going to|gonna|need|must|have to|due|by|plan|planning|next|until|deadline|remind|todo|schedule|book|(?:before|until|once) \S+ (?:has|have)|(?:is|are|['’]s|['’]re) (?:back|away|out))\b/i
const LOOKING_BACK = /\b(?:was|were|had|did|went|got|\w+ed|since|ago)\b/i

/** Which way "on Friday" looks, where the clause tells. */
function tenseOf(clause: string): boolean | undefined {
  if (AHEAD.test(clause)) return true
  return LOOKING_BACK.test(clause) ? false : undefined
}

function captionDraft(caption: string, context: DraftContext): Draft | undefined {
  const text = `shared ${/^(?:an?|the)\b/i.test(caption) ? lowerFirst(caption) : `an image of ${lowerFirst(caption)}`}`
  return contentWords(caption).size === 0
    ? undefined
    : {
        ...toldDraft(text, { ...context, kind: 'fact' }),
        form: 'caption',
        words: contentWords(caption),
        trust: CAPTION_TRUST,
      }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** "User asked to …", or the order itself where it is one that stands; `undefined` where the sentence is no request. */
function draftRequest({ text, form }: Sentence, context: DraftContext): Draft[] | undefined {
  const asked = requestOf(text)
  if (asked === undefined) return undefined
  const { kind, status } = asked.reminder
    ? ({ kind: 'action', status: 'open' } as const)
    : asked.inquiry
      ? { kind: 'fact' as const, status: undefined }
      : classify(text)
  const standing = kind !== 'fact'
  const dated = withAbsoluteDates(asked.text, { day: context.day, ahead: true })
  const voiced = voiceOf(dated, { name: context.turn.speaker, other: undefined, labelled: true, continued: true })
  if (contentWords(asked.text).size === 0 || (voiced.voice === 'quoted' && !standing)) return []
  const draft = toldDraft(standing ? capitalise(dated) : `asked to ${voiced.text}`, {
    ...context,
    kind,
    ...(status === undefined ? {} : { status }),
  })
  return [
    {
      ...draft,
      elided: !standing,
      voice: standing ? 'plain' : 'told',
      form,
      words: contentWords(asked.text),
      leans: !standing && leansBack(asked.text),
      trust: kind === 'preference' ? STANDING_TRUST : asked.inquiry ? INQUIRY_TRUST : 1,
    },
  ]
}

/** What was asked of the speaker and promised: their action item. */
export function promisedDrafts(asked: NumberedTurn, context: DraftContext): Draft[] {
  return askedOf(asked).flatMap((text) =>
    draftTold(`will ${text}`, { ...context, kind: 'action', status: 'open' }).map((draft) => ({
      ...draft,
      agreesTo: asked.number,
    })),
  )
}

type Told = DraftContext & { kind: MemoryKind; status?: ActionStatus }

const draftTold = (text: string, context: Told): Draft[] =>
  contentWords(text).size === 0 ? [] : [toldDraft(withAbsoluteDates(text, { day: context.day, ahead: true }), context)]

/** What a speaker did, with the name left to be put before it. */
const toldDraft = (text: string, { turn, part, sentence, kind, status }: Told): Draft => ({
  turn: turn.number,
  speaker: turn.speaker,
  part,
  sentence,
  joint: '',
  hangs: 'nothing',
  leans: false,
  verbless: false,
  text,
  elided: true,
  quote: decapitalise(text),
  voice: 'told',
  kind,
  ...(status === undefined ? {} : { status }),
  words: contentWords(text),
  trust: 1,
  form: 'prose',
})
