/** A clause → the noun phrases in it that could name a topic. No tagger: closed lists, endings, and what stands before and after a word. */
import { terms } from '../../rank/tokenize.ts'
import { STOP_WORDS } from '../../rank/words.ts'
import { isBaseVerb, isPastForm } from '../lines/verbs.ts'
import { ACTIVITIES, ADJECTIVES, NEVER_TOPIC, PLURALS, TITLES, WEAK_TOPIC } from '../table/topic-words.ts'
import { isFlat, rarityOf } from '../words.ts'
import { isCategoryTerm } from './category-terms.ts'
import { foreignPhrasesOf } from './foreign-phrases.ts'
import { isAdjective, isJoinedToVerb, isPredicate, isVerbBehindPlural, opensAsSubject } from './word-class.ts'

/** `compound`: two or three nouns; `name`: capitalised; `person`: a name behind a title. */
export type PhraseKind = 'compound' | 'name' | 'person' | 'noun'

export interface Phrase {
  words: readonly string[]
  terms: readonly string[]
  kind: PhraseKind
  /** Which word of the clause it begins with. */
  at: number
  /** Whether a number stands before it: `80 euros`, `22 tests`. */
  isCounted: boolean
  /** Whether it is a part of a longer phrase. */
  isPart: boolean
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-'’.](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{N}]/gu
const DETERMINERS = new Set(
  `a an the my your his her its our their this that these those some any no every each another both of in on at for with from into about`.split(
    /\s+/,
  ),
)
/** A word in "-s" before one of these is a verb: `Tom rents a tent`, `the soil costs 65 euros`. */
const OBJECT =
  /^(?:\d.*|a|an|the|my|your|his|her|its|our|their|me|him|them|us|you|it|more|less|about|that|this|nothing|too|every|each)$/i
const IS = /^(?:is|are|was|were|am|be|been|being|keeps?|started|starts|enjoys?|loves?|likes?)$/i
/** Code, paths, addresses and dates in brackets name no topic. */
const NOT_SAID = /`[^`]*`|\S*[/\\_@]\S*|\([^()]*\d{4}[^()]*\)|\[[^\]]*\]/g
const NOT_BEFORE_NOUN =
  /^(?:i|we|you|they|he|she|it|to|will|would|can|could|should|must|may|might|don['’]t|\p{L}+['’](?:ll|d|ve|re|m|t)|not|never|always|also|just|only|let['’]?s|please|who|which)$/iu

/** A noun that can stand alone, one that cannot, a name, or nothing that names a topic. */
type Role = 'noun' | 'weak' | 'name' | 'none'

const MAX_WORDS = 3

export interface PhraseScope {
  /** Index terms that name no topic: the speakers'. */
  excluded: ReadonlySet<string>
  /** Words, in small letters, that stand with a capital where no sentence begins. */
  proper: ReadonlySet<string>
}

export function phrasesOf(text: string, scope: PhraseScope): Phrase[] {
  const { excluded } = scope
  const foreign = foreignPhrasesOf(text, excluded)
  if (foreign) return foreign
  const words = [...text.replace(NOT_SAID, ' ; ').matchAll(WORD)].map(([word]) => word.replace(/['’]s?$/, ''))
  const roles = words.map((_, at) => roleOf(words, at, scope))
  const found: Phrase[] = []
  for (let at = 0; at < words.length; at++) {
    if (roles[at] === 'none') continue
    let end = at + 1
    while (end < words.length && roles[end] !== 'none' && joins(roles, { at, end })) end++
    addRun(found, { words, roles, at, end })
    at = end - 1
  }
  return found
}

/** Names go with names; nouns with what they follow. */
const joins = (roles: readonly Role[], { at, end }: { at: number; end: number }): boolean =>
  roles[end] === 'name' ? roles[at] === 'name' && roles[end - 1] === 'name' : true

interface Run {
  words: readonly string[]
  roles: readonly Role[]
  at: number
  end: number
}

/** The phrases of a run of nouns: its last words together, and each noun of it that can stand alone. */
function addRun(found: Phrase[], { words, roles, at, end }: Run): void {
  const isPerson = TITLES.has((words[at - 1] === '.' ? words[at - 2] : words[at - 1])?.toLowerCase() ?? '')
  const isCounted = /^\d/.test(words[at - 1] ?? '')
  const add = (from: number, kind: PhraseKind) => {
    const own = words.slice(from, end)
    found.push({ words: own, terms: own.flatMap((word) => terms(word)), kind, at: from, isCounted, isPart: false })
  }
  const names = roles.slice(at, end).every((role) => role === 'name')
  if (names) {
    add(Math.max(at, end - MAX_WORDS), isPerson ? 'person' : 'name')
    return
  }
  const from = Math.max(at, end - MAX_WORDS)
  const strong = roles.slice(from, end).some((role) => role !== 'weak')
  const isLed = DETERMINERS.has((words[at - 1] ?? '').toLowerCase())
  if (end - from >= 2 && (strong || isLed)) add(isHedged(words, { roles, from, end }) ? from + 1 : from, 'compound')
  for (let single = at; single < end; single++) {
    const word = words[single] ?? ''
    if (roles[single] === 'weak') continue
    const kind = roles[single] === 'name' ? 'name' : 'noun'
    found.push({ words: [word], terms: terms(word), kind, at: single, isCounted, isPart: end - at > 1 })
  }
}

/** Of three words, the first says little; but it is what is done in the second: `data processing agreement`. */
const isHedged = (
  words: readonly string[],
  { roles, from, end }: { roles: readonly Role[]; from: number; end: number },
): boolean => end - from === MAX_WORDS && roles[from] === 'weak' && !words[from + 1]?.endsWith('ing')

function roleOf(words: readonly string[], at: number, { excluded, proper }: PhraseScope): Role {
  const word = words[at] ?? ''
  const lower = word.toLowerCase()
  if (word.length < 2 || !/^\p{L}/u.test(word) || STOP_WORDS.has(lower) || TITLES.has(lower)) return 'none'
  if (ADJECTIVES.has(lower) || COLOUR.test(lower)) return beginsName(words, at) ? 'name' : 'none'
  const parts = terms(word)
  if (parts.length === 0 || parts.some((term) => excluded.has(term) || NEVER_TOPIC.has(term))) return 'none'
  if (
    parts.every((term) => isFlat(term) && !WEAK_TOPIC.has(term)) ||
    /['’]|^(?:https?|www)\b|\.(?:\w{2,4})$/.test(word)
  )
    return 'none'
  const before = (words[at - 1] ?? '').toLowerCase()
  const opens = opensAt(words, at)
  if (/^\p{Lu}/u.test(word)) {
    if (!opens || isAcronym(word)) return 'name'
    if (isRareName(word, parts)) return proper.has(lower) || opensAsSubject(words, at) ? 'name' : openingRole(words, at)
  }
  if (word.length < 3 || isPredicate(words, at) || isVerbBehindPlural(words, at) || isJoinedToVerb(words, at))
    return 'none'
  const isVerb = /s$|^(?:cost|need)$/.test(lower) && OBJECT.test(words[at + 1] ?? '') && isContent(before)
  if (
    isVerb ||
    isShift(lower, words[at + 1]) ||
    (lower.endsWith('ing') && (IS.test(before) || isGerundBehind(before, parts)))
  )
    return 'none'
  return nounRole(lower, { parts, before, opens, isBehindNoun: at > 0 && isContent(before) })
}

const COLOUR = /^(?:red|blue|green|yellow|orange|purple|black|white|pink)$/

/** "New York City", "the Red Cross": an adjective with a capital before a name, where no sentence begins. */
const beginsName = (words: readonly string[], at: number): boolean =>
  !opensAt(words, at) && [at, at + 1].every((place) => /^\p{Lu}\p{Ll}/u.test(words[place] ?? ''))

const opensAt = (words: readonly string[], at: number): boolean =>
  at === 0 || /^[.!?:;"“”(*•-]$/.test(words[at - 1] ?? '')

/** "Blackout curtains", but "Resume at 60 percent": what only a beginning writes with a capital names nothing without a noun behind it. */
const openingRole = (words: readonly string[], at: number): Role => (isContent(words[at + 1] ?? '') ? 'weak' : 'none')

/** The words of a text, in small letters, that have a capital where no sentence begins. */
export function properWordsIn(text: string): string[] {
  const words = [...text.replace(NOT_SAID, ' ; ').matchAll(WORD)].map(([word]) => word.replace(/['’]s?$/, ''))
  return words.filter((word, at) => /^\p{Lu}/u.test(word) && !opensAt(words, at)).map((word) => word.toLowerCase())
}

/** "the delivery slips to Friday". */
const isShift = (word: string, next = ''): boolean =>
  /^(?:moves|slips|shifts|slides|changes|switches)$/.test(word) && /^(?:to|from|into|back)$/i.test(next)

/** "stopped drinking coffee": what one does, behind a verb; a hobby may be what it is about. */
const isGerundBehind = (before: string, parts: readonly string[]): boolean =>
  isPastForm(before) && !parts.every((term) => ACTIVITIES.has(term))

const isContent = (word: string): boolean => /^\p{L}/u.test(word) && !STOP_WORDS.has(word)
const isAcronym = (word: string): boolean => /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(word)
const isRareName = (word: string, parts: readonly string[]): boolean =>
  !word.endsWith('ing') &&
  parts.every((term) => rarityOf(term) === 'rare') &&
  !isVerbForm(word.toLowerCase()) &&
  !isPastForm(word) &&
  !isAdjective(word.toLowerCase())

function nounRole(
  word: string,
  {
    parts,
    before,
    opens,
    isBehindNoun,
  }: { parts: readonly string[]; before: string; opens: boolean; isBehindNoun: boolean },
): Role {
  const isLed = DETERMINERS.has(before) || /^\d/.test(before) || ADJECTIVES.has(before) || isAdjective(before)
  if (word.endsWith('ing'))
    return parts.every((term) => ACTIVITIES.has(term)) ? 'noun' : isLed || isBehindNoun ? 'weak' : 'none'
  if (isPastForm(word) || isAdjective(word) || NOT_BEFORE_NOUN.test(before)) return 'none'
  if (isVerbForm(word) && !isLed && !(isBehindNoun && (!word.endsWith('s') || PLURALS.has(word)))) return 'none'
  if (parts.every((term) => WEAK_TOPIC.has(term))) return 'weak'
  if (ABSTRACT.test(word) && !parts.some(isCategoryTerm)) return 'weak'
  if (parts.some((term) => rarityOf(term) !== 'rare')) return parts.some(isCategoryTerm) ? 'noun' : 'weak'
  return isLed || isBehindNoun || !opens ? 'noun' : 'none'
}

const isVerbForm = (word: string): boolean =>
  isBaseVerb(word) || (word.endsWith('s') && [word.slice(0, -1), word.slice(0, -2)].some(isBaseVerb))

/** Nouns of state and quality. */
const ABSTRACT = /(?:ness|ity|ism|hood|dom|ance|ence|ment|ship|tude)$/
