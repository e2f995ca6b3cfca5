/** Why there are no hits, in a sentence that is true for people, programs and models alike. */

/** Where there is nothing to find. */
export const EMPTY_MEMORY = 'The memory is empty.'
export const NOTHING_RELEVANT = 'Nothing relevant is remembered.'

export interface Outcome {
  /** Passages in the memory. */
  passages: number
  /** Whether something fits the question at all. */
  relevant: boolean
  overBudget: number
  filtered: number
  /** The topic that is asked for, where the memory has none of that name, and the names nearest to it. */
  unknownTopic?: { name: string; near: readonly string[] } | undefined
}

export function reasonFor({ passages, relevant, overBudget, filtered, unknownTopic }: Outcome): string {
  if (passages === 0) return EMPTY_MEMORY
  if (unknownTopic) return noTopic(unknownTopic)
  if (overBudget > 0) return 'Memories were found, but none fits the token budget.'
  if (filtered > 0) return 'Nothing relevant is within the filters.'
  return relevant ? 'The memories that were found could not be read.' : NOTHING_RELEVANT
}

const noTopic = ({ name, near }: { name: string; near: readonly string[] }): string =>
  `The memory has no topic "${name}".${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`
