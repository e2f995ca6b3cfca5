/** Whether something said later closes an open action: it was done, or it is no longer to be done. */
import { terms } from '../../rank/tokenize.ts'
import { isBaseVerb, isPastForm } from '../lines/verbs.ts'
import { once } from '../once.ts'
import { sharedByAcronym } from '../topics/acronyms.ts'
import { isFlat } from '../words.ts'
import { awaitedIn, hasAnswered, isForSilence, topicOf } from './answers.ts'
import { valuesOf } from './claim-values.ts'
import type { Claim } from './claims.ts'
import { isByObject, isOthersDeed } from './deeds.ts'
import { type Holder, holderOf, isOtherHolder } from './holder.ts'
import { areApart, type Places, placesIn } from './places.ts'
import { withoutProposals } from './unreal.ts'

/** What is to be done: `migrate`, the words of `the session cache`, all other words, the numbers that tell it from its like. */
export interface Task {
  /** Who is to do it, where that is said. */
  holder: Holder | undefined
  /** Nothing where only the thing is named: `the tax return, due on Friday`. */
  verb: string | undefined
  /** Words of the first noun phrase; the last is the thing. */
  object: readonly string[]
  words: ReadonlySet<string>
  labels: ReadonlySet<string>
  /** To be done only where nobody answers: `call Ana if she does not reply`. */
  isForSilence: boolean
  /** Who is to answer, for such a task and one that asks somebody. */
  awaited: readonly string[]
  /** What it is about: `the invoice` in "ask Ben about the invoice". */
  topic: readonly string[]
  places: Places
  /** As it was said. */
  text: string
}

export type Outcome = 'done' | 'dropped'

const INTENT =
  /\b(?:will|shall|needs? to|has to|have to|must|should|wants? to|(?:is |are )?going to|plans? to|intends? to|asked (?:\p{L}+ )?to|remind \p{L}+ to|promised to|let['’]?s)\s+(?:also |then |still |first |please )?/iu
/** On which condition, and when, says nothing of what is to be done. */
const CONDITION = /\b(?:if|unless|in case|when)\b.*$/i

/** Whether two tasks ask for the same: one verb, and no word of the one that is not in the other, but for conditions. */
export function isSameTask(a: Task, b: Task): boolean {
  if (a.verb !== b.verb || isOtherHolder(a.holder, b.holder)) return false
  if ([...a.labels].some((label) => b.labels.size > 0 && !b.labels.has(label))) return false
  const [short, long] = [a, b].map(plainWords).sort((one, two) => one.size - two.size)
  return short !== undefined && long !== undefined && short.size > 0 && [...short].every((word) => long.has(word))
}

const plainWords = ({ object, text }: Task): Set<string> =>
  new Set([...object, ...terms(text.replace(CONDITION, '')).filter((term) => !isFlat(term) && !PLAIN.has(term))])

/** When it is due says nothing of what is to be done. */
const DUE =
  /,? ?\bdue (?:on|by|in)\s.*$|\b(?:by|before|until|no later than|till)\s.*$|\b(?:tomorrow|tonight|today|this|next)\b.*$/i
const NOUN_PHRASE_END =
  /\s(?:of|for|from|in|on|at|to|with|and|about|because|if|so|as|into|onto|over|through)\s|[,;:.(]|$/i
const MODIFIER = /(?:ing|ful|ous|able)$/i

export function taskOf(text: string): Task | undefined {
  const said = text.replace(SPEAKER, '').replace(/\(\d{4}[^)]*\)/g, '')
  const bare = orderIn(said)
  const intent = INTENT.exec(bare)
  const whole = bare.slice(intent ? intent.index + intent[0].length : 0).replace(DUE, '')
  const plan = whole.replace(ARTICLE, '')
  const [, verbWord = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(plan.trim()) ?? []
  const [verb] = terms(verbWord)
  if (verb === undefined) return undefined
  const isThing = !intent && !isBaseVerb(verbWord) && (plan !== whole || (/^\p{Lu}/u.test(plan) && !ARTICLE.test(rest)))
  // "Lemon cake. Order it by Friday.": what is to be ordered was named before.
  const isPointing = /^(?:it|them|this|that|these|those)\b/i.test(rest)
  const named = isPointing ? (said.split(bare)[0] ?? '') : isThing ? plan.replace(/^\p{L}+: /u, '') : rest
  const object = isPointing ? contentOf(named) : objectOf(named)
  if (object.length === 0) return undefined
  const speaker = SPEAKER.exec(text)?.[1]
  return {
    holder: intent ? holderOf(said, { speaker }) : speaker === undefined ? undefined : { name: speaker.toLowerCase() },
    verb: isThing ? undefined : verb,
    object,
    words: new Set(contentOf(named)),
    labels: valuesOf(named).values.get('number') ?? new Set(),
    isForSilence: isForSilence(text),
    awaited: awaitedIn(text, object),
    topic: topicOf(said),
    places: placesIn(said.replace(CONDITION, '')),
    text: named,
  }
}

const ARTICLE = /^(?:the|an?|my|our|your|his|her|their) /i
const SPEAKER = /^(\p{Lu}[\p{L}.-]*)(?:: |, asked "[^"]*": )"?/u

/** The sentence that says what to do, where one of several does. */
function orderIn(text: string): string {
  if (INTENT.test(text)) return text
  const order = text.split(SENTENCE_END).find((sentence) => isBaseVerb(sentence.split(/[\s:,.]/)[0] ?? ''))
  return order ?? text
}

const contentOf = (text: string): string[] => terms(text).filter((term) => !isFlat(term))

/** The words of the thing; a name behind it only says which one. */
function objectOf(rest: string): string[] {
  const phrase = (rest.split(NOUN_PHRASE_END)[0] ?? '').split(/\s+/)
  const nouns = phrase.filter((word) => !MODIFIER.test(word) && !/^\p{Lu}\p{Ll}/u.test(word))
  return (nouns.length > 0 ? nouns : phrase)
    .flatMap((word) => terms(word))
    .filter((term) => !isFlat(term) && !PLAIN.has(term))
}

const PLAIN = new Set(terms('new old big small birthday own first last next'))

const NOT_YET =
  /\b(?:not|never|yet|almost|nearly|half|still|trying|tries|want(?:s|ed)?|will|going to|needs?|must|should|plans? (?:to|on)|if|until|unless|would|could|soon|partly)\b|n['’]t\b|\?/i
const COMPLETE =
  /\b(?:done|finish(?:ed|es)|complete[ds]?|ready(?! to be)|(?:is|are) (?:now )?(?:out|live|in place)|went (?:out|live)|handled|taken care of)\b/i
/** "Renewed until March 2027" is done. */
const UNTIL_DAY = /\buntil (?=\d|\p{Lu})/gu
/** What is done with a thing that was due. */
const DELIVERED =
  /\b(?:filed|paid|sent|submitted|delivered|handed in|uploaded|signed|shipped|published|returned|booked|ordered|merged)\b/i
const RECEIVED =
  /\b(?:sent|came(?! (?:out|off|up|badly))|arrived|received|got|delivered|is here|picked up|collected)\b/i
/** Tasks that other words than their own verb tell the end of: what one compared is booked, what one was to get has come. */
const ENDED_OTHERWISE: readonly { verbs: ReadonlySet<string>; end: RegExp }[] = [
  {
    verbs: new Set(terms('compare check look find choose pick research search')),
    end: /\b(?:booked|bought|ordered|chose|picked|signed up)\b/i,
  },
  {
    verbs: new Set(terms('get receive collect obtain request fetch')),
    end: RECEIVED,
  },
]
/** "Not going to book it after all", "is off", "isn't happening". */
const OFF =
  /(?:\bnot|n['’]t)\b[^.;]{0,60}?\b(?:anymore\b|any more(?=["”]?\s*(?:[,;.!:]|$|(?:and|but|because|since)\b))|any longer\b|after all\b)|\b(?:is|are) (?:now )?off(?=["”]?\s*(?:[,;.!]|$))|\b(?:fell|fallen) through\b|(?:\b(?:not|no longer)|n['’]t) (?:happening|taking place|going ahead)\b/i
const GIVEN_UP =
  /\bno longer (?:needed|necessary|required|worth|planned|wants?|needs?)\b|\bnot (?:needed|necessary|required|worth)\b|(?:isn|aren)['’]t (?:needed|necessary|required|worth)\b|\b(?:cancel(?:l)?ed|called off|scrapped|dropped|abandoned|gave up|decided (?:against|not to)|won['’]t|unnecessary)\b/i

/** What a later claim makes of the task; `undefined`: nothing. What else it says in further sentences may be open: each is read for itself too. */
export function outcomeOf(task: Task, claim: Claim): Outcome | undefined {
  const whole = outcomeIn(task, inTermsOf(task, meantFor(task, claim)))
  if (whole !== undefined) return whole
  const sentences = claim.text.split(SENTENCE_END)
  if (sentences.length < 2) return undefined
  return sentences
    .map((text) => outcomeIn(task, inTermsOf(task, meantFor(task, sentenceOf(text, claim)))))
    .find((outcome) => outcome !== undefined)
}

const sentenceOf = (text: string, { person, holder }: Claim): Said => ({
  ...wordsIn(text),
  holder: holderOf(text, { speaker: person, before: holder }),
})

const wordsIn = (text: string): Omit<Said, 'holder'> => ({
  text,
  words: new Set(terms(text)),
  values: valuesOf(text).values,
})

/** Why something was done is not what was done. */
const REASON = /\b(?:because(?: of)?|due to|owing to|thanks to|despite|in spite of|instead of)\b[^,;.]*/gi
/** Who was to ask has asked. */
const SPEAKING = new Set(terms('ask propose suggest recommend consider discuss request offer talk'))

/** Without the reasons, and without what was only asked or proposed. */
function meantFor({ verb }: Task, said: Said): Said {
  const told = verb !== undefined && SPEAKING.has(verb) ? said.text : withoutProposals(said.text)
  const text = told.replace(REASON, '')
  return text === said.text ? said : { ...wordsIn(text), holder: said.holder }
}

const SENTENCE_END = /(?<=[.!?])\s+(?=\p{Lu})/u

/**
 * Of tasks that one statement may close, those that it closes. Two mails to Sam, one about the invoice and one about the lease, are told
 * apart by what the statement says of the one alone; where it says nothing of that, neither is closed.
 */
export function closedAmong<T extends { task: Task }>(
  candidates: readonly T[],
  { text, words }: Pick<Claim, 'text' | 'words'>,
): T[] {
  if (candidates.length < 2 || ALL.test(text)) return [...candidates]
  return candidates.filter((one) =>
    candidates.every((other) => !isRival(one.task, other.task) || isToldFrom(one.task, other.task, words)),
  )
}

/** Whether a word is said that only the one task has. */
const isToldFrom = (one: Task, other: Task, said: ReadonlySet<string>): boolean =>
  [...one.words].some((word) => said.has(word) && !other.words.has(word))

const ALL = /\b(?:both|all|each|every|everything|two|three|four|five)\b/i

const isRival = (a: Task, b: Task): boolean =>
  a.verb === b.verb && a.object.at(-1) === b.object.at(-1) && areApart(a.places, b.places)

type Said = Pick<Claim, 'text' | 'words' | 'values' | 'holder'>

/** With the words that only an acronym hides: `DPA` for the data processing agreement. */
function inTermsOf(task: Task, said: Said): Said {
  const hidden = sharedByAcronym(said.text, task.text)
  if (hidden.length === 0) return said
  const { text, values, holder } = said
  return { text, values, holder, words: new Set([...said.words, ...hidden]) }
}

function outcomeIn(task: Task, claim: Said): Outcome | undefined {
  const { words } = claim
  const text = claim.text.replace(UNTIL_DAY, '')
  const covered = task.object.filter((word) => words.has(word)).length / task.object.length
  const isIt = words.has(task.object.at(-1) ?? '') && covered >= LEAST_OBJECT && !isOther(task, claim)
  const isDeed = once(() => !isOthersDeed(task, claim))
  if (!NOT_YET.test(text)) {
    if (isIt && coverage(task, claim) >= LEAST_COVER && hasDone(task, text) && isDeed() && !isByObject(task, text))
      return 'done'
    const isComplete = COMPLETE.test(text) || (task.verb === undefined && DELIVERED.test(text))
    if (isComplete && (isIt || coverage(task, claim) >= LEAST_COMPLETE) && isDeed()) return 'done'
    if (ASKING.has(task.verb ?? '') && RECEIVED.test(text) && isAskedFor(task, words)) return 'done'
    const isEnded = ENDED_OTHERWISE.some(({ verbs, end }) => verbs.has(task.verb ?? '') && end.test(text))
    if (isIt && isEnded && isDeed()) return 'done'
  }
  if (!NOT_YET.test(text) && hasAnswered(task, text)) {
    if (task.isForSilence) return 'dropped'
    if (ASKING.has(task.verb ?? '') && task.topic.length > 0) return 'done'
  }
  return isIt && (GIVEN_UP.test(text) || OFF.test(text)) && isDeed() ? 'dropped' : undefined
}

const ASKING = new Set(terms('ask question consult'))

/** "Ask Carla for the floor plan": it came. */
const isAskedFor = ({ places }: Task, words: ReadonlySet<string>): boolean => {
  const asked = [...(places.get('for') ?? [])]
  return asked.length > 0 && asked.every((word) => words.has(word))
}

/** More than half of the thing's name; a share of all words. */
const LEAST_OBJECT = 0.51
const LEAST_COVER = 0.4
const LEAST_COMPLETE = 0.6

const coverage = ({ verb, words }: Task, claim: Said): number => {
  const wanted = new Set(verb === undefined ? words : [...words, verb])
  return (
    [...wanted].filter((word) => claim.words.has(word) || (word === verb && terms(claim.text).includes(verb))).length /
    wanted.size
  )
}

/** Another number, release 4.1 where 4.2 was meant; another person, place or matter, the mail to Dana where that to Sam was. */
const isOther = ({ labels, places, object }: Task, { values, text }: Said): boolean => {
  const numbers = values.get('number')
  if (labels.size > 0 && numbers !== undefined && ![...labels].some((label) => numbers.has(label))) return true
  const others = placesIn(text)
  // "A visit about the invoice" is no invoice.
  const isOnlyTopic = !places.has('about') && others.get('about')?.has(object.at(-1) ?? '')
  return isOnlyTopic === true || areApart(places, others)
}

/** Whether the verb stands there in a past form. */
const hasDone = ({ verb }: Task, text: string): boolean =>
  verb !== undefined &&
  (text.match(/[\p{L}'’-]+/gu) ?? []).some(
    (word) => (isPastForm(word) || /ed$|^(?:put|set|cut|read|let|shut)$/i.test(word)) && terms(word)[0] === verb,
  )
