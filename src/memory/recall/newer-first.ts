/** Of two hits on one matter, the one that holds for the question comes first: the newer for how things stand, the older for how they were. */
import { termSet } from '../../rank/tokenize.ts'
import { mayChange } from './may-change.ts'
import { explained, type FoundHit } from './pick.ts'
import type { Account, Replacement, Told } from './replacing.ts'

/** Which of two states a question asks for; `undefined` where it asks for neither. */
export type WantedState = 'present' | 'past'

/** So many of the first hits are compared with each other. */
const COMPARED = 12
/** The hit that moves up scores at least this share of the one it passes, by how sure it is that the newer takes the older one's place. */
const LEAST_SHARE: Readonly<Record<Replacement, number>> = { claim: 0.3, change: 0.75, now: 0.88, frame: 0.88 }
/** The same where nothing is said of a change, but the question asks for the newest. */
const NEARLY_EQUAL_SCORE = 0.88
/** It holds at least this share of the question's words that the other holds. */
const SAME_MATTER = 0.6

export interface NewerFirstOptions {
  /** The terms that say what the question is about. */
  asked: ReadonlySet<string>
  wanted: WantedState | undefined
  /** The question says that it wants the newest. */
  wantsRecent: boolean
}

/** The hits in the order that suits the wanted state. Only hits that say a like amount on the same matter change places. */
export async function* newerFirst(
  found: AsyncIterable<FoundHit>,
  { asked, wanted, wantsRecent }: NewerFirstOptions,
): AsyncGenerator<FoundHit> {
  if (!wanted) return yield* found
  const first: Candidate[] = []
  for await (const one of found) {
    if (first.length < COMPARED) await place(candidateOf(one, asked), { among: first, asked, wanted, wantsRecent })
    else {
      // Nothing moves up from here on.
      yield* first.splice(0).map(({ found: hit }) => hit)
      yield one
    }
  }
  yield* first.map(({ found: hit }) => hit)
}

interface Candidate {
  found: FoundHit
  /** The question's words that it holds. */
  matter: ReadonlySet<string>
  words: ReadonlySet<string>
  at: string
  /** What it says of what is asked; once it was compared. */
  account?: Account
}

function candidateOf(found: FoundHit, asked: ReadonlySet<string>): Candidate {
  const { date, path, turns } = found.hit
  const text = saidIn(found)
  const words = termSet(text)
  // Of one day the later session, of one session the later turn.
  const turn = String(turns?.[0] ?? 0).padStart(9, '0')
  return { found, words, matter: new Set([...words].filter((word) => asked.has(word))), at: `${date} ${path} ${turn}` }
}

interface Placing {
  among: Candidate[]
  asked: ReadonlySet<string>
  wanted: WantedState
  wantsRecent: boolean
}

/** Puts a hit before the first of those above it that it should pass, or last. */
async function place(one: Candidate, placing: Placing): Promise<void> {
  const { among } = placing
  for (let index = 0; index < among.length; index++) {
    const pair = pairOf(one, among[index] ?? one, placing)
    if (pair && (await passes(pair, placing))) {
      const moved = pair.one === pair.newer ? 'newer' : 'older'
      among.splice(index, 0, { ...one, found: explained(one.found, { moved }) })
      return
    }
  }
  among.push(one)
}

/** Two hits that may change places. */
interface Pair {
  one: Candidate
  above: Candidate
  newer: Candidate
  older: Candidate
  /** The older one was replaced on the day of the newer one. */
  isKnown: boolean
  /** Both say as much of what is asked. */
  isSameMatter: boolean
}

/** `undefined` where it is seen without a closer look that `one` does not pass the one above. */
function pairOf(one: Candidate, above: Candidate, { asked, wanted, wantsRecent }: Placing): Pair | undefined {
  const isNewer = one.at > above.at
  if (isNewer !== (wanted === 'present')) return undefined
  const newer = isNewer ? one : above
  const older = isNewer ? above : one
  if (shareOf(one, above) < LEAST_SHARE.claim || older.matter.size === 0) return undefined
  const isKnown = older.found.replacedOn === newer.found.hit.date
  if (isKnown) return { one, above, newer, older, isKnown, isSameMatter: true }
  if (!saysMore(one, above)) return undefined
  const isSameMatter = covers(one, above)
  // "I moved to Zaragoza" has no word of "where do I live", and still answers it; what has some of them is about a thing like it.
  if (!isSameMatter && newer.matter.size > 0 && !covers(newer, older)) return undefined
  if (!wantsRecent && !mayReplace(newer, older, asked)) return undefined
  return { one, above, newer, older, isKnown, isSameMatter }
}

/** Whether the two are about the same matter, and the newer one takes the older one's place in it. */
async function passes(
  { one, above, newer, older, isKnown, isSameMatter }: Pair,
  { asked, wantsRecent }: Placing,
): Promise<boolean> {
  const share = shareOf(one, above)
  const { accountOf, replacementOf } = await import('./replacing.ts')
  older.account ??= accountOf(toldIn(older), asked)
  newer.account ??= accountOf(toldIn(newer), asked)
  // Merely newer: a mention in passing says less of how things stand than what told of the last change.
  if (!isKnown && isSameMatter && wantsRecent && share >= NEARLY_EQUAL_SCORE && !older.account.said()) return true
  const replacement = replacementOf(older.account, newer.account)
  if (isKnown) return replacement === 'claim'
  if (!replacement || share < LEAST_SHARE[replacement]) return false
  return isSameMatter || replacement === 'claim'
}

/** The newer one tells of a change, or both hold all that is asked. */
const mayReplace = (newer: Candidate, older: Candidate, asked: ReadonlySet<string>): boolean =>
  mayChange(saidIn(newer.found)) || (newer.matter.size === asked.size && older.matter.size === asked.size)

const shareOf = (one: Candidate, above: Candidate): number => one.found.place / above.found.place

function saysMore(one: Candidate, above: Candidate): boolean {
  for (const word of one.words) if (!above.words.has(word)) return true
  return false
}

/** Whether `one` holds most of the question's words that the other holds. */
function covers(one: Candidate, { matter }: Candidate): boolean {
  let shared = 0
  for (const word of matter) if (one.matter.has(word)) shared += 1
  return matter.size > 0 && shared >= SAME_MATTER * matter.size
}

const toldIn = ({ found }: Candidate): Told => ({ text: saidIn(found), speaker: found.hit.speakers[0] })

/** A line of ROOT.md begins with its topic, which need not be what is said. */
const saidIn = ({ hit: { level, text } }: FoundHit): string =>
  level === 'root' ? text.replace(/^[^:]{1,80} \(\d{4}-\d{2}-\d{2}\): /, '') : text
