/** A statement → the pieces it was put together from, so that a shorter level can keep the best of them. */
import type { Memory } from '../../memory/types.ts'
import { ADVERBS } from './adverbs.ts'
import { capitalise, decapitalise, pointsBack, splitClauses } from './clauses.ts'
import { splitSentences } from './sentences.ts'
import { isBaseVerb, isPastForm } from './verbs.ts'

export interface Piece {
  text: string
  /** What joins it to the piece before it. */
  joint: string
  /** Index of the piece without which it makes no sense. */
  parent?: number
}

/** `Ana: "…"`, `Ana, asked "…": "…"`: what stands around a quotation, and what is said in it. */
const QUOTATION = /^(\p{Lu}[^"“”]{0,40}(?:, (?:asked|on) "[^"]*")?: ")([^"]+)"(\.?)$/u

/** The pieces of a statement; a human's words, and what mixes talk with quotations, are one piece. */
export function piecesOf({ text, origin }: Memory): Piece[] {
  if (origin === 'human') return [{ text, joint: '' }]
  const said = QUOTATION.exec(text)?.[2] ?? text
  if (/"/.test(said) && /: "/.test(said)) return [{ text, joint: '' }]
  const pieces: Piece[] = []
  for (const part of sentencesOf(said)) addSentence(pieces, part)
  return pieces
}

interface Part {
  text: string
  joint: string
}

/** Sentences, and what semicolons part in lines of older versions. */
const sentencesOf = (said: string): Part[] =>
  splitSentences(said).flatMap(({ text }) =>
    splitAtSemicolons(text.replace(/\.$/, '')).map((part, index) => ({ text: part, joint: index === 0 ? '. ' : '; ' })),
  )

function addSentence(pieces: Piece[], { text, joint: between }: Part): void {
  let head: number | undefined
  for (const { text: clause, joint, hangs } of splitClauses(text, [])) {
    const back = pieces.length > 0 && pointsBack(clause) ? pieces.length - 1 : undefined
    const parent =
      head === undefined ? back : hangs === 'before' ? pieces.length - 1 : hangs === 'head' ? head : undefined
    pieces.push({
      text: head === undefined && /^\p{Ll}/u.test(text) ? decapitalise(clause) : clause,
      joint: head === undefined ? between : joint,
      ...(parent !== undefined && { parent }),
    })
    head ??= pieces.length - 1
  }
}

/** Semicolons outside quotes, brackets and code spans. */
function splitAtSemicolons(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const { index } of text.matchAll(/; /g)) {
    const before = text.slice(from, index)
    const open = (before.match(/["“`(]/g)?.length ?? 0) - (before.match(/[”)]/g)?.length ?? 0)
    if (before.includes('(') ? open > 0 : open % 2 !== 0) continue
    parts.push(before)
    from = index + 2
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== '')
}

const AUXILIARY =
  /^(?:is|are|was|were|has|had|will|would|can|could|should|may|might|must|does|did|isn['’]t|hasn['’]t|doesn['’]t|didn['’]t|won['’]t|can['’]t|couldn['’]t|wasn['’]t|cannot|asked|shared)$/i

/** Whether a piece goes on with the subject of the line: `ran a race`, `is thinking about it`. */
function lacksSubject(piece: string): boolean {
  const words = piece.split(/\s+/)
  const verb = words.find((word) => !ADVERBS.includes(word.toLowerCase())) ?? ''
  if (/^\p{Lu}/u.test(verb)) return false
  return (
    AUXILIARY.test(verb) ||
    isPastForm(verb) ||
    (verb.endsWith('s') && [verb.slice(0, -1), verb.slice(0, -2), `${verb.slice(0, -3)}y`].some(isBaseVerb))
  )
}

const SPEAKER = /^(\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*)?)(?:: |(?= \p{Ll}))/u

/** The statement with only these pieces (indexes, ascending), with its subject where the piece that named it is gone. */
export function joinPieces(memory: Memory, pieces: readonly Piece[], kept: readonly number[]): string {
  if (kept.length === pieces.length) return memory.text
  let line = ''
  for (const index of kept) {
    const piece = pieces[index]
    if (!piece) continue
    // A clause that stands alone begins a sentence where the one before it in its sentence is gone.
    const joint = piece.parent === undefined && !kept.includes(index - 1) && piece.joint !== '; ' ? '. ' : piece.joint
    line =
      line === '' ? piece.text : `${line}${joint}${joint === '. ' ? capitalise(piece.text) : decapitalise(piece.text)}`
  }
  const quotation = QUOTATION.exec(memory.text)
  if (quotation) return `${quotation[1]}${finish(line)}"`
  return finish((kept[0] ?? 0) > 0 ? withSubject(line, memory.text) : line)
}

function withSubject(line: string, whole: string): string {
  const speaker = SPEAKER.exec(whole)
  const name = speaker?.[1]
  if (!speaker || name === undefined) return line
  if (speaker[0].endsWith(': ')) return line.includes(name) ? line : `${name}: ${line}`
  return lacksSubject(line) && !line.startsWith(name) ? `${name} ${line}` : line
}

function finish(text: string): string {
  const line = capitalise(text)
  return /[.!?…]["'”’)\]]*$/.test(line) ? line : `${line}.`
}
