/** Text of a turn → its paragraphs and list items: code, tables, quotes, rules and tags are left out; what introduces a list is kept with its items. */

export interface Block {
  /** On one or more lines, without its list mark. */
  text: string
  form: 'prose' | 'item' | 'ticked' | 'unticked'
  /** For list items: which list of the turn it belongs to, from 0, and what stands before that list (`Open points`, `Kyoto (April 7–11)`). */
  list?: { index: number; lead?: string }
  /** Whether it is part of a text that was written for somebody to send: `Dear Ms. Brandt, …`. */
  letter?: true
  /** Whether the message only carries it: see `pasted.ts`. */
  pasted?: true
}

/** A caption as chat exports write it. */
export const IMAGE = /\[(?:shared )?image:\s*([^\]]*)\]/gi

interface Reading {
  blocks: Block[]
  open: Block | undefined
  /** Whether the line before was as long as lines are that an editor wrapped. */
  wrapped: boolean
  fence: string | undefined
  lists: number
  inList: boolean
  lead: string | undefined
  letter: 'no' | 'body' | 'signature'
}

const LIST_MARK = /^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/
const HEADING = /^\s*(?:#{1,6}\s+(.+?)|(?:\*\*|__)([^*_]+)(?:\*\*|__):?)\s*#*\s*$/
const WRAPPED_CHARACTERS = 60

/** The blocks of prose in a text, in order. */
export function proseBlocks(text: string): Block[] {
  const reading: Reading = {
    blocks: [],
    open: undefined,
    wrapped: false,
    fence: undefined,
    lists: 0,
    inList: false,
    lead: undefined,
    letter: 'no',
  }
  for (const line of text.replace(IMAGE, ' ').split(/\r\n|\r|\n/)) readLine(reading, line)
  flush(reading)
  return reading.blocks
}

function readLine(reading: Reading, line: string): void {
  const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
  if (reading.fence !== undefined) {
    if (mark === reading.fence) reading.fence = undefined
    return
  }
  if (mark !== undefined) {
    flush(reading)
    reading.fence = mark
    return
  }
  const heading = HEADING.exec(line)
  if (heading) {
    flush(reading)
    endList(reading)
    reading.lead = heading[1] ?? heading[2]
  } else if (isNotProse(line)) flush(reading)
  else readProse(reading, line)
}

function readProse(reading: Reading, line: string): void {
  const item = LIST_MARK.exec(line)
  const { open } = reading
  if (item) {
    flush(reading)
    if (!reading.inList) beginList(reading)
    const form = item[2] === undefined ? 'item' : item[2] === ' ' ? 'unticked' : 'ticked'
    reading.open = {
      text: item[3] ?? '',
      form,
      list: { index: reading.lists - 1, ...(reading.lead === undefined ? {} : { lead: reading.lead }) },
    }
  } else if (open !== undefined && continues(open, { line, wrapped: reading.wrapped })) {
    open.text = `${open.text} ${line.trim()}`
  } else {
    flush(reading)
    endList(reading)
    reading.open = { text: line.trim(), form: 'prose' }
  }
  reading.wrapped = line.length >= WRAPPED_CHARACTERS
}

/** A line goes on with the one before it where that was wrapped; under a list item it has to be indented, as people write it. */
const continues = (open: Block, { line, wrapped }: { line: string; wrapped: boolean }): boolean =>
  open.list === undefined ? wrapped || /^\p{Ll}/u.test(line.trim()) : /^\s/.test(line)

function beginList(reading: Reading): void {
  const before = reading.blocks.at(-1)?.text
  if (before !== undefined && /:\W*$/.test(before)) reading.lead = before.replace(/\W+$/, '')
  reading.lists++
  reading.inList = true
}

const endList = (reading: Reading): void => {
  reading.lead = undefined
  reading.inList = false
}

function flush(reading: Reading): void {
  if (reading.open !== undefined && reading.open.text !== '') close(reading, reading.open)
  reading.open = undefined
  reading.wrapped = false
}

function close(reading: Reading, block: Block): void {
  const before = reading.blocks.at(-1)
  const isOpened = SALUTATION.test(block.text) && (before !== undefined || FORMAL.test(block.text))
  if (isOpened || (before && ANNOUNCES_DRAFT.test(before.text))) reading.letter = 'body'
  const isDraft = QUOTED_DRAFT.test(block.text)
  reading.blocks.push(reading.letter === 'no' && !isDraft ? block : { ...block, letter: true })
  // The name stands below the good wishes, and what comes then is said again.
  if (reading.letter === 'signature') reading.letter = 'no'
  else if (reading.letter === 'body' && SIGN_OFF.test(block.text))
    reading.letter = SIGNED.test(block.text) ? 'no' : 'signature'
}

/** Nobody greets an assistant like this. */
const FORMAL =
  /^["“„]?(?:dear|sehr geehrte[rs]?|estimad[oa]s?|cher|chère|gentile)\b(?! (?:claude|chatgpt|gpt|gemini|assistant|ai|copilot)\b)/i
/** A letter begins with these on a line of their own, behind what introduces it. */
const SALUTATION =
  /^(?:(?:subject|betreff|asunto|objet|oggetto) ?:|["“„]?(?:dear|hi|hello|hey|hallo|liebe[rs]?|sehr geehrte[rs]?|guten tag|hola|estimad[oa]|querid[oa]|bonjour|cher|chère|ciao|caro|cara)\b[^.!?:]{0,40},$)/i
const ANNOUNCES_DRAFT = /\b(?:draft|entwurf|borrador|brouillon|bozza)\b[^.!?:]{0,40}:\W*$/i
const QUOTED_DRAFT = /^(?:new |second |shorter )?(?:draft|entwurf)\b[^.!?:"“„]{0,30}: ?["“„]/i
/** The name stands behind the good wishes. */
const SIGNED = /, \p{Lu}\p{L}+\W*$/u
const SIGN_OFF =
  /^(?:with |my )?(?:best|kind|warm|many|all the best|yours|love|warmly|cheers|sincerely|regards|mit (?:freundlichen|besten|lieben)|(?:viele|liebe|beste|freundliche) grüße|saludos|un saludo|cordialement|cordiali)\b[^.!?]{0,40},?(?: \p{Lu}[^.!?]{0,40})?$/iu

/** "ERROR 2026-06-10 …", "[02:14:05] INFO …", "2026-06-10T02:14:05Z app: …", "[10/06/2026, 10:03] Tina: …": written by a program. */
const LOG_LINE =
  /^\s*(?:\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\]?(?::|\s+(?:\[|\d{4}-|\p{Ll}))|\[?\d{4}-\d\d-\d\d[T ,]+\d\d:\d\d:\d\d|\[\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d|\[\d\d:\d\d:\d\d\]|\[\d\d:\d\d\] \p{Lu}\p{L}+:|\d\d:\d\d:\d\d[.,\s]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d )/u

const isNotProse = (line: string): boolean =>
  line.trim() === '' ||
  LOG_LINE.test(line) ||
  /^\s*(?:\||>|<\/?[a-z!][^>]*>\s*$|[-=*_]{3,}\s*$)/i.test(line) ||
  (/^(?: {4,}|\t)\S/.test(line) && !LIST_MARK.test(line)) ||
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
