/** Topic names for the statements of a session: what each is about, under the name that the matter already has. */
import { terms } from '../../rank/tokenize.ts'
import { changeIn } from '../changes/change-cues.ts'
import { withoutLeadIn } from '../lines/lead-in.ts'
import { NEVER_TOPIC } from '../table/topic-words.ts'
import { isFlat } from '../words.ts'
import { type Phrase, type PhraseScope, phrasesOf, properWordsIn } from './phrases.ts'

export interface TopicSource {
  turn: number
  text: string
}

export interface TopicIndex {
  /** The topics of a statement, best first; at least one. */
  topicsOf(text: string): string[]
}

/** What a session talks of under one name. */
interface Subject {
  name: string
  terms: readonly string[]
  turns: Set<number>
  kind: Phrase['kind']
}

/** How likely a phrase of a kind is what one looks a matter up by. */
const KIND_WEIGHT = { compound: 1.5, name: 1.2, noun: 1, person: 0.5 } as const
/** A number before it: it is counted, not talked about. */
const COUNTED_WEIGHT = 0.5
/** `car` in `car insurance`. */
const PART_WEIGHT = 0.5
/** `E24`, `p99`. */
const CODE_WEIGHT = 0.5
/** How much better a name in use is than a new one. */
const KNOWN_WEIGHT = 2
/** What a clause is about tends to stand at its beginning: a word further on loses so much a word. */
const PLACE_WEIGHT = 0.06
/** In so many turns, and such a share of them, a subject is what the session is about: it takes in what has no recurring subject of its own. */
const MAIN_TURNS = 3
const MAIN_SHARE = 0.4

/** Finds what a session talks of; `known` are names in use, most used first; `speakers` never become topics. */
export function indexTopics(
  sources: readonly TopicSource[],
  { known, speakers, fallback }: { known: readonly string[]; speakers: readonly string[]; fallback: string },
): TopicIndex {
  const scope: PhraseScope = {
    excluded: new Set(speakers.flatMap((speaker) => terms(speaker))),
    proper: new Set(sources.flatMap(({ text }) => properWordsIn(text))),
  }
  const names = new KnownNames(known.filter((name) => name !== fallback))
  const subjects = new Map<string, Subject>()
  for (const { turn, text } of sources)
    for (const phrase of subjectsIn(withoutLeadIn(text), scope)) addSubject(subjects, phrase, turn)
  const [leading] = ranked(subjects, names)
  const turns = new Set(sources.map(({ turn }) => turn)).size
  const isMain = (leading?.turns ?? 0) >= Math.max(MAIN_TURNS, turns * MAIN_SHARE)
  return {
    topicsOf(text) {
      const best = bestIn(text, { subjects, names, ...scope })
      if (best && (best.isSettled || !isMain)) return [best.name]
      return [(isMain ? leading?.name : undefined) ?? names.headIn(text) ?? fallback]
    },
  }
}

const subjectsIn = (text: string, scope: PhraseScope): Phrase[] => [
  ...phrasesOf(text, scope),
  ...journeysIn(text, scope.excluded),
  ...labelledIn(text),
]

/** "release 4.2", "chapter 3": one of a row, told by its number. */
const labelledIn = (text: string): Phrase[] =>
  [...text.matchAll(LABELLED)].map(({ index, 1: what = '', 2: number = '' }) => ({
    words: [...what.split(' '), number.replaceAll('.', '-')],
    terms: terms(`${what} ${number}`),
    kind: 'compound',
    at: placeOf(text, index),
    isCounted: false,
    isPart: false,
  }))

const LABELLED =
  /\b(release|version|chapter|sprint|phase|milestone|season|volume|PR|pull request|issue|ticket|bug) #?(\d+(?:\.\d+)*)/gi

const placeOf = (text: string, index: number): number => text.slice(0, index).split(/\s+/).length - 1

/** "a trip to Japan", "our holiday in Greece": a matter of its own, found under both words. */
function journeysIn(text: string, excluded: ReadonlySet<string>): Phrase[] {
  return [...text.matchAll(JOURNEY)].flatMap(({ index, 1: what = '', 2: where = '' }) => {
    const words = [where, /^trip|travel/i.test(what) ? 'trip' : what.toLowerCase()]
    const parts = words.flatMap((word) => terms(word))
    if (parts.some((term) => excluded.has(term))) return []
    return [
      { words, terms: parts, kind: 'compound' as const, at: placeOf(text, index), isCounted: false, isPart: false },
    ]
  })
}

const JOURNEY =
  /\b(trip|travel|vacation|holiday|honeymoon|tour|road trip) (?:to|in|through|around|across) (?:the )?(\p{Lu}[\p{L}]+)/gu

/** "Mara moved the launch again": what was moved is what it is about, however plain its name, and not who moved it. */
function movedIn(
  text: string,
  { phrases, excluded }: { phrases: readonly Phrase[]; excluded: ReadonlySet<string> },
): Phrase[] {
  const moved = changeIn(text)?.moved
  if (!moved) return []
  const whole = phrases.find(
    ({ kind, terms: parts }) => kind === 'compound' && [...moved].every((term) => parts.includes(term)),
  )
  if (whole) return [{ ...whole, at: 0 }]
  const words = text.replace(OF, '$2 $1').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*/gu) ?? []
  const named = words.map((word) => {
    const parts = terms(word)
    return parts.length > 0 && parts.every((term) => moved.has(term) && !excluded.has(term) && !NEVER_TOPIC.has(term))
  })
  const at = named.indexOf(true)
  if (at < 0) return []
  const end = named.indexOf(false, at)
  const own = words.slice(at, end < 0 ? undefined : end)
  const parts = own.flatMap((word) => terms(word))
  // Words that do not stand together are no name, but whatever the clause began with.
  if (own.length > MOVED_WORDS || ![...moved].every((term) => parts.includes(term))) return []
  return [{ words: own, terms: parts, kind: 'compound', at: 0, isCounted: false, isPart: false }]
}

const MOVED_WORDS = 3
/** "the delivery of the sofa" → the sofa delivery. */
const OF = /(\p{L}+) of (?:the |a |an |my |our |your )?(\p{L}+)/gu

function addSubject(subjects: Map<string, Subject>, phrase: Phrase, turn: number): void {
  const key = phrase.terms.join(' ')
  const subject = subjects.get(key) ?? {
    name: nameOf(phrase.words),
    terms: phrase.terms,
    turns: new Set<number>(),
    kind: phrase.kind,
  }
  subject.turns.add(turn)
  if (KIND_WEIGHT[phrase.kind] > KIND_WEIGHT[subject.kind]) subject.kind = phrase.kind
  subjects.set(key, subject)
}

const nameOf = (words: readonly string[]): string =>
  words
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}-]/gu, '')

/** The subjects of the session, what it talks of most first. */
const ranked = (subjects: ReadonlyMap<string, Subject>, names: KnownNames) =>
  [...subjects.values()]
    .filter(({ kind }) => kind !== 'person')
    .map((subject) => ({
      name: names.of(subject.terms) ?? subject.name,
      turns: subject.turns.size,
      score: worthOf(subject, names),
    }))
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))

const worthOf = ({ kind, turns, terms: parts }: Subject, names: KnownNames): number =>
  KIND_WEIGHT[kind] * Math.log2(1 + turns.size) * (names.of(parts) === undefined ? 1 : KNOWN_WEIGHT)

interface Scope extends PhraseScope {
  subjects: ReadonlyMap<string, Subject>
  names: KnownNames
}

/** The best phrase of a statement; `isSettled`: it recurs, is in use, or is a name of two words that stands for itself. */
function bestIn(text: string, { subjects, names, ...scope }: Scope): { name: string; isSettled: boolean } | undefined {
  const bare = withoutLeadIn(text.replace(/^\p{Lu}[\p{L}.-]*: ["“]?/u, ''))
  const phrases = subjectsIn(bare, scope)
  const scored = [...phrases, ...movedIn(bare, { phrases, excluded: scope.excluded })].map((phrase) => {
    const subject = subjects.get(phrase.terms.join(' '))
    const own = subject ?? { name: nameOf(phrase.words), terms: phrase.terms, turns: new Set([0]), kind: phrase.kind }
    const inUse = names.of(phrase.terms)
    return {
      name: inUse ?? own.name,
      isSettled: inUse !== undefined || own.turns.size > 1 || phrase.kind === 'compound',
      score:
        (worthOf({ ...own, kind: heavier(own.kind, phrase.kind) }, names) * shapeWeight(phrase)) /
        (1 + PLACE_WEIGHT * phrase.at),
    }
  })
  return scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))[0]
}

/** The same words may weigh more here than elsewhere: here they say what moved. */
const heavier = (a: Phrase['kind'], b: Phrase['kind']): Phrase['kind'] => (KIND_WEIGHT[b] > KIND_WEIGHT[a] ? b : a)

const shapeWeight = ({ isCounted, isPart, words }: Phrase): number =>
  (isCounted ? COUNTED_WEIGHT : 1) *
  (isPart ? PART_WEIGHT : 1) *
  (words.length === 1 && /\d/.test(words[0] ?? '') ? CODE_WEIGHT : 1)

/** Names in use, found by their words in any order and number. */
class KnownNames {
  readonly #byTerms = new Map<string, string>()
  readonly #byHead = new Map<string, string>()

  constructor(known: readonly string[]) {
    for (const name of known) {
      const parts = terms(name.replaceAll('-', ' '))
      const key = parts.toSorted().join(' ')
      if (!this.#byTerms.has(key)) this.#byTerms.set(key, name)
      const head = parts.at(-1)
      if (head !== undefined && parts.length > 1 && !this.#byHead.has(head)) this.#byHead.set(head, name)
    }
  }

  /** The name in use of just these words, or the most used one that ends in this word. */
  of(parts: readonly string[]): string | undefined {
    const [only] = parts
    return (
      this.#byTerms.get(parts.toSorted().join(' ')) ??
      (parts.length === 1 && only !== undefined ? this.#byHead.get(only) : undefined)
    )
  }

  /** A name in use of which the text has every word. */
  headIn(text: string): string | undefined {
    const has = new Set(terms(text).filter((term) => !isFlat(term)))
    return [...this.#byTerms].find(([key]) => key !== '' && key.split(' ').every((term) => has.has(term)))?.[1]
  }
}
