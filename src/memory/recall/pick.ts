/** Takes hits in order until there are enough or the budget is full, and lets each memory stand there once. */
import { terms } from '../../rank/tokenize.ts'
import type { Level } from '../types.ts'
import { estimateTokens } from './tokens.ts'
import type { RecallHit } from './types.ts'

/** A hit, and the raw file its words come from. */
export interface FoundHit {
  hit: RecallHit
  /** The file itself, or what a statement cites. */
  rawPath?: string
}

export interface PickLimits {
  k: number
  budgetTokens?: number
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

/** `found` is best first; it is read no further than needed. */
export async function pickHits(found: AsyncIterable<FoundHit>, { k, budgetTokens }: PickLimits): Promise<Picked> {
  const picked: FoundHit[] = []
  let tokens = 0
  let overBudget = 0
  let duplicate = 0
  const fits = (text: string, insteadOf = ''): boolean =>
    budgetTokens === undefined || tokens + estimateTokens(text) - estimateTokens(insteadOf) <= budgetTokens
  for await (const one of found) {
    const twin = picked.findIndex((other) => saysTheSame(other, one))
    const known = picked[twin]
    if (known) {
      duplicate += 1
      const replaces = isNearer(one.hit, known.hit) && fits(one.hit.text, known.hit.text)
      const merged = replaces ? merge(known, one) : known
      if (replaces) tokens += estimateTokens(one.hit.text) - estimateTokens(known.hit.text)
      picked[twin] = { ...merged, hit: { ...merged.hit, topics: union(known.hit.topics, one.hit.topics) } }
    } else if (!fits(one.hit.text)) overBudget += 1
    else {
      picked.push(one)
      tokens += estimateTokens(one.hit.text)
    }
    if (picked.length >= k) break
  }
  return { hits: picked.map(({ hit }) => hit), overBudget, duplicate }
}

const isNearer = (hit: RecallHit, other: RecallHit): boolean =>
  LEVEL_ORDER.indexOf(hit.level) < LEVEL_ORDER.indexOf(other.level)

/** The nearer text at the better place. */
const merge = (known: FoundHit, nearer: FoundHit): FoundHit => ({
  ...nearer,
  hit: { ...nearer.hit, score: known.hit.score, signals: known.hit.signals },
})

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]

const normalised = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

function saysTheSame(a: FoundHit, b: FoundHit): boolean {
  const [textA, textB] = [normalised(a.hit.text), normalised(b.hit.text)]
  if (textA === textB) return a.hit.level !== 'raw' || b.hit.level !== 'raw' || textA.length >= MIN_CONTAINED_LENGTH
  if (a.hit.level === 'raw' && b.hit.level === 'raw') return false
  const [long, short] = textA.length > textB.length ? [textA, textB] : [textB, textA]
  if (short.length >= MIN_CONTAINED_LENGTH && long.includes(short)) return true
  return a.rawPath !== undefined && a.rawPath === b.rawPath && overlap(a.hit, b.hit) && sharesWords(a.hit, b.hit)
}

const overlap = ({ turns: a }: RecallHit, { turns: b }: RecallHit): boolean =>
  a !== undefined && b !== undefined && a[0] <= b[1] && b[0] <= a[1]

function sharesWords(a: RecallHit, b: RecallHit): boolean {
  const [wordsA, wordsB] = [new Set(terms(a.text)), new Set(terms(b.text))]
  const [small, large] = wordsA.size < wordsB.size ? [wordsA, wordsB] : [wordsB, wordsA]
  let shared = 0
  for (const word of small) if (large.has(word)) shared += 1
  return shared >= SAME_SHARE * small.size
}
