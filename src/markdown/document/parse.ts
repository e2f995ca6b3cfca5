/** Text → document: whose each line is, and what a human took out. */
import * as z from 'zod'
import { MemError } from '../../errors.ts'
import { isDay } from '../calendar.ts'
import { parseFrontMatter } from '../front-matter.ts'
import { escapeInline, oneLine, plainInline } from '../inline.ts'
import { hasSource, lineHash, parseMemory } from '../items.ts'
import { type Block, splitBlocks } from './blocks.ts'
import { documentOfPath, documentTitle, kindOfHeading, lastDayOf, PERIOD_KEYS, SECTION_HEADINGS } from './levels.ts'
import type { DocumentSection, ParsedDocument } from './types.ts'

const hashes = z
  .string()
  .catch('')
  .transform((text) => text.split(/\s+/).filter((hash) => /^[a-z0-9]{4}$/.test(hash)))

/**
 * Reads a daily, weekly, monthly or ROOT file, also one that a human wrote from scratch. Every line whose hash is not in the front
 * matter's `lines` is a human's. `today` is the day of lines by hand in ROOT that tell none.
 * `MemError('damaged')` for front matter that is no YAML, and for a path that names no day, week or month.
 */
export function parseDocument(text: string, path: string, options: { today?: string } = {}): ParsedDocument {
  const place = documentOfPath(path)
  const { data, body } = readFront(text.replace(/\r\n/g, '\n'), path)
  const { kind: _kind, lines: written, removed, ...front } = data
  const periodKey = PERIOD_KEYS[place.level]
  if (periodKey) delete front[periodKey]
  const lines = body.split('\n')
  const ours = hashes.parse(written)
  const listed = new Set(ours)
  const hashOf = onceEach(lineHash)
  const blocks = splitBlocks(lines, (line) => hasSource(line) && listed.has(hashOf(line)))
  const reader = new BodyReader(lines, {
    ours: withoutDoubtful(ours, { blocks, hashOf }),
    hashOf,
    path,
    day: dayByHand(place, front, options.today),
  })
  for (const block of blocks) reader.add(block)
  const content = reader.content()
  const gone = ours.filter((hash) => !content.found.has(hash))
  return {
    ...place,
    title: content.title ?? documentTitle(place.level, place.period),
    front,
    intro: content.intro,
    pinned: content.pinned,
    sections: content.sections,
    removed: [...new Set([...hashes.parse(removed), ...gone])],
  }
}

type HashOf = (line: string) => string

/** A line is asked for several times on its way. */
function onceEach(hashOf: HashOf): HashOf {
  const known = new Map<string, string>()
  return (line) => {
    const hash = known.get(line) ?? hashOf(line)
    known.set(line, hash)
    return hash
  }
}

/**
 * Four characters are few: a line by hand may share them with one of ours. Where more lines bear a hash than were written, none
 * counts as ours, so that nothing by hand is overwritten.
 */
function withoutDoubtful(
  ours: readonly string[],
  { blocks, hashOf }: { blocks: readonly Block[]; hashOf: HashOf },
): Set<string> {
  const bearers = new Map<string, Set<string>>()
  for (const { text } of blocks.filter((block) => block.type === 'prose' || hasSource(block.text))) {
    const hash = hashOf(text)
    bearers.set(hash, (bearers.get(hash) ?? new Set()).add(text))
  }
  const written = new Map<string, number>()
  for (const hash of ours) written.set(hash, (written.get(hash) ?? 0) + 1)
  return new Set(ours.filter((hash) => (bearers.get(hash)?.size ?? 0) <= (written.get(hash) ?? 0)))
}

function readFront(text: string, path: string) {
  try {
    return parseFrontMatter(text)
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    throw new MemError(error.code, `${path}: ${error.message}`, error.hint, { cause: error })
  }
}

function dayByHand(
  { level, period }: ReturnType<typeof documentOfPath>,
  front: Record<string, unknown>,
  today: string | undefined,
): string {
  const updated = typeof front.updated === 'string' ? front.updated.slice(0, 10) : ''
  return lastDayOf(level, period) ?? today ?? (isDay(updated) ? updated : '1970-01-01')
}

const isPinned = (heading: string) => heading.toLowerCase() === 'pinned'

/** The four headings are known in any case. */
const known = (heading: string) =>
  Object.values(SECTION_HEADINGS).find((name) => name.toLowerCase() === heading.toLowerCase()) ?? heading

interface ReaderOptions {
  /** The hashes of the lines that a run wrote. */
  ours: ReadonlySet<string>
  hashOf: HashOf
  path: string
  day: string
}

/** Puts blocks into sections, in order. */
class BodyReader {
  readonly #lines: readonly string[]
  readonly #options: ReaderOptions
  readonly #sections: DocumentSection[] = []
  readonly #found = new Set<string>()
  readonly #intro: string[] = []
  readonly #pinned: { from: number; to: number }[] = []
  #title: string | undefined
  /** The section being read; `undefined` above the first heading until something stands there. */
  #section: DocumentSection | undefined
  #inPinned = false
  /** Those whose last kept block is a bullet that states nothing. */
  readonly #endInBullet = new Set<DocumentSection>()

  constructor(lines: readonly string[], options: ReaderOptions) {
    this.#lines = lines
    this.#options = options
  }

  add(block: Block): void {
    const range = this.#inPinned ? this.#pinned.at(-1) : undefined
    if (block.type === 'section') this.#open(block)
    else if (range) range.to = block.to
    else if (block.type === 'title' && this.#isOnTop() && this.#title === undefined) this.#title = block.text
    else if (block.type === 'prose' && this.#isIntro(block)) this.#intro.push(block.text)
    else if (block.type === 'bullet' || block.type === 'prose') this.#addItem(block)
    else this.#keep(this.#verbatim(block))
  }

  content() {
    const pinned = this.#pinned.map(({ from, to }) => this.#lines.slice(from, to).join('\n'))
    return {
      title: this.#title,
      intro: this.#intro.join('\n\n'),
      pinned: pinned
        .map(trimBlankLines)
        .filter((text) => text !== '')
        .join('\n\n'),
      sections: this.#sections,
      found: this.#found,
    }
  }

  #open(block: Block): void {
    const heading = known(oneLine(plainInline(block.text)))
    this.#inPinned = isPinned(heading)
    if (heading === '') this.#keep(`## ${block.text}`)
    else if (this.#inPinned) this.#pinned.push({ from: block.to, to: block.to })
    else this.#section = this.#sectionOf(heading, block.text)
  }

  /** Two sections of one name are read as one. */
  #sectionOf(heading: string, written: string): DocumentSection {
    const known = this.#sections.find((section) => section.heading.toLowerCase() === heading.toLowerCase())
    if (known) return known
    const byHand = heading !== '' && escapeInline(heading) !== written
    const section: DocumentSection = { heading, ...(byHand && { written }), items: [] }
    this.#sections.push(section)
    return section
  }

  /** Above the first heading. */
  #isOnTop = () => this.#pinned.length === 0 && this.#sections.every(({ heading }) => heading === '')

  #isIntro(block: Block): boolean {
    const hash = this.#options.hashOf(block.text)
    if (!this.#isOnTop() || !this.#options.ours.has(hash)) return false
    this.#found.add(hash)
    return true
  }

  #addItem(block: Block): void {
    const hash = this.#options.hashOf(block.text)
    const hand = block.type === 'prose' || !this.#options.ours.has(hash) || !hasSource(block.text)
    const heading = this.#current().heading
    const options = { fromPath: this.#options.path, kind: kindOfHeading(heading), date: this.#options.day }
    const memory = parseMemory(block.text, options)
    if (memory) {
      if (!hand) this.#found.add(hash)
      const byHand = hand || memory.citations.some(({ turns }) => !turns)
      this.#current().items.push({
        memory: { ...memory, origin: byHand ? 'human' : 'machine' },
        line: block.text,
        hand,
      })
    } else this.#keep(block.text, { isBullet: block.type === 'bullet' })
  }

  #current(): DocumentSection {
    this.#section ??= this.#sectionOf('', '')
    return this.#section
  }

  #verbatim = (block: Block) => (block.type === 'title' ? `# ${block.text}` : block.text)

  #keep(text: string, { isBullet = false } = {}): void {
    const section = this.#current()
    const item = section.items.at(-1)
    // Right below a statement, or a bullet that states nothing, indented code would be part of it; an empty comment is Markdown's way to
    // part them.
    const isBelow = (item !== undefined && item.after === undefined) || this.#endInBullet.has(section)
    const kept = isBelow && /^(?: {4}|\t)/.test(text) ? `<!-- -->\n\n${text}` : text
    if (item) item.after = join(item.after, kept)
    else section.lead = join(section.lead, kept)
    if (isBullet) this.#endInBullet.add(section)
    else this.#endInBullet.delete(section)
  }
}

const join = (above: string | undefined, text: string) => (above === undefined ? text : `${above}\n\n${text}`)

const trimBlankLines = (text: string) => text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
