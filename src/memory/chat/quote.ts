/** The answer without a model: the best memories, word for word, with where they stand. Pure. */
import { passagesOf } from '../../markdown/chunk.ts'
import { terms } from '../../rank/tokenize.ts'
import { type ChatHit, citationOf } from './types.ts'

const MOST_QUOTES = 5
const PASSAGE_CHARACTERS = 320

/** Quotes the hits that can answer; says so where none can. */
export function quoteAnswer(question: string, hits: readonly ChatHit[]): string {
  const quotes = hits.slice(0, MOST_QUOTES).map((hit) => quote(question, hit))
  if (quotes.length === 0) return 'Nothing in the memory matches that.'
  return quotes.join('\n\n')
}

function quote(question: string, hit: ChatHit): string {
  const passage = bestPassage(question, hit.text)
  const lines = passage.split('\n').map((line) => `> ${line}`.trimEnd())
  return [...lines, `> — [${hit.date}](${citationOf(hit)})`].join('\n')
}

/** The piece of the text that shares most with the question, marked where something is left out. */
export function bestPassage(question: string, text: string): string {
  const wanted = new Set(terms(question))
  let best = { start: 0, end: Math.min(text.length, PASSAGE_CHARACTERS), shared: -1 }
  for (const { start, end } of passagesOf(text, { maxCharacters: PASSAGE_CHARACTERS })) {
    const found = new Set(terms(text.slice(start, end)))
    const shared = [...wanted].filter((term) => found.has(term)).length
    if (shared > best.shared) best = { start, end, shared }
  }
  const head = text.slice(0, best.start).trim() ? '… ' : ''
  const tail = text.slice(best.end).trim() ? ' …' : ''
  return `${head}${text.slice(best.start, best.end).toWellFormed()}${tail}`
}

const QUESTIONS = /[^.!?。！？\n]*[?？]+["'”’)\]]*\s*/g

/** False for a passage of questions, and for one in the question's own words: asking twice must not answer itself. */
export function saysMoreThan(question: string, text: string): boolean {
  if (text.replace(QUESTIONS, '').trim() === '') return false
  const asked = new Set(terms(question))
  return terms(text).some((term) => !asked.has(term))
}
