/** Whether a later claim takes an earlier one's place: it says that something changed, or says the same with another value. */
import { terms } from '../../rank/tokenize.ts'
import { ALTERNATIVES } from '../table/alternatives.ts'
import { ROLE, whatIsChanged } from './change-cues.ts'
import type { Claim } from './claims.ts'
import { isAddition, isOtherThing, isSingleValued } from './frames.ts'
import { isOtherHolder, isRelationOf } from './holder.ts'
import { isServing } from './people.ts'

/** Share of the words of the thing that changed which the earlier claim must have. */
const MOVED_COVER = 0.99
/** Shared over all words of both subjects, where the later claim says that it holds now. */
const NOW_FRAME = 0.5
/** Share of what an earlier claim says of somebody which must be said of somebody else. */
const ROLE_COVER = 0.6
/** Shared over all words of both subjects, where nothing says that anything changed. */
const SAME_FRAME = 0.8
/** Share of the earlier claim's words that what came to an end must make up. */
const ENDED_SHARE = 0.3
/** A choice names what it is for, too. */
const MISTAKE_SHARE = 0.2
/** Share of an earlier claim's head that the thing which changed must make up. */
const HEAD_COVER = 0.5

/** Pure and symmetric in nothing: `earlier` was said before `later`. */
export const supersedes = (earlier: Claim, later: Claim): boolean => takesPlace(earlier, later) && earlier.isState

function takesPlace(earlier: Claim, later: Claim): boolean {
  const { change } = later
  if (isOthers(earlier, later)) return takesRole(earlier, later)
  if (!change) return sameFrame(earlier, later)
  return (
    leavesOld(earlier, later) ||
    movesOn(earlier, later) ||
    ends(earlier, later) ||
    switchesTo(earlier, later) ||
    (change.isNow && holdsNow(earlier, later)) ||
    sameFrame(earlier, later)
  )
}

/** Whether the later claim is about somebody else, and tells nothing of what the earlier one's holder has. */
function isOthers(earlier: Claim, later: Claim): boolean {
  const [a, b] = [earlier.holder, later.holder]
  if (!b) return false
  // "My wife cancelled her meeting": another one than just "the meeting".
  if (!a) return b.role !== undefined && !isServing(b.role) && whatIsChanged(later.text) === 'theirs'
  if (!isOtherHolder(a, b)) return false
  if (isRelationOf(b, a, earlier.words) || isRelationOf(a, b, later.words)) return false
  return !actsFor(later)
}

/** "The doctor lowered the dose", "my wife moved our dinner": what they change need not be theirs. */
function actsFor({ holder, text }: Claim): boolean {
  const whose = whatIsChanged(text)
  return whose === 'ours' || (whose === 'any' && holder?.role !== undefined && isServing(holder.role))
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0
  for (const word of a) if (b.has(word)) count++
  return count
}

const cover = (wanted: ReadonlySet<string>, has: ReadonlySet<string>): number =>
  wanted.size === 0 ? 0 : shared(wanted, has) / wanted.size

/** "from X to Y", "Y instead of X": the earlier claim has X, and something else in common. */
function leavesOld(earlier: Claim, { change, subject, person }: Claim): boolean {
  const old = change?.old
  if (!old || cover(old, earlier.words) < 1) return false
  const others = new Set([...subject].filter((word) => !old.has(word)))
  return shared(others, earlier.words) > 0 || (person !== undefined && person === earlier.person)
}

/** "moved X to Y": the earlier claim is about X and has a value of Y's kind, or is about nothing but X. */
function movesOn(earlier: Claim, later: Claim): boolean {
  const { moved, target = '' } = later.change ?? {}
  if (!moved && LIVES.test(earlier.text)) return /^\p{Lu}/u.test(target) && isSameHolder(earlier, later)
  if (!moved || cover(moved, earlier.words) < MOVED_COVER) return false
  if (differs(earlier, { labels: later.labels, values: later.change?.targetValues ?? new Map() }))
    return earlier.head.size === 0 || cover(earlier.head, moved) >= HEAD_COVER || shared(moved, earlier.head) === 0
  return earlier.head.size > 0 && cover(earlier.head, moved) === 1 && shared(moved, earlier.head) === moved.size
}

const isSameHolder = (a: Claim, b: Claim): boolean =>
  a.holder && b.holder ? !isOtherHolder(a.holder, b.holder) : a.person === b.person

const LIVES = /\b(?:lives?|living|based|resides?) in\b/i

/** "quit X", "X is cancelled": the earlier claim has all of X, or what X is called, and says little else. */
function ends(earlier: Claim, { change }: Claim): boolean {
  const { ended, endedThing, endsOnly } = change ?? {}
  if (!ended || (endsOnly && !isOf(endsOnly, earlier))) return false
  const told = [ended, endedThing].find((words) => words && cover(words, earlier.words) === 1)
  const least = endsOnly === 'chosen' ? MISTAKE_SHARE : ENDED_SHARE
  return told !== undefined && told.size / new Set([...earlier.subject, ...told]).size >= least
}

/** A mistake ends what was chosen, and only what has its time can be off. */
const isOf = (kind: 'chosen' | 'timed', { text, values }: Claim): boolean =>
  kind === 'chosen' ? CHOSEN.test(text) : TIME_KINDS.some((time) => values.has(time))

const CHOSEN =
  /\b(?:decided|agreed|chose|chosen|picked|settled|opted|hired|bought|booked|ordered|signed|joined|switched|moved|went with|plans?|planned|will|going to|uses?|using|runs?|hosts?|keeps?|stays?|staying|works? with)\b/i
const TIME_KINDS = ['date', 'month', 'weekday', 'time']

const rivals = new Map<string, ReadonlySet<string>>()
for (const line of ALTERNATIVES) {
  const group = new Set(terms(line))
  for (const term of group) rivals.set(term, group)
}

/** "switched to Y": the earlier claim names what people use for the same purpose. */
function switchesTo(earlier: Claim, later: Claim): boolean {
  const target = later.change?.targetTerms ?? []
  if (target.length === 0) return false
  const group = target.map((term) => rivals.get(term)).find((found) => found !== undefined)
  if (!group || target.some((term) => earlier.words.has(term) && group.has(term))) return false
  const scope = later.change?.moved
  return shared(group, earlier.words) > 0 && (scope === undefined || shared(scope, earlier.words) > 0)
}

/** "Ana's new office is 5.01", "… closes at 20:00 now": much the same subject with another value. */
function holdsNow(earlier: Claim, later: Claim): boolean {
  // The values first: hardly any two statements differ in one, and then nobody needs to know what they are about.
  if (!differs(earlier, { labels: later.labels, values: later.realValues })) return false
  if (isAddition(later) || isOtherThing(earlier, later)) return false
  const both = shared(earlier.subject, later.subject)
  return both > 0 && both / (earlier.subject.size + later.subject.size - both) >= NOW_FRAME
}

/** "Omar leads the mobile team now": the same said of another person. */
const takesRole = (earlier: Claim, later: Claim): boolean =>
  later.change?.isTakeover === true &&
  earlier.subject.size >= 2 &&
  cover(earlier.subject, later.subject) >= ROLE_COVER &&
  ROLE.test(earlier.text)

/** The same said with another value, where there can be but one, and only one kind of value is another. */
function sameFrame(earlier: Claim, later: Claim): boolean {
  if (!later.isState || later.isPartlyUnreal || earlier.negated !== later.negated) return false
  const [kind, ...others] = differing(earlier, later)
  if (kind === undefined || others.length > 0 || !differs(earlier, later)) return false
  if (isOtherThing(earlier, later) || !(later.change?.isNow || isSingleValued(kind, later))) return false
  const both = shared(earlier.subject, later.subject)
  return both > 0 && both / (earlier.subject.size + later.subject.size - both) >= SAME_FRAME
}

const differs = (earlier: Claim, later: Pick<Claim, 'labels' | 'values'>): boolean =>
  sameSet(earlier.labels, later.labels) && differing(earlier, later).length > 0

/** The kinds of value that both have, and have differently. */
function differing(earlier: Claim, later: Pick<Claim, 'values'>): string[] {
  const kinds: string[] = []
  for (const [kind, values] of earlier.values) {
    const others = later.values.get(kind) ?? (kind === 'month' ? later.values.get('date') : undefined)
    if (others !== undefined && !sameSet(values, others)) kinds.push(kind)
  }
  return kinds
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((value) => b.has(value))
