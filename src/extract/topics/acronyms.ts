/** `DPA` and "data processing agreement" are one thing: an acronym is matched with the initials of consecutive words. */
import { terms } from '../../rank/tokenize.ts'

/** Two letters are the initials of too much. */
export const LEAST_LETTERS = 3
const ACRONYM = /(?<![\p{L}\p{N}])\p{Lu}{3,6}(?![\p{L}\p{N}])/gu
const WORD = /[\p{L}\p{N}]+/gu

/** Where the words spell the acronym with their initials: the place of the first; -1 where they do not. */
function spelledAt(words: readonly string[], acronym: string): number {
  const initials = words.map((word) => word.charAt(0).toLowerCase()).join('')
  return initials.length === words.length ? initials.indexOf(acronym.toLowerCase()) : -1
}

/** The index terms that the text says in the other's way: those of the words its acronyms stand for there, and the other's acronyms for its words. */
export function sharedByAcronym(text: string, other: string): string[] {
  return [
    ...expansions(text, other).flatMap(([, words]) => words),
    ...expansions(other, text).map(([acronym]) => acronym),
  ].flatMap((word) => terms(word))
}

/** The acronyms of one text with the words of the other that they stand for. */
function expansions(short: string, long: string): [acronym: string, words: string[]][] {
  const acronyms = short.match(ACRONYM)
  if (!acronyms) return []
  const words = long.match(WORD) ?? []
  return acronyms.flatMap((acronym): [string, string[]][] => {
    const at = spelledAt(words, acronym)
    return at < 0 ? [] : [[acronym, words.slice(at, at + acronym.length)]]
  })
}
