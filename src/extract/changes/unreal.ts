/** What a clause only says was asked, proposed, considered or refused, or did not happen: it changes nothing. */

const REST = '[^,;.!?–—]*'
const CHANGING =
  '(?:mov|chang|switch|migrat|postpon|push|shift|delay|reschedul|extend|rais|increas|lower|cut|reduc|bump|upgrad|downgrad|renam|hand|transfer|slip|giv|gave|cancel|drop|quit|sell|sold|replac|call|scrap|abandon|tak|took)'
/** A question and a wish; what the user asks of the assistant is meant. */
const WISHES =
  /(?<!\bUser )ask(?:s|ed|ing)?(?! (?:questions?|around)\b)|(?<=\bUser )asked (?:\p{L}+ )?(?:whether|if)|wonder(?:s|ed|ing)?|propos(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|recommend(?:s|ed)?|requested|offer(?:s|ed)? to|want(?:s|ed)? (?:us |me |User |them )?to|would (?:like|love|prefer) to|hop(?:e|es|ed|ing) (?:to|that)|tr(?:y|ies|ied|ying) to|tempted to|[Mm]aybe|[Pp]erhaps|[Pp]ossibly|might|whether|(?<=[,\s])(?:if|unless|in case)|(?:could|would)(?!n['’]t| no longer| not)/u
    .source
/** What may be talked about for itself, too: only a change that is talked about is none. */
const TALK =
  /consider(?:s|ed|ing)?|discuss(?:es|ed|ing)?|debat(?:e|es|ed|ing)|th(?:ought|inks|ink|inking) (?:about|of)|talk(?:s|ed|ing)? (?:about|of)|dream(?:s|ed|t)? of/
    .source
const PROPOSED = new RegExp(`\\b(?:${WISHES}|(?:${TALK})(?=${REST}\\b${CHANGING}))\\b${REST}`, 'gu')
const CONDITION = /^(?:If|Unless|In case|Should)\b[^.;]*|[^,;.]+ (?:if|unless) [^.;]*/g
const PROPOSAL = new RegExp(
  `\\b(?:proposal|suggestion|idea|request|offer|possibility|option|discussion|talks?|plea|wish) (?:to|of|for|about|that)\\b[^,;.]*\\b${CHANGING}[^.;]*`,
  'gi',
)
const REFUSED =
  /^.*\b(?:was|were|is|are|got|has been|have been|will be)\s(?:\p{L}+ )?(?:rejected|refused|turned down|voted down|vetoed|shot down|proposed|suggested|considered|discussed|debated|off the table|under discussion|not an option|out of the question)\b.*$/iu

/** The text without what is only a proposal, a wish or a question in it. */
export function withoutProposals(text: string): string {
  if (!MAY_BE_PROPOSAL.test(text)) return text
  return text.replace(CONDITION, '').replace(PROPOSAL, '').replace(REFUSED, '').replace(PROPOSED, '')
}

const MAY_BE_PROPOSAL =
  /\b(?:ask|wonder|propos|suggest|recommend|consider|discuss|debat|request|offer|want|would|could|hop(?:e|ing)|th(?:ought|ink)|talk|dream|tr(?:y|ies)|tempted|maybe|perhaps|possib|might|whether|if|unless|in case|should|idea|option|plea|wish|reject|refus|turned|voted|vetoed|shot|off the|under|not an|out of)/i

const NOT_DONE = new RegExp(
  `(?:\\b(?:not|never|almost|nearly|refus(?:e|es|ed|ing) to|fail(?:s|ed) to|no need to|(?:decided|voted) against)|n['’]t) (?:be |been |yet |to |going to |want to )*${CHANGING}\\w*\\b${REST}`,
  'giu',
)
/** "Not moving there any more" ends the move. */
const ENDS = /\bany ?more\b|\bany longer\b|\bafter all\b|\bno longer\b/i

/** The text without what did not happen in it, nor with {@link withoutProposals}. */
export function realPartOf(text: string): string {
  const meant = withoutProposals(text)
  if (!MAY_BE_DENIED.test(meant)) return meant
  return meant.replace(NOT_DONE, (found) => (ENDS.test(found) || KEPT_AGAINST.test(found) ? found : ''))
}

const MAY_BE_DENIED = /not|never|n['’]t|almost|nearly|refus|fail|no need|against/i

/** "Decided against cutting" refuses a change; "decided against Calla" is one. */
const KEPT_AGAINST = /^(?:decided|voted) against (?!\w+ing\b)/i
