/** Finds out whether a text is a dialogue: lines that name who speaks, told from lines that merely begin with a word and a colon. */
import type { Role } from '../memory/types.ts'

export interface Label {
  /** As written: `Assistant`, `Caroline`. */
  name: string
  /** As written, unparsed: `2026-11-22 10:00`. */
  time: string | undefined
  /** What is said on the label's own line. */
  rest: string
  /** `line`: `Caroline: hello`; `heading`: `## User`, `**User**` or `User:` alone on its line. */
  style: 'line' | 'heading'
}

/** Who speaks in a dialogue, by label as written; a label that is not here is text. */
export type Speakers = ReadonlyMap<string, Role>

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
    'codex',
    'bot',
    'chatbot',
    'model',
    'llm',
    'agent',
  ].map((name) => [name, 'assistant'] as const),
  ['system', 'system'],
])

/** Words that begin a line of a note, a form, a log or a letter. They recur and alternate like speakers, but nobody is called so. */
const NOT_SPEAKERS: ReadonlySet<string> = new Set(
  `note notes todo todos fixme hack xxx error errors warning warnings warn info debug trace fatal critical notice hint tip tips important caution danger
  name names email mail e-mail phone tel mobile fax address street city zip country date dates day time times when where who what why how which
  subject from to cc bcc re fw fwd sent received reply-to regards title author authors source sources status state type kind version license url uri link
  links website homepage repo repository branch commit file files path folder summary description details example examples e.g question questions answer
  answers q a pro pros con cons step steps input inputs output outputs result results expected actual given then priority severity location place venue
  price cost costs total subtotal amount qty quantity tax vat tag tags category categories topic topics agenda attendees participants present absent action
  actions decision decisions fact facts preference preferences goal goals plan plans idea ideas problem problems solution solutions cause reason reasons
  fix fixes fixed bug bugs feature features issue issues test tests next done doing update updated updates changed change changes added removed deprecated
  security context background conclusion conclusions abstract introduction method methods discussion references see also usage install installation
  requirements options parameters params returns return throws arguments args default required optional deadline due owner assignee reviewer reporter
  start started end ended begin finish duration id key value host port user username login password pass passphrase secret token pin code
  morning afternoon evening night monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december breakfast lunch dinner ingredients directions http https ftp ssh file mailto`
    .split(/\s+/)
    .filter((word) => word !== 'user'),
)

const TIME = String.raw`\d{4}-\d{2}-\d{2}(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?|\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?`
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_()-]{0,39}`
const BEFORE = String.raw`(?:[[(](${TIME})[\])]\s{0,3}(?:-\s)?|(${TIME})\s{1,3}(?:-\s)?)?`
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
      style: rest === '' ? 'heading' : 'line',
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

/** The speakers of a dialogue, from (the beginning of) its text; none where the text is no dialogue. */
export function findSpeakers(text: string): Speakers {
  const lines = text.split('\n')
  const fences = new Fences()
  const labels: Label[] = []
  let starts = 0
  let afterBlank = true
  for (const line of lines) {
    const covered = fences.covers(line)
    const label = covered ? undefined : labelOf(line)
    if (label) labels.push(label)
    if (label || (afterBlank && !covered && line.trim() !== '')) starts += 1
    afterBlank = line.trim() === ''
  }
  return rolesIn(labels) ?? namesIn(labels, starts) ?? new Map()
}

/** A label of each side of a conversation with a model is enough. People whose names recur beside them speak too. */
function rolesIn(labels: readonly Label[]): Speakers | undefined {
  const roles = new Map<string, Role>()
  for (const { name } of labels) {
    const role = knownRole(name)
    if (role) roles.set(name, role)
  }
  const sides = new Set(roles.values())
  return sides.has('user') && sides.has('assistant') ? roles : undefined
}

/** Names: at least two, one of which recurs (or all with a time), that say sentences and begin most paragraphs. */
function namesIn(labels: readonly Label[], starts: number): Speakers | undefined {
  const spoken = labels.filter((label) => label.style === 'line' && isName(label.name))
  const names = new Set(spoken.map((label) => label.name))
  const recurs = spoken.length > names.size && alternates(spoken)
  const timed = spoken.length >= 2 && spoken.every((label) => label.time !== undefined)
  const sentences = spoken.filter((label) => isSentence(label.rest)).length
  const covered = spoken.length >= starts * 0.5
  if (names.size < 2 || !(recurs || timed) || !covered || sentences < spoken.length * 0.4) return undefined
  if (names.size > Math.max(2, spoken.length / 1.5)) return undefined
  return new Map([...names].map((name) => [name, knownRole(name) ?? 'user']))
}

/** Short, capitalised like a name (or in a script without capitals), and no word that begins notes. */
function isName(name: string): boolean {
  if (knownRole(name)) return true
  const words = name.split(/\s+/)
  if (words.length > 4 || NOT_SPEAKERS.has(name.toLowerCase()) || NOT_SPEAKERS.has(words[0]?.toLowerCase() ?? ''))
    return false
  return words.every((word) => /^[\p{Lu}\p{Lt}\p{Lo}\p{N}(]/u.test(word)) && /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(name)
}

const alternates = (labels: readonly Label[]) => labels.some((label, i) => i > 0 && labels[i - 1]?.name !== label.name)

/** Three words, or an end like a sentence's, or a script that does not space its words. */
const isSentence = (text: string) =>
  /\S+\s+\S+\s+\S/.test(text) || /[.!?…。！？]["')\]]*$/.test(text) || /[\u3040-\u30ff\u4e00-\u9fff]{4}/.test(text)
