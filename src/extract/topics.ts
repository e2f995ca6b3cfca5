/** Topic names from key phrases; names already in use come first, so that the same thing keeps the same name. */
import { terms } from '../rank/tokenize.ts'
import { STOP_WORDS } from '../rank/words.ts'
import { isBaseVerb, isPastForm } from './verbs.ts'
import { isFlat, rarityOf } from './words.ts'

export interface TopicSource {
  turn: number
  text: string
}

export interface TopicIndex {
  /** The topics of a statement, best first; at least one. */
  topicsOf(text: string): string[]
}

const MAX_TOPICS = 1
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*|[^\s\p{L}\p{N}]/gu

/** What stands before a noun phrase. */
const DETERMINERS = new Set(
  `a an the my your his her its our their this that these those some any no every each another both of in on at for with about from by
  into through as like and or new old first last next favorite favourite own other more many few two three four five six`.split(
    /\s+/,
  ),
)

/** Nouns that name no topic: spans of time, parts of things, feelings and the like. */
const GENERIC = new Set(
  terms(`monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night weekend week
  month year hour minute second day days time moment january february march april may june july august september october november december
  people person folks guy guys everyone someone man woman world life way part kind sort bit lot thing something nothing anything everything
  love fun joy happiness hope dream memory memories experience journey feeling feelings emotion emotions reason idea point chance
  step place spot side end start beginning middle top bottom rest piece pieces type couple bunch ton number list example question answer
  help support effort matter difference challenge challenges progress goal goals success issue problem situation change changes opportunity
  vibe vibes smile beauty peace calm courage strength power energy passion inspiration motivation growth potential self soul heart mind
  word words story stories pic pics photo photos picture image view look sight stuff line detail details fan fave favorite favourite
  fam loved ones one ones other others lucky glad mine user assistant name names use case fact sense touch break turn deal bond
  smell warmth reminder thanks luck care attention interest focus sound colors color colours colour background top way work job
  summer winter spring autumn fall today's bowl far everywhere moment's special general total figure big small long short`),
)

interface Phrase {
  name: string
  terms: string[]
  turns: Set<number>
  /** How often it stood where only a noun can stand. */
  nominal: number
  capitalised: boolean
}

/** Finds the key phrases of a session; `known` are names in use, most used first; `speakers` never become topics. */
export function indexTopics(
  sources: readonly TopicSource[],
  { known, speakers, fallback }: { known: readonly string[]; speakers: readonly string[]; fallback: string },
): TopicIndex {
  const excluded = new Set(speakers.flatMap((speaker) => terms(speaker)))
  const phrases = [...collect(sources, excluded).values()]
  const inUse = new Map(known.map((name, index) => [stems(name).join(' '), { name, index }]))
  const ranked = phrases
    .map((phrase) => ({ ...phrase, score: scoreOf(phrase) * (inUse.has(phrase.terms.join(' ')) ? KNOWN_BONUS : 1) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .map(({ terms: parts, name, score }) => ({ terms: parts, score, name: inUse.get(parts.join(' '))?.name ?? name }))
  const knownTopics = known
    .map((name) => ({ name, terms: stems(name) }))
    .filter((topic) => topic.terms.length > 0 && topic.name !== fallback)
  // A statement that names nothing itself belongs to what the session is about.
  const main = ranked[0]?.name ?? fallback
  return {
    topicsOf(text) {
      const has = new Set(terms(text))
      const fits = (topic: { terms: readonly string[] }) => topic.terms.every((term) => has.has(term))
      const order = [...has]
      const placed = (topic: { score: number; terms: readonly string[] }) =>
        topic.score / (1 + PLACE_WEIGHT * Math.max(0, order.indexOf(topic.terms[0] ?? '')))
      const fresh = ranked.filter(fits).sort((a, b) => placed(b) - placed(a) || (a.name < b.name ? -1 : 1))
      const names = [...fresh, ...knownTopics.filter(fits)].map(({ name }) => name)
      return names.length === 0 ? [main] : [...new Set(names)].slice(0, MAX_TOPICS)
    },
  }
}

/** What a sentence is about tends to stand at its beginning: a word further on loses so much a word. */
const PLACE_WEIGHT = 0.08

/** How much better a name in use is than a new one. */
const KNOWN_BONUS = 2

const stems = (topic: string): string[] => terms(topic.replaceAll('-', ' '))

function collect(sources: readonly TopicSource[], excluded: ReadonlySet<string>): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>()
  for (const { turn, text } of sources) {
    const words = [...text.matchAll(WORD)].map(([word]) => word)
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? ''
      if (!isTopicWord(word, excluded)) continue
      const opening = at === 0
      const next = words[at + 1]
      const ends = next === undefined || !isContentWord(next)
      const before = words[at - 1]
      const led = before !== undefined && DETERMINERS.has(before.toLowerCase())
      add(phrases, [word], { turn, nominal: ends && (led || (!isBaseVerb(word) && leadsBack(words, at))), opening })
      if (next !== undefined && isTopicWord(next, excluded) && !isBaseVerb(word) && !isBaseVerb(next)) {
        const after = words[at + 2]
        const closed = after === undefined || !isContentWord(after)
        add(phrases, [word, next], { turn, nominal: closed && (led || opening || leadsBack(words, at)), opening })
      }
    }
  }
  return phrases
}

const isContentWord = (word: string): boolean => /[\p{L}\p{N}]/u.test(word) && !STOP_WORDS.has(word.toLowerCase())

/** Whether a determiner stands before the words that describe this one: "my favourite old camera". */
function leadsBack(words: readonly string[], at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    const word = (words[back] ?? '').toLowerCase()
    if (DETERMINERS.has(word)) return true
    if (!isContentWord(word)) return false
  }
  return false
}

function isTopicWord(word: string, excluded: ReadonlySet<string>): boolean {
  if (word.length < 3 || !/^\p{L}/u.test(word) || /['’]/.test(word)) return false
  if (isPastForm(word) || /(?:ly|ful|ous|able|ible|less|ish|est)$/i.test(word) || ADJECTIVES.has(word.toLowerCase()))
    return false
  const parts = terms(word)
  return parts.length > 0 && parts.every((term) => !excluded.has(term) && !isFlat(term) && !GENERIC.has(term))
}

const ADJECTIVES = new Set(
  `inspiring amazing stunning beautiful pretty cute cozy cool warm cold hot fresh inclusive creative positive negative emotional supportive
  important special different real true local public private free full busy tough hard easy strong proud safe healthy mental physical
  financial national international social professional personal additional main major minor recent current previous upcoming annual
  young older younger intense epic crazy wild huge tiny large little delicious tasty yummy fantastic terrific nervous excited tired
  resilient bold classic classical modern online virtual digital fun funny lovely friendly lonely ready available`.split(
    /\s+/,
  ),
)

function add(
  phrases: Map<string, Phrase>,
  words: readonly string[],
  { turn, nominal, opening }: { turn: number; nominal: boolean; opening: boolean },
): void {
  const parts = words.flatMap((word) => terms(word))
  const key = parts.join(' ')
  const capitalised = !opening && words.every((word) => /^\p{Lu}/u.test(word))
  const phrase = phrases.get(key) ?? {
    name: nameOf(words),
    terms: parts,
    turns: new Set<number>(),
    nominal: 0,
    capitalised: false,
  }
  phrase.turns.add(turn)
  if (nominal) phrase.nominal++
  phrase.capitalised ||= capitalised
  phrases.set(key, phrase)
}

const nameOf = (words: readonly string[]): string =>
  words
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}-]/gu, '')

const RARITY_WEIGHT = { common: 0.35, familiar: 0.8, rare: 1 } as const

/** Recurring, rare, named and two-word phrases first; only what stands like a noun or a name is a topic. */
function scoreOf({ terms: parts, turns, nominal, capitalised, name }: Phrase): number {
  if (nominal === 0 && !capitalised) return 0
  const rarity = parts.reduce((sum, term) => sum + RARITY_WEIGHT[rarityOf(term)], 0) / parts.length
  const shape = (parts.length === 2 ? 1.4 : 1) * (capitalised ? 1.5 : 1) * (/ing$/.test(name) ? 0.8 : 1)
  return rarity * Math.log2(1 + turns.size) * shape
}
