/** The topic names in use, so that the same thing keeps the same name. */
import type { KnownFile } from './documents.ts'

const MAX_KNOWN_TOPICS = 300

/** On how many days each topic was talked about. */
export class TopicCounts {
  /** Ascending. */
  readonly #days = new Map<string, string[]>()

  add({ document }: Pick<KnownFile, 'document'>): void {
    for (const { items } of document.sections) {
      for (const { memory } of items) {
        for (const topic of memory.topics) {
          const days = this.#days.get(topic)
          if (days) addInOrder(document.period, days)
          else this.#days.set(topic, [document.period])
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
      .map(([topic, days]) => [topic, countBefore(day, days)] as const)
      .filter(([, count]) => count > 0)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MAX_KNOWN_TOPICS)
      .map(([topic]) => topic)
  }
}

/** Once. Days mostly come in their order. */
function addInOrder(day: string, days: string[]): void {
  const last = days.at(-1) ?? ''
  if (day > last) days.push(day)
  else if (day < last && !days.includes(day)) days.splice(countBefore(day, days), 0, day)
}

function countBefore(day: string, days: readonly string[]): number {
  const at = days.findLastIndex((other) => other < day)
  return at + 1
}
