/** What a clause is: a decision, a preference, an action item or a fact. */
import type { ActionStatus, MemoryKind } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { rarityOf } from '../words.ts'
import { directionAt } from './tense.ts'

export interface Classified {
  kind: MemoryKind
  status?: ActionStatus
}

const DECISION =
  /\b(?:(?:we|i|they|he|she|us|team|board)(?:['’](?:ve|ll|re|m))?(?: have| had| just| all| finally| also| both)* (?:decided|agreed|chose|chosen|opted|settled on|settled for|picked|switched|migrated|changed (?:the|our|my)|are going with|going with|will go with|go with|standardi[sz]ed on|dropped|cancel(?:l)?ed|postponed|rescheduled|committed to|ruled out)|let['’]s (?:go with|use|stick (?:with|to)|drop|switch|move (?:to|the|it)|ship|postpone|cancel|meet|call it)|(?:we|i)(?:['’]ll| will) (?:use|go with|stick (?:with|to)|switch|keep using|stay with|drop)|decision(?: is|:)|decided (?:to|on|that|against)|it(?:['’]s| is) decided|we (?:move|switch|migrate)\b[^.;]*\b(?:to|from)\b|moves from\b[^.;]*\bto\b|from now on|^(?!.*\b(?:could|can|might|try|you)\b).*\binstead of|no longer (?:use|need|going)|(?:moved|moving) [^.;]{1,40} from\b[^.;]*\bto\b|moves to \d|switch(?:ed|ing) (?:from|to|over)|(?:that|this) replaces\b|(?:has|have) been (?:moved|rescheduled|postponed|cancel(?:l)?ed|approved|replaced))\b/i

const PREFERENCE =
  /\b(?:(?:i|we|she|he|they)(?:['’]d)?(?: (?:now|really|just|also|always|still|absolutely|totally|usually|generally|much|do|would|particularly|honestly))* (?:prefer|love|like(?! to (?:move|add|know|see|have|get|make|switch|use|start|change|be|do|build|go|ask|plan|buy|book|migrate)\b)|enjoy|hate|dislike|adore|favou?r|can['’]t stand|don['’]t like|do not like|avoid)|(?:my|our) (?:all[- ]time |absolute |personal |top )?(?:favou?rite|preference|go-to)|favou?rite \w+ (?:is|are)|i(?:['’]m| am) (?:a (?:big |huge )?fan of|into|allergic|vegetarian|vegan|not a fan|fond of|keen on|passionate about)|(?:please|always|never|don['’]t|do not) (?:use|write|call|add|commit|push|send|include|suggest|ask|put|keep|make|reply|answer|format|mention|book|schedule|run|touch|edit))\b/i

const STANDING_ORDER =
  /^(?:please )?(?:always|never|don['’]t ever|in (?:the )?future|remember (?:that|to)|by default|whenever)\b/i

/** What would be done is not decided yet. */
const CONDITION = /^(?:if|unless|in case|when|whenever|had)\b/i

/** Only a request or a note to oneself: "moments like these remind me to appreciate", "a reminder to stay strong" ask for nothing. */
const REMIND =
  "(?:^|[,;:.!] )(?:(?:and|also|then|just|please) )*remind me (?:to|about|on|in|by|of)|^reminder\\b|(?:set|add|put|make|send|need|want)(?: \\w+){0,2} reminders? (?:to|for|about)|don['’]t forget (?:to|about|the|my|your|our)"
/** Not under a condition, and no guess: "when you have to", "they must make life better", "a must-see". */
const OWE =
  "(?<!\\b(?:the|a|this|that|no) |\\b(?:when|whenever|if|sometimes|always|never|not|\\w+n['’]t)(?: \\w+)? )(?:needs? to|have to|has to)|(?<!\\b(?:a|it|that|this|they|those|these|wh(?:at|ich) [^.,;]{1,30}) )must(?!['’]ve|-| (?:not(?! forget)|have|be|still be|feel|love|miss|enjoy|know|think)\\b)|must(?:n['’]t| not) forget|needs? (?:fixing|doing|a review)"
const PROMISE =
  "i(?:['’]ll| will)(?: also| then| just)* (?:send|call|email|e-mail|mail|write|book|buy|order|pay|renew|review|check|fix|update|prepare|finish|submit|schedule|ask|contact|follow up|file|draft|add|create|clean|cancel|sign|register|bring|pick up|return|deploy|test|migrate|document|share|upload|set up|look into|talk to|get back|investigate)"
const REQUEST =
  '(?:can|could|will|would) you (?:please )?(?:send|call|email|book|buy|order|pay|renew|remind|schedule|prepare|submit|follow up)'
const DEADLINE =
  '(?<!\\b(?:was|were) )due (?:on|by|date)|deadline|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|the end of|end of|next|\\d{4}-)'

const ACTION = new RegExp(
  `(?:\\b(?:to-?do|action items?)|${REMIND}|\\b(?:${[OWE, PROMISE, REQUEST].join('|')}))\\b`,
  'i',
)
const DUE = new RegExp(`\\b(?:${DEADLINE})\\b`, 'i')
const MISSED =
  /\b(?:missed|met|made|kept|extended|moved|postponed) (?:\S+ ){0,3}deadline|\bdeadline\b.{0,40}\b(?:was|were|(?:has |had )?passed)\b/i

/** Whether a day is named by which something is still to be done: "we shipped it by Friday" is over. */
function isDue(clause: string): boolean {
  const due = DUE.exec(clause)
  return due !== null && !MISSED.test(clause) && directionAt(clause, due.index) !== false
}

/** "Clients must send a cursor", "every request has to carry an id": a rule, and nobody's task. */
function isRule(clause: string): boolean {
  const owes = /^(.*?)\b(?:must|ha(?:s|ve) to|needs? to)\b/i.exec(clause)
  const subject = owes?.[1]?.replace(/^.*(?:[,;:]|\b(?:and|but|because|that|so)\b) */i, '').trim()
  if (subject === undefined || subject === '') return false
  if (/^(?:an?|each|every|any|all|no)\b(?! (?:one )?of (?:us|them)\b)/i.test(subject)) return true
  if (/^(?:the|this|that|it)\b/i.test(subject) && IS_BUILT.test(clause)) return true
  const head = subject.split(/ (?:of|in|on|for|with|from|who|that|which)\b/i, 1)[0] ?? ''
  const noun = head.split(' ').at(-1) ?? ''
  return !DETERMINED.test(head) && /[^su]s$/.test(noun) && terms(noun).every((term) => rarityOf(term) === 'common')
}

/** What a thing has to do or to be, and no person. */
const IS_BUILT =
  /\b(?:must|ha(?:s|ve) to|needs? to) (?:return|accept|contain|include|support|match|respond|throw|reject|equal|exceed|be (?:an?|at|in|of|less|more|greater|smaller|larger|unique|\d))\b/i
const DETERMINED = /\b(?:I|we|you|they|the|my|our|your|his|her|their|these|those|both|some|two|three|four|five|\d+)\b/i

/** What everybody should, or what is done with the heart: nobody ticks it off. */
const OWED_IN_GENERAL = new RegExp(
  '\\b(?:need|needs|have|has|must|had) (?:to )?(?:(?:always|all|just|really|also|only|totally|definitely|still) )*(?:to )?(?:' +
    [
      'be|do|go|feel|believe|admit|say|have|see|keep|remember|know|understand|think|stay|find|trust|want|appreciate|cherish|embrace',
      '(?:push|look after|take care of|protect|accept|love) (?:our|my|your|them)sel(?:f|ves)|(?:look after|take care of) (?:our|my|your|each other|one another)',
      'stick (?:together|to it|with it)|come together|work together|work hard(?:er)?|give back',
      '(?:confront|face|deal with) (?:it|this|that|them|life|loss|(?:our|my|your|unexpected)\\b)|focus on (?:what|our|my|your|the (?:moment|present|good|positive))',
      'show (?:our|your|their|some|more)|support (?:each|one|our)|communicate (?:better|openly|honestly|correctly|clearly|more)',
      'make (?:changes|time(?! to)|the most|a difference)|get into it|talk to you|fix things|practi[cs]e (?:a (?:little|bit)|more)',
      'try (?:it|that|this|these|those|them)|check (?:it|them|some|those) out',
    ].join('|') +
    ')\\b',
  'i',
)
/** What has its day is a task, however general its words. */
const HAS_DAY = new RegExp(
  `\\b(?:${DEADLINE}|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{4}-\\d{2}-\\d{2})\\b`,
  'i',
)

const DONE =
  /^(?:done|finished|completed|fixed|sent|booked|paid|submitted|shipped|merged|deployed|renewed|ordered|cancelled|canceled)\b|\b(?:is|are|was|were|has been|have been|got) (?:now |already |finally )?(?:done|finished|completed|fixed|sent|booked|paid|submitted|shipped|merged|deployed|renewed|ordered)\b/i

function isAction(clause: string): boolean {
  if (isDue(clause)) return true
  return ACTION.test(clause) && ((!OWED_IN_GENERAL.test(clause) && !isRule(clause)) || HAS_DAY.test(clause))
}

/** The kind of a clause in its speaker's own words. */
export function classify(clause: string): Classified {
  if (STANDING_ORDER.test(clause)) return { kind: 'preference' }
  if (CONDITION.test(clause)) return { kind: 'fact' }
  if (DECISION.test(clause)) return { kind: 'decision' }
  if (isAction(clause)) return { kind: 'action', status: DONE.test(clause) ? 'done' : 'open' }
  if (PREFERENCE.test(clause)) return { kind: 'preference' }
  return { kind: 'fact' }
}

const COMPLETED =
  /^(?:(?:ok|okay|so|and|also|update|good news)[,:]? )*(?:I|we)(?:['’]ve| have)?(?: also| just| now| already| finally)* (?:sent|booked|paid|submitted|shipped|merged|deployed|renewed|ordered|cancell?ed|called|emailed|bought|signed|scheduled|returned|published|released|filed|registered|finished|completed|fixed)\b/i

/** What closes an action item: without it the item would stay open for ever. */
export const isCompletion = (sentence: string): boolean => COMPLETED.test(sentence.trim())

/** A sentence that asks: no statement, unless it asks the assistant for something. */
export const isQuestion = (sentence: string): boolean =>
  /\?["'”’)\]]*\s*$/.test(sentence) ||
  (/^(?:what|who|where|when|why|how|which|do|does|did|is|are|was|were|can|could|would|will|have|has|should|any)\b[^,;–]*\b(?:you|your|it|that|they|we|i|he|she|there)\b[^.]*$/i.test(
    sentence.trim(),
  ) &&
    /^(?:what|how|why|do|did|does|can|could|would|have|are|is|any) (?:you|your|it|about|is|are|was|did|do|long|many|much|new|plans)\b/i.test(
      sentence.trim(),
    ))
