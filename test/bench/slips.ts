/** Questions as a hurried hand types them: one slip in one word of each. The same in every run. */
import type { BenchQuestion } from './sets.ts'

/** Shorter words are seldom what a question is about. */
const LONG_WORD = /[A-Za-z]{6,}/g
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** The questions, a long word of each with a letter left out, doubled by another, exchanged with the next or replaced. */
export function withSlips(questions: readonly BenchQuestion[]): BenchQuestion[] {
  const draw = numbers(20261126)
  return questions.map((question) => {
    const words = [...question.query.matchAll(LONG_WORD)]
    const word = words[draw(words.length)]
    if (!word) return question
    const { query } = question
    const end = word.index + word[0].length
    return { ...question, query: query.slice(0, word.index) + misspelt(word[0], draw) + query.slice(end) }
  })
}

type Draw = (below: number) => number

function misspelt(word: string, draw: Draw): string {
  const at = 1 + draw(word.length - 1)
  const [before, after] = [word.slice(0, at), word.slice(at)]
  const letter = LETTERS[draw(LETTERS.length)] ?? ''
  const slips = [
    before + after.slice(1),
    before + letter + after,
    before + letter + after.slice(1),
    before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
  ]
  return slips[draw(slips.length)] ?? word
}

/** Whole numbers from 0, below a bound: Park and Miller's generator. */
function numbers(seed: number): Draw {
  let state = seed % 2147483647
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % Math.max(1, below)
  }
}
