/** What a clause that is not English could be about: its language by its function words, its nouns by case or by the word before them. */
import { terms } from '../../rank/tokenize.ts'
import { isEnglishFunctionWord } from '../lines/language.ts'
import { FUNCTION_WORDS } from '../table/function-words.ts'
import { TITLES } from '../table/topic-words.ts'
import type { Phrase } from './phrases.ts'

interface Language {
  determiners: ReadonlySet<string>
  /** Determiners and all other function words. */
  functions: ReadonlySet<string>
  adjectives: ReadonlySet<string>
  never: ReadonlySet<string>
  /** Whether every noun is capitalised, wherever it stands. */
  capitalisesNouns: boolean
}

const setOf = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

const LANGUAGES: readonly Language[] = Object.entries(FUNCTION_WORDS).map(([name, words]) => ({
  determiners: new Set(setOf(words.determiners)),
  functions: new Set(setOf(`${words.determiners} ${words.others}`)),
  adjectives: new Set(setOf(words.adjectives)),
  never: new Set(setOf(words.never)),
  capitalisesNouns: name === 'german',
}))

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-.](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{N}'’]/gu

/** The language with the most function words in the clause; `undefined` where that is English, or where none is telling. */
function languageOf(words: readonly string[]): Language | undefined {
  let best: Language | undefined
  let most = words.filter(isEnglishFunctionWord).length
  for (const language of LANGUAGES) {
    const found = words.filter((word) => language.functions.has(word))
    if (found.length <= most || found.every(isEnglishFunctionWord)) continue
    best = language
    most = found.length
  }
  return best
}

/** The nouns of a clause in a language other than English; `undefined` where it is English. */
export function foreignPhrasesOf(text: string, excluded: ReadonlySet<string>): Phrase[] | undefined {
  const words = [...text.matchAll(WORD)].map(([word]) => word)
  const lower = words.map((word) => word.toLowerCase())
  const language = languageOf(lower)
  if (!language) return undefined
  return words.flatMap((word, at) => {
    const parts = terms(word)
    if (!canName(word, language) || parts.length === 0 || parts.some((term) => excluded.has(term))) return []
    const isLed = isLedAt(lower, { at, language })
    const isNamed = /^\p{Lu}/u.test(word) && (!isOpening(words, at) || BEHIND_NOUN.test(lower[at + 1] ?? ''))
    if (language.capitalisesNouns ? !isNamed : !isLed && !isNamed) return []
    const isCounted = /^\d/.test(words[at - 1] ?? '')
    return [{ words: [word], terms: parts, kind: isLed ? 'compound' : 'noun', at, isCounted, isPart: false }]
  })
}

const canName = (word: string, { functions, never, adjectives }: Language): boolean => {
  const lower = word.toLowerCase()
  return (
    word.length > 2 && /^\p{L}/u.test(word) && ![functions, never, adjectives, TITLES].some((set) => set.has(lower))
  )
}

/** `die neue Adresse`, `la nuova casa`: a determiner stands before it, or before its adjective. */
function isLedAt(
  lower: readonly string[],
  { at, language: { determiners, adjectives } }: { at: number; language: Language },
): boolean {
  const before = lower[at - 1] ?? ''
  return determiners.has(before) || (adjectives.has(before) && determiners.has(lower[at - 2] ?? ''))
}

/** What stands behind a noun that opens a sentence, and not behind a verb. */
const BEHIND_NOUN =
  /^(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|kann|muss|soll|darf|kostet|findet|bleibt|geht|kommt|es|está|est|sont|è|é|zijn|wordt)$/

/** At the beginning of a sentence every word is capitalised. */
const isOpening = (words: readonly string[], at: number): boolean =>
  at === 0 || /^[.!?:;"“”„»«(]$/.test(words[at - 1] ?? '')
