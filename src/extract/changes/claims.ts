/** What a statement claims: about whom and what, with which values, and whether it says that something changed. */
import { terms } from '../../rank/tokenize.ts'
import { isEnglish } from '../lines/language.ts'
import { withoutLeadIn } from '../lines/lead-in.ts'
import { once } from '../once.ts'
import { FUNCTION_WORDS } from '../table/function-words.ts'
import { isFlat } from '../words.ts'
import { type Change, changeIn } from './change-cues.ts'
import { type Values, valuesOf } from './claim-values.ts'
import { headOf, isState } from './tense.ts'

export interface Claim {
  readonly text: string
  /** Whose matter it is, where it begins with a name: `User`, `Ana`, `Postgres`. */
  readonly person: string | undefined
  /** Content words, values among them. */
  readonly words: ReadonlySet<string>
  /** Content words that are no values: what it is about. */
  readonly subject: ReadonlySet<string>
  /** The subject's words before the verb. */
  readonly head: ReadonlySet<string>
  /** What may change, by kind: `weekday` → `thursday`, `euro` → `2500`. */
  readonly values: Values['values']
  /** Numbers that tell one thing from its like: `release 4.2`. */
  readonly labels: Values['labels']
  /** Whether it says how things stand or are to be, not what happened once. */
  readonly isState: boolean
  readonly negated: boolean
  readonly change: Change | undefined
}

const NEGATION = /\b(?:not|never|no longer|no|without|nobody|nothing|stopped|quit)\b|n['’]t\b/i
const DATE_NOTE = / ?\((?:week of )?\d{4}[^)]*\)/g
const SPEAKER = /^(\p{Lu}[\p{L}\p{M}.-]*): /u
/** The speaker's own words, whole. */
const QUOTED = /^["“]([^"“”]+)["”]\.?$/
const LEADING_NAME = /^(\p{Lu}[\p{L}\p{M}\d-]*)(?=['’]s?\b| )/u
/** At the beginning of a statement these are no names. */
const NO_NAME = new Set(
  `the a an we our us they their it its he his she her this that these those there my i in on at from for to if when while since after
  before until please let lets never always no not all every each some any and but or so yes now today tomorrow yesterday then once most
  remember use keep new old has have had is are was were do does did can could will would should may might must also just only still
  however instead maybe perhaps what who which how why where`.split(/\s+/),
)

/** The claim of one clause; `owner` is whose statement it stands in. */
export function claimOf(clause: string, owner?: string): Claim {
  const { speaker, text } = saidIn(clause)
  const person = personOf(text, speaker) ?? owner
  // Most claims are never compared with another: what comparing needs is worked out when it is asked for.
  const found = once(() => valuesOf(text, person))
  const subject = once(() => subjectOf(found().rest, person))
  const head = once(() => new Set(contentOf(headOf(found().rest)).filter((term) => subject().has(term))))
  const state = once(() => isState(text))
  return {
    text,
    person,
    words: new Set(contentOf(text)),
    negated: NEGATION.test(text),
    change: changeIn(text),
    get subject() {
      return subject()
    },
    get head() {
      return head()
    },
    get values() {
      return found().values
    },
    get labels() {
      return found().labels
    },
    get isState() {
      return state()
    },
  }
}

/** Whether a clause says how things stand: its claim's {@link Claim.isState}, without the rest of it. */
export const claimsState = (clause: string): boolean => isState(saidIn(clause).text)

/** A clause without the frame that a statement puts it in, and who speaks, where that is said. */
function saidIn(clause: string): { speaker: string | undefined; text: string } {
  const bare = clause.replace(DATE_NOTE, '')
  const speaker = SPEAKER.exec(bare)?.[1]
  const said = speaker === undefined ? bare : bare.slice(speaker.length + 2)
  return { speaker, text: withoutLeadIn(QUOTED.exec(said)?.[1] ?? said) }
}

/** `rest`: the text without its values. */
function subjectOf(rest: string, person: string | undefined): Set<string> {
  const own = new Set(person === undefined ? [] : terms(person))
  const isFiller = isEnglish(rest) ? () => false : (term: string) => GERMAN_FILLERS.has(term)
  return new Set(
    contentOf(rest.replace(PER_UNIT, ' ')).filter((term) => !own.has(term) && !NO_SUBJECT.has(term) && !isFiller(term)),
  )
}

/** "1,150 euros a month": by what a price is counted is no part of what it is the price of. */
const PER_UNIT = /\b(?:an?|per) (?:month|week|day|year|hour|night|person|head|piece|seat)\b/gi

/** No index takes these words for content in German; English has some of them too. */
const GERMAN = `${FUNCTION_WORDS.german?.determiners} ${FUNCTION_WORDS.german?.others}`
const GERMAN_FILLERS = new Set(terms(GERMAN))
const GERMAN_WORDS = new Set(GERMAN.split(/\s+/))

/** Words that say that something changes, or whose matter it is. */
const NO_SUBJECT = new Set(
  terms(`user new now move change switch migrate postpone push shift delay reschedule extend raise increase lower cut reduce bump upgrade
  downgrade rename transfer slip today`),
)

const contentOf = (text: string): string[] => terms(text).filter((term) => !isFlat(term))

function personOf(text: string, speaker: string | undefined): string | undefined {
  if (/^(?:I|My|I['’]\w+)\b/i.test(text)) return speaker
  const name = LEADING_NAME.exec(text)?.[1]
  if (name === undefined || /ly$|ing$/.test(name)) return undefined
  return NO_NAME.has(name.toLowerCase()) || GERMAN_WORDS.has(name.toLowerCase()) ? undefined : name
}
