/** Takes hits in order until there are enough or the budget is full, and lets each memory stand there once. */
import type { Stretch } from '../../rank/arrange.ts'
import { termSet, terms } from '../../rank/tokenize.ts'
import type { Level } from '../types.ts'
import { endsInQuestion, onlyAsks } from './turn-flags.ts'
import type { HitParts, RecallHit } from './types.ts'

/** A hit, and the raw file its words come from. */
export interface FoundHit {
  hit: RecallHit
  /** What orders the hits: their score, and what the ranking makes of it once their text is read. */
  place: number
  /** The local day on which what the question is about in it was replaced. */
  replacedOn?: string | undefined
  /** The passages that it shows. */
  stretch: Stretch
  /** Of each of its passages and the question. */
  cosines: readonly number[]
  /** The file itself, or what a statement cites. */
  rawPath: string | undefined
}

/** The hit with more of what its place is made of, where that was asked for. */
export const explained = (found: FoundHit, more: Partial<HitParts>): FoundHit =>
  found.hit.parts ? { ...found, hit: { ...found.hit, parts: { ...found.hit.parts, ...more } } } : found

export interface PickLimits {
  k: number
  budgetTokens?: number
  /** What a hit takes of the budget. */
  tokensOf: (hit: RecallHit) => number
}

export interface Picked {
  hits: RecallHit[]
  overBudget: number
  duplicate: number
}

/** Nearest to what was said: a copy further up never stands in for it. */
const LEVEL_ORDER: readonly Level[] = ['raw', 'daily', 'weekly', 'monthly', 'root']

/** Share of a statement's words that its source must hold to say the same. */
const SAME_SHARE = 0.7
const MIN_CONTAINED_LENGTH = 20
const MAX_PHRASE_LENGTH = 160
/** White space that is not a single space already: most texts have none. */
const SPACE = /\s{2,}|[^\S ]/g

/** `found` is best first; it is read no further than needed. */
export async function pickHits(
  found: AsyncIterable<FoundHit>,
  { k, budgetTokens = Number.POSITIVE_INFINITY, tokensOf }: PickLimits,
): Promise<Picked> {
  const picked: Comparable[] = []
  let tokens = 0
  let overBudget = 0
  let duplicate = 0
  for await (const hit of found) {
    const one = { ...hit, plain: normalised(hit.hit.text), tokens: tokensOf(hit.hit) }
    const twin = picked.findIndex((other) => saysTheSame(other, one))
    const known = picked[twin]
    if (known) {
      duplicate += 1
      const replaces = isNearer(one.hit, known.hit) && tokens + one.tokens - known.tokens <= budgetTokens
      const merged = replaces ? merge(known, one) : known
      tokens += merged.tokens - known.tokens
      picked[twin] = { ...merged, hit: { ...merged.hit, topics: union(known.hit.topics, one.hit.topics) } }
    } else if (tokens + one.tokens > budgetTokens) overBudget += 1
    else {
      picked.push(one)
      tokens += one.tokens
    }
    if (picked.length >= k) break
  }
  return { hits: picked.map(({ hit }) => hit), overBudget, duplicate }
}

/** Without the hits that have less than this share of the best one's place: they come with any question. */
export async function* withoutTail(found: AsyncIterable<FoundHit>, share: number): AsyncGenerator<FoundHit> {
  let best = 0
  for await (const one of found) {
    best = Math.max(best, one.place)
    if (one.place >= share * best) yield one
  }
}

/** Asking twice must not answer itself: a passage that only asks the same question, be it among others, comes after all that say something. */
export async function* echoesLast(found: AsyncIterable<FoundHit>, question: string): AsyncGenerator<FoundHit> {
  const isEcho = echoOf(question)
  const echoes: FoundHit[] = []
  for await (const one of found) {
    if (isEcho(one.hit.text)) echoes.push(explained(one, { moved: 'asks' }))
    else yield one
  }
  yield* echoes
}

/** Tells whether a text only asks this question, be it among others. */
export function echoOf(question: string): (text: string) => boolean {
  const asked = new Set(terms(question))
  return (text) =>
    endsInQuestion(text) &&
    (terms(text).every((term) => asked.has(term)) || (onlyAsks(text) && holdsAll(termSet(text), asked)))
}

function holdsAll(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const word of wanted) if (!words.has(word)) return false
  return true
}

const isNearer = (hit: RecallHit, other: RecallHit): boolean =>
  LEVEL_ORDER.indexOf(hit.level) < LEVEL_ORDER.indexOf(other.level)

/** A hit with its text as it is compared, and what it takes of the budget. */
type Comparable = FoundHit & { plain: string; tokens: number }

/** The nearer text at the better place. */
const merge = (known: Comparable, nearer: Comparable): Comparable => ({
  ...nearer,
  hit: { ...nearer.hit, score: known.hit.score, signals: known.hit.signals },
})

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]

const normalised = (text: string): string => text.toLowerCase().replace(SPACE, ' ').trim()

function saysTheSame(a: Comparable, b: Comparable): boolean {
  const bothRaw = a.hit.level === 'raw' && b.hit.level === 'raw'
  // Said again in another session is evidence of its own, unless it is a phrase that is said everywhere.
  if (bothRaw && a.rawPath !== b.rawPath && a.plain.length > MAX_PHRASE_LENGTH) return false
  if (a.plain === b.plain) return true
  if (bothRaw) return false
  const [long, short] = a.plain.length > b.plain.length ? [a.plain, b.plain] : [b.plain, a.plain]
  if (short.length >= MIN_CONTAINED_LENGTH && long.includes(short)) return true
  return a.rawPath !== undefined && a.rawPath === b.rawPath && overlap(a.hit, b.hit) && sharesWords(a.hit, b.hit)
}

const overlap = ({ turns: a }: RecallHit, { turns: b }: RecallHit): boolean =>
  a !== undefined && b !== undefined && a[0] <= b[1] && b[0] <= a[1]

function sharesWords(a: RecallHit, b: RecallHit): boolean {
  const [wordsA, wordsB] = [termSet(a.text), termSet(b.text)]
  const [small, large] = wordsA.size < wordsB.size ? [wordsA, wordsB] : [wordsB, wordsA]
  let shared = 0
  for (const word of small) if (large.has(word)) shared += 1
  return shared >= SAME_SHARE * small.size
}
