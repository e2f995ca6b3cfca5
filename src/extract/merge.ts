/** Statements of many days → the state of things: restatements become one, changed facts keep their old value marked, actions are closed. */
import type { Citation, Memory } from '../memory/types.ts'
import { terms } from '../rank/tokenize.ts'
import { joinPieces, piecesOf } from './pieces.ts'
import { isFlat } from './words.ts'

/** Shared content words over all content words from which two statements say the same. */
const SAME_OVERLAP = 0.75
/** Share of an action's words that a later statement must have to close it. */
const CLOSED_OVERLAP = 0.6
const MAX_CITATIONS = 3

interface Known {
  memory: Memory
  words: Set<string>
  values: Set<string>
  negated: boolean
}

/**
 * Merges statements, oldest first. Later words win: a restatement takes the newer text and both citations; a statement that a later one
 * replaces gets `superseded`; an open action that was done gets `status` and `closed`. A human's statement is never changed by a machine's.
 */
export function mergeMemories(memories: readonly Memory[]): Memory[] {
  const ordered = splitChanged(memories.toSorted((a, b) => a.date.localeCompare(b.date)))
  const known: (Known | undefined)[] = []
  const index = new Map<string, number[]>()
  for (const memory of ordered) {
    const next = describe(memory)
    for (const at of candidates(index, next)) {
      const earlier = known[at]
      if (!earlier) continue
      if (earlier.memory.origin === 'human' && next.memory.origin !== 'human') continue
      if (isRestatement(earlier, next)) {
        next.memory = joined(earlier.memory, next.memory)
        known[at] = undefined
      } else if (closes(earlier, next)) {
        earlier.memory = {
          ...earlier.memory,
          status: 'done',
          closed: next.memory.date,
          citations: cited(earlier.memory, next.memory),
        }
      } else if (replaces(earlier, next)) {
        earlier.memory = { ...earlier.memory, superseded: next.memory.date }
        // The new state is found under the name of the old one.
        if (next.memory.origin === 'machine')
          next.memory = {
            ...next.memory,
            topics: earlier.memory.topics.slice(0, 1).concat(next.memory.topics).filter(isFirst).slice(0, 3),
          }
      }
    }
    for (const word of next.words) {
      const list = index.get(word)
      if (list) list.push(known.length)
      else index.set(word, [known.length])
    }
    known.push(next)
  }
  return known.flatMap((entry) => (entry ? [entry.memory] : []))
}

const isFirst = (topic: string, index: number, all: readonly string[]): boolean => all.indexOf(topic) === index

/** A stem differs from its words in the end, if at all. */
const STEM_CHARACTERS = 4

/** Takes the piece that a later statement changes out of a line that says other things too, so that it alone is marked. */
function splitChanged(ordered: readonly Memory[]): Memory[] {
  const result = [...ordered]
  for (const next of ordered) {
    const from = CHANGE.test(next.text) ? oldValueOf(next.text) : undefined
    if (!from || from.size === 0) continue
    const subject = new Set(terms(next.text).filter((term) => !isFlat(term) && !from.has(term)))
    for (const [at, earlier] of result.entries()) {
      if (earlier === next || earlier.date > next.date || earlier.origin === 'human' || !earlier.text.includes('; '))
        continue
      const lower = earlier.text.toLowerCase()
      if (![...from].every((term) => lower.includes(term.slice(0, STEM_CHARACTERS)))) continue
      const pieces = piecesOf(earlier)
      const index = pieces.findIndex(({ text }) => {
        const words = new Set(terms(text))
        return [...from].every((term) => words.has(term)) && [...subject].some((term) => words.has(term))
      })
      if (index < 0 || pieces.length < 2) continue
      const rest = pieces.map((_, piece) => piece).filter((piece) => piece !== index)
      result.splice(
        at,
        1,
        { ...earlier, text: joinPieces(earlier, pieces, rest) },
        { ...earlier, text: joinPieces(earlier, pieces, [index]) },
      )
      break
    }
  }
  return result
}

const NEGATION = /\b(?:not|never|no longer|no|without|nobody|nothing|stopped|quit)\b|n['’]t\b/i

function describe(memory: Memory): Known {
  const text = memory.text.replace(/\(\d{4}[^)]*\)/g, '')
  const words = new Set(terms(text).filter((term) => !isFlat(term)))
  return { memory, words, values: valuesOf(text), negated: NEGATION.test(text) }
}

const VALUE =
  /\b(?:\d[\d.,:/-]*\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december)\b/gi

/** Numbers, weekdays and months, and names within the sentence: what changes when a fact changes. */
function valuesOf(text: string): Set<string> {
  const values = new Set([...text.matchAll(VALUE)].flatMap(([value]) => terms(value)))
  for (const [name] of text.matchAll(/(?<=[\p{Ll}\d,] )\p{Lu}[\p{L}\d.+#-]*/gu))
    for (const term of terms(name)) values.add(term)
  return values
}

/** Earlier statements that share a word, those with rare words first; very common words bring none. */
function candidates(index: ReadonlyMap<string, number[]>, { words }: Known): number[] {
  const counts = new Map<number, number>()
  for (const word of words) {
    const list = index.get(word) ?? []
    for (const at of list.slice(-60)) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return [...counts].filter(([, shared]) => shared >= 2 || words.size <= 2).map(([at]) => at)
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): { shared: number; union: number } {
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return { shared, union: a.size + b.size - shared }
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((value) => b.has(value))

function isRestatement(earlier: Known, next: Known): boolean {
  const a = earlier.memory
  const b = next.memory
  if (a.origin === 'human' || b.origin === 'human') return a.text === b.text && a.origin === b.origin
  if (a.kind !== b.kind && (a.kind === 'action' || b.kind === 'action')) return false
  if (a.superseded !== undefined || a.status !== b.status || earlier.negated !== next.negated) return false
  const { shared, union } = overlap(earlier.words, next.words)
  return union > 0 && shared / union >= SAME_OVERLAP && sameSet(earlier.values, next.values)
}

function joined(earlier: Memory, next: Memory): Memory {
  return {
    ...next,
    topics: [...new Set([...earlier.topics, ...next.topics])].slice(0, 3),
    citations: cited(next, earlier),
  }
}

/** The citations of both, at most three, without doubles. */
function cited(first: Memory, second: Memory): Citation[] {
  const all = new Map<string, Citation>()
  for (const citation of [...first.citations, ...second.citations]) {
    all.set(`${citation.path}#${citation.turns?.join('-') ?? ''}`, citation)
  }
  return [...all.values()].slice(0, MAX_CITATIONS)
}

const DONE =
  /\b(?:done|finished|completed|fixed|sent|booked|paid|submitted|shipped|merged|deployed|renewed|ordered|cancel(?:l)?ed|called|emailed|bought|reviewed|updated|signed|scheduled|returned|published|released|wrote|written|closed|resolved|delivered|filed|registered|tested|added|removed|replaced|migrated|moved|installed|uploaded|handed)\b/i

function closes(earlier: Known, next: Known): boolean {
  const action = earlier.memory
  if (action.kind !== 'action' || action.status !== 'open') return false
  if (next.memory.kind === 'action' && next.memory.status !== 'done') return false
  if (next.negated || !DONE.test(next.memory.text)) return false
  if (/\b(?:will|going to|need|must|should|plan|want)\b/i.test(next.memory.text) && next.memory.status !== 'done')
    return false
  const verbless = new Set([...earlier.words].filter((word) => !VALUE_TERMS.has(word)))
  const { shared } = overlap(verbless, next.words)
  return verbless.size > 0 && shared >= Math.min(2, verbless.size) && shared / verbless.size >= CLOSED_OVERLAP
}

const VALUE_TERMS = new Set(
  terms(
    'user assistant remind remember todo need must have monday tuesday wednesday thursday friday saturday sunday tomorrow deadline due',
  ),
)

const CHANGE =
  /\b(?:(?:moved|moves|switched|switches|changed|migrated|rescheduled|postponed|renamed|replaced|upgraded|downgraded|raised|lowered|cut|increased|reduced|bumped)\b|no longer\b|instead of\b|from now on\b|not .{2,40} any ?more\b|now (?:is|uses?|runs?|costs?|lives?|works?|happens?)\b|(?:is|are) now\b|turned out\b|actually\b|correction\b|cancel(?:l)?ed\b|dropped\b|quit\b|stopped\b)/i
const STATE =
  /\b(?:is|are|uses?|using|costs?|runs?|lives?|works?|prefers?|starts?|ends?|due|scheduled|set to|happens?|takes? place|will|meets?|favou?rite|version|port|budget|deadline|goes? with)\b/i
const EVENT = /\b(?:last|yesterday|ago|once|this morning|went|scored|won|visited|met|bought|ran|saw|had)\b/i

/** Whether a later statement takes the earlier one's place: it says so, or it says the same with another value. */
function replaces(earlier: Known, next: Known): boolean {
  const a = earlier.memory
  if (a.superseded !== undefined || a.status === 'done' || a.status === 'dropped') return false
  if (a.origin === 'human' && next.memory.origin !== 'human') return false
  if (
    a.date === next.memory.date &&
    a.citations[0]?.path === next.memory.citations[0]?.path &&
    !CHANGE.test(next.memory.text)
  )
    return false
  const subject = new Set([...earlier.words].filter((word) => !earlier.values.has(word)))
  const { shared } = overlap(subject, next.words)
  if (shared < 1 || subject.size === 0) return false
  if (CHANGE.test(next.memory.text)) {
    const from = oldValueOf(next.memory.text)
    const names = from !== undefined && [...from].some((word) => earlier.words.has(word))
    return (
      shared / subject.size >= (names ? 0.4 : 0.6) &&
      (names || !sameSet(earlier.values, next.values)) &&
      !EVENT.test(a.text)
    )
  }
  const differs = earlier.values.size > 0 && next.values.size > 0 && !sameSet(earlier.values, next.values)
  const other = new Set([...next.words].filter((word) => !next.values.has(word)))
  return (
    differs && STATE.test(a.text) && STATE.test(next.memory.text) && !EVENT.test(a.text) && sameSubject(subject, other)
  )
}

const sameSubject = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const { shared, union } = overlap(a, b)
  return shared >= 1 && union > 0 && shared / union >= 0.8
}

/** The words of X in "from X to Y", "instead of X", "replaced X with Y". */
function oldValueOf(text: string): Set<string> | undefined {
  const match =
    /\b(?:from|instead of|no longer(?: uses?| using)?|replaced|dropped|stopped using|away from)\s+(.{2,40}?)(?=\s+(?:to|with|by|into|for)\b|[,;.]|$)/i.exec(
      text,
    )
  return match?.[1] === undefined ? undefined : new Set(terms(match[1]))
}
