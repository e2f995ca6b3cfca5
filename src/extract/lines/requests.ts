/** What a user asks of an assistant, and what they settle with it: "can you fix the login bug?", "let's go with monthly partitions". */
import { trimFiller } from './fillers.ts'
import { isEnglish } from './language.ts'
import { isBaseVerb } from './verbs.ts'

export interface Request {
  /** As it reads after "asked to": `fix the login bug`. */
  text: string
  /** Whether it asks to be told something: what matters then is the answer. */
  inquiry: boolean
  /** Whether it asks to be reminded: the thing itself is then the action item. */
  reminder: boolean
}

const POLITE =
  /^(?:please |kindly )?(?:(?:can|could|would|will) (?:you|u)(?: please| also| now| maybe| perhaps| quickly| help me(?: to)?)*\s+|(?:i want you to|i(?:['’]d| would) like you to|i need you to|help me(?: to)?|go ahead and|let['’]s|please|kindly)\s+)/i
const REMINDER = /^(?:please )?remind me (?:again )?to /i
const INQUIRY =
  /^(?:tell|explain|suggest|recommend|give|show|list|describe|provide|compare|help|share|answer|summari[sz]e|say|elaborate|clarify|continue|go|repeat|try|act|imagine|pretend|write|rewrite|generate|create|translate|make)\b/i
const NO_REQUEST =
  /^(?:know|guess|think|feel|mean|wish|hope|love|like|thank|thanks|want|need|see|look|looks|sounds|works?|let|miss|note|die|exist|happen|cost|owe|matter|rain|snow|fall|arrive|own|last|land|hurt|gain|lose)$/i

/** "Release manager is Femi", "rent goes up to 1,180", "start in January": the first word is a noun, or no order to anybody. */
const NO_ORDER =
  /^\S+ (?:(?!(?:what|which|that|whether|if|how|who|where|when|why|it|there|this|everything|all|sure)\b)[\w.'’-]+ ){0,2}(?:is|are|was|were|has|had|will|would|should|can|could|must|(?:runs|goes|comes|stays|ends|starts|costs|moves) (?:in|to|on|up|down|out|off|live|from|at|by|\d+))\b|^(?:start|end|rest|return|land|stay|call|order) (?:in|on|at|from|by)\b/i

/** "Update on my bike: …", "Log from last night": behind a noun stands what it is about; few verbs go with these words. */
const NOUN_WITH_PREPOSITION =
  /^(?!(?:look|ask|wait|focus|think|listen|work|pay|apply|register|care|comment|elaborate|expand|remember|test|tell|come|go|search|answer|explain|write|read|check|book|order|choose|pick|plan|start) )\S+ (?:of|on|from|for|about|at)\b|^(?:order|book|plan|check|answer|read|pick) (?:of|on|from|about)\b/i

/** The request in a user's sentence; nothing where it is none. */
export function requestOf(sentence: string): Request | undefined {
  const trimmed = trimFiller(sentence, []).replace(
    /^(?:(?:and|now|also|then|first|finally|next)[,:]|and|now|also|then|finally) /i,
    '',
  )
  if (!isEnglish(trimmed)) return undefined
  const polite = POLITE.exec(trimmed)
  const bare = trimmed.slice(polite?.[0].length ?? 0)
  const reminder = REMINDER.test(bare)
  const asked = bare.replace(REMINDER, '').replace(/\?+$/, '')
  const [verb = '', next = ''] = asked.replace(/^(?:always|never|only|just|also|please) /i, '').split(/\s+/, 2)
  const isVerb =
    (isBaseVerb(verb) || INQUIRY.test(verb)) &&
    !NO_REQUEST.test(verb) &&
    !/^(?:i|we|you|is|are|was|it|that|,)$/i.test(next)
  if (!isVerb || /^order (?:number|no|id|#)/i.test(asked) || /^[^\s]+[:,]/.test(asked)) return undefined
  // "Run 5k", "Plan B": a verb without an object after it is a noun as often.
  if (
    !polite &&
    !reminder &&
    (asked.split(/\s+/).length < 3 || NO_ORDER.test(asked) || NOUN_WITH_PREPOSITION.test(asked))
  )
    return undefined
  return { text: asked.charAt(0).toLowerCase() + asked.slice(1), inquiry: INQUIRY.test(asked), reminder }
}

const PROPOSAL =
  /^let['’]s ((?:go|use|stick|keep|drop|switch|move|take|ship|postpone|cancel|make it|stay|adopt|pick|choose|call it|not)\b.*)$/i

/** What a proposal settles: "let's go with monthly partitions" → `decided to go with monthly partitions`. */
export function proposalOf(sentence: string): string | undefined {
  const match = PROPOSAL.exec(trimFiller(sentence, []))
  return match?.[1] === undefined ? undefined : `decided to ${match[1]}`.replace('decided to not ', 'decided not to ')
}
