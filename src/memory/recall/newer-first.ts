/** Of two hits on one matter, the one that holds for the question comes first: the newer for how things stand, the older for how they were. */
import { terms } from '../../rank/tokenize.ts'
import type { FoundHit } from './pick.ts'

/** Which of two states a question asks for; `undefined` where it asks for neither. */
export type WantedState = 'present' | 'past'

/** So many of the first hits are compared with each other. */
const COMPARED = 12
/** The hit that moves up scores at least this share of the one it passes, where the newer of them says what changed to what. */
const SIMILAR_SCORE = 0.75
/** The same where the newer only says "now", or says nothing of a change, but the question asks for the newest. */
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
    if (first.length < COMPARED) await place(candidateOf(one, asked), { among: first, wanted, wantsRecent })
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
}

function candidateOf(found: FoundHit, asked: ReadonlySet<string>): Candidate {
  const { date, path, turns, text } = found.hit
  const words = new Set(terms(text))
  // Of one day the later session, of one session the later turn.
  const turn = String(turns?.[0] ?? 0).padStart(9, '0')
  return { found, words, matter: new Set([...words].filter((word) => asked.has(word))), at: `${date} ${path} ${turn}` }
}

interface Placing {
  among: Candidate[]
  wanted: WantedState
  wantsRecent: boolean
}

/** Puts a hit before the first of those above it that it should pass, or last. */
async function place(one: Candidate, { among, wanted, wantsRecent }: Placing): Promise<void> {
  for (const [index, above] of among.entries()) {
    const [newer, older] = one.at > above.at ? [one, above] : [above, one]
    const isWanted = wanted === 'present' ? newer === one : older === one
    if (isWanted && isSameMatter(one, above) && (await replaces(newer, { one, above, wantsRecent }))) {
      among.splice(index, 0, one)
      return
    }
  }
  among.push(one)
}

/** Both are about what is asked, and the one that moves up about as much as the other; and they do not say the same. */
function isSameMatter(one: Candidate, above: Candidate): boolean {
  if (one.found.hit.score < SIMILAR_SCORE * above.found.hit.score || above.matter.size === 0) return false
  const shared = [...above.matter].filter((word) => one.matter.has(word)).length
  return shared >= SAME_MATTER * above.matter.size && [...one.words].some((word) => !above.words.has(word))
}

/** Whether the newer one says that something changed. Loaded only for a pair that is alike: the words of change take a while. */
async function replaces(newer: Candidate, { one, above, wantsRecent }: Pair): Promise<boolean> {
  const areNearlyEqual = one.found.hit.score >= NEARLY_EQUAL_SCORE * above.found.hit.score
  if (wantsRecent && areNearlyEqual) return true
  const { changeIn } = await import('../../extract/changes/change-cues.ts')
  const change = changeIn(newer.found.hit.text)
  if (!change) return false
  const saysWhat = change.old !== undefined || change.moved !== undefined || change.ended !== undefined
  return saysWhat || change.target !== '' || areNearlyEqual
}

interface Pair {
  /** The hit that would move up. */
  one: Candidate
  above: Candidate
  wantsRecent: boolean
}
