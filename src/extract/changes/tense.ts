/** Present or past: whether a clause says how things stand, or what happened. */
import { IRREGULAR } from '../../rank/words.ts'
import { isBaseVerb, isPastForm } from '../lines/verbs.ts'
import { isGermanState } from './german.ts'

/** Where the first finite verb stands, and whether it tells of the past; `undefined` where none is known. */
function verbIn(text: string): { at: number; isPast: boolean } | undefined {
  let before = ''
  for (const { 0: word, index } of text.matchAll(/[\p{L}'’-]+/gu)) {
    const lower = word.toLowerCase()
    const singular =
      lower.endsWith('s') &&
      !/['’]s$/.test(lower) &&
      !/^(?:the|a|an|my|our|your|his|her|its|their|of|for|these|those|all|old|new)$/.test(before)
    if (AUXILIARY.test(lower)) return { at: index, isPast: /^(?:was|were|had|did)$/.test(lower) }
    if (
      singular &&
      (isBaseVerb(lower.slice(0, -1)) || isBaseVerb(lower.slice(0, -2)) || MORE_VERBS.has(lower.slice(0, -1)))
    )
      return { at: index, isPast: false }
    if (/^(?:we|they|i|you|who|always|never|please|let['’]?s|now)$|^$/.test(before) && isBaseVerb(lower))
      return { at: index, isPast: false }
    if (isPastForm(lower) && !NOUN_FORMS.has(IRREGULAR.get(lower) ?? '')) return { at: index, isPast: true }
    before = lower
  }
  return undefined
}

const AUXILIARY =
  /^(?:is|are|am|was|were|has|have|had|did|do|does|will|would|can|could|must|should|shall|may|might|goes|go|costs?|uses?|owns?|isn['’]t|aren['’]t|doesn['’]t|don['’]t|won['’]t)$/
const MORE_VERBS = new Set(
  'run end close open happen slip slide shift belong stand stay lie hold rent contain sit serve rotate renew listen subscribe host'.split(
    ' ',
  ),
)
/** Irregular nouns that the list of irregular forms holds beside the verbs. */
const NOUN_FORMS = new Set(
  `man woman person foot tooth mouse goose life wife knife leaf half shelf wolf loaf thief self good bad far mom dad kid bike phone photo tv
  fridge gym vet exam ad app doc one two three four five six seven eight nine ten eleven twelve`.split(/\s+/),
)
/** Past forms that leave a state behind. */
const PLANNED =
  /\b(?:decided|agreed|planned|chose|chosen|scheduled|booked|reserved|registered|subscribed|enrolled|signed up|settled|joined|hired)\b/i

/** Present or planned. */
export const isState = (text: string): boolean =>
  PLANNED.test(text) || verbIn(text)?.isPast === false || isGermanState(text)

/** What stands before the verb; all of it where no verb is known. */
export const headOf = (text: string): string => text.slice(0, verbIn(text)?.at)
