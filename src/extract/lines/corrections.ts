/** "No, it's on May 13": what an assistant claimed, as its user says that it is. */

const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
/** What a correction may put in the place of its like, the surest first. */
const VALUES: readonly RegExp[] = [
  new RegExp(`\\b(?:\\d{4}-\\d{2}-\\d{2}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?\\.? ${MONTH})\\b`),
  /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b/,
  new RegExp(`\\b${MONTH}\\b`),
  /\b\d{1,2}[:.]\d{2}(?: ?[ap]m)?\b|\b\d{1,2} ?[ap]m\b/i,
  /[$€£] ?\d[\d.,]*\d|[$€£] ?\d|\b\d[\d.,]*\s?(?:euros?|dollars?|pounds?|percent|%|kg|mg|g|km|m|cm|minutes?|hours?|days?|weeks?|months?|years?)(?!\p{L})/iu,
  /(?<=\p{L}[\p{L}’']*,? |\b(?:it['’]?s|it is) )(?!I\b)(?:(?:Dr|Mr|Mrs|Ms)\. )?\p{Lu}[\p{L}\d-]*(?: \p{Lu}[\p{L}\d-]*)*/u,
  /(?<![\p{L}\d])\d[\d.,]*(?![\p{L}\d])/u,
]

const NOT_THAT =
  /^(?:no[,.!]? )?(?:it['’]?s |it is |I (?:said|meant) )?([^,.!?]{1,40}), not (?!yet\b|really\b)([^,.!?]{1,40})[.!]?$/i
const IS_THIS =
  /(?:^|[,.!?;–—-] ?)(?:(I (?:think|guess|believe)),? )?(?:(?:that )?(?:it['’]?s|it is|it was|they['’]?re|they are|he['’]?s|she['’]?s)|(?:that|it) should be|I (?:said|meant)|make it|(?:it|they|he|she) (?:\p{Ll}{3,}s|leave|start|begin|cost|take)) (?!not\b|wrong\b|false\b|incorrect\b|(?:cor)?rect\b|right\b|true\b)([^;!?]{1,80}?)[.!]*$/iu

/** "No, on May 13." */
const ELLIPSIS = new RegExp(
  `^\\W*(?:no|nope|wrong|nein)[,:.!–—-]* ((?:(?:on|at|in|by|for|from) )?(?:\\d|[$€£]|${MONTH}\\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[^;!?]{0,40}?)[.!]*$`,
  'i',
)

/** The claim with what the user says in the place of what it says; `undefined` where the reply does not tell. */
export function correctedClaim(claim: string, reply: string): string | undefined {
  const instead = NOT_THAT.exec(reply)
  if (instead) return swapped(claim, { old: bare(instead[2] ?? ''), now: bare(instead[1] ?? '') })
  const [, opinion, told] = IS_THIS.exec(reply) ?? [undefined, undefined, ELLIPSIS.exec(reply)?.[1]]
  const now = told === undefined ? undefined : withValues(claim, told)
  return now === undefined || opinion === undefined
    ? now
    : `${opinion} ${now.replace(/^(?!I\b)\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase())}`
}

/** "My son" in the user's mouth is "your son" in the assistant's. */
const bare = (text: string): string => text.trim().replace(/^(?:my|the|an?|on|at|in) /i, '')

function swapped(claim: string, { old, now }: { old: string; now: string }): string | undefined {
  const at = claim.toLowerCase().indexOf(old.toLowerCase())
  if (at < 0 || /\p{L}/u.test(claim.charAt(at - 1)) || /\p{L}/u.test(claim.charAt(at + old.length))) return undefined
  return asUsers(claim.slice(0, at) + now + claim.slice(at + old.length))
}

/** Every value that the user tells in the place of the one of its kind; nothing where a kind has no place. */
function withValues(claim: string, told: string): string | undefined {
  let [text, left] = [claim, told]
  let isChanged = false
  for (const pattern of VALUES) {
    const now = pattern.exec(left)?.[0]
    if (now === undefined) continue
    const old = pattern.exec(text)?.[0]
    if (old === undefined) return undefined
    text = text.replace(old, () => now)
    left = left.replace(now, ' ')
    isChanged = true
  }
  return isChanged ? asUsers(text) : undefined
}

const LEAD = /^(?:(?:yes|no|ok(?:ay)?|sure|right|recorded|noted|saved|got it|understood|confirmed)\b[,:.!]*\s+)+/i

/** As the user would say it. */
function asUsers(claim: string): string {
  const said = claim
    .replace(LEAD, '')
    .replace(/\b(for|to|with|from|at|by|of) you\b/gi, '$1 me')
    .replace(/\byou are\b/gi, 'I am')
    .replace(/\byou['’]re\b/gi, "I'm")
    .replace(/\byou(['’](?:ve|ll|d))?(?![\p{L}'’])/giu, 'I$1')
    .replace(/\byours\b/gi, 'mine')
    .replace(/\byour\b/gi, 'my')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
