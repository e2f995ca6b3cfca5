/** Whose matter a statement is: its grammatical subject, where that is somebody, with whom that one belongs to. */
import { isBaseVerb, isPastForm } from '../lines/verbs.ts'
import { leadingName } from './leading-name.ts'
import { roleIn } from './people.ts'

/** `User's friend Jo` → owner `user`, role `friend`, name `jo`; `Ana` → name `ana`; `the dentist` → role `dentist`. */
export interface Holder {
  owner?: string
  role?: string
  name?: string
}

const LEADING =
  /^(?:(?:yesterday|today|tonight|now|also|so|and|but|then|luckily|fortunately|unfortunately|sadly|finally|actually|meanwhile),? |(?:since|from|on|in|last|this|as of|after|according to) [^,.;]{2,40}, )+/i
/** "The doctor says User's son …", "Jo told User she …": whose matter it is stands behind. */
const REPORT =
  /^([^,;:.]{2,50}?) (?:says?|said|thinks?|thought|believes?|confirm(?:s|ed)|mention(?:s|ed)|reports?|reported|announce[sd]|found out|heard|wr(?:ites|ote)|(?:tells?|told) (?:User|me|us|\p{Lu}\p{L}+))(?: that)?:? (?=(?:User|[Ii]|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Mm]y|[Oo]ur|[Tt]heir|[Hh]is|[Hh]er|[Tt]he|[Aa]n?|\p{Lu}[\p{L}’']+)\b)/u
const PRONOUN = /^(?:he|she|they|who|and|but)\b|^\p{Ll}+(?:s|ed) /iu
const WITH_SPEAKER = /^\S+(?: \S+){0,3} and (?:User|I|me)\b/
/** Words before who it is: "User's older brother", "a friend". */
const MOST_WORDS_BEFORE = 2
const NAME = /^\p{Lu}[\p{L}\p{M}-]*$/u

interface Naming {
  /** Who says "I". */
  speaker: string | undefined
  /** Whose matter is what was said before: "she" is that one. */
  before?: Holder | undefined
}

export function holderOf(text: string, naming: Naming): Holder | undefined {
  const said = text.replace(LEADING, '')
  const report = REPORT.exec(said)
  if (report) {
    const reporter = holderOf(`${report[1]} `, naming)
    return holderOf(said.slice(report[0].length), { ...naming, before: reporter ?? naming.before })
  }
  if (WITH_SPEAKER.test(said)) return undefined
  return subjectIn(said, naming) ?? (PRONOUN.test(said) ? naming.before : undefined)
}

function subjectIn(text: string, { speaker }: Naming): Holder | undefined {
  const words = text.split(/\s+/, 12)
  const [first = ''] = words
  const self = speaker ?? 'User'
  if (/^I(?:['’]\p{L}+)?$/u.test(first)) return speaker === undefined ? undefined : { name: lower(speaker) }
  if (/^Ich$/i.test(first)) return { name: lower(self) }
  if (/^(?:my|our|meine?|unsere?)$/i.test(first))
    return personBehind(words.slice(1), lower(self)) ?? { name: lower(self) }
  if (/^their$/i.test(first)) return personBehind(words.slice(1), 'they')
  if (/^(?:the|an?|his|her|your|der|die|das|eine?|seine?|ihre?)$/i.test(first))
    return personBehind(words.slice(1), undefined)
  const named = leadingName(text)
  if (named === undefined) return undefined
  const role = roleIn(named)
  if (isPossessive(first)) {
    const owner = role ?? lower(named)
    return personBehind(words.slice(1), owner) ?? (role ? { role } : { name: owner })
  }
  return role ? { role } : { name: lower(named) }
}

/** Who is named next: `older brother Tom`, `friend's son`; `undefined` where it is a thing. */
function personBehind(words: readonly string[], owner: string | undefined): Holder | undefined {
  const at = words.slice(0, MOST_WORDS_BEFORE + 1).findIndex((word) => roleIn(bareOf(word)) !== undefined)
  const role = at < 0 ? undefined : roleIn(bareOf(words[at] ?? ''))
  if (role === undefined || words.slice(0, at).some((word) => !/^[\p{L}-]+$/u.test(word) || isVerbal(word)))
    return undefined
  const next = words[at + 1] ?? ''
  if (isPossessive(words[at] ?? '')) return personBehind(words.slice(at + 1), role) ?? { ...ownerOf(owner), role }
  if (next === 'of' && /^(?:User|mine|ours|me)\b/.test(words[at + 2] ?? '')) return { owner: 'user', role }
  const name = bareOf(next)
  if (NAME.test(name)) {
    const whole: Holder = { ...ownerOf(owner), role, name: lower(name) }
    return isPossessive(next) ? (personBehind(words.slice(at + 2), lower(name)) ?? whole) : whole
  }
  // "The dentist appointment" is nobody; in German it is one word.
  const isThing =
    !/^\p{Lu}/u.test(words[at] ?? '') && /^\p{Ll}/u.test(next) && !/[,;:.]$/.test(words[at] ?? '') && !isVerbal(next)
  return isThing ? undefined : { ...ownerOf(owner), role }
}

const ownerOf = (owner: string | undefined): Holder => (owner === undefined ? {} : { owner })
const lower = (name: string): string => name.toLowerCase()
const bareOf = (word: string): string => word.replace(/(?:['’]s?)?[,;:.]?$/u, '')
const isPossessive = (word: string): boolean => /['’]s?$/.test(word)

/** What may stand behind a subject: a verb, or a word that goes before one or on with the subject. */
const isVerbal = (word = ''): boolean =>
  isPastForm(word) ||
  isBaseVerb(word) ||
  (word.endsWith('s') && (isBaseVerb(word.slice(0, -1)) || isBaseVerb(word.slice(0, -2)))) ||
  /ly$|n['’]t$/.test(word) ||
  BEHIND_SUBJECT.test(word)

const BEHIND_SUBJECT =
  /^(?:is|are|was|were|ist|war|hat|wird|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|now|also|not|no|never|still|just|and|or|in|at|of|on|from|with|who|whose)$/

/** Whether they cannot be the same. Without a name it goes by what they are to whom. */
export function isOtherHolder(a: Holder | undefined, b: Holder | undefined): boolean {
  if (!a || !b || a.name === 'assistant' || b.name === 'assistant') return false
  if (a.name !== undefined && b.name !== undefined) return a.name !== b.name
  if (a.role === undefined || b.role === undefined) return true
  return a.role !== b.role || (a.owner !== undefined && b.owner !== undefined && a.owner !== b.owner)
}

/** "Mia's teacher" is a matter of Mia's where what is said of her speaks of a teacher. */
export const isRelationOf = (holder: Holder, person: Holder, words: ReadonlySet<string>): boolean =>
  holder.role !== undefined &&
  person.role === undefined &&
  holder.owner === person.name &&
  [...words].some((word) => roleIn(word) === holder.role)
