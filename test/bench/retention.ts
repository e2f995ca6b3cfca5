/** What the levels keep: the share of the gold answers' words that survive in the days, weeks and months of the evidence. */
import { statementBudget } from '../../src/extract/select/budget.ts'
import { memoryTokens } from '../../src/extract/select/fit.ts'
import { contentWords } from '../../src/memory/eval/scores.ts'
import type { CountTokens } from '../../src/memory/ports.ts'
import type { CapturedStore } from './captured.ts'
import { greedyCoverage, wordValues } from './greedy.ts'
import { type BenchLevel, memoriesIn, rawText, sessionsByPeriod } from './levels.ts'
import { answerable } from './sets.ts'

/** The questions whose answers stand in what was said, in one place or in several. */
export const ANSWER_CATEGORIES = ['multi-hop', 'single-hop'] as const
export type AnswerCategory = (typeof ANSWER_CATEGORIES)[number]

/** What is left of one answer. */
export interface KeptAnswer {
  store: string
  id: string
  category: AnswerCategory
  /** Shares of its content words: in the level's statements, and in the baseline's text of the same budget. */
  kept: number
  greedy: number
}

export interface LevelRetention {
  answers: KeptAnswer[]
  /** Tokens of the statements with their topics, and of the raw text below them. */
  tokens: number
  rawTokens: number
}

export interface RetentionOptions {
  /** The level's budget, of its raw tokens. */
  share: number
  countTokens: CountTokens
}

export function measureRetention(
  level: BenchLevel,
  { store, root }: CapturedStore,
  { share, countTokens }: RetentionOptions,
): LevelRetention {
  const kept = new Map<string, string>()
  const greedy = new Map<string, string>()
  const retention: LevelRetention = { answers: [], tokens: 0, rawTokens: 0 }
  const wordValue = wordValues(store)
  for (const [period, sessions] of sessionsByPeriod(level, store)) {
    const memories = memoriesIn(root, `${level}/${period}.md`)
    retention.tokens += memories.reduce((sum, memory) => sum + memoryTokens(memory, countTokens), 0)
    const rawTokens = countTokens(rawText(sessions))
    retention.rawTokens += rawTokens
    // Topics are read with the line, and count in its budget.
    const text = memories.map((memory) => `${memory.text} ${memory.topics.join(' ')}`).join('\n')
    // The baseline gets what the file may take: of a short stretch more than the share.
    const room = statementBudget(level, { share, rawTokens, isChat: true, days: sessions.length }) / rawTokens
    const baseline = greedyCoverage(sessions, { share: room, wordValue })
    for (const { id } of sessions) {
      kept.set(id, text)
      greedy.set(id, baseline)
    }
  }
  for (const { id, category: named, answer, sessions } of answerable(store.questions)) {
    const category = ANSWER_CATEGORIES.find((known) => known === named)
    const wanted = contentWords(answer)
    if (!category || wanted.size === 0) continue
    const shareIn = (texts: ReadonlyMap<string, string>): number => {
      const found = contentWords([...sessions].map((session) => texts.get(session) ?? '').join(' '))
      return [...wanted].filter((word) => found.has(word)).length / wanted.size
    }
    retention.answers.push({ store: store.name, id, category, kept: shareIn(kept), greedy: shareIn(greedy) })
  }
  return retention
}
