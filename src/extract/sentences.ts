/** Text of a turn → the sentences a person would read aloud: code, tables and quotes are left out; URLs and abbreviations stay whole. */

/** What a sentence ends with; a closing quote or bracket may follow. */
const END = /([.!?…]+["'”’)\]]*|[。！？]+[」』”]*)(?=\s|$)|[。！？]+[」』”]*|\n+/gu

const ABBREVIATIONS = new Set(
  `mr mrs ms dr prof sr jr st vs etc eg ie approx est inc ltd co corp no nr vol fig ca cf al dept gen col sgt jan feb mar apr jun jul
  aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m e.g i.e u.s u.k u.s.a e.u d.c ph.d b.a m.a b.sc m.sc p.s min max`.split(
    /\s+/,
  ),
)

export interface Sentence {
  /** On one line, without list mark and Markdown emphasis. */
  text: string
  /** Where it came from: running text, a list item (with its box, if it has one) or a caption of an image. */
  form: 'prose' | 'item' | 'ticked' | 'unticked' | 'caption'
}

/** The sentences of a turn, in order. */
export function splitSentences(text: string): Sentence[] {
  const found: Sentence[] = []
  for (const block of proseBlocks(text)) {
    const { form, body } = readListMark(block)
    for (const part of splitProse(body)) found.push({ text: part, form })
  }
  for (const caption of captions(text)) found.push({ text: caption, form: 'caption' })
  return found
}

const IMAGE = /\[(?:shared )?image:\s*([^\]]*)\]/gi

const captions = (text: string): string[] =>
  [...text.matchAll(IMAGE)]
    .map(([, caption]) => (caption ?? '').replace(/\s+/g, ' ').trim())
    .filter((caption) => caption !== '')

/** Lines and paragraphs outside code fences, without headings, tables, quotes, rules, tags and placeholders. */
function proseBlocks(text: string): string[] {
  const blocks: string[] = []
  let fence: string | undefined
  let paragraph = ''
  const flush = () => {
    if (paragraph) blocks.push(paragraph)
    paragraph = ''
  }
  for (const line of text.replace(IMAGE, ' ').split(/\r\n|\r|\n/)) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
    if (fence !== undefined) {
      if (mark === fence) fence = undefined
      continue
    }
    if (mark !== undefined) {
      flush()
      fence = mark
    } else if (isNotProse(line)) flush()
    else if (/^\s*(?:[-*+•]|\d{1,3}[.)])\s+/.test(line)) {
      flush()
      paragraph = line.trim()
    } else paragraph = paragraph ? `${paragraph} ${line.trim()}` : line.trim()
  }
  flush()
  return blocks
}

const isNotProse = (line: string): boolean =>
  line.trim() === '' ||
  /^\s*(?:#{1,6}\s|\||>|<\/?[a-z!][^>]*>\s*$|[-=*_]{3,}\s*$)/i.test(line) ||
  /^(?: {4,}|\t)\S/.test(line) ||
  looksLikeCode(line)

/** Shell prompts, stack frames, diffs, assignments and lines that are mostly punctuation. */
function looksLikeCode(line: string): boolean {
  const text = line.trim()
  if (
    /^(?:[$%>]\s|at \S+ ?\(|[+-]{1,3}\s*[\w.]+\s*[=({]|import |export |const |let |def |class |function |return |#!)/.test(
      text,
    )
  )
    return true
  if (/[;{}]$/.test(text) && /[=(){}]/.test(text)) return true
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return text.length > 12 && letters < text.replace(/\s/g, '').length * 0.5
}

function readListMark(block: string): { form: Sentence['form']; body: string } {
  const box = /^(?:[-*+•]|\d{1,3}[.)])\s+\[([ xX])\]\s+(.*)$/s.exec(block)
  if (box) return { form: box[1] === ' ' ? 'unticked' : 'ticked', body: box[2] ?? '' }
  const item = /^(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/s.exec(block)
  return item ? { form: 'item', body: item[1] ?? '' } : { form: 'prose', body: block }
}

function splitProse(body: string): string[] {
  const text = plain(body)
  const parts: string[] = []
  let start = 0
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (!endsSentence(text, { start, at: match.index, end })) continue
    parts.push(text.slice(start, end))
    start = end
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}]/u.test(part))
}

/** Without emphasis, link targets and inner tags; code spans keep their text and their marks. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()

function endsSentence(text: string, { start, at, end }: { start: number; at: number; end: number }): boolean {
  const mark = text.slice(at, end)
  if (insideCodeSpan(text, start, at)) return false
  if (!mark.startsWith('.') || mark.length > 1) return !(/^…|^\.\.+/.test(mark) && /^\s*\p{Ll}/u.test(text.slice(end)))
  const before = text.slice(start, at)
  if (/(?:^|\s)\d{1,2}$/.test(before) && DAY_OF_MONTH.test(text.slice(end))) return false
  const word = /(?:^|[\s(“"])([\p{L}.]+)$/u.exec(before)?.[1]?.toLowerCase()
  if (
    word !== undefined &&
    (ABBREVIATIONS.has(word) || /^(?:\p{L}\.)*\p{L}$/u.test(word)) &&
    !/^\s*$/.test(text.slice(end))
  ) {
    return word === 'i' || (/^(?:etc|a\.m|p\.m)$/.test(word) && /^\s+\p{Lu}/u.test(text.slice(end)))
  }
  return !/^\d{1,3}$/.test(before.trim())
}

/** `am 15. Dezember`, `3. května`: many languages write ordinals with a point. */
const DAY_OF_MONTH =
  /^\s+(?:\p{Ll}|(?:Jan(?:uar|uary)?|Feb(?:ruar|ruary)?|März|March|April|Mai|May|Jun[ie]|Jul[iy]|Aug(?:ust)?|Sept(?:ember)?|Okt(?:ober)?|October|Nov(?:ember)?|Dez(?:ember)?|December)\b)/u

const insideCodeSpan = (text: string, start: number, at: number): boolean =>
  (text.slice(start, at).match(/`/g)?.length ?? 0) % 2 === 1 && text.indexOf('`', at) >= 0
