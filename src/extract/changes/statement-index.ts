/** Finds the statements said before that a new one may have to do with: by words in common. */
import type { Known } from './known.ts'

/** A word that is in more statements says little; only the latest of them are looked at. */
const LATEST_WITH_A_WORD = 32
/** Share of the shorter statement's words that both must have. */
const LEAST_SHARED = 0.5

/** Only open statements are found: what was replaced, merged or done is settled. */
export class StatementIndex {
  readonly #statements: (Known | undefined)[]
  readonly #placesOf: Map<string, number[]>
  /** Words in common by place, all 0 between two searches. */
  readonly #counts: number[]

  /** Empty, or as another one was: without what was settled there, which nobody looks for. */
  constructor(
    statements: readonly (Known | undefined)[] = [],
    places: readonly (readonly [string, readonly number[]])[] = [],
  ) {
    this.#statements = [...statements]
    this.#placesOf = new Map(places.map(([word, list]) => [word, [...list]]))
    this.#counts = statements.map(() => 0)
  }

  /** All of them, in the order in which they were added. */
  get statements(): readonly (Known | undefined)[] {
    return this.#statements
  }

  /** In which of the latest statements each word is. */
  get places(): [string, number[]][] {
    return [...this.#placesOf]
  }

  add(known: Known): void {
    const place = this.#statements.push(known) - 1
    this.#counts.push(0)
    for (const word of known.words) {
      const places = this.#placesOf.get(word) ?? []
      if (places.length >= 2 * LATEST_WITH_A_WORD) this.#placesOf.set(word, [...this.#latest(places), place])
      else if (places.push(place) === 1) this.#placesOf.set(word, places)
    }
  }

  /** Those with enough words in common; one is enough where it is what has changed. */
  near({ words, cues }: Known): Known[] {
    const touched: number[] = []
    for (const word of words) {
      const places = this.#placesOf.get(word) ?? []
      for (let index = Math.max(0, places.length - LATEST_WITH_A_WORD); index < places.length; index++) {
        const place = places[index] ?? 0
        const count = this.#counts[place] ?? 0
        if (count === 0) touched.push(place)
        this.#counts[place] = count + 1
      }
    }
    const found: Known[] = []
    for (const place of touched) {
      const shared = this.#counts[place] ?? 0
      const known = this.#statements[place]
      this.#counts[place] = 0
      if (!known?.isOpen) continue
      if (shared >= leastShared(words, known) || (cues.size > 0 && hasOne(cues, known.words))) found.push(known)
    }
    return found
  }

  #latest(places: readonly number[]): number[] {
    return places.filter((place) => this.#statements[place]?.isOpen).slice(-LATEST_WITH_A_WORD)
  }
}

/** Two words and a share of the shorter one's; one where it is all there is, for a task as many as it takes. */
const leastShared = (words: ReadonlySet<string>, { leastWords, taskWords }: Known): number => {
  const least = Math.min(words.size, leastWords)
  return Math.min(least, taskWords ?? Math.max(2, least * LEAST_SHARED))
}

function hasOne(wanted: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  for (const word of wanted) if (words.has(word)) return true
  return false
}
