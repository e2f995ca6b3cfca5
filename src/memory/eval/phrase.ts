/** A memory → the question that a person would ask for it. Pure; plain English, from its kind, who said it, its topic and its day. */

import { valuesOf } from '../../extract/changes/claim-values.ts'
import { headOf } from '../../extract/changes/tense.ts'
import { longDate } from '../../markdown/calendar.ts'
import { terms } from '../../rank/tokenize.ts'
import type { Memory, MemoryKind, Role } from '../types.ts'

/** Who said what a memory was made from. */
export interface Source {
  speaker: string
  role: Role
}

/** `undefined` where the memory names no matter to ask about. */
export function questionFor(memory: Memory, source: Source): string | undefined {
  return valueQuestion(memory) ?? matterQuestion(memory, source)
}

/** The same question, asked of one day. */
export const onDay = (question: string, day: string): string =>
  question.replace(/\?$/, ` on ${longDate(day).replace(/^\p{L}+, /u, '')}?`)

// --- "When is the team lunch?" ---

const COPULA = /^(?:is|are|will be|costs?|takes place|starts?|begins?)\b/i
const MAX_HEAD_WORDS = 6
const DETERMINER = /^(?:the|our|my|their|his|her)\s+/i
const PERSON = /^\S+\s+(?:Dr|Mr|Mrs|Ms|Prof)\.?\s\p{Lu}/u
const PLACE = /^\S+\s+(?:in|at|on the) (?:the )?\p{Lu}/u

/** Asks for the value of a plain statement on a thing: "The team lunch is on Friday at one." */
function valueQuestion({ text, kind, superseded }: Memory): string | undefined {
  if (kind === 'action' || superseded !== undefined) return undefined
  const clause = text.split(/;\s/)[0] ?? ''
  const head = headOf(clause)
  const rest = clause.slice(head.length)
  const thing = head.trim()
  if (!DETERMINER.test(thing) || thing.split(/\s+/).length > MAX_HEAD_WORDS || !COPULA.test(rest)) return undefined
  const asked = questionWord(rest)
  const isPlural = /^(?:are|cost|start|begin)\b/i.test(rest)
  return asked && `${asked} ${isPlural ? 'are' : 'is'} ${thing.replace(DETERMINER, (word) => word.toLowerCase())}?`
}

function questionWord(rest: string): string | undefined {
  const { values } = valuesOf(rest)
  const tells = (...kinds: string[]): boolean => kinds.some((kind) => values.has(kind))
  if (tells('euro', 'dollar')) return 'How much'
  if (tells('date', 'weekday', 'time')) return 'When'
  if (PERSON.test(rest)) return 'Who'
  return PLACE.test(rest) ? 'Where' : undefined
}

// --- "What did Ana decide about the session cache?" ---

function matterQuestion(memory: Memory, source: Source): string | undefined {
  const matter = matterOf(memory, source)
  return matter && `${openingFor(memory.kind, source)} ${matter}?`
}

function openingFor(kind: MemoryKind, { speaker, role }: Source): string {
  if (role === 'assistant') return ASSISTANT_OPENINGS[kind]
  const isNameless = speaker.toLowerCase() === 'user'
  return isNameless ? OWN_OPENINGS[kind] : openingOf(kind, speaker)
}

const ASSISTANT_OPENINGS: Record<MemoryKind, string> = {
  decision: 'What did you suggest about',
  fact: 'What did you tell me about',
  preference: 'What did you recommend about',
  action: 'What did you say is to be done about',
}
const OWN_OPENINGS: Record<MemoryKind, string> = {
  decision: 'What did I decide about',
  fact: 'What did I say about',
  preference: 'What do I like or dislike about',
  action: 'What did I want to do about',
}

function openingOf(kind: MemoryKind, name: string): string {
  switch (kind) {
    case 'decision':
      return `What did ${name} decide about`
    case 'fact':
      return `What did ${name} say about`
    case 'preference':
      return `What does ${name} like or dislike about`
    case 'action':
      return `What did ${name} want to do about`
    default:
      return kind satisfies never
  }
}

/** The topic as the statement writes it, else what the statement begins with; `undefined` where neither tells. */
function matterOf({ text, topics }: Memory, { speaker }: Source): string | undefined {
  const own = new Set(terms(speaker))
  for (const topic of topics) {
    const words = terms(topic.replaceAll('-', ' '))
    const found = words.every((term) => own.has(term)) ? null : patternOf(topic).exec(text)
    // Whose it is depends on who speaks: asked about, it is a certain one.
    if (found) return found[1] === undefined ? found[2] : `the ${found[2]}`
  }
  return thingIn(text)
}

/** What a statement begins with, where it is a thing: "The boiler was repaired" → `the boiler`. */
function thingIn(text: string): string | undefined {
  const head = headOf(text).trim()
  if (!DETERMINER.test(head) || head.length === text.length || head.split(/\s+/).length > MAX_HEAD_WORDS)
    return undefined
  return head.replace(DETERMINER, 'the ')
}

/** `kyoto-trip` in the ways in which a text may write it, behind its article. */
const patternOf = (topic: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(the|our|my|your|his|her|their|this|an?)\\s+)?(${topic.replaceAll('-', '[\\s\\-_/.&+]+')})(?![\\p{L}\\p{N}])`,
    'iu',
  )
