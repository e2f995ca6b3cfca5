/** Whether something said later closes an open action: it was done, or it is no longer to be done. */
import { terms } from '../../rank/tokenize.ts'
import { isPastForm } from '../lines/verbs.ts'
import { sharedByAcronym } from '../topics/acronyms.ts'
import { isFlat } from '../words.ts'
import { valuesOf } from './claim-values.ts'
import type { Claim } from './claims.ts'

/** What is to be done: `migrate`, the words of `the session cache`, all other words, the numbers that tell it from its like. */
export interface Task {
  verb: string
  /** Words of the first noun phrase; the last is the thing. */
  object: readonly string[]
  words: ReadonlySet<string>
  labels: ReadonlySet<string>
  /** As it was said. */
  text: string
}

export type Outcome = 'done' | 'dropped'

const INTENT =
  /\b(?:will|shall|needs? to|has to|have to|must|should|wants? to|(?:is |are )?going to|plans? to|intends? to|asked (?:\p{L}+ )?to|remind \p{L}+ to|promised to|let['’]?s)\s+(?:also |then |still |first |please )?/iu
/** When it is due says nothing of what is to be done. */
const DUE = /\b(?:by|before|until|no later than|till)\s.*$|\b(?:tomorrow|tonight|today|this|next)\b.*$/i
const NOUN_PHRASE_END =
  /\s(?:of|for|from|in|on|at|to|with|and|about|because|if|so|as|into|onto|over|through)\s|[,;:.(]|$/i
const MODIFIER = /(?:ing|ful|ous|able)$/i

export function taskOf(text: string): Task | undefined {
  const bare = text.replace(/^\p{Lu}[\p{L}.-]*: /u, '').replace(/\(\d{4}[^)]*\)/g, '')
  const intent = INTENT.exec(bare)
  const plan = bare.slice(intent ? intent.index + intent[0].length : 0).replace(DUE, '')
  const [, verbWord = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(plan.trim()) ?? []
  const [verb] = terms(verbWord)
  if (verb === undefined) return undefined
  const object = objectOf(rest)
  const words = new Set(terms(rest).filter((term) => !isFlat(term)))
  return object.length === 0
    ? undefined
    : { verb, object, words, labels: valuesOf(rest).values.get('number') ?? new Set(), text: rest }
}

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
  /\b(?:not|never|yet|almost|nearly|half|still|trying|tries|want(?:s|ed)?|will|going to|needs?|must|should|plans?|if|until|unless|would|could|soon|partly)\b|n['’]t\b|\?/i
const COMPLETE =
  /\b(?:done|finish(?:ed|es)|complete[ds]?|ready|(?:is|are) (?:now )?(?:out|live|in place)|went (?:out|live)|handled|taken care of)\b/i
const GIVEN_UP =
  /\bno longer (?:needed|necessary|required|worth|planned|wants?|needs?)\b|\bnot (?:needed|necessary|required|worth)\b|(?:isn|aren)['’]t (?:needed|necessary|required|worth)\b|\b(?:cancel(?:l)?ed|called off|scrapped|dropped|abandoned|gave up|decided (?:against|not to)|won['’]t|unnecessary)\b/i

/** What a later claim makes of the task; `undefined`: nothing. What else it says in further sentences may be open: each is read for itself too. */
export function outcomeOf(task: Task, claim: Claim): Outcome | undefined {
  const whole = outcomeIn(task, inTermsOf(task, claim))
  if (whole !== undefined) return whole
  const sentences = claim.text.split(SENTENCE_END)
  if (sentences.length < 2) return undefined
  return sentences
    .map((text) => outcomeIn(task, inTermsOf(task, sentenceOf(text))))
    .find((outcome) => outcome !== undefined)
}

const sentenceOf = (text: string): Said => ({
  text,
  words: new Set(terms(text)),
  get values() {
    return valuesOf(text).values
  },
})

const SENTENCE_END = /(?<=[.!?])\s+(?=\p{Lu})/u

type Said = Pick<Claim, 'text' | 'words' | 'values'>

/** With the words that only an acronym hides: `DPA` for the data processing agreement. */
function inTermsOf(task: Task, said: Said): Said {
  const hidden = sharedByAcronym(said.text, task.text)
  if (hidden.length === 0) return said
  return { text: said.text, words: new Set([...said.words, ...hidden]), values: said.values }
}

function outcomeIn(task: Task, claim: Said): Outcome | undefined {
  const { words, text } = claim
  const covered = task.object.filter((word) => words.has(word)).length / task.object.length
  const isIt = words.has(task.object.at(-1) ?? '') && covered >= LEAST_OBJECT && !isOther(task, claim)
  if (!NOT_YET.test(text)) {
    if (isIt && coverage(task, claim) >= LEAST_COVER && hasDone(task, text)) return 'done'
    if (COMPLETE.test(text) && (isIt || coverage(task, claim) >= LEAST_COMPLETE)) return 'done'
  }
  return GIVEN_UP.test(text) && isIt ? 'dropped' : undefined
}

/** More than half of the thing's name; a share of all words. */
const LEAST_OBJECT = 0.51
const LEAST_COVER = 0.4
const LEAST_COMPLETE = 0.6

const coverage = ({ verb, words }: Task, claim: Said): number => {
  const wanted = new Set([...words, verb])
  return (
    [...wanted].filter((word) => claim.words.has(word) || (word === verb && terms(claim.text).includes(verb))).length /
    wanted.size
  )
}

/** Another number: release 4.1 where 4.2 was meant. */
const isOther = ({ labels }: Task, { values }: Said): boolean => {
  const others = values.get('number')
  return labels.size > 0 && others !== undefined && ![...labels].some((label) => others.has(label))
}

/** Whether the verb stands there in a past form. */
const hasDone = ({ verb }: Task, text: string): boolean =>
  (text.match(/[\p{L}'’-]+/gu) ?? []).some(
    (word) => (isPastForm(word) || /ed$|^(?:put|set|cut|read|let|shut)$/i.test(word)) && terms(word)[0] === verb,
  )
