/** A sentence → drafts of units: what of it may be kept, in the third person and in the speaker's own words. What it leans on is not yet known. */
import type { ActionStatus, MemoryKind } from '../../memory/types.ts'
import { contentWords } from '../words.ts'
import { leansBack } from './anchors.ts'
import { type Classified, classify, isQuestion } from './classify.ts'
import { type Clause, splitClauses } from './clauses.ts'
import { datedByTense } from './dates.ts'
import type { Draft, DraftContext } from './draft.ts'
import { trimFiller } from './fillers.ts'
import { isInstruction } from './injection.ts'
import { isEnglish } from './language.ts'
import { voiceOf } from './person.ts'
import { statementBeforeQuestion } from './pleasantry.ts'
import { isSpeech, withoutQuotes } from './quotes.ts'
import { asOwnWords, type Record, recordOf } from './records.ts'
import { proposalOf } from './requests.ts'
import type { Sentence } from './sentences.ts'
import { isLabel, type Part } from './speakers.ts'
import { isEmptySecret, isIrony, isNarration, isTalk, isThin, isToolOutput, isUnreal } from './talk.ts'
import { captionDraft, draftRequest, draftTold, toldDraft } from './told-drafts.ts'
import { DATED_TRUST, isDated, SPECIFIC, trustOf } from './trust.ts'
import { hasVerb } from './verbs.ts'

/** What of the sentence may be kept; nothing where it is talk, a question, irony, or made to steer its reader. */
export function draftsOf(sentence: Sentence, context: DraftContext): Draft[] {
  const { part } = context
  const { text } = sentence
  if (isInstruction(text) || isToolOutput(text) || isEmptySecret(text) || isIrony(text) || isUnreal(text)) return []
  if (part === 'user' && (sentence.pasted || sentence.letter)) return []
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
  if (part === 'assistant' && context.writes && (!english || FIRST_PERSON.test(clause.text))) return undefined
  const quote = datedByTense(clause.text, day)
  const voiced =
    english && !isSpeech(clause.text)
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

const FIRST_PERSON = /\b(?:I|me|my|mine|we|us|our)\b/i

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
  const quote = datedByTense(asOwnWords(said), day)
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
  const found: Classified = unsure || isSpeech(clause) ? { kind: 'fact' } : classify(withoutQuotes(clause))
  // What an assistant advises is nobody's decision, preference or task until the user says so.
  if (part === 'assistant' && !/^(?:I|we)\b/i.test(clause)) return { kind: 'fact' }
  return found
}
