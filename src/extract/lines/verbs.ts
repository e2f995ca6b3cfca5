/** English verb forms, as far as turning "I work" into "Ana works" needs them. */
import { IRREGULAR } from '../../rank/words.ts'
import { MORE_VERBS } from '../table/verb-words.ts'

const split = (list: string): string[] => list.trim().split(/\s+/)

const MODALS = new Set(
  split(`can could will would shall should may might must cannot can't couldn't won't wouldn't shouldn't mightn't mustn't ought
  didn't wasn't had hadn't was were weren't are aren't did used gotta`),
)
const SPECIAL = new Map([
  ['am', 'is'],
  ['have', 'has'],
  ["haven't", "hasn't"],
  ['do', 'does'],
  ["don't", "doesn't"],
  ['go', 'goes'],
  ["ain't", "isn't"],
])
/** In "-ed", yet not past. */
const PRESENT_IN_ED = new Set(
  split('need feed speed exceed proceed succeed bleed breed seed heed weed embed indeed hundred'),
)
/** One form for present and past: left as they are. */
const SAME_FORM = new Set(split('put set cut let hit read cost hurt quit shut spread split bet cast shed upset'))

/** Irregular forms, and short forms, of what is no verb. */
const IRREGULAR_NOUNS = new Set(
  split(`men women people feet teeth mice geese lives wives knives leaves halves shelves wolves loaves thieves selves better best worse
  worst further farther furthest mum mother mommy father daddy child children bicycle telephone photograph pic picture television
  refrigerator gymnasium veterinarian examination advertisement application doctor`),
)

const BASE_VERBS = new Set(
  split(`accept add admire adopt advise agree aim allow answer apply appreciate ask attend avoid bake become begin believe book bring
  build buy call care carry catch celebrate change check choose clean climb collect come connect consider cook create cry dance deal
  decide dream draw drink drive eat embrace encourage enjoy expect experience explain explore express face feed feel fight find finish
  fix follow forget garden get give go grow hang happen hate hear help hike hit hold hope host imagine improve inspire invest join keep know
  lead learn leave like listen live look lose love maintain make manage meet mentor miss move need offer organise organize own paint
  participate pay perform pick plan plant play practice practise prefer prepare promise provide push put read realise realize
  recommend relate relax remember rent rely remind renew rest ride run save say see sell send set share show sing sit skip sleep speak spend start
  stay stop struggle study suggest support swim take talk teach tell tend thank think train travel treat trust try turn understand
  use value visit volunteer wait walk want watch wear wish wonder work worry write
  commit compile configure debug delete deploy document download draft export generate implement import install log merge migrate
  monitor refactor release remove rename replace reproduce review rewrite ship summarise summarize sync test track translate update
  upgrade upload verify validate adore agree aim sign order owe rain snow arrive assume attempt babysit bike bond book borrow brew bump cost cover crash cut
  dance depend design develop die dislike divorce drop earn end engage enter escape exist fail fall fear fit fly gain grade graduate
  hand handle hire hurt include increase injure keep kick land last launch lie lift lower marry matter mean mind miss mix note own
  park pass pick pour practice prevent produce protect quit raise reach receive recover reduce refuse relocate report require return
  rise rotate sail score seem serve sew ski smell smoke solve sound sort stand sting stick store surf sweat taste teach throw tour train
  trust vote wake warn weigh win wonder yell`),
)

export const isBaseVerb = (word: string): boolean => BASE_VERBS.has(word.toLowerCase())

const VERBS_BY_PLACE = new Set(split(MORE_VERBS))

/** Whether the word is the form of a verb without an ending, if it is a verb. */
export const isPlainVerb = (lower: string): boolean => BASE_VERBS.has(lower) || VERBS_BY_PLACE.has(lower)

/** Whether the word is a verb for certain where one has to stand, as behind "I": a form that we know, in lower case. */
export function isSureVerb(word: string): boolean {
  const plain = word.replace('’', "'")
  return (
    MODALS.has(plain) ||
    SPECIAL.has(plain) ||
    SAME_FORM.has(plain) ||
    BASE_VERBS.has(plain) ||
    VERBS_BY_PLACE.has(plain) ||
    (plain === plain.toLowerCase() && isPastForm(plain))
  )
}

const isIrregularPast = (lower: string): boolean =>
  IRREGULAR.has(lower) && !BASE_VERBS.has(lower) && !IRREGULAR_NOUNS.has(lower)
/** `retook`, `overslept`, `withdrew`. */
const PREFIX = /^(?:re|over|under|out|mis|un|fore|with)(?=\p{L}{3})/u

/** A past tense or participle: `went`, `gone`, `walked`. */
export function isPastForm(word: string): boolean {
  const lower = word.toLowerCase()
  if (lower === 'goes' || lower === 'flies' || lower === 'reads' || lower === 'becomes') return false
  if (!/^\p{L}/u.test(lower)) return false
  if (isIrregularPast(lower) || isIrregularPast(lower.replace(PREFIX, ''))) return true
  return lower.length > 3 && lower.endsWith('ed') && !PRESENT_IN_ED.has(lower)
}

const AUXILIARY =
  /^(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|should|may|might|must|cannot|let['’]?s)$|^\p{L}+['’](?:s|re|m|ve|ll|d|t)$/iu
/** What stands before a noun: a verb form behind it is none ("the support", "my work"). */
const BEFORE_NOUN = new Set(
  split(`a an the my your his her its our their some any no every each of in on at for with about from by into
  as and or & new old first last next good great more`),
)

/** Whether a word is a form of a verb in this place. */
export function isVerbForm(word: string, before?: string): boolean {
  const lower = word.toLowerCase()
  if (AUXILIARY.test(lower)) return true
  if (before !== undefined && BEFORE_NOUN.has(before.toLowerCase())) return false
  if (isPastForm(lower) || isBaseVerb(lower) || SAME_FORM.has(lower)) return true
  const stems = lower.endsWith('s') ? [lower.slice(0, -1), lower.slice(0, -2), `${lower.slice(0, -3)}y`] : []
  return stems.some(isBaseVerb)
}

const WORD = /[\p{L}\p{N}]+(?:['’-]\p{L}+)*/gu

/** "a book called Emma" has no verb yet. */
const PARTICIPLES = new Set(split('called named titled entitled based located dedicated written designed inspired'))

/** Behind one of these it is the verb after all: "I named it Emma". */
const SUBJECT = /^(?:I|we|you|he|she|they)$/i

/** Whether any word of the text can be its verb. */
export function hasVerb(text: string): boolean {
  let before: string | undefined
  for (const [word] of text.matchAll(WORD)) {
    const bare = PARTICIPLES.has(word.toLowerCase()) && !(before !== undefined && SUBJECT.test(before))
    if (isVerbForm(word, before) && !bare) return true
    before = word
  }
  return false
}

const PLURAL = /^(?:I|we|you|they|people|children|men|women|police|parents|\p{Ll}{2,}(?<![su])s)$/iu
const NOT_FINITE = /^(?:be|been|being|let['’]?s)$/i

const PREPOSITION = /^(?:of|in|on|at|for|with|about|from|by|into|to|as)$/i

/** Whether any word of the text can be its main verb: "the heating last winter" has none, for "last" does not agree with its subject. */
export function hasFiniteVerb(text: string): boolean {
  const words = [...text.matchAll(WORD)].map(([word]) => word).filter((word, at) => at === 0 || !/ly$/.test(word))
  return words.some((word, at) => agreesAsVerb(word, { before: words[at - 1], first: words[at - 2] }))
}

/** In doubt it is no verb: what is not parted stays true. */
function agreesAsVerb(
  word: string,
  { before, first }: { before: string | undefined; first: string | undefined },
): boolean {
  if (NOT_FINITE.test(word) || !isVerbForm(word, before)) return false
  if (PARTICIPLES.has(word.toLowerCase())) return before !== undefined && SUBJECT.test(before)
  if (before === undefined || AUXILIARY.test(word)) return before?.toLowerCase() !== 'to'
  // "to pay", "for trail rides": an infinitive, and a noun.
  if (before.toLowerCase() === 'to' || (/s$/.test(word) && first !== undefined && PREPOSITION.test(first))) return false
  return !isBaseVerb(word) || isPastForm(word) || PLURAL.test(before)
}

/** The form that follows he, she or a name: `work` → `works`, `have` → `has`; past forms and modals stay. */
export function thirdPerson(verb: string): string {
  const lower = verb.toLowerCase().replace('’', "'")
  if (MODALS.has(lower) || SAME_FORM.has(lower) || isPastForm(lower)) return verb
  const special = SPECIAL.get(lower)
  if (special !== undefined) return special
  if (/[^aeiou]y$/.test(lower)) return `${verb.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(lower) ? `${verb}es` : `${verb}s`
}

/** `'d` before this word stands for "had", else for "would". */
export const followsHad = (word: string | undefined): boolean =>
  word !== undefined && (/^(?:been|had|better|just|already)$/i.test(word) || (isPastForm(word) && !isBaseVerb(word)))
