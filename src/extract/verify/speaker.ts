/** Who said it: what a line says of a speaker must come from that speaker, or from what others said to or of them. */
import type { NumberedTurn } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { splitSentences } from '../lines/sentences.ts'
import type { Check } from './source.ts'

const SUBJECT = /^(\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*)?)(?::| [a-z])/u

/** What a line says of a speaker must stand in that speaker's turns, or in what others said with their name. */
export const checkSpeaker: Check = (text, source) => {
  for (const part of bySpeaker(text, source.names)) {
    const problem = checkPart(part, source)
    if (problem) return problem
  }
  return undefined
}

const SENTENCE_START = /(?<=[.!?]["”]? )(?=\p{Lu})/u

/** The line in parts that each begin with another speaker: `Ana: "The cluster is down." Ben restarted it.` */
function bySpeaker(text: string, names: ReadonlySet<string>): string[] {
  const parts: string[] = []
  let speaker: string | undefined
  for (const sentence of text.split(SENTENCE_START)) {
    const name = SUBJECT.exec(sentence)?.[1]
    const changes = name !== undefined && names.has(name) && name !== speaker
    if (changes) speaker = name
    if (changes || parts.length === 0) parts.push(sentence)
    else parts.push(`${parts.pop() ?? ''}${sentence}`)
  }
  return parts
}

const checkPart: Check = (text, { turns, names }) => {
  const name = SUBJECT.exec(text)?.[1]
  if (name === undefined || !names.has(name)) return undefined
  const said = turns.filter(({ speaker }) => speaker === name)
  const others = turns.filter(({ speaker }) => speaker !== name)
  if (others.length === 0) return undefined
  const own = said.length === 0 ? 0 : supportOf(text, said)
  const about = new RegExp(`\\b(?:${escapePattern(name)}|you|your|you['’]re)\\b`, 'i')
  const mentions = others.flatMap((turn) =>
    splitSentences(turn.text)
      .filter((sentence) => about.test(sentence.text))
      .map((sentence) => ({ ...turn, text: sentence.text })),
  )
  const told = mentions.length > 0 && supportOf(text, mentions) >= 0.6
  return own < 0.5 && !told && supportOf(text, others) > own + 0.25 ? { problem: 'speaker', value: name } : undefined
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function supportOf(text: string, turns: readonly NumberedTurn[]): number {
  const speakers = new Set(turns.flatMap(({ speaker }) => terms(speaker)))
  const wanted = [...new Set(terms(text))].filter((term) => !speakers.has(term) && !/^\d/.test(term))
  if (wanted.length === 0) return 1
  const words = new Set(turns.flatMap((turn) => terms(turn.text)))
  return wanted.filter((term) => words.has(term)).length / wanted.length
}
