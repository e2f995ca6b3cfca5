/** Whether what was said later takes the place of what was said before, as far as a question is about it. Loaded only where two hits are alike: the words of change take a while. */
import { type Change, changeIn } from '../../extract/changes/change-cues.ts'
import { supersedes } from '../../extract/changes/changes.ts'
import { type Claim, claimOf, claimsState } from '../../extract/changes/claims.ts'
import { once } from '../../extract/once.ts'
import { termSet } from '../../rank/tokenize.ts'
import { mayChange } from './may-change.ts'
import { endsInQuestion } from './turn-flags.ts'

export interface Told {
  text: string
  /** Whose words they are: "I" in one hit is "I" in another only where the same one speaks. */
  speaker: string | undefined
}

/**
 * How sure it is, surest first. `claim`: the later claim replaces the earlier one. `change`: it says what changed. `now`: it says that
 * something is so now. `frame`: both say how all that is asked stands.
 */
export type Replacement = 'claim' | 'change' | 'now' | 'frame'

/** A stretch of text that says one thing. */
interface Piece {
  text: string
  isQuestion: boolean
  words(): ReadonlySet<string>
  change(): Change | undefined
}

const SENTENCES = /(?<=[.!?…。！？]["'”’)]*)\s+|\n+/
/** What follows is often a claim of its own: "Ben is away, so the stand-up moves". */
const CLAUSES = /[,;:–—]\s+(?:(?:so|and|but)\s+)?/
/** As far as clauses are looked at: a long list says nothing of a change. */
const MAX_PIECES = 24

/** What one hit says of what is asked, taken apart once. */
export interface Account {
  /** What it claims of it. */
  claims(): readonly Claim[]
  /** What it claims of changes, be it in other words. */
  changes(): readonly Claim[]
  /** Whether, and how, it tells of a change in what is asked. */
  said(): Replacement | undefined
  /** Whether one piece of it holds all that is asked, and says how it stands. */
  standsWhole(): boolean
}

/** `asked`: the terms that say what the question is about. */
export function accountOf({ text, speaker }: Told, asked: ReadonlySet<string>): Account {
  const sentences = once(() => sentencesOf(text))
  const onMatter = once(() =>
    sentences()
      .flatMap(withClauses)
      .filter(({ words }) => sharesOne(words(), asked)),
  )
  return {
    claims: once(() => onMatter().map((piece) => claimOf(piece.text, speaker))),
    changes: once(() => {
      const changing = sentences().filter(({ change, isQuestion }) => !isQuestion && change())
      const parts = changing.flatMap(withClauses).filter(({ change }) => change())
      return parts.map((part) => claimOf(part.text, speaker))
    }),
    said: once(() => sayingChange(sentences(), asked)),
    standsWhole: once(() => asked.size > 1 && onMatter().some((piece) => holdsWhole(piece, asked))),
  }
}

export function replacementOf(earlier: Account, later: Account): Replacement | undefined {
  const changes = later.changes()
  if (changes.some((change) => earlier.claims().some((claim) => supersedes(claim, change)))) return 'claim'
  return later.said() ?? (later.standsWhole() && earlier.standsWhole() ? 'frame' : undefined)
}

const sharesOne = (words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean =>
  [...wanted].some((word) => words.has(word))

const pieceOf = (text: string): Piece => ({
  text,
  isQuestion: endsInQuestion(text),
  words: once(() => termSet(text)),
  change: once(() => (mayChange(text) ? changeIn(text) : undefined)),
})
const sentencesOf = (text: string): Piece[] => text.split(SENTENCES).slice(0, MAX_PIECES).map(pieceOf)

/** A sentence, and what it says part by part. */
function withClauses(sentence: Piece): Piece[] {
  const clauses = sentence.text.split(CLAUSES)
  return clauses.length === 1 ? [sentence] : [sentence, ...clauses.map(pieceOf)]
}

/** A sentence on the matter that tells of a change; one that only says "it" is about what the one before was about. */
function sayingChange(sentences: readonly Piece[], asked: ReadonlySet<string>): Replacement | undefined {
  const isOnMatter = ({ words }: Piece) => sharesOne(words(), asked)
  const changes = sentences.flatMap((sentence, index): Change[] => {
    const change = sentence.isQuestion ? undefined : sentence.change()
    const before = sentences[index - 1]
    const isMeant = isOnMatter(sentence) || (before && POINTS_BACK.test(sentence.text) && isOnMatter(before))
    return change && isMeant ? [change] : []
  })
  if (changes.length === 0) return undefined
  return changes.some(saysWhat) ? 'change' : 'now'
}

/** It leaves its matter to the sentence before: "It moves to Friday", "raise it to 300", "change ours to 8087". */
const POINTS_BACK =
  /^(?:so |and |but |then |now )*(?:it|they|that|this|he|she)\b|\b(?:mov|chang|switch|rais|lower|increas|reduc|cut|bump|push|postpon|shift|reschedul|extend|upgrad|downgrad|renam|replac|set|mak)\p{L}* (?:it|that|this|them|ours|mine)\b/iu
const saysWhat = ({ old, moved, ended, target, isTakeover }: Change): boolean =>
  old !== undefined || moved !== undefined || ended !== undefined || target !== '' || isTakeover

const holdsWhole = ({ text, isQuestion, words }: Piece, asked: ReadonlySet<string>): boolean =>
  !isQuestion && [...asked].every((word) => words().has(word)) && claimsState(text)
