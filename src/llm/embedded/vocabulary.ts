/** The pieces of the vocabulary, found through a hash table that is made with it: there is nothing to build at start. */
import type { PieceIndex } from './wordpiece.ts'

/** FNV-1a, 32 bits, over UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
/** A slot without a piece. */
const EMPTY = 0xffff

export interface Vocabulary extends PieceIndex {
  /** The piece as it stands in the vocabulary. */
  textOf(id: number): string
}

export interface VocabularyParts {
  /** All pieces in the order of their ids, one after the other; a piece that continues a word begins with `##`. */
  text: string
  /** Where each piece begins in `text`, and one more: where the last one ends. */
  offsets: Uint32Array
  /** Ids by hash, linear probing; the length is a power of two greater than the number of pieces. */
  slots: Uint16Array
  longestPiece: number
}

export function createVocabulary({ text, offsets, slots, longestPiece }: VocabularyParts): Vocabulary {
  const mask = slots.length - 1

  /** Whether the piece `id` is `#`s of this number and then `word.slice(start, end)`. */
  const isPiece = (id: number, word: string, { start, end, marks }: { start: number; end: number; marks: number }) => {
    const from = offsets[id] ?? 0
    const length = (offsets[id + 1] ?? 0) - from
    if (length !== marks + end - start) return false
    return (marks === 0 || text.startsWith('##', from)) && text.startsWith(word.slice(start, end), from + marks)
  }

  return {
    longestPiece,
    find(word, start, end) {
      const marks = start === 0 ? 0 : 2
      let slot = hashOf(word, start, end) & mask
      for (let id = slots[slot] ?? EMPTY; id !== EMPTY; id = slots[slot] ?? EMPTY) {
        if (isPiece(id, word, { start, end, marks })) return id
        slot = (slot + 1) & mask
      }
      return -1
    },
    textOf: (id) => text.slice(offsets[id], offsets[id + 1]),
  }
}

function hashOf(word: string, start: number, end: number): number {
  let hash = FNV_OFFSET
  if (start > 0) hash = mix(mix(hash, 0x23), 0x23) // ##
  for (let at = start; at < end; at++) hash = mix(hash, word.charCodeAt(at))
  return hash >>> 0
}

const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, FNV_PRIME)
