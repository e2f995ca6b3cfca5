/** One name a matter: `adoption-agencies` is filed under `adoption`, `sofia` under `sofia-marques`, `dpa-draft` under what DPA stands for. */
import type { Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { rarityOf } from '../words.ts'
import { LEAST_LETTERS } from './acronyms.ts'

export const wordsOf = (topic: string): string[] => terms(topic.replaceAll('-', ' '))

const keyOf = (topic: string): string => wordsOf(topic).toSorted().join(' ')

/** Every topic name → the name in use that it is filed under. */
export function namesInUse(memories: readonly Memory[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const { topics } of memories) for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  const names = wideNames(counts)
  fullNames(names, counts)
  spellOut(names, writtenInCapitals(memories))
  return names
}

/** Every topic name → the widest name in use whose words it has all. */
function wideNames(counts: ReadonlyMap<string, number>): Map<string, string> {
  const ordered = [...counts]
    .sort(([a, x], [b, y]) => y - x || a.length - b.length || (a < b ? -1 : 1))
    .map(([topic]) => topic)
  const byWords = new Map<string, string>()
  const names = new Map<string, string>()
  for (const topic of ordered) {
    const same = byWords.get(keyOf(topic))
    const wider =
      same ??
      wordsOf(topic)
        .map((word) => byWords.get(word))
        .find((name) => name !== undefined && (counts.get(name) ?? 0) >= 2)
    names.set(topic, wider ?? topic)
    if (wider === undefined) byWords.set(keyOf(topic), topic)
  }
  return names
}

/**
 * In place: `sofia` → `sofia-marques`, `cake` → `lemon-cake`, where just one longer name begins or ends with the word, and the word by itself
 * says less (it is everyday, or was used no more often).
 */
function fullNames(names: Map<string, string>, counts: ReadonlyMap<string, number>): void {
  const short = new Map<string, string>()
  const longer = new Map<string, Set<string>>()
  for (const topic of names.keys()) {
    const words = wordsOf(topic)
    const [first = '', last = ''] = [words[0], words.at(-1)]
    if (words.length === 1) short.set(first, topic)
    else for (const word of [first, last]) longer.set(word, (longer.get(word) ?? new Set()).add(keyOf(topic)))
  }
  for (const [topic, name] of [...names]) {
    const words = wordsOf(topic)
    if (words.length < 2) continue
    const parts = [
      { word: words.at(-1) ?? '', isHead: true },
      { word: words[0] ?? '', isHead: false },
    ]
    for (const { word, isHead } of parts) {
      const part = short.get(word)
      const rarity = rarityOf(word)
      if (part === undefined || longer.get(word)?.size !== 1 || (name !== topic && name !== part)) continue
      // `sofia` is Sofia Marques, but `team` no team lunch.
      if (!isHead && rarity !== 'rare') continue
      if ((counts.get(topic) ?? 0) < (counts.get(part) ?? 0) && rarity !== 'common') continue
      for (const [other, filed] of names) if (filed === part || filed === topic) names.set(other, topic)
      names.set(part, topic)
    }
  }
}

/** In place: `dpa-draft` → `data-processing-agreement`, where that, and nothing else of these initials, is in use. */
function spellOut(names: Map<string, string>, capitals: ReadonlySet<string>): void {
  const spelled = new Map<string, string | undefined>()
  for (const topic of new Set(names.values())) {
    const initials = topic
      .split('-')
      .map((word) => word.charAt(0))
      .join('')
    if (initials.length >= LEAST_LETTERS) spelled.set(initials, spelled.has(initials) ? undefined : topic)
  }
  for (const [topic, name] of names) {
    const long = name.split('-').flatMap((word) => (capitals.has(word) ? (spelled.get(word) ?? []) : []))[0]
    if (long !== undefined) names.set(topic, long)
  }
}

/** Most texts have no two capitals, and going through all matches of none takes longer than to see that; ASCII is seen through faster still. */
const MAY_HAVE_CAPITALS = /[A-Z]{2}|[^\0-\x7f]/
const TWO_CAPITALS = /\p{Lu}\p{Lu}/u
const hasCapitals = (text: string): boolean => MAY_HAVE_CAPITALS.test(text) && TWO_CAPITALS.test(text)
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu

/** `DPA` is an acronym, a cat is none: the words that somebody wrote in capitals, in small letters. */
const writtenInCapitals = (memories: readonly Memory[]): Set<string> =>
  new Set(
    memories.flatMap(({ text }) =>
      hasCapitals(text) ? [...text.matchAll(CAPITALS)].map(([word]) => word.toLowerCase()) : [],
    ),
  )

/** Whether a topic is one everyday word and no name: nobody looks a single statement up by `run` or `band`. */
export function isPlain(topic: string, texts: readonly string[]): boolean {
  const [word = '', ...more] = wordsOf(topic)
  return more.length === 0 && rarityOf(word) !== 'rare' && !isName(topic, texts)
}

/** Whether the texts write a topic with a capital where no sentence begins. */
export function isName(topic: string, texts: readonly string[]): boolean {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${topic.replaceAll('-', '[-. ]')}(?![\\p{L}\\p{N}])`, 'giu')
  return texts.some((text) =>
    [...text.matchAll(pattern)].some(
      ({ 0: written, index }) => /^\p{Lu}/u.test(written) && /[\p{L}\p{N},] $/u.test(text.slice(0, index)),
    ),
  )
}
