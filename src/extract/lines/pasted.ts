/**
 * Text that a message only carries: a mail to translate, a log to explain, a part to play. "I" in it is nobody who speaks here, so nothing in
 * it is a statement of who sent it.
 */
import type { Block } from './blocks.ts'

const KINDS =
  '(?:texts?|e-?mails?|mails?|messages?|letters?|paragraphs?|sentences?|cv|résumé|resume|essays?|posts?|tweets?|logs?|errors?|stack ?traces?|outputs?|comments?|contracts?|articles?|passages?|excerpts?|documents?|stor(?:y|ies)|poems?|lyrics|transcripts?|chats?|conversations?|threads?|reviews?|abstracts?|drafts?|bios?|captions?|quotes?|speech(?:es)?|diar(?:y|ies)|reports?|tickets?|grammar|spelling|wording)'
const ON_TEXT =
  '(?:translate|summari[sz]e|proofread|proof-read|paraphrase|rephrase|reword|rewrite|shorten|polish|edit|correct|fix|improve|review|explain|interpret|analy[sz]e|check|format|reply to|respond to|answer)'
/** What is done with a text alone: "review", "fix" and "check" are done with all things. */
const REWORDS = '(?:translate|summari[sz]e|proofread|proof-read|paraphrase|rephrase|reword|rewrite|shorten|polish)'
/** What somebody else sent or a machine printed; a contract or a report may head notes of one's own. */
const SENT =
  '(?:e-?mails?|mails?|messages?|letters?|posts?|tweets?|logs?|stack ?traces?|transcripts?|chats?|threads?|excerpts?|lyrics|poems?)'
const START = `(?:^|(?<=[.!?] ))`
const POLITE = `(?:(?:and|also|please|kindly|now|then|can you|could you|would you|will you|help me|i need you to|i want you to)[, ]+)*`
/** What introduces stays in one sentence, and is short. */
const REST = String.raw`[^.:?!"“„«\n]{0,80}`
const WROTE = '(?:wrote|writes|says|said|sent|sends|posted|texted|mailed|messaged|replied|answered)'

/** "Proofread this: …", "Sample data for the script: …": what stands behind the colon is pasted. */
const INTRODUCES = new RegExp(
  START +
    `(?:${[
      `${POLITE}${ON_TEXT}\\b${REST}\\b(?:this|these|the following|below)\\b${REST}:`,
      `${POLITE}${REWORDS}\\b${REST}\\b${KINDS}\\b${REST}:`,
      `${POLITE}(?:translate|rewrite|paraphrase|rephrase)\\b${REST}:`,
      `(?:an? |the |my |our |some |another )?(?:test|sample|example|dummy|demo|placeholder) (?:data|inputs?|records?|rows?|content|${KINDS})\\b${REST}:`,
      `(?:an? |the |my |our |some |another )?(?:lyrics|quote|poem|joke|riddle|tweet|headline|slogan|user story|transcript|dialogue|interview question|excerpt|passage)\\b${REST}:`,
      `here(?:['’]s| is| are) (?:an?|the|my|our|some|her|his|their) (?:[\\p{L}-]+ ){0,3}${KINDS}\\b${REST}[.:]`,
      `here(?:['’]s| is) what ${REST}${WROTE}\\b${REST}:(?=.*\\b(?:I|my|me|we|our)\\b)`,
      `(?:what does (?:this|the following|it) mean|what (?:is|does) (?:this|the following) ${KINDS}\\b${REST}) ?[:?]`,
      `(?:forwarded|fwd?)\\b${REST}:`,
      // A part to play lasts as long as the message.
      `${POLITE}(?:let['’]s )?(?:pretend|act as|role-?play|play (?:\\d+|twenty|a game|the role))\\b[^.:?!\\n]{0,120}[.:!]`,
    ].join('|')})(?=\\s|$)`,
  'iu',
)
const ASKS = new RegExp(`^${POLITE}(?:let['’]s )?(?:${ON_TEXT}|translate|pretend|act as|role-?play|play)\\b`, 'i')
const PLAYS = /\b(?:pretend|act as|role-?play|play (?:\d+|twenty|a game|the role))\b/i
/** What follows on lines of its own is pasted. */
const ANNOUNCES = new RegExp(
  `^(?:${[
    `(?:[\\p{L}'’-]+ ){0,3}${SENT}\\b${REST}:`,
    `(?!I |We )${REST}\\b${WROTE}\\b${REST}:`,
    `${POLITE}${ON_TEXT}\\b${REST}\\b(?:(?:this|these|the following|below)\\b(?! (?:morning|week|month|year)\\b)${REST})[.:?!]?`,
  ].join('|')})$`,
  'iu',
)
/** Behind what was pasted, only this is the sender's own again. */
const ASKS_AGAIN = new RegExp(
  `^[^.!?]*\\?\\W*$|^${POLITE}(?:${ON_TEXT}|draft|write|what|how|should|is|are|tell me)\\b`,
  'i',
)

/** The blocks, those that are pasted marked; one that introduces what it holds is parted. */
export function markPasted(blocks: readonly Block[]): Block[] {
  const marked: Block[] = []
  let pasting = false
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1
    if (pasting && ((isLast && ASKS_AGAIN.test(block.text)) || endsLetter(blocks[index - 1], block))) pasting = false
    if (pasting) {
      marked.push({ ...block, pasted: true })
      continue
    }
    const found = INTRODUCES.exec(block.text)
    const parts = found ? partsOf(block, found) : [block]
    marked.push(...parts)
    const opens = found ? parts.at(-1)?.text.endsWith(found[0]) || PLAYS.test(found[0]) : ANNOUNCES.test(block.text)
    pasting = !isLast && opens
  }
  return marked
}

/** What stands before the introduction, the introduction (kept where it asks for something), and what it introduces. */
function partsOf(block: Block, { 0: head, index }: RegExpExecArray): Block[] {
  const before = { ...block, text: block.text.slice(0, index).trim() }
  const introduction = { ...block, text: head, ...(ASKS.test(head) ? {} : { pasted: true as const }) }
  const rest = { ...block, text: block.text.slice(index + head.length).trim(), pasted: true as const }
  return [before, introduction, rest].filter(({ text }) => text !== '')
}

/** A letter that was signed is over. */
const endsLetter = (before: Block | undefined, block: Block): boolean =>
  before?.letter === true && block.letter !== true

const WRITES =
  /\b(?:write|draft|compose|create|generate|make up|invent|tell me|give me)\b[^.?!\n]{0,80}\b(?:poem|story|song|lyrics|letter|e-?mail|mail|speech|essay|post|dialogue|script|bio|monologue|diary|testimonial|review|toast|message|reply|text|card|tweet|caption|statement)\b/i

const WORKS_ON_TEXT = new RegExp(
  `${START}${POLITE}(?:translate|rewrite|paraphrase|rephrase|reword|proofread|polish|reply to|respond to)\\b`,
  'i',
)

/** Whether the message asks for words that somebody else will say: what is written then speaks for no one here. */
export const asksForText = (text: string): boolean =>
  WRITES.test(text) || INTRODUCES.test(text) || WORKS_ON_TEXT.test(text)
