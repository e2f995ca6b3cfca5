/** Whether the tree leads to the evidence: from ROOT down to its sessions, and from the days' statements to its turns. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALSO } from '../../src/extract/topics/topic-index.ts'
import { contentWords } from '../../src/memory/eval/scores.ts'
import type { CountTokens } from '../../src/memory/ports.ts'
import type { Memory } from '../../src/memory/types.ts'
import type { CapturedStore } from './captured.ts'
import { dailyMemories, memoriesIn } from './levels.ts'
import { answerable } from './sets.ts'

/** A question, and whether a ROOT line shares a word with it and leads, itself or through one file, to an evidence session. */
export interface ReachedQuestion {
  store: string
  id: string
  isReached: boolean
}

/** A turn that some question needs, and whether a daily statement cites it. */
export interface CitedTurn {
  store: string
  turn: string
  isCited: boolean
}

export interface Reach {
  /** Of each store's ROOT.md. */
  rootTokens: number[]
  questions: ReachedQuestion[]
  evidence: CitedTurn[]
  /** Daily statements and turns of all stores. */
  memories: number
  turns: number
}

export function measureReach(captured: readonly CapturedStore[], countTokens: CountTokens): Reach {
  return {
    rootTokens: captured.map(({ root }) => countTokens(textOf(root, 'ROOT.md'))),
    questions: captured.flatMap(reachedFromRoot),
    evidence: captured.flatMap(citedEvidence),
    memories: captured.reduce((sum, { root }) => sum + dailyMemories(root).length, 0),
    turns: captured.reduce((sum, { store }) => sum + store.sessions.flatMap(({ turns }) => turns).length, 0),
  }
}

function reachedFromRoot({ store, root, paths }: CapturedStore): ReachedQuestion[] {
  const lines = memoriesIn(root, 'ROOT.md')
    .flatMap(asLines)
    .map(({ text, citations }) => ({
      words: contentWords(text),
      leadsTo: new Set(
        citations.flatMap(({ path }) => (path.startsWith('raw/') ? [path] : rawFilesCitedIn(root, path))),
      ),
    }))
  return answerable(store.questions).map(({ id, query, answer, sessions }) => {
    const asked = contentWords(`${query} ${answer}`)
    const evidence = [...sessions].map((session) => paths.get(session) ?? '')
    const isReached = lines.some(
      ({ words, leadsTo }) => [...words].some((word) => asked.has(word)) && evidence.some((path) => leadsTo.has(path)),
    )
    return { store: store.name, id, isReached }
  })
}

/** A line of names leads with each of them to its own place only. */
function asLines({ text, citations }: Memory): Pick<Memory, 'text' | 'citations'>[] {
  if (!text.startsWith(ALSO)) return [{ text, citations }]
  return text
    .slice(ALSO.length)
    .split(', ')
    .map((name, index) => ({ text: name, citations: citations.slice(index, index + 1) }))
}

const rawFilesCitedIn = (root: string, path: string): string[] =>
  [...textOf(root, path).matchAll(/\]\(\.\.\/(raw\/[^)#]*)/g)].map(([, raw = '']) => raw)

const textOf = (root: string, path: string): string =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''

function citedEvidence({ store, root, paths }: CapturedStore): CitedTurn[] {
  const cited = new Set(
    dailyMemories(root).flatMap(({ citations }) =>
      citations.flatMap(({ path, turns: [first, last] = [1, 0] }) =>
        Array.from({ length: last - first + 1 }, (_, offset) => `${path}#${first + offset}`),
      ),
    ),
  )
  const places = new Map(
    store.sessions.flatMap(({ id: session, turns }) =>
      turns.map(({ id }, index) => [id, `${paths.get(session)}#${index + 1}`] as const),
    ),
  )
  const evidence = new Set(answerable(store.questions).flatMap(({ turns }) => [...turns]))
  return [...evidence].map((turn) => ({ store: store.name, turn, isCited: cited.has(places.get(turn) ?? '') }))
}
