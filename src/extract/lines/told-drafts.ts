/** Drafts that are told from the start: what a user asks for or settles, what was promised, what a picture shows. */
import type { ActionStatus, MemoryKind, NumberedTurn } from '../../memory/types.ts'
import { contentWords } from '../words.ts'
import { askedOf } from './agreements.ts'
import { leansBack } from './anchors.ts'
import { classify } from './classify.ts'
import { datedByTense } from './dates.ts'
import type { Draft, DraftContext } from './draft.ts'
import { capitalise, decapitalise } from './fillers.ts'
import { voiceOf } from './person.ts'
import { requestOf } from './requests.ts'
import type { Sentence } from './sentences.ts'

/** A standing order to an assistant outlives whatever the day was about. */
const STANDING_TRUST = 2
const INQUIRY_TRUST = 0.35
const CAPTION_TRUST = 0.5

export function captionDraft(caption: string, context: DraftContext): Draft | undefined {
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
export function draftRequest({ text, form }: Sentence, context: DraftContext): Draft[] | undefined {
  const asked = requestOf(text)
  if (asked === undefined) return undefined
  const { kind, status } = asked.reminder
    ? ({ kind: 'action', status: 'open' } as const)
    : asked.inquiry
      ? { kind: 'fact' as const, status: undefined }
      : classify(text)
  const standing = kind !== 'fact'
  const dated = datedByTense(asked.text, context.day)
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

export const draftTold = (text: string, context: Told): Draft[] =>
  contentWords(text).size === 0 ? [] : [toldDraft(datedByTense(text, context.day), context)]

/** What a speaker did, with the name left to be put before it. */
export const toldDraft = (text: string, { turn, part, sentence, kind, status }: Told): Draft => ({
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
