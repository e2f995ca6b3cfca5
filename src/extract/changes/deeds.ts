/** Whose deed closes whose task: the son's own books are not the user's, while an accountant files the user's tax return. */
import { terms } from '../../rank/tokenize.ts'
import type { Task } from './closing.ts'
import { type Holder, isOtherHolder } from './holder.ts'
import { isServing, roleIn } from './people.ts'

const USER: Holder = { name: 'user' }
const OWN = /\b(?:his|her|their)\s/i
const OURS = /.\b(?:User['’]s|our|my)\s/
const DETERMINER = /^(?:the|this|that|these|those|my|our|your|both|all|for|to|of|\p{L}+['’]s?)$/iu
/** So many words at most between "a" and the thing. */
const WORDS_BEFORE = 3

/** Whether somebody did it with what is their own. A task without a name is the user's. */
export function isOthersDeed(task: Task, { text, holder }: { text: string; holder: Holder | undefined }): boolean {
  if (!holder || !isOtherHolder(holder, task.holder ?? USER)) return false
  const { role } = holder
  if (role !== undefined && [...task.words].some((word) => roleIn(word) === role)) return false
  if (OURS.test(text)) return false
  return (role !== undefined && !isServing(role)) || OWN.test(text) || isOneOfMany(task.object.at(-1), text)
}

const PASSIVE = /^(?:is|are|was|were|be|been|being|got|gets)$/i
const SOMETHING = /^(?:User|me|us|him|them|the|an?|my|our|his|her|about|back)$/

/** "The bank called User" does not say that User called the bank. */
export function isByObject({ verb, object }: Task, text: string): boolean {
  const words = text.match(/[\p{L}’'-]+/gu) ?? []
  const stems = words.map((word) => terms(word).at(-1))
  const at = stems.indexOf(verb)
  const thing = stems.lastIndexOf(object.at(-1))
  if (at < 0 || thing < 0 || thing > at) return false
  const before = words.slice(thing + 1, at)
  return !before.some((word) => PASSIVE.test(word)) && SOMETHING.test(words[at + 1] ?? '')
}

/** "Tom bought a tent": not the one that was to be bought. */
function isOneOfMany(thing: string | undefined, text: string): boolean {
  const words = text.match(/[\p{L}’'-]+/gu) ?? []
  const at = words.findLastIndex((word) => terms(word).at(-1) === thing)
  for (const word of words.slice(Math.max(0, at - WORDS_BEFORE), Math.max(0, at)).reverse()) {
    if (/^an?$/i.test(word)) return true
    if (DETERMINER.test(word)) return false
  }
  return false
}
