/** The turns of what a later statement replaced: they rank below with the statement that was made from them. */
import type { Corpus } from '../../rank/corpus.ts'
import type { ReplacedStatement } from '../../rank/score.ts'
import { FLAG } from '../../rank/segment.ts'
import { passagesOfTurns, type TopicLookup } from './topics.ts'

/** All replaced statements of the index, with the passages that they cite. Few files have one: no other is looked into. */
export function replacedStatements({ corpus, files, citesOf }: TopicLookup): ReplacedStatement[] {
  const numbers = new Map(files.map((file, number) => [file.path, number]))
  return files.flatMap((file, number) => {
    const first = corpus.fileStarts[number] ?? 0
    const isReplaced = (passage: number): boolean => ((corpus.flags[passage] ?? 0) & FLAG.superseded) !== 0
    if (!file.cites || !hasReplaced(number, { corpus, isReplaced })) return []
    const cites = citesOf(file).map((cite) => ({ ...cite, passage: first + cite.statement }))
    const standing = cites.filter(({ passage }) => !isReplaced(passage))
    return cites
      .filter(({ passage }) => isReplaced(passage))
      .map((cite) => {
        const cited = numbers.get(cite.path)
        const others = standing.filter(({ path, turns }) => path === cite.path && overlap(turns, cite.turns))
        return {
          statement: cite.passage,
          turns: cited === undefined ? [] : [...passagesOfTurns(cited, { turns: cite.turns, corpus })],
          standing: others.map(({ passage }) => passage),
        }
      })
  })
}

function hasReplaced(
  file: number,
  { corpus, isReplaced }: { corpus: Corpus; isReplaced: (passage: number) => boolean },
): boolean {
  const end = corpus.fileEnds[file] ?? 0
  for (let passage = corpus.fileStarts[file] ?? 0; passage < end; passage++) if (isReplaced(passage)) return true
  return false
}

const overlap = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] <= b[1] && b[0] <= a[1]
