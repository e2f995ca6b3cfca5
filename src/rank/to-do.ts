/** Whether a query asks what is still to be done, and of what: "what is left to do for the move?" */

const ASKED = String.raw`(?:what|which)(?:\s+else|\s+things?)?`
const WE = '(?:i|we)'
const STILL = '(?:still|yet|also|else)'
/** Behind it comes what the doing is for: "what do I need to do to deploy?" asks how. */
const NOT_HOW = String.raw`(?!\s+(?:to|in\s+order|when|if|once|so\s+that|with|about|instead)\b)`
const OPEN = '(?:open|pending|outstanding|unfinished|remaining|overdue|uncompleted|undone)'
const TASKS = String.raw`(?:action(?:s|\s+items?|\s+points?)|tasks?|to-?dos?|items?|errands|chores|jobs)`
/** What makes of the same words a thing, not a list of what is to be done. */
const NO_THING = String.raw`(?![\s-]+(?:app|application|project|tool|tutorial|example|component|comments?|api|service|page|feature)\b)`
/** Before a list that is asked for without a verb. */
const SHOW = String.raw`(?:(?:please\s+)?(?:show|list|give|tell|remind)(?:\s+me)?(?:\s+of)?|(?:what|which)(?:'s|\s+is|\s+are)?(?:\s+on)?|any|are\s+there(?:\s+any)?|do\s+(?:i|we)\s+have(?:\s+any)?)`
const MINE = String.raw`(?:(?:all|of|my|our|the|any|current|still|more)\s+)*`

const PATTERNS = [
  // "what do I still have to do", "what else do we need to get done"
  String.raw`${ASKED}\s+(?:do|must|should)\s+${WE}\s+(?:${STILL}\s+)+(?:(?:have|need|got|want)\s+(?:left\s+)?to\s+)?(?:do|get\s+done|finish|take\s+care\s+of|complete)\b`,
  String.raw`what\s+else\s+(?:do|must|should)\s+${WE}\s+(?:(?:have|need|got)\s+to\s+)?(?:do|get\s+done|finish)\b`,
  String.raw`what\s+do\s+${WE}\s+(?:have|need)\s+(?:left\s+)?to\s+(?:do|get\s+done)\b${NOT_HOW}`,
  String.raw`what\s+(?:do|have)\s+${WE}\s+(?:got\s+|have\s+)?(?:left|yet)\s+to\s+do\b`,
  String.raw`what\s+(?:am\s+i|are\s+we)\s+(?:still\s+)?(?:supposed|meant)\s+to\s+do\b${NOT_HOW}`,
  String.raw`what\s+have(?:n't)?\s+${WE}\s+(?:not\s+(?:yet\s+)?done|forgotten\s+to\s+do|done\s+yet|finished\s+yet)\b`,
  // "what is left to do", "what remains to be done"
  String.raw`what(?:'s|\s+is|\s+things\s+are)?\s+(?:(?:still|there|left|remains|yet)\s+)*(?:still|left|remains|yet)\s+to\s+(?:be\s+done|do|finish)\b`,
  String.raw`what\s+still\s+(?:needs|has)\s+to\s+be\s+done\b`,
  // "what is still open", "what is overdue for the tax return"
  String.raw`what(?:'s|\s+is)\s+(?:still\s+)?(?:outstanding|pending|unfinished|overdue|undone)\b(?=\W*$|\s+(?:for|with|on|from|this|next|now|today|tomorrow)\b)`,
  String.raw`what(?:'s|\s+is)\s+still\s+open\b(?!\s+(?:at|until|till|in)\b)`,
  // "my to-do list", "open action items", "which tasks are open"
  String.raw`^\W*(?:${SHOW}\s+)?${MINE}(?:${OPEN}\s+)?(?:to-?dos?|to-do's)(?:\s+(?:list|items?))?\b${NO_THING}(?:\s+(?:are|is)\s+(?:still\s+)?(?:${OPEN}|left))?`,
  String.raw`^\W*(?:${SHOW}\s+)?${MINE}${OPEN}\s+${TASKS}\b${NO_THING}`,
  String.raw`^\W*(?:${SHOW}\s+)?${MINE}action\s+(?:items?|points?)\b(?:\s+(?:are|is)\s+(?:still\s+)?(?:${OPEN}|left))?`,
  String.raw`(?:what|which)\s+${TASKS}\s+(?:are|is)\s+(?:still\s+)?(?:${OPEN}|left|to\s+be\s+done|to\s+do)\b`,
  // German
  String.raw`was\s+(?:muss|müssen|soll|sollen|sollte|sollten|habe|haben)\s+(?:ich|wir)\s+(?:alles\s+)?noch(?:\s+alles)?(?:\s+zu)?(?=.*\b(?:tun|machen|erledigen)\b)`,
  String.raw`was\s+(?:ist|bleibt|steht|gibt\s+es)\s+(?:alles\s+)?noch\s+(?:offen|an|zu\s+(?:tun|erledigen|machen))\b`,
  String.raw`^\W*(?:(?:welche|meine|unsere|alle)\s+)*(?:offene[nr]?\s+(?:aufgaben|punkte|to-?dos)|to-?do-?liste)\b`,
]

const TO_DO = new RegExp(PATTERNS.map((pattern) => `(?:${pattern})`).join('|'), 'iu')
/** A word of each of these two kinds stands in each of them. Most questions lack one, and are spared the patterns, which take long to compile. */
const MAY_ASK =
  /\b(?:still|yet|else|left|remains?|(?:have|need|supposed|meant) to|haven['’]t|not|forgotten|to-?dos?|actions?|open|pending|outstanding|unfinished|remaining|overdue|uncompleted|undone|noch|offene[nr]?)\b/i
const ASKS_FOR = /\b(?:what|which|was|to-?do|action|task|item|errand|chore|job|aufgabe|punkte)/i
/** What closes a German question: its verb. */
const GERMAN_END = /\b(?:zu\s+)?(?:tun|machen|erledigen)\b/iu

/** What a query that asks for what is still to do says besides that, '' where it is nothing; `undefined` for any other query. */
export function toDoSubject(query: string): string | undefined {
  if (!MAY_ASK.test(query) || !ASKS_FOR.test(query)) return undefined
  const text = query.replaceAll('’', "'")
  const asked = TO_DO.exec(text)?.[0]
  if (asked === undefined) return undefined
  const rest = text.replace(asked, ' ')
  return (/^\W*was\b/i.test(asked) ? rest.replace(GERMAN_END, ' ') : rest).trim()
}
