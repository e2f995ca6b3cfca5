/** What a clause is: a decision, a preference, an action item, a fact, or talk that nobody needs to remember. */
import type { ActionStatus, MemoryKind, Role } from '../memory/types.ts'
import { isBaseVerb } from './verbs.ts'

export interface Classified {
  kind: MemoryKind
  status?: ActionStatus
}

const DECISION =
  /\b(?:(?:we|i|they|he|she|us|team|board)(?:['’](?:ve|ll|re|m))?(?: have| had| just| all| finally| also| both)* (?:decided|agreed|chose|chosen|opted|settled on|settled for|picked|switched|moved|migrated|changed (?:the|our|my)|are going with|going with|will go with|go with|standardi[sz]ed on|dropped|cancel(?:l)?ed|postponed|rescheduled|committed to|ruled out)|let['’]s (?:go with|use|stick (?:with|to)|keep|drop|switch|move|do|make|ship|postpone|start|call)|(?:we|i)(?:['’]ll| will) (?:use|go with|stick (?:with|to)|switch|keep using|stay with|drop)|decision(?: is|:)|decided (?:to|on|that|against)|it(?:['’]s| is) decided|we (?:move|switch|migrate)\b[^.;]*\b(?:to|from)\b|moves from\b[^.;]*\bto\b|from now on|instead of|no longer (?:use|need|going)|moved (?:from|to)|switch(?:ed|ing) (?:from|to|over)|(?:has|have) been (?:moved|rescheduled|postponed|cancel(?:l)?ed|approved|replaced))\b/i

const PREFERENCE =
  /\b(?:(?:i|we|she|he|they)(?:['’]d)?(?: (?:really|just|also|always|still|absolutely|totally|usually|generally|much|do|would|particularly|honestly))* (?:prefer|love|like(?! to (?:move|add|know|see|have|get|make|switch|use|start|change|be|do|build|go|ask|plan|buy|book|migrate)\b)|enjoy|hate|dislike|adore|favou?r|can['’]t stand|don['’]t like|do not like|avoid)|(?:my|our) (?:all[- ]time |absolute |personal |top )?(?:favou?rite|preference|go-to)|favou?rite \w+ (?:is|are)|i(?:['’]m| am) (?:a (?:big |huge )?fan of|into|allergic|vegetarian|vegan|not a fan|fond of|keen on|passionate about)|(?:please|always|never|don['’]t|do not) (?:use|write|call|add|commit|push|send|include|suggest|ask|put|keep|make|reply|answer|format|mention|book|schedule|run|touch|edit))\b/i

const STANDING_ORDER =
  /^(?:please )?(?:always|never|don['’]t ever|in (?:the )?future|remember (?:that|to)|by default|whenever)\b/i

const ACTION =
  /\b(?:to-?do|action items?|remind me (?:to|about|on|in|by|of the)|reminder to|don['’]t forget|need(?:s)? to|have to|has to|must|needs? (?:fixing|doing|a review)|i(?:['’]ll| will)(?: also| then| just)* (?:send|call|email|e-mail|mail|write|book|buy|order|pay|renew|review|check|fix|update|prepare|finish|submit|schedule|ask|contact|follow up|file|draft|add|create|clean|cancel|sign|register|bring|pick up|return|deploy|test|migrate|document|share|upload|set up|look into|talk to|get back|investigate)|(?:can|could|will|would) you (?:please )?(?:send|call|email|book|buy|order|pay|renew|remind|schedule|prepare|submit|follow up)|due (?:on|by|date)|deadline|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|the end of|end of|next|\d{4}-))\b/i

const OWED_IN_GENERAL =
  /\b(?:need|needs|have|has|must|had) (?:to )?(?:be|feel|believe|admit|say|have|see|keep|remember|know|understand|think|stay|find|trust|want)\b/i

const DONE =
  /^(?:done|finished|completed|fixed|sent|booked|paid|submitted|shipped|merged|deployed|renewed|ordered|cancelled|canceled)\b|\b(?:is|are|was|were|has been|have been|got) (?:now |already |finally )?(?:done|finished|completed|fixed|sent|booked|paid|submitted|shipped|merged|deployed|renewed|ordered)\b/i

/** The kind of a clause in its speaker's own words. */
export function classify(clause: string): Classified {
  if (STANDING_ORDER.test(clause)) return { kind: 'preference' }
  if (DECISION.test(clause)) return { kind: 'decision' }
  if (ACTION.test(clause) && !OWED_IN_GENERAL.test(clause))
    return { kind: 'action', status: DONE.test(clause) ? 'done' : 'open' }
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

const TALK =
  /^(?:(?:so|very|pretty|too|how) \w+|(?:that|this|it|those|these|she|he|they)(?:['’]s| is| are|['’]re| was| were| must be| sounds?| looks?| seems?| must have been| must feel)(?: (?:so|really|such|a|an|pretty|very|quite|super|totally|absolutely|just|always|all))* (?:great|awesome|amazing|cool|nice|good|wonderful|fantastic|incredible|lovely|sweet|inspiring|beautiful|tough|fun|impressive|exciting|true|perfect|interesting|awful|terrible|rough|hard|idea|yummy|delicious|neat|gorgeous|stunning|adorable|cute|cozy|insane|crazy|wild|the best)\b[^,;]{0,25}|(?:so |really |very |super )?(?:glad|happy|sorry|excited|good|great|nice|proud|thrilled|pleased|lovely)(?: to (?:hear|see|meet|know|help|be)| for| of| you| that you| it| about)\b.*|i(?:['’]m| am)(?: so| really| very| super| truly)* (?:glad|happy|sorry|proud|excited|thankful|grateful|thrilled|stoked)(?: (?:to hear|to see|for you|of you|that you|you|about that|it|for your|for all)\b.*)?|(?:talk|see|catch|speak|chat) (?:to |with )?(?:you|ya|u)\b.*|take care\b.*|(?:have|hope) (?:a|you|your|it|that|things|all)\b.*|(?:keep|stay) (?:it|up|going|in touch|strong|positive|me posted|me updated|safe|that|on|pushing|inspiring|doing|spreading|being|sharing)\b.*|good (?:luck|job|morning|night|evening|afternoon|to|for|on)\b.*|(?:best|all the best)\b.*|you(?:['’]re| are|['’]ve| have|['’]ll| will|['’]d)? (?:so|really|always|doing|such|got|an?|very|welcome|definitely|totally|truly|clearly|rock|right|did|can do|deserve|should be|make|must|look|sure|two|guys|all)\b.*|your (?:words|support|kindness|passion|dedication|hard work|encouragement|positivity|enthusiasm|energy|kind|art|work|story|courage|journey|strength|friendship|determination)\b.*|(?:let me|lemme) know\b.*|can['’]t wait(?: to (?:see|hear)\b.*)?|looking forward to (?:it|hearing|seeing)\b.*|(?:great|good|nice|awesome|amazing) (?:to|job|work|idea|going|question|choice|point|stuff|pic|photo|shot)\b.*|long time no (?:see|talk|chat)\b.*|what (?:a|an)\b.*|how (?:awesome|amazing|cool|sweet|wonderful|lovely|exciting|fun|nice|great)\b.*|(?:check|take a look|have a look|look)(?: it| this| at| out)?\b[^,;]{0,30}|(?:i )?(?:totally |completely |100% |really |definitely |couldn['’]t )?(?:agree|hear you|get it|get that|feel you|understand|relate)\b[^,;]{0,40}|(?:means|it means|that means) (?:a lot|so much|the world)\b.*|(?:i )?(?:appreciate|can imagine|bet|hope so|think so|guess so|knew it|wish you)\b.*|here(?:['’]s| is| are) (?:a|the|my|some|an) (?:pic|photo|picture|snap|shot|image|look)\b.*|(?:been )?(?:up to|nothing|not) much\b.*|count (?:me|on)\b.*|any ?time\b.*|of course\b.*|never mind\b.*|same here\b.*|me (?:too|neither)\b.*|no (?:idea|clue|kidding|way|doubt|worries)\b.*|we got this|love (?:it|that|this|your)\b.*|loving\b.{0,30}|go for it\b.*|enjoy (?:it|your|the)\b.*|rock on\b.*|way to go\b.*|hang in there\b.*|thanks? .*|thank(?:s| you)\b.*|congrat\w*\b.*|welcome\b.*|hit me up\b.*|we(?:['’]ll| should) (?:talk|chat|catch up)\b.*|sounds? (?:like|good|great|fun|so|amazing|awesome)\b.*|looks? (?:like|good|great|fun|so|amazing|awesome|yummy|delicious)\b.*|sending\b.*|wishing\b.*|believe (?:in )?(?:me|it|yourself)\b.*)$/i

/** Greetings, praise, thanks and agreement. */
export const isTalk = (clause: string): boolean => TALK.test(clause.trim())

const ASSISTANT_TALK =
  /^(?:i(?:['’]ll| will|['’]m going to| am going to|['’]d be happy|['’]d recommend checking| can help| hope| understand|['’]m (?:sorry|happy|glad|here)| apologi[sz]e)\b.*|let(?:['’]s| me) (?:look|check|see|start|know|take|read|run|search|find|explore|first|begin|verify|try|do|fix|break|dive|examine|now|get)\b.*|now (?:let|i)\b.*|here(?:['’]s| is| are)\b[^.]{0,60}|(?:sure|certainly|of course|great|absolutely|perfect|excellent|good|sounds)\b.{0,40}|(?:is there|do you|would you|feel free|if you (?:have|need|want|would|['’]d|like)|remember to|please let|don['’]t hesitate|hope this|happy to|you can also|as an ai|as a language)\b.*|(?:by following|overall|in (?:conclusion|summary)|ultimately)\b.*)$/i

/** What an assistant says about its own talking. */
export const isAssistantTalk = (clause: string): boolean => ASSISTANT_TALK.test(clause.trim())

/** What a proposal settles: "let's go with monthly partitions" → "decided to go with monthly partitions". */
export function proposalOf(sentence: string): string | undefined {
  const match =
    /^(?:(?:ok|okay|so|then|well|yes|yeah|no|alright|right|fine|good|great)[,.]? )*let['’]s ((?:go|use|stick|keep|drop|switch|move|take|ship|postpone|cancel|make it|stay|adopt|pick|choose|call it|not)\b.*)$/i.exec(
      sentence.trim().replace(/[.!\s]+$/, ''),
    )
  return match?.[1] === undefined ? undefined : `decided to ${match[1]}`.replace('decided to not ', 'decided not to ')
}

/** The thing that a user asks an assistant to do, as it reads after "asked to": `fix the login bug`; nothing where it is no request. */
export function requestOf(sentence: string, role: Role): string | undefined {
  if (role !== 'user') return undefined
  const asked = sentence
    .trim()
    .replace(/[.!?\s]+$/, '')
    .replace(/^(?:hi|hey|hello|ok|okay|so|now|next|then|also|and|great|thanks|please|first|finally)[,!.]?\s+/i, '')
    .replace(/^(?:please |kindly )/i, '')
    .replace(
      /^(?:can|could|would|will) you(?: please| also| now| help me(?: to)?)?\s+|^(?:i want you to|i(?:['’]d| would) like you to|i need you to|help me(?: to)?|go ahead and|let['’]s)\s+/i,
      '',
    )
    .replace(/^(?:please )/i, '')
    .replace(/^remind me (?:again )?to /i, '')
  const [verb = '', next = ''] = asked.replace(/^(?:always|never|only|just|also) /i, '').split(/\s+/, 2)
  if (
    !isBaseVerb(verb) ||
    /^(?:i|we|you|is|are|was|it|that)$/i.test(next) ||
    /^(?:know|guess|think|feel|mean|wish|hope|love|like|thank|thanks|want|need|see)$/i.test(verb)
  )
    return undefined
  return asked.charAt(0).toLowerCase() + asked.slice(1)
}
