/** What is good to know in every session though it is under no topic: what somebody wants always, and who they are. */
import type { Memory } from '../../memory/types.ts'

/** From which a statement is worth a line: a wish counts most, then what is of the body and of life, then the rest. */
const WORTH = { wish: 3, vital: 2.5, decision: 2, fact: 1.8 } as const

const HEALTH =
  /\b(?:allerg\w+|intoleran\w+|diabet\w+|insulin|asthma\w*|pregnan\w+|deaf|blind|epilep\w+|co?eliac|vegan|vegetarian|halal|kosher|medications?|blood|disab\w+|wheelchair|adhd|autis\w+|cancer|pacemaker)\b/i
/** What has happened once and stays so. */
const LIFE =
  /\b(?:born|married|divorced|separated|widowed|engaged|pregnant|expecting|retired|graduated|diagnosed|adopted|orphaned|moved to|emigrated|(?:lost|quit|left|started) (?:their|the|a) (?:\p{L}+ )?job|laid off|fired|promoted|quit (?:smoking|drinking|sugar|alcohol)|stopped (?:smoking|drinking|eating)|died|passed away|had (?:a|an|two|three) (?:\p{L}+ )?(?:surgery|operation|child|baby|son|daughter|stroke))\b/iu
/** "User asked to reply in short sentences": not what was asked for once. */
const WISH =
  /^User (?:doesn['’]t|does not) want to be\b|^User (?:asked|wants) (?:Assistant )?(?:(?:to )?(?:only|always|never|stop|keep|answer|reply|respond|speak|call|address|avoid)\b|not to\b|to (?:only|always|never|stop|keep|answer|reply|respond|speak|call|address|avoid|not)\b|.*\b(?:always|never|from now on|every time|all the time|in (?:the )?future|by default|first\.?$))/i
const LIMIT =
  /\b(?:never|only|always|no longer|any ?more|can['’]t|cannot|doesn['’]t (?:eat|drink|drive|work|fly|smoke))\b/i
const SPOKEN = /^User(?:['’]s\b|: ["“](?:I|My|Ich|Mein\p{L}*)\b| )/u
/** Talk, moods and what is going on just now. */
const PASSING =
  /^User (?:\p{L}+ly |also |just |still |now )*(?:ask\w*|sa(?:id|ys)|t(?:old|ells)|th(?:inks|ought)|hop\w+|wonder\w*|doubt\w*|agree\w*|guess\w*|suppose\w*|know\w*|believ\w+|feel\w*|felt|sounds?|seems?|looks?|sees?|appreciate\w*|thank\w*|wish\w*|will|would|could|might|may|should|shall|must|needs?|plans?|tri\w+|wants? to (?:know|see|ask|say|hear)|has (?:to|a (?:question|problem|feeling|look)|an? (?:idea|issue|meeting|appointment|call)|been \p{L}+ing|just)|ha(?:s|d) (?:never|not)? ?\p{L}+ed|(?:is|are|was|were|isn['’]t|has been) (?:(?:so|very|really|just|not|too|quite|also|still|currently|now|a bit) )*(?:glad|happy|sorry|excited|curious|sure|ready|afraid|tired|bored|stressed|busy|hungry|late|back|here|there|away|about|on|at|done|fine|ok(?:ay)?|proud|grateful|thankful|impressed|surprised|confused|lost|stuck|worried|nervous|interested|aware|able|due|(?!living|expecting|recovering|suffering|undergoing|retiring|raising)\p{L}+ing)|(?:doesn['’]t|does not|can['’]t|cannot|didn['’]t|couldn['’]t) (?:know|think|understand|see|mind|care|remember|wait|find|believe|decide|figure|tell|make|open|get|say|really|even|log|come)|can (?:\p{L}+ )?(?:see|tell|imagine|understand))\b/iu
/** A past form that no life turns on. */
const ONCE =
  /^User (?:\p{L}+ly |also |just |then |finally )*(?:\p{L}+ed|went|got|had|did|made|took|saw|met|came|gave|found|bought|sent|wrote|read|ran|ate|drank|slept|spent|paid|put|sat|began|brought|built|caught|chose|drove|flew|forgot|heard|kept|knew|left|lost|sold|sang|spoke|stood|swam|taught|wore|won|was|were)\b/iu
const TODAY =
  /\b(?:today|tonight|yesterday|tomorrow|right now|at the moment|this (?:week|morning|evening|afternoon|weekend))\b/i

/** How much a statement without a topic is worth in every session; 0 where it is worth nothing. */
export function standingWorth({ kind, text, origin, status, superseded }: Memory): number {
  if (kind === 'action' || superseded !== undefined || status !== undefined) return 0
  if (origin === 'human') return WORTH.wish
  if (kind === 'preference' || WISH.test(text)) return WORTH.wish
  if (kind === 'decision') return WORTH.decision
  if (!SPOKEN.test(text)) return 0
  if (LIFE.test(text)) return WORTH.vital
  if (PASSING.test(text) || ONCE.test(text) || TODAY.test(text)) return 0
  return HEALTH.test(text) || LIMIT.test(text) ? WORTH.vital : WORTH.fact
}
