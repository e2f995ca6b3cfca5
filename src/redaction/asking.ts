/** Questions for a secret: what a turn asks for tells what the bare word in the next one is. */
import { mentions } from './span.ts'
import { FOREIGN_PASSWORD_WORD, mentionsPassword, PASSWORD_WORD, WEAK_PASSWORD_WORD } from './words.ts'

export type AskedKind = 'password' | 'pin' | 'key' | 'phrase'
export type Asked = ReadonlySet<AskedKind>

export const NOTHING_ASKED: Asked = new Set()
export const ANYTHING_ASKED: Asked = new Set(['password', 'pin', 'key', 'phrase'])

/** A question that is to be answered stands near the end of what is said. */
const LAST_CHARS = 2000
const MAX_SENTENCE_CHARS = 400

/** What asks for a value: "What's your …", "Please enter the …", "Nenn mir das …". */
const ASKING = String.raw`(?:what(?:['’]?s)?|which|tell|give|send|share|enter|type(?: in)?|provide|need|want|paste|know|have|confirm|repeat|remind|remember|got|how about|and|wie|welche[rsn]?|was|und|nenne?|gib|sag|schick|verrat|brauch\w*|kennst|weißt|wisst|hast|habt|eingeben|lautet|quel(?:le)?|donne[rz]?|dis|dites|connais\w*|cuál|cual|dime|dame|sabes|tienes|qual|diga|dimmi|sai|hai|wat|geef)`
/** Who does something with a password does not ask what it is; nor does who asks what is done with it. */
const NO_VALUE = String.raw`(?:re-?set\w*|chang\w+|forg[eo]t\w*|updat\w+|rotat\w+|stor\w+|sav\w+|creat\w+|us(?:e|es|ing)|happen\w*|does|do|did|kind|sort|lengths?|long|wrong|without|no|strong|ändern?|geändert|vergessen|zurücksetzen)`
const OTHER_WORD = String.raw`(?!${NO_VALUE}(?![\p{L}\p{N}]))[\p{L}\p{N}'’"-]{1,30}\s{1,3}`
/** After the word: the end, or of what it is. "Password manager", "PIN number of bits" and "token limit" are other things. */
const WHOLE = String.raw`(?![\p{L}\p{N}_-])(?=\s{0,3}(?:[?？.!:,;)"'“”’]|$)|\s{1,3}(?:for|of|on|to|from|at|in|with|you|we|i|that|which|is|was|again|now|please|here|there|then|and|or|number|für|fürs|vom|von|zu|zum|zur|der|des|dem|denn|am|im|beim|bitte|jetzt|ist|lautet|nochmal|noch|und|oder|meine[rs]|deine[rs]|ihre[rs]|de|du|del|della|pour|para|per|do(?!\s{0,3}[?.])|da|es|est|voor|van)(?![\p{L}\p{N}]))`
/** The whole of a short question: "Password?", "And the PIN for the card?" */
const ONLY = String.raw`(?:^|[.!?:,]\s)\s{0,3}(?:${OTHER_WORD}){0,3}`

const CODE_WORD = String.raw`(?:(?:door|alarm|gate|safe|lock|garage|entry|unlock|access|security|lockbox|keypad|building|verification|confirmation|one-time|2fa|sms|\d(?:-|\s)digit|pin|login|auth\w*)[ -]?|(?:the|your|that|my)\s)code|(?:bestätigungs|sicherheits|zugangs|tür|freischalt|sms-?)code|code d['’]accès`
const NOUNS: readonly (readonly [kind: AskedKind, nouns: string])[] = [
  [
    'password',
    `(?:[\\p{L}\\p{N}]{1,24}-?)?(?:${PASSWORD_WORD})s?|${WEAK_PASSWORD_WORD}|log-?in(?: data| details)?|credentials|zugangsdaten`,
  ],
  ['pin', `(?:[\\p{L}]{1,16}-)?(?:pin|puk|tan|cvv2?|cvc2?)|prüfziffer|geheimzahl|${CODE_WORD}`],
  ['key', '(?:api|access|secret|private|encryption|licen[cs]e|auth)[ -]?(?:key|token)|token|secret'],
  [
    'phrase',
    '(?:seed|recovery|mnemonic|wiederherstellungs)(?:[ -]?phrase|[ -]?words)?|mnemonic|pass ?phrase|(?:12|15|18|21|24|twelve|zwölf) (?:words|wörter)',
  ],
]
const KINDS = NOUNS.map(([kind, nouns]) => ({
  kind,
  asked: new RegExp(
    String.raw`(?:(?<![\p{L}\p{N}])${ASKING}\s{1,3}(?:${OTHER_WORD}){0,7}|${ONLY})(?<![\p{L}\p{N}])(?:${nouns})${WHOLE}`,
    'iu',
  ),
}))
const IN_SCRIPT = new RegExp(`(?:${FOREIGN_PASSWORD_WORD})`, 'u')

const HINTS = [
  'pin',
  'puk',
  'tan',
  'cv',
  'code',
  'ziffer',
  'zahl',
  'key',
  'token',
  'secret',
  'seed',
  'recovery',
  'words',
]
const MORE_HINTS = ['mnemonic', 'phrase', 'wörter', 'login', 'log-in', 'credentials', 'zugangsdaten']

/** The kinds of secrets that a text asks for, in a question or with "please enter". */
export function asksFor(text: string): Asked {
  const last = text.slice(-LAST_CHARS)
  if (!mentions(last, HINTS) && !mentions(last, MORE_HINTS) && !mentionsPassword(last)) return NOTHING_ASKED
  return new Set(sentencesOf(last).filter(isRequest).flatMap(kindsIn))
}

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?？。])\s+|(?<=[？。])|[\r\n]+/).filter(({ length }) => length > 0 && length <= MAX_SENTENCE_CHARS)

/** A question, or what is said to somebody: who tells of a password they gave asks for none. */
const isRequest = (sentence: string): boolean =>
  /[?？][)"'”’*_\s]*$|[:：]\s*$/.test(sentence) ||
  /(?<!\p{L})(?:please|bitte|por favor|tell|give|send|enter|type|provide|share|paste|need|nenne?|gib|sag|schick|brauch\w*|geben|donne[rz]?|dime|dame|dimmi)(?!\p{L})/iu.test(
    sentence,
  )

const kindsIn = (sentence: string): AskedKind[] => {
  const kinds = KINDS.filter(({ asked }) => asked.test(sentence)).map(({ kind }) => kind)
  return IN_SCRIPT.test(sentence) ? [...kinds, 'password'] : kinds
}

/** Follows a conversation turn by turn: what a turn may be the answer to. */
export class Questions {
  #speaker: string | undefined
  /** Asked by who speaks now, and by who spoke before. */
  #asking: Asked
  #asked: Asked = NOTHING_ASKED

  /** `before`: what was asked for before the first turn. */
  constructor(before: Asked = NOTHING_ASKED) {
    this.#asking = before
  }

  /** What the others asked for before this speaker's turn. */
  askedOf(speaker: string): Asked {
    if (speaker !== this.#speaker) {
      this.#asked = this.#asking
      this.#asking = NOTHING_ASKED
      this.#speaker = speaker
    }
    return this.#asked
  }

  /** To be told of each turn's (redacted) text after its `askedOf`. */
  hear(text: string): void {
    const asked = asksFor(text)
    if (asked.size > 0) this.#asking = new Set([...this.#asking, ...asked])
  }
}
