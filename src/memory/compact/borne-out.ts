/** Holds a model's line against what it is said to come from: the memories, which resolve who and when, and the raw turns that they cite. */
import { verifyStatement } from '../../extract/verify.ts'
import { looksForged } from '../extract/forged.ts'
import type { Citation, Memory, NumberedTurn } from '../types.ts'
import { readSession } from './sessions.ts'
import type { CompactDeps } from './types.ts'

/**
 * What a line made from these memories, newest first, has from them: the day of the newest, one citation each (all that the line says must
 * come from there), and that it is past where all of them are.
 */
export function sourcedBy(sources: readonly Memory[]): Pick<Memory, 'date' | 'citations' | 'superseded'> {
  const [newest] = sources
  const cited = sources.flatMap(({ citations }) => citations.slice(0, 1))
  const isPast = sources.every(({ superseded }) => superseded !== undefined)
  return {
    date: newest?.date ?? '',
    citations: [...new Map(cited.map((citation) => [JSON.stringify(citation), citation])).values()],
    ...(isPast && newest?.superseded !== undefined && { superseded: newest.superseded }),
  }
}

/** Reads the turns that lines cite, each file once. */
export class LineVerifier {
  readonly #deps: CompactDeps
  readonly #sessions = new Map<string, readonly NumberedTurn[]>()

  constructor(deps: CompactDeps) {
    this.#deps = deps
  }

  /** Whether a line says nothing that its sources do not say. A human's words are never reworded, so that no line comes from them. */
  async isBorneOut(line: string, sources: readonly Memory[]): Promise<boolean> {
    if (line === '' || looksForged(line)) return false
    if (sources.length === 0 || sources.some(({ origin }) => origin === 'human')) return false
    const turns: NumberedTurn[] = []
    for (const { text, date, citations } of sources) {
      // A memory's own words count as said: they were verified when they were extracted.
      turns.push({ number: 0, speaker: 'memory', role: 'user', text: `${date}: ${text}` })
      for (const citation of citations.slice(0, 1)) turns.push(...(await this.#read(citation)))
    }
    const date = sources.map((source) => source.date).sort()
    return verifyStatement(line, { turns, date: date.at(-1) ?? '' }).ok
  }

  async #read({ path, turns }: Citation): Promise<NumberedTurn[]> {
    if (turns === undefined || !path.startsWith('raw/')) return []
    const known = this.#sessions.get(path) ?? (await readSession(this.#deps, path))?.turns ?? []
    this.#sessions.set(path, known)
    return known.filter(({ number }) => number >= turns[0] && number <= turns[1])
  }
}
