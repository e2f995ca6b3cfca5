/** Finds out whether a text is a dialogue: lines that name who speaks, told from lines that merely begin with a word and a colon. */
import type { Role } from '../memory/types.ts'
import { Fences, knownRole, type Label, labelOf } from './labels.ts'
import { isExportedTime } from './time.ts'

/** Who speaks in a dialogue, by label as written; a label that is not here is text. */
export type Speakers = ReadonlyMap<string, Role>

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

export interface LabelsFound {
  labels: readonly Label[]
  /** How many lines begin a label or a paragraph. */
  starts: number
}

/** The labels of (the beginning of) a text, but for those in code. */
export function findLabels(text: string): LabelsFound {
  const fences = new Fences()
  const labels: Label[] = []
  let starts = 0
  let afterBlank = true
  for (const line of text.split('\n')) {
    const covered = fences.covers(line)
    const label = covered ? undefined : labelOf(line)
    if (label) labels.push(label)
    if (label || (afterBlank && !covered && line.trim() !== '')) starts += 1
    afterBlank = line.trim() === ''
  }
  return { labels, starts }
}

/** The speakers of a dialogue; none where the text is no dialogue. */
export const speakersIn = (found: LabelsFound): Speakers => rolesIn(found.labels) ?? namesIn(found) ?? new Map()

/** The speakers of a text that is a dialogue because its user says so: whoever a label names. */
export function speakersAsked({ labels }: LabelsFound): Speakers {
  const names = new Set(labels.map(({ name }) => name).filter((name) => name.split(/\s+/).length <= MOST_WORDS))
  const likely = [...names].filter((name) => knownRole(name) || !isNoteWord(name))
  return new Map((likely.length > 0 ? likely : [...names]).map((name) => [name, knownRole(name) ?? 'user']))
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

/** Names: at least two, that recur (or all have a time, or talk to each other), say sentences and begin most paragraphs. */
function namesIn({ labels, starts }: LabelsFound): Speakers | undefined {
  const spoken = labels.filter(isSpoken)
  const names = new Set(spoken.map(({ name }) => name))
  const timed = spoken.length >= 2 && spoken.every(({ time }) => time !== undefined)
  const sentences = spoken.filter(({ style, rest }) => style === 'alone' || isSentence(rest)).length
  const covered = spoken.length >= starts * 0.5
  const isExport = timed && spoken.every(({ time }) => isExportedTime(time))
  if (names.size < 2 || !covered || (sentences < spoken.length * 0.4 && !isExport)) return undefined
  if (!(timed || recurs(spoken, names) || (spoken.length === starts && isTalk(spoken)))) return undefined
  return new Map([...names].map((name) => [name, knownRole(name) ?? 'user']))
}

/** Names are headings of a note, where they are headings. */
const isSpoken = ({ name, time, style }: Label): boolean =>
  style !== 'heading' && (isName(name) || (time !== undefined && /^[~+]/.test(name)))

function recurs(spoken: readonly Label[], names: ReadonlySet<string>): boolean {
  const alternates = spoken.some((label, i) => i > 0 && spoken[i - 1]?.name !== label.name)
  const least = spoken.every(({ style }) => style === 'line') ? 1 : names.size
  return spoken.length >= names.size + least && alternates && names.size <= Math.max(2, spoken.length / 1.5)
}

/** Few lines, each by another person: whole sentences, or words that people say to each other. */
function isTalk(spoken: readonly Label[]): boolean {
  if (spoken.length > 4 || spoken.some(({ style, rest }) => style !== 'line' || !isSentence(rest))) return false
  const addressed = spoken.filter(({ rest }) => TALK.test(rest)).length
  return addressed * 2 >= spoken.length || spoken.every(({ rest }) => WHOLE_SENTENCE.test(rest))
}

const TALK =
  /(?<![\p{L}])(?:I|I['’]m|you|we|my|your|our|me|us|yes|no|ok|okay|thanks|thank|hi|hello|hey|ich|du|wir|mir|dir|ja|nein|danke|hallo|je|j['’]ai|tu|nous|vous|oui|non|merci|yo|tú|nosotros|gracias|sí|hola|io|noi|grazie|ciao|eu|nós|você|obrigad[oa]|ik|wij|jij|dank|я|мы|ты|вы|да|нет|спасибо)(?![\p{L}])|[?？]|[我你您们私僕]|です|ます|[요죠]\p{P}/iu
const WHOLE_SENTENCE = /^["“'‘(]?[\p{Lu}\p{Lo}\p{N}].*[.!?…。！？]["”'’)]?$/u

const MOST_WORDS = 4

const isNoteWord = (name: string): boolean =>
  NOT_SPEAKERS.has(name.toLowerCase()) || NOT_SPEAKERS.has(name.split(/\s+/)[0]?.toLowerCase() ?? '')

/** Short, capitalised like a name (or in a script without capitals), and no word that begins notes. */
function isName(name: string): boolean {
  if (knownRole(name)) return true
  const words = name.split(/\s+/)
  if (words.length > MOST_WORDS || isNoteWord(name)) return false
  return words.every((word) => /^[\p{Lu}\p{Lt}\p{Lo}\p{N}(]/u.test(word)) && /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(name)
}

/** Three words, or an end like a sentence's, or a script that does not space its words. */
const isSentence = (text: string) =>
  /\S+\s+\S+\s+\S/.test(text) || /[.!?…。！？]["')\]]*$/.test(text) || /[\u3040-\u30ff\u4e00-\u9fff]{4}/.test(text)
