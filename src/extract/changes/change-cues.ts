/** Words that say of a statement that something is no longer what it was. */
import { terms } from '../../rank/tokenize.ts'
import { isFlat } from '../words.ts'
import { type Values, valuesOf } from './claim-values.ts'
import { type Ending, endingIn } from './endings.ts'
import { germanChangeIn } from './german.ts'

export interface Change {
  /** What was left: X in "from X to Y", "instead of X", "replaced X". */
  old: ReadonlySet<string> | undefined
  /** What was moved to something else: X in "moved X to Y", "X slips to Y". */
  moved: ReadonlySet<string> | undefined
  /** What it was moved to, its words and its values. */
  target: string
  targetTerms: readonly string[]
  targetValues: Values['values']
  /** What came to an end: X in "quit X", "X is cancelled". */
  ended: ReadonlySet<string> | undefined
  /** The thing alone, where its name tells it: `Hotel Adler` in "not staying at Hotel Adler any more". */
  endedThing: ReadonlySet<string> | undefined
  /** Of which earlier statements it may be the end: of any, of what was planned or chosen, of what has a day or an hour. */
  endsOnly: Ending['endsOnly'] | undefined
  /** It says who does from now on what somebody else did. */
  isTakeover: boolean
  /** It says how things stand now, or calls something new. */
  isNow: boolean
}

/** Nouns that are part of how one names a thing, not the thing. */
const FILLER = new Set(
  terms('day time date place role slot value current idea new old user thing rest whole own back forward again'),
)

const wordsOf = (text: string | undefined): ReadonlySet<string> | undefined => {
  const words = terms(text ?? '').filter((term) => !isFlat(term) && !FILLER.has(term))
  return words.length > 0 ? new Set(words) : undefined
}

const SHIFT =
  'mov(?:e|es|ed|ing)|chang(?:e|es|ed)|switch(?:es|ed)?|migrat(?:e|es|ed)|postpon(?:e|es|ed)|push(?:es|ed)?|shift(?:s|ed)?|delay(?:s|ed)?|reschedul(?:e|es|ed)|extend(?:s|ed)?|rais(?:e|es|ed)|increas(?:e|es|ed)|lower(?:s|ed)?|cut|reduc(?:e|es|ed)|bump(?:s|ed)?|upgrad(?:e|es|ed)|downgrad(?:e|es|ed)|renam(?:e|es|ed)|hand(?:s|ed)?(?: over)?|transfer(?:s|red)?|slip(?:s|ped)?|slid(?:e|es)?|went (?:up|down|back)|goes (?:up|down)|rose|fell|brought forward'
const END_MARKS = '[,;:!]|\\.(?:\\s|$)|\\s(?:because|since|so|as|and|but|after|when|this|last|yesterday|today)\\b|$'
const TAIL = '(?=[,;!]|\\.(?:\\s|$)|\\s(?:because|since|so that|and|but|after|when)\\b|$)'

const FROM = new RegExp(
  `\\b(?:${SHIFT}|takes? over|took over)\\b.*?\\bfrom (.{2,60}?)(?=\\s+(?:to|into)\\b|${END_MARKS})`,
  'i',
)
const INSTEAD =
  /\b(?:instead of|rather than|replac(?:e|es|ed|ing)|(?:decided|voted) against|away from)\s+(?:using\s+)?(.{2,40}?)(?=\s+(?:to|with|by|into|for|in|as|any ?more|and)\b|[,;.]|$)/i
const MOVED_ACTIVE = new RegExp(
  `\\b(?:${SHIFT})\\s+((?!from\\b|to\\b|into\\b)[^,;]{2,60}?)\\s+(?:to|into)\\s+(.+?)${TAIL}`,
  'i',
)
const MOVED_ITSELF = new RegExp(
  `^(I|.{2,80}?)\\s+(?:(?:has|have|had|is|are|was|were|been|now|also|being|will be|must be)\\s+)*(?:${SHIFT})\\s+(?:back |forward |up |down )?(?:from [^,;]+? )?(?:to|into|again[,;:]? (?:and )?(?:it['’]s|it is)(?: now)?)\\s+(.+?)${TAIL}`,
  'i',
)
/** "moved the launch again, it's now 15 December". */
const MOVED_AND_NOW = new RegExp(
  `\\b(?:${SHIFT})\\s+((?!from\\b|to\\b|into\\b|again\\b)[^,;]{2,60}?)(?:\\s+(?:again|once more|back|forward))?\\s*[,;:.–—-]+\\s*(?:and )?(?:it['’]s|it is|now it['’]s|now)\\s+(?:now\\s+)?(?:on\\s+|at\\s+)?(.+?)${TAIL}`,
  'i',
)
const SCOPE = /\bfor (.{2,40}?)(?= too\b|[,;.]|$)/i
const NOW =
  /\b(?:(?<!which is |that is |who is )now(?! and then)|from now on|from (?:today|tomorrow) on|from today|any ?more|these days|instead|correction|this time|starting (?:today|next)|since (?:yesterday|last|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b|['’]s new\b|\b(?:my|our) new\b|\bnew\b.*\bis\b/i

/** "Can't work on Fridays any more" tells an end, and no new day. */
const NOT_ANY_MORE = /(?:\b(?:not|never)\b|n['’]t\b)[^,;.]*?\b(?:any ?more|any longer)\b/i

const TAKES_OVER = /\b(?:takes?|took) over\b/i
/** What somebody is in charge of. */
export const ROLE =
  /\b(?:leads?|owns?|heads?|runs?|manages?|chairs?|coaches|teaches|is (?:the|our)|takes? (?:over|care))\b/i

/** What one does with what is somebody else's. */
const ACTS = `${SHIFT}|cancel(?:s|led|ed)?|replac(?:e|es|ed)|call(?:s|ed) off|discontinu(?:e|es|ed)`
const CHANGES_SOMETHING = new RegExp(`\\b(?:${ACTS})\\b`, 'i')
const CHANGES_OURS = new RegExp(
  `\\b(?:${ACTS}|quit|sold|drop(?:s|ped)|g(?:ive|ives|ave) up) (?:User['’]s|my|our)\\s`,
  'i',
)
const CHANGES_THEIRS = new RegExp(`\\b(?:${ACTS}) (?:his|her|their)\\s`, 'i')

/** Whose it is that a clause says somebody has changed: "moved our dinner", "raised the rent", "cancelled her meeting". */
export function whatIsChanged(text: string): 'ours' | 'any' | 'theirs' | undefined {
  if (!CHANGES_SOMETHING.test(text)) return undefined
  return CHANGES_OURS.test(text) ? 'ours' : CHANGES_THEIRS.test(text) ? 'theirs' : 'any'
}

/** "We switched to pnpm for the web app": not who moves is meant, but what for. */
function movedIn(subject: string, text: string): string | undefined {
  const who = subject.trim()
  const isSomebody = /^(?:we|i|user|let['’]?s)$/i.test(who) || /^\p{Lu}\p{L}+$/u.test(who)
  return isSomebody ? SCOPE.exec(text)?.[1] : subject
}

/** What a clause says of a change; `undefined` where it speaks of none. */
export function changeIn(text: string): Change | undefined {
  const german = germanChangeIn(text)
  const active = MOVED_ACTIVE.exec(text) ?? MOVED_AND_NOW.exec(text)
  const itself = active ? null : MOVED_ITSELF.exec(text)
  const old = wordsOf((FROM.exec(text) ?? INSTEAD.exec(text))?.[1] ?? german?.old)
  const moved = wordsOf(active?.[1] ?? (itself && movedIn(itself[1] ?? '', text)) ?? german?.moved)
  const target = active?.[2] ?? itself?.[2] ?? german?.target ?? ''
  const ending = endingIn(text)
  const ended = wordsOf(ending?.what ?? german?.ended)
  const isNow = NOW.test(ended ? text.replace(NOT_ANY_MORE, '') : text) || german?.isNow === true
  const isTakeover = TAKES_OVER.test(text) || (isNow && ROLE.test(text))
  if (!old && !moved && !ended && !isNow && !isTakeover && target === '') return undefined
  return {
    old,
    moved,
    target,
    targetTerms: terms(target),
    targetValues: valuesOf(target).values,
    ended,
    endedThing: wordsOf(ending?.thing),
    endsOnly: ending?.endsOnly,
    isNow,
    isTakeover,
  }
}
