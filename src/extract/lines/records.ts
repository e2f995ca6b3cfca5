/**
 * What an assistant writes down of what its user has just said: "Noted: …", "Open action: …", or the user's own words said back. It says
 * the same, so only one of the two is kept: the user's own words where they stand alone, else what the assistant made of them.
 */
import type { ActionStatus, MemoryKind } from '../../memory/types.ts'
import { capitalise } from './fillers.ts'
import type { Sentence } from './sentences.ts'

export interface Record {
  /** Without its label. */
  text: string
  /** What the label says it is. */
  kind?: MemoryKind
  status?: ActionStatus
}

const TASKS =
  /^(?:(?:open|new|next) )?(?:actions?|action items?|points?|tasks?|to-?dos?|reminders?|follow-?ups?)(?: noted)?$/i
const LABEL =
  /^((?:open |new |next )?(?:actions?|action items?|points?|tasks?|to-?dos?|reminders?|follow-?ups?)(?: noted)?|(?:(?:style|preference|decision|change|rule) )?(?:recorded|noted|kept|saved|confirmed|updated|changed|closed|done)|got it|understood|then|rule|decision|preference|change|notiert|vermerkt|gespeichert|eingetragen)\s*(?::| –| —| - )\s+(?=\S)/i

/** The record in an assistant's sentence; nothing where it is not marked as one. */
export function recordOf({ text, list }: Pick<Sentence, 'text' | 'list'>): Record | undefined {
  const label = LABEL.exec(text)
  const named = label?.[1] ?? list?.lead
  if (named === undefined || (!label && !TASKS.test(named))) return undefined
  return { text: capitalise(text.slice(label?.[0].length ?? 0)), ...kindOf(named) }
}

function kindOf(label: string): Pick<Record, 'kind' | 'status'> {
  if (TASKS.test(label)) return { kind: 'action', status: 'open' }
  return /^(?:preference|style)\b/i.test(label) ? { kind: 'preference' } : {}
}

/** What is said to a user as the user would say it: "your clinic takes calls" → `my clinic takes calls`. */
export const asOwnWords = (text: string): string =>
  text
    .replace(/\byou(?:['’]re| are)\b/gi, "I'm")
    .replace(/\byou were\b/gi, 'I was')
    .replace(
      /(?<=\b(?:to|for|with|of|from|tell|told|give|gave|remind|let|ask|show|send|call|wake|help|gives|lets)\s)you\b/gi,
      'me',
    )
    .replace(/\byou\b/gi, 'I')
    .replace(/\byourself\b/gi, 'myself')
    .replace(/\byours\b/gi, 'mine')
    .replace(/\b([Yy])our\b/g, (_, y: string) => (y === 'Y' ? 'My' : 'my'))
