/** The topic names in use, so that the same thing keeps the same name. */
import type { KnownFile } from './documents.ts'

const MAX_KNOWN_TOPICS = 300

/** On how many days each topic was talked about. */
export class TopicCounts {
  readonly #days = new Map<string, Set<string>>()

  add({ document }: Pick<KnownFile, 'document'>): void {
    for (const { items } of document.sections) {
      for (const { memory } of items) {
        for (const topic of memory.topics) {
          const days = this.#days.get(topic) ?? new Set()
          this.#days.set(topic, days.add(document.period))
        }
      }
    }
  }

  /**
   * Most used first, by name where they are equal. Only days before `day` count: so a day that is read again gets the names that it got
   * the first time.
   */
  ranked(day: string): string[] {
    return [...this.#days]
      .map(([topic, days]) => [topic, [...days].filter((other) => other < day).length] as const)
      .filter(([, count]) => count > 0)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MAX_KNOWN_TOPICS)
      .map(([topic]) => topic)
  }
}
