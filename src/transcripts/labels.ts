/** The labels that begin lines of a text: `Caroline: hello`, `## User`, `[10:00] Ana: hi`. */
import type { Role } from '../memory/types.ts'

export interface Label {
  /** As written: `Assistant`, `Caroline`. */
  name: string
  /** As written, unparsed: `2026-11-22 10:00`. */
  time: string | undefined
  /** What is said on the label's own line. */
  rest: string
  /** `line`: `Caroline: hello`; `alone`: `User:` on a line of its own; `heading`: `## User`, `**User**`. */
  style: 'line' | 'alone' | 'heading'
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ...['user', 'human', 'you', 'me', 'prompt'].map((name) => [name, 'user'] as const),
  ...[
    'assistant',
    'ai',
    'chatgpt',
    'gpt',
    'gpt-4',
    'gpt-4o',
    'gpt-5',
    'claude',
    'claude code',
    'gemini',
    'copilot',
    'cursor',
    'cline',
    'aider',
    'opencode',
    'deepseek',
    'grok',
    'mistral',
    'perplexity',
    'codex',
    'bot',
    'chatbot',
    'model',
    'llm',
    'agent',
  ].map((name) => [name, 'assistant'] as const),
  ['system', 'system'],
])

/** As chat programs export it, in the order of the country: `22/11/2026, 10:00`, `11/22/26, 9:05 PM`. */
const EXPORTED_TIME = String.raw`\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}),?[ \u202f]\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?`
const TIME = String.raw`${EXPORTED_TIME}|\d{4}-\d{2}-\d{2}(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?|\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?`
/** Chat programs put `~` before people who are no contacts, and `+` before their numbers. */
const NAME = String.raw`(?:~[ \u202f]?|\+)?[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_()-]{0,39}`
const BEFORE = String.raw`\u200e?(?:[[(](${TIME})[\])]\s{0,3}(?:-\s)?|(${TIME})\s{1,3}(?:-\s)?)?`
const AFTER = String.raw`(?:\s{0,3}[[(](${TIME})[\])])?`
const LINE = new RegExp(
  String.raw`^${BEFORE}(?:\*\*|__)?(${NAME}?)(?:\*\*|__)?${AFTER}\s?:(?:\*\*|__)?(?:\s+(.*)|)$`,
  'u',
)
const HEADING = new RegExp(String.raw`^#{1,6}\s+(?:\*\*|__)?(${NAME}?)(?:\*\*|__)?${AFTER}\s?:?(?:\*\*|__)?\s*#*$`, 'u')
const EMPHASIS = new RegExp(String.raw`^(?:\*\*|__)(${NAME}?)(?:\*\*|__)${AFTER}$`, 'u')
/** No label is this long: longer lines are not even looked at closely. */
const MAX_LABEL_CHARS = 120

/** The label that begins this line, whoever it names. */
export function labelOf(line: string): Label | undefined {
  const text = line.length > MAX_LABEL_CHARS ? line.slice(0, MAX_LABEL_CHARS).trimEnd() : line.trimEnd()
  const found = LINE.exec(text)
  if (found) {
    const [, inBrackets, bare, name = '', after, rest = ''] = found
    const whole = rest === '' ? '' : line.slice(text.length - rest.length)
    return {
      name: name.trim(),
      time: inBrackets ?? bare ?? after,
      rest: whole,
      style: rest === '' ? 'alone' : 'line',
    }
  }
  if (line.length > MAX_LABEL_CHARS) return undefined
  const [, name, time] = HEADING.exec(text) ?? EMPHASIS.exec(text) ?? []
  return name === undefined ? undefined : { name: name.trim(), time, rest: '', style: 'heading' }
}

/** The role that a label names in any text: `User`, `ChatGPT said`; `undefined` for names. */
export const knownRole = (name: string): Role | undefined =>
  ROLES.get(name.toLowerCase().replace(/ (?:said|says)$/, ''))

/** Follows code fences over the lines of a text: labels inside them are code. */
export class Fences {
  #open: string | undefined

  /** Whether this line belongs to a fenced block, its fences included. */
  covers(line: string): boolean {
    const fence = /^ {0,3}(`{3,}|~{3,})([^\r\n]*)/.exec(line)
    if (this.#open === undefined) {
      if (!fence?.[1] || (fence[1].startsWith('`') && fence[2]?.includes('`'))) return false
      this.#open = fence[1]
      return true
    }
    if (fence?.[1]?.startsWith(this.#open) && fence[2]?.trim() === '') this.#open = undefined
    return true
  }
}
