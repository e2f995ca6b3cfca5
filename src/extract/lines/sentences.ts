/** Text of a turn → the sentences a person would read aloud; URLs, abbreviations, ordinals and code spans stay whole. */
import { type Block, IMAGE, proseBlocks } from './blocks.ts'
import { markPasted } from './pasted.ts'
import { quotedSpans, type Span } from './quotes.ts'

export interface Sentence {
  /** On one line, without list mark and Markdown emphasis. */
  text: string
  /** Where it came from: running text, a list item (with its box, if it has one) or a caption of an image. */
  form: Block['form'] | 'caption'
  /** For list items: the list, what introduces it, and what the item calls itself (`Gora Kadan – luxury`: `Gora Kadan`). */
  list?: NonNullable<Block['list']> & { label?: string }
  /** See `Block.letter`. */
  letter?: true
  /** See `Block.pasted`. */
  pasted?: true
}

/** The sentences of a turn, in order; captions last. */
export const splitSentences = (text: string): Sentence[] => sentencesOf(text, proseBlocks(text))

/** The same, with those marked that the turn only carries. */
export const sentencesWithPasted = (text: string): Sentence[] => sentencesOf(text, markPasted(proseBlocks(text)))

function sentencesOf(text: string, blocks: readonly Block[]): Sentence[] {
  const found: Sentence[] = []
  for (const block of blocks) {
    const label = block.list && labelOf(block.text)
    for (const [index, part] of splitProse(block.text).entries()) {
      const list = block.list && { ...block.list, ...(label === undefined || index > 0 ? {} : { label }) }
      const { letter, pasted } = block
      found.push({
        text: part,
        form: block.form,
        ...(list && { list }),
        ...(letter && { letter }),
        ...(pasted && { pasted }),
      })
    }
  }
  for (const caption of captions(text)) found.push({ text: caption, form: 'caption' })
  return found
}

/** What a list item calls itself: its bold words, or what stands before its colon or dash. */
function labelOf(item: string): string | undefined {
  const bold = /^(?:\*\*|__)(.+?):?(?:\*\*|__)/.exec(item)?.[1]
  const label = bold ?? /^([^:.!?]{2,60}?)(?:: | [–—-] )/.exec(plain(item))?.[1]
  return label === undefined ? undefined : plain(label).replace(/[:\s]+$/, '')
}

const captions = (text: string): string[] =>
  [...text.matchAll(IMAGE)]
    .map(([, caption]) => (caption ?? '').replace(/\s+/g, ' ').trim())
    .filter((caption) => caption !== '')

/** What a sentence ends with; a closing quote or bracket may follow. */
const END = /([.!?…]+["'”’)\]]*|[。！？]+[」』”]*)(?=\s|$)|[。！？]+[」』”]*|\n+/gu

function splitProse(body: string): string[] {
  const text = plain(body)
  const parts: string[] = []
  const quotes = quotedSpans(text)
  let start = 0
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (endsWithin(quotes, { text, at: match.index, end }) || !endsSentence(text, { start, at: match.index, end }))
      continue
    parts.push(text.slice(start, end))
    start = end
  }
  parts.push(text.slice(start))
  return withCorrections(parts.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}]/u.test(part)))
}

/** Whether the sentence goes on: within a quotation, and behind one that stands in it (`"We won." said Ben`). */
const endsWithin = (quotes: readonly Span[], { text, at, end }: { text: string; at: number; end: number }): boolean =>
  quotes.some(({ from, to }) => from < at && at < to && (end < to || /^\s+\p{Ll}/u.test(text.slice(end))))

/** "Sorry, I mean Wednesday": takes back what was just said. */
const CORRECTS =
  /^(?:(?:sorry|no|nope|oops|wait|hold on|hmm?)\b[, –-]*)+(?:i (?:mean|meant)|make (?:it|that)|not |wait|rather|it['’]s)|^(?:i (?:mean|meant)\b|correction\b|scratch that)/i

/** A correction stays with what it corrects: apart, the wrong half would live on by itself. */
const withCorrections = (sentences: readonly string[]): string[] =>
  sentences.reduce<string[]>((joined, sentence) => {
    const last = joined.at(-1)
    if (last === undefined || !CORRECTS.test(sentence)) joined.push(sentence)
    else
      joined[joined.length - 1] =
        `${last.replace(/[.!]+$/, '')} – ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    return joined
  }, [])

/** Without emphasis, link targets and inner tags; code spans keep their text and their marks. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const ABBREVIATIONS = new Set(
  `mr mrs ms dr prof sr jr st vs etc eg ie approx est inc ltd co corp no nr vol fig ca cf al dept gen col sgt jan feb mar apr jun jul
  aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m e.g i.e u.s u.k u.s.a e.u d.c ph.d b.a m.a b.sc m.sc p.s min max
  z.b d.h u.a bzw usw ggf evtl inkl zzgl ca str tel abs sog hr fr sra ud uds av avda art pág m.me mme mlle`.split(
    /\s+/,
  ),
)

function endsSentence(text: string, { start, at, end }: { start: number; at: number; end: number }): boolean {
  const mark = text.slice(at, end)
  if (insideCodeSpan(text, start, at)) return false
  if (!mark.startsWith('.') || mark.length > 1) return !(/^…|^\.\.+/.test(mark) && /^\s*\p{Ll}/u.test(text.slice(end)))
  const before = text.slice(start, at)
  const after = text.slice(end)
  if (/(?:^|\s)\d{1,2}$/.test(before) && (GOES_ON.test(after) || ORDINAL.test(before)) && after.trim() !== '')
    return false
  const word = /(?:^|[\s(“"])([\p{L}.]+)$/u.exec(before)?.[1]?.toLowerCase()
  if (word !== undefined && (ABBREVIATIONS.has(word) || /^(?:\p{L}\.)*\p{L}$/u.test(word)) && after.trim() !== '') {
    return word === 'i' || (/^(?:etc|a\.m|p\.m)$/.test(word) && /^\s+\p{Lu}/u.test(after))
  }
  return !/^\d{1,3}$/.test(before.trim())
}

/** `am 15. Dezember`, `3. května`: many languages write ordinals with a point. */
const GOES_ON =
  /^\s+(?:\p{Ll}|(?:Jan(?:uar|uary)?|Feb(?:ruar|ruary)?|März|March|April|Mai|May|Jun[ie]|Jul[iy]|Aug(?:ust)?|Sept(?:ember)?|Okt(?:ober)?|October|Nov(?:ember)?|Dez(?:ember)?|December)\b)/u

/** `im 3. Stock`, `der 2. Versuch`: behind a German article a number with a point is an ordinal. */
const ORDINAL =
  /(?:^|\s)(?:am|im|zum|zur|vom|beim|der|die|das|den|dem|des|ein|eine|einen|mein|meine|unser|unsere|bis|ab|seit) \d{1,2}$/i

const insideCodeSpan = (text: string, start: number, at: number): boolean =>
  (text.slice(start, at).match(/`/g)?.length ?? 0) % 2 === 1 && text.indexOf('`', at) >= 0
