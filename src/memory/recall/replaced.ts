/** What a later statement replaced: the statement, its copies in files that were made before, and the turns that all of them were made from. */
import { isoWeek } from '../../markdown/calendar.ts'
import { documentPath } from '../../markdown/document/levels.ts'
import type { Corpus } from '../../rank/corpus.ts'
import type { ReplacedStatement } from '../../rank/score.ts'
import { FLAG } from '../../rank/segment.ts'
import { type Cite, passagesOfTurns, type TopicLookup } from './topics.ts'

/** What is known of a memory that changes with the day on which it is asked. */
export interface States {
  corpus: Corpus
  replaced: ReplacedStatement[]
}

/** As it is known now: a copy of what was replaced counts as replaced, though the file that it stands in was made before. */
export function statesNow(lookup: TopicLookup): States {
  const replaced = replacedStatements(lookup)
  const copies = replaced.flatMap((one) => one.copies)
  return { corpus: flagged(lookup.corpus, copies, (flags) => flags | FLAG.superseded), replaced }
}

/** As it was known at the end of a local day: what was replaced later still held then. */
export function statesOn(day: string, { corpus, replaced }: States): States {
  const later = replaced.filter((one) => one.day > day)
  const standing = later.flatMap(({ statement, copies }) => [statement, ...copies])
  return {
    corpus: flagged(corpus, standing, (flags) => flags & ~FLAG.superseded),
    replaced: later.length === 0 ? replaced : replaced.filter((one) => one.day <= day),
  }
}

function flagged(corpus: Corpus, passages: readonly number[], change: (flags: number) => number): Corpus {
  if (passages.length === 0) return corpus
  const flags = corpus.flags.slice()
  for (const passage of passages) flags[passage] = change(flags[passage] ?? 0)
  return { ...corpus, flags }
}

/** By the passages of replaced statements and their copies: the local day on which they were replaced. */
export const replacedDays = (replaced: readonly ReplacedStatement[]): ReadonlyMap<number, string> =>
  new Map(
    replaced.flatMap(({ statement, copies, day }) => [statement, ...copies].map((passage) => [passage, day] as const)),
  )

/** All replaced statements of the index, with the passages that they cite. Few files have one: no other is looked into. */
function replacedStatements({ corpus, files, citesOf }: TopicLookup): ReplacedStatement[] {
  const numbers = new Map(files.map((file, number) => [file.path, number]))
  const placed = (number: number): PlacedCite[] =>
    citesOf(files[number]).map((cite) => ({
      ...cite,
      passage: (corpus.fileStarts[number] ?? 0) + cite.statement,
    }))
  const isReplaced = ({ passage }: { passage: number }): boolean =>
    ((corpus.flags[passage] ?? 0) & FLAG.superseded) !== 0
  const copiesOf = (cite: PlacedCite): number[] =>
    madeOf(cite.path)
      .flatMap((path) => placed(numbers.get(path) ?? -1))
      .filter((other) => isSameStatement(cite, other, corpus) && !isReplaced(other))
      .map(({ passage }) => passage)
  return files.flatMap((file, number) => {
    if (!file.cites || !hasReplaced(number, corpus)) return []
    const cites = placed(number)
    const standing = cites.filter((cite) => !isReplaced(cite))
    return cites.filter(isReplaced).map((cite) => {
      const cited = numbers.get(cite.path)
      const others = standing.filter(({ path, turns }) => path === cite.path && overlap(turns, cite.turns))
      return {
        statement: cite.passage,
        turns: cited === undefined ? [] : [...passagesOfTurns(cited, { turns: cite.turns, corpus })],
        standing: others.map(({ passage }) => passage),
        copies: copiesOf(cite),
        day: cite.replaced ?? '',
      }
    })
  })
}

interface PlacedCite extends Cite {
  passage: number
}

/** The day and the week that were made of a raw file when it was new. */
function madeOf(rawPath: string): string[] {
  const day = /\d{4}-\d{2}-\d{2}/.exec(rawPath)?.[0]
  return day === undefined ? [] : [documentPath('daily', day), documentPath('weekly', isoWeek(day))]
}

/** Statements travel upward whole: what was made from the same turns and is as long is the same. */
const isSameStatement = (a: PlacedCite, b: PlacedCite, { ends }: Corpus): boolean =>
  a.passage !== b.passage &&
  a.path === b.path &&
  a.turns[0] === b.turns[0] &&
  a.turns[1] === b.turns[1] &&
  ends[a.passage] === ends[b.passage]

function hasReplaced(file: number, { fileStarts, fileEnds, flags }: Corpus): boolean {
  const end = fileEnds[file] ?? 0
  for (let passage = fileStarts[file] ?? 0; passage < end; passage++)
    if (((flags[passage] ?? 0) & FLAG.superseded) !== 0) return true
  return false
}

const overlap = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] <= b[1] && b[0] <= a[1]
