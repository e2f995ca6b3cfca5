/** What a statement claims: about whom and what, with which values, and whether it says that something changed. */
import { terms } from '../../rank/tokenize.ts'
import { isEnglish } from '../lines/language.ts'
import { withoutLeadIn } from '../lines/lead-in.ts'
import { once } from '../once.ts'
import { isFlat } from '../words.ts'
import { type Change, changeIn } from './change-cues.ts'
import { type Values, valuesOf } from './claim-values.ts'
import { type Holder, holderOf } from './holder.ts'
import { GERMAN_FUNCTION_WORDS, leadingName } from './leading-name.ts'
import { headOf, isState } from './tense.ts'
import { realPartOf } from './unreal.ts'

export interface Claim {
  readonly text: string
  /** Whose matter it is, where it begins with a name: `User`, `Ana`, `Postgres`. */
  readonly person: string | undefined
  /** Whose matter it is, where its subject is somebody: `User's son` is not `User`. */
  readonly holder: Holder | undefined
  /** Content words, values among them. */
  readonly words: ReadonlySet<string>
  /** Content words that are no values: what it is about. */
  readonly subject: ReadonlySet<string>
  /** The subject's words before the verb. */
  readonly head: ReadonlySet<string>
  /** Names before the verb that tell one thing from its like: `Kai` in "the meeting with Kai is at nine". */
  readonly headNames: ReadonlySet<string>
  /** What may change, by kind: `weekday` → `thursday`, `euro` → `2500`. */
  readonly values: Values['values']
  /** Those of them that are told as being so, not as asked, proposed or refused. */
  readonly realValues: Values['values']
  /** Numbers that tell one thing from its like: `release 4.2`. */
  readonly labels: Values['labels']
  /** Whether it says how things stand or are to be, not what happened once. */
  readonly isState: boolean
  readonly negated: boolean
  readonly change: Change | undefined
  /** Whether something in it is only asked, proposed, considered or refused. */
  readonly isPartlyUnreal: boolean
}

const NEGATION = /\b(?:not|never|no longer|no|without|nobody|nothing|stopped|quit)\b|n['’]t\b/i
const DATE_NOTE = / ?\((?:week of )?\d{4}[^)]*\)/g
const SPEAKER = /^(\p{Lu}[\p{L}\p{M}.-]*): /u
/** The speaker's own words, whole. */
const QUOTED = /^["“]([^"“”]+)["”]\.?$/

const isOwn = (text: string): boolean => /^(?:I|My|I['’]\w+)\b/i.test(text)

/** The claim of one clause; `owner` is whose statement it stands in, or what that statement claims. */
export function claimOf(clause: string, owner?: string | Claim): Claim {
  const { speaker, text } = saidIn(clause)
  const [ownerName, before] = typeof owner === 'string' ? [owner, undefined] : [owner?.person, owner?.holder]
  const own = isOwn(text) ? speaker : leadingName(text)
  const person = own ?? ownerName
  const real = realPartOf(text)
  // Most claims are never compared with another: what comparing needs is worked out when it is asked for.
  const found = once(() => valuesOf(text, person))
  const subject = once(() => subjectOf(found().rest, person))
  const head = once(() => new Set(contentOf(headOf(found().rest)).filter((term) => subject().has(term))))
  const state = once(() => isState(text))
  const holder = once(() => holderOf(text, { speaker: speaker ?? ownerName, before }))
  const headNames = once(() => valuesOf(headOf(text), person).values.get('name') ?? NONE)
  return {
    text,
    person,
    words: new Set(contentOf(text)),
    negated: NEGATION.test(text),
    change: changeIn(real),
    isPartlyUnreal: real !== text,
    get subject() {
      return subject()
    },
    get head() {
      return head()
    },
    get holder() {
      return holder()
    },
    get headNames() {
      return headNames()
    },
    get realValues() {
      return real === text ? found().values : valuesOf(real, person).values
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

const NONE: ReadonlySet<string> = new Set()

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
const GERMAN_FILLERS = new Set(terms(GERMAN_FUNCTION_WORDS))

/** Words that say that something changes, or whose matter it is. */
const NO_SUBJECT = new Set(
  terms(`user new now move change switch migrate postpone push shift delay reschedule extend raise increase lower cut reduce bump upgrade
  downgrade rename transfer slip today`),
)

const contentOf = (text: string): string[] => terms(text).filter((term) => !isFlat(term))
