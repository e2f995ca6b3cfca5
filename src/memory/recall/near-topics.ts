/** Topics whose names are near to one that the memory does not have. */
import { isOneSlip } from '../../rank/spelling.ts'
import { terms } from '../../rank/tokenize.ts'

const MOST_NAMED = 5
/** A shorter beginning is one of too many words. */
const MIN_BEGINNING = 3

/** The nearest first: names with most of its words, then those with the fewest others. A word may be one slip away or only begun. */
export function nearTopics(name: string, names: readonly string[]): string[] {
  const asked = wordsOf(name)
  return names
    .map((other) => {
      const words = wordsOf(other)
      return {
        other,
        shared: words.filter((word) => asked.some((one) => isNear(one, word))).length,
        words: words.length,
      }
    })
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.words - b.words || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_NAMED)
    .map(({ other }) => other)
}

const wordsOf = (topic: string): string[] => terms(topic.replaceAll('-', ' '))

const isNear = (asked: string, word: string): boolean =>
  asked === word || (asked.length >= MIN_BEGINNING && (word.startsWith(asked) || isOneSlip(asked, word)))
