/** "quit X", "X is off", "X was a mistake", "not X any more": what a clause says has come to an end. */

export interface Ending {
  /** In the words of the clause. */
  what: string
  /** What is left of it without its verb, where that names one thing: `Hotel Adler`. */
  thing?: string
  /** `chosen`: it only ends what somebody chose or does; `timed`: what has its day or its hour. Any statement without it. */
  endsOnly?: 'chosen' | 'timed'
}

const END_MARKS = '[,;:!]|\\.(?:\\s|$)|\\s(?:because|since|so|as|and|but|after|when|this|last|yesterday|today)\\b|$'
const ADVERBS = '(?:now |finally |all |sadly |really |even )*'

const ENDING = new RegExp(
  `(?<!\\bnot |\\bnever |n['’]t )\\b(?:quit|cancel(?:s|led|ed)|scrap(?:s|ped)|abandon(?:s|ed)|drop(?:s|ped)|g(?:ive|ives|ave) up(?: on)?|call(?:s|ed) off|discontinu(?:e|es|ed)|sold|decided against|stopped (?!at\\b|by\\b|for\\b|to\\b|in\\b|here\\b|there\\b)(?:using |taking )?|no longer|left (?=\\p{Lu}))\\s*(.{2,60}?)(?=${END_MARKS})`,
  'iu',
)
const ENDED_ITSELF = new RegExp(
  `^(.{2,60}?)\\s+(?:(?:is|are|was|were|has been|have been|got|gets)\\s+${ADVERBS}(?:cancel(?:l)?ed|called off|scrapped|dropped|discontinued|over|no longer (?:needed|necessary|worth|planned|wanted|happening|taking place|going ahead)|not (?:needed|necessary|worth)\\b.*?any ?more)|no longer (?:happens|takes place|exists)|(?:fell|has fallen|have fallen) through)\\b`,
  'i',
)
/** "The barbecue is off"; people are off too, and so are lamps. */
const OFF = new RegExp(
  `^(.{2,60}?)\\s+(?:(?:is|are)\\s+${ADVERBS}off(?=\\s*(?:[,;.!:–—]|$))|(?:(?:is|are) not|(?:is|are)n['’]t|['’]s not)\\s+${ADVERBS}(?:happening|taking place|going ahead)|(?:won['’]t|will not) (?:happen|take place|go ahead))\\b`,
  'i',
)
const MISTAKE =
  /^(?:(?:choosing|picking|using|taking|buying|booking|hiring|joining|signing up (?:for|with|to)|going (?:with|to|for)|switching to|moving to|staying (?:at|with)) )?(.{2,60}?)\s+(?:was|were|is|turned out to be|has been)\s+(?:an? |the )?(?:big |huge |bad |terrible |costly |real )*(?:mistake|error|wrong (?:choice|call|decision)|bad (?:idea|choice|decision))\b/i
/** "not staying at Hotel Adler any more", "don't use Trello anymore", "not going to adopt the greyhound after all". */
const NOT_ANY_MORE =
  /(?:\bnot|\bnever|n['’]t)\s+(?:(?:at|in|on|with|really|even)\s+)?(?:going to\s+|gonna\s+)?([^,;.]{2,60}?)\s+(?:anymore\b|any more(?=\s*(?:[,;.!:?"”)–—]|$|(?:and|but|because|since|so|as|now)\b))|any longer\b|after all\b)/i

/** The ending that a clause tells; `undefined` where it tells of none. */
export function endingIn(text: string): Ending | undefined {
  const itself = ENDED_ITSELF.exec(text)?.[1]
  if (itself !== undefined) return { what: itself }
  const off = OFF.exec(text)?.[1]
  if (off !== undefined) return { what: off, endsOnly: 'timed' }
  const mistake = MISTAKE.exec(text)?.[1]
  if (mistake !== undefined) return { what: mistake, endsOnly: 'chosen' }
  const notAnyMore = NOT_ANY_MORE.exec(text)?.[1]
  if (notAnyMore !== undefined) return { what: notAnyMore, ...thingOf(notAnyMore) }
  const ended = ENDING.exec(text)?.[1]
  return ended === undefined ? undefined : { what: ended, ...thingOf(ended) }
}

/** Without the verb a thing is told by its name, or by more than one word: "like broccoli" does not end what is said of broccoli. */
function thingOf(what: string): Pick<Ending, 'thing'> {
  const [verb = '', ...rest] = what.trim().split(/\s+/)
  const thing = rest.join(' ').replace(/^(?:at|in|on|with|for|to|from) /, '')
  return /^\p{Ll}/u.test(verb) && /(?:^|\s)\p{Lu}/u.test(thing) && thing.includes(' ') ? { thing } : {}
}
