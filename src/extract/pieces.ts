/** A statement → the pieces it was put together from, so that a shorter level can keep the best of them. */
import type { Memory } from '../memory/types.ts'
import { capitalise, decapitalise, pointsBack, splitClauses } from './clauses.ts'
import { ADVERBS, isBaseVerb, isPastForm } from './verbs.ts'

export interface Piece {
  text: string
  /** What joins it to the piece before it. */
  joint: string
  /** Index of the piece without which it makes no sense. */
  parent?: number
}

/** The pieces of a statement; a human's words are one piece. */
export function piecesOf({ text, origin }: Memory): Piece[] {
  if (origin === 'human') return [{ text, joint: '' }]
  const pieces: Piece[] = []
  for (const part of splitAtSemicolons(text.replace(/\.$/, ''))) {
    let head: number | undefined
    const clauses = splitClauses(part, [])
    for (const { text: clause, joint } of clauses) {
      const back = pieces.length > 0 && pointsBack(clause) ? pieces.length - 1 : undefined
      const parent = joint !== '' && head !== undefined ? head : back
      pieces.push({
        text: /^\p{Ll}/u.test(part) ? decapitalise(clause) : clause,
        joint: joint && head !== undefined ? joint : '; ',
        ...(parent !== undefined && { parent }),
      })
      head ??= pieces.length - 1
    }
  }
  return pieces
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
    if (piece) line = line === '' ? piece.text : `${line}${piece.joint}${piece.text}`
  }
  const first = kept[0] ?? 0
  const speaker = SPEAKER.exec(memory.text)
  if (first > 0 && speaker?.[1] !== undefined) {
    const name = speaker[1]
    if (speaker[0].endsWith(': ') && !line.includes(name)) line = `${name}: ${line}`
    else if (lacksSubject(line) && !line.startsWith(name)) line = `${name} ${line}`
  }
  line = capitalise(line)
  return /[.!?…]["'”’)\]]*$/.test(line) ? line : `${line}.`
}
