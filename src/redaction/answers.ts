/** Secrets that only the question before them gives away: "What's the password?" – "Blau-Wal77". */
import { type Asked, type AskedKind, asksFor } from './asking.ts'
import { isPhrase } from './phrases.ts'
import type { Span } from './span.ts'
import { isState } from './states.ts'
import { isExpression, isPlace, isReference, looksSecret, looksTyped } from './values.ts'

/** "Sure, it's …", "Ja, das Passwort ist …", "I think it is …" */
const LEAD = String.raw`(?:(?:oh|okay|ok|sure|yes|yeah|yep|no|ja|nein|klar|gerne|hm+|u[mh]|well|of course|here you go|here(?: it is)?|hier|voilà|voici|oui|sí|sim)[,.:;!…—–-]{0,2}\s{1,3}){0,2}(?:(?:i think|i guess|i believe|ich glaube|je crois|creo que|probably|maybe|vermutlich|wahrscheinlich),?\s{1,3})?(?:(?:it|that|this|mine)(?:['’]?s|\s(?:is|was|should be|would be|must be))(?:\s(?:now|still|just|simply))?:?\s{1,3}|(?:the|my|our|das|die|der|mein|meine|unser)\s[\p{L}\p{N}-]{2,24}\s(?:is|ist|lautet|heißt):?\s{1,3}|(?:(?:es|das|sie|die|er)\s)?(?:ist|lautet|wäre)(?:\sjetzt)?:?\s{1,3}|c['’]est\s{1,3}|(?:es|è|é|use|try|nimm)\s{1,3})?`
/** "…, I think", "… now, thanks" */
const TAIL = String.raw`(?:[,;]?\s{1,3}(?:i think|i guess|i believe|if i remember (?:it )?(?:right|correctly)|now|again|please|thanks|thank you|or so|i'm (?:pretty |quite )?sure|glaube ich|denke ich|meine ich|jetzt|bitte|danke|je crois|creo|merci|gracias)){0,2}`
const QUOTE = '["“„\'‘«`*]{0,3}'
const END_QUOTE = '["”“\'’»`*]{0,3}'
const NUMBER = String.raw`\d(?:[ -]?\d){2,11}#?`
const WORD = String.raw`[^\s"“”„‘’«»${'`'}]{2,256}?`
const PHRASE = String.raw`\p{Ll}{3,12}(?:[ -]\p{Ll}{3,12}){2,23}`

/** Nothing but the answer; or the answer first and then more, after a comma, a full stop or a line break. */
const ANSWER = new RegExp(
  String.raw`^\s{0,8}${LEAD}${QUOTE}(?<secret>${NUMBER}|${PHRASE}|${WORD})${END_QUOTE}${TAIL}(?:[.,;:…]{0,3}\s{0,8}$|(?<more>[.,;:!)]{0,2}\s{0,3}[\r\n]|[.,;]\s|\s[—–-]\s))`,
  'diu',
)
/** "maria / geheim123": a name may come first. */
const LOGIN = new RegExp(
  String.raw`^\s{0,8}${QUOTE}[\w.@+-]{2,64}${END_QUOTE}\s{0,2}[/|,:]\s{0,2}(?:and\s|und\s)?${QUOTE}(?<secret>[^\s"'${'`'}]{4,128}?)${END_QUOTE}[.,;]?\s{0,8}$`,
  'diu',
)
/** What begins a text and is longer is told of, not answered with. */
const MAX_CHARS = 600

/** The secret that a turn answers with, where the turn before asked for one. At most one. */
export function findAnswer(text: string, asked: Asked): Span | undefined {
  if (asked.size === 0) return undefined
  const start = text.slice(0, MAX_CHARS)
  const answer = ANSWER.exec(start)
  const kind = answer && kindOf(answer, { asked, isCut: text.length > MAX_CHARS })
  if (kind) return spanOf(answer, kind)
  const login = asked.has('password') ? LOGIN.exec(text.slice(0, MAX_CHARS)) : null
  return login && looksTyped(login.groups?.secret ?? '') ? spanOf(login, 'password') : undefined
}

function spanOf({ indices }: RegExpExecArray, kind: string): Span | undefined {
  const [start, end] = indices?.groups?.secret ?? []
  return start === undefined || end === undefined ? undefined : { start, end, kind }
}

const KIND_NAMES: Readonly<Record<AskedKind, string>> = {
  password: 'password',
  pin: 'pin',
  key: 'secret',
  phrase: 'passphrase',
}

function kindOf({ groups }: RegExpExecArray, { asked, isCut }: { asked: Asked; isCut: boolean }): string | undefined {
  const value = (groups?.secret ?? '').replace(/[.,;:)]+$/, '')
  const isWhole = groups?.more === undefined && !isCut
  if (isReference(value) || isExpression(value) || isPlace(value)) return undefined
  const kind = [...asked].find((kind) => FITS[kind](value, isWhole))
  return kind && KIND_NAMES[kind]
}

/** Whether a value answers a question for this kind. Before more words only what nobody would say for another reason does. */
const FITS: Readonly<Record<AskedKind, (value: string, isWhole: boolean) => boolean>> = {
  password: (value, isWhole) =>
    looksTyped(value) ||
    /^\d{4,12}$/.test(value) ||
    (isWhole && (isOneWord(value) || (/[ -]/.test(value) && isPhrase(value, { least: 4 })))),
  pin: (value) => /^\d(?:[ -]?\d){2,11}#?$/.test(value) || /^(?=\D*\d)(?=[^A-Z]*[A-Z])[A-Z\d-]{4,12}$/.test(value),
  key: (value) => looksSecret(value),
  phrase: (value, isWhole) => isWhole && /[ -]/.test(value) && isPhrase(value, { least: 3 }),
}

/** A lone word is the password, unless it is what people say in place of one. */
const isOneWord = (value: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\p{S}]{4,64}$/u.test(value) &&
  !REPLY.test(value.replace(/[!?]+$/, '')) &&
  !isState(value.replace(/[!?]+$/, ''))

const REPLY =
  /^(?:yes|yeah|yep|yup|nope|okay|sure|fine|thanks|thank|sorry|none|nothing|nobody|dunno|what|why|who|when|where|which|hello|wait|stop|later|soon|tomorrow|today|yesterday|never|maybe|perhaps|exactly|neither|either|done|great|cool|nice|oops|skip|cancel|continue|absolutely|certainly|obviously|seriously|really|whatever|anything|everything|always|mine|yours|nein|doch|klar|danke|bitte|gleich|später|morgen|heute|gestern|keine?[ns]?|nichts|warum|welches|moment|genau|richtig|falsch|weiß|natürlich|merci|rien|aucune?|gracias|nada|ninguna?|grazie|niente|obrigad[oa]|bedankt|geen)$/i

const QUESTION_MARK = /[?？]/g
const QUESTION_CHARS = 200
/** Behind the question, or on the next line behind the name of who answers. */
const BEFORE_ANSWER =
  /^[*_"')]{0,3}(?:[ \t]{1,3}|\s{0,4}[\r\n][ \t>]{0,8})(?:(?:\*\*)?[\p{L}\p{N} ._-]{1,24}(?:\*\*)?:(?:\*\*)?[ \t]{1,3})?/u
const ANSWER_CHARS = 300

/** "What is the password? Tr0ub4dor&3" in one text, where only what looks like a secret is taken for the answer. */
export function* findAnswersWithin(text: string): Iterable<Span> {
  for (const { index } of text.matchAll(QUESTION_MARK)) {
    const question = text.slice(Math.max(0, index - QUESTION_CHARS), index + 1)
    const after = text.slice(index + 1, index + ANSWER_CHARS)
    const lead = BEFORE_ANSWER.exec(after)?.[0]
    if (lead === undefined || lead.length === after.length) continue
    const [line = ''] = /^[^\r\n]*/.exec(after.slice(lead.length)) ?? []
    const asking =
      question
        .slice(0, -1)
        .split(/[.!?？\r\n]/)
        .at(-1) ?? ''
    const found = findAnswer(line, asksFor(`${asking}?`))
    const start = index + 1 + lead.length
    if (found && isMarked(line.slice(found.start, found.end)))
      yield { start: start + found.start, end: start + found.end, kind: found.kind }
  }
}

const isMarked = (value: string): boolean => looksTyped(value) || /^\d{4,8}$/.test(value)
