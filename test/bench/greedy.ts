/** The baseline of the retention bench: whole sentences, each time the one whose new words are the rarest for its length. */
import { contentWords } from '../../src/memory/eval/scores.ts'
import { rawText } from './levels.ts'
import type { BenchSession, BenchStore } from './sets.ts'

/** How much each word of a store tells: its inverse document frequency, over the store's turns. */
export function wordValues({ sessions }: BenchStore): (word: string) => number {
  const counts = new Map<string, number>()
  const turns = sessions.flatMap((session) => session.turns)
  for (const { text } of turns) for (const word of contentWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => Math.log(turns.length / (counts.get(word) ?? 1))
}

/** Sentences of the sessions that take at most this share of their text, in characters. */
export function greedyCoverage(
  sessions: readonly BenchSession[],
  { share, wordValue }: { share: number; wordValue: (word: string) => number },
): string {
  const open = new Set(sentencesOf(sessions))
  const covered = new Set<string>()
  const taken: string[] = []
  let left = rawText(sessions).length * share
  const gainOf = ({ text, words }: Sentence): number =>
    words.reduce((sum, word) => sum + (covered.has(word) ? 0 : wordValue(word)), 0) / (text.length + 1)
  for (;;) {
    const best = bestOf(
      [...open].filter(({ text }) => text.length < left),
      gainOf,
    )
    if (!best) return taken.join('\n')
    open.delete(best)
    left -= best.text.length + 1
    for (const word of best.words) covered.add(word)
    taken.push(best.text)
  }
}

interface Sentence {
  text: string
  words: string[]
}

function sentencesOf(sessions: readonly BenchSession[]): Sentence[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  return sessions
    .flatMap(({ turns }) =>
      turns.flatMap(({ text }) => [...segmenter.segment(text)].map(({ segment }) => segment.trim())),
    )
    .filter((text) => text !== '')
    .map((text) => ({ text, words: [...contentWords(text)] }))
}

/** The first of the best; none where nothing gains. */
function bestOf<Item>(items: readonly Item[], gainOf: (item: Item) => number): Item | undefined {
  let best: Item | undefined
  let bestGain = 0
  for (const item of items) {
    const gain = gainOf(item)
    if (gain > bestGain) [best, bestGain] = [item, gain]
  }
  return best
}
