/** Sentences → clauses that can be kept or left out on their own: main clauses stand alone, the rest hangs on them. */
import { capitalise, trimFiller } from './fillers.ts'
import { isEnglish } from './language.ts'
import { withoutPleasantry } from './pleasantry.ts'
import { isWithin, quotedSpans, withoutQuotes } from './quotes.ts'
import { isDoubtful, isGoverned } from './scope.ts'
import { hasFiniteVerb, hasVerb, isPastForm } from './verbs.ts'

export { capitalise, decapitalise } from './fillers.ts'

export interface Clause {
  text: string
  /** What joins it to the clause before it: ` because `, `, which `, ` – `; empty for the first. */
  joint: string
  /** What it makes no sense without: nothing, the last main clause of the sentence, or whatever stands right before it. */
  hangs: 'nothing' | 'head' | 'before'
  /** Whether it only may be so: said in doubt, in fear, of a dream, under a condition. */
  unsure?: true
}

/** A joint and the clause behind it; the joint is kept so that the pieces can be put together again as they stood. */
const JOINTS = new RegExp(
  [
    '(?:; +| +[–—-]{1,2} +|--|[–—](?=\\S))(?:(?:and|but|so|plus) )?',
    ', (?:and|but|so|because|cause|which|who|where|while|since|though|although|plus|yet|as) ',
    ' (?:because|since|which|while|although|though|whenever|whereas) ',
    " (?:and|but|so) (?=(?:I|we|my|our|it|they|he|she|there|the|this|that|now)(?:['’]\\w+)? )",
    ' and then ',
    ', (?=(?:like|including|such as|especially|even|plus) )',
    ', (?=[a-z]+ing )',
    ' and (?=[a-z]+(?:ed|t|ew|an|ought|aught|ook|ave|ent|ame|old|ode|ote|oke) )',
  ].join('|'),
  'g',
)

const EXPLAINS = /\b(?:because|cause|while|since|though|although|whenever|whereas|as|yet)\b/i
const POINTS_AT_BEFORE = /\b(?:which|who|where)\b/i
const OWN_SUBJECT = /^(?:I|we|my|our|the|there|he|she|[A-Z][a-z]+)\b/
const POINTS_BACK =
  /^(?:it|its|they|them|their|he|she|his|her|this|that|these|those|there|such|one|so|both|which|who)\b/i
const OPENS_SUBORDINATE =
  /^(?:when|if|while|since|after|before|as|although|though|because|during|until|once|whenever|even|despite|instead|rather|unless|whether|seeing|having|being)\b/i
const MIN_WORDS = 2

/** Nobody says more in one sentence; and each joint looks at all that stands around it. */
const MAX_SENTENCE = 3000

/** The clauses of a sentence, fillers and names of address (`names`) trimmed; none where nothing is left. */
export function splitClauses(sentence: string, names: readonly string[]): Clause[] {
  const trimmed = capitalise(withoutPleasantry(trimFiller(sentence, names)))
  if (trimmed === '') return []
  if (trimmed.length > MAX_SENTENCE || OPENS_SUBORDINATE.test(trimmed) || !isEnglish(trimmed))
    return keepLong([clauseOf(trimmed, { joint: '', before: '' })])
  const clauses: Clause[] = []
  const quotes = quotedSpans(trimmed)
  let from = 0
  let joint = ''
  for (const match of trimmed.matchAll(JOINTS)) {
    const before = trimmed.slice(from, match.index)
    const rest = trimmed.slice(match.index + match[0].length)
    if (insideBrackets(before) || isWithin(quotes, match.index) || !parts({ joint: match[0], before, rest })) continue
    clauses.push(clauseOf(before, { joint, before: trimmed.slice(0, from) }))
    from = match.index + match[0].length
    joint = match[0].replace('--', ' – ')
  }
  clauses.push(clauseOf(trimmed.slice(from), { joint, before: trimmed.slice(0, from) }))
  return keepLong(clauses)
}

/** Whether a sentence can be parted here, so that what stands before the joint is still a sentence without the rest. */
function parts({ joint, before, rest }: { joint: string; before: string; rest: string }): boolean {
  if (wordsIn(before) < MIN_WORDS || wordsIn(rest) < MIN_WORDS) return false
  if (!hasVerb(before) && !/^\p{Lu}\p{Ll}+ing\b/u.test(before)) return false
  if (joint === ' and ') {
    const next = rest.split(' ', 1)[0] ?? ''
    return OWN_SUBJECT.test(rest) ? hasFiniteVerb(rest) : isPastForm(next)
  }
  if (joint === ', ') return !/,/.test(before)
  // "love, loss, and pain" must not end after "loss".
  return !/(?:and|plus) $/.test(joint) || hasVerb(rest) || !/,[^,]{0,40}$/.test(before)
}

/**
 * A joined clause with a subject of its own stands alone; one that explains, or that holds only as far as what stands before it, hangs on
 * the main clause, the rest on what it follows.
 */
function clauseOf(text: string, { joint, before }: { joint: string; before: string }): Clause {
  const clean = text.trim().replace(/[,;:]+$/, '')
  const governed = joint !== '' && isGoverned(clean, { before: withoutQuotes(before), joint })
  const unsure = governed || isDoubtful(withoutQuotes(clean)) ? { unsure: true as const } : {}
  if (joint === '') return { text: clean, joint, hangs: 'nothing', ...unsure }
  if (EXPLAINS.test(joint) || governed || isReport(before)) return { text: clean, joint, hangs: 'head', ...unsure }
  const alone = !POINTS_AT_BEFORE.test(joint) && OWN_SUBJECT.test(clean) && !pointsBack(clean) && hasFiniteVerb(clean)
  return alone
    ? { text: capitalise(clean), joint, hangs: 'nothing', ...unsure }
    : { text: clean, joint, hangs: 'before', ...unsure }
}

/** "My doctor says it is low and I should rest": what follows is what the doctor says, too. */
const isReport = (before: string): boolean =>
  /\b(?:says?|said|thinks?|thought|told|believes?|claims?|claimed|hopes?|heard|recommends?)\b/i.test(before)

const keepLong = (clauses: Clause[]): Clause[] => clauses.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)?.length ?? 0

const insideBrackets = (text: string): boolean =>
  (text.match(/[([]/g)?.length ?? 0) > (text.match(/[)\]]/g)?.length ?? 0) || (text.match(/`/g)?.length ?? 0) % 2 === 1

/** Whether the clause begins with a word that points to something said before. */
export const pointsBack = (clause: string): boolean =>
  /^(?:the )?\w+ ones\b/i.test(clause) ||
  (POINTS_BACK.test(clause) && !/^(?:there (?:is|are|was|were)|one of)\b/i.test(clause))
