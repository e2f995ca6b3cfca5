/** How much a clause counts, by who says it and by its form. */
import { contentWords, rarityOf } from '../words.ts'
import { isCompletion } from './classify.ts'
import type { Sentence } from './sentences.ts'
import type { Part } from './speakers.ts'

const COMPLETION_TRUST = 3
const ADVICE_TRUST = 1
/** What harms where it is forgotten, and what was asked to be remembered. */
const LASTING =
  /\b(?:allerg(?:y|ic|ies)|intoleran(?:t|ce)|medication|prescribed|diagnosed|\d+ ?mg|birthday|vegetarian|vegan|(?:please )?remember (?:that|this|it))\b|^(?:please )?(?:always|never)\b|\bI (?:always|never) (?:prefer|want|use|eat|drink)\b/i
const LASTING_TRUST = 2

/** How much the words of a clause count by who says it and how: 1 is a plain statement, 0 leaves it out. */
export function trustOf(clause: string, { part, source }: { part: Part; source: Sentence }): number {
  if (part === 'assistant') return assistantTrust(clause, source)
  let trust = isCompletion(source.text) ? COMPLETION_TRUST : 1
  if (LASTING.test(clause)) trust *= LASTING_TRUST
  if (/^(?:you|your|you['’]re)\b/i.test(clause)) trust *= 0.45
  if (/\b(?:you|your)\b/i.test(clause)) trust *= 0.5
  return trust
}

/** What the speaker did, does or will do at a time that they name is what others ask for later. */
export const DATED_TRUST = 1.8
const DATE_WORD =
  /\b(?:yesterday|today|tonight|tomorrow|last|next|ago|since|recently|just|started|week|weekend|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d)\b/i
/** Whether it names a time. */
export const isDated = (quote: string): boolean => DATE_WORD.test(quote)

const ADVICE =
  /\b(?:recommend|suggest|I['’]d (?:go with|use|take|choose|pick|start|ask)|best (?:fit|choice|option|bet)|root cause|because of|the (?:cause|reason|problem|issue|bug) (?:is|was)|caused by|comes from|fix(?:es|ed)?|turns out|I (?:found|changed|fixed|added|ran|opened|created|updated|moved|removed|renamed|committed|deployed|installed|tested|checked|wrote|set|switched|replaced))\b/i
/** A number, code, a path or a name: what makes a statement of an assistant more than talk. */
export const SPECIFIC = /\d|`[^`]+`|\b[\w.-]+\/[\w./-]+|(?<=[\p{Ll}\d,;)] )\p{Lu}[\p{L}\d]+/u

/** Of an assistant's talk: what it found, did and advises, and what has numbers, names or code in it; the lecture around it goes. */
function assistantTrust(clause: string, { list }: Sentence): number {
  if (ADVICE.test(clause)) return ADVICE_TRUST
  const named = SPECIFIC.test(clause) || (list?.label !== undefined && isSpecificLabel(list.label))
  if (!named) return 0
  return list === undefined ? 0.6 : 0.4
}

/** A name or a number, not "Follow up" or "Record Keeping". */
const isSpecificLabel = (label: string): boolean => {
  if (/\d/.test(label)) return true
  const words = [...contentWords(label)]
  return words.length > 0 && words.filter((word) => rarityOf(word) === 'rare').length * 2 > words.length
}
