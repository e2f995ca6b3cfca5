/** Memories ⇄ bullets: `- [x] Book the flights. #kyoto-trip ([7](../raw/2026-11-22-session-1.md#turn-7)) done 2026-11-22`. */
import { hash } from 'node:crypto'
import type { ActionStatus, Citation, Memory, MemoryKind } from '../memory/types.ts'
import { isDay } from './calendar.ts'
import { nameOf, parseLink, renderCitation } from './citation.ts'
import { escapeInline, oneLine, plainInline } from './inline.ts'

const HASH_SPACE = 36 ** 4

/**
 * Four characters `[a-z0-9]` that tell whether a line still is what this program wrote. White space does not count; everything
 * else does, a tick in a checkbox too: ticking it is the user's word.
 */
export function lineHash(line: string): string {
  const normalised = line.replace(/\s+/g, ' ').trim()
  const number = Number.parseInt(hash('sha256', normalised, 'hex').slice(0, 12), 16) % HASH_SPACE
  return number.toString(36).padStart(4, '0')
}

/** A topic as it is written behind `#`: lower-case letters and digits joined by `-`, at least one letter; '' where nothing is left. */
export function normalizeTopic(topic: string): string {
  const name = topic
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '')
  return name === '' || /\p{L}/u.test(name) ? name : `topic-${name}`
}

/**
 * One line without its line break, as it stands in the file `fromPath`: checkbox, statement, topics, citations (with the day where
 * the file and the first citation do not already tell it), state. The statement is escaped: it reads as what it says.
 */
export function renderMemory(memory: Memory, fromPath: string): string {
  const struck = memory.superseded !== undefined || memory.status === 'dropped'
  const topics = memory.topics.map(normalizeTopic).filter((topic) => topic !== '')
  const opening = struck || topics.length > 0 ? undefined : beforeNames(memory)
  const text = escapeInline(oneLine(opening ?? memory.text))
  return [
    memory.kind === 'action' ? `- [${memory.status === 'done' || memory.status === 'dropped' ? 'x' : ' '}]` : '-',
    struck ? `~~${text}~~` : text,
    ...new Set(topics.map((topic) => `#${topic}`)),
    ...renderSource(
      opening === undefined ? { ...memory, citations: memory.citations.map(unlabelled) } : memory,
      fromPath,
    ),
    ...renderState(memory),
  ].join(' ')
}

/** What a statement says before the names that its links bear: those are not said twice. `undefined` where it does not end with them. */
function beforeNames({ text, citations }: Memory): string | undefined {
  const ending = `: ${citations.map(({ label = '' }) => label).join(', ')}`
  const isAllNamed = citations.length > 0 && citations.every((citation) => isNamed(citation.label, citation))
  return isAllNamed && text.endsWith(ending) ? text.slice(0, 1 - ending.length) : undefined
}

/** Whether a link says something else than the file or the turns that it leads to. */
const isNamed = (label: string | undefined, { turns, path }: Citation): boolean =>
  label !== undefined && /\p{L}/u.test(label) && (turns !== undefined || label !== nameOf(path))

const unlabelled = ({ label: _, ...citation }: Citation): Citation => citation

function renderSource({ citations, date }: Memory, fromPath: string): string[] {
  const links = citations.map((citation) => renderCitation(citation, fromPath)).join(', ')
  // A statement with no source shows its day, so that a line of ours always ends its text with a parenthesis.
  const tellsDay = links === '' || impliedDay(citations, fromPath) !== date
  return [`(${[...(tellsDay ? [date] : []), ...(links === '' ? [] : [links])].join(' ')})`]
}

/** The day that a reader takes a line for: that of the daily file it stands in, else that of the first file it cites. */
function impliedDay(citations: readonly Citation[], fromPath: string): string | undefined {
  const name = fromPath.startsWith('daily/') ? fromPath : citations[0]?.path
  const day = /^(?:daily|raw)\/(\d{4}-\d{2}-\d{2})/.exec(name ?? '')?.[1]
  return day !== undefined && isDay(day) ? day : undefined
}

function renderState({ kind, status, closed, superseded }: Memory): string[] {
  const states: string[] = []
  if (kind === 'action' && (status === 'dropped' || (status === 'done' && closed))) {
    states.push(closed ? `${status} ${closed}` : status)
  }
  if (superseded !== undefined) states.push(`superseded ${superseded}`)
  return states.length > 0 ? [states.join(', ')] : []
}

const MARKER = /^[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/
const QUOTE = /^[ \t]*(?:>[ \t]?)+/
const CHECKBOX = /^\[([ xX-])\](?:[ \t]+|$)/
const CLOSED = / (done|dropped)(?: (\d{4}-\d{2}-\d{2}))?$/
const SUPERSEDED = /,? superseded (\d{4}-\d{2}-\d{2})$/
const SOURCE = /(?:^| )\((?:(\d{4}-\d{2}-\d{2})(?: |(?=\))))?((?:\[[^[\]]*\]\([^()\s]+\)(?:, ?|(?=\))))*)\)$/
const LINK = /\[([^[\]]*)\]\(([^()\s]+)\)/g
const TOPIC = /^(?=[\p{N}\p{M}-]*\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u
const HAND_TOPIC = /(?<=^| )#(?=[\p{N}\p{M}-]*\p{L})([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_/-]*[\p{L}\p{M}\p{N}])?)/gu

interface ParseOptions {
  /** The file that the line stands in. */
  fromPath: string
  /** What a line without a checkbox is: the section tells. */
  kind: MemoryKind
  /** The day of a statement that tells none. */
  date: string
}

/**
 * The memory that a bullet or a paragraph states: written by {@link renderMemory} (the round trip is exact for one-line text) or by
 * hand, with any marker, further lines and Markdown in it. `undefined` where it says nothing. `origin` is `human`: only the
 * document knows what a run wrote.
 */
export function parseMemory(line: string, options: ParseOptions): Memory | undefined {
  const bare = line.replace(MARKER, '')
  const box = CHECKBOX.exec(bare)?.[1]
  const tails = bare
    .replace(CHECKBOX, '')
    .split('\n')
    .map((part) => parseTail(part, options.fromPath))
  const markdown = joinLines(tails.map(({ rest }) => rest)).replace(QUOTE, '')
  const struck = /^~~(.+)~~$/.exec(markdown)
  const text = oneLine(plainInline(struck?.[1] ?? markdown))
  if (text === '') return undefined
  const citations = tails.flatMap((tail) => tail.citations)
  const state: State = Object.assign({}, ...tails.map((tail) => tail.state))
  return {
    kind: box === undefined ? options.kind : 'action',
    text,
    topics: [...new Set(tails.flatMap(({ topics }) => topics))],
    date: tails.find(({ date }) => date)?.date ?? impliedDay(citations, options.fromPath) ?? options.date,
    citations,
    ...lifeOf(state, { box, struck: struck !== null, ...options }),
    origin: 'human',
  }
}

/** Nested bullets of a hand-written item are read as parts of one statement. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (line.trim() === '') return text
    return MARKER.test(line) ? `${text}; ${line.replace(MARKER, '')}` : `${text} ${line.replace(QUOTE, '').trim()}`
  })
}

interface State {
  status?: 'done' | 'dropped'
  closed?: string
  superseded?: string
}

interface Tail {
  /** The line without what follows its statement. */
  rest: string
  topics: string[]
  citations: Citation[]
  date?: string
  state: State
}

/**
 * Takes a line apart from its end: state, source, topics. Every line that this program writes has a source, so only a line with one
 * is taken apart; in any other the last words belong to the sentence.
 */
function parseTail(line: string, fromPath: string): Tail {
  const { rest, state } = splitState(line.trimEnd())
  const source = splitSource(rest, fromPath)
  if (!source) return { ...topicsByHand(line.trimEnd()), citations: [], state: {} }
  return { ...source, ...splitTopics(source.rest), state }
}

/** True for a line that ends as every line of {@link renderMemory} does; hardly any line by hand does. */
export function hasSource(line: string): boolean {
  return SOURCE.test(splitState(line.trimEnd()).rest)
}

function splitState(line: string): { rest: string; state: State } {
  const superseded = SUPERSEDED.exec(line)
  const stated = superseded ? line.slice(0, superseded.index) : line
  const closed = CLOSED.exec(stated)
  const status = closed?.[1] === 'done' ? 'done' : 'dropped'
  return {
    rest: closed ? stated.slice(0, closed.index) : stated,
    state: {
      ...(closed && { status }),
      ...(closed?.[2] && { closed: closed[2] }),
      ...(superseded?.[1] && { superseded: superseded[1] }),
    },
  }
}

function splitSource(line: string, fromPath: string): Pick<Tail, 'rest' | 'citations' | 'date'> | undefined {
  const source = SOURCE.exec(line)
  if (!source) return undefined
  const [, date, links = ''] = source
  const rest = line.slice(0, source.index)
  const found = [...links.matchAll(LINK)].map(([, label = '', target = '']) => ({
    label,
    citation: parseLink({ label, target }, fromPath),
  }))
  const known = found.flatMap(({ label, citation }) => (citation ? [{ label, citation }] : []))
  // A parenthesis with any other link in it is part of what was said.
  if (known.length < found.length || (!date && known.length === 0) || (date && !isDay(date))) return undefined
  const named = rest.endsWith(':') && known.length > 0 && known.every(({ label, citation }) => isNamed(label, citation))
  return {
    // "Also:" says what its links are called.
    rest: named ? `${rest} ${known.map(({ label }) => label).join(', ')}` : rest,
    citations: known.map(({ label, citation }) => (named ? { ...citation, label: plainInline(label) } : citation)),
    ...(date && { date }),
  }
}

function splitTopics(line: string): Pick<Tail, 'rest' | 'topics'> {
  const topics: string[] = []
  let rest = line
  for (let at = rest.lastIndexOf(' #'); at !== -1; at = rest.lastIndexOf(' #')) {
    const topic = rest.slice(at + 2)
    if (!TOPIC.test(topic)) break
    topics.unshift(topic)
    rest = rest.slice(0, at)
  }
  return { rest, topics: topics.map(normalizeTopic) }
}

/** Hashtags anywhere are topics; they leave the text only where they follow a finished sentence. */
function topicsByHand(line: string): Pick<Tail, 'rest' | 'topics'> {
  const topics = [...line.matchAll(HAND_TOPIC)].map(([, topic = '']) => normalizeTopic(topic))
  const { rest } = splitTopics(line)
  return { rest: /[.!?…。！？:;)"”’]$/.test(rest) ? rest : line, topics }
}

interface Signs {
  kind: MemoryKind
  date: string
  /** What stands in the checkbox. */
  box: string | undefined
  struck: boolean
}

/** What has become of a statement, from its state or, in a line by hand, from the checkbox and from being struck through. */
function lifeOf(state: State, { kind, date, box, struck }: Signs): Pick<Memory, 'status' | 'closed' | 'superseded'> {
  if (box === undefined && kind !== 'action') {
    const superseded = struck ? (state.superseded ?? date) : undefined
    return superseded ? { superseded } : {}
  }
  const status = actionStatus(state, { box, struck })
  return {
    status,
    ...(status !== 'open' && state.closed && { closed: state.closed }),
    ...(struck && state.superseded && { superseded: state.superseded }),
  }
}

function actionStatus(state: State, { box, struck }: Pick<Signs, 'box' | 'struck'>): ActionStatus {
  if (box === '-' || (struck && (state.status === 'dropped' || state.superseded === undefined))) return 'dropped'
  return box === 'x' || box === 'X' ? 'done' : 'open'
}
