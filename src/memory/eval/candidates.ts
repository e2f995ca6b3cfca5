/** The use case behind `mem eval --make`: questions to check by hand, made from the folder's own memories. */
import { statementsOf } from '../../markdown/statements.ts'
import type { MemoryFolder } from '../ports.ts'
import type { Memory, MemoryKind } from '../types.ts'
import type { EvalQuestion } from './evaluate.ts'

const MIN_WORDS = 5
/** Words of the statement that the question keeps: with all of them, any search would find it. */
const KEPT_WORDS = 5

/**
 * At most `count` questions, spread evenly over the days of the memory. Each asks for one statement with a few of its words; a person
 * should make them sound like questions, and drop those that make no sense.
 */
export async function makeCandidates(
  folder: Pick<MemoryFolder, 'list' | 'read'>,
  count: number,
): Promise<EvalQuestion[]> {
  const statements: Memory[] = []
  for (const { path } of await folder.list('daily')) {
    const text = (await folder.read(path)) ?? ''
    const date = path.replace(/^daily\/|\.md$/g, '')
    statements.push(
      ...statementsOf(text, { path, date })
        .map(({ memory }) => memory)
        .filter(isAskable),
    )
  }
  const step = Math.max(1, statements.length / count)
  return Array.from(
    { length: Math.min(count, statements.length) },
    (_, index) => statements[Math.floor(index * step)],
  ).flatMap((memory) => (memory ? [questionFor(memory)] : []))
}

const isAskable = ({ text, citations, superseded }: Memory): boolean =>
  superseded === undefined && citations.some(({ turns }) => turns) && text.split(/\s+/).length >= MIN_WORDS

const OPENINGS: Record<MemoryKind, string> = {
  decision: 'What was decided about',
  fact: 'What is known about',
  preference: 'What is preferred about',
  action: 'What is to be done about',
}

function questionFor({ kind, text, citations }: Memory): EvalQuestion {
  const expect = citations.flatMap(({ path, turns }) => (turns ? [`${path}#turn-${turns[0]}`] : []))
  return { query: `${OPENINGS[kind]} ${tellingWords(text).join(' ')}?`, expect }
}

/** The longest words, in their order: they tell most of what a statement is about. */
function tellingWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? []
  const longest = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, KEPT_WORDS)
  return [...new Set(words)].filter((word) => longest.includes(word))
}
